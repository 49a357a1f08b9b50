"""Everything that is done to the reply of a purchase on its way, by row of the matrix. Judges nothing."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.faults.hostile import Act, Mischief, Reply, Wire

BEFORE, AFTER = False, True
BOTH = (BEFORE, AFTER)
# No trickle and no silence lasts longer than this, in seconds; the program's own limits are for people.
PATIENCE = 0.5
PORTAL = b"<!doctype html><html><body><h1>Welcome to the hotel</h1><form>Room?</form></body></html>"


@dataclass(frozen=True)
class Cell:
    """One way to spoil a purchase. `charged` says what the carrier has done in the end."""

    name: str
    rows: tuple[str, ...]
    mischief: Mischief
    patience: float | None = None

    @property
    def charged(self) -> bool:
        return bool(self.mischief.commits) or self.mischief.late

    def __str__(self) -> str:
        return f"{self.name}, {'charged' if self.charged else 'not charged'}"


def close(wire: Wire) -> None:
    """Say nothing and hang up."""


def reset(wire: Wire) -> None:
    wire.reset()


def raw(data: bytes) -> Act:
    return lambda wire: wire.send(data)


def reset_in_reply(wire: Wire) -> None:
    wire.send(wire.reply.raw()[:60])
    wire.reset()


def half_a_head(wire: Wire) -> None:
    wire.send(wire.reply.raw()[:40])


def short_of_its_length(wire: Wire) -> None:
    whole = wire.reply.raw()
    wire.send(whole[: len(whole) - len(wire.reply.body) // 2 - 1])


def cut_chunk(wire: Wire) -> None:
    head = replace(wire.reply, body=b"").raw(length=False, close=False)[:-2]
    body = wire.reply.body
    wire.send(head + b"Transfer-Encoding: chunked\r\n\r\n" + b"%x\r\n" % (len(body) + 9) + body)


def no_length(wire: Wire) -> None:
    wire.send(replace(wire.reply, body=wire.reply.body[: len(wire.reply.body) // 2]).raw(length=False))


def status(code: int, reason: str, body: bytes = b"", *headers: tuple[str, str]) -> Act:
    kind = "text/html" if body.startswith(b"<") else "application/json"
    answer = Reply(code, reason, (("Content-Type", kind), *headers), body)
    return lambda wire: wire.send(answer.raw())


def body_of(spoil: Callable[[bytes], bytes]) -> Act:
    """A whole 200 with a length that is right and a body that is not."""
    return lambda wire: wire.send(replace(wire.reply, status=200, body=spoil(wire.reply.body)).raw())


def edited(**changes: Any) -> Act:
    """A whole 200 in which these keys have other values; None takes a key away."""

    def spoil(body: bytes) -> bytes:
        data = json.loads(body) | changes
        return json.dumps({key: value for key, value in data.items() if value is not None}).encode()

    return body_of(spoil)


def twice(body: bytes) -> bytes:
    return body.rstrip().removesuffix(b"}") + b', "label_id": "se-another"}'


def not_a_number(body: bytes) -> bytes:
    data = json.loads(body)
    data["shipment_cost"] = {"currency": "usd", "amount": float("nan")}
    return json.dumps(data).encode()


def trickle(wire: Wire) -> None:
    wire.trickle(wire.reply.raw())


def trickled_body(wire: Wire) -> None:
    wire.send(replace(wire.reply, body=b"").raw(length=False))
    wire.trickle(wire.reply.body + b" " * 400)


def bomb(wire: Wire) -> None:
    """Two hundred megabytes in two hundred kilobytes."""
    packed = gzip.compress(b"[" + b" " * 200_000_000)
    wire.send(Reply(headers=(("Content-Encoding", "gzip"),), body=packed).raw())


def endless(wire: Wire) -> None:
    wire.send(Reply().raw(length=False)[:-2])
    for _ in range(300):
        wire.send(b" " * 1_000_000)


def flood(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 2000)
    wire.send(wire.reply.raw())


def long_head(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"a" * 500_000)


def go_away(wire: Wire) -> None:
    """The farewell of HTTP/2: an empty SETTINGS frame, and GOAWAY for no stream."""
    settings = b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"
    wire.send(settings + b"\x00\x00\x08\x07\x00\x00\x00\x00\x00" + bytes(8))
    wire.reset()


def hang(wire: Wire) -> None:
    wire.hang()


def _spread(name: str, row: str, act: Act, when: tuple[bool, ...] = BOTH, **more: Any) -> list[Cell]:
    patience = more.pop("patience", None)
    rows = tuple(row.split())
    return [Cell(name, rows, Mischief(act, commits, **more), patience) for commits in when]


_AFTERWARDS: dict[str, tuple[str, Act]] = {
    "an empty object": ("N8", body_of(lambda _: b"{}")),
    "a list": ("N8", body_of(lambda body: b"[" + body + b"]")),
    "null": ("N8", body_of(lambda _: b"null")),
    "no body": ("N8", body_of(lambda _: b"")),
    "not UTF-8": ("N8", body_of(lambda body: body.replace(b"Scranton", b"\xff\xfe"))),
    "half of the JSON": ("N8", body_of(lambda body: body[: len(body) // 2])),
    "nested too deep": ("N8", body_of(lambda _: b"[" * 100_000)),
    "a key twice": ("N8", body_of(twice)),
    "NaN for a price": ("N8", body_of(not_a_number)),
    "no label id": ("N8", edited(label_id=None)),
    "a number for the label id": ("N8", edited(label_id={"a": 1})),
    "no price": ("N8", edited(shipment_cost=None)),
    "words for the price": ("N8", edited(shipment_cost={"currency": "usd", "amount": "cheap"})),
    "an error beside a 200": ("N8", body_of(lambda _: b'{"errors": [{"message": "No."}]}')),
    "another order's label": ("N9", edited(external_shipment_id="f" * 32, label_id="se-1")),
    "a void label": ("N9", edited(voided=True, status="voided")),
    "a label in error": ("N9", edited(status="error")),
}
# The carrier's own label, with a difference that is told; it is ours all the same.
DIFFERING: dict[str, Act] = {
    "another service": edited(service_code="usps_priority_mail_express"),
    "another carrier": edited(carrier_id="se-999999"),
    "another price": edited(shipment_cost={"currency": "usd", "amount": 99.5}),
    "another customer": edited(ship_to={"name": "Bob", "postal_code": "99501"}),
}
_STORM = {
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
_ODD = {408: "Request Timeout", 409: "Conflict", 425: "Too Early", 501: "Not Implemented", 520: "Unknown"}
_REDIRECTS = {301: "Moved Permanently", 302: "Found", 303: "See Other", 307: "Temporary", 308: "Permanent"}
WAITS = ("7", "Wed, 21 Oct 2026 07:28:00 GMT", "-5", "1000000000", "soon", "")


def cells() -> list[Cell]:
    """All of them, each with the carrier asked and not asked where both can be."""
    html = b"<html><h1>Bad gateway</h1></html>"
    found = _spread("reset before it is read", "N1 N2", reset, (BEFORE,), unread=True)
    found += _spread("closed before it is read", "N2 N16", close, (BEFORE,), unread=True)
    found += _spread("closed", "N2 N3", close) + _spread("reset", "N2 N4", reset)
    found += _spread("reset in the reply", "N4", reset_in_reply)
    found += _spread("no answer", "N5", hang, patience=PATIENCE)
    found += _spread("no answer, charged after a look", "N5", hang, (BEFORE,), late=True, patience=PATIENCE)
    found += _spread("half a head", "N6", half_a_head) + _spread(
        "short of its length", "N6", short_of_its_length
    )
    found += _spread("a cut chunk", "N6", cut_chunk) + _spread("no length", "N7", no_length, (AFTER,))
    found += _spread("a portal's page", "N8 N20", status(200, "OK", PORTAL))
    for name, (row, act) in _AFTERWARDS.items():
        found += _spread(name, row, act, (AFTER,))
    for code, reason in (_STORM | _ODD).items():
        found += _spread(str(code), "N11", status(code, reason, html))
    found += _spread("a trickle", "N14", trickle, patience=PATIENCE)
    found += _spread("a trickled body", "N14", trickled_body, patience=PATIENCE)
    found += _spread("a gzip bomb", "N15", bomb) + _spread("an endless body", "N15", endless)
    found += _spread("a flood of Continue", "N15", flood, (AFTER,)) + _spread("a long head", "N15", long_head)
    for code, reason in _REDIRECTS.items():
        found += _spread(f"a {code}", "N18", status(code, reason, b"", ("Location", "/v1/labels")))
    found += _spread("the farewell of HTTP/2", "N19", go_away)
    found += _spread("garbage", "N6", raw(b"SSH-2.0-OpenSSH_9.2\r\n"))
    for wait in WAITS:
        head = (("Retry-After", wait),) if wait else ()
        refusal = status(429, "Too Many Requests", b'{"errors": []}', *head)
        found += _spread(f"429, wait {wait or 'as you like'}", "N10", refusal, (BEFORE,))
    found += _spread("401", "N12", status(401, "Unauthorized", b'{"errors": []}'), (BEFORE,))
    found += _spread("403", "N12", status(403, "Forbidden", b'{"errors": []}'), (BEFORE,))
    return found
