"""Write a page as a ZPL label: one compressed graphic (Z64), and no command that changes stored settings."""

from __future__ import annotations

import binascii
import zlib
from base64 import b64encode

from postwright.printing.page import Page

_LEVEL = 6


def page_to_zpl(
    page: Page, *, darkness: int | None = None, speed: int | None = None, offset_x: int = 0, offset_y: int = 0
) -> bytes:
    """The label as the printer takes it.

    Offsets in dots move the dots themselves, so what is printed is `page.shifted(...)`: prove that.
    `darkness` is -30 to 30 on top of the printer's own (^MD: relative to its configuration, never cumulative;
    some desktop models keep the last value). ~SD is not used: it would overwrite the printer's own setting.
    `speed` is in inches a second.
    """
    if darkness is not None and not -30 <= darkness <= 30:
        raise ValueError("darkness is -30 to 30")
    if speed is not None and not 1 <= speed <= 14:
        raise ValueError("speed is 1 to 14 inches a second")
    page = page.shifted(offset_x, offset_y)
    own = "" if darkness is None else f"^MD{darkness}"
    own += "" if speed is None else f"^PR{speed}"
    # ^PON ^PMN ^LRN ^LH0,0: what an earlier label left behind must not turn, mirror, invert or move this one.
    head = f"^XA^PW{page.width}^LL{page.height}^LH0,0^PON^PMN^LRN{own}^FO0,0"
    return f"{head}^GFA,{_graphic(page)}^FS^PQ1^XZ\n".encode("ascii")


def _graphic(page: Page) -> str:
    """Counts, row length and data of a ^GF: zlib in base64 with its CRC (ZPL's "Z64")."""
    packed = b64encode(zlib.compress(page.bits, _LEVEL))
    size = len(page.bits)
    return f"{size},{size},{page.row_bytes},:Z64:{packed.decode('ascii')}:{binascii.crc_hqx(packed, 0):04X}"
