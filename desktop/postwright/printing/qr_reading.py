"""Read the QR codes of a page, and cut one out with its quiet zone. Judges nothing, prints nothing."""

from __future__ import annotations

from dataclasses import dataclass

import zxingcpp
from PIL import Image

from postwright.printing.dots import page_as_it_is
from postwright.printing.page import Page, page_of

# A PDF of a QR code has no dots of its own; these suit a phone's screen.
READING_DPI = 300
_CODES = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
# Four modules of white all around; the smallest code has 21 of them across.
_QUIET = 4 / 21


@dataclass(frozen=True, slots=True)
class QrSeen:
    """The text of one code, and the box in which it lies."""

    text: str
    left: int
    top: int
    right: int
    bottom: int


def page_with_codes(content: bytes, *, dpi: int) -> tuple[Page, tuple[QrSeen, ...]]:
    """Runs in the limited child. Raises PaperFault(DOCUMENT_UNUSABLE)."""
    page = page_as_it_is(content, dpi=dpi)
    return page, codes_on(page)


def codes_on(page: Page) -> tuple[QrSeen, ...]:
    """The QR codes of a page from top to bottom."""
    found = zxingcpp.read_barcodes(
        page.image().convert("L"), formats=_CODES, text_mode=zxingcpp.TextMode.Plain
    )
    return tuple(sorted((_seen(one) for one in found), key=lambda one: (one.top, one.left)))


def cut_out(page: Page, code: QrSeen) -> Page:
    """The code alone, dot for dot, on white."""
    across, down = code.right - code.left, code.bottom - code.top
    quiet = round(max(across, down) * _QUIET) + 1
    white = Image.new("1", (across + 2 * quiet, down + 2 * quiet), 1)
    white.paste(page.image().crop((code.left, code.top, code.right, code.bottom)), (quiet, quiet))
    return page_of(white, page.dpi)


def _seen(found: zxingcpp.Barcode) -> QrSeen:
    place = found.position
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    across, down = [one.x for one in corners], [one.y for one in corners]
    return QrSeen(found.text, max(min(across), 0), max(min(down), 0), max(across) + 1, max(down) + 1)
