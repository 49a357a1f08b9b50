"""Trouble on demand: late, lost, cut and odd replies for the next calls of a route, in process and served.

Where a connection breaks, ConnectionResetError is raised: the caller cannot know what was done. The server
turns it into a closed socket; a client in the same process gets the error itself.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from werkzeug.wrappers import Response

from postwright.domain.account import STAMPS
from postwright.practice import problems
from postwright.practice.database import PracticeDatabase
from postwright.practice.limits import Stamp

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

FaultKind = Literal[
    "delay",  # answered as usual, `seconds` late
    "drop_before",  # the connection closes before anything was done
    "drop_after",  # the call is carried out and its reply is lost
    "truncate",  # carried out; the connection closes in the middle of the reply
    "wrong_json",  # carried out; a whole reply that is no JSON, or `text`
    "too_many",  # 429 with Retry-After `seconds`; nothing was done
    "error_500",  # an odd body; nothing was done unless `executed`
    "error_502",  # a page of HTML; nothing was done unless `executed`
    "carrier_error",  # 400, the carrier's own refusal in `text`; nothing was done unless `executed`
    "hang",  # no reply for `seconds`, then the connection closes; nothing was done unless `executed`
]
_KINDS = get_args(FaultKind)
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
_AFTER = ("drop_after", "truncate", "wrong_json")
_LONGEST_DELAY = 600


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of trouble for the next `count` calls.

    `route` is a path where a star stands for one part, such as /v1/labels/*/void; "*" alone is every path.
    `method` is a word such as POST, or "*".
    """

    kind: FaultKind
    route: str = "*"
    method: str = "*"
    count: int = 1
    seconds: float = 1
    executed: bool = False
    text: str = ""

    def __post_init__(self) -> None:
        if self.kind not in _KINDS:
            raise ValueError(f"there is no fault {self.kind!r}; there are {', '.join(_KINDS)}")
        if self.route != "*" and not self.route.startswith("/v1/"):
            raise ValueError("a route is a path such as /v1/labels, or a star alone")
        if self.method != "*" and self.method.upper() not in _METHODS:
            raise ValueError(f"a method is one of {', '.join(_METHODS)}, or a star")
        if type(self.count) is not int or self.count < 1:
            raise ValueError("the count must be a whole number above zero")
        if not 0 <= self.seconds <= _LONGEST_DELAY:
            raise ValueError(f"the seconds must be 0 to {_LONGEST_DELAY}")

    def meets(self, method: str, path: str) -> bool:
        if self.method.upper() not in ("*", method):
            return False
        pattern = "[^/]+".join(map(re.escape, self.route.split("*")))
        return self.route == "*" or re.fullmatch(pattern, path) is not None

    @property
    def carries_out(self) -> bool:
        return self.kind in _AFTER or self.executed


class FaultPlan:
    """The faults that are still to come, kept in the database; each call takes the first that meets it."""

    def __init__(self, database: PracticeDatabase) -> None:
        self._database = database

    def add(self, fault: Fault) -> None:
        details = json.dumps({"seconds": fault.seconds, "executed": fault.executed, "text": fault.text})
        values = (fault.method, fault.route, fault.kind, fault.count, details)
        with self._database.turn() as connection:
            connection.execute(
                "INSERT INTO fault (method, route, kind, remaining, details) VALUES (?, ?, ?, ?, ?)", values
            )

    def pending(self) -> tuple[Fault, ...]:
        with self._database.turn() as connection:
            return tuple(_read(row) for row in connection.execute(_IN_ORDER))

    def clear(self) -> None:
        with self._database.turn() as connection:
            connection.execute("DELETE FROM fault")

    def take(self, method: str, path: str) -> Fault | None:
        """The fault for this call, counted down; None for a calm one."""
        with self._database.turn() as connection:
            for row in connection.execute(_IN_ORDER).fetchall():
                fault = _read(row)
                if fault.meets(method, path):
                    connection.execute(
                        "UPDATE fault SET remaining = remaining - 1 WHERE id = ?", (row["id"],)
                    )
                    return replace(fault, count=1)
        return None


_IN_ORDER = "SELECT * FROM fault WHERE remaining > 0 ORDER BY id"


