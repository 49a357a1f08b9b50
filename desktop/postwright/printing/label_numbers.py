"""Which parcels a page or ZPL is for: the tracking numbers in its straight barcodes. Proves nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import zxingcpp

from postwright.domain.barcode import read_label_code
from postwright.printing.zpl_fields import read_fields
from postwright.printing.zpl_reading import read_zpl

if TYPE_CHECKING:
    from postwright.printing.page import Page

# What shipping labels bear. Asked for this one alone, a page is read in a sixth of the time.
_SHIPPING = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code128)
# Changes of the subset and FNC1, as ^BC has them in its data.
_CALLS = re.compile(r">[0-9:;<=]")


def numbers_on(page: Page) -> frozenset[str]:
    """The tracking numbers of a page, in whatever direction they stand."""
    image = page.image().convert("L")
    found = zxingcpp.read_barcodes(image, formats=_SHIPPING, text_mode=zxingcpp.TextMode.Plain)
    return frozenset(code.tracking_number for one in found if (code := read_label_code(one.text)))


def holds_code(zpl: bytes) -> bool:
    """Whether a field of it is a QR code."""
    fields, _ = read_fields(read_zpl(zpl))
    return any(one.draws is not None and one.draws.name == "BQ" for one in fields)


def numbers_in(zpl: bytes) -> frozenset[str]:
    """The tracking numbers of its Code 128 fields; none where the label is one picture."""
    fields, _ = read_fields(read_zpl(zpl))
    texts = [_CALLS.sub("", one.text) for one in fields if one.draws and one.draws.name == "BC"]
    return frozenset(code.tracking_number for text in texts if (code := read_label_code(text)))
