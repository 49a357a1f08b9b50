"""Refunds of every kind, as the panel shows them. Holds no test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from postwright.domain.balance_evidence import BalanceSeen
from postwright.domain.money import Money
from postwright.domain.refund_match import Proposal
from postwright.domain.refund_watch import How, RefundState, RefundWatch, expected_dates
from postwright.domain.void import VoidState
from tests.rules import RULES
from tests.ui import plausible
from tests.ui.plausible import NOW

TODAY = NOW.astimezone(plausible.PACIFIC).date()


def watch(
    number: int, state: RefundState = RefundState.ASKED, *, days: int = 3, **how: object
) -> RefundWatch:
    """The refund of the numbered person's label, asked for so many days ago."""
    entry = plausible.entry(number, days_ago=days, void_state=VoidState.REQUESTED)
    asked = NOW - timedelta(days=days)
    first, last = expected_dates(asked, entry.zone, RULES.refund)
    made = RefundWatch(entry, state, asked, first, last, entry.label.cost)
    return replace(made, **how)  # type: ignore[arg-type]


def proposed(number: int) -> RefundWatch:
    """One that the balance speaks for."""
    one = watch(number, days=24)
    before = BalanceSeen(NOW - timedelta(days=2), "se-1", Money(8000))
    after = BalanceSeen(NOW - timedelta(days=1), "se-1", Money(8000) + one.amount)
    return replace(one, proposal=Proposal((one.id,), one.amount, before, after))


def every_kind() -> tuple[RefundWatch, ...]:
    """Waited for, late, proposed, scheduled, left alone, credited by each, denied."""
    return (
        watch(0),
        watch(1, days=40),
        proposed(2),
        watch(3, RefundState.SCHEDULED, days=22),
        watch(4, RefundState.EXCLUDED, days=22),
        watch(5, RefundState.CREDITED, days=30, day=date(2026, 11, 20), how=How.CARRIER),
        watch(6, RefundState.CREDITED, days=30, day=date(2026, 11, 21), how=How.HAND, amount=Money(400)),
        watch(7, RefundState.DENIED, days=30, how=How.HAND, detail="It was scanned."),
    )
