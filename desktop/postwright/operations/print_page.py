"""Hand a printer a page of our own, at its dots and in its language. Belongs to no label, counts nothing."""

from __future__ import annotations

from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.printing.page import Page
from postwright.printing.pages import label_pdf
from postwright.printing.ports import send
from postwright.printing.zpl import page_to_zpl


def print_page(page: Page, profile: PrinterProfile, title: str) -> str:
    """Send it as it is; the sentence says what is known. Raises the printer's PaperFaults."""
    if profile.language is Language.PDF:
        content = label_pdf(page)
    else:
        content = page_to_zpl(page, darkness=profile.darkness, speed=profile.speed)
    handed = send(
        profile.port,
        content,
        language=profile.language,
        title=f"Postwright {title}",
        width=profile.width,
        height=profile.height,
    )
    return f"Sent a {title} to {profile.name}. {handed.detail}".rstrip()
