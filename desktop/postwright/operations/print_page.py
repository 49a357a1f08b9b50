"""Hand a printer a page of our own, at its dots and in its language. Belongs to no label, counts nothing."""

from __future__ import annotations

from postwright.domain.printing_profile import PrinterProfile
from postwright.printing.page import Page
from postwright.printing.ports import send_to
from postwright.printing.speaking import spoken


def print_page(page: Page, profile: PrinterProfile, title: str) -> str:
    """Send it as it is; the sentence says what is known. Raises the printer's PaperFaults."""
    handed = send_to(profile, spoken(profile, page), title=f"Postwright {title}")
    return f"Sent a {title} to {profile.name}. {handed.detail}".rstrip()
