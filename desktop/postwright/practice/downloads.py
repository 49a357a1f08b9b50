"""The endpoint of documents (api.md 10.6): whoever knows the token may fetch them, for ninety days."""

from __future__ import annotations

import re
from datetime import timedelta

from postwright.practice.desk import Desk, Reply, Route, load
from postwright.practice.documents.render import QR, document
from postwright.practice.problems import Problem, entry
from postwright.practice.wire_text import read_stored

_DAYS = 90
_NAME = re.compile(r"(?:label-(?P<label>\d{1,18})\.(?P<kind>pdf|png|zpl)|qr-(?P<qr>\d{1,18})\.png)", re.ASCII)
_TYPES = {"pdf": "application/pdf", "png": "image/png", "zpl": "application/zpl", QR: "image/png"}


def download(desk: Desk, folder: str, token: str, name: str) -> Reply:
    match = _NAME.fullmatch(name)
    row = desk.one("SELECT * FROM label WHERE token = ?", token)
    if match is None or row is None or int(match["label"] or match["qr"]) != row["id"] or folder != "10":
        raise _no_file()
    if desk.now - read_stored(row["created_at"]) > timedelta(days=_DAYS):
        raise _no_file()
    kind = match["kind"] or QR
    if kind == QR and not load(row["body"])["broker_id"]:
        raise _no_file()
    return Reply(200, content=document(desk.connection, row, kind), content_type=_TYPES[kind])


def _no_file() -> Problem:
    return Problem(404, entry("file_not_found", "The file was not found."))


ROUTES = (Route("GET", "/v1/downloads/<folder>/<token>/<name>", download, public=True),)
