"""What the operator is reminded of about refunds: Refund Assist before it takes its part, labels that it
voided, and credits that are late. Believes nothing and voids nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from postwright.domain.money import total
from postwright.domain.postal_calendar import day_words
from postwright.domain.postal_rules import PostalRules
from postwright.domain.refund_watch import RefundState, RefundWatch, assist_day
from postwright.domain.reminder import Reminder, ReminderTone

PLACE = "voids"
# So long it is said that the carrier voided a label by itself.
_NEWS = timedelta(days=3)


def refund_reminders(
    watches: Sequence[RefundWatch], now: datetime, today: date, rules: PostalRules
) -> Iterator[Reminder]:
    """One for each sort of news that there is. Labels of other currencies are left to the list."""
    ours = [one for one in watches if one.amount.currency == "usd"]
    scheduled = [one for one in ours if one.state is RefundState.SCHEDULED]
    if scheduled:
        yield _scheduled(scheduled, rules)
    taken = [one for one in ours if one.is_open and one.by_assist and now - one.asked_at <= _NEWS]
    if taken:
        yield _taken(taken)
    late = [one for one in ours if one.is_overdue(today)]
    if late:
        yield _late(late, rules)


def _scheduled(found: Sequence[RefundWatch], rules: PostalRules) -> Reminder:
    first = min(found, key=lambda one: one.entry.label.created_at)
    until = assist_day(first.entry.label.created_at, rules.assist)
    day = until.astimezone(first.entry.zone).date()
    pays, cost = total([one.amount for one in found]), total([one.entry.label.cost for one in found])
    labels, them = ("an unused label", "it") if len(found) == 1 else (f"{len(found)} unused labels", "them")
    return Reminder(
        key=f"assist-{day.isoformat()}",
        sentence=(
            f"Refund Assist will void {labels} from {day_words(day)} on and pay {pays}. "
            f"Void {them} yourself to ask for all of {cost}."
        ),
        detail=rules.assist.dated.words,
        place=PLACE,
        action="Look at the refunds",
        until=until,
        tone=ReminderTone.WAITING,
        count=len(found),
    )


def _taken(found: Sequence[RefundWatch]) -> Reminder:
    newest = max(one.asked_at for one in found)
    who = found[0].entry.shipment.ship_to.who
    which = f"the unused label for {who}" if len(found) == 1 else f"{len(found)} unused labels"
    them = "it" if len(found) == 1 else "them"
    return Reminder(
        key=f"assisted-{newest.isoformat()}",
        sentence=f"Refund Assist voided {which}. Do not use {them} any more, and tear up any print.",
        detail=f"{total([one.amount for one in found])} may be expected.",
        place=PLACE,
        action="Look at the refunds",
        tone=ReminderTone.WAITING,
        count=0,
    )


def _late(found: Sequence[RefundWatch], rules: PostalRules) -> Reminder:
    first = min(one.expected_by for one in found)
    money = total([one.amount for one in found])
    which = "A refund is" if len(found) == 1 else f"{len(found)} refunds are"
    return Reminder(
        key=f"refund-late-{max(one.expected_by for one in found).isoformat()}",
        sentence=f"{which} late: {money} should have come by {day_words(first)}.",
        detail=rules.refund.dated.words,
        place=PLACE,
        action="Say what came",
        tone=ReminderTone.PLAIN,
        count=0,
    )
