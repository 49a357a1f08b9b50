"""The Voids panel without a window: nothing is voided that was not asked about, and no refund is claimed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from postwright.domain.faults import Fault, FaultKind, Lost
from postwright.domain.money import total
from postwright.domain.tracking import Tracking, TrackingEvent
from postwright.domain.void import Urgency, VoidState
from postwright.operations.results import Voidable, Voided
from postwright.ui.notice import Tone
from postwright.ui.voids.presenter import Deeds, VoidsPresenter, void_notice
from postwright.ui.voids.screen import TEAR_UP, VoidsScreen, days_words
from tests.fakes.lane import HeldLane
from tests.rules import RULES
from tests.ui import plausible


@dataclass
class Shop:
    """What can be voided, and what was."""

    held: tuple[Voidable, ...] = field(default_factory=plausible.voidables)
    voided: list[tuple[str, ...]] = field(default_factory=list)
    fault: Fault | None = None
    scanned: bool = False
    opened: list[str] = field(default_factory=list)

    def void(self, ids: tuple[str, ...]) -> tuple[Voided, ...]:
        self.voided.append(ids)
        if self.fault is not None:
            raise self.fault
        return tuple(Voided(one, VoidState.REQUESTED, "Refund requested.") for one in ids)

    def correct(self, label_id: str) -> str:
        if self.fault is not None:
            raise self.fault
        return f"draft of {label_id}"

    def track(self, label_id: str) -> Tracking:
        events = (TrackingEvent(plausible.NOW, "Accepted"),) if self.scanned else ()
        return Tracking(label_id, "AC" if self.scanned else "NY", events=events)


@dataclass
class Desk:
    """A presenter with its lane and all that it ever showed."""

    shop: Shop
    lane: HeldLane
    shown: list[VoidsScreen]
    told: list[str]
    presenter: VoidsPresenter

    @property
    def screen(self) -> VoidsScreen:
        return self.shown[-1]

    def press(self) -> None:
        assert self.screen.notice
        self.presenter.act(self.screen.notice.action)


@pytest.fixture
def desk() -> Desk:
    shop, lane, shown, told = Shop(), HeldLane(Fault), [], []
    deeds = Deeds(lambda: shop.held, shop.void, shop.track, shop.correct, shop.opened.append, RULES.void)
    presenter = VoidsPresenter(
        lane, deeds, shown.append, announce=lambda: told.append("changed"), go=told.append
    )
    presenter.load()
    lane.run_all()
    return Desk(shop, lane, shown, told, presenter)


def test_the_most_pressing_stand_first_and_among_those_alike_the_most_money(desk: Desk) -> None:
    rows = desk.screen.open_rows
    rank = [list(Urgency).index(row.window.urgency) for row in rows]
    assert rank == sorted(rank, reverse=True)
    for urgency in Urgency:
        alike = [row.entry.label.cost.minor for row in rows if row.window.urgency is urgency]
        assert alike == sorted(alike, reverse=True)


def test_the_line_says_how_much_money_is_lost_soon(desk: Desk) -> None:
    red = [row for row in desk.screen.open_rows if row.window.urgency is Urgency.RED]
    money = total([row.entry.label.cost for row in red])
    assert (
        desk.screen.urgent_line
        == f"2 labels must be decided now: {money} at risk, the first until Tue 24 Nov"
    )
    calm = replace(desk.screen, rows=tuple(one for one in desk.screen.rows if one.window.days_left > 10))
    assert calm.urgent_line.startswith(f"{len(calm.open_rows)} labels can be voided · $")


def test_the_rule_is_told_with_its_days_and_where_they_are_from(desk: Desk) -> None:
    assert "within 28 days of its purchase" in desk.screen.rule_line
    assert desk.screen.rule_source == RULES.void.dated.words


def test_what_the_label_is_on_is_said_before_it_is_voided(desk: Desk) -> None:
    rows = tuple(replace(row, on_form=True, on_pickup=True) for row in desk.shop.held)
    desk.shop.held = rows
    desk.presenter.load()
    desk.lane.run_all()
    one, other = (row.entry.id for row in desk.screen.open_rows[:2])
    desk.presenter.choose(frozenset({one}))
    desk.presenter.ask()
    said = " ".join(desk.screen.consequences)
    assert "It is on a SCAN form, which cannot be changed: USPS may refuse the refund." in said
    assert "It is on a pickup: keep the parcel back when the carrier comes." in said
    desk.presenter.keep()
    desk.presenter.choose(frozenset({one, other}))
    desk.presenter.ask()
    assert "2 of them are on a SCAN form" in " ".join(desk.screen.consequences)


def test_after_a_void_the_parcel_can_be_corrected_at_once(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"se-5000"}))
    desk.presenter.ask()
    desk.presenter.void()
    desk.lane.run_all()
    notice = desk.screen.notice
    assert notice is not None
    assert (notice.button, TEAR_UP in notice.text) == ("Correct and buy again", True)
    desk.press()
    desk.lane.run_all()
    assert desk.shop.opened == ["draft of se-5000"]


def test_old_success_is_no_news_when_the_panel_is_shown_again(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"se-5000"}))
    desk.presenter.ask()
    desk.presenter.void()
    desk.lane.run_all()
    assert desk.screen.notice
    desk.presenter.shown()
    assert desk.screen.notice is None
    desk.shop.fault = Lost(FaultKind.UNANSWERED)
    desk.presenter.choose(frozenset({"se-5001"}))
    desk.presenter.ask()
    desk.presenter.void()
    desk.lane.run_all()
    desk.presenter.shown()
    assert desk.screen.notice


def test_a_void_in_doubt_can_be_asked_again(desk: Desk) -> None:
    assert "se-5008" in {row.entry.id for row in desk.screen.open_rows}


def test_nothing_is_voided_without_the_question(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"se-5000"}))
    desk.presenter.void()
    assert desk.shop.voided == []
    desk.presenter.ask()
    assert desk.screen.question == "Void the label for Amara Okafor and ask for $5.79 back?"
    assert desk.screen.consequences[0] == "It was printed: tear the paper up."
    assert desk.shop.voided == []


def test_keeping_changes_nothing(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"se-5000"}))
    desk.presenter.ask()
    desk.presenter.keep()
    desk.presenter.void()
    desk.lane.run_all()
    assert desk.shop.voided == []


def test_exactly_what_was_asked_about_is_voided_once(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"se-5000", "se-5001"}))
    assert desk.screen.void_text == "Void 2 labels · $12.71"
    desk.presenter.ask()
    desk.presenter.choose(frozenset({"se-5004"}))
    desk.presenter.void()
    desk.presenter.void()
    assert desk.screen.voiding
    desk.lane.run_all()
    assert desk.shop.voided == [("se-5001", "se-5000")]
    assert desk.screen.notice
    assert desk.screen.notice.text.startswith("2 refunds requested.")
    assert desk.told == ["changed"]


def test_a_mailed_code_is_said_to_stop_working(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"se-5006", "se-5003"}))
    desk.presenter.ask()
    assert desk.screen.question == "Void 2 labels and ask for $21.75 back?"
    assert desk.screen.consequences[:2] == (
        "1 of them was printed: tear the paper up.",
        "1 QR code was mailed: the customer's code stops working.",
    )


def test_a_lost_answer_is_a_doubt_and_not_a_failure(desk: Desk) -> None:
    desk.shop.fault = Lost(FaultKind.UNANSWERED)
    desk.presenter.choose(frozenset({"se-5000"}))
    desk.presenter.ask()
    desk.presenter.void()
    desk.lane.run_all()
    assert not desk.screen.voiding
    assert desk.screen.notice
    assert desk.screen.notice.tone is Tone.WAITING
    assert "that is safe" in desk.screen.notice.text
    desk.press()
    assert desk.told[-1] == "open_attention"


def test_hidden_labels_are_not_chosen(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"se-5000", "se-5001"}))
    desk.presenter.find("jens")
    assert desk.screen.chosen == frozenset({"se-5001"})


def test_a_label_sent_here_from_elsewhere_is_asked_about(desk: Desk) -> None:
    desk.presenter.open("se-5003")
    desk.lane.run_all()
    assert desk.screen.asking == ("se-5003",)
    assert desk.shop.voided == []


@pytest.mark.parametrize(("scanned", "tone"), [(False, Tone.DONE), (True, Tone.WAITING)])
def test_tracking_says_whether_the_label_counts_as_used(desk: Desk, scanned: bool, tone: Tone) -> None:
    desk.shop.scanned = scanned
    desk.presenter.choose(frozenset({"se-5000"}))
    desk.presenter.track()
    desk.lane.run_all()
    assert desk.screen.notice
    assert desk.screen.notice.tone is tone


def test_a_closed_panel_withdraws_its_question(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"se-5000"}))
    desk.presenter.ask()
    desk.presenter.close()
    desk.presenter.void()
    assert desk.shop.voided == []


def test_each_refusal_keeps_its_own_sentence() -> None:
    ended = (
        Voided("a", VoidState.REQUESTED, "Refund requested."),
        Voided("b", VoidState.DENIED, "USPS has scanned this parcel, so the label counts as used."),
    )
    told = void_notice(ended)
    assert told.tone is Tone.WAITING
    assert told.text.endswith("counts as used.")
    assert void_notice(ended[1:]).tone is Tone.TROUBLE


def test_days_are_said_in_words() -> None:
    assert days_words(plausible.voidable(0, days_ago=27)) == "today"
    assert days_words(plausible.voidable(0, days_ago=26)) == "1 day left"
    assert days_words(plausible.voidable(0, days_ago=40)) == "Over"
    over = VoidsScreen(rows=(plausible.voidable(0, days_ago=40),), loaded=True)
    assert over.open_rows == ()


def test_without_a_tick_the_question_is_about_the_row_one_stands_on(desk: Desk) -> None:
    desk.presenter.point("se-5003")
    desk.presenter.ask()
    assert desk.screen.asking == ("se-5003",)
