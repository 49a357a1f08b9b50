"""Small files that would hang or fill a program that draws them without limits."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

from PIL import Image


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), entries, packed)


def page(content: bytes, *more: bytes, resources: bytes = b"", box: bytes = b"0 0 288 432") -> bytes:
    """A PDF with one page that draws `content`; `more` objects are numbered from 5."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>>>" % (box, resources),
        content,
        *more,
    )


def _spaces() -> bytes:
    """A content stream of a thousand million spaces, packed piece by piece."""
    packer = zlib.compressobj(9)
    piece = b" " * 10_000_000
    packed = b"".join(packer.compress(piece) for _ in range(100)) + packer.flush()
    return page(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed))


def _huge_image() -> bytes:
    side = 60_000
    packer = zlib.compressobj(9)
    row = b"\xaa" * (side // 8)
    packed = b"".join(packer.compress(row * 100) for _ in range(side // 100)) + packer.flush()
    head = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1"
        b"/Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (side, side, len(packed), packed)
    )
    return page(stream(b"288 0 0 432 0 0 cm /I Do"), head, resources=b"/XObject<</I 5 0 R>>")


def _form(inner: int) -> bytes:
    """A form that draws another one ten times."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 288 432]/Resources<</XObject<</F %d 0 R>>>>" % inner
    return stream(b"/F Do " * 10, entries)


def _nested_forms() -> bytes:
    last = stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 288 432]")
    forms = [_form(6 + depth) for depth in range(11)]
    return page(stream(b"/F Do"), *forms, last, resources=b"/XObject<</F 5 0 R>>")


def _many_pages() -> bytes:
    kids = b"3 0 R " * 100_000
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count 100000>>" % kids,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 288 432]>>",
    )


def _paths() -> bytes:
    """Two million strokes and fills of one great path."""
    return page(stream(b"0 0 m 288 432 l 288 0 l 0 432 l 144 900 l " * 400_000 + b"B"))


def png(side: int) -> bytes:
    out = BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    return out.getvalue()


def _tiles() -> bytes:
    """A pattern whose tiles lie a ten-thousandth of a point apart."""
    head = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .0001/YStep .0001"
    tile = stream(b"0 0 1 1 re f", head + b"/Resources<<>>")
    return page(stream(b"/Pattern cs /P scn 0 0 288 432 re f"), tile, resources=b"/Pattern<</P 5 0 R>>")


def _glyphs() -> bytes:
    """A letter that writes itself ten times."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97"
        b"/Widths[9]/Encoding<</Type/Encoding/Differences[97/a]>>/CharProcs<</a 6 0 R>>"
        b"/Resources<</Font<</F 5 0 R>>>>>>"
    )
    letter = stream(b"9 0 d0 BT /F 1 Tf (aaaaaaaaaa) Tj ET")
    return page(stream(b"BT /F 1 Tf (aaaa) Tj ET"), font, letter, resources=b"/Font<</F 5 0 R>>")


def _nested_lists() -> bytes:
    depth = 500_000
    return page(b"[" * depth + b"]" * depth)


def _circle_of_pages() -> bytes:
    """The list of pages is a page of itself."""
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _talkative_png() -> bytes:
    """A picture of one dot with two thousand million letters beside it."""
    packer = zlib.compressobj(9)
    piece = b" " * 20_000_000
    text = b"".join(packer.compress(piece) for _ in range(100)) + packer.flush()
    plain = png(1)
    place = plain.index(b"IDAT") - 4
    return plain[:place] + _chunk(b"zTXt", b"Comment\0\0" + text) + plain[place:]


def _overfull_png() -> bytes:
    """A picture that says it has the dots of a label, and holds a thousand times as many."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"\0" * 10_000_000) for _ in range(100)) + packer.flush()
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 812, 1218, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


# The ten PDF files and two pictures of the measurements, and a few more of the same mind.
BOMBS: dict[str, Callable[[], bytes]] = {
    "a page of 14 400 points": lambda: page(stream(b"0 0 9 9 re f"), box=b"0 0 14400 14400"),
    "a page of a thousand million points": lambda: page(stream(b""), box=b"0 0 1000000000 1000000000"),
    "a thousand million spaces": _spaces,
    "two million strokes": _paths,
    "a picture of 60 000 dots square": _huge_image,
    "forms within forms": _nested_forms,
    "a form that draws itself": lambda: page(stream(b"/F Do"), _form(5), resources=b"/XObject<</F 5 0 R>>"),
    "a hundred thousand pages": _many_pages,
    "a file cut short": lambda: page(stream(b"0 0 9 9 re f"))[:300],
    "a web page": lambda: b"<!doctype html><title>Sign in</title>",
    "a PNG of 12 000 dots square": lambda: png(12_000),
    "a PNG of 30 000 dots square": lambda: png(30_000),
    "a pattern of endless tiles": _tiles,
    "a letter that writes itself": _glyphs,
    "half a million lists in each other": _nested_lists,
    "pages in a circle": _circle_of_pages,
    "a line of endless dashes": lambda: page(stream(b"[.00001] 0 d 9 w 0 0 m 288 432 l S " * 50)),
    "a PNG with a long story": _talkative_png,
    "a PNG with more dots than it says": _overfull_png,
}
