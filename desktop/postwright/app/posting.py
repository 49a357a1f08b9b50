"""Carry the outbox to the mail server: at start, when a mail is put in, when one is due, when the network or
the settings change. One round at a time. Repeats nothing that may have left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from postwright.domain.faults import Fault
from postwright.domain.mail_record import MailRecord
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.jobs.lanes import Lanes
    from postwright.jobs.ticket import Ticket

# The clock may be set, and a timer holds no month: who waits longer looks again in between.
LONGEST_WAIT_MS = 3_600_000
# A mail that is nearly due is looked at when it surely is; asked at once, it would be asked about in a loop.
SHORTEST_WAIT_MS = 1_000
# A keyring that is locked or a disk that is full is asked again so often.
TROUBLE_MS = 300_000


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many mails are due now, and how long until the next of the others is."""

    due: int
    wait: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Rounds:
    """What carrying consists of. `begin` names doubts that the last end of the program left behind; `hurry`
    lets mails that only waited for the server be tried now. `way` is the server and what opens it; `rests`
    says whether the shop is only looked at. `practice` sends to nobody.
    """

    begin: Callable[[], object]
    hurry: Callable[[], object]
    ahead: Callable[[], Ahead]
    deliver: Callable[[], tuple[MailRecord, ...]]
    way: Callable[[], object]
    rests: Callable[[], bool]
    practice: bool = False


class Posting(QObject):
    """`wake` it whenever something may be due. `changed` hears of every round in which a mail moved.

    `fault` is what kept the last round from sending anything at all. While `online` denies it nothing is
    tried again by itself, so that a day without a network uses up no tries; what is put in is tried.
    """

    def __init__(
        self,
        rounds: Rounds,
        lanes: Lanes,
        changed: Callable[[], None],
        online: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.fault: Fault | None = None
        self._rounds = rounds
        self._lanes = lanes
        self._changed = changed
        self._online = online
        self._way = rounds.way()
        self._begun = self._again = self._hurried = self._closed = False
        self._under_way: Ticket | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._by_itself)

    @property
    def busy(self) -> bool:
        return self._under_way is not None

    @property
    def pause(self) -> int:
        """Milliseconds until it looks again by itself; -1 where it does not."""
        return self._timer.interval() if self._timer.isActive() else -1

    def wake(self) -> None:
        """Something may be due."""
        if self._closed or self._rounds.rests():
            return
        if self._under_way is not None:
            self._again = True
            return
        self._timer.stop()
        hurried, self._hurried = self._hurried, False
        self._under_way = self._lanes.desk.submit(lambda: self._look(hurried), self._looked, self._failed)

    def _by_itself(self) -> None:
        if self._online():
            self.wake()
        else:
            self._timer.start(TROUBLE_MS)

    def came_back(self) -> None:
        """The network is back: what waited for the server goes now."""
        self._hurried = True
        self.wake()

    def settings_changed(self) -> None:
        """Another server or password may take what the old one did not."""
        before, self._way = self._way, self._rounds.way()
        if self._way != before:
            self.came_back()

    def close(self) -> None:
        """Begin no more rounds, hear no more. A mail that is being handed over is not cut off."""
        self._closed = True
        self._timer.stop()
        if self._under_way is not None:
            self._under_way.drop()

    def _look(self, hurried: bool) -> Ahead:
        if not self._begun:
            self._rounds.begin()
            self._begun = True
        if hurried:
            self._rounds.hurry()
        return self._rounds.ahead()

    def _looked(self, ahead: Ahead) -> None:
        self._under_way = None
        if ahead.due:
            mails = count_words(ahead.due, "mail")
            name = f"Practice: keeping {mails}" if self._rounds.practice else f"Sending {mails}"
            deliver = self._rounds.deliver
            self._under_way = self._lanes.mail.submit(deliver, self._delivered, self._failed, name=name)
        elif not self._looks_again() and ahead.wait is not None:
            self._wait(ahead.wait)

    def _delivered(self, records: tuple[MailRecord, ...]) -> None:
        """What is left, and when it is due, the outbox knows: one mail may wait and another not."""
        self._under_way = None
        heard, self.fault = self.fault, None
        if records or heard is not None:
            self._changed()
        if not self._looks_again() and records:
            self.wake()

    def _failed(self, fault: Fault) -> None:
        """Nothing more is known of any mail; it is tried again in a while."""
        self._under_way = None
        self.fault = fault
        self._changed()
        if not self._looks_again():
            self._timer.start(TROUBLE_MS)

    def _looks_again(self) -> bool:
        """Whether something was put in, or said, while it was busy."""
        if not self._again:
            return False
        self._again = False
        self.wake()
        return True

    def _wait(self, length: timedelta) -> None:
        wanted = int(length / timedelta(milliseconds=1)) + 1
        self._timer.start(max(SHORTEST_WAIT_MS, min(wanted, LONGEST_WAIT_MS)))
