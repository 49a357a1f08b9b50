"""Know whether the carrier answers, by calls that fail and succeed. Asks nobody but the carrier itself.

What the system says of its network is a hint: it can make us say Offline and ask less, never say Online.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from postwright.domain.account import Account
from postwright.domain.faults import Fault, FaultKind, NotSent
from postwright.domain.sentences import Deed, sentence
from postwright.jobs.ticket import Submit, T, Ticket
from postwright.operations.results import Standing

# While offline the carrier is asked again, each time after a longer while. Coming back is also noticed by any
# call that succeeds and by the system's word.
FIRST_PAUSE_MS = 10_000
LONGEST_PAUSE_MS = 300_000
_NOT_REACHED = {FaultKind.NO_CONNECTION, FaultKind.INSECURE, FaultKind.CLOCK_WRONG, FaultKind.BAD_ADDRESS}
# Somebody answered who is not the carrier.
_NOT_THE_CARRIER = {FaultKind.SIGN_IN_PAGE, FaultKind.REDIRECTED}


class Hint(StrEnum):
    """What the system says of its network. UNKNOWN is also a system that says nothing."""

    UNKNOWN = "unknown"
    ONLINE = "online"
    OFFLINE = "offline"
    SIGN_IN = "sign_in"


_NO_NETWORK = "This computer has no network. Labels can be queued and are bought when it is back."
_SIGN_IN = "This network asks you to sign in. Do so in a browser."
_HINTED = {Hint.OFFLINE: _NO_NETWORK, Hint.SIGN_IN: _SIGN_IN}


def pause_ms(attempt: int, jitter: float) -> int:
    """Until the carrier is asked again, after so many questions in vain: twice as long each time, and from
    half to the whole of it, so that all desks of a street do not come back in one moment.
    """
    longest = min(FIRST_PAUSE_MS * 2 ** min(attempt, 10), LONGEST_PAUSE_MS)
    return int(longest * (0.5 + 0.5 * jitter))


class StandingKeeper(QObject):
    """Holds the standing of one shop. `changed` tells of any news, `came_back` of the first answer after an
    outage. `clock` says how wrong this computer's clock is, or "".
    """

    changed = Signal()
    came_back = Signal()

    def __init__(
        self,
        ask: Callable[[], Account],
        submit: Submit,
        now: Callable[[], datetime],
        parent: QObject | None = None,
        *,
        clock: Callable[[], str] = str,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        super().__init__(parent)
        self._ask = ask
        self._submit = submit
        self._now = now
        self._clock = clock
        self._jitter = jitter
        self._standing = Standing(online=True, since=now())
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._ask_now)
        self._in_vain = 0
        self._hint = Hint.UNKNOWN
        self._ticket: Ticket | None = None
        self._closed = False

    def standing(self) -> Standing:
        return self._standing

    def refresh(self) -> None:
        """Ask for the account and its balance; the answer says whether we are online.

        Where the system says that there is no network nothing is asked here: the timer does, now and then.
        """
        if self._standing.online or self._hint not in _HINTED:
            self._ask_now()

    def hinted(self, hint: Hint) -> None:
        """The system says something of its network."""
        before, self._hint = self._hint, hint
        if self._closed or hint is before:
            return
        if hint in _HINTED:
            self._go_offline(_HINTED[hint])
        elif not self._standing.online:
            self._in_vain = 0
            self._ask_now()

    def close(self) -> None:
        """Ask no more; calls that end later are no news."""
        self._closed = True
        self._again.stop()
        if self._ticket is not None:
            self._ticket.drop()

    def watching(self, submit: Submit) -> Submit:
        """The same lanes, with every call's end taken as news about the connection."""

        def watched(
            work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Any], None], *, name: str = ""
        ) -> Ticket:
            def noting_done(result: T) -> None:
                self._heard_nothing_bad()
                done(result)

            def noting_failure(error: Any) -> None:
                self._note(error)
                failed(error)

            return submit(work, noting_done, noting_failure, name=name)

        return watched

    @property
    def pause(self) -> int:
        """Milliseconds until the carrier is asked again by itself; -1 where it is not."""
        return self._again.interval() if self._again.isActive() else -1

    def _ask_now(self) -> None:
        if self._closed:
            return
        if self._ticket is not None:
            self._ticket.withdraw()
        self._ticket = self._submit(self._ask, self._answered, self._failed, name="Asking for the balance")

    def _heard_nothing_bad(self) -> None:
        if not self._standing.online:
            self._ask_now()

    def _answered(self, account: Account) -> None:
        back = not self._standing.online
        self._again.stop()
        self._in_vain = 0
        since = self._now() if back else self._standing.since
        self._set(
            Standing(online=True, since=since, account=account, problem=account.problem or self._wrong())
        )
        if back:
            self.came_back.emit()

    def _wrong(self) -> str:
        """What is wrong although the carrier answers."""
        words = self._clock()
        return f"The clock of this computer is {words}. Set its date, time and time zone." if words else ""

    def _failed(self, error: Any) -> None:
        self._note(error)
        if self._standing.online and isinstance(error, Fault):
            self._set(replace(self._standing, problem=sentence(error, Deed.LOOK).text))

    def _note(self, error: Any) -> None:
        reached_nobody = isinstance(error, NotSent) and error.kind in _NOT_REACHED
        other = isinstance(error, Fault) and error.kind in _NOT_THE_CARRIER
        if not self._closed and (reached_nobody or other):
            # Whatever the call may have left in doubt is told elsewhere; here it is about the network.
            self._go_offline(sentence(NotSent(error.kind, error.detail), Deed.LOOK).text)

    def _go_offline(self, problem: str) -> None:
        if not self._again.isActive():
            self._again.start(pause_ms(self._in_vain, self._jitter()))
            self._in_vain += 1
        if self._standing.online:
            self._set(replace(self._standing, online=False, since=self._now(), problem=problem))
        elif problem != self._standing.problem:
            self._set(replace(self._standing, problem=problem))

    def _set(self, standing: Standing) -> None:
        self._standing = standing
        self.changed.emit()
