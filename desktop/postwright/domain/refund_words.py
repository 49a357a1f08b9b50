"""What is told of a refund: where it stands, when the money may come, what to do. Promises no money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from postwright.domain.money import Money, total
from postwright.domain.postal_calendar import day_words
from postwright.domain.postal_rules import AssistRule, RefundRule
from postwright.domain.refund_watch import How, RefundState, RefundWatch, assist_day

_SAYS = {
    How.CARRIER: "the carrier reports",
    How.BALANCE: "the balance shows, and a person agreed",
    How.HAND: "a person says",
}
_STATES = {
    RefundState.SCHEDULED: "Refund Assist will void it",
    RefundState.ASKED: "Refund requested",
    RefundState.CREDITED: "Credited",
    RefundState.DENIED: "Denied",
    RefundState.EXCLUDED: "Left alone",
}
LATE = "Late"
MAY_HAVE_COME = "May have come"


def state_words(watch: RefundWatch, today: date) -> str:
    """The few words of a list."""
    if watch.proposal is not None:
        return MAY_HAVE_COME
    return LATE if watch.is_overdue(today) else _STATES[watch.state]


def told(watch: RefundWatch, today: date, assist: AssistRule) -> str:
    """All that is known of one refund, and what to do."""
    match watch.state:
        case RefundState.SCHEDULED:
            return _scheduled(watch, assist)
        case RefundState.EXCLUDED:
            price = watch.entry.label.cost
            return f"{watch.detail} It can still be voided by hand, in time, for all of {price}."
        case RefundState.CREDITED:
            return _credited(watch)
        case RefundState.DENIED:
            return f"No money comes, {_SAYS[watch.how]}. {_quoted(watch)}".rstrip()
    return _asked(watch, today)


def _scheduled(watch: RefundWatch, assist: AssistRule) -> str:
    day = day_words(assist_day(watch.entry.label.created_at, assist).astimezone(watch.entry.zone).date())
    return (
        f"USPS has not scanned it, so Refund Assist voids it on {day} and credits {watch.amount}, which is "
        f"{assist.percent} %. Void it yourself before then, and you ask for all of {watch.entry.label.cost}."
    )


def _credited(watch: RefundWatch) -> str:
    came = f"{watch.amount} came on {day_words(watch.day or watch.expected_by)}, {_SAYS[watch.how]}."
    return f"{came} {watch.short} of the price did not come back." if watch.short.minor else came


def _asked(watch: RefundWatch, today: date) -> str:
    asked = f"Asked for on {day_words(watch.asked_at.astimezone(watch.entry.zone).date())}."
    if watch.by_assist:
        asked = f"Refund Assist voided it, and pays {watch.amount} of {watch.entry.label.cost}."
    if watch.proposal is not None:
        return f"{asked} {watch.proposal.sentence} Money that you added would look the same."
    if watch.is_overdue(today):
        return (
            f"{asked} It should have come by {day_words(watch.expected_by)}. "
            "Look at the account's history at Stamps.com, then say here what came."
        )
    between = f"between {day_words(watch.expected_from)} and {day_words(watch.expected_by)}"
    return f"{asked} The money is expected {between}. {watch.detail}".rstrip()


def _quoted(watch: RefundWatch) -> str:
    return f"“{watch.detail}”" if watch.detail and watch.how is How.HAND else watch.detail


@dataclass(frozen=True, slots=True)
class RefundSums:
    """The money of a list: still to come, late, and come of late. Labels of other currencies are left out."""

    expected: Money
    late: Money
    credited: Money


def sums(watches: tuple[RefundWatch, ...], today: date) -> RefundSums:
    """What is to come holds what is late."""
    ours = [one for one in watches if one.amount.currency == "usd"]
    return RefundSums(
        total([one.amount for one in ours if one.is_open]),
        total([one.amount for one in ours if one.is_overdue(today)]),
        total([one.amount for one in ours if one.state is RefundState.CREDITED]),
    )


def rule_words(rule: RefundRule) -> str:
    """When credits come, with where that is from."""
    return (
        f"Credits usually come {rule.first_days} to {rule.last_days} days after the void. {rule.dated.words}"
    )


def assist_words(rule: AssistRule) -> str:
    """What Refund Assist is, with where that is from."""
    return (
        f"Refund Assist, where an account takes part: a label that is not scanned {rule.scheduled_day} days "
        f"after its purchase is scheduled, and voided on day {rule.void_day}; {rule.percent} % is credited. "
        f"{rule.dated.words}"
    )
