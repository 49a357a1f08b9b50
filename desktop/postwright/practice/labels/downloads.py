"""The endpoint of documents (api.md 10.6): whoever knows the token may fetch them, for ninety days."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from datetime import timedelta

from postwright.practice.desk import Desk, Reply, Route, load
from postwright.practice.documents.render import MEDIA_TYPES, QR, customs_form, document, scan_form, together
from postwright.practice.labels.shape import has_customs_form, is_made
from postwright.practice.problems import Problem, entry
from postwright.practice.wire_text import read_stored

_DAYS = 90
_NAME = re.compile(
    r"(?P<what>label|qr|manifest|form)-(?P<number>\d{1,18})\.(?P<kind>pdf|png|zpl|html)", re.ASCII
)


def download(desk: Desk, folder: str, token: str, name: str) -> Reply:
    """The document behind a link. Raises Problem for a wrong token, name or folder, and for an old one."""
    match = _NAME.fullmatch(name)
    for table, place, draw in _KINDS:
        row = desk.one(f"SELECT * FROM {table} WHERE token = ?", token)
        if match is None or row is None or folder != place or int(match["number"]) != row["id"]:
            continue
        if desk.now - read_stored(row["created_at"]) > timedelta(days=_DAYS):
            break
        content = draw(desk, row, match["what"], match["kind"])
        if content is None:
            break
        return Reply(200, content=content, content_type=MEDIA_TYPES[match["kind"]])
    raise Problem(404, entry("file_not_found", "The file was not found."))


def _of_label(desk: Desk, row: sqlite3.Row, what: str, kind: str) -> bytes | None:
    body = load(row["body"])
    if not is_made(body, desk.now):
        return None
    match what, kind:
        case "label", "pdf" | "png" | "zpl":
            return document(desk.connection, row, kind)
        case "form", "pdf" if has_customs_form(desk, row, body):
            return customs_form(desk.connection, row)
        case "qr", "png" | "pdf" | "html" if body["broker_id"]:
            return document(desk.connection, row, QR, kind)
        case _:
            return None


def _of_batch(desk: Desk, row: sqlite3.Row, what: str, kind: str) -> bytes | None:
    """All labels of a batch that are still good, in one document."""
    labels = desk.connection.execute(
        "SELECT label.* FROM batch_item JOIN label ON label.id = label_id"
        " WHERE batch_id = ? AND voided_at IS NULL ORDER BY label.id",
        (row["id"],),
    ).fetchall()
    if what != "label" or kind == "png" or not labels:
        return None
    return together(desk.connection, labels, kind)


def _of_bundle(desk: Desk, row: sqlite3.Row, what: str, kind: str) -> bytes | None:
    """Labels that somebody asked for together, in the order asked for."""
    numbers: list[int] = load(row["body"])
    if (what, kind) != ("label", "pdf"):
        return None
    query = "SELECT * FROM label WHERE id = ?"
    labels = (desk.connection.execute(query, (number,)).fetchone() for number in numbers)
    return together(desk.connection, labels, kind)


def _of_manifest(desk: Desk, row: sqlite3.Row, what: str, kind: str) -> bytes | None:
    if (what, kind) != ("manifest", "pdf") or not row["ready"]:
        return None
    return scan_form(desk.connection, row)


_KINDS: tuple[tuple[str, str, Callable[[Desk, sqlite3.Row, str, str], bytes | None]], ...] = (
    ("label", "10", _of_label),
    ("batch", "10", _of_batch),
    ("bundle", "10", _of_bundle),
    ("manifest", "0", _of_manifest),
)

ROUTES = (Route("GET", "/v1/downloads/<folder>/<token>/<name>", download, public=True),)
