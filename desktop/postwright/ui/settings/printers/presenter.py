"""Decides what the Printers page does with profiles: edit, test, remove. A test page is never postage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.domain.preferences import Preferences
from postwright.domain.printer_address import read_address
from postwright.domain.printing_profile import PrinterProfile
from postwright.domain.sentences import Deed
from postwright.ui.notice import UNDO, Notice, Tone, done, notice_of
from postwright.ui.settings.keeper import Keeper
from postwright.ui.settings.names import replaced, without
from postwright.ui.settings.printers.bench import Bench
from postwright.ui.settings.printers.calibrating import Calibrating
from postwright.ui.settings.printers.deeds import PrinterDeeds
from postwright.ui.settings.printers.finding import Finding
from postwright.ui.settings.printers.head_checking import HeadChecking
from postwright.ui.settings.printers.screen import PrintersScreen

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class PrintersPresenter:
    """Holds the page with its parts: `finding`, `calibrating` and `head`."""

    def __init__(
        self,
        submit: Submit,
        deeds: PrinterDeeds,
        keeper: Keeper,
        render: Callable[[PrintersScreen], None],
        *,
        tell: Callable[[Notice | None], None],
        prints: Submit | None = None,
    ) -> None:
        self._bench = bench = Bench(submit, prints or submit, deeds, keeper, render, tell)
        self._removed: tuple[int, PrinterProfile, str] | None = None
        self.finding = Finding(bench)
        self.calibrating = Calibrating(bench)
        self.head = HeadChecking(bench)
        keeper.listen(self._preferences)

    @property
    def screen(self) -> PrintersScreen:
        return self._bench.screen

    def _preferences(self, preferences: Preferences) -> None:
        before = self.screen
        chosen = min(before.chosen, max(0, len(preferences.printers) - 1))
        form = before.form if before.profiles else before.form + 1
        default = preferences.default_printer
        self._bench.show(
            replace(before, profiles=preferences.printers, default=default, chosen=chosen, form=form)
        )

    def load(self) -> None:
        """Look for printers, and ask the chosen one how it is."""
        self.finding.load()
        self.finding.ask()

    def choose(self, index: int) -> None:
        if index != self.screen.chosen:
            self.finding.chosen(index)

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
        self._bench.show(replace(self.screen, name_problem=problem))
        kept = replace(profile, name=old.name if problem else name, port=read_address(profile.port))

        def change(held: Preferences) -> Preferences:
            default = kept.name if held.default_printer == old.name else held.default_printer
            return replace(held, printers=replaced(held.printers, index, kept), default_printer=default)

        self._bench.keeper.edit(change)
        if kept.port != old.port:
            self.finding.ask()

    def make_default(self) -> None:
        profile = self.screen.profile
        if profile is not None:
            self._bench.keeper.edit(lambda held: replace(held, default_printer=profile.name))

    def remove(self) -> None:
        """Take the chosen profile off the list; Undo brings it back."""
        index, profile = self.screen.chosen, self.screen.profile
        if profile is None:
            return
        self._removed = (index, profile, self.screen.default)
        self._bench.keeper.edit(lambda held: replace(held, printers=without(held.printers, index)))
        self.finding.chosen(self.screen.chosen)
        self._bench.tell(Notice(Tone.PLAIN, f"{profile.name} removed.", action=UNDO))

    def undo(self) -> None:
        if self._removed is None:
            return
        index, profile, default = self._removed
        self._removed = None
        self._bench.keeper.edit(
            lambda held: replace(
                held,
                printers=(*held.printers[:index], profile, *held.printers[index:]),
                default_printer=default,
            )
        )
        self.finding.chosen(index)

    def test(self) -> None:
        """Print a page with a ruler, edge marks and a barcode that no sorting machine takes for postage."""
        profile, bench = self.screen.profile, self._bench
        if profile is not None and self.screen.can_test:
            bench.show(replace(self.screen, testing=True))
            bench.prints(
                lambda: bench.deeds.test_page(profile),
                self._tested,
                self._not_tested,
                name="Printing a test page",
            )

    def _tested(self, words: str) -> None:
        self._bench.show(replace(self.screen, testing=False))
        self._bench.tell(done(words))
        self.finding.ask()

    def _not_tested(self, fault: Fault) -> None:
        self._bench.show(replace(self.screen, testing=False))
        self._bench.tell(notice_of(fault, Deed.PAPER))
        self.finding.ask()

    def close(self) -> None:
        self.finding.close()
