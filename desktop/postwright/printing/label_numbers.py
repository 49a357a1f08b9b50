"""Which parcels a page is for: the tracking numbers in its straight barcodes. Proves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import zxingcpp

from postwright.domain.barcode import read_label_code

if TYPE_CHECKING:
    from postwright.printing.page import Page

# What shipping labels bear. Asked for this one alone, a page is read in a sixth of the time.
_SHIPPING = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code128)


def numbers_on(page: Page) -> frozenset[str]:
    """The tracking numbers of a page, in whatever direction they stand."""
    image = page.image().convert("L")
    found = zxingcpp.read_barcodes(image, formats=_SHIPPING, text_mode=zxingcpp.TextMode.Plain)
    return frozenset(code.tracking_number for one in found if (code := read_label_code(one.text)))
