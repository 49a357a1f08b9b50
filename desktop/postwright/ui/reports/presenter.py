"""Decides what the Reports panel does: which month is looked at, and what becomes of it. Changes no money."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.faults import Fault
from postwright.domain.month import Month
from postwright.domain.papers import PaperKind
from postwright.domain.postal_rules import PostalRules
from postwright.domain.sentences import Deed
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, Tone, done, notice_of
from postwright.ui.papers import PaperChoice, PaperDeeds, Papers
from postwright.ui.reports.screen import ReportsScreen

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.operations.report_costs import Reported


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the panel may ask for. `export` writes a month's labels into a file and says so."""

    report: Callable[[Month | None], Reported]
    export: Callable[[Month, str], str]
    zone: Callable[[], tzinfo]
    rules: PostalRules
    papers: PaperDeeds


class ReportsPresenter:
    """Holds the Screen. Until a person chooses a month it is the present one, whichever that becomes."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        render: Callable[[ReportsScreen], None],
        *,
        prints: Submit | None = None,
        go: Callable[[Action], None] = lambda action: None,
    ) -> None:
        self.screen = ReportsScreen(rules=deeds.rules)
        self._submit = submit
        self._deeds = deeds
        self._render = render
        self._go = go
        self._looking = Asking(submit)
        self._month: Month | None = None
        self.papers = Papers(prints or submit, deeds.papers, self._made)

    def _show(self, screen: ReportsScreen) -> None:
        self.screen = screen
        self._render(screen)

    def shown(self) -> None:
        """The panel came to the front: what went well before is no news any more."""
        notice = self.screen.notice
        kept = None if notice is not None and notice.tone is Tone.DONE else notice
        choice = replace(self.screen.papers, printers=self.papers.printers(PaperKind.MONTH_REPORT))
        self._show(replace(self.screen, notice=kept, papers=choice))
        self.load()

    def load(self) -> None:
        """Add it all up again."""
        month = self._month
        self._show(replace(self.screen, looking=True))
        self._looking.ask(
            lambda: self._deeds.report(month), self._loaded, self._failed, name="Adding the month up"
        )

    def _loaded(self, found: Reported) -> None:
        self._show(replace(self.screen, found=found, zone=self._deeds.zone(), looking=False))

    def _failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, looking=False, notice=notice_of(fault, Deed.LOOK)))

    def step(self, months: int) -> None:
        """Look at a month before or after this one, where there is one."""
        found = self.screen.found
        if found is None:
            return
        wanted = found.report.month.plus(months)
        if found.first <= wanted <= found.latest:
            self._turn(wanted)

    def choose(self, month: str) -> None:
        """Look at a month of the chart, also at one before the first label."""
        if month != self.screen.month:
            self._turn(Month.read(month))

    def _turn(self, month: Month) -> None:
        latest = self.screen.found.latest if self.screen.found else None
        self._month = None if month == latest else month
        self.load()

    def save(self, path: str) -> None:
        """Write the month's labels as a table."""
        report = self.screen.report
        if report is None or self.screen.saving:
            return
        month = report.month
        self._show(replace(self.screen, saving=True, notice=None))
        self._submit(
            lambda: self._deeds.export(month, path), self._saved, self._not_saved, name="Saving the month"
        )

    def _saved(self, words: str) -> None:
        self._show(replace(self.screen, saving=False, notice=done(words)))

    def _not_saved(self, fault: Fault) -> None:
        self._show(replace(self.screen, saving=False, notice=notice_of(fault, Deed.PAPER)))

    def print_paper(self) -> None:
        if self.screen.report is not None:
            self.papers.send(PaperKind.MONTH_REPORT, self.screen.month)

    def save_paper(self, path: str) -> None:
        if self.screen.report is not None:
            self.papers.save(PaperKind.MONTH_REPORT, self.screen.month, path)

    def _made(self, making: bool, notice: Notice | None) -> None:
        choice = PaperChoice(self.screen.papers.printers, making)
        self._show(replace(self.screen, papers=choice, notice=notice))

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget the banner."""
        self._show(replace(self.screen, notice=None))
        if action == Action.RETRY:
            self.load()
        elif action:
            self._go(Action(action))

    def close(self) -> None:
        """The panel goes away; late answers are not heard."""
        self._looking.drop()
