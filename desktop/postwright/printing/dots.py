"""Turn the carrier's PDF or PNG into the printer's own dots. Refuses what is no page of the stock.

Runs inside the limited child of `renderer`: a small hostile file can hang PDFium or fill the memory.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from io import BytesIO

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.ctypeslib import as_ctypes
from PIL import Image, ImageOps

from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.page import Page, page_of

# Drawn at three times the density and sampled at the centre of each dot, so that a picture in the PDF
# that has the printer's own density comes out dot for dot (drawn at 1:1 it was stretched by a row).
_TIMES = 3
# PDFium widens a filled rectangle to whole pixels, unless it is slightly askew. Turned by this much (a
# hundredth of a dot across the page) bars are drawn true: of 109 runs up to 13 were a dot off, now none.
_SKEW = 1e-5
# Edges that lie exactly between two dots could fall either way, bar by bar. Labels are laid out in round
# numbers (half a dot is 1/600 inch), so everything is drawn this much of a dot aside.
_ASIDE = 0.13
_BLACK_BELOW = 128
# How far a page may be from the stock, in inches: the printable edge of a thermal label is no sharper.
_SLACK = 0.1
_POINTS = 72
_WHOLE = 1000
_MAX_PIXELS = 10_000_000
# A sheet of ledger paper, in inches; anything larger is drawn smaller.
_LARGEST_PAGE = 17
# A label at 600 dpi in one piece, which is 77.8 million; a letter sheet in four.
_MOST_AT_ONCE = 80_000_000
_BAD_PICTURE = (
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
_PNG = b"\x89PNG\r\n\x1a\n"
# A label and its customs forms, of which a set has four or five. No source of the carrier names a limit.
MOST_PAGES = 8


@dataclass(frozen=True, slots=True)
class Sizing:
    """What a document is drawn for: a density, the stock in inches, and scales in thousandths.

    Scales stretch the drawing from its top left corner; the page keeps its size, and what leaves it is lost.
    """

    dpi: int
    width: float = 4
    height: float = 6
    scale_x: int = 1000
    scale_y: int = 1000

    @property
    def dots(self) -> tuple[int, int]:
        return round(self.width * self.dpi), round(self.height * self.dpi)


def page_from_document(
    content: bytes, *, dpi: int, width: float = 4, height: float = 6, scale_x: int = 1000, scale_y: int = 1000
) -> Page:
    """The one page of a PDF or a PNG, told apart by their first bytes. Arguments as in Sizing.

    Raises PaperFault(DOCUMENT_UNUSABLE) with a sentence.
    """
    return _pages(content, Sizing(dpi, width, height, scale_x, scale_y), most=1)[0]


def pages_from_document(
    content: bytes, *, dpi: int, width: float = 4, height: float = 6, scale_x: int = 1000, scale_y: int = 1000
) -> tuple[Page, ...]:
    """A label with the forms behind it, MOST_PAGES at the most. Raises as `page_from_document` does."""
    return _pages(content, Sizing(dpi, width, height, scale_x, scale_y), most=MOST_PAGES)


def _pages(content: bytes, sizing: Sizing, *, most: int) -> tuple[Page, ...]:
    if content.startswith(_PNG):
        return (_from_image(content, sizing),)
    if b"%PDF-" in content[:1024]:
        return _from_pdf(content, sizing, most)
    raise _unusable("This is neither a PDF nor a PNG picture.")


def page_from_pdf(pdf: bytes, *, dpi: int, width: float = 4, height: float = 6) -> Page:
    """The one page of a PDF, thresholded, never dithered: grey bars are unreadable bars."""
    return _from_pdf(pdf, Sizing(dpi, width, height), most=1)[0]


def page_from_image(png: bytes, *, dpi: int, width: float = 4, height: float = 6) -> Page:
    """A PNG as dots. One that has exactly the dots of the stock is taken dot for dot."""
    return _from_image(png, Sizing(dpi, width, height))


def glimpse_of(content: bytes, *, dpi: int, width: float = 4, height: float = 6) -> Page:
    """The first page of whatever this is, as large as it fits, to be looked at and never to be printed.

    Raises PaperFault(DOCUMENT_UNUSABLE) where there is nothing to see.
    """
    sizing = Sizing(dpi, width, height)
    if content.startswith(_PNG):
        gray = ImageOps.pad(_open_picture(content), sizing.dots, color=255)
        return page_of(_thresholded(gray), dpi)
    with _opened(content) as document:
        if not len(document):
            raise _unusable("The document has no page.")
        canvas = sizing.dots[0] * _TIMES, sizing.dots[1] * _TIMES
        return _page(_sampled(document[0], canvas, _fitted(document[0], canvas)), sizing)


def page_as_it_is(content: bytes, *, dpi: int) -> Page:
    """The first page in its own size, or a picture dot for dot: to be read, never to be printed.

    Raises PaperFault(DOCUMENT_UNUSABLE) where there is nothing to see.
    """
    if content.startswith(_PNG):
        return page_of(_thresholded(_open_picture(content)), dpi)
    with _opened(content) as document:
        if not len(document):
            raise _unusable("The document has no page.")
        inches = [min(max(side / _POINTS, 1), _LARGEST_PAGE) for side in document[0].get_size()]
        sizing = Sizing(dpi, *inches)
        canvas = sizing.dots[0] * _TIMES, sizing.dots[1] * _TIMES
        return _page(_sampled(document[0], canvas, _fitted(document[0], canvas)), sizing)


def _from_pdf(pdf: bytes, sizing: Sizing, most: int) -> tuple[Page, ...]:
    with _opened(pdf) as document:
        if not 1 <= len(document) <= most:
            room = "A label has one." if most == 1 else f"A label with its forms has {most} at the most."
            raise _unusable(f"The document has {len(document)} pages. {room}")
        return tuple(_draw(document[place], sizing) for place in range(len(document)))


@contextmanager
def _opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise _unusable("The file is damaged, or not a PDF.") from error
    try:
        yield document
    except pdfium.PdfiumError as error:
        raise _unusable("The page is damaged.") from error
    finally:
        document.close()


def _page(black: npt.NDArray[np.bool_], sizing: Sizing, *, turned: bool = False) -> Page:
    return Page(*sizing.dots, sizing.dpi, np.packbits(black, axis=1).tobytes(), turned)


def _from_image(png: bytes, sizing: Sizing) -> Page:
    gray = _open_picture(png)
    # A picture of 300 dpi may carry no density or a wrong one, so only its proportions are looked at.
    scale = max(gray.width, gray.height) / max(sizing.width, sizing.height)
    turned = _is_turned(gray.width / scale, gray.height / scale, sizing)
    if turned:
        gray = gray.transpose(Image.Transpose.ROTATE_270)
    across, down = sizing.dots
    drawn = round(across * sizing.scale_x / _WHOLE), round(down * sizing.scale_y / _WHOLE)
    if gray.size != drawn:
        gray = gray.resize(drawn, Image.Resampling.LANCZOS)
    black = _thresholded(gray)
    if drawn != sizing.dots:
        paper = Image.new("1", sizing.dots, 1)
        paper.paste(black, (0, 0))
        black = paper
    return replace(page_of(black, sizing.dpi), turned=turned)


def _thresholded(gray: Image.Image) -> Image.Image:
    return gray.point([0] * _BLACK_BELOW + [255] * (256 - _BLACK_BELOW), "1")


def _open_picture(png: bytes) -> Image.Image:
    """The picture in grey on white. Its size is read before its dots are."""
    try:
        return _open_gray(png)
    except _BAD_PICTURE as error:
        raise _unusable("The picture is damaged, or far larger than a label.") from error


def _open_gray(png: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        picture = Image.open(BytesIO(png), formats=["PNG"])
    with picture:
        if picture.width * picture.height > _MAX_PIXELS:
            raise Image.DecompressionBombError(f"{picture.width} x {picture.height} dots")
        if not picture.has_transparency_data:
            return picture.convert("L")
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture.convert("RGBA")).convert("L")


def _is_turned(across: float, down: float, sizing: Sizing) -> bool:
    """Whether a page of that many inches lies on its side. Raises the fault when it fits neither way."""
    if _fits(across, down, sizing):
        return False
    if _fits(down, across, sizing):
        return True
    raise _unusable(
        f"The page is {across:.1f} x {down:.1f} inches. "
        f"The labels are {sizing.width:g} x {sizing.height:g} inches."
    )


def _fits(across: float, down: float, sizing: Sizing) -> bool:
    near = partial(math.isclose, abs_tol=_SLACK)
    return near(across, sizing.width) and near(down, sizing.height)


def _draw(page: pdfium.PdfPage, sizing: Sizing) -> Page:
    """The page, centred on a white sheet of exactly the stock's dots."""
    size = page.get_size()
    turned = _is_turned(size[0] / _POINTS, size[1] / _POINTS, sizing)
    across, down = (side * _TIMES for side in sizing.dots)
    stretch_x, stretch_y = sizing.scale_x / _WHOLE, sizing.scale_y / _WHOLE
    if turned:  # drawn as it lies, then turned clockwise, so that its bottom left becomes the top left
        across, down, stretch_x, stretch_y = down, across, stretch_y, stretch_x
    dot = sizing.dpi * _TIMES / _POINTS
    left, top = (across - size[0] * dot) / 2, (down - size[1] * dot) / 2
    left *= stretch_x
    top = down - (down - top) * stretch_y if turned else top * stretch_y
    matrix = pdfium_c.FS_MATRIX(
        dot * stretch_x, _SKEW, _SKEW, dot * stretch_y, left + _ASIDE * _TIMES, top + _ASIDE * _TIMES
    )
    black = _sampled(page, (across, down), matrix)
    return _page(np.rot90(black, -1) if turned else black, sizing, turned=turned)


