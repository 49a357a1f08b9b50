"""Hand a printer the target that it is calibrated with. Measures and changes nothing."""

from __future__ import annotations

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import PrinterProfile
from postwright.domain.stock import places
from postwright.operations.print_page import print_page
from postwright.printing.targets.calibration import calibration_target

_TITLE = "calibration target"


def print_target(profile: PrinterProfile) -> str:
    """Send it; the sentence says what is known.

    Raises the printer's PaperFaults, and DOCUMENT_UNUSABLE for a sheet that no label fits on.
    """
    check_paper(profile)
    return print_page(calibration_target(profile), profile, _TITLE)


def check_paper(profile: PrinterProfile) -> None:
    """Raises PaperFault(DOCUMENT_UNUSABLE) for a sheet that no label fits on: there is nothing to measure."""
    if not places(profile):
        size = f"{profile.width:g} x {profile.height:g} inches"
        words = f"No 4 x 6 label fits the {size} set for this printer. Choose its paper first."
        raise PaperFault(FaultKind.DOCUMENT_UNUSABLE, words)


def target_picture(profile: PrinterProfile) -> bytes:
    """The same page as a PNG, to be shown beside the fields."""
    return calibration_target(profile).png()
