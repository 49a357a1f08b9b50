"""Decides what the page for a damaged shop does. Opens no copy unless the person says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from postwright.domain.faults import Fault
from postwright.domain.sentences import Deed, sentence
from postwright.ui.notice import notice_of
from postwright.ui.rescue.screen import RescueScreen, Stage

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


@dataclass(frozen=True, slots=True)
class RescueDeeds:
    """`find` tells when the newest good copy was made, `restore` opens it and says what was done.

    `go_on` opens the shop, `look` opens what is left of it to be looked at.
    """

    find: Callable[[], datetime | None]
    restore: Callable[[], str]
    go_on: Callable[[], None]
    look: Callable[[], None]


class RescuePresenter:
    """Holds the Screen."""

    def __init__(
        self, submit: Submit, deeds: RescueDeeds, fault: Fault, render: Callable[[RescueScreen], None]
    ) -> None:
        words = sentence(fault, Deed.LOOK)
        self.screen = RescueScreen(f"{words.happened} {words.means}", fault.detail)
        self._submit = submit
        self._deeds = deeds
        self._render = render

    def begin(self) -> None:
        """Look for a copy; a large shop takes seconds."""
        self._render(self.screen)
        self._submit(self._deeds.find, self._found, self._failed, name="Looking for a good copy")

    def act(self) -> None:
        """The one thing to do."""
        match self.screen.stage:
            case Stage.FOUND:
                self._show(stage=Stage.OPENING, notice=None)
                self._submit(self._deeds.restore, self._restored, self._failed, name="Opening the copy")
            case Stage.OPENED:
                self._deeds.go_on()
            case Stage.NO_COPY:
                self._deeds.look()

    def dismiss(self) -> None:
        """Forget the notice."""
        self._show(notice=None)

    def _found(self, made_at: datetime | None) -> None:
        if made_at is None:
            self._show(stage=Stage.NO_COPY)
        else:
            self._show(stage=Stage.FOUND, copy_of=f"{made_at.astimezone():%d %b %Y %H:%M}")

    def _restored(self, told: str) -> None:
        self._show(stage=Stage.OPENED, told=told)

    def _failed(self, fault: Fault) -> None:
        stage = Stage.FOUND if self.screen.copy_of else Stage.NO_COPY
        self._show(stage=stage, notice=replace(notice_of(fault, Deed.LOOK), action=""))

    def _show(self, **changes: Any) -> None:
        self.screen = replace(self.screen, **changes)
        self._render(self.screen)
