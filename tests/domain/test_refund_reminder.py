"""The operator is reminded of refunds where something can be done, or must not be done any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from postwright.domain.money import Money
from postwright.domain.refund_reminder import refund_reminders
from postwright.domain.refund_watch import ASSIST, RefundState, RefundWatch
from postwright.domain.reminder import Reminder, ReminderTone
from tests.domain.test_refund_watch import NOON, WATCH
from tests.rules import RULES

TODAY = date(2026, 11, 30)
SCHEDULED = replace(WATCH, state=RefundState.SCHEDULED, amount=Money(532))
TAKEN = replace(
    WATCH,
    entry=replace(WATCH.entry, label=replace(WATCH.entry.label, void_type=ASSIST)),
    amount=Money(532),
)


def found(*watches: RefundWatch, today: date = TODAY, days: float = 0) -> list[Reminder]:
    return list(refund_reminders(watches, NOON + timedelta(days=days), today, RULES))


def test_nothing_is_said_while_refunds_go_their_way() -> None:
    assert found(WATCH, replace(WATCH, state=RefundState.CREDITED)) == []


def test_before_refund_assist_takes_its_part_the_whole_price_can_be_asked_for() -> None:
    (said,) = found(SCHEDULED)
    assert said.sentence == (
        "Refund Assist will void an unused label from Fri 18 Dec on and pay $5.32. "
        "Void it yourself to ask for all of $7.61."
    )
    assert (said.place, said.tone, said.count, said.until) == (
        "voids",
        ReminderTone.WAITING,
        1,
        NOON + timedelta(days=26),
    )
    (both,) = found(SCHEDULED, SCHEDULED)
    assert "2 unused labels from Fri 18 Dec on and pay $10.64. Void them yourself" in both.sentence


def test_a_label_that_was_voided_by_itself_is_news_for_three_days() -> None:
    (said,) = found(TAKEN, days=3)
    assert said.sentence.startswith("Refund Assist voided the unused label for Ann Lee. Do not use it")
    assert found(TAKEN, days=3.1) == []
    (both,) = found(TAKEN, TAKEN)
    assert both.sentence.startswith("Refund Assist voided 2 unused labels. Do not use them")


def test_late_refunds_are_told_with_their_sum() -> None:
    (said,) = found(WATCH, today=date(2026, 12, 21))
    assert said.sentence == "A refund is late: $7.61 should have come by Sun 20 Dec."
    (both,) = found(WATCH, WATCH, today=date(2026, 12, 21))
    assert both.sentence.startswith("2 refunds are late: $15.22")


def test_other_currencies_are_left_to_the_list() -> None:
    assert found(replace(SCHEDULED, amount=Money(532, "cad"))) == []
