"""Hand a label to a CUPS queue, which is a printer that speaks IPP. No page without a size.

A PDF is never given to a raw queue, which would print it as pages of letters, nor ZPL to an office printer.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import ipp_jobs, recognising
from postwright.printing.handover import (
    FoundPrinter,
    Handed,
    JobEnd,
    JobWord,
    PrinterStatus,
    Progress,
    Recognised,
    Sheet,
)
from postwright.printing.ipp import Place, ask
from postwright.printing.ipp_jobs import Ticket
from postwright.printing.ipp_message import PRINTER_GROUP, Attributes, Tag, attribute, request

_GET_PRINTERS = 0x4002
_LETTER = (8.5, 11.0)
_STATES = {3: "ready", 4: "printing", 5: "paused"}
_SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd")
_SERVER = re.compile(r"(?:\[(?P<six>[^]]+)\]|(?P<host>[^:/]+))(?::(?P<number>\d+))?")
_NOT_RUNNING = "The print system (CUPS) is not running, or this computer has none."
# No cover sheet and one copy, whatever the queue was set to: a copy is a label on a parcel.
_ONCE = attribute(Tag.INTEGER, "copies", 1) + attribute(Tag.NAME, "job-sheets", "none", "none")


def send(queue: str, content: bytes, sheet: Sheet, progress: Progress | None = None) -> Handed:
    """Give the bytes to the spooler, which may still lose them (measured)."""
    place = _queue(queue)
    attributes = _about(queue)
    _refuse_wrong_kind(queue, ipp_jobs.text(attributes, "printer-make-and-model"), sheet.language)
    if sheet.language is Language.ZPL:
        ticket = Ticket("application/vnd.cups-raw", _ONCE)
    else:
        paper = ipp_jobs.on_paper(attributes, sheet, custom=_custom(sheet))
        ticket = Ticket("application/pdf", _ONCE + paper)
    handed = ipp_jobs.print_job(place, content, ticket, title=sheet.title, progress=progress)
    status = ipp_jobs.state_of(attributes)
    return handed if status.ready else replace(handed, detail=f"{handed.detail} {status.words}")


def follow(queue: str, job: str) -> JobWord:
    """What CUPS says of the job. Its DONE means that the bytes are gone, even a part of them (measured)."""
    word = ipp_jobs.job_word(_queue(queue), job, takes_back_repeats=True)
    return replace(word, words=_NOT_RUNNING) if word.end is JobEnd.NO_ANSWER else word


def status(queue: str) -> PrinterStatus:
    """How the queue is. Raises PaperFault when there is none. Of the printer behind it CUPS knows only what
    the last job met.
    """
    return ipp_jobs.state_of(_about(queue), fine="The queue takes labels.")


def recognise(queue: str) -> Recognised:
    """By the model of the queue's driver, and by what the printer told CUPS."""
    return recognising.by_ipp(_about(queue))


def printers() -> tuple[FoundPrinter, ...]:
    """Every queue; none when CUPS is absent or not running."""
    try:
        told = ask(server(), request(_GET_PRINTERS, ipp_jobs.wanted()))
    except PaperFault:
        return ()
    return tuple(_found(one) for one in told.every(PRINTER_GROUP) if ipp_jobs.text(one, "printer-name"))


def _found(attributes: Attributes) -> FoundPrinter:
    name = ipp_jobs.text(attributes, "printer-name")
    guess = recognising.by_ipp(attributes)
    state = _STATES.get(ipp_jobs.number(attributes, "printer-state"), "unknown")
    status = ipp_jobs.state_of(attributes)
    return FoundPrinter(
        name,
        f"cups:{name}",
        "not ready" if status.ready is False and state != "paused" else state,
        guess.language or Language.PDF,
        guess.dpi,
        guess.model,
        ipp_jobs.texts(attributes, "media-supported"),
    )


def _about(queue: str) -> Attributes:
    try:
        return ipp_jobs.about(_queue(queue))
    except PaperFault as fault:
        unknown = fault.kind is FaultKind.PRINTER_UNKNOWN
        gone = fault.kind is FaultKind.PRINTER_UNREACHABLE
        words = f"{_NOT_RUNNING} {fault.detail}" if gone else fault.detail
        raise PaperFault(fault.kind, queue if unknown else words) from fault


def _refuse_wrong_kind(queue: str, model: str, language: Language) -> None:
    if not model:
        return
    if language is Language.PDF and recognising.is_raw(model):
        words = f"{queue} passes everything on as it is, so a PDF would come out as pages of letters."
        raise PaperFault(FaultKind.PRINTER_REFUSED, f"{words} Choose ZPL for this printer.")
    if language is Language.ZPL and not recognising.takes_zpl(model):
        words = f"{queue} is a {model}, which would print ZPL as pages of letters."
        raise PaperFault(FaultKind.PRINTER_REFUSED, f"{words} Choose PDF for this printer.")


def _custom(sheet: Sheet) -> str:
    """Without a paper size CUPS prints on letter paper (measured)."""
    if (sheet.width, sheet.height) == _LETTER:
        return "Letter"
    return f"Custom.{sheet.width:g}x{sheet.height:g}in"


def _queue(name: str) -> Place:
    return replace(server(), uri=f"ipp://localhost/printers/{quote(name)}", path=f"/printers/{quote(name)}")


def server() -> Place:
    """Where CUPS is, in the order in which its own programs look (client.conf(5)). Raises PaperFault."""
    named = os.environ.get("CUPS_SERVER") or _named_in_files()
    if not named:
        named = next((one for one in _SOCKETS if Path(one).exists()), "localhost")
    if named.startswith("/"):
        return Place("ipp://localhost/", "localhost", unix=named)
    found = _SERVER.match(named)
    if found is None:
        raise PaperFault(FaultKind.PRINTER_UNREACHABLE, f"{named} is no address of a print system.")
    return Place("ipp://localhost/", found["six"] or found["host"], int(found["number"] or 631))


def _named_in_files() -> str:
    for folder in (Path("~/.cups").expanduser(), Path("/etc/cups")):
        try:
            lines = (folder / "client.conf").read_text("utf-8", errors="replace").splitlines()
        except OSError:
            continue
        for line in lines:
            key, _, rest = line.strip().partition(" ")
            if key.lower() == "servername" and rest.strip():
                return rest.strip()
    return ""
