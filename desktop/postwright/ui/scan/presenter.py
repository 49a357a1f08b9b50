"""Takes scans one after the other and holds the alarm until a person has seen it. Marks nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from postwright.domain.faults import Fault
from postwright.domain.sentences import sentence
from postwright.jobs.ticket import Submit
from postwright.ui.scan.screen import Scanned, ScanScreen


@dataclass(frozen=True, slots=True)
class Expected:
    """The parcel on the table, or the run of labels that was just printed; empty for any label."""

    label_id: str = ""
    run_id: int | None = None


@dataclass(frozen=True, slots=True)
class ScanDeeds:
    """`scan` marks the label as on its parcel where that is what the scan means; `sound` is the alarm's."""

    scan: Callable[[str, Expected], Scanned]
    sound: Callable[[], None] = lambda: None


class Scanning:
    """`desk` keeps strict order. `told` hears of every answer, after it is on the screen."""

    def __init__(
        self,
        desk: Submit,
        deeds: ScanDeeds,
        render: Callable[[ScanScreen], None],
        *,
        expected: Callable[[], Expected] = Expected,
        told: Callable[[Scanned], None] = lambda answer: None,
    ) -> None:
        self.screen = ScanScreen()
        self._desk = desk
        self._deeds = deeds
        self._render = render
        self._expected = expected
        self._told = told
        self._about = 0

    def take(self, text: str) -> None:
        """The scanner typed this. While an alarm stands no other label is taken in: it sounds again."""
        if not text.strip():
            return
        if self.screen.alarms:
            self._deeds.sound()
            return
        expected, about = self._expected(), self._about
        self._show(replace(self.screen, asking=True, problem=""))
        self._desk(
            lambda: self._deeds.scan(text, expected),
            lambda answer: self._answered(about, answer),
            self._failed,
            name="Looking up a scan",
        )

    def acknowledge(self) -> None:
        """A person has seen it."""
        self._show(replace(self.screen, answer=None, problem=""))

    def forget(self) -> None:
        """Another parcel lies on the table. An alarm stands all the same."""
        if not self.screen.alarms:
            self._about += 1
            self._show(ScanScreen(scans=self.screen.scans))

    def _answered(self, about: int, answer: Scanned) -> None:
        # What was scanned just after another parcel's label must not wipe its alarm out.
        if not self.screen.alarms and (about == self._about or answer.word.is_alarm):
            self._show(ScanScreen(answer, scans=self.screen.scans + 1))
        if answer.word.is_alarm:
            self._deeds.sound()
        self._told(answer)

    def _failed(self, fault: Fault) -> None:
        words = sentence(fault).text
        self._show(replace(self.screen, asking=False, answer=None, problem=f"{words} Scan it again."))

    def _show(self, screen: ScanScreen) -> None:
        self.screen = screen
        self._render(screen)
