"""Ask what queued parcels cost now, one parcel a call, and keep the answer with what was approved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from postwright.carrier.client import CarrierClient
from postwright.domain.approval import Approval, HandBack, SeenRate, judge
from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.faults import Fault
from postwright.domain.purchase import Purchase, State
from postwright.domain.ship_day import read_waiting
from postwright.domain.shipment import Shipment
from postwright.operations.guard import Counter
from postwright.operations.hand_back import end_of, hand_back
from postwright.operations.quote import quote
from postwright.operations.results import CameBack, LeftAlone, ParcelPriced, StillInDoubt, Stopping


@dataclass(frozen=True, slots=True)
class Ready:
    """A queued parcel that could be bought as it is now: checked, with a price inside its approval."""

    record: DraftRecord
    approval: Approval
    shipment: Shipment
    seen: SeenRate


def price_parcel(
    counter: Counter, draft_id: str, carrier: CarrierClient | None = None
) -> ParcelPriced | CameBack | LeftAlone | StillInDoubt | Stopping:
    """Its price, asked of the carrier unless one stands. Above the limit it goes back to the operator."""
    record = counter.drafts.get(draft_id)
    try:
        found = ready(counter, record, carrier)
    except Fault as fault:
        return end_of(counter, record, fault, spending=False)
    return ParcelPriced(found.record, found.seen.total) if isinstance(found, Ready) else found


def ready(
    counter: Counter, record: DraftRecord, carrier: CarrierClient | None = None
) -> Ready | CameBack | LeftAlone:
    """The parcel with a price that stands. Raises the faults of asking for one."""
    approval = record.approval
    if record.state is not DraftState.QUEUED or approval is None or _under_way(counter, record.id):
        return LeftAlone(record.id)
    now = counter.now()
    shipment = read_waiting(
        record.draft, counter.catalogue, now, counter.rules, approval.when_past, days=counter.days()
    )
    if not isinstance(shipment, Shipment):
        return hand_back(counter, record, HandBack(shipment[0].sentence))
    account = counter.account()
    seen = approval.stands(shipment, counter.rules.oldest_price(now), account)
    if seen is not None:
        return Ready(record, approval, shipment, seen)
    fresh = quote(carrier or counter.carrier, shipment, account, counter.catalogue)
    verdict = judge(approval, fresh)
    if isinstance(verdict, HandBack):
        return hand_back(counter, record, verdict, fresh)
    seen = SeenRate.of(verdict.rate, fresh)
    approval = replace(approval, basis=seen)
    (kept,) = counter.drafts.approve(((record, approval),))
    return Ready(kept, approval, shipment, seen)


def stands_in_the_way(standing: Purchase | None) -> bool:
    """Whether a label may exist, or is being bought."""
    return standing is not None and standing.state is not State.INTENDED


def _under_way(counter: Counter, draft_id: str) -> bool:
    return stands_in_the_way(counter.ledger.live_for(draft_id))
