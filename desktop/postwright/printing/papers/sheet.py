"""What is drawn on one page of a paper, in points from its top left. Draws nothing itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from postwright.domain.papers import PaperSize
from postwright.printing.papers.lettering import Letters

POINTS = 72
# Everything lies on a grid of eight points.
UNIT = 8.0
# Two dots at 203 dpi. Anything finer may be lost on thermal paper.
RULE = 0.72


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text that begins at `x` on the line `y`. `white` on black."""

    x: float
    y: float
    text: str
    letters: Letters
    white: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A black rectangle, which a rule is too. Its edges are moved to the printer's dots when it is drawn."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Squares:
    """Black squares of a whole number of dots: a QR code. `rows` hold "1" for black."""

    x: float
    y: float
    side: float
    rows: tuple[str, ...] = field(repr=False)


Mark = Words | Bar | Squares


@dataclass(frozen=True, slots=True)
class Form:
    """The page that a paper is laid out for: its size, the printer's density, margins and type sizes."""

    size: PaperSize
    dpi: int = 300

    @property
    def small(self) -> bool:
        """Whether it is a label's 4 x 6 inches, where a list has two lines for a parcel."""
        return self.size is PaperSize.LABEL

    @property
    def width(self) -> float:
        return self.size.inches[0] * POINTS

    @property
    def height(self) -> float:
        return self.size.inches[1] * POINTS

    @property
    def margin(self) -> float:
        return 2 * UNIT if self.small else 6 * UNIT

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def dot(self) -> float:
        """One dot of the printer in points."""
        return POINTS / self.dpi

    @property
    def title(self) -> Letters:
        return Letters(15 if self.small else 22, bold=True)

    @property
    def heading(self) -> Letters:
        return Letters(7.5 if self.small else 9, bold=True)

    @property
    def body(self) -> Letters:
        return Letters(8.5 if self.small else 10)

    @property
    def strong(self) -> Letters:
        return Letters(8.5 if self.small else 10, bold=True)

    @property
    def little(self) -> Letters:
        return Letters(7.5 if self.small else 8.5)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One finished page."""

    form: Form
    marks: tuple[Mark, ...]
