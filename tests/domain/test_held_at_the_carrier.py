"""What the carrier holds and proposes: addresses and their changes, limits, what became of a shipment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from postwright.domain.account import checked_funds
from postwright.domain.address_check import (
    MOST_ADDRESSES,
    AddressChange,
    AddressCheck,
    CheckMessage,
    changes,
    checked_count,
)
from postwright.domain.carrier_address import NOWHERE, CarrierAddress
from postwright.domain.draft import AddressText
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.held_shipment import HeldShipment, ShipmentAnswer
from postwright.domain.label_image import LARGEST_IMAGE, checked_name, content_type_of
from postwright.domain.money import Money
from postwright.domain.package_type import PackageType
from postwright.domain.shipment_plan import ShipmentPlan
from tests.domain.samples import SHIPMENT

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
WRITTEN = CarrierAddress(
    name="Ann Lee", line1="123 Maple St", line2="Ste 456", city="Richmond", state="VA", postal_code="23224",
    country="US", email="ann@example.com", residential=True,
)  # fmt: skip
CAPITALS = replace(
    WRITTEN, name="ANN LEE", line1="123  MAPLE ST", line2="STE 456", city="RICHMOND", postal_code="23224-1234"
)


def change(field: str, was: str, becomes: str) -> AddressChange:
    return AddressChange(field, was, becomes)


# ---------------------------------------------------------------- addresses


def test_a_third_line_goes_behind_the_second_in_a_form() -> None:
    address = CarrierAddress(name="Ann", company="Acme", line2="Floor 2", line3="Door 3", country="CA")
    assert address.text == AddressText(name="Ann", company="Acme", line2="Floor 2, Door 3", country="CA")
    assert replace(address, line2="").text.line2 == "Door 3"
    assert NOWHERE.text == AddressText()


def test_capitals_blanks_and_four_more_digits_are_no_change() -> None:
    assert changes(WRITTEN, CAPITALS) == ()


@pytest.mark.parametrize(
    ("matched", "found"),
    [
        ({"line1": "123 MAPLE AVE"}, change("line1", "123 Maple St", "123 MAPLE AVE")),
        ({"line2": ""}, change("line2", "Ste 456", "")),
        ({"line3": "BLDG 2"}, change("line3", "", "BLDG 2")),
        ({"postal_code": "23226"}, change("postal_code", "23224", "23226")),
        ({"postal_code": "23226-1234"}, change("postal_code", "23224", "23226-1234")),
        ({"city": "23224-1234"}, change("city", "Richmond", "23224-1234")),
        ({"email": ""}, change("email", "ann@example.com", "")),
        ({"residential": None}, change("residential", "yes", "unknown")),
        ({"residential": False}, change("residential", "yes", "no")),
    ],
    ids=str,
)
def test_whatever_else_differs_is_a_change(matched: dict[str, str], found: AddressChange) -> None:
    assert changes(WRITTEN, replace(WRITTEN, **matched)) == (found,)  # type: ignore[arg-type]


def test_four_digits_of_a_zip_code_that_become_others_are_a_change() -> None:
    assert changes(CAPITALS, replace(CAPITALS, postal_code="23224-9999"))
    assert changes(CAPITALS, WRITTEN) == (change("postal_code", "23224-1234", "23224"),)


def test_learning_whether_a_house_is_residential_is_no_change() -> None:
    assert changes(replace(WRITTEN, residential=None), WRITTEN) == ()


def test_a_verified_address_stands_only_where_nothing_was_changed_silently() -> None:
    good = AddressCheck("verified", WRITTEN, CAPITALS)
    assert good.stands
    assert replace(good, messages=(CheckMessage("Fine.", "info"),)).stands
    assert not replace(good, messages=(CheckMessage("Suite missing.", "warning"),)).stands
    assert not replace(good, matched=replace(WRITTEN, line1="123 MAPLE AVE")).stands
    assert not replace(good, status="warning").stands


def test_without_a_proposal_there_is_nothing_to_change_and_nothing_to_believe() -> None:
    check = AddressCheck("verified", WRITTEN)
    assert check.changes == ()
    assert not check.stands


# ---------------------------------------------------------------- limits


def refused(check: Callable[[], object]) -> BadInput:
    with pytest.raises(BadInput) as caught:
        check()
    return caught.value


@pytest.mark.parametrize("count", [0, MOST_ADDRESSES + 1])
def test_only_so_many_addresses_are_checked_at_a_time(count: int) -> None:
    assert refused(lambda: checked_count(count)).kind is FaultKind.OUT_OF_LIMITS
    checked_count(1)
    checked_count(MOST_ADDRESSES)


@pytest.mark.parametrize("amount", [Money(999), Money(1_000_001), Money(5000, "gbp"), Money(-5000)], ids=str)
def test_only_so_much_money_is_added_at_a_time(amount: Money) -> None:
    assert refused(lambda: checked_funds(amount)).kind is FaultKind.OUT_OF_LIMITS
    assert checked_funds(Money(1000)) == Money(1000)
    assert checked_funds(Money(1_000_000)) == Money(1_000_000)


def test_a_picture_for_labels_is_known_by_its_first_bytes() -> None:
    assert content_type_of(PNG) == "image/png"
    assert content_type_of(JPEG.ljust(LARGEST_IMAGE)) == "image/jpeg"


@pytest.mark.parametrize("content", [b"", b"GIF89a", PNG.ljust(LARGEST_IMAGE + 1)], ids=len)
def test_what_is_no_picture_for_labels_is_refused(content: bytes) -> None:
    assert refused(lambda: content_type_of(content)).field == "content"


@pytest.mark.parametrize("name", ["", "  ", "x" * 51])
def test_a_picture_has_a_short_name(name: str) -> None:
    assert refused(lambda: checked_name(name)).field == "name"
    assert checked_name(f" {'x' * 50} ") == "x" * 50


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", ""), ("code", "Box"), ("code", "_box"), ("code", "a__b"), ("code", "a" * 51),
        ("code", "box\n"), ("name", " "), ("name", "n" * 51), ("description", "d" * 501),
    ],
)  # fmt: skip
def test_a_package_type_keeps_to_the_carriers_limits(field: str, value: str) -> None:
    good = PackageType("laptop_box2", "Laptop box", description="d" * 500)
    assert good.checked() is good
    fault = refused(lambda: replace(good, **{field: value}).checked())  # type: ignore[arg-type]
    assert (fault.kind, fault.field) == (FaultKind.OUT_OF_LIMITS, field)


def test_an_id_of_our_own_is_never_cut_short() -> None:
    plan = ShipmentPlan(SHIPMENT, "se-1", "usps_ground_advantage", external_id="x" * 50)
    assert plan.checked() is plan
    assert refused(lambda: replace(plan, external_id="x" * 51).checked()).field == "external_id"


def test_a_shipment_with_an_error_is_not_good_even_where_it_was_made() -> None:
    held = HeldShipment("se-1")
    assert ShipmentAnswer(held).is_good
    assert not ShipmentAnswer(held, ("Odd.",)).is_good
    assert not ShipmentAnswer(None).is_good
