"""Decides what the Printers page does: find, add, edit, test. A test page is never postage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.domain.preferences import Preferences
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.ui.asking import Asking
from postwright.ui.notice import UNDO, Notice, Tone, done, notice_of
from postwright.ui.settings.keeper import Keeper
from postwright.ui.settings.names import free_name, replaced, without
from postwright.ui.settings.printers.screen import PrintersScreen
from postwright.ui.settings.screen import FoundPrinterRow

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.ui.settings.presenter import Deeds


class PrintersPresenter:
    """Holds the page."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        keeper: Keeper,
        render: Callable[[PrintersScreen], None],
        *,
        tell: Callable[[Notice | None], None],
        prints: Submit | None = None,
    ) -> None:
        self.screen = PrintersScreen()
        self._deeds = deeds
        self._keeper = keeper
        self._render = render
        self._tell = tell
        self._prints = prints or submit
        self._finding = Asking(submit)
        self._removed: tuple[int, PrinterProfile, str] | None = None
        keeper.listen(self._preferences)

    def _show(self, screen: PrintersScreen) -> None:
        self.screen = screen
        self._render(screen)

    def _preferences(self, preferences: Preferences) -> None:
        before = self.screen
        chosen = min(before.chosen, max(0, len(preferences.printers) - 1))
        form = before.form if before.profiles else before.form + 1
        default = preferences.default_printer
        self._show(replace(before, profiles=preferences.printers, default=default, chosen=chosen, form=form))

    def load(self) -> None:
        """Look for the printers that this computer knows."""
        self._show(replace(self.screen, finding=True))
        self._finding.ask(self._deeds.find_printers, self._found, self._failed, name="Looking for printers")

    def _found(self, found: tuple[FoundPrinterRow, ...]) -> None:
        self._show(replace(self.screen, found=found, finding=False, looked=True))

    def choose(self, index: int) -> None:
        if index != self.screen.chosen:
            self._show(replace(self.screen, chosen=index, form=self.screen.form + 1, name_problem=""))

    def use(self, index: int) -> None:
        """Make a profile of a printer that was found."""
        row = self.screen.found[index]
        self._add(PrinterProfile(row.name, row.port, row.language))

    def add(self) -> None:
        """A profile for a printer that was not found: a label printer on the network."""
        self._add(PrinterProfile("Label printer", "tcp:192.168.1.20:9100", Language.ZPL))

    def _add(self, profile: PrinterProfile) -> None:
        named = replace(profile, name=free_name(profile.name, [one.name for one in self.screen.profiles]))
        self._keeper.edit(lambda held: replace(held, printers=(*held.printers, named)))
        self.choose(max(0, len(self.screen.profiles) - 1))

    def write(self, profile: PrinterProfile) -> None:
        """What stands in the form now. A name that is empty or taken is marked, and the old one kept."""
        old, index = self.screen.profile, self.screen.chosen
        if old is None:
            return
        name = profile.name.strip()
        taken = name != old.name and any(one.name == name for one in self.screen.profiles)
        problem = (
            "Another printer has this name." if taken else "" if name else "Write a name for this printer."
        )
        self._show(replace(self.screen, name_problem=problem))
        kept = replace(profile, name=old.name if problem else name, port=profile.port.strip())

        def change(held: Preferences) -> Preferences:
            default = kept.name if held.default_printer == old.name else held.default_printer
            return replace(held, printers=replaced(held.printers, index, kept), default_printer=default)

        self._keeper.edit(change)

    def make_default(self) -> None:
        profile = self.screen.profile
        if profile is not None:
            self._keeper.edit(lambda held: replace(held, default_printer=profile.name))

    def remove(self) -> None:
        """Take the chosen profile off the list; Undo brings it back."""
        index, profile = self.screen.chosen, self.screen.profile
        if profile is None:
            return
        self._removed = (index, profile, self.screen.default)
        self.screen = replace(self.screen, form=self.screen.form + 1, name_problem="")
        self._keeper.edit(lambda held: replace(held, printers=without(held.printers, index)))
        self._tell(Notice(Tone.PLAIN, f"{profile.name} removed.", action=UNDO))

    def undo(self) -> None:
        if self._removed is None:
            return
        index, profile, default = self._removed
        self._removed = None
        self.screen = replace(self.screen, chosen=index, form=self.screen.form + 1)
        self._keeper.edit(
            lambda held: replace(
                held,
                printers=(*held.printers[:index], profile, *held.printers[index:]),
                default_printer=default,
            )
        )

    def test(self) -> None:
        """Print a page with a ruler, edge marks and a barcode that no sorting machine takes for postage."""
        profile = self.screen.profile
        if profile is not None and self.screen.can_test:
            self._show(replace(self.screen, testing=True))
            self._prints(
                lambda: self._deeds.test_page(profile),
                self._tested,
                self._not_tested,
                name="Printing a test page",
            )

    def _tested(self, words: str) -> None:
        self._show(replace(self.screen, testing=False))
        self._tell(done(words))

    def _not_tested(self, fault: Fault) -> None:
        self._show(replace(self.screen, testing=False))
        self._tell(notice_of(fault))

    def close(self) -> None:
        self._finding.drop()
        self.screen = replace(self.screen, finding=False)

    def _failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, finding=False, looked=True))
        self._tell(notice_of(fault))
