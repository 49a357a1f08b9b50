"""What the Printers page shows: profiles, printers found, and what is wrong with a port. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.ui.settings.screen import FoundPrinterRow

LANGUAGES = {Language.ZPL: "ZPL (label printers)", Language.PDF: "PDF (any printer)"}
# Thermal printers count darkness 0 to 30 and speed 2 to 14 inches a second (ZPL's ~SD and ^PR).
DARKNESS = range(0, 31)
SPEEDS = range(2, 15)


def port_problem(port: str) -> str:
    """What is wrong with how a printer is reached, or nothing."""
    kind, _, rest = port.partition(":")
    if kind not in {"cups", "tcp", "file", "folder"} or not rest.strip():
        return "Write cups:NAME, tcp:HOST:9100, file:PATH or folder:PATH."
    if kind == "tcp":
        host, _, number = rest.rpartition(":")
        if not host or not number.isdecimal() or not 0 < int(number) < 65536:
            return "Write the host and the port number, such as tcp:192.168.1.20:9100."
    return ""


@dataclass(frozen=True, slots=True)
class PrintersScreen:
    """Everything shown. `form` grows when the fields must be written anew."""

    profiles: tuple[PrinterProfile, ...] = ()
    default: str = ""
    chosen: int = 0
    form: int = 0
    found: tuple[FoundPrinterRow, ...] = ()
    finding: bool = False
    looked: bool = False
    testing: bool = False
    name_problem: str = ""

    @property
    def profile(self) -> PrinterProfile | None:
        return self.profiles[self.chosen] if 0 <= self.chosen < len(self.profiles) else None

    @property
    def is_empty(self) -> bool:
        return not self.profiles

    @property
    def port_problem(self) -> str:
        return port_problem(self.profile.port) if self.profile else ""

    @property
    def can_test(self) -> bool:
        return self.profile is not None and not self.testing and not self.port_problem

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Name and stock of each row."""
        return tuple((one.name, stock_words(one)) for one in self.profiles)

    @property
    def found_line(self) -> str:
        """What looking for printers came to."""
        if self.finding:
            return "Looking for printers…"
        if not self.looked:
            return ""
        return "" if self.found else "No printer was found. Switch it on, or write how it is reached."

    def is_default(self, index: int) -> bool:
        names = [one.name for one in self.profiles]
        return index == (names.index(self.default) if self.default in names else 0)

    @property
    def can_make_default(self) -> bool:
        return self.profile is not None and not self.is_default(self.chosen)


def stock_words(profile: PrinterProfile) -> str:
    """ "4 x 6 in · 203 dpi · ZPL"."""
    return f"{profile.width:g} x {profile.height:g} in · {profile.dpi} dpi · {profile.language.upper()}"
