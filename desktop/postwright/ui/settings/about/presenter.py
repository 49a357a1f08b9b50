"""Decides what the About page does: read it once when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, notice_of
from postwright.ui.settings.about.screen import AboutScreen

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.ui.settings.presenter import Deeds


class AboutPresenter:
    """Holds the page."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        render: Callable[[AboutScreen], None],
        *,
        tell: Callable[[Notice | None], None],
    ) -> None:
        self.screen = AboutScreen()
        self._deeds = deeds
        self._render = render
        self._tell = tell
        self._reading = Asking(submit)

    def load(self) -> None:
        self._reading.ask(self._deeds.about, self._read, self._failed)

    def _read(self, rows: tuple[tuple[str, str], ...]) -> None:
        self.screen = AboutScreen(rows)
        self._render(self.screen)

    def close(self) -> None:
        self._reading.drop()

    def _failed(self, fault: Fault) -> None:
        self._tell(notice_of(fault))
