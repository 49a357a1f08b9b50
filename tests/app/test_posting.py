"""Mails leave by themselves: when one is put in, when one is due, when the network or the server is back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from postwright.app.posting import LONGEST_WAIT_MS, SHORTEST_WAIT_MS, TROUBLE_MS, Ahead, Posting, Rounds
from postwright.app.program import stand_in
from postwright.domain.faults import Environment, Fault, FaultKind
from postwright.domain.mail_record import MailRecord, MailState
from postwright.jobs.lanes import Lanes
from tests.ui.outbox.mailbag import mail

MINUTE = timedelta(minutes=1)
SENT = mail(0, MailState.SENT).record
BACK = mail(1, MailState.WAITING, attempts=1, ago=0 * MINUTE, next_in=5 * MINUTE).record


@dataclass
class Round:
    """An outbox that tells how often it was asked for what. `ends` are the ends of the rounds to come."""

    due: int = 0
    wait: timedelta | None = None
    ends: list[tuple[MailRecord, ...]] = field(default_factory=list)
    fault: Fault | None = None
    way: object = "smtp.example.com"
    rests: bool = False
    online: bool = True
    practice: bool = False
    gate: threading.Event = field(default_factory=threading.Event)
    asked: list[str] = field(default_factory=list)

    def ahead(self) -> Ahead:
        self.asked.append("ahead")
        if self.fault is not None and self.due == 0:
            raise self.fault
        return Ahead(self.due, self.wait)

    def deliver(self) -> tuple[MailRecord, ...]:
        self.asked.append("deliver")
        self.gate.wait(30)
        if self.fault is not None:
            raise self.fault
        self.due = 0
        return self.ends.pop(0) if self.ends else ()

    def rounds(self) -> Rounds:
        return Rounds(
            begin=lambda: self.asked.append("begin"),
            hurry=lambda: self.asked.append("hurry"),
            ahead=self.ahead,
            deliver=self.deliver,
            way=lambda: self.way,
            rests=lambda: self.rests,
            practice=self.practice,
        )


@pytest.fixture
def lanes(qtbot: QtBot) -> Iterator[Lanes]:
    lanes = Lanes(stand_in)
    yield lanes
    lanes.close()


@dataclass
class Post:
    """What carries, what it carries from, and how often it told of news."""

    posting: Posting
    outbox: Round
    lanes: Lanes
    told: list[str]
    qtbot: QtBot

    def rest(self) -> None:
        """Until no round is under way."""
        self.outbox.gate.set()
        self.qtbot.waitUntil(lambda: not self.posting.busy)


@pytest.fixture
def post(lanes: Lanes, qtbot: QtBot) -> Iterator[Post]:
    outbox, told = Round(), []
    posting = Posting(outbox.rounds(), lanes, lambda: told.append("moved"), lambda: outbox.online, lanes)
    yield Post(posting, outbox, lanes, told, qtbot)
    outbox.gate.set()
    posting.close()


def fire(posting: Posting) -> None:
    """Let its timer run out now."""
    timer = posting.findChild(QTimer)
    assert isinstance(timer, QTimer)
    timer.timeout.emit()


def test_at_start_doubts_of_the_last_end_are_named_once_before_anything_leaves(post: Post) -> None:
    post.outbox.due, post.outbox.ends = 1, [(SENT,)]
    post.posting.wake()
    post.rest()
    post.posting.wake()
    post.rest()
    assert post.outbox.asked[:3] == ["begin", "ahead", "deliver"]
    assert post.outbox.asked.count("begin") == 1


@pytest.mark.parametrize(
    ("due", "practice", "name"),
    [(2, False, "Sending 2 mails"), (1, False, "Sending 1 mail"), (1, True, "Practice: keeping 1 mail")],
)
def test_the_work_is_named_while_it_goes_on(
    lanes: Lanes, qtbot: QtBot, due: int, practice: bool, name: str
) -> None:
    outbox = Round(due=due, practice=practice)
    posting = Posting(outbox.rounds(), lanes, lambda: None, lambda: True, lanes)
    posting.wake()
    qtbot.waitUntil(lambda: lanes.working() == (name,))
    outbox.gate.set()
    qtbot.waitUntil(lambda: not posting.busy)
    posting.close()


def test_one_round_at_a_time_and_another_after_it_for_what_came_meanwhile(post: Post) -> None:
    post.outbox.due, post.outbox.ends = 1, [(SENT,)]
    post.posting.wake()
    post.qtbot.waitUntil(lambda: "deliver" in post.outbox.asked)
    post.posting.wake()
    post.posting.wake()
    assert post.outbox.asked.count("deliver") == 1
    post.rest()
    assert post.outbox.asked.count("ahead") == 2
    assert post.told == ["moved"]


def test_a_mail_that_came_back_lets_the_others_wait_for_the_server_with_it(post: Post) -> None:
    post.outbox.due, post.outbox.ends, post.outbox.wait = 3, [(BACK,)], 5 * MINUTE
    post.posting.wake()
    post.rest()
    assert abs(post.posting.pause - 300_000) < 10
    assert post.told == ["moved"]


def test_a_mail_that_was_put_off_holds_up_no_other(post: Post) -> None:
    post.outbox.due, post.outbox.ends, post.outbox.wait = 3, [(BACK, SENT)], 1 * MINUTE
    post.posting.wake()
    post.rest()
    assert abs(post.posting.pause - 60_000) < 10


def test_it_looks_again_when_the_next_mail_is_due_and_at_the_latest_after_an_hour(post: Post) -> None:
    post.outbox.wait = 5 * MINUTE
    post.posting.wake()
    post.rest()
    assert abs(post.posting.pause - 300_000) < 10
    post.outbox.wait = timedelta(days=3)
    post.posting.wake()
    post.rest()
    assert post.posting.pause == LONGEST_WAIT_MS
    post.outbox.wait = -MINUTE
    post.posting.wake()
    post.rest()
    assert post.posting.pause == SHORTEST_WAIT_MS


def test_an_empty_outbox_is_left_alone(post: Post) -> None:
    post.posting.wake()
    post.rest()
    assert post.posting.pause == -1
    assert post.told == []


def test_while_there_is_no_network_nothing_is_tried_by_itself(post: Post) -> None:
    post.outbox.online, post.outbox.wait = False, MINUTE
    post.posting.wake()
    post.rest()
    fire(post.posting)
    assert not post.posting.busy
    assert post.posting.pause == TROUBLE_MS
    post.posting.came_back()
    post.rest()
    assert post.outbox.asked == ["begin", "ahead", "hurry", "ahead"]
    post.outbox.online = True
    fire(post.posting)
    post.rest()
    assert post.outbox.asked[-1] == "ahead"
    assert len(post.outbox.asked) == 5


def test_another_mail_server_is_tried_at_once_and_other_settings_are_no_news(post: Post) -> None:
    post.posting.settings_changed()
    assert not post.posting.busy
    post.outbox.way = "smtp.elsewhere.example"
    post.posting.settings_changed()
    post.rest()
    assert post.outbox.asked == ["begin", "hurry", "ahead"]


def test_a_locked_keyring_is_told_and_tried_again_in_a_while(post: Post) -> None:
    post.outbox.due, post.outbox.fault = 1, Environment(FaultKind.KEYRING_LOCKED)
    post.posting.wake()
    post.rest()
    assert post.posting.fault is post.outbox.fault
    assert post.posting.pause == TROUBLE_MS
    assert post.told == ["moved"]
    post.outbox.fault = None
    fire(post.posting)
    post.rest()
    assert post.posting.fault is None
    assert post.told == ["moved", "moved"]


def test_what_comes_in_while_a_round_fails_is_looked_at_at_once(post: Post) -> None:
    post.outbox.due, post.outbox.fault = 1, Environment(FaultKind.KEYRING_SILENT)
    post.posting.wake()
    post.qtbot.waitUntil(lambda: "deliver" in post.outbox.asked)
    post.posting.wake()
    post.outbox.gate.set()
    post.qtbot.waitUntil(lambda: post.outbox.asked.count("ahead") == 2)
    post.rest()


def test_a_shop_that_is_only_looked_at_sends_nothing(post: Post) -> None:
    post.outbox.rests, post.outbox.due = True, 1
    post.posting.wake()
    assert not post.posting.busy
    assert post.outbox.asked == []


def test_closing_begins_no_round_and_hears_no_end(post: Post) -> None:
    post.outbox.due, post.outbox.ends = 1, [(SENT,)]
    post.posting.wake()
    post.qtbot.waitUntil(lambda: "deliver" in post.outbox.asked)
    post.posting.close()
    post.outbox.gate.set()
    post.qtbot.waitUntil(lambda: not post.lanes.mail.busy)
    assert post.told == []
    post.posting.wake()
    assert post.outbox.asked.count("ahead") == 1


def test_a_round_that_found_nothing_to_do_any_more_is_no_news(post: Post) -> None:
    post.outbox.due = 1
    post.posting.wake()
    post.rest()
    assert post.told == []
