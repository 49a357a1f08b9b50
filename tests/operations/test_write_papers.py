"""What stands on a paper is what the shop's records hold, and papers of void labels do not go out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from postwright.domain.customs import Customs, CustomsItem
from postwright.domain.faults import Fault, FaultKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money
from postwright.domain.papers import PackedItem
from postwright.domain.pickup import PickupEntry, PickupRequest, PickupState, PickupWindow
from postwright.domain.preferences import Origin
from postwright.domain.shipment import Delivery, Shipment
from postwright.domain.void import VoidEvent
from postwright.domain.weight import Weight
from postwright.operations.make_scan_form import Tray, make_scan_form
from postwright.operations.schedule_pickup import cancel_pickup, schedule_pickup
from postwright.operations.void_label import void_label
from postwright.operations.write_papers import (
    Stationery,
    end_of_day,
    packing_slip,
    pickup_list,
    qr_card,
    receipt,
)
from tests.domain.samples import CUSTOMER, SENDER, SENDER_TEXT, SHIPMENT
from tests.operations.shops import Shop
from tests.rules import RULES

MONDAY = date(2026, 11, 23)
DESK = Origin("Desk", SENDER_TEXT)
BARN = replace(SENDER, line1="1 Barn Rd", city="Salem", postal_code="97301")


@pytest.fixture
def desk(shop: Shop) -> Stationery:
    return Stationery(
        shop.post(practice=True), shop.pickups, shop.forms, shop.catalogue, shop.now, sample=True
    )


def kind_of(deed: Callable[[], object]) -> FaultKind:
    with pytest.raises(Fault) as caught:
        deed()
    return caught.value.kind


def void(shop: Shop, entry: LabelEntry) -> None:
    void_label(shop.till(), entry.id, now=shop.now())


def picked(shop: Shop, *labels: LabelEntry) -> PickupEntry:
    zone = labels[0].zone
    window = PickupWindow(datetime.combine(MONDAY, time(8), zone), datetime.combine(MONDAY, time(17), zone))
    ids = tuple(one.id for one in labels)
    request = PickupRequest(ids, "Jo", "503-555-0100", "jo@example.com", window, "At the side door.")
    return schedule_pickup(shop.dock(), request)


# ---------------------------------------------------------------- packing slip


def test_a_packing_slip_holds_the_parcel_as_it_was_bought(shop: Shop, desk: Stationery) -> None:
    entry = shop.bought()
    slip = packing_slip(desk, entry.id)
    assert slip.ship_to == CUSTOMER.block()
    assert slip.head.shop == SENDER.block()
    assert slip.head.practice
    assert (slip.ship_date, slip.service, slip.package) == (MONDAY, "Ground Advantage", "Package")
    assert slip.tracking_number == entry.label.tracking_number
    assert (slip.order, slip.references, slip.items) == ("1001", ("ORDER 1001",), ())


def test_what_was_declared_to_customs_is_the_contents(shop: Shop, desk: Stationery) -> None:
    item = CustomsItem("Scarf", 2, Money(2500), Weight.of(ounces=4), "621410", "US")
    abroad = replace(
        CUSTOMER, city="Toronto", state="ON", postal_code="M5V 2T6", country="CA", phone="4165550100"
    )
    parcel = replace(SHIPMENT, ship_to=abroad, customs=Customs("merchandise", "return_to_sender", (item,)))
    quoted = shop.quoted(parcel)
    key = next(rate.key for rate in quoted.rates)
    entry = shop.buy(shop.order(shipment=parcel, key=key)).entry
    assert entry is not None
    assert packing_slip(desk, entry.id).items == (PackedItem("Scarf", 2),)


def test_a_void_label_has_no_packing_slip(shop: Shop, desk: Stationery) -> None:
    entry = shop.bought()
    void(shop, entry)
    assert kind_of(lambda: packing_slip(desk, entry.id)) is FaultKind.LABEL_VOIDED


def test_an_unknown_label_has_no_paper(desk: Stationery) -> None:
    for paper in (packing_slip, receipt, qr_card):
        assert kind_of(lambda paper=paper: paper(desk, "se-0")) is FaultKind.LABEL_UNKNOWN  # type: ignore[misc]


# ---------------------------------------------------------------- receipt


def test_a_receipt_says_what_was_paid_and_when(shop: Shop, desk: Stationery) -> None:
    entry = shop.bought()
    paper = receipt(desk, entry.id)
    assert paper.postage == entry.label.cost
    assert paper.label_id == entry.id
    assert paper.bought == "Sun 22 Nov 2026, 4:00 am PST"
    assert (paper.confirmation, paper.insured_value, paper.status) == ("", None, "")


def test_a_receipt_names_the_confirmation_and_the_insured_value(shop: Shop, desk: Stationery) -> None:
    insured = replace(SHIPMENT.parcel, insured_value=Money(5000))
    entry = shop.bought(replace(SHIPMENT, confirmation="signature", parcel=insured))
    paper = receipt(desk, entry.id)
    assert "ignature" in paper.confirmation
    assert paper.insured_value == Money(5000)


def test_the_receipt_of_a_void_label_says_asked_for_and_never_refunded(shop: Shop, desk: Stationery) -> None:
    entry = shop.bought()
    void(shop, entry)
    assert receipt(desk, entry.id).status == "This label is void. A refund was asked for."


def test_a_receipt_owns_up_to_a_doubt(shop: Shop, desk: Stationery) -> None:
    entry = shop.bought()
    shop.voids.intend(entry.id)
    shop.voids.record(entry.id, VoidEvent.SENDING)
    assert "We don't know yet" in receipt(desk, entry.id).status


def test_postage_that_is_charged_later_is_not_called_paid(shop: Shop, desk: Stationery) -> None:
    entry = shop.bought()
    shop.labels.refresh(replace(entry.label, charge_event="on_carrier_acceptance"))
    assert "when it takes the parcel in" in receipt(desk, entry.id).status


# ---------------------------------------------------------------- QR card


def test_the_card_holds_what_the_customer_s_mail_holds(shop: Shop, desk: Stationery) -> None:
    entry = shop.bought_paperless()
    card = qr_card(desk, entry.id)
    assert card.picture.startswith(b"\x89PNG")
    assert card.label_id == entry.label.broker_id
    assert card.office_link.endswith("locationType=po&serviceType=lbroretail&address=97204")
    assert card.label_id in card.print_link
    assert card.head.shop == ("Juniper Goods",)
    assert (card.customer, card.ship_to) == ("Juniper Goods", "Ann Lee")


def test_a_label_to_be_printed_has_no_card(shop: Shop, desk: Stationery) -> None:
    assert kind_of(lambda: qr_card(desk, shop.bought().id)) is FaultKind.NOT_PAPERLESS


def test_a_void_code_has_no_card(shop: Shop, desk: Stationery) -> None:
    entry = shop.bought_paperless(Delivery.BOTH)
    void(shop, entry)
    assert kind_of(lambda: qr_card(desk, entry.id)) is FaultKind.LABEL_VOIDED


def test_without_a_label_id_the_card_has_the_code_alone(shop: Shop, desk: Stationery) -> None:
    entry = shop.bought_paperless()
    shop.labels.set_broker_id(entry.id, "")
    card = qr_card(desk, entry.id)
    assert (card.label_id, card.print_link) == ("", "")


# ---------------------------------------------------------------- pickup list


def test_a_pickup_list_has_the_window_that_the_carrier_gave(shop: Shop, desk: Stationery) -> None:
    first, second = shop.bought(), shop.bought()
    entry = picked(shop, first, second)
    paper = pickup_list(desk, entry.id)
    assert {one.tracking_number for one in paper.parcels} == {
        first.label.tracking_number,
        second.label.tracking_number,
    }
    assert paper.state == "Booked."
    assert paper.when.startswith("Mon 23 Nov 2026, ")
    assert paper.when.endswith("PST")
    assert paper.contact == ("Jo", "503-555-0100")
    assert paper.notes == "At the side door."
    assert paper.parcels[0].place == "Scranton PA 18702"
    assert entry.pickup is not None
    assert paper.confirmation == entry.pickup.confirmation_number


def test_a_pickup_in_doubt_says_so(shop: Shop, desk: Stationery) -> None:
    booked = picked(shop, shop.bought())
    number = shop.pickups.intend(replace(booked.request, label_ids=(shop.bought().id,)))
    shop.pickups.record(number, PickupState.SENT)
    shop.pickups.record(number, PickupState.IN_DOUBT)
    paper = pickup_list(desk, number)
    assert "We don't know yet" in paper.state
    assert paper.confirmation == ""


def test_a_cancelled_pickup_has_no_list(shop: Shop, desk: Stationery) -> None:
    entry = picked(shop, shop.bought())
    cancel_pickup(shop.dock(), entry.id, now=shop.now())
    assert kind_of(lambda: pickup_list(desk, entry.id)) is FaultKind.PAPER_EMPTY
    assert kind_of(lambda: pickup_list(desk, 99)) is FaultKind.PICKUP_UNKNOWN


def test_void_labels_are_left_off_the_list_and_counted(shop: Shop, desk: Stationery) -> None:
    gone, stays = shop.bought(), shop.bought()
    entry = picked(shop, gone, stays)
    void(shop, gone)
    paper = pickup_list(desk, entry.id)
    assert [one.tracking_number for one in paper.parcels] == [stays.label.tracking_number]
    assert paper.left_out == 1
    void(shop, stays)
    assert kind_of(lambda: pickup_list(desk, entry.id)) is FaultKind.PAPER_EMPTY


# ---------------------------------------------------------------- end of day


def test_a_day_s_sheet_holds_what_leaves_that_day_and_counts_what_is_void(
    shop: Shop, desk: Stationery
) -> None:
    stays, gone = shop.bought(), shop.bought()
    later = shop.bought(replace(SHIPMENT, ship_date=date(2026, 11, 24)))
    void(shop, gone)
    (sheet,) = end_of_day(desk, MONDAY)
    assert [one.tracking_number for one in sheet.parcels] == [stays.label.tracking_number]
    assert sheet.left_out == 1
    assert sheet.origin == "Desk"
    assert sheet.postage == stays.label.cost
    assert sheet.forms == ()
    assert later.label.tracking_number not in {one.tracking_number for one in sheet.parcels}


def test_a_parcel_on_a_scan_form_names_it(shop: Shop, desk: Stationery) -> None:
    on_it, beside = shop.bought(), shop.bought()
    made = make_scan_form(Tray(shop.labels, shop.forms, shop.carrier, RULES.form), (on_it.id,))
    (sheet,) = end_of_day(desk, MONDAY)
    assert sheet.forms == (made.forms[0].submission_id,)
    forms = {one.tracking_number: one.form for one in sheet.parcels}
    assert forms[beside.label.tracking_number] == ""


def test_the_sheet_says_why_a_parcel_goes_on_no_form(shop: Shop, desk: Stationery) -> None:
    on_it, code = shop.bought(), shop.bought_paperless()
    beside = shop.bought()
    notes = {one.tracking_number: one.note for one in end_of_day(desk, MONDAY)[0].told}
    assert notes[code.label.tracking_number] == "On no SCAN form: by a QR code that nobody used yet"
    assert notes[on_it.label.tracking_number] == ""
    make_scan_form(Tray(shop.labels, shop.forms, shop.carrier, RULES.form), (on_it.id,))
    notes = {one.tracking_number: one.note for one in end_of_day(desk, MONDAY)[0].told}
    assert notes[beside.label.tracking_number] == "On no SCAN form"
    assert notes[code.label.tracking_number] == "On no SCAN form: by a QR code that nobody used yet"


def test_a_place_is_one_however_its_address_was_written(shop: Shop, desk: Stationery) -> None:
    first, other = (
        shop.bought(),
        shop.bought(replace(SHIPMENT, ship_from=replace(SENDER, line1="500  sw alder st"))),
    )
    (sheet,) = end_of_day(desk, MONDAY)
    assert sheet.origin == "Desk"
    assert [one.tracking_number for one in sheet.parcels] == [
        first.label.tracking_number, other.label.tracking_number
    ]  # fmt: skip


def test_each_place_has_a_sheet_of_its_own(shop: Shop, desk: Stationery) -> None:
    shop.bought()
    shop.bought(replace(SHIPMENT, ship_from=BARN))
    assert {one.origin for one in end_of_day(desk, MONDAY)} == {"Desk", ""}
    (only,) = end_of_day(desk, MONDAY, "Desk")
    assert only.head.shop == SENDER.block()


def test_without_a_day_it_is_today_at_the_place(shop: Shop, desk: Stationery) -> None:
    shop.bought()
    assert kind_of(lambda: end_of_day(desk)) is FaultKind.PAPER_EMPTY
    shop.later(hours=24)
    (sheet,) = end_of_day(desk)
    assert sheet.day == MONDAY
    assert sheet.made == "Mon 23 Nov 2026, 4:00 am PST"


def test_returns_leave_from_customers(shop: Shop, desk: Stationery) -> None:
    shop.bought(_return())
    assert kind_of(lambda: end_of_day(desk, MONDAY)) is FaultKind.PAPER_EMPTY


def test_a_place_that_nothing_leaves_from_has_no_sheet(shop: Shop, desk: Stationery) -> None:
    shop.bought()
    assert kind_of(lambda: end_of_day(desk, MONDAY, "Barn")) is FaultKind.PAPER_EMPTY


def test_a_parcel_abroad_is_listed_with_its_country(shop: Shop, desk: Stationery) -> None:
    abroad = replace(
        CUSTOMER, city="Toronto", state="ON", postal_code="M5V 2T6", country="CA", phone="4165550100"
    )
    item = CustomsItem("Scarf", 2, Money(2500), Weight.of(ounces=4), "621410", "US")
    parcel = replace(SHIPMENT, ship_to=abroad, customs=Customs("merchandise", "return_to_sender", (item,)))
    key = next(rate.key for rate in shop.quoted(parcel).rates)
    shop.buy(shop.order(shipment=parcel, key=key))
    (sheet,) = end_of_day(desk, MONDAY)
    assert sheet.parcels[0].place == "Toronto CA"


def _return() -> Shipment:
    return replace(SHIPMENT, ship_to=SENDER, ship_from=replace(CUSTOMER, phone="5705550100"), is_return=True)
