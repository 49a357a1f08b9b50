"""Put proved pages into a PDF dot for dot, at their exact size. Draws nothing anew."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from postwright.printing.page import Page

_POINTS = 72
# The number of the first page's object, and how many objects a page takes.
_FIRST, _OBJECTS = 3, 3


def label_pdf(*pages: Page) -> bytes:
    """A PDF of these pages' own sizes that holds their dots, so that what prints is what was proved.

    Written here because ReportLab turns one bit into 24 before it packs them.
    """
    kids = " ".join(f"{_FIRST + place * _OBJECTS} 0 R" for place in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/ViewerPreferences<</PrintScaling/None>>>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
    ]
    for place, page in enumerate(pages):
        objects += _objects(page, _FIRST + place * _OBJECTS)
    return _file(objects)


def _objects(page: Page, number: int) -> tuple[bytes, bytes, bytes]:
    """A page, what is on it, and its dots; the first of them has that number."""
    across, down = (f"{side * _POINTS / page.dpi:.4f}" for side in (page.width, page.height))
    return (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {across} {down}]/Contents {number + 1} 0 R"
        f"/Resources<</XObject<</L {number + 2} 0 R>>>>>>".encode(),
        _stream("", f"q {across} 0 0 {down} 0 0 cm /L Do Q\n".encode()),
        _picture(page),
    )


def _picture(page: Page) -> bytes:
    """The dots as they are: one bit each, 1 is black, never smoothed."""
    entries = (
        f"/Type/XObject/Subtype/Image/Width {page.width}/Height {page.height}/ColorSpace/DeviceGray"
        "/BitsPerComponent 1/Decode[1 0]/Interpolate false"
    )
    return _stream(entries, page.bits)


def _stream(entries: str, data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode()
    return head + packed + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
