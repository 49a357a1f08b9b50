"""How one printer takes one stock of labels. Talks to no printer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DENSITIES = (203, 300, 600)
# A label is 4 x 6 inches whatever it is printed on (api.md 10.2); what differs is the sheet around it.
LABEL_WIDTH, LABEL_HEIGHT = 4.0, 6.0
# How far a calibration may stretch or shrink a label, in thousandths: more is another paper, not a wrong one.
SCALES = range(950, 1051)


class Language(StrEnum):
    """What the printer is sent."""

    ZPL = "zpl"
    PDF = "pdf"


class Layout(StrEnum):
    """Where labels lie on a sheet of the stock."""

    ONE = "one"  # one label, at the top left of thermal stock, in the middle of a letter or A4 sheet's half
    TWO = "two"  # two labels on a letter or A4 sheet, each lying on its side in its half


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """A printer with one stock. `port` is `cups:NAME`, `ipp:URI`, `windows:NAME`, `tcp:HOST:PORT`,
    `device:PATH`, `file:PATH` or `folder:PATH`.

    Width and height of a sheet in inches; offsets in dots of the printer; scales in thousandths (SCALES);
    `rotation` in degrees clockwise, of the whole sheet; darkness and speed None leave the printer's own.
    `carrier_zpl` passes the carrier's own ZPL on where it fits. `dead_dots` are columns of the print head,
    counted from 0 at the left of the sheet as it leaves the printer, that burn no more.
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
    carrier_zpl: bool = True
    layout: Layout = Layout.ONE
    rotation: int = 0
    scale_x: int = 1000
    scale_y: int = 1000
    dead_dots: tuple[int, ...] = ()

    @property
    def dots(self) -> tuple[int, int]:
        """Width and height of the stock in dots."""
        return round(self.width * self.dpi), round(self.height * self.dpi)

    @property
    def takes_carrier_zpl(self) -> bool:
        """Whether the carrier's own ZPL is wished for, and is its language."""
        return self.language is Language.ZPL and self.carrier_zpl

    @property
    def is_plain(self) -> bool:
        """Whether a 4 x 6 label goes out as it is: not moved, turned, stretched or put on a sheet."""
        moved = self.offset_x or self.offset_y or self.rotation
        stretched = (self.scale_x, self.scale_y) != (1000, 1000)
        own = (self.width, self.height) == (LABEL_WIDTH, LABEL_HEIGHT) and self.layout is Layout.ONE
        return own and not (moved or stretched or self.dead_dots)
