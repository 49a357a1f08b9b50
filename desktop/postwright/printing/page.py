"""A page of dots, black or white, exactly as the print head will burn it. Knows no file formats but PNG."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, ImageChops


def row_bytes(width: int) -> int:
    """How many bytes a row of so many dots takes."""
    return (width + 7) // 8


@dataclass(frozen=True, slots=True)
class Page:
    """One label: `width` x `height` dots at `dpi`. `bits` holds rows padded to whole bytes, 1 is black.

    Immutable, and the one source of the preview, of the proof and of what the printer gets. `turned` tells of
    a document that lay on its side.
    """

    width: int
    height: int
    dpi: int
    bits: bytes = field(repr=False)
    turned: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        if self.width < 1 or self.height < 1 or self.dpi < 1:
            raise ValueError("a page has a width, a height and a density")
        if len(self.bits) != self.row_bytes * self.height:
            raise ValueError("the dots do not fill the page")

    @property
    def row_bytes(self) -> int:
        return row_bytes(self.width)

    @property
    def black(self) -> int:
        """How many dots are black."""
        return int.from_bytes(self.bits, "big").bit_count()

    def image(self) -> Image.Image:
        """The page as a Pillow image of mode "1" (black on white)."""
        return Image.frombytes("1", (self.width, self.height), self.bits, "raw", "1;I")

    def png(self) -> bytes:
        """The page as a PNG that knows its own density."""
        out = BytesIO()
        self.image().save(out, "PNG", dpi=(self.dpi, self.dpi))
        return out.getvalue()

    def shifted(self, dx: int, dy: int) -> Page:
        """The dots moved right and down (negative: left and up). What leaves the page is lost."""
        if not dx and not dy:
            return self
        moved = Image.new("1", (self.width, self.height), 1)
        moved.paste(self.image(), (dx, dy))
        return page_of(moved, self.dpi)

    def black_box(self) -> tuple[int, int, int, int] | None:
        """The smallest box (left, top, right, bottom) that holds all black, or None for a blank page."""
        return ImageChops.invert(self.image()).getbbox()


def page_of(image: Image.Image, dpi: int) -> Page:
    """The page that looks like an image of mode "1"."""
    if image.mode != "1":
        raise ValueError(f"an image of mode 1 is needed, not {image.mode}")
    return Page(image.width, image.height, dpi, image.tobytes("raw", "1;I"))
