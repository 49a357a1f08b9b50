"""Make a small picture of the shop's logo from whatever file the operator chose. Refuses what is no picture.

The picture is drawn anew, so that nothing else of the file, such as where a photo was taken, is mailed.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.file_faults import cannot_read
from postwright.paperless.whole_file import read_small

# In CSS pixels; twice as many dots, so that it is sharp on a phone.
WIDTH, HEIGHT = 320, 120
LARGEST = 30_000  # bytes, as it is mailed
_LARGEST_FILE = 20_000_000
_MOST_DOTS = 24_000_000  # what a good phone takes; decoded, a hundred megabytes
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_WHITE = (255, 255, 255, 255)

# What decoders raise for files that are damaged, cut off, or made to be trouble.
_UNREADABLE = (
    OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)  # fmt: skip


def read_logo(path: Path) -> bytes:
    """The logo as a PNG for mails. Raises BadInput(LOGO_UNUSABLE), Environment(FILE_UNREADABLE)."""
    try:
        content = read_small(path, _LARGEST_FILE)
    except ValueError as error:
        raise BadInput(FaultKind.LOGO_UNUSABLE, "The file is larger than 20 MB.") from error
    except OSError as error:
        raise cannot_read(error) from error
    if content is None:
        raise BadInput(FaultKind.LOGO_UNUSABLE, "There is no such file.")
    return small_logo(content)


def small_logo(content: bytes) -> bytes:
    """The same from the file's content."""
    # The last of them has a quarter of the sides and a byte a dot at the most: it always fits.
    return next(png for png in _smaller_and_smaller(_decoded(content)) if len(png) <= LARGEST)


def _decoded(content: bytes) -> Image.Image:
    """The first picture of the file, upright, on white. Its size is looked at before a dot is decoded."""
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as image:
            if image.width * image.height > _MOST_DOTS:
                raise BadInput(FaultKind.LOGO_UNUSABLE, "The picture is larger than 24 megapixels.")
            image.draft("RGB", (4 * WIDTH, 4 * HEIGHT))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except _UNREADABLE as error:
        raise BadInput(FaultKind.LOGO_UNUSABLE, "It is no PNG, JPEG, GIF or WebP picture.") from error
    return Image.alpha_composite(Image.new("RGBA", upright.size, _WHITE), upright).convert("RGB")


def _smaller_and_smaller(picture: Image.Image) -> Iterator[bytes]:
    """First with all its colours, then with ever fewer, then with fewer dots too."""
    for share in (1.0, 0.75, 0.5, 0.25):
        sized = _fitted(picture, share)
        yield _png(sized)
        for colours in (256, 128, 64, 32, 16):
            yield _png(sized.quantize(colours, dither=Image.Dither.NONE))


def _fitted(picture: Image.Image, share: float) -> Image.Image:
    """Within the room there is, never larger than it came, and with an even number of dots each way."""
    factor = share * min(1.0, 2 * WIDTH / picture.width, 2 * HEIGHT / picture.height)
    width, height = (max(2, round(side * factor) // 2 * 2) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _png(picture: Image.Image) -> bytes:
    with BytesIO() as stream:
        picture.save(stream, "PNG", optimize=True)
        return stream.getvalue()
