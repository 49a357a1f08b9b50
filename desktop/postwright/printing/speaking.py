"""A page of dots as one printer takes it: in its language, with its own darkness and speed. Sends nothing."""

from __future__ import annotations

from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.printing.page import Page
from postwright.printing.pages import label_pdf
from postwright.printing.zpl import page_to_zpl


def spoken(page: Page, profile: PrinterProfile) -> bytes:
    """As PDF or ZPL."""
    if profile.language is Language.PDF:
        return label_pdf(page)
    return page_to_zpl(page, darkness=profile.darkness, speed=profile.speed)
