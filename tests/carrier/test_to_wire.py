"""What is asked of the carrier is what was measured and typed, and never less."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_schema_validator import OAS30WriteValidator

from postwright.carrier.to_wire.labels import purchase_body
from postwright.carrier.to_wire.pickups import pickup_body
from postwright.carrier.to_wire.rates import rates_body
from postwright.domain.address import STATES, Address
from postwright.domain.customs import Customs, CustomsItem
from postwright.domain.label import DocumentKind
from postwright.domain.money import Money
from postwright.domain.shipment import Parcel, Shipment
from postwright.domain.size import Size
from postwright.domain.weight import Weight
from tests.carrier.test_accounts_rates_pickups import REQUEST
from tests.domain.samples import ORDER, SENDER, SHIPMENT

texts = st.text(min_size=1, max_size=20)
maybe = st.text(max_size=20)
weights = st.one_of(
    st.decimals("0.01", "1120", places=3).map(lambda value: Weight.of(ounces=value)),
    st.decimals("1", "30000", places=2).map(Weight.grams_of),
)
sides = st.decimals("0.001", "130", places=3)
moneys = st.integers(1, 500_000).map(Money)
addresses = st.builds(
    Address,
    name=maybe, line1=texts, city=texts, state=st.sampled_from(sorted(STATES)), postal_code=st.just("97204"),
    company=texts, line2=maybe, phone=maybe, email=maybe, residential=st.sampled_from([None, True, False]),
    country=st.sampled_from(["US", "CA", "DE"]),
)  # fmt: skip
items = st.builds(
    CustomsItem,
    description=texts, quantity=st.integers(1, 99), value=moneys, weight=weights,
    tariff_code=st.sampled_from(["", "392610"]), origin_country=st.just("US"),
)  # fmt: skip
declarations = st.builds(
    Customs,
    contents=st.just("merchandise"), non_delivery=st.just("return_to_sender"),
    items=st.lists(items, min_size=1, max_size=3).map(tuple), explanation=maybe,
)  # fmt: skip
shipments = st.builds(
    Shipment,
    ship_to=addresses, ship_from=st.just(SENDER),
    parcel=st.builds(
        Parcel,
        package_code=st.just("package"), weight=weights, insured_value=st.none() | moneys,
        size=st.none() | st.builds(Size, sides, sides, sides),
    ),
    ship_date=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    references=st.lists(texts, max_size=3).map(tuple), non_machinable=st.booleans(),
    customs=st.none() | declarations, order_reference=maybe,
)  # fmt: skip


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
    bought = sent(purchase_body(replace(ORDER, shipment=shipment), DocumentKind.PDF, "label"))["shipment"]
    assert "external_shipment_id" not in quoted
    assert bought.pop("external_shipment_id") == ORDER.id
    assert bought["advanced_options"].pop("custom_field1") == ORDER.id
    ours = {"carrier_id", "service_code", "advanced_options", "validate_address"}
    assert {key: bought[key] for key in bought if key not in ours} == {
        key: quoted[key] for key in quoted if key not in ours
    }
    assert bought["advanced_options"] == quoted.get("advanced_options", {})


def test_the_package_type_bought_is_that_of_the_rate() -> None:
    body = purchase_body(replace(ORDER, package_code="small_flat_rate_box"), DocumentKind.PDF, "label")
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


# ---------------------------------------------------------------- the published description

FULL = replace(
    SHIPMENT,
    ship_to=ABROAD,
    customs=replace(CUSTOMS, explanation="Mugs", items=(replace(ITEM, description="Mug"),)),
    non_machinable=True,
    parcel=replace(SHIPMENT.parcel, insured_value=Money.of(50)),
)


@pytest.fixture(scope="module")
def published(shared: Any) -> dict[str, Any]:
    """The published description without its contradictions: as it stands, no body can satisfy it."""
    document: dict[str, Any] = json.loads((shared / "openapi.json").read_text("utf-8"))
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        loosen(schema)
    rates = schemas["calculate_rates_request_body"]
    rates["anyOf"] = rates.pop("oneOf")
    del rates["required"]
    del schemas["address_validating_shipment"]["required"]
    return document


def loosen(schema: Any) -> None:
    """`additionalProperties: false` beside or inside a combination forbids what the other parts allow."""
    if isinstance(schema, list):
        for part in schema:
            loosen(part)
    elif isinstance(schema, dict):
        if schema.get("additionalProperties") is False:
            del schema["additionalProperties"]
        for part in list(schema.values()):
            loosen(part)


BODIES: list[tuple[str, dict[str, Any]]] = [
    ("calculate_rates_request_body", rates_body(SHIPMENT, "se-1", ("package",))),
    ("calculate_rates_request_body", rates_body(FULL, "se-1", ("package", "letter"))),
    ("create_label_request_body", purchase_body(ORDER, DocumentKind.PDF, "label")),
    (
        "create_label_request_body",
        purchase_body(replace(ORDER, shipment=FULL), DocumentKind.PNG, "paperless"),
    ),
    ("schedule_pickup_request_body", pickup_body(REQUEST)),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "body"), BODIES, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_asked_fits_the_published_description(
    published: dict[str, Any], name: str, body: Any
) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": published["components"]}
    errors = [error.message for error in OAS30WriteValidator(schema).iter_errors(body)]
    assert errors == []
    assert not unknown_names(published, published["components"]["schemas"][name], body)


def unknown_names(document: dict[str, Any], schema: dict[str, Any], body: Any) -> set[str]:
    """Names in the body that the description does not have, now that it cannot forbid them itself."""
    known = properties(document, schema)
    if isinstance(body, list):
        return set().union(*(unknown_names(document, known.get("[]", {}), item) for item in body))
    if not isinstance(body, dict):
        return set()
    strange = {name for name in body if name not in known}
    for name in set(body) - strange:
        strange |= unknown_names(document, known[name], body[name])
    return strange


def properties(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "$ref" in schema:
        found |= properties(document, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    for word in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(word, ()):
            found |= properties(document, part)
    if "items" in schema:
        found["[]"] = schema["items"]
    found |= schema.get("properties", {})
    return found
