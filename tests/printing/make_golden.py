"""Draw the papers at 203 dots per inch and keep their dots: `python -m tests.printing.make_golden`.

Look at the pages before they are committed. A test compares them dot for dot.
"""

from __future__ import annotations

from pathlib import Path

from postwright.domain.papers import PaperKind, PaperSize
from postwright.printing.dots import page_from_pdf
from postwright.printing.page import Page
from postwright.printing.papers.compose import compose
from tests.printing.papers.samples import PAPERS

FOLDER = Path(__file__).with_name("golden")
SIZES = (PaperSize.LETTER, PaperSize.LABEL)
DPI = 203


def drawn(kind: PaperKind, size: PaperSize) -> tuple[Page, ...]:
    """Every page of the sample paper as the print head burns it."""
    width, height = size.inches
    composed = compose(kind, [PAPERS[kind]], size, dpi=DPI)
    return tuple(page_from_pdf(page, dpi=DPI, width=width, height=height) for page in composed.pages)


def golden(kind: PaperKind, size: PaperSize, number: int) -> Path:
    return FOLDER / f"{kind}-{size}-{number}.png"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for kind in PaperKind:
        for size in SIZES:
            for number, page in enumerate(drawn(kind, size), 1):
                page.image().save(golden(kind, size, number), "PNG", dpi=(DPI, DPI), optimize=True)


if __name__ == "__main__":
    main()
