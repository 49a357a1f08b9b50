"""What the carrier can tell of an order is put together; a draft is taken for it only when all of it fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from postwright.domain.carrier_address import CarrierAddress
from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.held_shipment import HeldPackage, HeldShipment
from postwright.domain.label import Label
from postwright.domain.money import Money
from postwright.domain.recovered_order import draft_of, is_ours, recovered_order, same_recipient
from postwright.domain.shipment import Delivery
from postwright.domain.weight import Weight
from tests.domain.samples import DRAFT

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LABEL = Label(
    "se-1", "se-s1", "9400", "completed", "se-c", "usps_priority_mail", "package", Money(761), NOON,
    external_id="0123456789abcdef" * 2, ship_to_name="Avery Lane", ship_to_postal_code="10001",
)  # fmt: skip
TO = CarrierAddress(
    name=f" {DRAFT.to.name.upper()} ",
    line1=DRAFT.to.line1,
    city=DRAFT.to.city,
    state=DRAFT.to.state,
    postal_code=f"{DRAFT.to.postal_code[:5]}-1234",
    country="US",
)
HELD = HeldShipment(
    "se-s1",
    ship_to=TO,
    packages=(
        HeldPackage(
            "package", weight=Weight.of(pounds=int(DRAFT.pounds or 0), ounces=int(DRAFT.ounces or 0))
        ),
    ),
)
RECORD = DraftRecord("d1", DRAFT, DraftState.OPEN, NOON, NOON)


@pytest.mark.parametrize(
    ("external_id", "ours"),
    [("0123456789abcdef" * 2, True), ("", False), ("order 7", False), ("F" * 32, False)],
)
def test_our_purchases_are_known_by_the_form_of_their_id(external_id: str, ours: bool) -> None:
    assert is_ours(replace(LABEL, external_id=external_id)) is ours


def test_the_order_is_what_the_carrier_holds() -> None:
    order = recovered_order(LABEL, HELD, "d1")
    assert (order.id, order.draft_id, order.at_most) == (LABEL.external_id, "d1", Money(761))
    assert order.shipment.ship_to.line1 == DRAFT.to.line1
    assert order.shipment.ship_date == date(2026, 11, 22)
    assert order.shipment.delivery is Delivery.LABEL


def test_without_a_shipment_little_more_than_the_name_is_known() -> None:
    order = recovered_order(
        replace(LABEL, display_scheme="paperless", ship_date=date(2026, 11, 23)), None, "d1"
    )
    assert (order.shipment.ship_to.name, order.shipment.ship_to.postal_code) == ("Avery Lane", "10001")
    assert order.shipment.parcel.weight == Weight.of()
    assert order.shipment.ship_date == date(2026, 11, 23)
    assert order.shipment.delivery is Delivery.QR
    fits = replace(DRAFT, to=replace(DRAFT.to, name="Avery Lane", postal_code="10001"))
    assert same_recipient(fits, order.shipment)
    assert not same_recipient(DRAFT, order.shipment)


def test_a_shipment_tells_its_weight_and_day_where_its_package_does_not() -> None:
    held = replace(HELD, packages=(), weight=Weight.of(pounds=3), ship_date=date(2026, 11, 24))
    shipment = recovered_order(LABEL, held, "d1").shipment
    assert (shipment.parcel.weight, shipment.ship_date) == (Weight.of(pounds=3), date(2026, 11, 24))


def test_a_draft_is_known_by_recipient_weight_and_package() -> None:
    order = recovered_order(LABEL, HELD, "d1")
    assert draft_of(order, [RECORD]) == RECORD
    assert draft_of(order, [RECORD, replace(RECORD, id="d2")]) is None
    others = [
        replace(DRAFT, ounces="7.5"),
        replace(DRAFT, ounces="much"),
        replace(DRAFT, package_code="flat_rate_envelope"),
        replace(DRAFT, to=replace(DRAFT.to, line1="another street")),
    ]
    assert draft_of(order, [replace(RECORD, draft=draft) for draft in others]) is None
