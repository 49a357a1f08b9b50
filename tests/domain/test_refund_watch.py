"""A refund is asked for, and then money comes or it does not; only the carrier or a person says which."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.label import Label
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money
from postwright.domain.refund import Refund
from postwright.domain.refund_watch import (
    ASSIST,
    NEXT,
    RefundEvent,
    RefundState,
    RefundWatch,
    assist_day,
    assist_pays,
    expected_dates,
    reported,
)
from tests.domain.samples import SHIPMENT
from tests.rules import RULES

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LABEL = Label(
    "se-1", "se-s1", "940011", "voided", "se-9", "usps_ground_advantage", "package", Money(761), NOON
)
WATCH = RefundWatch(
    LabelEntry(LABEL, SHIPMENT, "d", "p"), RefundState.ASKED, NOON, date(2026, 12, 13), date(2026, 12, 20),
    Money(761),
)  # fmt: skip


def test_the_money_is_expected_by_the_days_of_the_dated_rule_at_the_origin() -> None:
    late = datetime(2026, 11, 23, 3, tzinfo=UTC)  # the evening of the 22nd in Portland
    assert expected_dates(late, ZoneInfo("America/Los_Angeles"), RULES.refund) == (
        date(2026, 12, 13),
        date(2026, 12, 20),
    )


def test_a_refund_is_late_the_day_after_the_last_day_and_not_before() -> None:
    assert not WATCH.is_overdue(date(2026, 12, 20))
    assert WATCH.is_overdue(date(2026, 12, 21))
    assert not replace(WATCH, state=RefundState.CREDITED).is_overdue(date(2027, 1, 1))


def test_what_is_open_and_what_has_ended() -> None:
    open_states = [one for one in RefundState if replace(WATCH, state=one).is_open]
    ended = [one for one in RefundState if replace(WATCH, state=one).is_ended]
    assert (open_states, ended) == ([RefundState.ASKED], [RefundState.CREDITED, RefundState.DENIED])
    assert WATCH.id == "se-1"


def test_refund_assist_is_told_by_the_state_or_by_the_kind_of_void() -> None:
    assisted = replace(WATCH.entry, label=replace(LABEL, void_type=ASSIST))
    assert replace(WATCH, state=RefundState.SCHEDULED).by_assist
    assert replace(WATCH, entry=assisted).by_assist
    assert not WATCH.by_assist


def test_what_does_not_come_back() -> None:
    assert WATCH.short == Money(0)
    assert replace(WATCH, amount=Money(532)).short == Money(229)
    assert replace(WATCH, state=RefundState.DENIED).short == Money(761)


def test_refund_assist_voids_after_26_days_and_pays_70_percent_of_whole_cents() -> None:
    assert assist_day(NOON, RULES.assist) == NOON + timedelta(days=26)
    assert assist_pays(Money(761), RULES.assist) == Money(532)


@given(st.integers(1, 100_000))
def test_what_refund_assist_pays_and_keeps_is_the_price(cents: int) -> None:
    pays = assist_pays(Money(cents), RULES.assist)
    assert 0 <= pays.minor <= cents
    assert pays.minor * 100 <= cents * RULES.assist.percent < (pays.minor + 1) * 100


@pytest.mark.parametrize(
    ("status", "voided", "event"),
    [
        ("request_scheduled", False, RefundEvent.SCHEDULED),
        ("excluded", False, RefundEvent.EXCLUDED),
        ("rejected", False, RefundEvent.EXCLUDED),
        ("rejected", True, RefundEvent.DENIED),
        ("pending", True, None),
        ("approved", True, None),
        ("something_new", True, None),
        ("", True, None),
    ],
)
def test_what_the_carriers_word_comes_to(status: str, voided: bool, event: RefundEvent | None) -> None:
    said = reported(Refund(status), voided=voided)
    assert (said.event, said.amount) == (event, None)
    assert bool(said.detail) is bool(status)


def test_approved_is_a_credit_only_with_its_sum() -> None:
    nothing = reported(Refund("approved", credited=Money(0)), voided=True)
    credited = reported(Refund("approved", credited=Money(532)), voided=True)
    assert (nothing.event, nothing.amount) == (None, None)
    assert (credited.event, credited.amount) == (RefundEvent.CREDITED, Money(532))


def test_a_credit_is_taken_back_by_a_person_alone() -> None:
    assert set(NEXT[RefundState.CREDITED]) == {RefundEvent.REOPENED}
    assert set(NEXT) == {None, *RefundState}


def test_no_money_comes_before_it_was_asked_for() -> None:
    for state in (None, RefundState.SCHEDULED, RefundState.EXCLUDED):
        assert not {RefundEvent.CREDITED, RefundEvent.DENIED, RefundEvent.REOPENED} & set(NEXT[state])
