"""Where a parcel is: every scan with its codes, its place and who signed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest

from postwright.domain.faults import BadInput, Lost
from postwright.domain.tracking import Coordinates
from tests.carrier.answers import Desk, carrier, ok

NUMBER = "9400111899563821175404"
SCAN = {
    "occurred_at": "2026-11-23T10:00:00.1Z",
    "carrier_occurred_at": "2026-11-23T05:00:00",
    "description": "Delivered, Front Door",
    "city_locality": "SCRANTON",
    "state_province": "PA",
    "postal_code": "18505",
    "country_code": "",
    "company_name": None,
    "signer": "A LEE",
    "event_code": "01",
    "status_code": "DE",
    "status_detail_code": "DELIVERED",
    "carrier_status_code": 1,
    "carrier_detail_code": "I0",
    "latitude": 41.4,
    "longitude": -75,
    "proof_of_delivery_url": "https://tools.usps.com/proof",
}
TOLD = {
    "tracking_number": NUMBER,
    "tracking_url": f"https://tools.usps.com/go/TrackConfirmAction.action?tLabels={NUMBER}",
    "status_code": "DE",
    "status_detail_code": "DELIVERED",
    "status_detail_description": "Left with a person",
    "carrier_code": "stamps_com",
    "carrier_id": 1,
    "carrier_status_code": "01",
    "ship_date": "2026-11-22T08:00:00Z",
    "exception_description": None,
    "events": [SCAN],
}


@pytest.mark.parametrize("events", [{}, {"events": None}, {"events": "none"}], ids=str)
def test_without_a_list_of_scans_nobody_knows_that_there_are_none(events: Any) -> None:
    told = {name: value for name, value in TOLD.items() if name != "events"} | {"status_code": "NY"} | events
    client = carrier(Desk(ok(told))).tracking
    for ask in (lambda: client.of_label("se-1"), lambda: client.by_number(NUMBER)):
        with pytest.raises(Lost):
            ask()


def test_the_scans_of_another_parcel_are_not_taken_for_those_of_this_one() -> None:
    client = carrier(Desk(ok(TOLD))).tracking
    assert client.of_label("se-1", number=f"{NUMBER[:4]} {NUMBER[4:]}").events
    assert client.by_number(NUMBER).events
    for ask in (
        lambda: client.of_label("se-1", number="9400111899563821175405"),
        lambda: client.by_number("9400111899563821175405"),
    ):
        with pytest.raises(Lost):
            ask()


def test_a_scan_is_read_with_its_codes_place_and_signature() -> None:
    found = carrier(Desk(ok(TOLD))).tracking.of_label("se-1")
    (scan,) = found.events
    assert (scan.event_code, scan.status_code, scan.detail_code) == ("01", "DE", "DELIVERED")
    assert (scan.carrier_status_code, scan.carrier_detail_code, scan.signer) == ("1", "I0", "A LEE")
    assert scan.coordinates == Coordinates(Decimal("41.4"), Decimal(-75))
    assert scan.at == datetime(2026, 11, 23, 10, 0, 0, 100000, tzinfo=UTC)
    assert scan.local == "2026-11-23T05:00:00"
    assert scan.proof_url == "https://tools.usps.com/proof"


def test_a_parcel_is_read_with_its_details() -> None:
    found = carrier(Desk(ok(TOLD))).tracking.of_label("se-1")
    assert (found.detail_code, found.detail, found.exception) == ("DELIVERED", "Left with a person", "")
    assert (found.carrier_code, found.carrier_id, found.carrier_status_code) == ("stamps_com", "1", "01")
    assert (found.url[-22:], found.ship_date) == (NUMBER, date(2026, 11, 22))


@pytest.mark.parametrize(
    "odd", [{"latitude": None}, {"longitude": "west"}, {"latitude": True}, {"longitude": None}], ids=str
)
def test_a_scan_without_a_whole_place_is_a_scan(odd: dict[str, Any]) -> None:
    found = carrier(Desk(ok(TOLD | {"events": [SCAN | odd]}))).tracking.of_label("se-1")
    assert [scan.coordinates for scan in found.events] == [None]


def test_a_status_that_nobody_knows_is_kept_and_is_a_scan() -> None:
    told = {
        "tracking_number": NUMBER,
        "status_code": "ZZ",
        "status_description": "Held by a goose",
        "events": [],
    }
    found = carrier(Desk(ok(told))).tracking.of_label("se-1")
    assert (found.status_code, found.words, found.unscanned) == ("ZZ", "Held by a goose", False)


def test_a_number_is_asked_of_usps_unless_an_account_is_named() -> None:
    desk = Desk(ok(TOLD))
    tracking = carrier(desk).tracking
    assert tracking.by_number("9400 1118 9956 3821 1754 04").tracking_number == NUMBER
    tracking.by_number(NUMBER, carrier_id="se-2")
    assert [dict(asked.url.params) for asked in desk.asked] == [
        {"carrier_code": "stamps_com", "tracking_number": NUMBER},
        {"carrier_id": "se-2", "tracking_number": NUMBER},
    ]


@pytest.mark.parametrize("strange", ["", "  ", "94/00", "94?x=1"])
def test_what_can_be_no_number_is_never_asked(strange: str) -> None:
    desk = Desk(ok(TOLD))
    with pytest.raises(BadInput):
        carrier(desk).tracking.by_number(strange)
    assert desk.asked == []


@pytest.mark.parametrize("verb", ["start", "stop"])
def test_the_carriers_watch_is_started_and_stopped_with_no_body(verb: str) -> None:
    desk = Desk(httpx.Response(204))
    getattr(carrier(desk).tracking, verb)(NUMBER, carrier_code="usps")
    (asked,) = desk.asked
    assert (asked.method, asked.url.path, asked.content) == ("POST", f"/v1/tracking/{verb}", b"")
    assert dict(asked.url.params) == {"carrier_code": "usps", "tracking_number": NUMBER}


@pytest.mark.parametrize("verb", ["start", "stop"])
def test_a_watch_that_may_have_begun_is_not_asked_for_again(verb: str) -> None:
    desk = Desk(httpx.Response(500))
    with pytest.raises(Lost):
        getattr(carrier(desk).tracking, verb)(NUMBER)
    assert len(desk.asked) == 1
