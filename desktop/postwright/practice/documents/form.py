"""A practice SCAN form in the look of PS Form 5630 (api.md 25.6): one page, one barcode, counts per class.

It is plainly a sample: the barcode holds a word that no sorting machine takes for a live form.
"""

from __future__ import annotations

import io
import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from postwright.domain.barcode import SAMPLE_PREFIX, in_fours
from postwright.practice.desk import load
from postwright.practice.documents.bars import runs
from postwright.practice.documents.sheet import address_lines, clean
from postwright.practice.prices.pricing import service

_WIDTH, _HEIGHT = letter
_LEFT, _RIGHT = 54, _WIDTH - 54
_MODULE = 1.35
_SAMPLE = "SAMPLE - VOID"


@dataclass(frozen=True, slots=True)
class Form:
    """What is written on a form. `counts` says how many pieces of each class."""

    submission: str
    ship_date: str
    mailer: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]

    @property
    def pieces(self) -> int:
        return sum(count for _, count in self.counts)


def form_of(connection: sqlite3.Connection, manifest: sqlite3.Row) -> Form:
    """The form of a manifest row."""
    rows = connection.execute(
        "SELECT label.service_code, shipment.body FROM manifest_label"
        " JOIN label ON label.id = label_id JOIN shipment ON shipment.id = label.shipment_id"
        " WHERE manifest_id = ? ORDER BY label.id",
        (manifest["id"],),
    ).fetchall()
    counts = Counter((service(row["service_code"]) or {"name": row["service_code"]})["name"] for row in rows)
    return Form(
        submission=load(manifest["body"])["submission_id"],
        ship_date=date.fromisoformat(manifest["ship_date"]).strftime("%m/%d/%Y"),
        mailer=address_lines(load(rows[0]["body"])["ship_from"]),
        counts=tuple(sorted((clean(name), count) for name, count in counts.items())),
    )


def draw(form: Form) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1, pageCompression=1)
    canvas.setTitle(_SAMPLE)
    canvas.setAuthor("Postwright practice carrier")
    _head(canvas, form)
    _barcode(canvas, form.submission)
    _mailer(canvas, form.mailer)
    _table(canvas, form)
    _foot(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _head(canvas: Canvas, form: Form) -> None:
    canvas.setFont("Helvetica-Bold", 17)
    canvas.drawString(_LEFT, 728, "Shipment Confirmation Acceptance Notice")
    canvas.setFont("Helvetica", 10)
    canvas.drawRightString(_RIGHT, 752, "In the look of PS Form 5630")
    canvas.drawString(_LEFT, 706, f"Shipment date {form.ship_date}")
    canvas.drawRightString(_RIGHT, 706, f"{form.pieces} pieces")
    canvas.setFillGray(0)
    canvas.rect(_LEFT, 662, _RIGHT - _LEFT, 32, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.setFont("Helvetica-Bold", 17)
    canvas.drawCentredString(_WIDTH / 2, 671, f"{_SAMPLE} - NO MAIL IS ACCEPTED BY THIS FORM")
    canvas.setFillGray(0)


def _barcode(canvas: Canvas, number: str) -> None:
    """The bars of the number behind the word for samples, and the number as people read it."""
    widths = runs(SAMPLE_PREFIX + number)
    x = (_WIDTH - _MODULE * sum(widths)) / 2
    for index, modules in enumerate(widths):
        if index % 2 == 0:
            canvas.rect(x, 550, modules * _MODULE, 84, stroke=0, fill=1)
        x += modules * _MODULE
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawCentredString(_WIDTH / 2, 530, in_fours(number))


def _mailer(canvas: Canvas, lines: tuple[str, ...]) -> None:
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(_LEFT, 490, "Mailer")
    canvas.setFont("Helvetica", 11)
    for index, line in enumerate(lines[:7]):
        canvas.drawString(_LEFT, 472 - 15 * index, line)


def _table(canvas: Canvas, form: Form) -> None:
    y = 350
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(_LEFT, y, "Class of mail")
    canvas.drawRightString(_RIGHT, y, "Pieces")
    canvas.line(_LEFT, y - 5, _RIGHT, y - 5)
    canvas.setFont("Helvetica", 11)
    for name, count in form.counts:
        y -= 18
        canvas.drawString(_LEFT, y, name)
        canvas.drawRightString(_RIGHT, y, str(count))
    canvas.line(_LEFT, y - 6, _RIGHT, y - 6)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(_LEFT, y - 22, "Total")
    canvas.drawRightString(_RIGHT, y - 22, str(form.pieces))


def _foot(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 10)
    text = "Made for practice by Postwright. The barcode is no postage and starts no tracking."
    canvas.drawCentredString(_WIDTH / 2, 60, text)