def _fitted(page: pdfium.PdfPage, canvas: tuple[int, int]) -> pdfium_c.FS_MATRIX:
    """As large as the page fits, in the middle."""
    size = page.get_size()
    dot = min(room / max(side, 1) for room, side in zip(canvas, size, strict=True))
    left, top = ((room - side * dot) / 2 for room, side in zip(canvas, size, strict=True))
    return pdfium_c.FS_MATRIX(dot, 0, 0, dot, left, top)


def _sampled(
    page: pdfium.PdfPage, canvas: tuple[int, int], matrix: pdfium_c.FS_MATRIX
) -> npt.NDArray[np.bool_]:
    """The middle of each dot, drawn in strips where the whole would need too much memory."""
    across, down = canvas
    rows = _MOST_AT_ONCE // (across * _TIMES) * _TIMES
    strips = []
    for top in range(0, down, rows):
        gray = _blank(across, min(rows, down - top))
        _draw_on(gray, page, matrix)
        strips.append(gray[_TIMES // 2 :: _TIMES, _TIMES // 2 :: _TIMES] < _BLACK_BELOW)
        matrix.f -= rows
    return np.concatenate(strips)


def _draw_on(gray: npt.NDArray[np.uint8], page: pdfium.PdfPage, matrix: pdfium_c.FS_MATRIX) -> None:
    down, across = gray.shape
    bitmap = pdfium.PdfBitmap.new_native(
        across, down, pdfium_c.FPDFBitmap_Gray, buffer=as_ctypes(gray.reshape(-1))
    )
    clip = pdfium_c.FS_RECTF(0, 0, across, down)
    flags = pdfium_c.FPDF_GRAYSCALE | pdfium_c.FPDF_ANNOT
    pdfium_c.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, flags)
    bitmap.close()


def _blank(across: int, down: int) -> npt.NDArray[np.uint8]:
    """White paper to draw on."""
    paper = _paper()[: across * down].reshape(down, across)
    paper.fill(255)
    return paper


@lru_cache(maxsize=1)
def _paper() -> npt.NDArray[np.uint8]:
    """The same memory for every page: at 600 dpi, asking for it took longer than drawing."""
    return np.empty(_MOST_AT_ONCE, np.uint8)


def _unusable(sentence: str) -> PaperFault:
    return PaperFault(FaultKind.DOCUMENT_UNUSABLE, sentence)
