"""Decides what the Practice page does: go offline, move the clock, lose a reply. Works in practice only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.domain.preferences import Preferences
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, Tone, done, notice_of
from postwright.ui.settings.keeper import Keeper
from postwright.ui.settings.practice.screen import PracticeScreen
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.ui.settings.presenter import Deeds


class PracticePresenter:
    """Holds the page. `announce` tells the window that time or the connection changed."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        keeper: Keeper,
        render: Callable[[PracticeScreen], None],
        *,
        tell: Callable[[Notice | None], None],
        announce: Callable[[], None] = lambda: None,
    ) -> None:
        self.screen = PracticeScreen()
        self._submit = submit
        self._deeds = deeds
        self._render = render
        self._tell = tell
        self._announce = announce
        self._reading = Asking(submit)
        keeper.listen(self._preferences)

    def _show(self, screen: PracticeScreen) -> None:
        self.screen = screen
        self._render(screen)

    def _preferences(self, preferences: Preferences) -> None:
        self._show(replace(self.screen, mode=preferences.mode))

    def load(self) -> None:
        """Read the practice clock."""
        if self.screen.is_practice:
            self._reading.ask(self._deeds.practice_now, self._read, self._failed)

    def _read(self, now: datetime) -> None:
        self._show(replace(self.screen, now=now))

    def go_offline(self, offline: bool) -> None:
        words = (
            Notice(Tone.WAITING, "The practice carrier no longer answers.")
            if offline
            else done("It answers again.")
        )
        self._do(lambda: self._deeds.practice_offline(offline), replace(self.screen, offline=offline), words)

    def advance(self, days: int) -> None:
        """Let days pass at the practice carrier."""
        words = done(f"{count_words(days, 'day')} went by at the practice carrier.")
        self._do(lambda: self._deeds.practice_advance(days), self.screen, words)

    def lose_reply(self) -> None:
        """Let the next purchase be charged and its reply vanish, to see what Attention does about it."""
        words = Notice(
            Tone.WAITING, "The next purchase will lose its reply. Buy a label and look at Attention."
        )
        self._do(self._deeds.practice_lose_next_reply, replace(self.screen, losing=True), words)

    def purchase_made(self) -> None:
        """Labels changed: a reply that was to be lost is lost by now."""
        if self.screen.losing:
            self._show(replace(self.screen, losing=False))

    def _do(self, work: Callable[[], None], after: PracticeScreen, words: Notice) -> None:
        if not self.screen.can_play:
            return
        self._show(replace(self.screen, busy=True))

        def ended(_: None) -> None:
            self._show(replace(after, mode=self.screen.mode, now=self.screen.now, busy=False))
            self._tell(words)
            self._announce()
            self.load()

        self._submit(work, ended, self._failed)

    def close(self) -> None:
        self._reading.drop()

    def _failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, busy=False))
        self._tell(notice_of(fault))
