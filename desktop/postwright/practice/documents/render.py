"""The bytes of documents in a format. The drawing libraries load with the first one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from postwright.practice.desk import load
from postwright.practice.documents.paper import PAPERS, Paper

QR = "qr"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "zpl": "application/zpl",
    "html": "text/html; charset=utf-8",
}
_SHIPMENT = "SELECT body FROM shipment WHERE id = ?"


def document(connection: sqlite3.Connection, label: sqlite3.Row, kind: str, form: str = "png") -> bytes:
    """`kind` is pdf, png, zpl or qr, of which `form` is png, pdf or html."""
    if kind == QR:
        from postwright.practice.documents import qr

        return qr.FORMS[form](load(label["body"])["broker_id"])
    from postwright.practice.documents import png
    from postwright.practice.documents.layout import lay_out
    from postwright.practice.documents.sheet import sheet_of

    if kind != "png":
        return together(connection, [label], kind)
    shipment = load(connection.execute(_SHIPMENT, (label["shipment_id"],)).fetchone()["body"])
    return png.draw(lay_out(sheet_of(label, shipment)), _paper(label))


def _paper(label: sqlite3.Row) -> Paper:
    return PAPERS[load(label["body"])["options"]["label_layout"]]


def together(connection: sqlite3.Connection, labels: Iterable[sqlite3.Row], kind: str) -> bytes:
    """Several labels in one document, in their order; `kind` is pdf or zpl."""
    from postwright.practice.documents import pdf, zpl
    from postwright.practice.documents.layout import lay_out
    from postwright.practice.documents.sheet import sheet_of

    pages, papers = [], []
    for label in labels:
        shipment = load(connection.execute(_SHIPMENT, (label["shipment_id"],)).fetchone()["body"])
        pages.append(lay_out(sheet_of(label, shipment)))
        papers.append(_paper(label))
    return pdf.draw(*pages, papers=papers) if kind == "pdf" else b"".join(zpl.draw(page) for page in pages)


def scan_form(connection: sqlite3.Connection, manifest: sqlite3.Row) -> bytes:
    """The PDF of a manifest."""
    from postwright.practice.documents import form

    return form.draw(form.form_of(connection, manifest))


def customs_form(connection: sqlite3.Connection, label: sqlite3.Row) -> bytes:
    """The PDF of what was declared for a label."""
    from postwright.practice.documents import customs

    shipment = load(connection.execute(_SHIPMENT, (label["shipment_id"],)).fetchone()["body"])
    return customs.draw(customs.customs_of(label["tracking_number"], shipment))
