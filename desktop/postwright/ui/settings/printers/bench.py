"""What the parts of the Printers page share: the one screen, the way to show it, and what may be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from postwright.domain.preferences import Preferences
from postwright.domain.printing_profile import PrinterProfile
from postwright.ui.notice import Notice
from postwright.ui.settings.keeper import Keeper
from postwright.ui.settings.names import replaced
from postwright.ui.settings.printers.deeds import PrinterDeeds
from postwright.ui.settings.printers.screen import CalibratingScreen, HeadScreen, PrintersScreen

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class Bench:
    """Holds the screen; every part shows the whole of it."""

    def __init__(
        self,
        submit: Submit,
        prints: Submit,
        deeds: PrinterDeeds,
        keeper: Keeper,
        render: Callable[[PrintersScreen], None],
        tell: Callable[[Notice | None], None],
    ) -> None:
        self.screen = PrintersScreen()
        self.submit = submit
        self.prints = prints
        self.deeds = deeds
        self.keeper = keeper
        self.tell = tell
        self._render = render

    def show(self, screen: PrintersScreen) -> None:
        self.screen = screen
        self._render(screen)

    def calibrating(self, card: CalibratingScreen) -> None:
        self.show(replace(self.screen, calibrating=card))

    def head(self, card: HeadScreen) -> None:
        self.show(replace(self.screen, head=card))

    def keep(self, profile: PrinterProfile) -> None:
        """Save the chosen profile as it is now, and write it into the form."""
        index = self.screen.chosen
        self.screen = replace(self.screen, form=self.screen.form + 1)

        def change(held: Preferences) -> Preferences:
            return replace(held, printers=replaced(held.printers, index, profile))

        self.keeper.edit(change)
