"""Papers from a panel: sent to the printer that takes them, or saved. One at a time. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.domain.papers import PaperKind
from postwright.domain.sentences import Deed
from postwright.ui.notice import Notice, done, notice_of

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit

NAMES = {
    PaperKind.PACKING_SLIP: "packing slip",
    PaperKind.RECEIPT: "receipt",
    PaperKind.QR_CARD: "card",
    PaperKind.PICKUP_LIST: "list",
    PaperKind.END_OF_DAY: "sheet",
    PaperKind.MONTH_REPORT: "report",
}


@dataclass(frozen=True, slots=True)
class PaperDeeds:
    """What a panel may ask for. `printer` names the printer that takes a kind, empty where none is set up;
    `send` and `save` take the kind and what the paper is of, and answer with a sentence.
    """

    printer: Callable[[PaperKind], str]
    send: Callable[[PaperKind, str], str]
    save: Callable[[PaperKind, str, str], str]


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What a button for papers shows: which printer takes each kind, and whether one is being made."""

    printers: Mapping[PaperKind, str] = field(default_factory=dict)
    making: bool = False


class Papers:
    """Makes one paper at a time. `show` hears that one is being made, and the notice of how it ended."""

    def __init__(
        self, submit: Submit, deeds: PaperDeeds, show: Callable[[bool, Notice | None], None]
    ) -> None:
        self._submit = submit
        self._deeds = deeds
        self._show = show
        self._making = False
        self.again: Callable[[], None] = lambda: None

    def printers(self, *kinds: PaperKind) -> dict[PaperKind, str]:
        """The printer for each kind, as the settings are now."""
        return {kind: self._deeds.printer(kind) for kind in kinds}

    def send(self, kind: PaperKind, of: str) -> None:
        self._make(lambda: self._deeds.send(kind, of), f"Sending the {NAMES[kind]}")

    def save(self, kind: PaperKind, of: str, path: str) -> None:
        self._make(lambda: self._deeds.save(kind, of, path), f"Saving the {NAMES[kind]}")

    def _make(self, work: Callable[[], str], name: str) -> None:
        if self._making:
            return
        self.again = lambda: self._make(work, name)
        self._making = True
        self._show(True, None)
        self._submit(work, self._made, self._failed, name=name)

    def _made(self, words: str) -> None:
        self._making = False
        self._show(False, done(words))

    def _failed(self, fault: Fault) -> None:
        self._making = False
        self._show(False, notice_of(fault, Deed.PAPER))
