"""The endpoint that puts labels into one PDF, a page each (api.md 10.6, 27)."""

from __future__ import annotations

import base64
import sqlite3

from postwright.practice import problems
from postwright.practice.chance import token as new_token
from postwright.practice.choices import DOWNLOADS, choice, listed
from postwright.practice.desk import Desk, Json, Route, body_ids, dump, load
from postwright.practice.documents.render import together
from postwright.practice.labels.calls import the_label
from postwright.practice.labels.shape import NO_PAPER, is_made
from postwright.practice.wire_text import stored

_MOST = 30
_PDF = "application/pdf"


def combine(desk: Desk) -> Json:
    """Up to thirty labels in the order given, each once; inside the reply unless a link is asked for."""
    body = desk.body()
    choice(body, "label_format", frozenset({"pdf"}), "pdf")
    inline = choice(body, "label_download_type", DOWNLOADS, "inline") == "inline"
    given = listed(body, "label_ids")
    if not given:
        raise problems.empty("label_ids")
    if len(given) > _MOST:
        raise problems.bad_value("label_ids", len(given))
    numbers = body_ids("label_ids", given)
    labels = [_on_paper(desk, the_label(desk, f"se-{number}")) for number in numbers]
    if inline:
        coded = base64.b64encode(together(desk.connection, labels, "pdf")).decode("ascii")
        return {"label_download": {"href": f"data:{_PDF};base64,{coded}"}}
    link = _keep(desk, numbers)
    return {"label_download": {"pdf": link, "href": link}}


def _on_paper(desk: Desk, row: sqlite3.Row) -> sqlite3.Row:
    body = load(row["body"])
    if body["options"]["display_scheme"] in NO_PAPER or not is_made(body, desk.now):
        extra = {"field_name": "label_ids", "field_value": f"se-{row['id']}"}
        raise problems.against_the_rules("unspecified", "This label has no document.", **extra)
    return row


def _keep(desk: Desk, numbers: list[int]) -> str:
    """Remember which labels they are; the link."""
    number, token = desk.number("bundle"), new_token(desk.connection)
    desk.connection.execute(
        "INSERT INTO bundle (id, mode, token, created_at, body) VALUES (?, ?, ?, ?, ?)",
        (number, desk.mode, token, stored(desk.now), dump(numbers)),
    )
    return f"{desk.base}/v1/downloads/10/{token}/label-{number}.pdf"


ROUTES = (Route("POST", "/v1/documents/combined_labels", combine),)
