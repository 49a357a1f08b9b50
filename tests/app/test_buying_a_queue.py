"""The whole program with the practice carrier: a queue is bought in sight, a like parcel is asked about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from postwright.app.program import Program
from postwright.app.tour.person import Person
from postwright.domain.approval import CHEAPEST, Approval
from postwright.domain.draft_record import DraftState
from postwright.domain.money import Money
from postwright.paths import DataFolder
from postwright.shop import Shop
from postwright.ui.queue.panel import QueuePanel
from postwright.ui.queue.screen import QueueScreen, Step
from tests.app.whole import compose, running, session_of, ship, window_of
from tests.domain.samples import DRAFT

CTRL = Qt.KeyboardModifier.ControlModifier


class Queue:
    """The Queue panel of a running program."""

    def __init__(self, program: Program, person: Person) -> None:
        self.person = person
        window_of(program).go("queue")
        panel = window_of(program).panel("queue")
        assert isinstance(panel, QueuePanel)
        self.panel = panel

    @property
    def screen(self) -> QueueScreen:
        return self.panel.presenter.screen

    def at(self, step: Step) -> QueueScreen:
        self.person.wait(f"the queue is {step}", lambda: self.screen.step is step)
        return self.screen

    def sum_up(self) -> None:
        self.person.wait("it can be bought", lambda: self.screen.can_buy)
        self.panel.view.table.setFocus()
        self.person.keys(Qt.Key.Key_Return, CTRL)
        self.at(Step.SUMMARY)
        self.person.settle()
        self.person.settle()  # a summary takes no press in its first moment

    def buy(self) -> QueueScreen:
        self.person.keys(Qt.Key.Key_Return, CTRL)
        self.at(Step.COUNTING)
        self.panel.view.countdown.stop()
        self.panel.view.countdown.over.emit()
        return self.at(Step.RESULT)


def queued(shop: Shop, *names: str) -> list[str]:
    """Parcels that were queued without a price."""
    made = []
    for number, name in enumerate(names):
        to = replace(DRAFT.to, name=name, line1=f"{12 + number} Main St")
        held = shop.drafts.new(replace(DRAFT, to=to))
        shop.drafts.queue(held.id, Approval(CHEAPEST, "package", Money(3000), when_online=True))
        made.append(held.id)
    return made


def charges(shop: Shop) -> int:
    assert shop.practice is not None
    return len(shop.practice.ledger())


def test_a_queue_is_bought_with_one_call_and_one_charge_for_each(
    qapp: QApplication, folder: DataFolder
) -> None:
    with running(folder, qapp) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        shop = session_of(program).shop
        ids = queued(shop, "Ann Lee", "Bob Ray", "Cleo Day")
        before = charges(shop)
        queue = Queue(program, person)
        queue.sum_up()
        summary = queue.screen.summary
        assert summary is not None
        assert (summary.count, summary.questions) == (3, ())
        assert charges(shop) == before
        batch = queue.buy().batch
        assert batch is not None
        assert (batch.bought, batch.spent) == (3, summary.plan.total)
        assert charges(shop) == before + 3
        assert {shop.drafts.get(one).state for one in ids} == {DraftState.DONE}


@pytest.mark.parametrize("answered", [True, False])
def test_two_like_parcels_are_asked_about_before_the_second_is_bought(
    qapp: QApplication, folder: DataFolder, answered: bool
) -> None:
    with running(folder, qapp) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        shop = session_of(program).shop
        queued(shop, "Ann Lee", "Ann Lee")
        before = charges(shop)
        queue = Queue(program, person)
        queue.sum_up()
        assert queue.screen.summary
        (question,) = queue.screen.summary.questions
        assert "Ann Lee" in question.sentence
        person.keys(Qt.Key.Key_Return, CTRL)
        assert queue.screen.step is Step.SUMMARY
        (row,) = queue.panel.view.summary.questions
        (row.buy if answered else row.leave).click()
        person.wait("it is answered", lambda: queue.screen.summary and queue.screen.summary.can_confirm)
        batch = queue.buy().batch
        assert batch is not None
        assert batch.bought == (2 if answered else 1)
        assert charges(shop) == before + batch.bought


def test_ship_asks_before_it_buys_the_same_again(qapp: QApplication, folder: DataFolder) -> None:
    with running(folder, qapp) as (program, person):
        compose(person)
        for _ in range(2):
            person.wait("there are rates", lambda: ship(program).fresh and ship(program).chosen)
            person.keys(Qt.Key.Key_Return, CTRL)
            person.wait("it was answered", lambda: ship(program).label or ship(program).guards)
            if ship(program).label:
                person.keys(Qt.Key.Key_N, CTRL)
                compose(person)
        shop = session_of(program).shop
        assert ship(program).unanswered
        assert len(shop.labels.recent(5)) == 1
        person.press(f"{ship(program).guards[0].sentence} Buy another")
        person.wait("it was bought", lambda: ship(program).label)
        assert len(shop.labels.recent(5)) == 2


def test_what_is_bought_on_coming_back_online_is_told_until_it_is_read(
    qapp: QApplication, folder: DataFolder
) -> None:
    with running(folder, qapp) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        session, window = session_of(program), window_of(program)
        window.online_wanted.emit(False)
        person.wait("it is offline", lambda: not session.standing.standing().online)
        queued(session.shop, "Ann Lee", "Ann Lee")
        window.online_wanted.emit(True)
        news = window.bottom.news
        person.wait("it is told", lambda: not news.isHidden())
        assert "Bought what waited: 1 label for $" in news.text()
        assert news.text().endswith("1 parcel in Queue wants an answer.")
        news.click()
        assert news.isHidden()
        assert window.stack.currentWidget() is window.panel("queue").view
