"""The chosen label's papers: packing slip and receipt. Counts no copy; a paper is no label. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postwright.domain.papers import PaperKind
from postwright.ui.labels.deeds import Stage
from postwright.ui.notice import Notice
from postwright.ui.papers import PaperChoice, PaperDeeds, Papers

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit

KINDS = (PaperKind.PACKING_SLIP, PaperKind.RECEIPT)


class LabelPapers:
    """Makes papers of the label that is chosen when the menu is used."""

    def __init__(self, stage: Stage, prints: Submit, deeds: PaperDeeds) -> None:
        self._stage = stage
        self._papers = Papers(prints, deeds, self._show)

    def look(self) -> None:
        """Ask anew which printers take them; what comes next draws it."""
        making = self._stage.screen.papers.making
        self._stage.hold(papers=PaperChoice(self._papers.printers(*KINDS), making))

    def send(self, kind: str) -> None:
        if self._stage.screen.chosen:
            self._papers.send(PaperKind(kind), self._stage.screen.chosen)

    def save(self, kind: str, path: str) -> None:
        if self._stage.screen.chosen:
            self._papers.save(PaperKind(kind), self._stage.screen.chosen, path)

    def _show(self, making: bool, notice: Notice | None) -> None:
        self._stage.again = self._papers.again
        printers = self._stage.screen.papers.printers
        self._stage.show(papers=PaperChoice(printers, making), notice=notice)
