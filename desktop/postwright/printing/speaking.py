"""Pages of dots as one printer takes them: its language, its own darkness and speed. Sends nothing."""

from __future__ import annotations

from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.printing.page import Page
from postwright.printing.pages import label_pdf
from postwright.printing.zpl import page_to_zpl


def spoken(profile: PrinterProfile, *pages: Page) -> bytes:
    """As one PDF or one run of ZPL, in this order."""
    if profile.language is Language.PDF:
        return label_pdf(*pages)
    return b"".join(page_to_zpl(page, darkness=profile.darkness, speed=profile.speed) for page in pages)
