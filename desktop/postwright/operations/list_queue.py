"""List drafts and queued parcels, each with what it waits for. Reads the database only."""

from __future__ import annotations

from datetime import datetime

from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.purchase import State
from postwright.domain.ship_day import read_waiting
from postwright.domain.shipment import Shipment
from postwright.operations.guard import Counter
from postwright.operations.plan_batch import DOUBT, Around, planned
from postwright.operations.results import PlannedParcel, QueueRow


def rows(counter: Counter) -> tuple[QueueRow, ...]:
    """The one touched last first."""
    now = counter.now()
    records = counter.drafts.open()
    around = Around(counter, records, now, bought_together=False)
    return tuple(_row(counter, record, around, now) for record in records)


def _row(counter: Counter, record: DraftRecord, around: Around, now: datetime) -> QueueRow:
    standing = around.standing.get(record.id)
    if standing is not None and standing.state in {State.SENT, State.IN_DOUBT}:
        return QueueRow(record, DOUBT, ready=False, in_doubt=True)
    if record.handed_back:
        return QueueRow(record, record.handed_back, ready=False)
    if record.state is DraftState.QUEUED and record.approval is not None:
        given = frozenset(record.approval.answered)
        parcel, shipment = planned(counter, record, around, given, now)
        return _queued(parcel, shipment, record, intended=standing is not None)
    read = read_waiting(record.draft, counter.catalogue, now, counter.rules, days=around.days)
    if not isinstance(read, Shipment):
        return QueueRow(record, read[0].sentence, ready=False)
    return QueueRow(record, "Ready to be quoted.", ready=True)


def _queued(
    parcel: PlannedParcel, shipment: Shipment | None, record: DraftRecord, *, intended: bool
) -> QueueRow:
    leaves = shipment.ship_date if shipment and shipment.rolled_from else None
    return QueueRow(
        record,
        _waits(parcel, record, intended),
        ready=not parcel.waits_for,
        price=parcel.price,
        intended=intended,
        rolled=parcel.rolled,
        guards=parcel.guards,
        leaves=leaves,
    )


def _waits(parcel: PlannedParcel, record: DraftRecord, intended: bool) -> str:
    limit = record.approval.limit if record.approval else ""
    if parcel.waits_for:
        return parcel.waits_for
    if parcel.guards:
        return parcel.guards[0].sentence
    if intended:
        return f"Not bought yet. It may be bought for at most {limit}."
    if parcel.price is not None:
        return f"Waits to be bought for {parcel.price}."
    return "Waits for its price and to be bought."
