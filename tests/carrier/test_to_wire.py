"""What is asked of the carrier is what was measured and typed, and never less."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from postwright.carrier.to_wire.labels import purchase_body
from postwright.carrier.to_wire.rates import rates_body
from postwright.domain.address import Address
from postwright.domain.customs import Customs, CustomsItem
from postwright.domain.label_options import LabelPaper
from postwright.domain.money import Money
from postwright.domain.shipment import Shipment
from postwright.domain.weight import Weight
from tests.domain.generated import shipments
from tests.domain.samples import ORDER, SENDER, SHIPMENT


def sent(body: dict[str, Any]) -> Any:
    """The body as the carrier reads it."""
    return json.loads(json.dumps(body, allow_nan=False), parse_float=Decimal)


@given(shipments)
def test_no_shipment_is_declared_lighter_smaller_or_cheaper_than_it_is(shipment: Shipment) -> None:
    package = sent(rates_body(shipment, "se-1", ("package",)))["shipment"]["packages"][0]
    declared = Fraction(package["weight"]["value"])
    assert 0 <= declared - shipment.parcel.weight.ounces < Fraction("0.01")
    assert Decimal(str(package["weight"]["value"])) == shipment.parcel.weight.wire_ounces()
    if shipment.parcel.size:
        for name in ("length", "width", "height"):
            assert 0 <= package["dimensions"][name] - getattr(shipment.parcel.size, name) < Decimal("0.01")
    if shipment.parcel.insured_value:
        assert package["insured_value"]["amount"] == shipment.parcel.insured_value.amount
    for item, product in zip(
        shipment.customs.items if shipment.customs else (), package.get("products", ()), strict=True
    ):
        assert product["value"]["amount"] == item.value.amount
        assert Fraction(product["weight"]["value"]) >= item.weight.ounces


@given(shipments)
def test_a_purchase_asks_for_what_was_quoted(shipment: Shipment) -> None:
    quoted = sent(rates_body(shipment, ORDER.carrier_id, ("package",)))["shipment"]
    order = replace(ORDER, shipment=shipment, package_code=shipment.parcel.package_code)
    bought = sent(purchase_body(order, LabelPaper(), "label"))["shipment"]
    assert "external_shipment_id" not in quoted
    assert bought.pop("external_shipment_id") == ORDER.id
    assert bought["advanced_options"].pop("custom_field1") == ORDER.id
    ours = {"carrier_id", "service_code", "advanced_options", "validate_address"}
    assert {key: bought[key] for key in bought if key not in ours} == {
        key: quoted[key] for key in quoted if key not in ours
    }
    assert bought["advanced_options"] == quoted.get("advanced_options", {})


def test_the_package_type_bought_is_that_of_the_rate() -> None:
    body = purchase_body(replace(ORDER, package_code="small_flat_rate_box"), LabelPaper(), "label")
    assert body["shipment"]["packages"][0]["package_code"] == "small_flat_rate_box"


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (replace(SENDER, name="Ann", company="Acme"), {"name": "Ann", "company_name": "Acme"}),
        (replace(SENDER, name="", company="Acme"), {"name": "Acme", "company_name": None}),
        (replace(SENDER, residential=True), {"address_residential_indicator": "yes", "address_line2": None}),
    ],
)
def test_an_address_is_sent_line_by_line(address: Address, lines: dict[str, str | None]) -> None:
    body = rates_body(replace(SHIPMENT, ship_to=address), "se-1", ("package",))["shipment"]["ship_to"]
    assert {key: body.get(key) for key in lines} == lines


ITEM = CustomsItem("Mug " * 20, 2, Money.of(20), Weight.of(ounces=12), "691200", "US")
CUSTOMS = Customs("merchandise", "return_to_sender", (ITEM,))
ABROAD = replace(SHIPMENT.ship_to, country="DE", state="BE", postal_code="10115")


@pytest.mark.parametrize(
    ("country", "value", "legend"),
    [
        ("DE", Money.of(20), "NOEEI 30.37(a)"),
        ("CA", Money.of(20), "NOEEI 30.36"),
        ("DE", Money.of(1251), None),
        ("US", Money.of(20), None),
    ],
)
def test_the_export_legend_is_claimed_only_where_it_is_true(
    country: str, value: Money, legend: str | None
) -> None:
    shipment = replace(
        SHIPMENT,
        ship_to=replace(ABROAD, country=country),
        customs=replace(CUSTOMS, items=(replace(ITEM, value=value),)),
    )
    body = rates_body(shipment, "se-1", ("package",))["shipment"]
    assert body["customs"].get("declaration") == legend
    assert len(body["packages"][0]["content_description"]) == 35


def test_insurance_is_bought_from_the_carrier_or_not_at_all() -> None:
    insured = replace(SHIPMENT, parcel=replace(SHIPMENT.parcel, insured_value=Money.of("120.50")))
    body = rates_body(insured, "se-1", ("package",))["shipment"]
    assert (body["insurance_provider"], body["packages"][0]["insured_value"]) == (
        "carrier",
        {"currency": "usd", "amount": 120.5},
    )
    assert rates_body(SHIPMENT, "se-1", ("package",))["shipment"]["insurance_provider"] == "none"
