"""The control surface beside the API, under /__practice: faults, switches, clock, ledger, tracking and reset.

It needs a token of its own and is not counted, delayed or broken by the faults it sets.
"""

from __future__ import annotations

import dataclasses
import hmac
from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from postwright.practice.charges import Charge
from postwright.practice.faults import Fault
from postwright.practice.wire_text import read_time, stored

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from postwright.practice.app import PracticeCarrier

PREFIX = "/__practice"
TOKEN_HEADER = "X-Practice-Token"
_YEARS = range(2000, 2200)
_LONGEST_SECONDS = 100 * 366 * 24 * 3600
_MOST_CENTS = 10**9


class ControlLayer:
    """A WSGI application that answers /__practice itself and leaves all else to the API."""

    def __init__(self, carrier: PracticeCarrier, token: str) -> None:
        self._api: WSGIApplication = carrier.wsgi
        self._control = _build(carrier, token)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        inner = self._control if path == PREFIX or path.startswith(f"{PREFIX}/") else self._api
        return inner(environ, start_response)


def _build(carrier: PracticeCarrier, token: str) -> Flask:
    control = Flask(__name__, static_folder=None)

    def guard() -> Response | None:
        given = request.headers.get(TOKEN_HEADER, "")
        if token and hmac.compare_digest(given.encode(), token.encode()):
            return None
        return _say({"error": "The control token is missing or wrong."}, 403)

    control.before_request(guard)
    for kind in (ValueError, OverflowError):
        control.register_error_handler(kind, lambda error: _say({"error": str(error)}, 400))
    control.register_error_handler(HTTPException, _no_such_control)
    for name, methods in _commands(carrier).items():
        for method, command in methods.items():
            view = _view(command)
            control.add_url_rule(f"{PREFIX}/{name}", f"{method} {name}", view, methods=[method])
    return control


def _no_such_control(error: HTTPException) -> Response:
    return _say({"error": f"{request.method} {request.path} is no control"}, error.code or 500)


def _view(command: Callable[[dict[str, Any]], Any]) -> Callable[[], Response]:
    def answer() -> Response:
        body = request.get_json(silent=True) if request.get_data() else {}
        if not isinstance(body, dict):
            raise ValueError("a JSON object is needed")
        return _say(command(body), 200)

    return answer


def _say(body: Any, status: int) -> Response:
    response = jsonify(body)
    response.status_code = status
    return response


def _commands(carrier: PracticeCarrier) -> dict[str, dict[str, Callable[[dict[str, Any]], Any]]]:
    """What each address does, by method."""
    return {
        "faults": {
            "GET": lambda _: _faults(carrier),
            "POST": lambda body: _add_fault(carrier, body),
            "DELETE": lambda _: carrier.faults.clear(),
        },
        "switches": {
            "GET": lambda _: dataclasses.asdict(carrier.switches),
            "POST": lambda body: dataclasses.asdict(carrier.set_switches(**body)),
        },
        "clock": {
            "GET": lambda _: _clock(carrier),
            "POST": lambda body: _set_clock(carrier, body),
            "DELETE": lambda _: carrier.clock.reset(),
        },
        "ledger": {"GET": lambda _: {"charges": [_charge(one) for one in carrier.ledger()]}},
        "parcels": {"GET": lambda _: {"parcels": [dataclasses.asdict(one) for one in carrier.parcels()]}},
        "mail": {"POST": lambda body: carrier.mail(body.get("label_id", ""), body.get("story", "delivered"))},
        "balance": {"POST": lambda body: carrier.adjust_balance(_cents(body), body.get("carrier_id", ""))},
        "reset": {"POST": lambda _: carrier.reset()},
    }


def _faults(carrier: PracticeCarrier) -> dict[str, Any]:
    return {"faults": [dataclasses.asdict(fault) for fault in carrier.faults.pending()]}


def _add_fault(carrier: PracticeCarrier, body: dict[str, Any]) -> dict[str, Any]:
    try:
        fault = Fault(**body)
    except TypeError as error:
        raise ValueError(f"a fault is made of {', '.join(Fault.__dataclass_fields__)}") from error
    carrier.faults.add(fault)
    return _faults(carrier)


def _clock(carrier: PracticeCarrier) -> dict[str, str]:
    return {"now": stored(carrier.clock.now())}


def _set_clock(carrier: PracticeCarrier, body: dict[str, Any]) -> dict[str, str]:
    """{"set": time}, {"freeze": time or null}, {"advance_seconds": number} and {"forward_to": hour, "zone":
    name}, in this order.
    """
    unknown = set(body) - {"set", "freeze", "advance_seconds", "forward_to", "zone"}
    if unknown or not set(body) - {"zone"}:
        raise ValueError("say set, freeze, advance_seconds or forward_to")
    if "set" in body:
        carrier.clock.set(_time(body["set"]))
    if "freeze" in body:
        carrier.clock.freeze(None if body["freeze"] is None else _time(body["freeze"]))
    if "advance_seconds" in body:
        carrier.clock.advance(_span(body["advance_seconds"]))
    if "forward_to" in body:
        carrier.clock.forward_to(_hour(body["forward_to"]), _zone(body.get("zone", "UTC")))
    return _clock(carrier)


def _time(value: Any) -> datetime:
    if not isinstance(value, str):
        raise ValueError("a time is a text such as 2026-11-22T12:00:00Z")
    moment = read_time(value)
    if moment.year not in _YEARS:
        raise ValueError(f"the year must be {_YEARS.start} to {_YEARS.stop - 1}")
    return moment


def _hour(value: Any) -> time:
    """Raises ValueError."""
    return time.fromisoformat(value if isinstance(value, str) else "")


def _zone(value: Any) -> tzinfo:
    try:
        return ZoneInfo(str(value))
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        raise ValueError("a zone is a name such as America/Chicago") from error


def _span(value: Any) -> timedelta:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LONGEST_SECONDS:
        raise ValueError("advance_seconds is a number of seconds, no more than a hundred years")
    return timedelta(seconds=value)


def _cents(body: dict[str, Any]) -> int:
    cents = body.get("cents")
    if type(cents) is not int or abs(cents) > _MOST_CENTS:
        raise ValueError("cents must be a whole number, no more than ten million dollars")
    return cents


def _charge(charge: Charge) -> dict[str, Any]:
    return {
        "number": charge.number,
        "at": stored(charge.at),
        "kind": charge.kind,
        "cents": charge.amount.minor,
        "carrier_id": charge.carrier_id,
        "label_id": charge.label_id,
    }
