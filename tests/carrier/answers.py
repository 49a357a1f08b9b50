"""Answers that the carrier gives, and a client whose network is a function. Holds no test."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx

from postwright.carrier.client import CarrierClient
from postwright.carrier.pace import Pacer
from postwright.carrier.transport import open_carrier

Json = dict[str, Any]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
API = "https://api.shipengine.com"
KEY = "TEST_key_of_the_shop"
PDF = b"%PDF-1.4 label %%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n label IEND\xaeB`\x82"
ZPL = b"^XA^FO0,0^XZ"
Answer = Callable[[httpx.Request], httpx.Response]


def carrier(
    answer: Answer, *, patient: bool = True, base: str = API, pacer: Pacer | None = None
) -> CarrierClient:
    return open_carrier(
        base,
        KEY,
        patient=patient,
        pacer=pacer or still_pacer(),
        transport=httpx.MockTransport(answer),
        now=lambda: NOW,
    )


class Clock:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.at = 1000.0

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        assert seconds > 0
        self.at += seconds


def still_pacer() -> Pacer:
    """A pacer that waits on a clock of its own, so that no test does."""
    clock = Clock()
    return Pacer(now=clock.now, wait=clock.wait)


class Desk:
    """Answers one after the other, the last one for ever, and remembers what was asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.asked: list[httpx.Request] = []
        self._answers = answers

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(request)
        answer = self._answers[min(len(self.asked), len(self._answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(
            answer.status_code, content=answer.content, headers=answer.headers, request=request
        )

    def body(self, place: int = -1) -> Any:
        return json.loads(self.asked[place].content)


def refusal(status: int, code: str = "unspecified", **more: str) -> httpx.Response:
    """The documented error envelope (api.md 3.1)."""
    error = {
        "error_source": "shipengine",
        "error_type": "business_rules",
        "error_code": code,
        "message": "No.",
    } | more
    return httpx.Response(status, json={"request_id": "id-of-the-body", "errors": [error]})


def label(**more: Any) -> Json:
    """A label's reply, as recorded in May 2024, with inline documents."""
    return {
        "label_id": "se-453830546",
        "status": "completed",
        "shipment_id": "se-1382687516",
        "ship_date": "2026-11-23T08:00:00Z",
        "created_at": "2026-11-22T12:00:01.1234567Z",
        "shipment_cost": {"currency": "usd", "amount": 7.61},
        "insurance_cost": {"currency": "usd", "amount": 0.0},
        "tracking_number": "9400111899563821705427",
        "is_return_label": False,
        "is_international": False,
        "batch_id": "",
        "carrier_id": "se-1",
        "service_code": "usps_ground_advantage",
        "package_code": "package",
        "voided": False,
        "voided_at": None,
        "label_format": "pdf",
        "display_scheme": "label",
        "label_download": {"href": data("application/pdf", PDF)},
        "form_download": None,
        "packages": [{"package_id": 475536733, "package_code": "package", "alternative_identifiers": []}],
        "alternative_identifiers": [],
    } | more


def data(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(content).decode()}"


def ok(body: object) -> httpx.Response:
    return httpx.Response(200, content=json.dumps(body), headers={"request-id": "id-of-the-header"})
