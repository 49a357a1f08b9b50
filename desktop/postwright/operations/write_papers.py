"""Gather what stands on the papers of a label, a pickup and a day. Refuses papers of what must not go out.

Reads the shop's own records, and the carrier's documents where the archive lacks them. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from postwright.domain.address import Address
from postwright.domain.catalogue import Catalogue
from postwright.domain.day_end import OriginKey, WhyOff, on_forms, origin_key, why_off
from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.form_request import FormEntry, FormState
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.domain.papers import (
    EndOfDaySheet,
    ListedParcel,
    PackedItem,
    PackingSlip,
    PaperHead,
    PickupList,
    QrCard,
    Receipt,
    hour_words,
    year_words,
)
from postwright.domain.pickup import PickupEntry, PickupState
from postwright.domain.void import VoidState
from postwright.operations.gather_facts import Post, facts_of, recipient_of
from postwright.paperless.instructions import label_id as spelled
from postwright.store.pickups import Pickups
from postwright.store.scan_forms import ScanForms

# Today somewhere is within this of today here.
_ZONES_REACH = timedelta(days=1)
# The form of a day is asked for on that day, or in the days before.
_ASKED_BEFORE = timedelta(days=8)
_STATES = {
    PickupState.INTENDED: "Not asked for yet.",
    PickupState.SENT: "Asked for. We don't know yet whether it is booked.",
    PickupState.IN_DOUBT: "We don't know yet whether it is booked.",
    PickupState.BOOKED: "Booked.",
    PickupState.CANCELLING: "We don't know yet whether it was cancelled.",
}
# The carrier's word for postage that is charged when the parcel is taken in (api.md 10.4).
_CHARGED_LATER = "on_carrier_acceptance"


@dataclass(frozen=True, slots=True)
class Stationery:
    """What papers are written from. `sample` marks each as one of practice, which ships nothing."""

    post: Post
    pickups: Pickups
    forms: ScanForms
    catalogue: Catalogue
    now: Callable[[], datetime]
    sample: bool

    def head(self, address: Address) -> PaperHead:
        return PaperHead(address.block(), self.sample)


def packing_slip(desk: Stationery, label_id: str) -> PackingSlip:
    """Raises BadInput(LABEL_UNKNOWN), and PaperFault(LABEL_VOIDED): its number would lead nowhere."""
    entry = desk.post.labels.get(label_id)
    if entry.is_void:
        raise PaperFault(FaultKind.LABEL_VOIDED)
    shipment = entry.shipment
    items = shipment.customs.items if shipment.customs else ()
    return PackingSlip(
        desk.head(shipment.ship_from),
        shipment.ship_to.block(),
        entry.ship_date,
        desk.catalogue.service_name(entry.label.service_code),
        desk.catalogue.package_name(entry.label.package_code),
        shipment.parcel.weight,
        entry.label.tracking_number,
        order=shipment.order_reference,
        references=shipment.references,
        items=tuple(PackedItem(one.description, one.quantity) for one in items),
        is_return=entry.label.is_return,
    )


def receipt(desk: Stationery, label_id: str) -> Receipt:
    """What the label cost, void or not. Raises BadInput(LABEL_UNKNOWN)."""
    entry = desk.post.labels.get(label_id)
    shipment, label = entry.shipment, entry.label
    asked = desk.catalogue.confirmation(shipment.confirmation) if shipment.confirmation != "none" else None
    bought = label.created_at.astimezone(entry.zone)
    return Receipt(
        desk.head(shipment.ship_from),
        entry.id,
        bought.date(),
        _moment(bought, entry.zone),
        shipment.ship_from.block(),
        shipment.ship_to.block(),
        entry.ship_date,
        desk.catalogue.service_name(label.service_code),
        desk.catalogue.package_name(label.package_code),
        shipment.parcel.weight,
        label.tracking_number,
        label.cost,
        confirmation=asked.name if asked else "",
        insured_value=shipment.parcel.insured_value,
        order=shipment.order_reference,
        status=_status(entry),
    )


def _status(entry: LabelEntry) -> str:
    """What became of the money. A refund that was asked for is no refund."""
    if entry.void_state in {VoidState.SENT, VoidState.IN_DOUBT}:
        return "A refund was asked for. We don't know yet whether it was approved."
    if entry.is_void:
        return "This label is void. A refund was asked for."
    if entry.label.charge_event == _CHARGED_LATER:
        return "The carrier charges this postage when it takes the parcel in."
    return ""


def qr_card(desk: Stationery, label_id: str) -> QrCard:
    """The same code, Label ID and addresses as in the customer's mail.

    Raises BadInput(LABEL_UNKNOWN, NOT_PAPERLESS), PaperFault(LABEL_VOIDED, QR_MISSING).
    """
    to = recipient_of(desk.post, desk.post.labels.get(label_id), LetterKind.QR)
    facts = facts_of(desk.post, label_id, LetterKind.QR, to)
    return QrCard(
        PaperHead((facts.shop_name,), desk.sample),
        spelled(facts.label_id) if facts.label_id else "",
        facts.office_link,
        facts.print_link,
        facts.qr_png,
        customer=facts.customer_name,
        ship_to=facts.ship_to_name,
        order=facts.order,
        is_return=facts.is_return,
    )


def pickup_list(desk: Stationery, number: int) -> PickupList:
    """The parcels of a pickup; void ones are left out and counted.

    Raises BadInput: PICKUP_UNKNOWN; PAPER_EMPTY, also for one that was cancelled or refused: nobody comes.
    """
    entry = desk.pickups.get(number)
    if entry.state not in _STATES:
        raise BadInput(FaultKind.PAPER_EMPTY, f"Pickup {number} is {entry.state}. Nobody comes.")
    ids = entry.request.label_ids
    labels = [desk.post.labels.get(label_id) for label_id in ids if desk.post.labels.knows(label_id)]
    good = [one for one in labels if not one.is_void]
    if not good:
        raise BadInput(FaultKind.PAPER_EMPTY, "Every label of this pickup is void.")
    request, booked = entry.request, entry.pickup
    return PickupList(
        desk.head(good[0].shipment.ship_from),
        number,
        _window(entry, good[0].zone),
        _STATES[entry.state],
        tuple(_listed(desk, one) for one in good),
        confirmation=booked.confirmation_number if booked else "",
        contact=tuple(line for line in (request.contact_name, request.contact_phone) if line),
        notes=request.notes,
        left_out=len(labels) - len(good),
    )


def _window(entry: PickupEntry, zone: tzinfo) -> str:
    """The carrier's own window counts, whatever was asked."""
    window = next(iter(entry.pickup.windows if entry.pickup else ()), entry.request.window).at(zone)
    end = hour_words(window.end, zone)
    return f"{_moment(window.start, zone).rsplit(' ', 1)[0]} to {end}"


