"""Hand a printer a page that shows its edges, its ruler and its narrowest bars. Belongs to no label."""

from __future__ import annotations

from postwright.domain.printing_profile import PrinterProfile
from postwright.operations.print_page import print_page
from postwright.printing.targets.trial_page import trial_page


def print_test_page(profile: PrinterProfile) -> str:
    """Send it; the sentence says what is known. Raises the printer's PaperFaults."""
    return print_page(trial_page(profile), profile, "test page")
