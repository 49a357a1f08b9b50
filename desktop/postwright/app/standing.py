"""Know whether the carrier answers, by calls that fail and succeed. Asks nobody but the carrier itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from postwright.domain.account import Account
from postwright.domain.faults import Fault, FaultKind, NotSent
from postwright.domain.sentences import sentence
from postwright.jobs.ticket import Submit, T, Ticket
from postwright.operations.results import Standing

# While offline the carrier is asked again after a while; coming back is also noticed by any call that
# succeeds.
AGAIN_MS = 20_000
_OFFLINE = {FaultKind.NO_CONNECTION, FaultKind.INSECURE, FaultKind.BAD_ADDRESS}


class StandingKeeper(QObject):
    """Holds the standing of one shop. `changed` tells of any news, `came_back` of the first answer after an
    outage.
    """

    changed = Signal()
    came_back = Signal()

    def __init__(
        self,
        ask: Callable[[], Account],
        submit: Submit,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._ask = ask
        self._submit = submit
        self._now = now
        self._standing = Standing(online=True, since=now())
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.refresh)
        self._ticket: Ticket | None = None
        self._closed = False

    def standing(self) -> Standing:
        return self._standing

    def refresh(self) -> None:
        """Ask for the account and its balance; the answer says whether we are online."""
        if self._closed:
            return
        if self._ticket is not None:
            self._ticket.drop()
        self._ticket = self._submit(self._ask, self._answered, self._failed, name="Asking for the balance")

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

    def _heard_nothing_bad(self) -> None:
        if not self._standing.online:
            self.refresh()

    def _answered(self, account: Account) -> None:
        back = not self._standing.online
        since = self._now() if back else self._standing.since
        self._set(Standing(online=True, since=since, account=account, problem=account.problem))
        if back:
            self.came_back.emit()

    def _failed(self, error: Any) -> None:
        self._note(error)
        if self._standing.online and isinstance(error, Fault):
            self._set(replace(self._standing, problem=sentence(error).text))

    def _note(self, error: Any) -> None:
        if self._closed or not (isinstance(error, NotSent) and error.kind in _OFFLINE):
            return
        self._again.start()
        if self._standing.online:
            self._set(replace(self._standing, online=False, since=self._now(), problem=sentence(error).text))

    def _set(self, standing: Standing) -> None:
        self._standing = standing
        self.changed.emit()
