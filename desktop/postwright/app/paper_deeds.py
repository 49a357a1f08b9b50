"""Bind what panels ask of papers to the operations. Decides nothing."""

from __future__ import annotations

from pathlib import Path

from postwright.bookkeeping import month_sheet
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.month import Month
from postwright.domain.papers import Paper, PaperKind, PaperSize, paper_place
from postwright.operations import write_papers
from postwright.operations.print_paper import print_paper, save_paper
from postwright.shop import Shop
from postwright.stationery import stationery
from postwright.ui.papers import PaperDeeds


def written(shop: Shop, kind: PaperKind, of: str) -> Paper:
    """The paper of a label, of a pickup by its number, or of a month."""
    desk = stationery(shop)
    if kind is PaperKind.MONTH_REPORT:
        return month_sheet(shop, Month.read(of))
    if kind is PaperKind.PICKUP_LIST:
        return write_papers.pickup_list(desk, int(of))
    if kind is PaperKind.RECEIPT:
        return write_papers.receipt(desk, of)
    if kind is PaperKind.QR_CARD:
        return write_papers.qr_card(desk, of)
    return write_papers.packing_slip(desk, of)


def paper_deeds(shop: Shop) -> PaperDeeds:
    def printer(kind: PaperKind) -> str:
        place = paper_place(shop.preferences, kind)
        return place.profile.name if place else ""

    def send(kind: PaperKind, of: str) -> str:
        place = paper_place(shop.preferences, kind)
        if place is None:
            raise PaperFault(FaultKind.PRINTER_UNKNOWN)
        return print_paper(shop.renderer, kind, [written(shop, kind, of)], place).sentence

    def save(kind: PaperKind, of: str, path: str) -> str:
        place = paper_place(shop.preferences, kind)
        size = place.size if place else PaperSize.LETTER
        return save_paper(kind, [written(shop, kind, of)], size, Path(path)).sentence

    return PaperDeeds(printer, send, save)
