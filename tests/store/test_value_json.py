"""Values come back from the database exactly as they went in, whatever is in them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.address import Address
from postwright.domain.approval import Approval
from postwright.domain.customs import Customs, CustomsItem
from postwright.domain.draft import AddressText, CustomsLine, Draft
from postwright.domain.faults import Environment, FaultKind
from postwright.domain.label import DocumentKind, DocumentLink, Label
from postwright.domain.money import Money
from postwright.domain.pickup import Pickup, PickupRequest, PickupWindow
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.domain.purchase import Order
from postwright.domain.shipment import Delivery, Parcel, Shipment
from postwright.domain.size import Size
from postwright.domain.weight import Weight
from postwright.store.value_json import from_json, stamp, to_json
from tests.domain.samples import ORDER, SHIPMENT

texts = st.text(max_size=12)
times = st.datetimes(
    min_value=datetime(2000, 1, 2), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)
) | st.datetimes(
    min_value=datetime(2000, 1, 2),
    max_value=datetime(2100, 1, 1),
    timezones=st.just(timezone(timedelta(hours=-8))),
)
money = st.builds(Money, st.integers(), st.sampled_from(["usd", "cad"]))
weights = st.builds(Weight, st.fractions(min_value=0))
sides = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(200), allow_nan=False)
sizes = st.builds(Size, sides, sides, sides)
addresses = st.builds(
    Address, *[texts] * 10, residential=st.none() | st.booleans()
)  # every line, and whether a home
items = st.builds(CustomsItem, texts, st.integers(), money, weights, texts, texts)
customs = st.builds(Customs, texts, texts, st.lists(items, max_size=3).map(tuple), texts)
shipments = st.builds(
    Shipment,
    ship_to=addresses,
    ship_from=addresses,
    parcel=st.builds(Parcel, texts, weights, st.none() | sizes, st.none() | money),
    ship_date=st.dates(),
    confirmation=texts,
    delivery=st.sampled_from(Delivery),
    references=st.lists(texts, max_size=3).map(tuple),
    non_machinable=st.booleans(),
    customs=st.none() | customs,
    order_reference=texts,
)
drafts = st.builds(
    Draft,
    to=st.builds(AddressText, *[texts] * 10),
    pounds=texts,
    non_machinable=st.booleans(),
    customs_lines=st.lists(st.builds(CustomsLine, *[texts] * 7), max_size=3).map(tuple),
)
labels = st.builds(
    Label,
    *[texts] * 7,
    cost=money,
    created_at=times,
    ship_date=st.none() | st.dates(),
    voided_at=st.none() | times,
    links=st.lists(st.builds(DocumentLink, st.sampled_from(DocumentKind), texts), max_size=2).map(tuple),
    raw=texts,
)
windows = st.lists(st.builds(PickupWindow, times, times), max_size=2).map(tuple)
pickups = st.builds(Pickup, texts, st.lists(texts, max_size=2).map(tuple), windows, times)


@given(shipments)
def test_a_shipment_comes_back_as_it_was(shipment: Shipment) -> None:
    assert from_json(Shipment, to_json(shipment)) == shipment


@given(shipments)
def test_a_shipment_that_came_back_fits_the_quote_it_was_priced_with(shipment: Shipment) -> None:
    assert from_json(Shipment, to_json(shipment)).fingerprint == shipment.fingerprint


@given(drafts)
def test_a_draft_comes_back_as_it_was_typed(draft: Draft) -> None:
    assert from_json(Draft, to_json(draft)) == draft


@given(labels)
def test_a_label_comes_back_as_it_was(label: Label) -> None:
    assert from_json(Label, to_json(label)) == label


@given(st.builds(Approval, texts, texts, money, st.none() | money))
def test_an_approval_comes_back_as_it_was(approval: Approval) -> None:
    assert from_json(Approval, to_json(approval)) == approval


@given(pickups)
def test_a_pickup_comes_back_as_it_was(pickup: Pickup) -> None:
    assert from_json(Pickup, to_json(pickup)) == pickup


def test_an_order_and_a_wished_pickup_come_back_as_they_were() -> None:
    window = PickupWindow(datetime(2026, 11, 23, 15, tzinfo=UTC), datetime(2026, 11, 23, 23, tzinfo=UTC))
    request = PickupRequest(("se-1",), "Ann", "503-555-0100", "ann@example.com", window)
    assert from_json(Order, to_json(ORDER)) == ORDER
    assert from_json(PickupRequest, to_json(request)) == request


# What the first release wrote. It must be readable for ever; change `v` and convert rather than this text.
FIRST_FORM: dict[str, Any] = {
    "v": 1,
    "ship_to": {
        "name": "Ann Lee", "line1": "12 Main St", "city": "Scranton", "state": "PA", "postal_code": "18702",
        "company": "", "line2": "Apt 4", "country": "US", "phone": "", "email": "ann@example.com",
        "residential": None,
    },
    "ship_from": {
        "name": "Juniper Goods", "line1": "500 SW Alder St", "city": "Portland", "state": "OR",
        "postal_code": "97204", "company": "", "line2": "", "country": "US", "phone": "503-555-0100",
        "email": "shop@example.com", "residential": None,
    },
    "parcel": {
        "package_code": "package", "weight": {"ounces": "20/1"},
        "size": {"length": "9", "width": "6", "height": "3"}, "insured_value": None,
    },
    "ship_date": "2026-11-23", "confirmation": "none", "delivery": "label", "references": ["ORDER 1001"],
    "non_machinable": False, "customs": None, "order_reference": "1001",
}  # fmt: skip


def test_what_the_first_release_wrote_is_still_read_and_written() -> None:
    assert from_json(Shipment, json.dumps(FIRST_FORM)) == SHIPMENT
    # What came later stands beside it: the first release passes over what it does not know.
    added = {"insurer": "carrier"}
    parcel = FIRST_FORM["parcel"] | added
    later = {"rolled_from": None, "is_return": False, "outbound_label_id": "", "rma_number": ""}
    assert json.loads(to_json(SHIPMENT)) == FIRST_FORM | {"parcel": parcel} | later


def test_a_field_that_was_added_later_takes_its_default() -> None:
    older = {key: value for key, value in FIRST_FORM.items() if key != "order_reference"}
    assert from_json(Shipment, json.dumps(older)).order_reference == ""


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "{}", "7", '{"v": 1}', '{"v": 1, "minor": "761"}', '{"v": 1, "minor": 7.61}',
        '{"v": 1, "minor": true}', '{"v": 1, "minor": null}', '{"v": "1", "minor": 1}',
    ],
)  # fmt: skip
def test_an_amount_that_is_none_is_damage(text: str) -> None:
    with pytest.raises(Environment) as caught:
        from_json(Money, text)
    assert caught.value.kind is FaultKind.DATABASE_DAMAGED


@pytest.mark.parametrize("ounces", ["1/0", "heavy", 3, None])
def test_a_weight_that_is_none_is_damage(ounces: object) -> None:
    text = json.dumps({"v": 1, "ounces": ounces})
    if ounces == 3:
        assert from_json(Weight, text) == Weight(Fraction(3))
        return
    with pytest.raises(Environment):
        from_json(Weight, text)


def test_a_form_of_a_later_program_is_not_guessed_at() -> None:
    with pytest.raises(Environment) as caught:
        from_json(Money, '{"v": 2, "minor": 761}')
    assert caught.value.kind is FaultKind.DATABASE_NEWER


def test_a_time_without_a_zone_is_never_written() -> None:
    with pytest.raises(ValueError, match="zone"):
        stamp(datetime(2026, 11, 22))


def test_a_thing_without_a_form_is_never_written() -> None:
    with pytest.raises(TypeError, match="bytes"):
        to_json(Parcel("package", Weight(Fraction(1)), size=b"9x6x3"))  # type: ignore[arg-type]


@given(times, times)
def test_times_sort_as_text(one: datetime, other: datetime) -> None:
    assert (stamp(one) < stamp(other)) == (one < other)


def test_days_are_not_taken_for_times() -> None:
    assert json.loads(to_json(SHIPMENT))["ship_date"] == date(2026, 11, 23).isoformat()


def test_a_printer_is_kept_with_its_paper_and_its_dead_dots() -> None:
    worn = PrinterProfile("Zebra", "tcp:zebra", Language.ZPL, width=4, height=6.75, dead_dots=(17, 18))
    assert from_json(PrinterProfile, to_json(worn)) == worn
    for wrong in ("true", '"4"'):
        with pytest.raises(Environment) as caught:
            from_json(PrinterProfile, f'{{"v":1,"name":"","port":"","width":{wrong}}}')
        assert caught.value.kind is FaultKind.DATABASE_DAMAGED
