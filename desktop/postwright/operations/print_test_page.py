"""Hand a printer a page that shows its edges, its ruler and its narrowest bars. Belongs to no label."""

from __future__ import annotations

from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.printing.pages import label_pdf, test_page
from postwright.printing.ports import send
from postwright.printing.zpl import page_to_zpl


def print_test_page(profile: PrinterProfile) -> str:
    """Send it; the sentence says what is known. Raises the printer's PaperFaults."""
    page = test_page(profile).shifted(profile.offset_x, profile.offset_y)
    if profile.language is Language.PDF:
        content = label_pdf(page)
    else:
        content = page_to_zpl(page, darkness=profile.darkness, speed=profile.speed)
    handed = send(
        profile.port,
        content,
        language=profile.language,
        title="Postwright test page",
        width=profile.width,
        height=profile.height,
    )
    return f"Sent a test page to {profile.name}. {handed.detail}"
