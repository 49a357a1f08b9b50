"""Hand a printer the ladder that shows dead dots of its head. Judges nothing: a person looks at it."""

from __future__ import annotations

from postwright.domain.printing_profile import PrinterProfile
from postwright.operations.print_page import print_page
from postwright.printing.targets.ladder import head_ladder


def check_head(profile: PrinterProfile) -> str:
    """Send it; the sentence says what is known. Raises the printer's PaperFaults."""
    return print_page(head_ladder(profile), profile, "head check")
