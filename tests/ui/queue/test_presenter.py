"""The Queue without a window: what is chosen, what Buy would spend, and who may change a mind."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from postwright.domain.approval import CHEAPEST, Approval
from postwright.domain.faults import Fault, FaultKind, Lost, NotSent
from postwright.domain.money import Money
from postwright.domain.preferences import Mode, Preferences
from postwright.operations.results import QueueRow, QueueRun, Standing
from postwright.ui.notice import UNDO, Tone
from postwright.ui.queue.presenter import Deeds, QueuePresenter, run_notice
from postwright.ui.queue.screen import QueueScreen, Step
from tests.fakes.lane import HeldLane
from tests.ui import plausible


@dataclass
class Shop:
    """A queue that remembers what was done to it."""

    held: list[QueueRow] = field(default_factory=lambda: list(plausible.queue_rows()))
    standing_now: Standing = field(default_factory=plausible.standing)
    done: list[tuple[object, ...]] = field(default_factory=list)
    ends: QueueRun | Fault = field(default_factory=lambda: QueueRun((plausible.entry(0),), spent=Money(579)))
    fault: Fault | None = None
    mode: Mode = Mode.LIVE

    def rows(self) -> tuple[QueueRow, ...]:
        if self.fault is not None:
            raise self.fault
        return tuple(self.held)

    def run(self, ids: tuple[str, ...]) -> QueueRun:
        self.done.append(("run", ids))
        if isinstance(self.ends, Fault):
            raise self.ends
        return self.ends

    def deeds(self) -> Deeds:
        return Deeds(
            rows=self.rows,
            edit=lambda one: self.done.append(("edit", one)),
            remove=lambda one: self.done.append(("remove", one)),
            restore=lambda one: self.done.append(("restore", one)),
            queue=lambda one, approval: self.done.append(("queue", one, approval)),
            unqueue=lambda one: self.done.append(("unqueue", one)),
            run=self.run,
            preferences=lambda: Preferences(mode=self.mode),
            standing=lambda: self.standing_now,
        )


@dataclass
class Desk:
    """A presenter with its lane and all that it ever showed."""

    shop: Shop
    lane: HeldLane
    shown: list[QueueScreen]
    told: list[str]
    presenter: QueuePresenter

    @property
    def screen(self) -> QueueScreen:
        return self.shown[-1]

    def press(self) -> None:
        assert self.screen.notice
        self.presenter.act(self.screen.notice.action)


@pytest.fixture
def desk() -> Desk:
    shop, lane, shown, told = Shop(), HeldLane(Fault), [], []
    presenter = QueuePresenter(
        lane, shop.deeds(), shown.append, announce=lambda: told.append("changed"), go=told.append
    )
    presenter.load()
    lane.run_all()
    return Desk(shop, lane, shown, told, presenter)


def test_without_a_choice_every_queued_and_ready_parcel_would_be_bought(desk: Desk) -> None:
    assert desk.screen.buy_text == "Buy 5 · up to $41.50"
    assert desk.screen.can_buy
    assert desk.screen.count_line == "3 drafts · 5 queued"


def test_only_the_chosen_ones_are_bought(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0", "d1", "d6"}))
    assert desk.screen.buy_text == "Buy 2 · up to $13.21"


def test_what_is_hidden_by_the_search_is_neither_chosen_nor_bought(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0", "d1"}))
    desk.presenter.find("jens")
    assert desk.screen.chosen == frozenset({"d1"})
    desk.presenter.choose(frozenset())
    assert [row.record.id for row in desk.screen.to_buy] == ["d1"]


def test_nothing_is_bought_before_sum_and_countdown(desk: Desk) -> None:
    desk.presenter.buy()
    desk.presenter.confirm()
    assert desk.screen.step is Step.LOOKING
    desk.presenter.summarise()
    desk.presenter.buy()
    assert desk.screen.step is Step.SUMMARY
    assert not desk.lane.held
    assert desk.shop.done == []


def test_after_the_countdown_exactly_the_summed_parcels_are_bought(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0", "d2"}))
    desk.presenter.summarise()
    desk.presenter.confirm()
    desk.presenter.buy()
    assert desk.screen.step is Step.RUNNING
    desk.presenter.buy()
    desk.lane.run_all()
    assert desk.shop.done == [("run", ("d0", "d2"))]
    assert desk.screen.notice
    assert desk.screen.notice.text == "1 label bought for $5.79."
    assert desk.told == ["changed"]


def test_the_countdown_can_be_stopped(desk: Desk) -> None:
    desk.presenter.summarise()
    desk.presenter.confirm()
    desk.presenter.step_back()
    desk.presenter.buy()
    assert desk.shop.done == []
    assert desk.screen.notice
    assert desk.screen.notice.text == "Stopped. Nothing was bought."


def test_a_panel_that_goes_away_buys_nothing(desk: Desk) -> None:
    desk.presenter.summarise()
    desk.presenter.confirm()
    desk.presenter.close()
    desk.presenter.buy()
    assert desk.shop.done == []


def test_a_queue_that_changed_meanwhile_is_summed_up_again(desk: Desk) -> None:
    desk.presenter.summarise()
    desk.presenter.confirm()
    desk.shop.held.pop(0)
    desk.presenter.load()
    desk.lane.run_all()
    assert desk.screen.step is Step.LOOKING
    assert desk.screen.notice
    assert "Nothing was bought" in desk.screen.notice.text


def test_rows_cannot_be_changed_while_money_is_about_to_move(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0"}))
    desk.presenter.summarise()
    desk.presenter.choose(frozenset({"d1"}))
    desk.presenter.remove()
    desk.presenter.find("jens")
    assert desk.screen.chosen == frozenset({"d0"})
    assert desk.shop.done == []


def test_the_sum_says_how_much_the_balance_lacks(desk: Desk) -> None:
    desk.shop.standing_now = plausible.standing(balance=2000)
    desk.presenter.load()
    desk.lane.run_all()
    summary = desk.screen.summary
    assert summary.balance_short
    assert summary.balance_line == "The balance is $20.00: $21.50 less than this may need."
    assert summary.headline == "5 parcels, at most $41.50 together"
    assert (
        summary.lines[0]
        == "2 × Priority Mail, 1 × Ground Advantage, 1 × Media Mail and 1 × Cheapest service."
    )


def test_offline_nothing_can_be_bought(desk: Desk) -> None:
    desk.shop.standing_now = plausible.standing(online=False)
    desk.presenter.load()
    desk.lane.run_all()
    assert not desk.screen.can_buy
    assert desk.screen.buy_hint.startswith("Offline.")
    desk.presenter.summarise()
    assert desk.screen.step is Step.LOOKING


def test_removing_asks_nothing_and_can_be_undone(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d6"}))
    desk.presenter.remove()
    desk.lane.run_all()
    assert desk.shop.done == [("remove", "d6")]
    assert desk.screen.notice
    assert desk.screen.notice.action == UNDO
    desk.press()
    desk.lane.run_all()
    assert desk.shop.done[-1] == ("restore", "d6")


def test_drafts_are_queued_for_the_cheapest_service_up_to_a_limit(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d6", "d7"}))
    assert desk.screen.can_queue
    desk.presenter.ask_limit()
    desk.presenter.approve("ten")
    assert desk.screen.limit_problem == "Write an amount in dollars, such as 25.00."
    desk.presenter.approve("$10")
    desk.lane.run_all()
    assert desk.shop.done == [("queue", "d6", Approval(CHEAPEST, "package", Money(1000)))]


def test_an_incomplete_draft_cannot_be_queued(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d7"}))
    assert not desk.screen.can_queue
    desk.presenter.ask_limit()
    assert desk.screen.step is Step.LOOKING


def test_queued_parcels_go_back_among_the_drafts(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0", "d6"}))
    desk.presenter.unqueue()
    desk.lane.run_all()
    assert desk.shop.done == [("unqueue", "d0")]


def test_one_chosen_parcel_is_opened_for_editing_two_are_not(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0", "d1"}))
    desk.presenter.edit()
    desk.presenter.choose(frozenset({"d1"}))
    desk.presenter.edit()
    assert desk.shop.done == [("edit", "d1")]


def test_what_came_back_is_told_with_its_number(desk: Desk) -> None:
    record = desk.shop.held[5].record
    desk.shop.ends = QueueRun((plausible.entry(0),), (record,), 2, "The connection was lost.", Money(579))
    desk.presenter.summarise()
    desk.presenter.confirm()
    desk.presenter.buy()
    desk.lane.run_all()
    assert desk.screen.notice
    assert desk.screen.notice.tone is Tone.WAITING
    assert desk.screen.notice.text == (
        "1 label bought for $5.79. One parcel came back to you; the list says why. 2 parcels not tried. "
        "The connection was lost."
    )


def test_a_run_whose_end_is_unknown_is_told_as_a_doubt(desk: Desk) -> None:
    desk.shop.ends = Lost(FaultKind.UNANSWERED)
    desk.presenter.summarise()
    desk.presenter.confirm()
    desk.presenter.buy()
    desk.lane.run_all()
    assert desk.screen.step is Step.LOOKING
    assert desk.screen.notice
    assert "do not buy it again" in desk.screen.notice.text
    desk.press()
    assert desk.told[-1] == "open_attention"


def test_the_newest_look_wins(desk: Desk) -> None:
    desk.presenter.load()
    desk.shop.held = desk.shop.held[:1]
    desk.presenter.load()
    desk.lane.run_all()
    assert len(desk.screen.rows) == 1


def test_a_failed_look_keeps_the_list_and_offers_to_try_again(desk: Desk) -> None:
    desk.shop.fault = NotSent(FaultKind.NO_CONNECTION)
    desk.presenter.load()
    desk.lane.run_all()
    assert len(desk.screen.rows) == 8
    assert desk.screen.notice
    assert desk.screen.notice.button == "Try again"
    desk.shop.fault = None
    desk.press()
    assert desk.lane.names == ["Looking at the queue"]


def test_what_is_chosen_stays_chosen_over_a_fresh_look(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0", "d1"}))
    desk.shop.held = [replace(row) for row in desk.shop.held[1:]]
    desk.presenter.load()
    desk.lane.run_all()
    assert desk.screen.chosen == frozenset({"d1"})


def test_an_empty_queue_says_so_only_once_it_is_known() -> None:
    assert not QueueScreen().is_empty
    assert QueueScreen(loaded=True).is_empty


def test_without_a_tick_the_row_one_stands_on_is_edited_but_not_bought_alone(desk: Desk) -> None:
    desk.presenter.point("d1")
    assert desk.screen.buy_text == "Buy 5 · up to $41.50"
    desk.presenter.edit()
    desk.presenter.choose(frozenset({"d6"}))
    desk.presenter.edit()
    assert desk.shop.done == [("edit", "d1"), ("edit", "d6")]


def test_in_practice_the_sum_says_that_no_real_money_is_spent(desk: Desk) -> None:
    assert "practice" not in " ".join(desk.screen.summary.lines)
    desk.shop.mode = Mode.PRACTICE
    desk.presenter.load()
    desk.lane.run_all()
    assert "This is practice; no real money is spent." in desk.screen.summary.lines


def test_a_label_that_differs_from_what_was_approved_is_no_good_news() -> None:
    odd = replace(plausible.entry(0), alarms=("The label cost $99.00.",))
    said = run_notice(QueueRun(bought=(odd, plausible.entry(1)), spent=Money(10_000)))
    assert said.tone is Tone.TROUBLE
    assert said.text == (
        "2 labels bought for $100.00. Amara Okafor: The label cost $99.00. Compare before you print."
    )
    assert said.button == "Open Labels"
