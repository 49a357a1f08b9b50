"""Hand a label to the Windows spooler in RAW mode, follow its job, list its printers. Takes ZPL only.

Written to the documentation of pywin32 and of the print spooler API; without pywin32 there is no printer.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import recognising
from postwright.printing.handover import FoundPrinter, Handed, JobEnd, JobWord, PrinterStatus, Recognised
from postwright.printing.line_words import line_words

_LOCAL_AND_CONNECTED = 2 | 4  # PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS
_LABEL_WORDS = ("zebra", "zdesigner", "zpl", "label", "generic / text")
# PRINTER_STATUS_* and JOB_STATUS_* of winspool.h.
_PAUSED = 0x1
_STOPS = {
    _PAUSED: "It is paused.",
    0x2: "It reports an error.",
    0x4: "It is being removed from this computer.",
    0x8: "Paper is jammed in it.",
    0x10: "It is out of paper.",
    0x40: "It has a problem with its paper.",
    0x80: "It is switched off or not connected.",
    0x800: "Its output is full.",
    0x1000: "It is not available.",
    0x40000: "Its toner or ribbon has run out.",
    0x100000: "It needs somebody at the printer.",
    0x400000: "It is open.",
}
_WORK_OFFLINE = 0x400  # PRINTER_ATTRIBUTE_WORK_OFFLINE
_JOB_HELD = {
    0x1: "The job is paused.",
    0x2: "The printer reports an error.",
    0x20: "The printer is switched off or not connected.",
    0x40: "The printer is out of paper.",
    0x200: "The driver cannot print the job.",
    0x400: "The printer needs somebody.",
}
_JOB_TAKEN_BACK, _JOB_PRINTING = 0x4 | 0x100, 0x10
_JOB_SENT = 0x80 | 0x1000  # printed, complete: both mean that the bytes were sent (users of QZ Tray found)
_GONE = "Windows does not know this job any more. It was sent to the printer, or taken back."


def send(printer: str, content: bytes, *, title: str) -> Handed:
    """Raises PaperFault: PRINTER_UNKNOWN before anything is handed over, then MAY_HAVE_PRINTED."""
    with _opened(printer) as (spooler, handle):
        started = False
        try:
            job = spooler.StartDocPrinter(handle, 1, (title, None, "RAW"))
            started = True
            spooler.StartPagePrinter(handle)
            taken = spooler.WritePrinter(handle, content)
            if taken != len(content):
                spooler.AbortPrinter(handle)
                words = f"The spooler took {taken} of {len(content)} bytes."
                raise PaperFault(FaultKind.MAY_HAVE_PRINTED, words)
            spooler.EndPagePrinter(handle)
            # The job is named while it must still be there.
            name = _named(spooler, handle, job)
            spooler.EndDocPrinter(handle)
        except spooler.error as error:
            kind = FaultKind.MAY_HAVE_PRINTED if started else FaultKind.PRINTER_REFUSED
            raise PaperFault(kind, line_words(error)) from error
        return Handed(f"Job {job}.", name)


def follow(printer: str, job: str) -> JobWord:
    """What the spooler says of a job. A job that is gone may have been sent or taken back."""
    identity, _, mark = job.partition("@")
    if not identity.isdecimal():
        return JobWord(JobEnd.UNKNOWN)
    try:
        with _opened(printer) as (spooler, handle):
            try:
                told = spooler.GetJob(handle, int(identity), 1)
            except spooler.error:
                return JobWord(JobEnd.UNKNOWN, _GONE)
    except PaperFault as fault:
        return JobWord(JobEnd.NO_ANSWER, fault.detail)
    if str(told["Submitted"]) != mark:
        return JobWord(JobEnd.UNKNOWN, _GONE)
    return job_word(int(told["Status"]))


def status(printer: str) -> PrinterStatus:
    """Raises PaperFault where there is no such printer."""
    told = _about(printer)
    return printer_status(int(told["Status"]), int(told["Attributes"]))


def recognise(printer: str) -> Recognised:
    """By the name of its driver. Raises PaperFault where there is no such printer."""
    return _by_driver(str(_about(printer)["pDriverName"]))


def printers() -> tuple[FoundPrinter, ...]:
    """Every printer of this computer and those it is connected to; none without pywin32."""
    try:
        spooler = _spooler()
        found = spooler.EnumPrinters(_LOCAL_AND_CONNECTED, None, 2)
    except PaperFault:
        return ()
    return tuple(_found(one) for one in found)


def printer_status(flags: int, attributes: int = 0) -> PrinterStatus:
    """What the flags of a printer mean. Many drivers set none, whatever is wrong."""
    words = [text for flag, text in _STOPS.items() if flags & flag]
    if attributes & _WORK_OFFLINE:
        words.append("It is set to work offline.")
    return PrinterStatus(not words, " ".join(words or ["The queue takes labels."]), tuple(words))


def job_word(flags: int) -> JobWord:
    """What the flags of a job mean; what holds it up counts before how far it is."""
    held = [text for flag, text in _JOB_HELD.items() if flags & flag]
    if flags & _JOB_TAKEN_BACK:
        return JobWord(JobEnd.ABORTED, "The job was taken back; a part of it may have come out.")
    if held:
        return JobWord(JobEnd.HELD, " ".join(held))
    if flags & _JOB_SENT:
        return JobWord(JobEnd.DONE)
    return JobWord(JobEnd.PRINTING if flags & _JOB_PRINTING else JobEnd.WAITING)


def _found(one: dict[str, Any]) -> FoundPrinter:
    name = str(one["pPrinterName"])
    guess = _by_driver(str(one["pDriverName"]))
    status = printer_status(int(one["Status"]), int(one["Attributes"]))
    state = "paused" if int(one["Status"]) & _PAUSED else "ready" if status.ready else "not ready"
    language = guess.language or Language.PDF
    return FoundPrinter(name, f"windows:{name}", state, language, guess.dpi, guess.model)


def _by_driver(driver: str) -> Recognised:
    guess = recognising.by_model(driver, "the name of its driver")
    takes_zpl = any(word in driver.lower() for word in _LABEL_WORDS)
    return Recognised(Language.ZPL, guess.dpi, driver, guess.how) if takes_zpl else guess


def _about(printer: str) -> dict[str, Any]:
    with _opened(printer) as (spooler, handle):
        try:
            told: dict[str, Any] = spooler.GetPrinter(handle, 2)
        except spooler.error as error:
            raise PaperFault(FaultKind.PRINTER_UNREACHABLE, line_words(error)) from error
        return told


def _named(spooler: Any, handle: Any, job: int) -> str:
    """The spooler gives numbers again, so the time when the job came belongs to its name."""
    with suppress(spooler.error):
        return f"{job}@{spooler.GetJob(handle, job, 1)['Submitted']}"
    return ""


@contextmanager
def _opened(printer: str) -> Iterator[tuple[Any, Any]]:
    spooler = _spooler()
    try:
        handle = spooler.OpenPrinter(printer)
    except spooler.error as error:
        raise PaperFault(FaultKind.PRINTER_UNKNOWN, printer) from error
    try:
        yield spooler, handle
    finally:
        spooler.ClosePrinter(handle)


def _spooler() -> Any:
    try:
        return importlib.import_module("win32print")
    except ImportError as error:
        words = "This computer has no Windows spooler, or pywin32 is missing."
        raise PaperFault(FaultKind.PRINTER_UNREACHABLE, words) from error
