"""The history of pickups, forms, prints, mails and foreign labels: lines that are only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from postwright.store.schema import REQUEST_EVENT
from postwright.store.value_json import read_stamp, stamp

PICKUP_SUBJECT = "pickup"
FORM_SUBJECT = "scan_form"
PRINT_SUBJECT = "print"
MAIL_SUBJECT = "mail"
_LINE = insert(REQUEST_EVENT)
# Labels have ids of the carrier's own, which stand in the detail.
FOREIGN_LABEL_SUBJECT = "foreign_label"


class RequestEvent(NamedTuple):
    """One step of a request."""

    at: datetime
    state: str
    detail: str


def write_request_event(
    connection: Connection, subject: str, subject_id: int, at: datetime, state: str, detail: str = ""
) -> None:
    """Add a line, in the transaction of what it tells."""
    line = {"subject": subject, "subject_id": subject_id, "at": stamp(at), "state": state, "detail": detail}
    connection.execute(_LINE, line)


def request_events(connection: Connection, subject: str, subject_id: int) -> tuple[RequestEvent, ...]:
    """What happened to one request, oldest first."""
    events = REQUEST_EVENT.c
    wanted = select(REQUEST_EVENT).where(events.subject == subject, events.subject_id == subject_id)
    rows = connection.execute(wanted.order_by(events.seq)).all()
    return tuple(RequestEvent(read_stamp(row.at), row.state, row.detail) for row in rows)
