"""One door to every way of getting bytes to a printer, and to what printers and spoolers say of themselves.

Refuses what the port cannot take, before a byte leaves. Counts and remembers nothing.
"""

from __future__ import annotations

import sys

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.printing import cups, cups_devices, device_port, windows
from postwright.printing.asking import Asking
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
from postwright.printing.ways import way_of


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
    asking: Asking | None = None,
) -> Handed:
    """Hand the bytes over; size of the paper in inches. `stopped` is asked once, before the first byte: a
    label that has begun is sent to its end. With `asking` a printer that can say so is asked first whether it
    can print.

    Raises PaperFault: PRINTER_UNKNOWN, PRINTER_UNREACHABLE, PRINTER_REFUSED and PRINTER_NOT_READY when
    nothing was printed, MAY_HAVE_PRINTED when nobody can know; Environment when a file cannot be written.
    """
    way = way_of(port)
    if way is None:
        raise PaperFault(FaultKind.PRINTER_UNKNOWN, port)
    if way.zpl_only and language is not Language.ZPL:
        place = port.partition(":")[2]
        words = f"{place} takes bytes as they are, so a PDF would come out as pages of letters. Choose ZPL."
        raise PaperFault(FaultKind.PRINTER_REFUSED, words)
    if stopped is not None and stopped():
        raise PaperFault(FaultKind.PRINTER_REFUSED, "It was stopped before anything was sent.")
    if asking is not None and way.send_if_ready is not None:
        return way.send_if_ready(content, progress, asking)
    return way.send(content, Sheet(_plain(title), language, width, height), progress)


def send_to(profile: PrinterProfile, content: bytes, *, title: str, asking: Asking | None = None) -> Handed:
    """Hand over what was made for this printer and its stock. Raises as `send` does."""
    return send(
        profile.port,
        content,
        language=profile.language,
        title=title,
        width=profile.width,
        height=profile.height,
        asking=asking,
    )


def follow(port: str, job: str) -> JobWord:
    """What the port says now of a job that `send` named. A port that is silent is NO_ANSWER, no fault."""
    way = way_of(port)
    return way.follow(job) if way else JobWord(JobEnd.UNKNOWN)


def status(port: str) -> PrinterStatus:
    """How the printer is, asked without printing or changing anything; three seconds at most.

    A printer that does not answer has ready None and costs those three seconds: in a run of labels, ask
    again only where the first answer was not None.
    """
    way = way_of(port)
    try:
        return way.status() if way else PrinterStatus(False, "There is no such printer.")
    except PaperFault as fault:
        return PrinterStatus(False, _why(fault))


def recognise(port: str) -> Recognised:
    """Guess language and density by what the printer says of itself. Not on the window's thread."""
    way = way_of(port)
    try:
        return way.recognise() if way else Recognised()
    except PaperFault as fault:
        return Recognised(how=_why(fault))


def printers() -> tuple[FoundPrinter, ...]:
    """The printers that this computer knows. Asks the print system, so not on the window's thread."""
    return windows.printers() if sys.platform == "win32" else (*cups.printers(), *device_port.printers())


def devices() -> tuple[FoundPrinter, ...]:
    """The printers that stand on the network and were not set up on this computer. Takes seconds; none where
    nobody looks for them, or this user may not ask.
    """
    found = () if sys.platform == "win32" else cups_devices.devices()
    return tuple(one for one in found if way_of(one.port) is not None)


def _why(fault: PaperFault) -> str:
    if fault.kind is FaultKind.PRINTER_UNKNOWN:
        return "There is no such printer."
    return fault.detail or "It does not answer."


def _plain(title: str) -> str:
    """A job title without line ends and other marks that a spooler might trip over, or take for an option."""
    return "".join(sign if sign.isprintable() else " " for sign in title).strip()[:100].lstrip("-")
