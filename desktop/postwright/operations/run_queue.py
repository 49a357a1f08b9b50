"""Buy what the operator approved while offline, inside the approved price, and hand back everything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from postwright.carrier.client import CarrierClient
from postwright.domain.approval import Approval, HandBack, judge
from postwright.domain.buying_rules import RULES, BuyingRules
from postwright.domain.catalogue import Catalogue
from postwright.domain.draft import Draft
from postwright.domain.draft_reading import read_draft
from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.faults import BadInput, Environment, Fault, FaultKind, Lost, NotSent, Refused
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
CLOSED = "Postwright was closed."
DOUBT = "We don't know yet whether this was bought. See Attention."


@dataclass(frozen=True, slots=True)
class Counter:
    """What buying from drafts needs. `account` names the paying account; it may ask the carrier. `closing`
    says whether the program ends, so that no further parcel is begun.
    """

    ledger: Ledger
    labels: Labels
    drafts: Drafts
    carrier: CarrierClient
    catalogue: Catalogue
    account: Callable[[], str]
    now: Callable[[], datetime]
    display_scheme: str
    closing: Callable[[], bool] = lambda: False
    rules: BuyingRules = RULES


class _Stopped(Exception):
    """Nothing more can be bought now; the rest stays queued. Its text says why."""


def rows(
    drafts: Drafts, ledger: Ledger, catalogue: Catalogue, *, now: datetime, rules: BuyingRules = RULES
) -> tuple[QueueRow, ...]:
    """Open drafts and queued parcels, each with what it waits for."""
    return tuple(_row(record, ledger, catalogue, now, rules) for record in drafts.open())


def _row(
    record: DraftRecord, ledger: Ledger, catalogue: Catalogue, now: datetime, rules: BuyingRules
) -> QueueRow:
    standing = ledger.live_for(record.id)
    if standing is not None and standing.state in {State.SENT, State.IN_DOUBT}:
        return QueueRow(record, DOUBT, ready=False, in_doubt=True)
    if record.handed_back:
        return QueueRow(record, record.handed_back, ready=False)
    read = read_draft(rolled(record.draft, now), catalogue, origin_day(record.draft, now), rules)
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

    Being offline or out of money, a full disk and the end of the program stop the run and keep the rest
    queued. A parcel that the operator changes meanwhile is left alone. Raises NotSent, or the store's
    Environment, only when nothing at all was done.
    """
    waiting = [record for record in counter.drafts.queued() if only is None or record.id in only]
    bought: list[LabelEntry] = []
    back: list[DraftRecord] = []
    stopped = ""
    for place, record in enumerate(waiting):
        if counter.closing():
            stopped = CLOSED
            break
        try:
            entry = _buy_one(counter, record)
        except _Stopped as stop:
            stopped = str(stop)
            break
        except (NotSent, Environment) as fault:
            if place == 0:
                raise
            stopped = _told(fault)
            break
        if isinstance(entry, LabelEntry):
            bought.append(entry)
        elif entry is not None:
            back.append(entry)
    left = _left(counter.drafts, waiting, done=len(bought) + len(back))
    spent = sum((entry.label.cost for entry in bought), start=NOTHING)
    return QueueRun(tuple(bought), tuple(back), left, stopped, spent)


def _left(drafts: Drafts, waiting: list[DraftRecord], *, done: int) -> int:
    """How many still wait. What was bought is told even when the database cannot be read any more."""
    asked = {record.id for record in waiting}
    try:
        return sum(record.id in asked for record in drafts.queued())
    except Environment:
        return len(waiting) - done


def _hand_back(drafts: Drafts, draft_id: str, reason: str) -> DraftRecord | None:
    """The draft with its reason; None when the operator removed it, or another window took it, meanwhile."""
    try:
        return drafts.hand_back(draft_id, reason)
    except BadInput:
        return None


def _buy_one(counter: Counter, record: DraftRecord) -> LabelEntry | DraftRecord | None:
    """Buy one queued parcel; the handed-back draft instead when it may not be bought; None while in doubt."""
    standing = counter.ledger.live_for(record.id)
    under_way = standing is not None and standing.state is not State.INTENDED
    if under_way or not _unchanged(counter, record):
        return None
    now = counter.now()
    day = origin_day(record.draft, now)
    shipment = read_draft(rolled(record.draft, now), counter.catalogue, day, counter.rules)
    if not isinstance(shipment, Shipment) or record.approval is None:
        problem = "It was not approved." if isinstance(shipment, Shipment) else shipment[0].sentence
        return _hand_back(counter.drafts, record.id, problem)
    try:
        return _buy_within(counter, record, record.approval, shipment, now)
    except Lost:
        return None
    except (Refused, BadInput) as fault:
        if fault.kind in _STOPPING:
            raise _Stopped(_told(fault)) from fault
        return None if fault.kind in _IN_OTHER_HANDS else _hand_back(counter.drafts, record.id, _told(fault))


def _buy_within(
    counter: Counter, record: DraftRecord, approval: Approval, shipment: Shipment, now: datetime
) -> LabelEntry | DraftRecord | None:
    fresh = quote(counter.carrier, shipment, counter.account(), counter.catalogue)
    verdict = judge(approval, fresh)
    if isinstance(verdict, HandBack):
        return _hand_back(counter.drafts, record.id, verdict.reason) if _unchanged(counter, record) else None
    order = order_for(choose(shipment, fresh, verdict.rate.key, approval.limit), record.id, now)
    if not _unchanged(counter, record):
        return None
    purchased = buy(
        counter.ledger,
        counter.labels,
        counter.carrier,
        order,
        display_scheme=counter.display_scheme,
    )
    return purchased.entry


def _unchanged(counter: Counter, record: DraftRecord) -> bool:
    """Whether it still is, to its revision, what the operator approved: quoting takes a while, and the window
    stays open.

    Asked last before buying. A change in the few milliseconds until Sending is in the ledger, which freezes
    the draft, is not seen: what was approved is bought then, at its approved price.
    """
    return counter.drafts.get(record.id) == record


def _told(fault: Fault) -> str:
    """What happened in our words, with those of the carrier beside them."""
    said = sentence(fault)
    return f'{said.happened} "{said.quotation}"' if said.quotation else said.happened
