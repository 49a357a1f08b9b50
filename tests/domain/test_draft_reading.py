"""What was typed is read, or answered field by field."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright import assets
from postwright.domain.address import Address
from postwright.domain.catalogue import read_catalogue
from postwright.domain.draft import AddressText, CustomsLine, Draft, Problem
from postwright.domain.draft_reading import read_draft
from postwright.domain.money import Money
from postwright.domain.shipment import Delivery, Shipment
from tests.domain.samples import CUSTOMER_TEXT, DRAFT, SENDER, SHIPMENT

CATALOGUE = read_catalogue(assets.path("carrier/usps.json").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 23)
LINE = CustomsLine("cotton shirt", "2", "12.50", "0", "8", "6109.10", "US")
ABROAD = replace(
    DRAFT,
    to=replace(CUSTOMER_TEXT, city="Toronto", state="ON", postal_code="M5V 2T6", country="CA"),
    reference1="",
    customs_lines=(LINE,),
)


def read(draft: Draft) -> Shipment:
    found = read_draft(draft, CATALOGUE, TODAY)
    assert isinstance(found, Shipment), found
    return found


def fields(draft: Draft) -> list[str]:
    found = read_draft(draft, CATALOGUE, TODAY)
    assert isinstance(found, tuple)
    return [problem.field for problem in found]


def test_a_complete_draft_becomes_a_shipment() -> None:
    assert read(DRAFT) == SHIPMENT


def test_a_blank_draft_names_every_missing_field_in_the_order_of_the_form() -> None:
    assert fields(Draft()) == [
        "to.name", "to.line1", "to.city", "to.state", "to.postal_code",
        "sender.name", "sender.line1", "sender.city", "sender.state", "sender.postal_code", "sender.phone",
        "pounds", "length",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("pounds", "abc", "pounds"),
        ("ounces", "1e3", "ounces"),
        ("pounds", "71", "pounds"),
        ("pounds", "1.2.3", "pounds"),
        ("pounds", "-1", "pounds"),
        ("length", "0", "length"),
        ("width", "nine", "width"),
        ("height", "", "height"),
        ("length", "129", "length"),
        ("package_code", "crate", "package_code"),
        ("ship_date", "tomorrow", "ship_date"),
        ("ship_date", "2026-11-22", "ship_date"),
        ("ship_date", "2026-12-24", "ship_date"),
        ("confirmation", "carrier pigeon", "confirmation"),
        ("delivery", "fax", "delivery"),
        ("insured_value", "much", "insured_value"),
        ("insured_value", "5000.01", "insured_value"),
        ("reference1", "x" * 61, "reference1"),
        ("reference2", "tab\x07bell", "reference2"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_else(field: str, text: str, problem: str) -> None:
    assert fields(replace(DRAFT, **{field: text})) == [problem]


def test_a_parcel_that_weighs_nothing_is_not_believed() -> None:
    assert fields(replace(DRAFT, pounds="0", ounces="0")) == ["pounds"]


def test_the_size_of_uspss_own_boxes_need_not_be_typed() -> None:
    shipment = read(replace(DRAFT, package_code="small_flat_rate_box", length="", width="", height=""))
    assert shipment.parcel.size is not None
    assert shipment.parcel.size.length == Decimal("8.6875")


def test_options_are_read_too() -> None:
    shipment = read(
        replace(DRAFT, insured_value="$50", ship_date="2026-11-27", delivery="both", confirmation="signature")
    )
    assert shipment.parcel.insured_value == Money(5000)
    assert shipment.ship_date == date(2026, 11, 27)
    assert shipment.delivery is Delivery.BOTH
    assert shipment.delivery.paperless
    assert read(replace(DRAFT, insured_value="0")).parcel.insured_value is None


def to(**lines: str) -> Draft:
    return replace(DRAFT, to=replace(CUSTOMER_TEXT, **lines))


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ({"postal_code": "1870"}, "to.postal_code"),
        ({"state": "ZZ"}, "to.state"),
        ({"city": "APO"}, "to.city"),
        ({"state": "AE"}, "to.city"),
        ({"country": "USA"}, "to.country"),
        ({"country": "IR"}, "to.country"),
        ({"phone": "12"}, "to.phone"),
        ({"email": "ann@"}, "to.email"),
        ({"line1": "x" * 101}, "to.line1"),
        ({"name": "Ann\u200bLee"}, "to.name"),
    ],
)
def test_a_wrong_address_line_is_named(lines: dict[str, str], problem: str) -> None:
    assert fields(to(**lines))[0] == problem


def test_a_state_may_be_written_out_and_a_zip_code_with_nine_digits() -> None:
    shipment = read(to(state="pennsylvania", postal_code="187021234"))
    assert (shipment.ship_to.state, shipment.ship_to.postal_code) == ("PA", "18702-1234")
    assert str(shipment.ship_to.zip_code) == "18702-1234"


def test_a_parcel_abroad_needs_customs_lines_and_no_label_lines() -> None:
    shipment = read(ABROAD)
    assert not shipment.is_domestic
    assert shipment.customs is not None
    assert shipment.customs.value == Money(2500)
    assert shipment.customs.items[0].tariff_code == "610910"
    assert shipment.ship_to.zip_code is None
    assert fields(replace(ABROAD, customs_lines=())) == ["customs_lines"]
    wrong = replace(ABROAD, reference1="ORDER 1", delivery="qr", confirmation="signature")
    assert fields(wrong) == ["confirmation", "delivery", "reference1"]
    heavy = replace(ABROAD, package_code="small_flat_rate_box", pounds="5")
    assert fields(heavy) == ["pounds"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"description": "x"}, "customs_lines.0.description"),
        ({"quantity": "0"}, "customs_lines.0.quantity"),
        ({"value": "free"}, "customs_lines.0.value"),
        ({"ounces": ""}, "customs_lines.0.ounces"),
        ({"tariff_code": "3926.1"}, "customs_lines.0.tariff_code"),
        ({"origin_country": "usa"}, "customs_lines.0.origin_country"),
        ({"value": "2500.01", "quantity": "1"}, "customs_lines"),
    ],
)
def test_a_wrong_customs_line_is_named(change: dict[str, str], problem: str) -> None:
    found = fields(replace(ABROAD, customs_lines=(replace(LINE, pounds="", **change),)))
    assert found == [problem.replace("ounces", "pounds")]


def test_other_contents_must_be_explained() -> None:
    assert fields(replace(ABROAD, customs_contents="other")) == ["customs_explanation"]
    assert fields(replace(ABROAD, customs_contents="loot")) == ["customs_contents"]
    assert read(replace(ABROAD, customs_contents="other", customs_explanation="spare parts")).customs


def test_military_mail_is_domestic_but_needs_customs() -> None:
    base = to(city="APO", state="AE", postal_code="09021", line1="PSC 3 Box 4120")
    assert fields(base) == ["customs_lines"]
    shipment = read(replace(base, customs_lines=(LINE,)))
    assert shipment.ship_to.is_military
    assert shipment.is_domestic


def test_an_address_stands_on_a_parcel_line_by_line() -> None:
    assert SENDER.block() == ("Juniper Goods", "500 SW Alder St", "Portland OR 97204")
    canadian = Address("Al", "1 King St", "Toronto", "ON", "M5V 2T6", company="Co", country="CA")
    assert canadian.block()[-1] == "CA"
    assert (canadian.who, replace(canadian, name="").who) == ("Al", "Co")


def test_a_draft_with_only_an_origin_is_blank() -> None:
    assert Draft(sender=DRAFT.sender).is_blank
    assert not replace(Draft(), ounces="3").is_blank
    assert AddressText(country="CA").is_blank


texts = st.text(max_size=40)
address_texts = st.builds(AddressText, *[texts] * 10)
drafts = st.builds(
    Draft, to=address_texts, sender=address_texts, package_code=texts, pounds=texts,
    ounces=texts, length=texts, width=texts, height=texts, ship_date=texts,
    confirmation=texts, insured_value=texts, delivery=texts,
    reference1=texts, customs_lines=st.lists(st.builds(CustomsLine, *[texts] * 7), max_size=2).map(tuple),
)  # fmt: skip


@given(drafts)
def test_whatever_is_typed_is_answered_in_sentences(draft: Draft) -> None:
    found = read_draft(draft, CATALOGUE, TODAY)
    assert isinstance(found, Shipment) or all(
        isinstance(problem, Problem) and problem.sentence.endswith(".") for problem in found
    )


def test_without_a_ship_date_a_parcel_leaves_on_the_next_day_that_usps_works() -> None:
    sunday = date(2026, 11, 22)
    found = read_draft(DRAFT, CATALOGUE, sunday)
    assert isinstance(found, Shipment)
    assert found.ship_date == date(2026, 11, 23)
