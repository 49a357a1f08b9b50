"""Hand a label to a printer behind a device file: USB (`/dev/usb/lp0`) or a serial line. Takes ZPL only.

A label is never broken off here: half of one holds the printer up, and the next would be taken for its rest.
Refuses a path that is no device, since a plain file has a port of its own.
"""

from __future__ import annotations

import errno
import os
import select
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import host_query, recognising
from postwright.printing.handover import FoundPrinter, Handed, PrinterStatus, Progress, Recognised
from postwright.printing.host_query import Wire
from postwright.printing.line_words import line_words

# How long a printer may take nothing at all, and what a serial line sends for a byte: with start and stop.
PATIENCE = 30.0
_BITS = 10
# As printers leave the factory.
_BAUD = 9600
_CHUNK = 4096
_LOOK = 0.02
_USB_DEVICES, _USB_CLASS = Path("/dev/usb"), Path("/sys/class/usbmisc")
_NOT_THERE = "It is switched off or not connected."
_SAYS_NO = {
    errno.EACCES: "This user may not use the device. Add the user to its group, often lp or dialout.",
    errno.EPERM: "This user may not use the device. Add the user to its group, often lp or dialout.",
    errno.ENOENT: _NOT_THERE,
    errno.ENXIO: _NOT_THERE,
    errno.ENODEV: _NOT_THERE,
    errno.EBUSY: "Another program is using the printer.",
}


def send(
    path: str, baud: int | None, content: bytes, progress: Progress | None = None, patience: float = PATIENCE
) -> Handed:
    """Raises PaperFault: PRINTER_UNREACHABLE and PRINTER_REFUSED while no byte has left, then
    MAY_HAVE_PRINTED.
    """
    with _opened(path, baud, os.O_WRONLY) as device:
        serial = os.isatty(device)
        # Twice what the wire needs, since a printer pauses the line while it prints.
        wire = 2 * len(content) * _BITS / (baud or _BAUD) if serial else 0.0
        _write(device, content, progress, patience, time.monotonic() + patience + wire)
        return Handed("The printer took the label.")


def status(path: str, baud: int | None) -> PrinterStatus:
    """Asked by ~HS. Raises PaperFault(PRINTER_UNREACHABLE)."""
    with _opened(path, baud, os.O_RDWR) as device:
        return host_query.status(_wire(device))


def recognise(path: str, baud: int | None) -> Recognised:
    """By what USB tells; ~HI is asked where that is ZPL or nothing, as any other printer would print it."""
    known = recognising.by_device_id(_device_id(path))
    if known.language is Language.PDF:
        return known
    with _opened(path, baud, os.O_RDWR) as device:
        asked = host_query.identity(_wire(device))
    return asked if asked.language or asked.speaks or not known.language else known


def printers() -> tuple[FoundPrinter, ...]:
    """The label printers behind USB device files; one that takes no ZPL is of no use there."""
    paths = [str(one) for one in sorted(_USB_DEVICES.glob("lp*"))]
    known = [(path, recognising.by_device_id(_device_id(path))) for path in paths]
    return tuple(
        FoundPrinter(one.model or path, f"device:{path}", "unknown", Language.ZPL, one.dpi, one.model)
        for path, one in known
        if one.language is not Language.PDF
    )


def _device_id(path: str) -> str:
    with suppress(OSError):
        return (_USB_CLASS / Path(path).name / "device" / "ieee1284_id").read_text("utf-8", errors="replace")
    return ""


@contextmanager
def _opened(path: str, baud: int | None, way: int) -> Iterator[int]:
    try:
        device = os.open(path, way | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    except (OSError, ValueError) as error:
        raise _fault(error, 0, 0) from error
    try:
        if not stat.S_ISCHR(os.fstat(device).st_mode):
            raise PaperFault(FaultKind.PRINTER_REFUSED, f"{path} is not a printer. Use file: for a file.")
        if os.isatty(device):
            _set_up(device, baud or _BAUD)
        yield device
    except OSError as error:
        raise _fault(error, 0, 0) from error
    finally:
        os.close(device)


def _set_up(device: int, baud: int) -> None:
    """Eight bits as they are, at that speed; the printer holds us back by XOFF, as printers are set to."""
    import termios  # not on Windows, which has no device files either

    speed = getattr(termios, f"B{baud}", None)
    if speed is None:
        raise PaperFault(FaultKind.PRINTER_REFUSED, f"A serial line cannot run at {baud} baud.")
    modes = termios.tcgetattr(device)
    modes[0] = termios.IXON | termios.IXOFF
    modes[1] = modes[3] = 0
    modes[2] = termios.CS8 | termios.CREAD | termios.CLOCAL
    modes[4] = modes[5] = speed
    termios.tcsetattr(device, termios.TCSANOW, modes)


def _write(device: int, content: bytes, progress: Progress | None, patience: float, end: float) -> None:
    sent = 0
    try:
        while sent < len(content):
            _wait(device, patience, end)
            with suppress(BlockingIOError):
                sent += os.write(device, content[sent : sent + _CHUNK])
            if progress is not None:
                progress(sent, len(content))
        # USB takes the last piece back if the device is closed before it went through.
        _wait(device, patience, end)
        while _unsent(device):
            if time.monotonic() > end:
                raise TimeoutError("The printer stopped taking data.")
            time.sleep(_LOOK)
    except OSError as error:
        raise _fault(error, sent, len(content)) from error


def _wait(device: int, patience: float, end: float) -> None:
    left = min(patience, end - time.monotonic())
    if not select.select([], [device], [], max(0.0, left))[1]:
        raise TimeoutError("The printer stopped taking data.")


def _unsent(device: int) -> int:
    """Bytes of a serial line that lie in this computer still."""
    if not os.isatty(device):
        return 0
    import fcntl
    import termios

    return int.from_bytes(fcntl.ioctl(device, termios.TIOCOUTQ, b"\0" * 4), "little")


def _wire(device: int) -> Wire:
    def say(question: bytes) -> None:
        os.write(device, question)

    def hear(seconds: float) -> bytes:
        if not select.select([device], [], [], max(0.0, seconds))[0]:
            raise TimeoutError
        return os.read(device, 4096)

    return Wire(say, hear)


def _fault(error: OSError | ValueError, sent: int, total: int) -> PaperFault:
    code = getattr(error, "errno", None)
    words = _SAYS_NO.get(code or 0) or line_words(error)
    if sent:
        return PaperFault(FaultKind.MAY_HAVE_PRINTED, f"{sent} of {total} bytes were sent. {words}")
    refused = code in (errno.EACCES, errno.EPERM)
    return PaperFault(FaultKind.PRINTER_REFUSED if refused else FaultKind.PRINTER_UNREACHABLE, words)