def end_of_day(desk: Stationery, day: date | None = None, origin: str = "") -> tuple[EndOfDaySheet, ...]:
    """A sheet for each place that parcels leave from on that day (today, by the clocks of the place), or for
    the origin of that name alone. Returns leave from customers and stand on none.

    Raises BadInput(PAPER_EMPTY) where nothing leaves.
    """
    now = desk.now()
    first = day or (now - _ZONES_REACH).date()
    leaving: dict[OriginKey, list[LabelEntry]] = {}
    for entry in desk.post.labels.leaving(first):
        wanted = day or now.astimezone(entry.zone).date()
        if entry.ship_date == wanted and not entry.label.is_return and not entry.shipment.is_return:
            leaving.setdefault(origin_key(entry.shipment.ship_from), []).append(entry)
    forms = desk.forms.since(datetime.combine(first, time(), now.tzinfo) - _ASKED_BEFORE)
    sheets = (_sheet(desk, entries, forms, now) for entries in leaving.values())
    found = tuple(one for one in sheets if one.parcels and (not origin or one.origin == origin))
    if not found:
        place = f" from {origin}" if origin else ""
        raise BadInput(FaultKind.PAPER_EMPTY, f"No parcel leaves{place} on {year_words(day or now.date())}.")
    return found


def _sheet(
    desk: Stationery, entries: list[LabelEntry], forms: Sequence[FormEntry], now: datetime
) -> EndOfDaySheet:
    address, zone, day = entries[0].shipment.ship_from, entries[0].zone, entries[0].ship_date
    good = sorted((one for one in entries if not one.is_void), key=lambda one: one.label.created_at)
    numbers, taken = _form_numbers(forms), on_forms(forms)
    notes = {one.id: why_off(one, day, taken, desk.catalogue) for one in good if one.id not in numbers}
    return EndOfDaySheet(
        desk.head(address),
        _origin_name(desk.post, address),
        day,
        _moment(now, zone),
        tuple(_listed(desk, one, numbers.get(one.id, ""), _note(notes.get(one.id))) for one in good),
        left_out=len(entries) - len(good),
    )


def _note(why: WhyOff | None) -> str:
    """Why a parcel is on no form, where it is not for want of one."""
    return f"On no SCAN form: {why.words}" if why else ""


def _origin_name(post: Post, address: Address) -> str:
    """The shop's own word for the place, where it is one of its origins."""
    key = origin_key(address)
    return next((one.name for one in post.origins if origin_key(one.address) == key), "")


def _form_numbers(forms: Sequence[FormEntry]) -> dict[str, str]:
    """The number under the barcode of the form that a label is on."""
    made = (form for entry in forms if entry.state is FormState.MADE for form in entry.forms)
    return {label_id: form.submission_id for form in made for label_id in form.label_ids}


def _listed(desk: Stationery, entry: LabelEntry, form: str = "", note: str = "") -> ListedParcel:
    to, label = entry.shipment.ship_to, entry.label
    return ListedParcel(
        to.who,
        to.block()[-1] if to.is_us else f"{to.city} {to.country}",
        desk.catalogue.service_name(label.service_code),
        entry.shipment.parcel.weight,
        label.tracking_number,
        label.cost,
        form,
        note,
    )


def _moment(at: datetime, zone: tzinfo) -> str:
    """ "Tue 24 Nov 2026, 10:42 am PST"."""
    return f"{year_words(at.astimezone(zone).date())}, {hour_words(at, zone)}"
