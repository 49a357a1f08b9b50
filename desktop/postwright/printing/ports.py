"""One door to every way of getting bytes to a printer: `cups:`, `tcp:`, `windows:`, `file:` and `folder:`.

Refuses what the port cannot take, before a byte leaves. Counts and remembers nothing.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import cups, file_port, ipp_port, recognising, socket9100, windows
from postwright.printing.handover import (
    FoundPrinter,
    Handed,
    JobEnd,
    JobWord,
    PrinterStatus,
    Progress,
    Recognised,
    Sheet,
    Stopped,
)
from postwright.printing.ipp import Place, place_of
from postwright.printing.ipp_jobs import about, job_word, state_of

_RAW_PORT = 9100
_HOST = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.%\w]+)\]|(?P<host>[^:\[\]\s]+))(?::(?P<port>\d{1,5}))?")


def send(
    port: str,
    content: bytes,
    *,
    language: Language,
    title: str,
    width: float = 4,
    height: float = 6,
    progress: Progress | None = None,
    stopped: Stopped | None = None,
) -> Handed:
    """Hand the bytes over; size of the paper in inches.

    Raises PaperFault: PRINTER_UNKNOWN, PRINTER_UNREACHABLE and PRINTER_REFUSED when nothing was printed,
    MAY_HAVE_PRINTED when nobody can know; Environment when a file cannot be written.
    """
    kind, _, place = port.partition(":")
    sheet = Sheet(_plain(title), language, width, height)
    if kind == "cups" and _is_queue(place):
        return cups.send(place, content, sheet, progress)
    if kind == "ipp" and (server := place_of(place)):
        return ipp_port.send(server, content, sheet, progress)
    if kind == "tcp" and (host := _HOST.fullmatch(place)):
        _only_zpl(place, language)
        return socket9100.send(*_address(host), content, progress)
    if kind == "windows" and place:
        _only_zpl(place, language)
        return windows.send(place, content, title=sheet.title)
    if kind == "file" and place:
        return file_port.write_file(Path(place).expanduser(), content)
    if kind == "folder" and place:
        folder = Path(place).expanduser()
        return file_port.write_into_folder(folder, content, title=sheet.title, language=language)
    raise PaperFault(FaultKind.PRINTER_UNKNOWN, port)


def follow(port: str, job: str) -> JobWord:
    """What the port says now of a job that `send` named. Raises nothing for a printer that is silent."""
    kind, _, place = port.partition(":")
    if kind == "cups" and _is_queue(place):
        return cups.follow(place, job)
    if kind == "ipp" and (server := place_of(place)):
        return job_word(server, job)
    return JobWord(JobEnd.UNKNOWN)


def status(port: str) -> PrinterStatus:
    """How the printer is, asked without printing or changing anything; three seconds at most.

    A printer that does not answer has ready None and costs those three seconds: in a run of labels, ask
    again only where the first answer was not None.
    """
    try:
        return _status(port)
    except PaperFault as fault:
        return PrinterStatus(False, _why(fault))


def recognise(port: str) -> Recognised:
    """Guess language and density by what the printer says of itself. Not on the window's thread."""
    kind, _, place = port.partition(":")
    try:
        if kind == "cups" and _is_queue(place):
            return cups.recognise(place)
        if kind == "ipp" and (server := place_of(place)):
            return recognising.by_ipp(about(server))
        if kind == "tcp" and (host := _HOST.fullmatch(place)):
            return _of_network_printer(*_address(host))
    except PaperFault as fault:
        return Recognised(how=_why(fault))
    return Recognised()


def printers() -> tuple[FoundPrinter, ...]:
    """The printers that this computer knows. Asks other programs, so not on the window's thread."""
    return windows.printers() if sys.platform == "win32" else cups.printers()


def _status(port: str) -> PrinterStatus:
    kind, _, place = port.partition(":")
    if kind == "cups" and _is_queue(place):
        return cups.status(place)
    if kind == "ipp" and (server := place_of(place)):
        return state_of(about(server))
    if kind == "tcp" and (host := _HOST.fullmatch(place)):
        return socket9100.status(*_address(host))
    return PrinterStatus(None)


def _of_network_printer(host: str, number: int) -> Recognised:
    """By IPP first: an office printer answers there, and on the raw port it would print the question."""
    shown = f"[{host}]" if ":" in host else host
    try:
        guess = recognising.by_ipp(about(Place(f"ipp://{shown}/ipp/print", host, path="/ipp/print")))
        if guess.language is Language.PDF:
            return guess
    except PaperFault:
        pass  # most label printers have no IPP
    return socket9100.recognise(host, number)


def _address(host: re.Match[str]) -> tuple[str, int]:
    return host["six"] or host["host"], int(host["port"] or _RAW_PORT)


def _why(fault: PaperFault) -> str:
    if fault.kind is FaultKind.PRINTER_UNKNOWN:
        return "There is no such printer."
    return fault.detail or "It does not answer."


def _is_queue(name: str) -> bool:
    """A name that `lp` cannot take for one of its options."""
    return bool(name) and not name.startswith("-") and name.isprintable() and not set(name) & set(" /#'\"")


def _only_zpl(place: str, language: Language) -> None:
    if language is not Language.ZPL:
        words = f"{place} takes bytes as they are, so a PDF would come out as pages of letters. Choose ZPL."
        raise PaperFault(FaultKind.PRINTER_REFUSED, words)


def _plain(title: str) -> str:
    """A job title without line ends and other marks that a spooler might trip over, or take for an option."""
    return "".join(sign if sign.isprintable() else " " for sign in title).strip()[:100].lstrip("-")
