"""Everything that the carrier holds, made, read, changed and removed at the practice carrier."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from postwright.carrier.client import CarrierClient
from postwright.carrier.transport import open_carrier, practice_transport
from postwright.domain.address_check import AddressChange
from postwright.domain.carrier_address import CarrierAddress
from postwright.domain.faults import FaultKind, Refused
from postwright.domain.label import DocumentKind
from postwright.domain.money import Money
from postwright.domain.package_type import PackageType
from postwright.domain.shipment_plan import ShipmentPlan
from postwright.domain.size import Size
from postwright.practice.app import PRACTICE_KEY, PracticeCarrier, practice_app
from tests.carrier.answers import still_pacer
from tests.domain.samples import CUSTOMER, ORDER, SENDER, SHIPMENT
from tests.operations.shops import NOON

LIVE_KEY = "a-key-of-the-other-set"
# One black pixel.
PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
WRITTEN = CarrierAddress(
    name="Ann Lee", line1="12 Main St", city="Scranton", state="PA", postal_code="18503", country="US"
)
MAPLE = CarrierAddress(
    name="Ann Lee", line1="123 Maple St", line2="Apt 4", city="Richmond", state="VA", postal_code="23224",
    country="US", residential=True,
)  # fmt: skip
BOX = PackageType("laptop_box", "Laptop box", Size(Decimal(15), Decimal(10), Decimal(3)), "For laptops")


@pytest.fixture
def practice(tmp_path: Path) -> PracticeCarrier:
    carrier = practice_app(tmp_path / "carrier", keys=(LIVE_KEY,))
    carrier.clock.freeze(NOON)
    return carrier


def opened(practice: PracticeCarrier, key: str = PRACTICE_KEY) -> CarrierClient:
    return open_carrier(
        "http://localhost", key, patient=True, pacer=still_pacer(), now=practice.clock.now,
        transport=practice_transport(practice.wsgi), may_add_funds=lambda: True,
    )  # fmt: skip


@pytest.fixture
def client(practice: PracticeCarrier) -> Iterator[CarrierClient]:
    with opened(practice) as one:
        yield one


@pytest.fixture
def live(practice: PracticeCarrier) -> Iterator[CarrierClient]:
    with opened(practice, LIVE_KEY) as one:
        yield one


@pytest.fixture
def plan(client: CarrierClient) -> ShipmentPlan:
    carrier_id = client.accounts.find()[0].carrier_id
    return ShipmentPlan(SHIPMENT, carrier_id, "usps_ground_advantage", external_id="ORDER 1001 #2")


def refused(kind: FaultKind, code: str, caught: pytest.ExceptionInfo[Refused]) -> None:
    assert (caught.value.kind, caught.value.code) == (kind, code)


# ---------------------------------------------------------------- accounts


def test_an_account_and_its_parts_say_the_same(client: CarrierClient) -> None:
    account = client.accounts.find()[0]
    assert client.accounts.services(account.carrier_id) == account.services
    assert client.accounts.packages(account.carrier_id) == account.packages
    assert client.accounts.options(account.carrier_id) == account.options
    assert json.loads(account.raw)["requires_funded_amount"] is True


def test_money_that_was_added_is_in_the_balance(client: CarrierClient, practice: PracticeCarrier) -> None:
    account = client.accounts.find()[0]
    with pytest.raises(Refused) as caught:
        client.accounts.add_funds(account.carrier_id, Money(1050))
    assert caught.value.kind is FaultKind.NOT_ALLOWED
    practice.set_switches(add_funds=True)
    balance = client.accounts.add_funds(account.carrier_id, Money(1050))
    assert balance == account.balance + Money(1050)
    assert client.accounts.read(account.carrier_id).balance == balance


# ---------------------------------------------------------------- addresses


def test_a_good_address_stands_and_a_silent_change_does_not(client: CarrierClient) -> None:
    good, moved, bad = client.addresses.check([WRITTEN, MAPLE, replace(WRITTEN, line1="Main St")])
    assert good.stands
    assert (moved.status, moved.messages, moved.stands) == ("verified", (), False)
    assert AddressChange("postal_code", "23224", "23226") in moved.changes
    assert AddressChange("residential", "yes", "unknown") in moved.changes
    assert (bad.status, bad.matched, bad.messages[0].detail_code) == ("error", None, "missing_house_number")


def test_as_many_addresses_as_are_allowed_are_checked_in_order(client: CarrierClient) -> None:
    written = [replace(WRITTEN, name=f"Ann {number}") for number in range(250)]
    found = client.addresses.check(written)
    assert [check.matched and check.matched.name for check in found] == [f"ANN {n}" for n in range(250)]


def test_a_free_plan_checks_no_addresses(client: CarrierClient, practice: PracticeCarrier) -> None:
    practice.set_switches(address_validation=False)
    with pytest.raises(Refused) as caught:
        client.addresses.check([WRITTEN])
    refused(FaultKind.NOT_ALLOWED, "invalid_billing_plan", caught)


def test_an_address_and_a_parcel_are_found_in_a_text(client: CarrierClient) -> None:
    text = "Ann Lee, 12 Main St, Scranton, PA 18503, 2 lb"
    found = client.addresses.recognize(text)
    assert (found.address.city, found.address.state, found.address.postal_code) == ("Scranton", "PA", "18503")
    for entity in found.entities:
        assert entity.start is not None
        assert entity.end is not None
        assert text[entity.start : entity.end + 1] == entity.text
    shipment = client.shipments.recognize(text)
    assert shipment.ship_to.city == "Scranton"
    assert shipment.score


# ---------------------------------------------------------------- warehouses


def test_a_warehouse_lives_from_its_making_to_its_end(client: CarrierClient) -> None:
    calls = client.warehouses
    made = calls.create("Shop", SENDER)
    assert (made.name, made.origin.line1, made.return_to) == ("Shop", SENDER.line1, made.origin)
    assert replace(calls.read(made.warehouse_id), raw=made.raw) == made
    calls.change(made.warehouse_id, "Barn", SENDER, return_to=CUSTOMER)
    changed = calls.read(made.warehouse_id)
    assert (changed.name, changed.return_to.name) == ("Barn", "Ann Lee")
    other = calls.create("Other", SENDER, is_default=True)
    calls.make_default(made.warehouse_id)
    assert {one.name: one.is_default for one in calls.find()} == {"Barn": True, "Other": False}
    with pytest.raises(Refused) as caught:
        calls.delete(made.warehouse_id)
    refused(FaultKind.CARRIER_REFUSED, "default_warehouse_cannot_be_deleted", caught)
    calls.delete(other.warehouse_id)
    with pytest.raises(Refused) as gone:
        calls.read(other.warehouse_id)
    refused(FaultKind.NOT_FOUND, "invalid_identifier", gone)


# ---------------------------------------------------------------- shipments


def test_a_shipment_is_held_read_and_found_again(client: CarrierClient, plan: ShipmentPlan) -> None:
    (answer,) = client.shipments.create([plan])
    assert answer.is_good
    made = answer.shipment
    assert made
    assert (made.status, made.external_id, made.order_reference) == ("pending", "ORDER 1001 #2", "1001")
    assert (made.ship_to.line2, made.ship_from.phone, made.ship_date) == (
        "Apt 4", "503-555-0100", SHIPMENT.ship_date
    )  # fmt: skip
    (package,) = made.packages
    assert (package.weight, package.size) == (SHIPMENT.parcel.weight, SHIPMENT.parcel.size)
    read = client.shipments.read(made.shipment_id)
    assert client.shipments.by_external_id("ORDER 1001 #2") == read
    assert client.shipments.id_of("ORDER 1001 #2") == made.shipment_id
    assert client.shipments.by_external_id("ORDER 1001") is None
    assert (read.shipment_id, read.weight) == (made.shipment_id, SHIPMENT.parcel.weight)


def test_shipments_are_found_by_what_is_asked(
    client: CarrierClient, practice: PracticeCarrier, plan: ShipmentPlan
) -> None:
    (first,) = client.shipments.create([plan])
    later = practice.clock.advance(timedelta(hours=1)) or practice.clock.now()
    (second,) = client.shipments.create([replace(plan, external_id="")])
    assert first.shipment
    assert second.shipment
    ids = first.shipment.shipment_id, second.shipment.shipment_id
    client.shipments.cancel(ids[1])
    client.tags.add(ids[0], "two words")

    def found(**wanted: object) -> tuple[str, ...]:
        return tuple(one.shipment_id for one in client.shipments.find(**wanted))  # type: ignore[arg-type]

    assert found() == ids
    assert found(status="cancelled") == ids[1:]
    assert found(tag="two words") == ids[:1]
    assert found(created_from=later) == ids[1:]
    assert found(created_to=later - timedelta(minutes=1)) == ids[:1]
    assert found(modified_from=later, modified_to=practice.clock.now(), by_change=True) != ()
    assert found(sales_order_id="none") == ()
    assert found(batch_id="se-1") == ()


def test_more_shipments_than_a_page_holds_are_all_found(client: CarrierClient, plan: ShipmentPlan) -> None:
    answers = client.shipments.create([replace(plan, external_id="")] * 101)
    made = [answer.shipment.shipment_id for answer in answers if answer.shipment]
    assert len(made) == 101
    assert [one.shipment_id for one in client.shipments.find()] == made


def test_a_failure_inside_a_reply_of_success_is_told_of_that_shipment_alone(
    client: CarrierClient, practice: PracticeCarrier, plan: ShipmentPlan
) -> None:
    practice.set_switches(duplicate_shipment="element")
    client.shipments.create([plan])
    good, twice = client.shipments.create([replace(plan, external_id="ORDER 1002"), plan])
    assert good.is_good
    assert (twice.is_good, len(twice.errors)) == (False, 1)


def test_a_shipment_is_changed_whole_and_keeps_its_own_id(client: CarrierClient, plan: ShipmentPlan) -> None:
    place = client.warehouses.create("Shop", SENDER)
    (answer,) = client.shipments.create([replace(plan, warehouse_id=place.warehouse_id)])
    assert answer.shipment
    assert answer.shipment.ship_from.line1 == SENDER.line1
    moved = replace(SHIPMENT, ship_to=replace(CUSTOMER, name="Bo Lee"), order_reference="")
    changed = client.shipments.change(answer.shipment, replace(plan, shipment=moved, external_id=""))
    assert changed.is_good
    held = client.shipments.read(answer.shipment.shipment_id)
    assert (held.ship_to.name, held.external_id, held.order_reference, held.warehouse_id) == (
        "Bo Lee", "ORDER 1001 #2", "1001", place.warehouse_id
    )  # fmt: skip


def test_a_cancelled_shipment_stays_as_it_is(client: CarrierClient, plan: ShipmentPlan) -> None:
    (answer,) = client.shipments.create([plan])
    assert answer.shipment
    client.shipments.cancel(answer.shipment.shipment_id)
    held = client.shipments.read(answer.shipment.shipment_id)
    assert held.status == "cancelled"
    with pytest.raises(Refused) as caught:
        client.shipments.change(held, plan)
    refused(FaultKind.CARRIER_REFUSED, "invalid_status", caught)


# ---------------------------------------------------------------- tags


def test_tags_are_made_renamed_put_on_and_taken_off(client: CarrierClient, plan: ShipmentPlan) -> None:
    (answer,) = client.shipments.create([plan])
    assert answer.shipment
    here, tags = answer.shipment.shipment_id, client.tags
    made = tags.create("50%25 off?", "#FF0000")
    assert tags.find() == (made,)
    with pytest.raises(Refused) as caught:
        tags.create("50%25 off?")
    refused(FaultKind.CARRIER_REFUSED, "identifier_conflict", caught)
    assert tags.add(here, "50%25 off?") == ("50%25 off?",)
    tags.rename("50%25 off?", "Gift ☂")
    assert (tags.of_shipment(here), client.shipments.read(here).tags) == (("Gift ☂",), ("Gift ☂",))
    tags.replace({here: ("Fragile", "Gift ☂")})
    tags.remove(here, "Gift ☂")
    assert tags.of_shipment(here) == ("Fragile",)
    tags.delete("Gift ☂")
    assert [tag.name for tag in tags.find()] == ["Fragile"]


# ---------------------------------------------------------------- pictures, package types, settings


def test_a_picture_lives_from_its_making_to_its_end(live: CarrierClient) -> None:
    calls = live.images
    made = calls.create("Logo", PNG, is_default=True)
    assert (made.name, made.content, made.content_type, made.is_default) == ("Logo", PNG, "image/png", True)
    other = calls.create("Other", PNG)
    calls.change(other.image_id, is_default=True, name="Mark")
    assert {one.name: one.is_default for one in calls.find()} == {"Mark": True, "Logo": False}
    assert calls.read(other.image_id).content == PNG
    calls.delete(other.image_id)
    assert [one.image_id for one in calls.find()] == [made.image_id]


def test_more_pictures_than_a_page_holds_are_all_found(live: CarrierClient) -> None:
    made = {live.images.create(f"Logo {number}", PNG).image_id for number in range(11)}
    assert {one.image_id for one in live.images.find()} == made


def test_a_sandbox_takes_no_picture(client: CarrierClient) -> None:
    with pytest.raises(Refused) as caught:
        client.images.create("Logo", PNG)
    refused(FaultKind.CARRIER_REFUSED, "label_images_not_supported", caught)


def test_a_package_type_lives_from_its_making_to_its_end(client: CarrierClient) -> None:
    calls = client.package_types
    made = calls.create(BOX)
    assert replace(made, package_id="", raw="") == BOX
    calls.change(made.package_id, replace(BOX, name="Large box", size=None))
    assert calls.read(made.package_id).name == "Large box"
    assert [one.package_id for one in calls.find()] == [made.package_id]
    calls.delete(made.package_id)
    assert calls.find() == ()


def test_the_accounts_settings_name_a_layout(client: CarrierClient) -> None:
    assert client.settings.read().label_layout in ("4x6", "letter")


# ---------------------------------------------------------------- documents


def test_labels_are_put_into_one_document(client: CarrierClient) -> None:
    payer = client.accounts.find()[0].carrier_id
    labels = [
        client.labels.buy(replace(ORDER, id=f"{number:032x}", carrier_id=payer)).label for number in (1, 2)
    ]
    document = client.documents.combined([label.label_id for label in labels])
    assert document.kind is DocumentKind.PDF
    assert document.content.startswith(b"%PDF-")
    with pytest.raises(Refused) as caught:
        client.documents.combined(["se-1"])
    assert caught.value.kind in (FaultKind.NOT_FOUND, FaultKind.CARRIER_REFUSED)
