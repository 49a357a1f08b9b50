"""Draw what sets up a printer and keep its dots: `python -m tests.printing.targets.make_golden`.

Look at the pages before they are committed. A test compares them dot for dot.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from postwright.domain.printing_profile import Language, Layout, PrinterProfile
from postwright.printing.page import Page
from postwright.printing.targets.calibration import calibration_target
from postwright.printing.targets.ladder import head_ladder
from postwright.printing.targets.trial_page import trial_page

FOLDER = Path(__file__).with_name("golden")
DRAWERS: dict[str, Callable[[PrinterProfile], Page]] = {
    "target": calibration_target,
    "ladder": head_ladder,
    "test-page": trial_page,
}
PROFILES = {
    "203": PrinterProfile("Zebra by the door", "tcp:printer:9100", Language.ZPL),
    "300": PrinterProfile("Zebra by the door", "tcp:printer:9100", Language.ZPL, 300),
    "moved": PrinterProfile(
        "Rollo", "cups:rollo", Language.ZPL, offset_x=6, offset_y=-4, scale_x=985, scale_y=1010, rotation=180
    ),
    "letter": PrinterProfile("Office", "cups:office", Language.PDF, 203, 8.5, 11.0, layout=Layout.TWO),
}


def golden(drawer: str, profile: str) -> Path:
    return FOLDER / f"{drawer}-{profile}.png"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for drawer, draw in DRAWERS.items():
        for name, profile in PROFILES.items():
            dots = (profile.dpi, profile.dpi)
            draw(profile).image().save(golden(drawer, name), "PNG", dpi=dots, optimize=True)


if __name__ == "__main__":
    main()
