"""The image of a label without paper: a QR code that only practice understands, and the Label ID beneath."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import qrcode
from PIL import Image, ImageDraw
from qrcode.constants import ERROR_CORRECT_M
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from postwright.practice.documents.png import as_png, font

QR_TEXT = "POSTWRIGHT-PRACTICE-SAMPLE"
_WIDTH, _HEIGHT, _SIDE = 720, 960, 520


def draw(broker_id: str) -> bytes:
    """A PNG. The code's text says that it is a sample, so no post office takes it for a real one."""
    image = Image.new("L", (_WIDTH, _HEIGHT), 255)
    pen = ImageDraw.Draw(image)
    middle = _WIDTH // 2
    pen.rectangle((0, 0, _WIDTH - 1, _HEIGHT - 1), outline=0, width=4)
    pen.rectangle((0, 0, _WIDTH - 1, 112), fill=0)
    pen.text((middle, 78), "SAMPLE - VOID", fill=255, font=font(True, 62), anchor="ms")
    pen.text((middle, 164), "USPS Label Broker", fill=0, font=font(False, 34), anchor="ms")
    code = _code(f"{QR_TEXT}:{broker_id}")
    image.paste(code, ((_WIDTH - code.width) // 2, 200 + (_SIDE - code.height) // 2))
    pen.text((middle, 786), "Label ID", fill=0, font=font(False, 30), anchor="ms")
    pen.text((middle, 860), broker_id, fill=0, font=font(True, 68), anchor="ms")
    pen.text(
        (middle, 918), "Practice only. No post office can use it.", fill=0, font=font(False, 26), anchor="ms"
    )
    return as_png(image)


def draw_pdf(broker_id: str) -> bytes:
    """The same on a page of 4 x 6 inches, as a label is."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(288, 432), invariant=True)
    picture = ImageReader(Image.open(BytesIO(draw(broker_id))))
    canvas.drawImage(picture, 0, 24, 288, 384)
    canvas.save()
    return out.getvalue()


def write_page(broker_id: str) -> bytes:
    """A web page about the code, without the code."""
    page = f"<!doctype html><title>Label Broker</title><p>SAMPLE - VOID. Label ID: {broker_id}</p>"
    return page.encode()


FORMS: dict[str, Callable[[str], bytes]] = {"png": draw, "pdf": draw_pdf, "html": write_page}


def _code(text: str) -> Image.Image:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    small = Image.new("L", (len(rows), len(rows)))
    small.putdata([0 if dark else 255 for row in rows for dark in row])
    dots = _SIDE // len(rows)
    return small.resize((len(rows) * dots, len(rows) * dots), Image.Resampling.NEAREST)
