"""How one printer takes one stock of labels, and what became of a print. Talks to no printer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

DENSITIES = (203, 300, 600)


class Language(StrEnum):
    """What the printer is sent."""

    ZPL = "zpl"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """A printer with one stock. `port` is `cups:NAME`, `windows:NAME`, `tcp:HOST:PORT`,
    `file:PATH` or `folder:PATH`.

    Width and height in inches; offsets in dots of the printer; darkness and speed None leave the printer's
    own.
    """

    name: str
    port: str
    language: Language = Language.PDF
    dpi: int = 203
    width: float = 4.0
    height: float = 6.0
    offset_x: int = 0
    offset_y: int = 0
    darkness: int | None = None
    speed: int | None = None
    carrier_zpl: bool = False

    @property
    def dots(self) -> tuple[int, int]:
        """Width and height of the stock in dots."""
        return round(self.width * self.dpi), round(self.height * self.dpi)


class PrintState(StrEnum):
    """What we know of a print. Nothing here means "printed": a spooler's word is not proof."""

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    MAYBE = "maybe"


REPRINT_REASONS = {
    "damaged": "The print was damaged or unreadable",
    "jam": "The printer jammed or ran out",
    "not_out": "Nothing came out of the printer",
    "lost": "The printed label was lost",
    "other": "Another reason",
}
# Why a label that differs from its order is printed all the same: a person has compared the two.
COMPARED = "compared"


@dataclass(frozen=True, slots=True)
class PrintRecord:
    """One counted copy of a label. `copy` starts at 1; a reprint (copy 2 and later) has a reason."""

    id: int
    label_id: str
    copy: int
    printer: str
    language: Language
    state: PrintState
    at: datetime
    reason: str = ""
    proof: str = ""
    detail: str = ""
