"""Labels as a carrier would send them, drawn with ReportLab, for the tests and the benchmark of printing."""

from __future__ import annotations

from io import BytesIO

from reportlab.graphics.barcode.code128 import Code128
from reportlab.pdfgen.canvas import Canvas

from postwright.domain.barcode import SAMPLE_PREFIX, in_fours, make_impb
from postwright.practice.documents.layout import lay_out
from postwright.practice.documents.pdf import draw
from postwright.practice.documents.sheet import Sheet

TRACKING = make_impb(service_type="001", source="11", mailer="899563821", serial=70542)
ZIP = "62701"
# As USPS asks: GS1-128, which begins with FNC1 and has another one after the ZIP.
# A shorter text is no tracking number.
_LEAST = 20
LIVE = f"\xf1420{ZIP}\xf1{TRACKING}"


def label_pdf(
    *,
    module: float = 3,
    dpi: int = 203,
    offset: float = 0,
    text: str = LIVE,
    size: tuple[float, float] = (288, 432),
    pages: int = 1,
    packed: bool = True,
    blank: bool = False,
) -> bytes:
    """A 4x6 label with a Code 128 whose bars are `module` dots of `dpi` wide, moved `offset` dots aside."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, pageCompression=int(packed))
    for _ in range(0 if blank else pages):
        dot = 72 / dpi
        code = Code128(text, barWidth=module * dot, barHeight=72, quiet=0)
        if size[0] > size[1]:
            canvas.saveState()
            canvas.translate(size[0], 0)
            canvas.rotate(90)
            _draw(canvas, code, offset * dot)
            canvas.restoreState()
        else:
            _draw(canvas, code, offset * dot)
        canvas.showPage()
    if blank:
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, code: Code128, aside: float) -> None:
    """Sender, receiver and the barcode, on a page of 288 x 432 points."""
    canvas.setFont("Helvetica", 9)
    for row, line in enumerate(("PAPER & PINE", "1200 PEARL ST", "BOULDER CO 80302")):
        canvas.drawString(14, 400 - 11 * row, line)
    canvas.setFont("Helvetica-Bold", 13)
    for row, line in enumerate(("JANE DOE", "742 EVERGREEN TER", "SPRINGFIELD IL 62701")):
        canvas.drawString(40, 290 - 15 * row, line)
    canvas.line(8, 330, 280, 330)
    code.drawOn(canvas, 12 + aside, 90)


def set_pdf(*pages: str) -> bytes:
    """A document of several pages: a label for each text that is a number, the words of a form for another,
    and a blank page for none.
    """
    out = BytesIO()
    canvas = Canvas(out, pagesize=(288, 432))
    for text in pages:
        if len(text) > _LEAST:
            dot = 72 / 203
            _draw(canvas, Code128(text, barWidth=3 * dot, barHeight=72, quiet=0), 0)
        elif text:
            canvas.setFont("Helvetica-Bold", 24)
            canvas.drawString(40, 300, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def full_label_pdf() -> bytes:
    """As full of words and rules as a label of the practice carrier is."""
    sheet = Sheet(
        letter="P",
        banner="USPS PRIORITY MAIL",
        caption="USPS SIGNATURE TRACKING #",
        sender=("PAPER & PINE", "1200 PEARL ST", "BOULDER CO 80302"),
        receiver=("JANE DOE", "ACME LLC", "742 EVERGREEN TER", "SPRINGFIELD IL 62701"),
        references=("ORDER 1042", "2 BOOKS"),
        ship_date="11/24/2026",
        weight="1 lb 3.2 oz",
        zone="Zone 5",
        origin_zip="80302",
        code=f"{SAMPLE_PREFIX}{TRACKING}",
        number=in_fours(TRACKING),
    )
    return draw(lay_out(sheet))
