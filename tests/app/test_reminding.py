"""While the program runs it looks once a minute for what to remind of, and soon after each change."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from postwright.app.reminding import EVERY_MS, SOON_MS, Reminding
from postwright.domain.faults import Environment, Fault, FaultKind
from postwright.domain.reminder import Reminder
from postwright.operations.remind import Reminded
from tests.fakes.lane import HeldLane

ONE = Reminder("day:1", "3 parcels.", "", "end-of-day", "Close the day")


@dataclass
class Clock:
    """A shop with one thing to remind of, until it is put off."""

    lane: HeldLane = field(default_factory=lambda: HeldLane(Fault))
    shown: list[Reminded] = field(default_factory=list)
    put_off: list[str] = field(default_factory=list)
    broken: bool = False

    def __post_init__(self) -> None:
        self.owner = QObject()
        self.reminding = Reminding(self.look, self.sleep, self.lane, self.shown.append, self.owner)
        timer = self.reminding.findChild(QTimer)
        assert isinstance(timer, QTimer)
        self.timer = timer

    def look(self) -> Reminded:
        if self.broken:
            raise Environment(FaultKind.DATABASE_BUSY)
        return Reminded(() if self.put_off else (ONE,), {})

    def sleep(self, key: str) -> None:
        if self.broken:
            raise Environment(FaultKind.DISK_FULL)
        self.put_off.append(key)

    @property
    def next_in(self) -> int:
        return self.timer.interval() if self.timer.isActive() else 0


@pytest.fixture
def clock(qtbot: QtBot) -> Clock:
    return Clock()


def test_a_look_is_shown_and_the_next_one_comes_in_a_minute(clock: Clock) -> None:
    clock.reminding.wake()
    assert clock.next_in == SOON_MS
    clock.timer.timeout.emit()
    clock.lane.run()
    assert (clock.shown, clock.next_in) == ([Reminded((ONE,), {})], EVERY_MS)


def test_changes_that_come_in_a_burst_do_not_put_the_look_off(clock: Clock) -> None:
    clock.reminding.wake()
    begun = clock.timer.timerId()
    clock.reminding.wake()
    assert clock.timer.timerId() == begun
    clock.timer.timeout.emit()
    clock.lane.run()
    clock.reminding.wake()
    assert clock.next_in == SOON_MS


def test_a_newer_look_takes_the_place_of_one_that_is_under_way(clock: Clock) -> None:
    clock.reminding.look()
    clock.reminding.look()
    clock.lane.run_all()
    assert len(clock.shown) == 1


def test_later_is_kept_and_then_looked_at_anew(clock: Clock) -> None:
    clock.reminding.look()
    clock.lane.run()
    clock.reminding.later(ONE.key)
    clock.lane.run_all()
    assert clock.put_off == [ONE.key]
    assert clock.shown[-1].waking == ()


def test_a_shop_that_cannot_be_read_is_looked_at_again_in_a_minute(clock: Clock) -> None:
    clock.broken = True
    clock.reminding.look()
    clock.lane.run()
    assert (clock.shown, clock.next_in) == ([], EVERY_MS)
    clock.reminding.later(ONE.key)
    clock.lane.run_all()
    assert (clock.put_off, clock.next_in) == ([], EVERY_MS)


def test_after_the_end_nothing_is_looked_for_and_nothing_shown(clock: Clock) -> None:
    clock.reminding.look()
    clock.reminding.close()
    clock.reminding.wake()
    clock.reminding.look()
    clock.reminding.later(ONE.key)
    clock.lane.run_all()
    assert (clock.shown, clock.put_off, clock.next_in) == ([], [], 0)
    clock.reminding.close()