def _read(row: sqlite3.Row) -> Fault:
    details: dict[str, Any] = json.loads(row["details"])
    return Fault(row["kind"], row["route"], row["method"], row["remaining"], **details)


class FaultLayer:
    """A WSGI application around another one that lets the planned trouble happen.

    `stamp` gives the headers of a reply that the inner one never saw. `sleep` lets that many seconds pass.
    """

    def __init__(
        self, inner: WSGIApplication, plan: FaultPlan, stamp: Stamp, sleep: Callable[[float], object]
    ) -> None:
        self._inner = inner
        self._plan = plan
        self._stamp = stamp
        self._sleep = sleep

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        fault = self._plan.take(environ["REQUEST_METHOD"], environ.get("PATH_INFO", ""))
        if fault is None:
            return self._inner(environ, start_response)
        if fault.kind == "delay":
            self._sleep(fault.seconds)
            return self._inner(environ, start_response)
        answer = None
        if fault.carries_out:
            answer = Response.from_app(self._inner, environ, buffered=True)
        if fault.kind == "hang":
            self._sleep(fault.seconds)
        match fault.kind:
            case "drop_before" | "drop_after" | "hang":
                raise ConnectionResetError("the practice carrier closed the connection")
            case "truncate":
                return _cut(answer or Response(), environ, start_response)
            case _:
                return self._spoilt(fault, answer, environ)(environ, start_response)

    def _spoilt(self, fault: Fault, answer: Response | None, environ: WSGIEnvironment) -> Response:
        """A whole reply, and a wrong one, with the headers of a real one."""
        if answer is None:
            stamped = self._stamp.headers(environ.get("HTTP_API_KEY", ""))
        else:
            stamped = {name: answer.headers[name] for name in _STAMPED if name in answer.headers}
        reply = _SPOILT[fault.kind](fault, answer, stamped.get("request-id", ""))
        reply.headers.update(stamped | dict(reply.headers))
        return reply


_STAMPED = (
    "request-id",
    "x-shipengine-requestid",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
)
_JSON = "application/json; charset=utf-8"


def _wrong_json(fault: Fault, answer: Response | None, request_id: str) -> Response:
    return Response(fault.text or (answer or Response()).get_data(as_text=True)[:-1], 200, content_type=_JSON)


def _too_many(fault: Fault, answer: Response | None, request_id: str) -> Response:
    text = json.dumps({"request_id": request_id, "errors": list(problems.too_many().errors)})
    reply = Response(text, 429, content_type=_JSON)
    reply.headers["Retry-After"] = reply.headers["RateLimit-Reset"] = str(int(fault.seconds))
    reply.headers["RateLimit-Remaining"] = "0"
    return reply


def _error_500(fault: Fault, answer: Response | None, request_id: str) -> Response:
    text = json.dumps({"request_id": request_id, "error": {"message": "An error has occurred."}})
    return Response(fault.text or text, 500, content_type=_JSON)


def _error_502(fault: Fault, answer: Response | None, request_id: str) -> Response:
    page = "<html><head><title>Error</title></head><body><h1>502 Bad Gateway</h1></body></html>"
    return Response(fault.text or page, 502, content_type="text/html")


def _carrier_error(fault: Fault, answer: Response | None, request_id: str) -> Response:
    message = f"A shipping carrier error occurred: {fault.text or 'The postage server is not available.'}"
    names = {"carrier_code": STAMPS, "carrier_name": "Stamps.com"}
    error = problems.entry("unspecified", message, source="carrier", **names)
    return Response(json.dumps({"request_id": request_id, "errors": [error]}), 400, content_type=_JSON)


_SPOILT = {
    "wrong_json": _wrong_json,
    "too_many": _too_many,
    "error_500": _error_500,
    "error_502": _error_502,
    "carrier_error": _carrier_error,
}


def _cut(answer: Response, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Announce the whole length and give half of it."""
    body = answer.get_data()

    def halves() -> Iterator[bytes]:
        yield body[: len(body) // 2] or b"{"
        raise ConnectionResetError("the practice carrier closed the connection in the middle of a reply")

    headers = [(name, value) for name, value in answer.headers.items() if name.lower() != "content-length"]
    start_response(answer.status, [*headers, ("Content-Length", str(max(2, len(body))))])
    return halves()
