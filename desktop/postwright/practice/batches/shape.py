"""A batch as the API writes it (api.md 19), as recorded."""

from __future__ import annotations

import sqlite3

from postwright.practice.desk import Desk, Json, load
from postwright.practice.wire_text import at_reading


def show_batch(desk: Desk, row: sqlite3.Row) -> Json:
    """As a reply. The links are there from the start; documents stand behind them once labels exist."""
    body, number, late = load(row["body"]), row["id"], desk.switches.schema == "2026"
    counts = desk.connection.execute(
        "SELECT count(*) AS items, count(label_id) AS completed, count(error) AS errors FROM batch_item"
        " WHERE batch_id = ?",
        (number,),
    ).fetchone()
    here, documents = f"{desk.base}/v1", f"{desk.base}/v1/downloads/10/{row['token']}"
    paperless = {"href": f"{documents}/label-{number}.pdf", "instructions": None, "handoff_code": None}
    return {
        "label_layout": body["layout"] or ("4x6" if late else None),
        "label_format": body["format"],
        "batch_id": f"se-{number}",
        "external_batch_id": row["external_id"],
        "batch_number": row["number"],
        "batch_notes": body["notes"],
        "created_at": at_reading(row["created_at"]),
        "processed_at": at_reading(row["processed_at"]) if row["processed_at"] else None,
        "errors": counts["errors"],
        "process_errors": [] if late else None,
        "warnings": 0,
        "completed": counts["completed"],
        "forms": 0,
        "count": counts["items"],
        "batch_shipments_url": {"href": f"{here}/shipments?batch_id=se-{number}"},
        "batch_labels_url": {"href": f"{here}/labels?batch_id=se-{number}"},
        "batch_errors_url": {"href": f"{here}/batches/se-{number}/errors"},
        "label_download": {
            "pdf": f"{documents}/label-{number}.pdf",
            "zpl": f"{documents}/label-{number}.zpl",
            "href": f"{documents}/label-{number}.{'zpl' if body['format'] == 'zpl' else 'pdf'}",
        },
        "form_download": {"href": f"{documents}/form-{number}.pdf"},
        **({"paperless_download": paperless} if late else {}),
        "status": row["status"],
    }
