"""Bring the carrier's QR picture to whole dots of a printer, and read it back. Makes no code of its own."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
import numpy.typing as npt
import zxingcpp
from PIL import Image

from postwright.domain.faults import FaultKind, PaperFault

_MOST_PIXELS = 4_000_000
_BLACK_BELOW = 128
_FEWEST, _MOST, _STEP = 21, 177, 4  # modules of a side, versions 1 to 40 (ISO/IEC 18004)
QUIET = 4  # modules of white around it, by the same standard
# How far the decoder's corners may lie beside the outermost black dots.
_BESIDE = 3
_BAD = (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning)

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

Black = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class QrSquares:
    """The code's own modules (or, where it is no even grid, the dots of its picture) with "1" for black, and
    how many dots each is wide.
    """

    rows: tuple[str, ...] = field(repr=False)
    dots: int
    text: str

    @property
    def side(self) -> int:
        """Of the whole code in dots, without its white edge."""
        return len(self.rows) * self.dots


def qr_squares(png: bytes, room: int) -> QrSquares:
    """The code as large as whole dots allow in so many dots, its white edge not counted.

    Raises PaperFault(DOCUMENT_UNUSABLE) for a picture without a QR code that can be read, or with one too
    fine for the room.
    """
    black = _opened(png)
    found = _read(black)
    if found is None:
        raise _unusable("No QR code can be read in the carrier's picture.")
    text, cut = found
    grid = _modules(cut)
    grid = cut if grid is None else grid
    dots = room // max(grid.shape)
    if dots < 1:
        raise _unusable("The carrier's QR picture is too fine for this paper.")
    drawn = np.kron(grid, np.ones((dots, dots), bool))
    again = _read(np.pad(drawn, QUIET * dots))
    if again is None or again[0] != text:
        raise _unusable("The QR code cannot be read back as it would be printed.")
    rows = tuple("".join("1" if one else "0" for one in row) for row in grid)
    return QrSquares(rows, dots, text)


def _opened(png: bytes) -> Black:
    """The black dots of the picture, on white. Its size is read before its dots are."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(png), formats=["PNG"])
        with picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise Image.DecompressionBombError(f"{picture.width} x {picture.height} dots")
            white = Image.new("RGBA", picture.size, "white")
            gray = Image.alpha_composite(white, picture.convert("RGBA")).convert("L")
    except _BAD as error:
        raise _unusable("The carrier's QR picture is damaged, or far too large.") from error
    black: Black = np.asarray(gray) < _BLACK_BELOW
    return black


def _read(black: Black) -> tuple[str, Black] | None:
    """What the QR code says, and the dots that it covers."""
    gray = np.where(black, 0, 255).astype(np.uint8)
    codes = zxingcpp.read_barcodes(Image.fromarray(np.pad(gray, 8, constant_values=255)), _QR)
    if len(codes) != 1:
        return None
    place = codes[0].position
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    across, down = [one.x - 8 for one in corners], [one.y - 8 for one in corners]
    top, left = max(0, min(down) - _BESIDE), max(0, min(across) - _BESIDE)
    near = black[top : max(down) + _BESIDE + 1, left : max(across) + _BESIDE + 1]
    rows, columns = np.flatnonzero(near.any(axis=1)), np.flatnonzero(near.any(axis=0))
    return codes[0].text, near[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _modules(black: Black) -> Black | None:
    """One value for each module, where the picture is an even grid of them."""
    height, width = black.shape
    if height != width:
        return None
    for count in range(_FEWEST, _MOST + 1, _STEP):
        if width % count:
            continue
        side = width // count
        grid = black[::side, ::side]
        if np.array_equal(np.kron(grid, np.ones((side, side), bool)), black):
            return grid
    return None


def _unusable(sentence: str) -> PaperFault:
    return PaperFault(FaultKind.DOCUMENT_UNUSABLE, sentence)
