"""What the Printers page may ask for. No Qt, no printing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from postwright.domain.printer_setup import SetUp
from postwright.domain.printing_profile import Language, PrinterProfile


@dataclass(frozen=True, slots=True)
class FoundPrinterRow:
    """A printer that this computer knows. `state` is in its own words, such as "idle"."""

    name: str
    port: str
    state: str
    language: Language


@dataclass(frozen=True, slots=True)
class PrinterLook:
    """How a printer is now. `ready` is None where it does not say; `words` are one sentence."""

    ready: bool | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class PrinterDeeds:
    """`set_up` asks the printer at a port and makes a profile of what it says; nothing is printed by it.
    `devices` looks around on the network, for seconds.
    """

    find: Callable[[], tuple[FoundPrinterRow, ...]]
    devices: Callable[[], tuple[FoundPrinterRow, ...]]
    set_up: Callable[[str, str], SetUp]
    look: Callable[[str], PrinterLook]
    test_page: Callable[[PrinterProfile], str]
    target: Callable[[PrinterProfile], str]
    target_picture: Callable[[PrinterProfile], bytes]
    ladder: Callable[[PrinterProfile], str]
