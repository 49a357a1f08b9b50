"""Bind what the Printers page may ask for to the printers and the operations. Decides nothing."""

from __future__ import annotations

from postwright.operations.check_head import check_head
from postwright.operations.print_target import print_target, target_picture
from postwright.operations.print_test_page import print_test_page
from postwright.operations.set_up_printer import set_up_printer
from postwright.printing.handover import FoundPrinter
from postwright.printing.ports import devices, printers, status
from postwright.ui.settings.printers.deeds import FoundPrinterRow, PrinterDeeds, PrinterLook


def printer_deeds() -> PrinterDeeds:
    """All run on lanes."""
    return PrinterDeeds(
        find=found_printers,
        devices=found_devices,
        set_up=set_up_printer,
        look=look_at,
        test_page=print_test_page,
        target=print_target,
        target_picture=target_picture,
        ladder=check_head,
    )


def found_printers() -> tuple[FoundPrinterRow, ...]:
    return tuple(map(_row, printers()))


def found_devices() -> tuple[FoundPrinterRow, ...]:
    return tuple(map(_row, devices()))


def _row(one: FoundPrinter) -> FoundPrinterRow:
    return FoundPrinterRow(one.name, one.port, one.state, one.language)


def look_at(port: str) -> PrinterLook:
    """How the printer is now, in one sentence."""
    now = status(port)
    return PrinterLook(now.ready, now.words)
