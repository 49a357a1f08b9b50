"""What USPS asks of a package barcode (IMpb), and how a measured one compares. Measures nothing itself.

A value that the source confirms and that is clearly missed fails; what is merely short of it warns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Result(StrEnum):
    """What a check found. A label with a failed check is not printed."""

    PASSED = "passed"
    WARNED = "warned"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `source` says who asks for it, or is empty where we do."""

    name: str
    result: Result
    words: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in inches, quiet zones in modules. What is below `unfit…` is not printed."""

    as_of: date
    document: str
    least_module: float
    most_module: float
    unfit_module: float
    least_height: float
    unfit_height: float
    least_quiet: float
    unfit_quiet: float

    @property
    def source(self) -> str:
        return f"{self.document}, as of {self.as_of:%B %Y}"


# Bars of 13 to 21 mils; 0.75 inch high, by exception 0.5; ten modules of white on either side. The source
# gives no tolerance: calibration and rounding to dots explain a tenth of a bar, and a quiet zone that the
# decoder could still do with is half of what is asked.
IMPB = Limits(
    as_of=date(2023, 12, 1),
    document="USPS2000508, as given in the BCOCA Reference (AFPC-0005), Code 128 modifier X'06'",
    least_module=0.013,
    most_module=0.021,
    unfit_module=0.0117,
    least_height=0.75,
    unfit_height=0.5,
    least_quiet=10,
    unfit_quiet=5,
)
# A bar is a whole number of dots: half a mil is what rounding may take or add at 203 dots an inch.
_ROUNDING = 0.0005
# Bars of a single dot fill in or break on a thermal head; half a dot is left for the measurement.
_LEAST_DOTS = 1.5
# Drawn at whole dots, an edge may lie half a dot from where it belongs; a burnt-out dot moves it by one.
_DOTS_OFF = 0.75
# Scanners tell a bar of one module from one of two up to half a module.
_MODULES_OFF = 0.3


@dataclass(frozen=True, slots=True)
class Bars:
    """A linear barcode as it lies on the page, in dots.

    `off` is how far an edge lies from where its module grid has it; `whole` is false when bars are broken.
    """

    dpi: int
    module: float
    height: float
    quiet_left: float
    quiet_right: float
    off: float = 0.0
    whole: bool = True

    @property
    def quiet(self) -> float:
        """The narrower quiet zone, in modules."""
        return min(self.quiet_left, self.quiet_right) / self.module


def check_bars(bars: Bars, limits: Limits | None) -> tuple[Check, ...]:
    """Evenness, width, height and quiet zones. Without limits, what cannot be printed fails all the same."""
    return (_evenness(bars), _width(bars, limits), _height(bars, limits), _quiet(bars, limits))


def _width(bars: Bars, limits: Limits | None) -> Check:
    name, inch = "Bar width", bars.module / bars.dpi
    measured = f"{bars.module:.2g} dots, {inch:.4f} inch"
    if bars.module < _LEAST_DOTS:
        words = f"The bars are only {bars.module:.2g} dots wide. A scanner could not read the print."
        return Check(name, Result.FAILED, words)
    if limits is None:
        return Check(name, Result.PASSED, f"The narrowest bar is {measured} wide.")
    asked = f"{limits.least_module:.3f} to {limits.most_module:.3f}"
    if inch < limits.unfit_module:
        words = (
            f"The bars are {inch:.3f} inch wide, and USPS asks for {asked}. The label may have been shrunk."
        )
        return Check(name, Result.FAILED, words, limits.source)
    if not limits.least_module - _ROUNDING <= inch <= limits.most_module + _ROUNDING:
        words = (
            f"The bars are {inch:.4f} inch wide, and USPS asks for {asked}. Some scanners may not read them."
        )
        return Check(name, Result.WARNED, words, limits.source)
    words = f"The narrowest bar is {measured} wide. USPS asks for {asked}."
    return Check(name, Result.PASSED, words, limits.source)


def _evenness(bars: Bars) -> Check:
    name = "Bars"
    if not bars.whole:
        words = "A white line runs through the bars. A scanner may misread them."
        return Check(name, Result.FAILED, words)
    if bars.off > max(_DOTS_OFF, _MODULES_OFF * bars.module):
        words = f"A bar is off by {bars.off:.1f} dots. A dot of the print head may be dead."
        return Check(name, Result.WARNED, words)
    return Check(name, Result.PASSED, "The bars are whole and evenly spaced.")


def _height(bars: Bars, limits: Limits | None) -> Check:
    name, inch = "Bar height", bars.height / bars.dpi
    if limits is None:
        return Check(name, Result.PASSED, f"The bars are {inch:.2f} inch high.")
    asked = f"The bars are {inch:.2f} inch high, and USPS asks for {limits.least_height:.2f}."
    if inch < limits.unfit_height:
        return Check(name, Result.FAILED, asked, limits.source)
    if inch < limits.least_height - 1 / bars.dpi:
        return Check(name, Result.WARNED, asked, limits.source)
    words = f"The bars are {inch:.2f} inch high. USPS asks for {limits.least_height:.2f}."
    return Check(name, Result.PASSED, words, limits.source)


def _quiet(bars: Bars, limits: Limits | None) -> Check:
    name = "Quiet zone"
    beside = f"{bars.quiet:.0f} bars of white beside the barcode"
    if limits is None:
        return Check(name, Result.PASSED, f"There are {beside}.")
    if bars.quiet < limits.unfit_quiet:
        words = f"There are only {beside}, and USPS asks for {limits.least_quiet:.0f}."
        return Check(name, Result.FAILED, words, limits.source)
    if bars.quiet * bars.module < limits.least_quiet * bars.module - 1:
        words = (
            f"There are {beside}, and USPS asks for {limits.least_quiet:.0f}. Some scanners may not read it."
        )
        return Check(name, Result.WARNED, words, limits.source)
    words = f"There are {beside}. USPS asks for {limits.least_quiet:.0f}."
    return Check(name, Result.PASSED, words, limits.source)
