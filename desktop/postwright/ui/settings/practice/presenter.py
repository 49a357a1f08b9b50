"""Decides what the Practice page does: plays with the practice carrier's world. Works in practice only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.domain.money import Money
from postwright.domain.preferences import Preferences
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, Tone, done, notice_of
from postwright.ui.settings.keeper import Keeper
from postwright.ui.settings.practice.screen import HOURS, PracticeScreen, PracticeState
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit

LITTLE, MORE = Money(500), Money(10000)


@dataclass(frozen=True, slots=True)
class PracticeDeeds:
    """What the page may do. All but `look` change the practice carrier and nothing else."""

    look: Callable[[], PracticeState]
    advance: Callable[[int], None]
    until: Callable[[str], None]
    back_to_today: Callable[[], None]
    offline: Callable[[bool], None]
    trouble: Callable[[str], None]
    calm: Callable[[], None]
    scan: Callable[[str, str], None]
    leave: Callable[[Money], None]
    add: Callable[[Money], None]
    behave: Callable[[str, bool], None]


class PracticePresenter:
    """Holds the page. `announce` tells the window that time, money or the connection changed."""

    def __init__(
        self,
        submit: Submit,
        deeds: PracticeDeeds,
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
        self._looking = Asking(submit)
        keeper.listen(self._preferences)

    def _show(self, screen: PracticeScreen) -> None:
        self.screen = screen
        self._render(screen)

    def _preferences(self, preferences: Preferences) -> None:
        self._show(replace(self.screen, mode=preferences.mode))

    def load(self) -> None:
        """Look at the practice carrier's world."""
        if self.screen.is_practice:
            self._looking.ask(self._deeds.look, self._looked, self._failed)

    def _looked(self, state: PracticeState) -> None:
        there = {parcel.label_id for parcel in state.parcels}
        first = state.parcels[0].label_id if state.parcels else ""
        chosen = self.screen.chosen if self.screen.chosen in there else first
        self._show(replace(self.screen, state=state, chosen=chosen))

    def choose(self, label_id: str) -> None:
        """Another parcel is to be scanned."""
        self._show(replace(self.screen, chosen=label_id))

    def go_offline(self, offline: bool) -> None:
        words = done("It answers again.")
        if offline:
            words = Notice(Tone.WAITING, "The practice carrier no longer answers.")
        self._do(lambda: self._deeds.offline(offline), words)

    def advance(self, days: int) -> None:
        """Let days pass at the practice carrier."""
        words = done(f"{count_words(days, 'day')} went by at the practice carrier.")
        self._do(lambda: self._deeds.advance(days), words)

    def until(self, hour: str) -> None:
        """Let time pass until the clock shows that hour, one of HOURS."""
        self._do(lambda: self._deeds.until(hour), done(f"It is the {_lowered(HOURS[hour])} now."))

    def back_to_today(self) -> None:
        self._do(self._deeds.back_to_today, done("The practice carrier's clock shows the present again."))

    def plan_trouble(self, trouble: str) -> None:
        """Let something go wrong with the next purchase, to see what the program does about it."""
        words = Notice(Tone.WAITING, "Something will go wrong with the next purchase. Buy a label and see.")
        self._do(lambda: self._deeds.trouble(trouble), words)

    def calm(self) -> None:
        self._do(self._deeds.calm, done("The next label will be bought without trouble."))

    def scan(self, story: str) -> None:
        """Let the chosen parcel be scanned, and tell a story of what becomes of it."""
        if self.screen.can_scan:
            label_id = self.screen.chosen
            words = done("The parcel was scanned. Follow it in Labels; its label can no longer be voided.")
            self._do(lambda: self._deeds.scan(label_id, story), words)

    def leave_little(self) -> None:
        """Take nearly all of the postage balance, to see what happens when it runs out."""
        self._do(
            lambda: self._deeds.leave(LITTLE), done(f"No more than {LITTLE} are left on the postage account.")
        )

    def add_money(self) -> None:
        self._do(lambda: self._deeds.add(MORE), done(f"{MORE} were added to the postage account."))

    def behave(self, habit: str, on: bool) -> None:
        self._do(lambda: self._deeds.behave(habit, on), None)

    def labels_changed(self) -> None:
        """Something was bought or voided: the parcels and the books are others now."""
        if self.screen.state is not None:
            self.load()

    def _do(self, work: Callable[[], None], words: Notice | None) -> None:
        if not self.screen.can_play:
            return
        self._show(replace(self.screen, busy=True))

        def ended(_: None) -> None:
            self._show(replace(self.screen, busy=False))
            self._tell(words)
            self._announce()
            self.load()

        self._submit(work, ended, self._failed)

    def close(self) -> None:
        self._looking.drop()

    def _failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, busy=False))
        self._tell(notice_of(fault))


def _lowered(words: str) -> str:
    return words[0].lower() + words[1:]
