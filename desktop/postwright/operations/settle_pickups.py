"""Read the carrier's list of pickups: settle what is in doubt, keep what was made or changed elsewhere.

Books none and cancels none.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from postwright.domain.address import Address
from postwright.domain.faults import OF_ONE_RECORD, FaultKind, Lost, Refused
from postwright.domain.pickup import Pickup, PickupEntry, PickupRequest, PickupState, asked_window
from postwright.domain.pickup_day import coming
from postwright.domain.time_zone import zone_of
from postwright.operations.schedule_pickup import Dock
from postwright.store.sqlite_faults import Conflict

# Clocks of carrier and computer differ.
_CLOCK_SLACK = timedelta(minutes=10)
# A list that lacks a pickup is believed then. A wrong guess costs nothing: USPS comes once for two requests.
_ABSENT_AFTER = timedelta(minutes=10)
# A pickup is for the next postal day, so older ones are over.
_LISTED_SINCE = timedelta(days=7)
_ENDED = "The program ended before the answer came."
_GONE = "The carrier does not know it any more."
_NOT_ASKED = "The program ended before it was asked for."


def settle_pickups(
    dock: Dock, *, now: datetime | None = None, stale_before: datetime | None = None, only: int = 0
) -> tuple[PickupEntry, ...]:
    """Read the carrier's list for every doubtful pickup (or `only` one); one with the same labels is ours.

    One that the list lacks ten minutes after it was asked for was never booked; without `now` it stays in
    doubt. What still says that it is under way lost its answer if it was asked before `stale_before`, as in
    `settle`. Raises the fault of the call; an answer against one pickup keeps none from being looked for.
    """
    settled: list[PickupEntry | None] = []
    against: Lost | Refused | None = None
    for entry in dock.pickups.unsettled():
        if only not in (0, entry.id):
            continue
        stale = stale_before is not None and (entry.changed_at or entry.asked_at) <= stale_before
        try:
            settled.append(_settle_one(dock, entry, now, stale=stale))
        except Conflict:  # another look has recorded how it ended in the meantime
            continue
        except (Lost, Refused) as fault:
            if fault.kind not in OF_ONE_RECORD:
                raise
            against = fault
    if against is not None:
        raise against
    return tuple(one for one in settled if one is not None)


def _settle_one(dock: Dock, entry: PickupEntry, now: datetime | None, *, stale: bool) -> PickupEntry | None:
    if entry.state is PickupState.CANCELLING:
        return _settle_cancelling(dock, entry, stale=stale)
    if entry.state is not PickupState.IN_DOUBT and not stale:
        return None
    if entry.state is PickupState.INTENDED:
        return dock.pickups.record(entry.id, PickupState.CANCELLED, detail=_NOT_ASKED)
    return _settle_asked(dock, entry, now)


def _settle_asked(dock: Dock, entry: PickupEntry, now: datetime | None) -> PickupEntry | None:
    if entry.state is PickupState.SENT:
        dock.pickups.record(entry.id, PickupState.IN_DOUBT, detail=_ENDED)
    known = {one.pickup.pickup_id for one in dock.pickups.of_late() if one.pickup is not None}
    listed = dock.carrier.pickups.find(created_from=entry.asked_at - _CLOCK_SLACK)
    match = next((one for one in listed if _same(one, entry.request) and one.pickup_id not in known), None)
    if match is not None:
        return dock.pickups.record(entry.id, PickupState.BOOKED, pickup=match)
    if now is not None and now - entry.asked_at >= _ABSENT_AFTER:
        why = "The carrier's list does not hold it."
        return dock.pickups.record(entry.id, PickupState.REFUSED, detail=why)
    return None


def _settle_cancelling(dock: Dock, entry: PickupEntry, *, stale: bool) -> PickupEntry | None:
    """Until the call must have ended, a record that is not cancelled proves nothing. One that is not there
    any more was deleted, as was asked.
    """
    if entry.pickup is None:
        return None
    try:
        cancelled = dock.carrier.pickups.read(entry.pickup.pickup_id).cancelled_at is not None
    except Refused as fault:
        if fault.kind is not FaultKind.NOT_FOUND:
            raise
        return dock.pickups.record(entry.id, PickupState.CANCELLED, detail=_GONE)
    if cancelled:
        return dock.pickups.record(entry.id, PickupState.CANCELLED)
    if not stale:
        return None
    why = "Its cancellation did not arrive. USPS still comes."
    return dock.pickups.record(entry.id, PickupState.BOOKED, detail=why)


def _same(pickup: Pickup, request: PickupRequest) -> bool:
    return pickup.cancelled_at is None and set(pickup.label_ids) == set(request.label_ids)


def look_at_pickups(dock: Dock, account: str, *, now: datetime, stale_before: datetime) -> bool:
    """Read the whole list of the account: what was made elsewhere is kept, what changed is written down, and
    doubts are settled. Tells whether anything is new. Raises the fault of the call.
    """
    changed = bool(settle_pickups(dock, now=now, stale_before=stale_before))
    listed = dock.carrier.pickups.find(carrier_id=account, created_from=now - _LISTED_SINCE)
    entries = {one.pickup.pickup_id: one for one in dock.pickups.of_late() if one.pickup is not None}
    for pickup in listed:
        known = entries.get(pickup.pickup_id)
        if known is not None:
            changed |= _renewed(dock, known, pickup)
        elif pickup.cancelled_at is None:
            changed |= _adopted(dock, pickup, now)
    return changed


def _renewed(dock: Dock, known: PickupEntry, pickup: Pickup) -> bool:
    """Write down what another program changed about a pickup that we knew as booked."""
    if known.state is not PickupState.BOOKED or known.pickup is None:
        return False
    if pickup.cancelled_at is not None:
        why = "The carrier lists it as cancelled."
        dock.pickups.record(known.id, PickupState.CANCELLED, pickup=pickup, detail=why)
        return True
    if (pickup.windows, pickup.label_ids) == (known.pickup.windows, known.pickup.label_ids):
        return False
    dock.pickups.record(known.id, PickupState.BOOKED, pickup=pickup)
    return True


def _adopted(dock: Dock, pickup: Pickup, now: datetime) -> bool:
    request = _request_of(pickup, dock)
    entry = PickupEntry(0, request, PickupState.BOOKED, pickup.created_at, pickup)
    return not entry.is_over(now) and dock.pickups.adopt(pickup, request)


def _request_of(pickup: Pickup, dock: Dock) -> PickupRequest:
    """What must have been asked for it. Where the carrier names no time, it is the day that was open then."""
    place, zone = pickup.address, zone_of(pickup.address.state)
    day = coming(pickup.created_at, zone, dock.rule).day
    return PickupRequest(
        pickup.label_ids,
        pickup.contact_name,
        pickup.contact_phone,
        pickup.contact_email,
        next(iter(pickup.windows), asked_window(day, zone)),
        pickup.notes,
        Address(
            place.name, place.line1, place.city, place.state, place.postal_code, place.company, place.line2
        ),
    )
