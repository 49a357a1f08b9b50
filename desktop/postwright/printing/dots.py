"""Turn the carrier's PDF or PNG into the printer's own dots. Refuses what is not one label of the stock.

Runs inside the limited child of `renderer`: a small hostile file can hang PDFium or fill the memory.
"""

from __future__ import annotations

import math
import warnings
from io import BytesIO

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

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
_MAX_PIXELS = 10_000_000
_BAD_PICTURE = (
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
_PNG = b"\x89PNG\r\n\x1a\n"


def page_from_document(content: bytes, *, dpi: int, width: float = 4, height: float = 6) -> Page:
    """The page of a PDF or a PNG, told apart by their first bytes. Width and height of the stock in inches.

    Raises PaperFault(DOCUMENT_UNUSABLE) with a sentence.
    """
    if content.startswith(_PNG):
        return page_from_image(content, dpi=dpi, width=width, height=height)
    if b"%PDF-" in content[:1024]:
        return page_from_pdf(content, dpi=dpi, width=width, height=height)
    raise _unusable("This is neither a PDF nor a PNG picture.")


def page_from_pdf(pdf: bytes, *, dpi: int, width: float = 4, height: float = 6) -> Page:
    """The one page of a PDF, thresholded, never dithered: grey bars are unreadable bars."""
    dots = round(width * dpi), round(height * dpi)
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise _unusable("The file is damaged, or not a PDF.") from error
    try:
        if len(document) != 1:
            raise _unusable(f"The document has {len(document)} pages. A label has one.")
        page = document[0]
        across, down = (side / _POINTS for side in page.get_size())
        turned = _is_turned(across, down, width, height)
        black = _draw(page, dpi, (dots[1], dots[0]) if turned else dots)
    except pdfium.PdfiumError as error:
        raise _unusable("The page is damaged.") from error
    finally:
        document.close()
    upright = np.rot90(black, -1) if turned else black
    return Page(*dots, dpi, np.packbits(upright, axis=1).tobytes())


def page_from_image(png: bytes, *, dpi: int, width: float = 4, height: float = 6) -> Page:
    """A PNG as dots. One that has exactly the dots of the stock is taken dot for dot."""
    dots = round(width * dpi), round(height * dpi)
    try:
        gray = _open_gray(png)
    except _BAD_PICTURE as error:
        raise _unusable("The picture is damaged, or far larger than a label.") from error
    # A picture of 300 dpi may carry no density or a wrong one, so only its proportions are looked at.
    scale = max(gray.width, gray.height) / max(width, height)
    if _is_turned(gray.width / scale, gray.height / scale, width, height):
        gray = gray.transpose(Image.Transpose.ROTATE_270)
    if gray.size != dots:
        gray = gray.resize(dots, Image.Resampling.LANCZOS)
    return page_of(gray.point([0] * _BLACK_BELOW + [255] * (256 - _BLACK_BELOW), "1"), dpi)


def _open_gray(png: bytes) -> Image.Image:
    """The picture in grey on white. Its size is read before its dots are."""
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


def _is_turned(across: float, down: float, width: float, height: float) -> bool:
    """Whether a page of that many inches lies on its side. Raises the fault when it fits neither way."""
    if _fits(across, down, width, height):
        return False
    if _fits(down, across, width, height):
        return True
    raise _unusable(
        f"The page is {across:.1f} x {down:.1f} inches. The labels are {width:g} x {height:g} inches."
    )


def _fits(across: float, down: float, width: float, height: float) -> bool:
    return math.isclose(across, width, abs_tol=_SLACK) and math.isclose(down, height, abs_tol=_SLACK)


def _draw(page: pdfium.PdfPage, dpi: int, dots: tuple[int, int]) -> npt.NDArray[np.bool_]:
    """The black dots of a page, centred on a white canvas of exactly so many dots."""
    canvas = dots[0] * _TIMES, dots[1] * _TIMES
    bitmap = pdfium.PdfBitmap.new_native(*canvas, pdfium_c.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, *canvas)
    scale = dpi * _TIMES / _POINTS
    left, top = (
        (room - side * scale) / 2 + _ASIDE * _TIMES
        for room, side in zip(canvas, page.get_size(), strict=True)
    )
    matrix = pdfium_c.FS_MATRIX(scale, _SKEW, _SKEW, scale, left, top)
    clip = pdfium_c.FS_RECTF(0, 0, *canvas)
    flags = pdfium_c.FPDF_GRAYSCALE | pdfium_c.FPDF_ANNOT
    pdfium_c.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, flags)
    gray: npt.NDArray[np.uint8] = bitmap.to_numpy()
    return gray[_TIMES // 2 :: _TIMES, _TIMES // 2 :: _TIMES] < _BLACK_BELOW


def _unusable(sentence: str) -> PaperFault:
    return PaperFault(FaultKind.DOCUMENT_UNUSABLE, sentence)
