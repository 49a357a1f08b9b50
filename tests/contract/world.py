"""A practice carrier with an ear at its door: everything that is asked of it is kept. Holds no test."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from postwright.practice.app import PRACTICE_KEY, PracticeCarrier, practice_app
from postwright.practice.routes import ROUTES
from tests.practice.parcels import ACCOUNT, NOW, SHOP, URL, Json, shipment

LIVE_KEY = "live_key"
_JSON = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Exchange:
    """One request and its reply. `body` and `answer` are None where there were none."""

    method: str
    url: str
    status: int
    content_type: str | None
    body: Any
    answer: Any

    @property
    def is_json(self) -> bool:
        return self.content_type in (None, _JSON)


@dataclass
class World:
    """A shop's two accounts at one practice carrier, the sandbox and a real one with money on it."""

    carrier: PracticeCarrier
    heard: list[Exchange] = field(default_factory=list)
    account: str = ""

    def ask(self, method: str, url: str, body: Any = None, *, key: str = PRACTICE_KEY) -> httpx.Response:
        transport = httpx.WSGITransport(self.carrier.wsgi)
        with httpx.Client(transport=transport, base_url=URL, headers={"API-Key": key}) as client:
            reply = (
                client.request(method, url, json=body) if body is not None else client.request(method, url)
            )
        kind = reply.headers.get("content-type")
        answer = reply.json() if reply.content and kind == _JSON else None
        self.heard.append(Exchange(method, url, reply.status_code, kind, body, answer))
        return reply

    def made(self, method: str, url: str, body: Any = None, *, key: str = PRACTICE_KEY) -> Json:
        """The answer, which must be a success."""
        reply = self.ask(method, url, body, key=key)
        assert reply.status_code in (200, 207), reply.text
        found: Json = reply.json()
        return found

    def label(self, options: Json | None = None, **changes: Any) -> Json:
        return self.made("POST", "/v1/labels", {"shipment": shipment(**changes), **(options or {})})

    def stored(self, **changes: Any) -> Json:
        """A shipment that the carrier keeps."""
        found: Json = self.made("POST", "/v1/shipments", {"shipments": [shipment(**changes)]})["shipments"][0]
        return found

    def place(self, **changes: Any) -> str:
        """A new warehouse."""
        body = {"name": "Shop", "origin_address": SHOP, **changes}
        return str(self.made("POST", "/v1/warehouses", body)["warehouse_id"])

    def rates(self, **changes: Any) -> Json:
        question = {"rate_options": {"carrier_ids": [ACCOUNT]}, "shipment": shipment(**changes)}
        found: Json = self.made("POST", "/v1/rates", question)["rate_response"]
        return found

    def wait(self, **span: float) -> None:
        self.carrier.clock.advance(timedelta(**span))


def open_world(folder: Path, schema: str) -> World:
    carrier = practice_app(folder, now=lambda: NOW, keys=[LIVE_KEY])
    carrier.set_switches(schema=schema, rate_limit=0)
    world = World(carrier)
    login = {"nickname": "Mine", "username": "ana", "password": "x"}
    world.account = world.made("POST", "/v1/connections/carriers/stamps_com", login, key=LIVE_KEY)[
        "carrier_id"
    ]
    carrier.adjust_balance(100_000, world.account)
    return world


def route_of(method: str, url: str) -> str | None:
    """The practice carrier's own rule for a request, such as `GET /v1/labels/<label_id>`."""
    path = url.partition("?")[0].removeprefix(URL)
    return next((name for name, pattern in _patterns(method) if pattern.fullmatch(path)), None)


def route_names() -> list[str]:
    return [f"{route.method} {route.rule}" for route in ROUTES]


@cache
def _patterns(method: str) -> list[tuple[str, re.Pattern[str]]]:
    """Those with the fewest places for an id first."""
    rules = sorted((one.rule for one in ROUTES if one.method == method), key=lambda rule: rule.count("<"))
    return [(f"{method} {rule}", re.compile(_as_pattern(rule))) for rule in rules]


def _as_pattern(rule: str) -> str:
    pieces = re.split(r"<[^>]+>", rule)
    return "[^/]+".join(map(re.escape, pieces))
