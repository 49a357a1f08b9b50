"""What the Printers page shows: profiles, printers found, calibration and head check. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass, field

from postwright.domain.calibration import setting_words
from postwright.domain.head_check import Gap, Ladder, gaps_of, head_words, ladder_of
from postwright.domain.printer_address import port_problem
from postwright.domain.printer_setup import has_head
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.domain.stock import places, stock_of
from postwright.ui.notice import Tone
from postwright.ui.settings.printers.deeds import FoundPrinterRow, PrinterLook

LANGUAGES = {Language.ZPL: "ZPL (label printers)", Language.PDF: "PDF (any printer)"}
# What is measured on the target, in its order.
MEASURES = ("A", "B", "C", "D", "Box")
NO_TEXTS = ("",) * len(MEASURES)


@dataclass(frozen=True, slots=True)
class CalibratingScreen:
    """The calibration card. `form` grows when the fields must be written anew."""

    open: bool = False
    printing: bool = False
    picture: bytes = field(default=b"", repr=False)
    expected: tuple[str, ...] = NO_TEXTS
    texts: tuple[str, ...] = NO_TEXTS
    problems: tuple[str, ...] = NO_TEXTS
    form: int = 0
    verdict: str = ""
    tone: Tone = Tone.PLAIN
    before: PrinterProfile | None = None

    @property
    def changed(self) -> bool:
        """Whether the profile was changed and can be changed back."""
        return self.before is not None

    @property
    def can_work_out(self) -> bool:
        a, b, c, d, box = (bool(text.strip()) for text in self.texts)
        return (a and b and c and d) or (box and not (a and b))


@dataclass(frozen=True, slots=True)
class HeadScreen:
    """The head check card. `form` grows when the typed gaps must be written anew."""

    open: bool = False
    printing: bool = False
    ladder: Ladder = field(default_factory=lambda: Ladder(1, 1))
    gaps: tuple[Gap, ...] = ()
    block: int = 0
    text: str = ""
    problem: str = ""
    form: int = 0

    @property
    def blocks(self) -> frozenset[int]:
        """The blocks with a gap."""
        return frozenset(gap.block for gap in self.gaps)

    @property
    def lines(self) -> frozenset[int]:
        """The lines of the chosen block with a gap; 0 for the whole block."""
        return frozenset(gap.line for gap in self.gaps if gap.block == self.block)

    @property
    def lines_in_block(self) -> int:
        """How many dots the chosen block has: the last one may be cut off by the sheet."""
        return len(self.ladder.columns(Gap(self.block))) if self.block else 0

    @property
    def save_words(self) -> str:
        count = len(self.gaps)
        return (
            "There is no gap" if not count else "Save this gap" if count == 1 else f"Save these {count} gaps"
        )


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
    adding: bool = False
    setting_up: str = ""
    address_problem: str = ""
    address_form: int = 0
    look: PrinterLook | None = None
    asking: bool = False
    calibrating: CalibratingScreen = field(default_factory=CalibratingScreen)
    head: HeadScreen = field(default_factory=HeadScreen)

    @property
    def profile(self) -> PrinterProfile | None:
        return self.profiles[self.chosen] if 0 <= self.chosen < len(self.profiles) else None

    @property
    def is_empty(self) -> bool:
        return not self.profiles

    @property
    def shows_finding(self) -> bool:
        """Without a printer the way to one is open."""
        return self.is_empty or self.adding

    @property
    def port_problem(self) -> str:
        return port_problem(self.profile.port) if self.profile else ""

    @property
    def paper_problem(self) -> str:
        """What is wrong with the paper that was chosen, or nothing."""
        if self.profile is None or places(self.profile):
            return ""
        return "No 4 x 6 label fits on this paper the way it is turned. Choose another paper or turn it."

    @property
    def can_test(self) -> bool:
        return self.profile is not None and not self.testing and not self.port_problem

    @property
    def can_calibrate(self) -> bool:
        ready = self.profile is not None and not self.port_problem and not self.paper_problem
        return ready and not self.calibrating.printing

    @property
    def can_reset(self) -> bool:
        """Whether the profile changes the size or the place of a label."""
        one = self.profile
        changes = one is not None and (one.offset_x or one.offset_y or {one.scale_x, one.scale_y} != {1000})
        return bool(changes) and self.can_calibrate

    @property
    def shows_head(self) -> bool:
        return self.profile is not None and has_head(self.profile)

    @property
    def setting(self) -> str:
        """What the profile does to the size and the place of a label."""
        return f"{setting_words(self.profile)}." if self.profile else ""

    @property
    def head_line(self) -> str:
        """What is known of the head, with the gaps as they were marked."""
        if self.profile is None:
            return ""
        if not self.profile.dead_dots:
            return "No dead dots are known. Check now and then: one can cost a label its barcode."
        gaps = gaps_of(self.profile.dead_dots, ladder_of(self.profile))
        told = ", ".join(str(gap) for gap in gaps)
        return f"{head_words(self.profile.dead_dots, self.profile.dpi)} Marked: {told}."

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
        return "" if self.found else "No printer was found. Switch it on, or write its address."

    @property
    def look_word(self) -> tuple[str, str]:
        """The state of the printer in a word or two, and the tone of its pill."""
        if self.look is None:
            return ("Asking…", "plain") if self.asking else ("Not asked", "plain")
        if self.look.ready is None:
            return "Does not say", "plain"
        return ("Ready", "done") if self.look.ready else ("Not ready", "waiting")

    def is_default(self, index: int) -> bool:
        names = [one.name for one in self.profiles]
        return index == (names.index(self.default) if self.default in names else 0)

    @property
    def can_make_default(self) -> bool:
        return self.profile is not None and not self.is_default(self.chosen)


def stock_words(profile: PrinterProfile) -> str:
    """ "4 x 6 in · 203 dpi · ZPL"."""
    stock = stock_of(profile)
    short = {"letter": "Letter", "a4": "A4"}.get(stock.code if stock else "")
    size = short or f"{profile.width:g} x {profile.height:g} in"
    return f"{size} · {profile.dpi} dpi · {profile.language.upper()}"
