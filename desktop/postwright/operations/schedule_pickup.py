"""Book and cancel carrier pickups: intention on disk, one request. What was lost is settled by reading the
carrier's list (settle_pickups.py), never by asking again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost, NotSent, Refused
from postwright.domain.pickup import Pickup, PickupEntry, PickupRequest, PickupState, can_cancel
from postwright.domain.pickup_note import too_long
from postwright.domain.pickup_plan import door_of
from postwright.domain.pickup_words import too_late_words
from postwright.domain.postal_rules import PickupRule
from postwright.domain.sentences import Deed, sentence
from postwright.domain.shipment import Delivery
from postwright.store.labels import Labels
from postwright.store.pickups import Pickups
from postwright.store.sqlite_faults import Conflict

_PHONE_DIGITS = 7
_CANCELLABLE = frozenset({PickupState.BOOKED, PickupState.CANCELLING})


@dataclass(frozen=True, slots=True)
class Dock:
    """What pickups need."""

    labels: Labels
    pickups: Pickups
    carrier: CarrierClient
    rule: PickupRule


def schedule_pickup(dock: Dock, request: PickupRequest) -> PickupEntry:
    """Ask once. Raises BadInput(PICKUP_INCOMPLETE), NotSent, Refused; a lost answer leaves an entry in
    doubt.
    """
    _check_contact(dock.rule, request)
    whole = _placed(dock.labels, request)
    number = dock.pickups.intend(whole)
    try:
        dock.pickups.record(number, PickupState.SENT)
        return _asked(dock, number, whole)
    except Conflict:  # a look of another program found out in the meantime how it ended
        return dock.pickups.get(number)


def _asked(dock: Dock, number: int, whole: PickupRequest) -> PickupEntry:
    try:
        pickup = dock.carrier.pickups.schedule(whole)
    except (NotSent, Refused) as fault:
        dock.pickups.record(number, PickupState.REFUSED, detail=sentence(fault, Deed.PICKUP).line)
        raise
    except Lost as fault:
        return dock.pickups.record(number, PickupState.IN_DOUBT, detail=sentence(fault, Deed.PICKUP).line)
    return dock.pickups.record(number, PickupState.BOOKED, pickup=pickup)


def _check_contact(rule: PickupRule, request: PickupRequest) -> None:
    if not request.label_ids:
        raise _incomplete("Choose at least one label.", "labels")
    if sum(character.isdigit() for character in request.contact_phone) < _PHONE_DIGITS:
        raise _incomplete("Write a phone number.", "contact_phone")
    if not request.contact_name.strip():
        raise _incomplete("Write who can be asked for.", "contact_name")
    if "@" not in request.contact_email:
        raise _incomplete("Write an e-mail address.", "contact_email")
    if told := too_long(request.notes, rule.most_note):
        raise _incomplete(told, "notes")


def _placed(labels: Labels, request: PickupRequest) -> PickupRequest:
    """The request with the place that all its labels leave from."""
    entries = [labels.get(label_id) for label_id in request.label_ids]
    if any(entry.is_void for entry in entries):
        raise _incomplete("A void label cannot be picked up.", "labels")
    if any(entry.label.is_return or entry.shipment.is_return for entry in entries):
        raise _incomplete("A return is sent by the customer, from another place.", "labels")
    if any(entry.delivery is Delivery.QR for entry in entries):
        raise _incomplete("A label that is a QR code only is printed at a Post Office.", "labels")
    if len({door_of(entry) for entry in entries}) > 1:
        raise _incomplete("All parcels must leave from one place, by one account.", "labels")
    return replace(request, place=entries[0].shipment.ship_from)


def _incomplete(told: str, field: str) -> BadInput:
    return BadInput(FaultKind.PICKUP_INCOMPLETE, told, field=field)


def cancel_pickup(dock: Dock, number: int, *, now: datetime) -> PickupEntry:
    """Cancel a booked pickup; one whose cancellation is in doubt may be cancelled again.

    Raises BadInput: PICKUP_UNKNOWN when it is not booked, PICKUP_TOO_LATE when USPS takes no changes now;
    NotSent, Refused. A lost answer leaves it in doubt, unless the carrier's own record says that it is
    cancelled.
    """
    entry = dock.pickups.get(number)
    if entry.pickup is None or entry.state not in _CANCELLABLE:
        raise BadInput(FaultKind.PICKUP_UNKNOWN, f"Pickup {number} is {entry.state}, not booked.")
    if not can_cancel(entry, now, dock.rule):
        raise BadInput(FaultKind.PICKUP_TOO_LATE, too_late_words(entry, dock.rule))
    dock.pickups.record(number, PickupState.CANCELLING, detail="Its cancellation was asked for.")
    try:
        dock.carrier.pickups.cancel(entry.pickup.pickup_id)
    except NotSent as fault:
        dock.pickups.record(number, entry.state, detail=sentence(fault, Deed.PICKUP).line)
        raise
    except (Lost, Refused) as fault:
        return _after_no(dock, entry, entry.pickup, fault)
    return dock.pickups.record(number, PickupState.CANCELLED)


def _after_no(dock: Dock, entry: PickupEntry, pickup: Pickup, fault: Lost | Refused) -> PickupEntry:
    """An earlier cancellation, or this one, may have been carried out though its answer was lost."""
    cancelled = _is_cancelled(dock.carrier, pickup)
    if cancelled:
        return dock.pickups.record(entry.id, PickupState.CANCELLED)
    if isinstance(fault, Lost) or (cancelled is None and entry.state is PickupState.CANCELLING):
        return dock.pickups.record(entry.id, PickupState.CANCELLING, detail=sentence(fault, Deed.PICKUP).line)
    dock.pickups.record(entry.id, PickupState.BOOKED, detail=sentence(fault, Deed.PICKUP).line)
    raise fault


def _is_cancelled(carrier: CarrierClient, pickup: Pickup) -> bool | None:
    """What the carrier's record says; None where it cannot be read."""
    try:
        return carrier.pickups.read(pickup.pickup_id).cancelled_at is not None
    except Fault:
        return None
