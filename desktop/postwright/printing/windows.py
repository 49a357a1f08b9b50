"""Hand a label to the Windows spooler in RAW mode, and list its printers. Takes ZPL only; needs pywin32."""

from __future__ import annotations

import importlib
from typing import Any

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing.handover import FoundPrinter, Handed

_LOCAL_AND_CONNECTED = 2 | 4  # PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS
_PAUSED = 1  # PRINTER_STATUS_PAUSED
_LABEL_WORDS = ("zebra", "zdesigner", "zpl", "label", "generic / text")


def send(printer: str, content: bytes, *, title: str) -> Handed:
    """Raises PaperFault: PRINTER_UNKNOWN before anything is handed over, then MAY_HAVE_PRINTED."""
    spooler = _spooler()
    try:
        handle = spooler.OpenPrinter(printer)
    except spooler.error as error:
        raise PaperFault(FaultKind.PRINTER_UNKNOWN, printer) from error
    started = False
    try:
        job = spooler.StartDocPrinter(handle, 1, (title, None, "RAW"))
        started = True
        spooler.StartPagePrinter(handle)
        spooler.WritePrinter(handle, content)
        spooler.EndPagePrinter(handle)
        spooler.EndDocPrinter(handle)
    except spooler.error as error:
        kind = FaultKind.MAY_HAVE_PRINTED if started else FaultKind.PRINTER_REFUSED
        raise PaperFault(kind, str(error)) from error
    finally:
        spooler.ClosePrinter(handle)
    return Handed(f"job {job}")


def printers() -> tuple[FoundPrinter, ...]:
    """Every printer of this computer and those it is connected to; none without pywin32."""
    try:
        spooler = _spooler()
        found = spooler.EnumPrinters(_LOCAL_AND_CONNECTED, None, 2)
    except PaperFault:
        return ()
    return tuple(_found(one) for one in found)


def _found(one: dict[str, Any]) -> FoundPrinter:
    name, driver = one["pPrinterName"], one["pDriverName"]
    takes_zpl = any(word in driver.lower() for word in _LABEL_WORDS)
    state = "paused" if one["Status"] & _PAUSED else "ready"
    return FoundPrinter(name, f"windows:{name}", state, Language.ZPL if takes_zpl else Language.PDF)


def _spooler() -> Any:
    try:
        return importlib.import_module("win32print")
    except ImportError as error:
        words = "This computer has no Windows spooler, or pywin32 is missing."
        raise PaperFault(FaultKind.PRINTER_UNREACHABLE, words) from error
