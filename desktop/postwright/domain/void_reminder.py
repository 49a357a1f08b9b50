"""The reminder about labels whose money is lost soon: how many, how much, by when. Voids nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from postwright.domain.money import Money, total
from postwright.domain.postal_calendar import day_words
from postwright.domain.reminder import Reminder, ReminderTone
from postwright.domain.void import Urgency, VoidWindow


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A label that can still be voided: what it cost, and how long that is so."""

    label_id: str
    cost: Money
    window: VoidWindow


def void_reminder(rows: Iterable[AtRisk]) -> Reminder | None:
    """About the labels that are urgent, or where there is none, about those whose days run out; None while
    all have time. The same until another last day is the nearest.
    """
    every = tuple(rows)
    red = [row for row in every if row.window.urgency is Urgency.RED]
    amber = [row for row in every if row.window.urgency is Urgency.AMBER]
    pressing = red or amber
    if not pressing:
        return None
    last = min(row.window.last_day for row in pressing)
    money = total([row.cost for row in pressing])
    labels = "1 label" if len(pressing) == 1 else f"{len(pressing)} labels"
    that = "that nobody used" if len(pressing) > 1 else "that was not used"
    several = len({row.window.last_day for row in pressing}) > 1
    until = "only for a short time, the first until" if several else "until"
    sentence = f"{labels} {that} can be voided {until} {day_words(last)}: {money} at risk."
    return Reminder(
        key=_key(bool(red), last),
        sentence=sentence,
        detail=pressing[0].window.rule.dated.words,
        place="voids",
        action="Look at them" if len(pressing) > 1 else "Look at it",
        tone=ReminderTone.TROUBLE if red else ReminderTone.WAITING,
        count=len(red),
    )


def _key(red: bool, last: date) -> str:
    return f"void-{'red' if red else 'amber'}-{last.isoformat()}"
