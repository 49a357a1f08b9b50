"""Buy what the operator approved, one parcel after another, and hand back or keep everything else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import Environment, Fault, NotSent
from postwright.domain.guards import Guard
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import NOTHING
from postwright.operations.begin_batch import begin_batch
from postwright.operations.buy_intended import buy_intended
from postwright.operations.guard import Counter
from postwright.operations.hand_back import end_of
from postwright.operations.plan_batch import FOR_ALL
from postwright.operations.price_queue import price_parcel
from postwright.operations.results import (
    CameBack,
    LeftAlone,
    ParcelBought,
    ParcelEnd,
    ParcelPriced,
    QueueRun,
    StillInDoubt,
    Stopping,
)

CLOSED = "Postwright was closed."


@dataclass(slots=True)
class _Tally:
    """What became of the parcels so far."""

    bought: list[LabelEntry] = field(default_factory=list)
    back: list[DraftRecord] = field(default_factory=list)
    held: list[CameBack] = field(default_factory=list)
    in_doubt: int = 0
    stopped: str = ""
    stopped_by: tuple[Guard, ...] = ()

    def take(self, end: ParcelEnd) -> None:
        match end:
            case ParcelBought():
                self.bought.append(end.entry)
            case CameBack() if end.guards:
                self.held.append(end)
            case CameBack():
                self.back.append(end.record)
            case StillInDoubt():
                self.in_doubt += 1
            case Stopping():
                self.stopped, self.stopped_by = end.reason, end.guards
            case LeftAlone():
                pass


def run_queue(
    counter: Counter, only: tuple[str, ...] | None = None, answered: Iterable[str] = ()
) -> QueueRun:
    """Go once through the queued parcels (or those named), oldest first: the same steps as a batch, one
    parcel at a time. `answered` holds for all of them.

    Being offline or out of money, a full disk and the end of the program stop the run and keep the rest
    queued. A parcel that the operator changes meanwhile is left alone. Raises NotSent, or the store's
    Environment, only when nothing at all was done.
    """
    waiting = [record for record in counter.drafts.queued() if only is None or record.id in only]
    given = frozenset(answered)
    tally = _Tally()
    for place, record in enumerate(waiting):
        end = _one(counter, record, given)
        if isinstance(end, Stopping) and place == 0 and isinstance(end.fault, NotSent | Environment):
            raise end.fault
        tally.take(end)
        if isinstance(end, Stopping):
            break
    done = len(tally.bought) + len(tally.back)
    left = _left(counter, waiting, done=done)
    spent = sum((entry.label.cost for entry in tally.bought), start=NOTHING)
    return QueueRun(
        tuple(tally.bought), tuple(tally.back), left, tally.stopped, spent, tuple(tally.held),
        tally.stopped_by, tally.in_doubt,
    )  # fmt: skip


def wait_for_connection(counter: Counter) -> tuple[str, ...]:
    """The queued parcels that are to be bought as soon as the carrier answers: those that were queued for
    want of it. What a batch left behind when it was stopped or cut off is not among them: a person decides.
    """
    queued = counter.drafts.queued()
    ids = [record.id for record in queued if record.approval is not None and record.approval.when_online]
    standing = counter.intentions.standing(ids)
    return tuple(one for one in ids if one not in standing or not standing[one].order.attended)


def _one(counter: Counter, record: DraftRecord, given: frozenset[str]) -> ParcelEnd:
    if counter.closing():
        return Stopping(record.id, CLOSED)
    try:
        priced = price_parcel(counter, record.id)
        if not isinstance(priced, ParcelPriced):
            return priced
        items = begin_batch(counter, (record.id,), {FOR_ALL: given}, attended=False)
    except Fault as fault:
        return end_of(counter, record, fault, spending=False)
    return buy_intended(counter, items[0]) if items else LeftAlone(record.id)


def _left(counter: Counter, waiting: list[DraftRecord], *, done: int) -> int:
    """How many still wait. What was bought is told even when the database cannot be read any more."""
    asked = {record.id for record in waiting}
    try:
        return sum(record.id in asked for record in counter.drafts.queued())
    except Environment:
        return len(waiting) - done
