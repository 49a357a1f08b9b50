"""Which way a port names: `cups:`, `ipp:`, `tcp:`, `device:`, `windows:`, `file:` or `folder:`.

A name that makes no sense has no way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from postwright.domain.printing_profile import Language
from postwright.printing import (
    cups,
    device_port,
    file_port,
    ipp_jobs,
    ipp_port,
    recognising,
    socket9100,
    windows,
)
from postwright.printing.asking import Asking
from postwright.printing.handover import (
    Handed,
    JobEnd,
    JobWord,
    PrinterStatus,
    Progress,
    Recognised,
    Sheet,
)
from postwright.printing.ipp import Place, place_of

_RAW_PORT = 9100
_HOST = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.%\w]+)\]|(?P<host>[^:\[\]\s]+))(?::(?P<port>\d{1,5}))?")
_DEVICE = re.compile(r"(?P<path>/[^?\0]+)(?:\?baud=(?P<baud>\d{2,7}))?")


def _knows_no_job(_: str) -> JobWord:
    return JobWord(JobEnd.UNKNOWN)


def _says_nothing() -> PrinterStatus:
    return PrinterStatus(None)


@dataclass(frozen=True, slots=True)
class Way:
    """What can be done by one port. `zpl_only` where bytes reach the printer as they are; `send_if_ready`
    where the printer itself can be asked first.
    """

    send: Callable[[bytes, Sheet, Progress | None], Handed]
    follow: Callable[[str], JobWord] = _knows_no_job
    status: Callable[[], PrinterStatus] = _says_nothing
    recognise: Callable[[], Recognised] = Recognised
    zpl_only: bool = False
    send_if_ready: Callable[[bytes, Progress | None, Asking], Handed] | None = None


def way_of(port: str) -> Way | None:
    """The way that a port names, and None for a name that makes no sense."""
    kind, _, place = port.partition(":")
    maker = _MAKERS.get(kind)
    return maker(place) if maker and place else None


def _cups(queue: str) -> Way | None:
    if queue.startswith(("-", ".")) or not queue.isprintable() or set(queue) & set(" /#?\\'\""):
        return None  # no queue can have such a name (lpadmin(8))
    return Way(
        partial(cups.send, queue),
        partial(cups.follow, queue),
        partial(cups.status, queue),
        partial(cups.recognise, queue),
    )


def _ipp(uri: str) -> Way | None:
    server = place_of(uri)
    if server is None:
        return None
    return Way(
        partial(ipp_port.send, server),
        partial(ipp_jobs.job_word, server),
        lambda: ipp_jobs.state_of(ipp_jobs.about(server)),
        lambda: recognising.by_ipp(ipp_jobs.about(server)),
    )


def _tcp(place: str) -> Way | None:
    found = _HOST.fullmatch(place)
    if found is None:
        return None
    host, number = found["six"] or found["host"], int(found["port"] or _RAW_PORT)
    return Way(
        lambda content, _, progress: socket9100.send(host, number, content, progress),
        status=partial(socket9100.status, host, number),
        recognise=partial(_network_printer, host, number),
        zpl_only=True,
        send_if_ready=partial(socket9100.send_if_ready, host, number),
    )


def _network_printer(host: str, number: int) -> Recognised:
    """By IPP first: an office printer answers there, and on the raw port it would print the question."""
    shown = f"[{host}]" if ":" in host else host
    guess = ipp_port.recognise(Place(f"ipp://{shown}/ipp/print", host, path="/ipp/print"))
    return guess if guess.language is Language.PDF else socket9100.recognise(host, number)


def _device(place: str) -> Way | None:
    found = _DEVICE.fullmatch(place)
    if found is None:
        return None
    path, baud = found["path"], int(found["baud"]) if found["baud"] else None
    return Way(
        lambda content, _, progress: device_port.send(path, baud, content, progress),
        status=partial(device_port.status, path, baud),
        recognise=partial(device_port.recognise, path, baud),
        zpl_only=True,
    )


def _windows(printer: str) -> Way:
    return Way(
        lambda content, sheet, _: windows.send(printer, content, title=sheet.title),
        partial(windows.follow, printer),
        partial(windows.status, printer),
        partial(windows.recognise, printer),
        zpl_only=True,
    )


def _file(path: str) -> Way:
    return Way(lambda content, *_: file_port.write_file(Path(path).expanduser(), content))


def _folder(path: str) -> Way:
    def write(content: bytes, sheet: Sheet, _: Progress | None) -> Handed:
        folder = Path(path).expanduser()
        return file_port.write_into_folder(folder, content, title=sheet.title, language=sheet.language)

    return Way(write)


_MAKERS: dict[str, Callable[[str], Way | None]] = {
    "cups": _cups,
    "ipp": _ipp,
    "tcp": _tcp,
    "device": _device,
    "windows": _windows,
    "file": _file,
    "folder": _folder,
}
