"""Book, list and cancel carrier pickups: intention on disk, one request, doubt settled by reading the
list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from postwright.carrier.client import CarrierClient
from postwright.domain.catalogue import Catalogue
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost, NotSent, Refused
from postwright.domain.label_entry import LabelEntry
from postwright.domain.pickup import Pickup, PickupEntry, PickupRequest, PickupState, can_cancel, coming_day
from postwright.domain.postal_rules import PickupRule
from postwright.operations.results import PickupPlan
from postwright.store.labels import Labels
from postwright.store.pickups import Pickups

RECENT = timedelta(days=7)
# Clocks of carrier and computer differ.
_CLOCK_SLACK = timedelta(minutes=10)
# A list that lacks a pickup is believed then. A wrong guess costs nothing: USPS comes once for two requests.
_ABSENT_AFTER = timedelta(minutes=10)
_PHONE_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Dock:
    """What pickups need."""

    labels: Labels
    pickups: Pickups
    carrier: CarrierClient
    rule: PickupRule


def plan(
    labels: Labels,
    pickups: Pickups,
    catalogue: Catalogue,
    *,
    now: datetime,
    zone: tzinfo,
    rule: PickupRule,
) -> PickupPlan:
    """The day USPS will come and the labels it could take: unvoided, recent, on no standing pickup."""
    entries = pickups.all()
    taken = {
        label_id
        for entry in entries
        if entry.state in {PickupState.BOOKED, PickupState.SENT, PickupState.IN_DOUBT}
        for label_id in entry.request.label_ids
    }
    waiting = tuple(
        entry
        for entry in labels.recent(500)
        if not entry.is_void and entry.id not in taken and now - entry.label.created_at < RECENT
    )
    return PickupPlan(
        coming_day(now, zone, rule), zone, waiting, has_premium(waiting, catalogue), entries, rule
    )


def has_premium(labels: tuple[LabelEntry, ...], catalogue: Catalogue) -> bool:
    """Whether one piece is of a class for which USPS comes free of charge (api.md 16)."""
    services = (catalogue.service(entry.label.service_code) for entry in labels)
    return any(service is not None and service.premium for service in services)


def schedule_pickup(dock: Dock, request: PickupRequest) -> PickupEntry:
    """Ask once. Raises BadInput(PICKUP_INCOMPLETE), NotSent, Refused; a lost answer leaves an entry in
    doubt.
    """
    _check(dock.labels, request)
    number = dock.pickups.intend(request)
    dock.pickups.record(number, PickupState.SENT)
    try:
        pickup = dock.carrier.pickups.schedule(request)
    except (NotSent, Refused) as fault:
        dock.pickups.record(number, PickupState.REFUSED, detail=str(fault))
        raise
    except Lost as fault:
        return dock.pickups.record(number, PickupState.IN_DOUBT, detail=str(fault))
    return dock.pickups.record(number, PickupState.BOOKED, pickup=pickup)


def _check(labels: Labels, request: PickupRequest) -> None:
    if not request.label_ids:
        raise BadInput(FaultKind.PICKUP_INCOMPLETE, "Choose at least one label.", field="labels")
    if sum(character.isdigit() for character in request.contact_phone) < _PHONE_DIGITS:
        raise BadInput(FaultKind.PICKUP_INCOMPLETE, "Write a phone number.", field="contact_phone")
    if not request.contact_name.strip():
        raise BadInput(FaultKind.PICKUP_INCOMPLETE, "Write who can be asked for.", field="contact_name")
    if "@" not in request.contact_email:
        raise BadInput(FaultKind.PICKUP_INCOMPLETE, "Write an e-mail address.", field="contact_email")
    entries = [labels.get(label_id) for label_id in request.label_ids]
    if any(entry.is_void for entry in entries):
        raise BadInput(FaultKind.PICKUP_INCOMPLETE, "A void label cannot be picked up.", field="labels")
    if len({entry.shipment.ship_from.postal_code for entry in entries}) > 1:
        raise BadInput(FaultKind.PICKUP_INCOMPLETE, "All parcels must leave from one place.", field="labels")


def cancel_pickup(dock: Dock, number: int, *, now: datetime) -> PickupEntry:
    """Cancel a booked pickup. Raises BadInput(PICKUP_UNKNOWN) when it is not booked or USPS takes no
    changes now, and the fault of the call unless the carrier's own record says that it is cancelled.
    """
    entry = next((one for one in dock.pickups.all() if one.id == number), None)
    if entry is None or entry.pickup is None or entry.state is not PickupState.BOOKED:
        raise BadInput(FaultKind.PICKUP_UNKNOWN, str(number))
    if not can_cancel(entry.pickup, now, dock.rule):
        raise BadInput(FaultKind.PICKUP_UNKNOWN, "USPS takes cancellations until 2 am Central on the day.")
    dock.pickups.record(number, PickupState.BOOKED, detail="Its cancellation was asked for.")
    try:
        dock.carrier.pickups.cancel(entry.pickup.pickup_id)
    except (Lost, Refused):
        if not _is_cancelled(dock.carrier, entry.pickup):
            raise
    return dock.pickups.record(number, PickupState.CANCELLED, pickup=entry.pickup)


def _is_cancelled(carrier: CarrierClient, pickup: Pickup) -> bool:
    """An earlier cancellation may have been carried out though its answer was lost."""
    try:
        return carrier.pickups.read(pickup.pickup_id).cancelled_at is not None
    except Fault:
        return False


def settle_pickups(
    dock: Dock, *, now: datetime | None = None, stale_before: datetime | None = None, only: int = 0
) -> tuple[PickupEntry, ...]:
    """Read the carrier's list for every doubtful pickup (or `only` one); one with the same labels is ours.

    One that the list lacks ten minutes after it was asked for was never booked; without `now` it stays in
    doubt. A request that still says SENT lost its answer if it was sent before `stale_before`, as in
    `settle`.
    """
    settled = []
    for entry in dock.pickups.unsettled():
        if only not in (0, entry.id):
            continue
        if entry.state is PickupState.SENT:
            if stale_before is None or entry.asked_at > stale_before:
                continue
            why = "The program ended before the answer came."
            dock.pickups.record(entry.id, PickupState.IN_DOUBT, detail=why)
        listed = dock.carrier.pickups.find(created_from=entry.asked_at - _CLOCK_SLACK)
        match = next((one for one in listed if _same(one, entry.request)), None)
        if match is not None:
            settled.append(dock.pickups.record(entry.id, PickupState.BOOKED, pickup=match))
        elif now is not None and now - entry.asked_at >= _ABSENT_AFTER:
            why = "The carrier's list does not hold it."
            settled.append(dock.pickups.record(entry.id, PickupState.REFUSED, detail=why))
    return tuple(settled)


def _same(pickup: Pickup, request: PickupRequest) -> bool:
    return pickup.cancelled_at is None and set(pickup.label_ids) == set(request.label_ids)
