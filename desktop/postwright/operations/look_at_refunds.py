"""Read what the carrier reports of refunds, and notice the labels that it voided by itself. Voids nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from postwright.domain.label import Label
from postwright.domain.refund_watch import ASSIST, Report, reported
from postwright.domain.void import UNUSABLE, VoidState
from postwright.operations.watch_refunds import ASKED_ABOUT, RefundDesk

# How often the carrier is asked: two lists, whatever their length.
EVERY = timedelta(hours=6)
_STATUSES = ("request_scheduled", "pending", "approved", "rejected", "excluded")
_LOOKED = "looked"
# A void of ours that is under way is settled by its own reading.
_UNSETTLED = UNUSABLE - {VoidState.REQUESTED}


@dataclass(frozen=True, slots=True)
class RefundNews:
    """What a look at the carrier's labels brought. `told` are sentences about labels nobody here voided."""

    changed: int = 0
    told: tuple[str, ...] = ()


def is_due(desk: RefundDesk) -> bool:
    """Whether it is time to ask the carrier again. A look from the future is of a clock that was set."""
    asked = desk.looks.all().get(_LOOKED)
    return asked is None or not timedelta() <= desk.now() - asked < EVERY


def look_at_refunds(desk: RefundDesk) -> RefundNews:
    """Ask the carrier which labels are void and what it reports of refunds. Raises the fault of the call."""
    now = desk.now()
    since = now - ASKED_ABOUT
    void = desk.carrier.labels.find(status="voided", created_from=since)
    told_of = desk.carrier.labels.find(refund_statuses=_STATUSES, created_from=since)
    changed, told = 0, list[str]()
    for report in {label.label_id: label for label in (*void, *told_of)}.values():
        news = _take_in(desk, report)
        changed += news.changed
        told += news.told
    desk.looks.keep(_LOOKED, now, now - ASKED_ABOUT)
    return RefundNews(changed, tuple(told))


def _take_in(desk: RefundDesk, report: Label) -> RefundNews:
    """One label of the carrier's lists. Those of other programs, and voids of ours that are in doubt, are
    others' to settle.
    """
    if not desk.labels.knows(report.label_id):
        return RefundNews()
    entry = desk.labels.get(report.label_id)
    if entry.void_state in _UNSETTLED:
        return RefundNews()
    who = entry.shipment.ship_to.who
    why = voided_words(report, who) if report.voided and not entry.label.voided else ""
    # What was asked for and rejected is denied, though the carrier calls the label good again.
    is_void = report.voided or entry.label.voided
    said = reported(report.refund, voided=is_void) if report.refund else Report(None)
    changed = desk.refunds.heard(report, said, why)
    return RefundNews(int(changed), (why,) if why else ())


def voided_words(report: Label, who: str) -> str:
    """What is told of a label that nobody here voided."""
    if report.void_type == ASSIST:
        return f"Refund Assist voided the unused label for {who}. Do not use it any more."
    return f"The label for {who} was voided elsewhere. Do not use it any more."
