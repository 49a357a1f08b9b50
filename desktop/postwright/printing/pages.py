"""Put proved pages into a PDF dot for dot, at exact size or two to a letter sheet. Draws nothing anew."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from PIL import Image

from postwright.printing.page import Page, page_of

_POINTS = 72
_LETTER = (612.0, 792.0)


def label_pdf(page: Page) -> bytes:
    """A PDF of the label's own size that holds these dots, so that what prints is what was proved."""
    width, height = _points(page)
    return _pdf((width, height), [(page, 0.0, 0.0)])


def on_letter(pages: Sequence[Page]) -> bytes:
    """One or two 4x6 labels on a letter sheet, each lying on its side in the middle of its half."""
    if not 1 <= len(pages) <= 2:
        raise ValueError("a letter sheet holds one or two labels")
    half = _LETTER[1] / 2
    placed = []
    for row, page in enumerate(pages):
        lying = page_of(page.image().transpose(Image.Transpose.ROTATE_90), page.dpi)
        width, height = _points(lying)
        if width > _LETTER[0] or height > half:
            raise ValueError("the label is larger than half a letter sheet")
        placed.append((lying, (_LETTER[0] - width) / 2, _LETTER[1] - half * row - (half + height) / 2))
    return _pdf(_LETTER, placed)


def _points(page: Page) -> tuple[float, float]:
    return page.width * _POINTS / page.dpi, page.height * _POINTS / page.dpi


def _pdf(size: tuple[float, float], placed: Sequence[tuple[Page, float, float]]) -> bytes:
    """A page of `size` points with each label at its left and bottom.

    Written here because ReportLab turns one bit into 24 before it packs them.
    """
    drawing = "".join(
        f"q {_points(page)[0]:.4f} 0 0 {_points(page)[1]:.4f} {left:.4f} {bottom:.4f} cm /L{number} Do Q\n"
        for number, (page, left, bottom) in enumerate(placed)
    )
    names = " ".join(f"/L{number} {number + 5} 0 R" for number in range(len(placed)))
    box = f"{size[0]:.4f} {size[1]:.4f}"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/ViewerPreferences<</PrintScaling/None>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {box}]/Contents 4 0 R"
        f"/Resources<</XObject<<{names}>>>>>>".encode(),
        _stream("", drawing.encode()),
        *(_picture(page) for page, _, _ in placed),
    ]
    return _file(objects)


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
