"""Commands about papers that are no labels: slip, receipt, QR card, pickup list, end-of-day sheet, report."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from postwright.bookkeeping import month_sheet
from postwright.commands.answer import Answer
from postwright.commands.labels import find_entry
from postwright.commands.opening import opened
from postwright.commands.reporting import read_month
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.month import Month
from postwright.domain.papers import Paper, PaperKind, PaperPlace, PaperSize, paper_place, size_of
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.operations import write_papers
from postwright.operations.print_paper import PaperSent, print_paper, save_paper
from postwright.shop import Shop
from postwright.stationery import stationery


def packing_slip(args: Namespace) -> Answer:
    """`paper packing-slip LABEL`: what goes into the parcel with the goods."""
    with opened(args) as shop:
        entry = find_entry(shop, args.label)
        paper = write_papers.packing_slip(stationery(shop), entry.id)
        return _given(shop, args, PaperKind.PACKING_SLIP, [paper], {"label": entry.id})


def receipt(args: Namespace) -> Answer:
    """`paper receipt LABEL`: what the postage cost."""
    with opened(args) as shop:
        entry = find_entry(shop, args.label)
        paper = write_papers.receipt(stationery(shop), entry.id)
        return _given(shop, args, PaperKind.RECEIPT, [paper], {"label": entry.id})


def qr_card(args: Namespace) -> Answer:
    """`paper qr-card LABEL`: the code and the three steps, for the counter."""
    with opened(args) as shop:
        entry = find_entry(shop, args.label)
        paper = write_papers.qr_card(stationery(shop), entry.id)
        return _given(shop, args, PaperKind.QR_CARD, [paper], {"label": entry.id})


def pickup_list(args: Namespace) -> Answer:
    """`paper pickup-list N`: which parcels the carrier takes along."""
    with opened(args) as shop:
        paper = write_papers.pickup_list(stationery(shop), args.pickup)
        return _given(shop, args, PaperKind.PICKUP_LIST, [paper], {"pickup": args.pickup})


def end_of_day(args: Namespace) -> Answer:
    """`paper end-of-day`: the parcels that leave on a day, from each place."""
    with opened(args) as shop:
        sheets = write_papers.end_of_day(stationery(shop), _day(args.date), args.origin)
        told = {
            "day": sheets[0].day,
            "places": [
                {
                    "origin": one.origin,
                    "parcels": len(one.parcels),
                    "postage": one.postage,
                    "forms": one.forms,
                }
                for one in sheets
            ],
        }
        return _given(shop, args, PaperKind.END_OF_DAY, sheets, told)


def month_report(args: Namespace) -> Answer:
    """`paper month-report`: what the labels of a month came to; without a month, of the present one."""
    with opened(args) as shop:
        month = read_month(args.month) or Month.of(shop.now(), shop.zone())
        paper = month_sheet(shop, month)
        return _given(shop, args, PaperKind.MONTH_REPORT, [paper], {"month": str(month)})


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadInput(FaultKind.PAPER_EMPTY, "Write the day as 2026-11-24.", field="--date") from error


def _given(
    shop: Shop, args: Namespace, kind: PaperKind, papers: Sequence[Paper], told: dict[str, object]
) -> Answer:
    """Saved with --out, else sent to the printer that was named or that takes such papers by itself."""
    size = PaperSize(args.size) if args.size else None
    if args.out:
        place = paper_place(shop.preferences, kind)
        chosen = size or (place.size if place else PaperSize.LETTER)
        return _answer(kind, save_paper(kind, papers, chosen, Path(args.out)), told | {"file": args.out})
    where = named_place(shop, args, kind, size)
    return _answer(
        kind, print_paper(shop.renderer, kind, papers, where), told | {"printer": where.profile.name}
    )


def _answer(kind: PaperKind, sent: PaperSent, told: dict[str, object]) -> Answer:
    data = {"paper": kind, "pages": sent.pages, "size": sent.size, **told, "detail": sent.sentence}
    return Answer(data, (sent.sentence,))


def named_place(shop: Shop, args: Namespace, kind: PaperKind, size: PaperSize | None) -> PaperPlace:
    """The printer by its name in Settings, or a port of its own with the size that was asked for."""
    preferences, name = shop.preferences, args.printer
    known = preferences.printer_named(name) if name else None
    if known is not None:
        return PaperPlace(known, size or size_of(known))
    if name and ":" in name:
        chosen = size or PaperSize.LETTER
        width, height = chosen.inches
        zpl = name.startswith("tcp:") or args.language == Language.ZPL
        language = Language.ZPL if zpl else Language.PDF
        return PaperPlace(PrinterProfile(name, name, language, args.dpi, width, height), chosen)
    place = None if name else paper_place(preferences, kind)
    if place is None:
        raise BadInput(
            FaultKind.PRINTER_UNKNOWN, name or "Name a printer with --printer, or a file with --out."
        )
    return PaperPlace(place.profile, size or place.size)
