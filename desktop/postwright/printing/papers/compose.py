"""Any paper as a PDF for a size and a density: one document of all pages, or one of each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from postwright.domain.papers import (
    EndOfDaySheet,
    MonthPaper,
    PackingSlip,
    Paper,
    PaperKind,
    PaperSize,
    PickupList,
    QrCard,
    Receipt,
)
from postwright.printing.papers.ink import pdf_of
from postwright.printing.papers.lists import end_of_day, pickup_list
from postwright.printing.papers.month import month_report
from postwright.printing.papers.qr_card import qr_card
from postwright.printing.papers.sheet import Form, Sheet
from postwright.printing.papers.slips import packing_slip, receipt

# What an office printer has at least; 600 is a multiple of it.
OFFICE_DPI = 300
TITLES = {
    PaperKind.PACKING_SLIP: "Packing slip",
    PaperKind.RECEIPT: "Postage receipt",
    PaperKind.QR_CARD: "QR card",
    PaperKind.PICKUP_LIST: "Pickup list",
    PaperKind.END_OF_DAY: "End of day",
    PaperKind.MONTH_REPORT: "Monthly report",
}


@dataclass(frozen=True, slots=True)
class Composed:
    """The pages of one or more papers."""

    title: str
    sheets: tuple[Sheet, ...]

    @property
    def pdf(self) -> bytes:
        return pdf_of(self.sheets, title=self.title)

    @property
    def pages(self) -> tuple[bytes, ...]:
        """Each page as a document of its own, for a printer that takes one page at a time."""
        return tuple(pdf_of((sheet,), title=self.title) for sheet in self.sheets)


def compose(kind: PaperKind, papers: Sequence[Paper], size: PaperSize, *, dpi: int = OFFICE_DPI) -> Composed:
    """Papers of one kind, one after the other, each with its own page numbers.

    Raises PaperFault(DOCUMENT_UNUSABLE) for a QR code that would not be read as it is printed.
    """
    form = Form(size, dpi)
    return Composed(TITLES[kind], tuple(sheet for paper in papers for sheet in _laid(paper, form)))


def _laid(paper: Paper, form: Form) -> tuple[Sheet, ...]:
    match paper:
        case PackingSlip():
            return packing_slip(paper, form)
        case Receipt():
            return receipt(paper, form)
        case QrCard():
            return qr_card(paper, form)
        case PickupList():
            return pickup_list(paper, form)
        case EndOfDaySheet():
            return end_of_day(paper, form)
        case MonthPaper():
            return month_report(paper, form)
    assert_never(paper)
