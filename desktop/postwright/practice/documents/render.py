"""The bytes of a label's document in a format. The drawing libraries load with the first one."""

from __future__ import annotations

import sqlite3

from postwright.practice.desk import load

QR = "qr"


def document(connection: sqlite3.Connection, label: sqlite3.Row, kind: str) -> bytes:
    """`kind` is pdf, png, zpl or qr."""
    if kind == QR:
        from postwright.practice.documents import qr

        return qr.draw(load(label["body"])["broker_id"])
    from postwright.practice.documents import pdf, png, zpl
    from postwright.practice.documents.layout import lay_out
    from postwright.practice.documents.sheet import sheet_of

    query = "SELECT body FROM shipment WHERE id = ?"
    shipment = load(connection.execute(query, (label["shipment_id"],)).fetchone()["body"])
    parts = lay_out(sheet_of(label, shipment))
    return {"pdf": pdf.draw, "png": png.draw, "zpl": zpl.draw}[kind](parts)
