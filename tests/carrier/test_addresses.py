"""Addresses that the carrier checks and finds: what it says, what it changes, what cannot be believed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import httpx
import pytest

from postwright.domain.address_check import AddressChange
from postwright.domain.carrier_address import NOWHERE, CarrierAddress
from postwright.domain.faults import BadInput, FaultKind, Lost, Refused
from tests.carrier.answers import Desk, Json, carrier, ok, refusal

WRITTEN = CarrierAddress(
    name="Ann Lee", line1="123 Maple St", line2="Ste 456", city="Richmond", state="VA", postal_code="23224",
    country="US", residential=True,
)  # fmt: skip


def lines(**more: Any) -> Json:
    return {
        "name": "ANN LEE",
        "phone": None,
        "company_name": None,
        "address_line1": "123 MAPLE ST",
        "address_line2": "STE 456",
        "city_locality": "RICHMOND",
        "state_province": "VA",
        "postal_code": "23224-1234",
        "country_code": "US",
        "address_residential_indicator": "yes",
    } | more


def result(status: str = "verified", **more: Any) -> Json:
    return {"status": status, "original_address": lines(), "matched_address": lines(), "messages": []} | more


def test_addresses_are_sent_line_by_line_and_answered_in_order() -> None:
    desk = Desk(ok([result(), result("unverified", matched_address=None)]))
    first, second = carrier(desk).addresses.check([WRITTEN, CarrierAddress(line1="1 Main St", line3="Back")])
    assert (first.status, first.stands, first.original, second.matched) == (
        "verified", True, WRITTEN, None
    )  # fmt: skip
    assert desk.asked[0].url.path == "/v1/addresses/validate"
    assert desk.body()[1] == {
        "address_line1": "1 Main St", "address_line3": "Back", "address_residential_indicator": "unknown",
    }  # fmt: skip
    assert desk.body()[0]["address_residential_indicator"] == "yes"


def test_a_silent_change_is_found_although_the_carrier_says_verified() -> None:
    moved = lines(
        address_line1="123 MAPLE AVE STE 456", address_line2="", postal_code="23226",
        address_residential_indicator="unknown",
    )  # fmt: skip
    echo = moved  # an echo that hides the change is not believed
    (check,) = carrier(
        Desk(ok([result(matched_address=moved, original_address=echo)]))
    ).addresses.check([WRITTEN])  # fmt: skip
    assert not check.stands
    assert check.changes == (
        AddressChange("line1", "123 Maple St", "123 MAPLE AVE STE 456"),
        AddressChange("line2", "Ste 456", ""),
        AddressChange("postal_code", "23224", "23226"),
        AddressChange("residential", "yes", "unknown"),
    )


def test_messages_and_new_words_are_kept() -> None:
    message = {"code": "a1004", "message": "Address not found", "type": "warning", "detail_code": None}
    odd = result("half_sure", messages=[message, {"detail_code": 7}], confidence=0.25)
    (check,) = carrier(Desk(ok([odd]))).addresses.check([WRITTEN])
    assert (check.status, [one.text for one in check.messages]) == ("half_sure", ["Address not found", ""])
    assert (check.messages[0].kind, check.messages[0].code, check.messages[1].detail_code) == (
        "warning", "a1004", "7"
    )  # fmt: skip
    assert '"confidence": 0.25' in check.raw


@pytest.mark.parametrize("reply", [[], {}, [result(), result()], [{"messages": []}], ["verified"], None])
def test_an_answer_that_cannot_be_matched_to_the_question_is_not_believed(reply: Any) -> None:
    with pytest.raises(Lost) as caught:
        carrier(Desk(ok(reply))).addresses.check([WRITTEN])
    assert caught.value.kind is FaultKind.UNREADABLE


@pytest.mark.parametrize("count", [0, 251])
def test_too_few_or_too_many_addresses_are_not_sent(count: int) -> None:
    desk = Desk(ok([]))
    with pytest.raises(BadInput) as caught:
        carrier(desk).addresses.check([WRITTEN] * count)
    assert (caught.value.kind, desk.asked) == (FaultKind.OUT_OF_LIMITS, [])


@pytest.mark.parametrize("status", [403, 400])
def test_a_plan_without_the_check_says_so(status: int) -> None:
    with pytest.raises(Refused) as caught:
        carrier(Desk(refusal(status, "invalid_billing_plan"))).addresses.check([WRITTEN])
    assert caught.value.kind is FaultKind.NOT_ALLOWED


def test_a_check_changes_nothing_and_is_asked_again() -> None:
    desk = Desk(httpx.Response(503), ok([result()]))
    carrier(desk).addresses.check([WRITTEN])
    assert len(desk.asked) == 2


def test_an_address_is_recognized_in_a_text() -> None:
    reply = {
        "score": 0.9125,
        "address": lines(),
        "entities": [
            {"type": "city", "score": 1, "text": "Richmond", "start_index": 4, "end_index": 11, "result": {}},
            {"type": "planet", "score": None},
        ],
    }
    desk = Desk(ok(reply))
    found = carrier(desk).addresses.recognize("Ann, Richmond")
    assert desk.body() == {"text": "Ann, Richmond"}
    assert (desk.asked[0].method, desk.asked[0].url.path) == ("PUT", "/v1/addresses/recognize")
    assert (found.score, found.address.city, found.address.residential) == (
        Decimal("0.9125"), "RICHMOND", True
    )  # fmt: skip
    city, planet = found.entities
    assert (city.kind, city.text, city.start, city.end) == ("city", "Richmond", 4, 11)
    assert (planet.kind, planet.score, planet.start) == ("planet", None, None)
    assert '"result"' in found.raw


def test_nothing_recognized_is_an_empty_address() -> None:
    assert carrier(Desk(ok({}))).addresses.recognize("?").address == NOWHERE
