"""A draft that begins where a shipment ended is read as the same shipment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from postwright import assets
from postwright.domain.catalogue import read_catalogue
from postwright.domain.draft import CustomsLine, Draft
from postwright.domain.draft_reading import read_draft
from postwright.domain.shipment import Shipment
from postwright.domain.typed_shipment import typed, typed_address
from postwright.domain.weight import Weight
from tests.domain.samples import CUSTOMER, DRAFT, SHIPMENT

CATALOGUE = read_catalogue(assets.text("carrier/usps.json"))
# A Monday.
TODAY = date(2026, 11, 23)
SHIRT = CustomsLine("cotton T-shirt", "2", "12.50", "0", "6.5", "610910", "US")
GUAM = replace(DRAFT.to, city="Hagatna", state="GU", postal_code="96910")


@pytest.mark.parametrize(
    "draft",
    [
        DRAFT,
        replace(DRAFT, delivery="qr", insured_value="49.90", confirmation="signature", non_machinable=True),
        replace(DRAFT, delivery="both", reference2="fragile", reference3="shelf 7", ounces="0.25"),
        replace(DRAFT, package_code="flat_rate_envelope", length="", width="", height=""),
        replace(DRAFT, reference1="", order_reference="", length="12.5"),
        replace(DRAFT, to=DRAFT.sender, sender=replace(DRAFT.to, phone="5705550100"),
                is_return=True, outbound_label_id="se-1", rma_number="RMA 7"),
        replace(DRAFT, to=GUAM, customs_contents="other", customs_explanation="toys", customs_lines=(SHIRT,)),
    ],
)  # fmt: skip
def test_what_is_typed_again_is_the_same_shipment_on_another_day(draft: Draft) -> None:
    first = read_draft(draft, CATALOGUE, date(2026, 11, 17))
    assert isinstance(first, Shipment), first
    assert read_draft(typed(first), CATALOGUE, TODAY) == replace(first, ship_date=TODAY)


def test_what_was_typed_plainly_is_typed_again_letter_by_letter() -> None:
    first = read_draft(DRAFT, CATALOGUE, TODAY)
    assert isinstance(first, Shipment)
    assert typed(first) == DRAFT


def test_a_box_of_no_size_is_typed_without_one() -> None:
    bare = replace(SHIPMENT, parcel=replace(SHIPMENT.parcel, size=None))
    assert (typed(bare).length, typed(bare).width, typed(bare).height) == ("", "", "")


def test_a_weight_in_grams_is_typed_as_the_carrier_was_told_it() -> None:
    grams = Weight.grams_of(500)
    draft = typed(replace(SHIPMENT, parcel=replace(SHIPMENT.parcel, weight=grams)))
    assert Decimal(draft.pounds) * 16 + Decimal(draft.ounces) == grams.wire_ounces() == Decimal("17.64")


def test_another_phone_number_stands_only_where_there_is_none() -> None:
    assert typed_address(CUSTOMER, phone="1").phone == "1"
    assert typed_address(replace(CUSTOMER, phone="2"), phone="1").phone == "2"
