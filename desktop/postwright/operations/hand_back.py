"""Say how buying a queued parcel ended when nothing was bought: back to the operator, kept, or left alone."""

from __future__ import annotations

from dataclasses import replace

from postwright.domain.approval import Approval, HandBack, SeenRate
from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import BadInput, Environment, Fault, FaultKind, Lost, NotSent
from postwright.domain.guards import OF_THE_WHOLE, Held
from postwright.domain.rate import Quote
from postwright.domain.sentences import Deed, sentence
from postwright.operations.guard import Counter
from postwright.operations.results import CameBack, LeftAlone, StillInDoubt, Stopping

# The next parcel would meet the same.
_STOPPING = {
    FaultKind.INSUFFICIENT_FUNDS,
    FaultKind.KEY_REFUSED,
    FaultKind.NO_ACCOUNT,
    FaultKind.NOT_ALLOWED,
    FaultKind.RATE_LIMITED,
    FaultKind.STAMPS_LOGIN,
}
# Somebody else was faster; what came of it is in the books.
_IN_OTHER_HANDS = {
    FaultKind.ALREADY_BOUGHT,
    FaultKind.STILL_IN_DOUBT,
    FaultKind.DRAFT_CHANGED,
    FaultKind.DRAFT_UNKNOWN,
}


def hand_back(
    counter: Counter, record: DraftRecord, verdict: HandBack, quote: Quote | None = None
) -> CameBack | LeftAlone:
    """The draft with its reason, and what could be approved instead. Left alone when the operator removed it,
    or another window took it, meanwhile.
    """
    if counter.drafts.get(record.id) != record:
        return LeftAlone(record.id)
    try:
        back = counter.drafts.hand_back(record.id, verdict.reason, _offer(record.approval, verdict, quote))
    except BadInput:
        return LeftAlone(record.id)
    return CameBack(back, verdict.reason, verdict.difference)


def _offer(approval: Approval | None, verdict: HandBack, quote: Quote | None) -> Approval | None:
    """What was approved, at the price that is asked now."""
    rate = verdict.rate
    if approval is None or rate is None or quote is None:
        return None
    return replace(
        approval,
        service_code=rate.service_code,
        package_code=rate.package_code,
        limit=max(approval.limit, rate.total),
        seen=rate.total,
        arrive_by=None,
        basis=SeenRate.of(rate, quote),
    )


def end_of(
    counter: Counter, record: DraftRecord, fault: Fault, *, spending: bool
) -> CameBack | LeftAlone | Stopping | StillInDoubt:
    """What a fault means for this parcel and those after it. `spending`: the purchase itself was asked."""
    if isinstance(fault, Held):
        return _waits(record, fault)
    if isinstance(fault, Lost) and spending:
        return StillInDoubt(record.id)
    # A lost answer about prices leaves no money in doubt; the next question would meet the same.
    if isinstance(fault, NotSent | Environment | Lost) or fault.kind in _STOPPING:
        return Stopping(record.id, told(fault), fault.kind, fault=fault)
    if fault.kind in _IN_OTHER_HANDS:
        return LeftAlone(record.id)
    return hand_back(counter, record, HandBack(told(fault)))


def _waits(record: DraftRecord, held: Held) -> CameBack | Stopping:
    if whole := [guard.sentence for guard in held.guards if guard.kind in OF_THE_WHOLE]:
        return Stopping(record.id, " ".join(whole), held.kind, held.guards, held)
    return CameBack(record, held.detail, guards=held.guards)


def told(fault: Fault) -> str:
    """What happened in our words, with those of the carrier beside them."""
    return sentence(fault, Deed.LOOK).line
