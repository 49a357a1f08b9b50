"""Draw a practice label at each density and keep its dots: `python -m tests.printing.make_golden_labels`.

Look at the pages before they are committed. A test compares them dot for dot.
"""

from __future__ import annotations

from pathlib import Path

from postwright.domain.barcode import SAMPLE_PREFIX
from postwright.practice.documents import pdf
from postwright.practice.documents.layout import lay_out
from postwright.practice.documents.sheet import Sheet
from postwright.printing.dots import page_from_pdf
from postwright.printing.page import Page
from tests.printing.zpl_samples import NUMBER

FOLDER = Path(__file__).with_name("golden_labels")
DENSITIES = (203, 300)
PRACTICE_SHEET = Sheet(
    letter="G",
    banner="USPS GROUND ADVANTAGE",
    caption="USPS TRACKING #",
    sender=("PAPER & PINE", "1200 PEARL ST", "BOULDER CO 80302"),
    receiver=("JANE DOE", "742 EVERGREEN TER", "SPRINGFIELD IL 62701"),
    references=("ORDER 1001",) * 3,
    ship_date="10/22/2026",
    weight="9.5 oz",
    zone="Zone 8",
    origin_zip="92081",
    code=SAMPLE_PREFIX + NUMBER,
    number=NUMBER,
)


def drawn(dpi: int) -> Page:
    return page_from_pdf(pdf.draw(lay_out(PRACTICE_SHEET)), dpi=dpi)


def golden(dpi: int) -> Path:
    return FOLDER / f"label-{dpi}.png"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for dpi in DENSITIES:
        drawn(dpi).image().save(golden(dpi), "PNG", dpi=(dpi, dpi), optimize=True)


if __name__ == "__main__":
    main()
