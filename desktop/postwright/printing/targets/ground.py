"""The paper that a target is drawn on: inches of the sheet as it comes out become dots, as for labels.

Knows the profile's scale and offset, no target.
"""

from __future__ import annotations

from PIL import Image, ImageDraw

from postwright.domain.calibration import anchor
from postwright.domain.printing_profile import PrinterProfile
from postwright.printing.lettering import font
from postwright.printing.page import Page, page_of

_LINE = 0.01


class Ground:
    """Lengths are inches from the left and the top of the sheet; what leaves the sheet is clipped."""

    def __init__(self, profile: PrinterProfile, *, plain: bool = False) -> None:
        """Plain: at the head's own dots, neither stretched nor moved."""
        self.dpi = profile.dpi
        self.width, self.height = profile.width, profile.height
        self._image = Image.new("1", profile.dots, 1)
        self.draw = ImageDraw.Draw(self._image)
        self.draw.fontmode = "1"
        at = (0.0, 0.0) if plain else tuple(float(one) for one in anchor(profile))
        scales = (1000, 1000) if plain else (profile.scale_x, profile.scale_y)
        offsets = (0, 0) if plain else (profile.offset_x, profile.offset_y)
        self._axes = tuple(zip(at, scales, offsets, strict=True))
        self.thin = max(1, round(profile.dpi * _LINE))

    def x(self, inches: float) -> int:
        """The first dot at or beyond that place, from the left."""
        return self._dot(0, inches)

    def y(self, inches: float) -> int:
        """The first dot at or beyond that place, from the top."""
        return self._dot(1, inches)

    def _dot(self, axis: int, inches: float) -> int:
        at, scale, offset = self._axes[axis]
        # A hair less than half, so that what lies between two dots falls the same way on every machine.
        return int((at + (inches - at) * scale / 1000) * self.dpi + offset + 0.4999 + 10_000) - 10_000

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        """Black from edge to edge; a line where two sides are the same."""
        x0, y0 = self.x(left), self.y(top)
        x1, y1 = max(self.x(right) - 1, x0), max(self.y(bottom) - 1, y0)
        self.draw.rectangle((x0, y0, x1, y1), fill=0)

    def frame(self, left: float, top: float, right: float, bottom: float, dots: int = 0) -> None:
        """Four lines within the box, of the thin kind if nothing else is said: its outer edges are exact."""
        corners = (self.x(left), self.y(top), self.x(right) - 1, self.y(bottom) - 1)
        self.draw.rectangle(corners, outline=0, width=dots or self.thin)

    def down(self, x: float, top: float, bottom: float) -> None:
        """A thin line along the paper, centred on its place."""
        left = self.x(x) - self.thin // 2
        self.draw.rectangle((left, self.y(top), left + self.thin - 1, self.y(bottom) - 1), fill=0)

    def across(self, y: float, left: float, right: float) -> None:
        """A thin line across the paper, centred on its place."""
        top = self.y(y) - self.thin // 2
        self.draw.rectangle((self.x(left), top, self.x(right) - 1, top + self.thin - 1), fill=0)

    def arrow(self, x0: float, y0: float, x1: float, y1: float, head: float = 0.09) -> None:
        """A thin line across or along the paper with a head at both ends."""
        if y0 == y1:
            self.across(y0, x0, x1)
            for tip, back in ((x0, head), (x1, -head)):
                self._wedge((tip, y0), (tip + back, y0 - head / 2), (tip + back, y0 + head / 2))
        else:
            self.down(x0, y0, y1)
            for tip, back in ((y0, head), (y1, -head)):
                self._wedge((x0, tip), (x0 - head / 2, tip + back), (x0 + head / 2, tip + back))

    def pointer(self, x: float, y: float, size: float, turned: int = 0) -> None:
        """A black triangle with its tip at the place, pointing up, or turned clockwise by quarters."""
        corners = [(0.0, 0.0), (-size / 2, size), (size / 2, size)]
        for _ in range(turned // 90):
            corners = [(-down, over) for over, down in corners]
        self._wedge(*((x + over, y + down) for over, down in corners))

    def _wedge(self, *corners: tuple[float, float]) -> None:
        self.draw.polygon([(self.x(x), self.y(y)) for x, y in corners], fill=0)

    def text(
        self, x: float, y: float, words: str, size: float, anchored: str = "la", *, clear: bool = False
    ) -> None:
        """Words of so many inches; anchored as Pillow says. `clear` whitens the ground around them."""
        letters = font(max(6, round(size * self.dpi)))
        place = (self.x(x), self.y(y))
        if clear:
            left, top, right, bottom = self.draw.textbbox(place, words, font=letters, anchor=anchored)
            edge = self.dpi // 25
            self.draw.rectangle((left - edge, top - edge, right + edge, bottom + edge), fill=1)
        self.draw.text(place, words, font=letters, fill=0, anchor=anchored)

    def room_for(self, words: str, size: float) -> float:
        """How wide the words are, in inches."""
        return self.draw.textlength(words, font(max(6, round(size * self.dpi)))) / self.dpi

    def paste(self, picture: Image.Image, x: float, y: float) -> None:
        self._image.paste(picture, (self.x(x), self.y(y)))

    def page(self) -> Page:
        """What was drawn."""
        return page_of(self._image, self.dpi)
