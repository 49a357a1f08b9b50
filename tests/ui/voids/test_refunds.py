"""The refunds part without a window: what each refund says, and what a person may say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from postwright.domain.faults import BadInput, Fault, FaultKind
from postwright.domain.money import Money
from postwright.domain.postal_calendar import day_words
from postwright.domain.refund_watch import How, RefundState, RefundWatch
from postwright.domain.refund_words import told
from postwright.ui.notice import Notice
from postwright.ui.voids.refunds.presenter import RefundDeeds, RefundsPresenter
from postwright.ui.voids.refunds.screen import RefundsScreen
from postwright.ui.voids.refunds.told import RefundDeed, card_of, state_words, tone
from tests.fakes.lane import HeldLane
from tests.rules import RULES
from tests.ui.plausible import NOW
from tests.ui.voids.refunds import TODAY, every_kind, proposed, watch

ASKED, SCHEDULED, EXCLUDED = RefundState.ASKED, RefundState.SCHEDULED, RefundState.EXCLUDED
CREDITED, DENIED = RefundState.CREDITED, RefundState.DENIED


def said(one: RefundWatch) -> str:
    return card_of(one, TODAY, RULES).text


def deeds_of(one: RefundWatch) -> tuple[RefundDeed, ...]:
    return card_of(one, TODAY, RULES).deeds


# ---------------------------------------------------------------- what is told


@pytest.mark.parametrize("one", every_kind(), ids=lambda one: f"{one.state}-{one.id}")
def test_a_card_tells_what_the_command_line_tells(one: RefundWatch) -> None:
    question = " Is it this refund?" if one.proposal else ""
    assert said(one) == told(one, TODAY, RULES.assist) + question


@pytest.mark.parametrize(
    ("one", "words", "colour"),
    [
        (watch(0), "Expected by Sat 19 Dec", ""),
        (watch(1, days=40), "Late: expected by Thu 12 Nov", "waiting"),
        (proposed(2), "It may have come: look", "waiting"),
        (watch(3, SCHEDULED, days=22), "Refund Assist voids it on Sat 28 Nov", "waiting"),
        (watch(4, EXCLUDED), "Left alone by Refund Assist", ""),
        (watch(5, CREDITED, day=TODAY, amount=Money(400)), "$4.00 credited on Tue 24 Nov", "done"),
        (watch(7, DENIED), "Denied", "trouble"),
    ],
)
def test_a_cell_says_what_came_of_it(one: RefundWatch, words: str, colour: str) -> None:
    assert (state_words(one, TODAY, RULES), tone(one, TODAY)) == (words, colour)


def test_each_rule_is_told_with_its_source() -> None:
    assert card_of(watch(0), TODAY, RULES).source == RULES.refund.dated.words
    assert not card_of(watch(3, SCHEDULED), TODAY, RULES).source  # it stands below the list
    assert RULES.assist.dated.words in RefundsScreen(RULES).assist_line


def test_only_what_a_person_entered_can_be_taken_back() -> None:
    assert deeds_of(proposed(2))[:2] == (RefundDeed.BELIEVE, RefundDeed.OTHER_MONEY)
    assert deeds_of(watch(3, SCHEDULED)) == (RefundDeed.OPT_OUT, RefundDeed.VOID_NOW)
    for how in How:
        one = watch(5, CREDITED, day=TODAY, how=how)
        assert (RefundDeed.REOPEN in deeds_of(one)) == (how is not How.CARRIER)


def test_what_waits_for_a_person_stands_first() -> None:
    screen = RefundsScreen(RULES, every_kind(), TODAY, loaded=True)
    assert [one.proposal is not None or one.is_overdue(TODAY) for one in screen.rows] == [True] * 2 + [
        False
    ] * 6
    assert [one.state for one in screen.rows[2:]] == [ASKED, SCHEDULED, DENIED, EXCLUDED, CREDITED, CREDITED]
    assert screen.title == "Refunds (3)"
    assert screen.line == "3 refunds waited for: $20.76, $6.92 of it is late"
    assert RefundsScreen(RULES, (), TODAY, loaded=True).line == "No refund is waited for"


# ---------------------------------------------------------------- what is done


@dataclass
class Desk:
    """A presenter with its lane, what it asked for and what it told."""

    held: tuple[RefundWatch, ...]
    lane: HeldLane
    asked: list[tuple[object, ...]] = field(default_factory=list)
    told: list[Notice | None] = field(default_factory=list)
    fault: Fault | None = None
    changes: int = 0

    def __post_init__(self) -> None:
        deeds = RefundDeeds(
            watches=lambda: self.held,
            credited=self._deed("credited"),
            denied=self._deed("denied"),
            reopen=self._deed("reopen"),
            confirm=self._deed("confirm"),
            other_money=self._deed("other_money"),
            opt_out=self._deed("opt_out"),
            correct=self._drafted,
            open_draft=lambda draft_id: self.asked.append(("open", draft_id)),
            rules=RULES,
        )
        self.presenter = RefundsPresenter(
            self.lane, deeds, lambda screen: None, now=lambda: NOW, tell=self.told.append,
            ask_void=lambda label_id: self.asked.append(("void", label_id)), announce=self._announced,
        )  # fmt: skip
        self.presenter.load()
        self.lane.run_all()

    def _deed(self, name: str) -> Callable[..., object]:
        def deed(*of: object) -> object:
            self.asked.append((name, *of))
            if self.fault is not None:
                raise self.fault
            return None

        return deed

    def _drafted(self, label_id: str) -> str:
        self._deed("correct")(label_id)
        return "draft"

    def _announced(self) -> None:
        self.changes += 1

    @property
    def screen(self) -> RefundsScreen:
        return self.presenter.screen

    def do(self, deed: RefundDeed) -> None:
        self.presenter.do(self.screen.current, deed)
        self.lane.run_all()


def desk_of(*watches: RefundWatch) -> Desk:
    return Desk(watches, HeldLane(Fault))


def test_the_first_row_is_shown_at_once_and_another_when_it_is_chosen() -> None:
    desk = desk_of(watch(0), watch(1))
    assert desk.screen.current == desk.screen.rows[0].id
    desk.presenter.point(desk.screen.rows[1].id)
    assert desk.screen.card is not None
    assert desk.screen.card.label_id == desk.screen.rows[1].id


def test_money_that_came_is_noted_with_amount_and_day() -> None:
    desk = desk_of(watch(0, days=24))
    one = desk.screen.rows[0]
    desk.do(RefundDeed.CAME)
    assert (desk.screen.amount, desk.screen.day) == (str(one.amount.amount), TODAY)
    yesterday = TODAY - timedelta(days=1)
    desk.presenter.write("4.00", yesterday, "")
    desk.presenter.enter()
    desk.lane.run_all()
    assert desk.asked == [("credited", one.id, Money(400), yesterday)]
    assert desk.screen.entering is None
    assert desk.told[-1] is not None
    assert desk.told[-1].text == f"Noted: $4.00 came back on {day_words(yesterday)}."
    assert desk.changes == 1


def test_an_amount_that_is_none_says_so_and_nothing_is_noted() -> None:
    desk = desk_of(watch(0))
    desk.do(RefundDeed.CAME)
    desk.presenter.write("seven", TODAY, "")
    desk.presenter.enter()
    assert desk.asked == []
    assert desk.screen.problem == "Write an amount in dollars, such as 25.00."


def test_what_cannot_have_come_back_is_said_at_the_field_and_what_was_typed_stays() -> None:
    desk = desk_of(watch(0))
    desk.do(RefundDeed.CAME)
    desk.fault = BadInput(FaultKind.REFUND_AMOUNT, "The label cost $5.79.", field="amount")
    desk.presenter.write("999", TODAY, "")
    desk.presenter.enter()
    desk.lane.run_all()
    assert desk.screen.entering is RefundDeed.CAME
    assert desk.screen.amount == "999"
    assert desk.screen.problem


def test_a_denial_is_noted_with_what_was_said() -> None:
    desk = desk_of(watch(0))
    desk.do(RefundDeed.DENIED)
    desk.presenter.write("", TODAY, "Used, they say")
    desk.presenter.enter()
    desk.lane.run_all()
    assert desk.asked == [("denied", desk.screen.rows[0].id, "Used, they say")]


def test_nothing_is_noted_by_one_who_leaves_it() -> None:
    desk = desk_of(watch(0))
    desk.do(RefundDeed.CAME)
    desk.presenter.leave()
    desk.presenter.enter()
    assert (desk.screen.entering, desk.asked) == (None, [])


@pytest.mark.parametrize(
    ("deed", "name"), [(RefundDeed.BELIEVE, "confirm"), (RefundDeed.OTHER_MONEY, "other_money")]
)
def test_what_the_balance_suggests_is_answered(deed: RefundDeed, name: str) -> None:
    one = proposed(2)
    desk = desk_of(one)
    desk.do(deed)
    assert desk.asked == [(name, one.proposal)]


@pytest.mark.parametrize(
    ("one", "deed", "asked"),
    [
        (watch(6, CREDITED, how=How.HAND), RefundDeed.REOPEN, "reopen"),
        (watch(3, SCHEDULED), RefundDeed.OPT_OUT, "opt_out"),
        (watch(3, SCHEDULED), RefundDeed.VOID_NOW, "void"),
    ],
)
def test_each_deed_asks_for_what_it_says(one: RefundWatch, deed: RefundDeed, asked: str) -> None:
    desk = desk_of(one)
    desk.do(deed)
    assert desk.asked == [(asked, one.id)]


def test_a_void_parcel_is_corrected_from_its_refund() -> None:
    desk = desk_of(watch(0))
    desk.do(RefundDeed.CORRECT)
    assert desk.asked == [("correct", desk.screen.rows[0].id), ("open", "draft")]


def test_a_deed_that_is_not_offered_is_not_done() -> None:
    desk = desk_of(watch(5, CREDITED, how=How.CARRIER, day=TODAY))
    desk.do(RefundDeed.REOPEN)
    desk.presenter.do("se-0", RefundDeed.CORRECT)
    assert desk.asked == []


def test_a_deed_that_failed_is_told_and_the_list_is_looked_at_again() -> None:
    desk = desk_of(watch(3, SCHEDULED))
    desk.fault = BadInput(FaultKind.REFUND_MOVED_ON)
    desk.do(RefundDeed.OPT_OUT)
    assert desk.told[-1] is not None
    assert not desk.screen.busy


def test_a_refund_that_is_gone_takes_its_card_along() -> None:
    desk = desk_of(watch(0))
    desk.do(RefundDeed.CAME)
    desk.held = ()
    desk.presenter.load()
    desk.lane.run_all()
    assert desk.screen.is_empty
    assert (desk.screen.card, desk.screen.entering) == (None, None)
    desk.presenter.close()


def test_a_day_is_counted_where_the_parcel_left() -> None:
    desk = desk_of(replace(watch(0), expected_by=TODAY))
    assert not desk.screen.rows[0].is_overdue(desk.screen.today)
