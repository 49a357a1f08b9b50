"""Buy what the operator approved while offline, inside the approved price, and hand back everything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from postwright.carrier.client import CarrierClient
from postwright.domain.approval import Approval, HandBack, judge
from postwright.domain.catalogue import Catalogue
from postwright.domain.draft import Draft
from postwright.domain.draft_reading import read_draft
from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost, NotSent, Refused
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import NOTHING
from postwright.domain.postal_calendar import postal_day_on_or_after
from postwright.domain.purchase import State
from postwright.domain.sentences import sentence
from postwright.domain.shipment import Shipment
from postwright.domain.time_zone import zone_of
from postwright.operations.buy import buy, choose, order_for
from postwright.operations.quote import quote
from postwright.operations.results import QueueRow, QueueRun
from postwright.store.drafts import Drafts
from postwright.store.labels import Labels
from postwright.store.ledger import Ledger

# The next parcel would meet the same.
_STOPPING = {
    FaultKind.INSUFFICIENT_FUNDS,
    FaultKind.KEY_REFUSED,
    FaultKind.NO_ACCOUNT,
    FaultKind.NOT_ALLOWED,
    FaultKind.RATE_LIMITED,
    FaultKind.STAMPS_LOGIN,
}
# Another window was faster; what came of it is in the books.
_IN_OTHER_HANDS = {FaultKind.ALREADY_BOUGHT, FaultKind.STILL_IN_DOUBT}
DOUBT = "We don't know yet whether this was bought. See Attention."


@dataclass(frozen=True, slots=True)
class Counter:
    """What buying from drafts needs. `account` names the paying account; it may ask the carrier."""

    ledger: Ledger
    labels: Labels
    drafts: Drafts
    carrier: CarrierClient
    catalogue: Catalogue
    account: Callable[[], str]
    now: Callable[[], datetime]
    display_scheme: str


class _Stopped(Exception):
    """Nothing more can be bought now; the rest stays queued. Its text says why."""


def rows(drafts: Drafts, ledger: Ledger, catalogue: Catalogue, *, now: datetime) -> tuple[QueueRow, ...]:
    """Open drafts and queued parcels, each with what it waits for."""
    return tuple(_row(record, ledger, catalogue, now) for record in drafts.open())


def _row(record: DraftRecord, ledger: Ledger, catalogue: Catalogue, now: datetime) -> QueueRow:
    standing = ledger.live_for(record.id)
    if standing is not None and standing.state in {State.SENT, State.IN_DOUBT}:
        return QueueRow(record, DOUBT, ready=False)
    if record.handed_back:
        return QueueRow(record, record.handed_back, ready=False)
    read = read_draft(rolled(record.draft, now), catalogue, origin_day(record.draft, now))
    if not isinstance(read, Shipment):
        return QueueRow(record, read[0].sentence, ready=False)
    if record.state is DraftState.QUEUED and record.approval is not None:
        return QueueRow(record, f"Waits to be bought when online, up to {record.approval.limit}.", ready=True)
    return QueueRow(record, "Ready to be quoted.", ready=True)


def origin_day(draft: Draft, now: datetime) -> date:
    """Today where the parcel leaves from."""
    return now.astimezone(zone_of(draft.sender.state)).date()


def rolled(draft: Draft, now: datetime) -> Draft:
    """The draft with a ship date that is past moved to the next postal day, so that no label is made for
    yesterday.
    """
    try:
        day = date.fromisoformat(draft.ship_date.strip())
    except ValueError:
        return draft
    today = origin_day(draft, now)
    if day >= today:
        return draft
    return replace(draft, ship_date=postal_day_on_or_after(today).isoformat())


def run_queue(counter: Counter, only: tuple[str, ...] | None = None) -> QueueRun:
    """Go once through the queued parcels (or those named), oldest first: quote again, buy within the
    approval.

    Being offline or out of money stops the run and keeps the rest queued. A parcel that the operator changes
    meanwhile is left alone. Raises NotSent only when nothing at all could be asked.
    """
    waiting = [record for record in counter.drafts.queued() if only is None or record.id in only]
    bought: list[LabelEntry] = []
    back: list[DraftRecord] = []
    stopped = ""
    for place, record in enumerate(waiting):
        try:
            entry = _buy_one(counter, record)
        except _Stopped as stop:
            stopped = str(stop)
            break
        except NotSent as fault:
            if place == 0:
                raise
            stopped = _told(fault)
            break
        if isinstance(entry, LabelEntry):
            bought.append(entry)
        elif entry is not None:
            back.append(entry)
    asked = {record.id for record in waiting}
    left = sum(record.id in asked for record in counter.drafts.queued())
    spent = sum((entry.label.cost for entry in bought), start=NOTHING)
    return QueueRun(tuple(bought), tuple(back), left, stopped, spent)


def _buy_one(counter: Counter, record: DraftRecord) -> LabelEntry | DraftRecord | None:
    """Buy one queued parcel; the handed-back draft instead when it may not be bought; None while in doubt."""
    standing = counter.ledger.live_for(record.id)
    under_way = standing is not None and standing.state is not State.INTENDED
    if under_way or not _unchanged(counter, record):
        return None
    now = counter.now()
    shipment = read_draft(rolled(record.draft, now), counter.catalogue, origin_day(record.draft, now))
    if not isinstance(shipment, Shipment) or record.approval is None:
        problem = "It was not approved." if isinstance(shipment, Shipment) else shipment[0].sentence
        return counter.drafts.hand_back(record.id, problem)
    try:
        return _buy_within(counter, record, record.approval, shipment, now)
    except Lost:
        return None
    except (Refused, BadInput) as fault:
        if fault.kind in _STOPPING:
            raise _Stopped(_told(fault)) from fault
        return None if fault.kind in _IN_OTHER_HANDS else counter.drafts.hand_back(record.id, _told(fault))


def _buy_within(
    counter: Counter, record: DraftRecord, approval: Approval, shipment: Shipment, now: datetime
) -> LabelEntry | DraftRecord | None:
    fresh = quote(counter.carrier, shipment, counter.account(), counter.catalogue)
    verdict = judge(approval, fresh)
    if not _unchanged(counter, record):
        return None
    if isinstance(verdict, HandBack):
        return counter.drafts.hand_back(record.id, verdict.reason)
    choice = choose(shipment, fresh, verdict.rate.key, approval.limit)
    purchased = buy(
        counter.ledger,
        counter.labels,
        counter.carrier,
        order_for(choice, record.id, now),
        now=now,
        display_scheme=counter.display_scheme,
    )
    return purchased.entry


def _unchanged(counter: Counter, record: DraftRecord) -> bool:
    """Whether it still is what the operator approved: quoting takes a while, and the window stays open."""
    return counter.drafts.get(record.id) == record


def _told(fault: Fault) -> str:
    """What happened in our words, with those of the carrier beside them."""
    said = sentence(fault)
    return f'{said.happened} "{said.quotation}"' if said.quotation else said.happened
