"""Buy one parcel that was written down, if it still is what was approved: one lane's work for one parcel."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import Fault, FaultKind, Refused
from postwright.domain.label_entry import LabelEntry
from postwright.domain.purchase import Abandoned, State
from postwright.domain.ship_day import rolled_words
from postwright.operations.begin_batch import order_of
from postwright.operations.buy import buy
from postwright.operations.guard import Counter, check
from postwright.operations.hand_back import end_of, told
from postwright.operations.price_queue import Ready, ready
from postwright.operations.results import (
    BatchItem,
    CameBack,
    LeftAlone,
    ParcelBought,
    ParcelEnd,
    Purchased,
    Stopping,
)
from postwright.store.sqlite_faults import Conflict

STOPPED = "It was stopped before this parcel."
# A 429 proves that nothing was charged, and the pacer holds everybody back for as long as it says.
_MOST_TRIES = 5


def buy_intended(counter: Counter, item: BatchItem) -> ParcelEnd:
    """How it ended; no fault is raised, each is told as an end.

    The price is asked again where the one that was seen does not stand any more, and the guards are looked
    for once more. That nobody touched the draft since is compared in the transaction that records Sending.
    """
    if counter.closing():
        return Stopping(item.draft_id, STOPPED)
    try:
        record = counter.drafts.get(item.draft_id)
        touched = record.revision != item.revision
        end = LeftAlone(item.draft_id) if touched else _bought(counter, record)
        if isinstance(end, CameBack | LeftAlone):
            give_up(counter, item.draft_id)
    except Fault as fault:
        return Stopping(item.draft_id, told(fault), fault.kind, fault=fault)
    return end


def give_up(counter: Counter, draft_id: str) -> None:
    """An intention of which nothing has left does not outlive the wish to buy it."""
    standing = counter.ledger.live_for(draft_id)
    if standing is not None and standing.state is State.INTENDED:
        with suppress(Conflict):  # somebody else sends it just now
            counter.ledger.record(standing, Abandoned())


def _bought(counter: Counter, record: DraftRecord) -> ParcelEnd:
    try:
        found = ready(counter, record)
        if not isinstance(found, Ready):
            return found
        check(counter, found.shipment, record.id, found.seen.total, found.approval.answered)
    except Fault as fault:
        return end_of(counter, record, fault, spending=False)
    if counter.closing():
        return Stopping(record.id, STOPPED)
    try:
        purchased = _buy(counter, found)
    except Fault as fault:
        return end_of(counter, found.record, fault, spending=True)
    entry = purchased.entry
    return _told(entry, purchased.alarms) if entry else LeftAlone(record.id)


def _told(entry: LabelEntry, alarms: tuple[str, ...]) -> ParcelBought:
    return ParcelBought(entry, alarms, rolled_words(entry.shipment))


def _buy(counter: Counter, found: Ready) -> Purchased:
    """Raises what `buy` raises. A carrier that asks us to come again soon gets another purchase."""
    standing = counter.ledger.live_for(found.record.id)
    attended = standing is not None and standing.order.attended

    def ask() -> Purchased:
        order = order_of(found.record.id, found.approval, found.shipment, found.seen, counter.now())
        return buy(
            counter.ledger,
            counter.labels,
            counter.carrier,
            replace(order, attended=attended),
            display_scheme=counter.display_scheme,
            revision=found.record.revision,
        )

    for _ in range(_MOST_TRIES - 1):
        try:
            return ask()
        except Refused as fault:
            soon = fault.kind is FaultKind.RATE_LIMITED and fault.retry_after is not None
            if not soon or counter.closing():
                raise
    return ask()
