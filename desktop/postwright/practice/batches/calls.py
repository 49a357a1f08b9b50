"""Endpoints of batches (api.md 19): many shipments bought together, by and by. Buys nothing itself."""

from __future__ import annotations

import sqlite3
from typing import Any

from postwright.practice import problems
from postwright.practice.batches.processing import start
from postwright.practice.batches.shape import show_batch
from postwright.practice.chance import token
from postwright.practice.choices import listed, text
from postwright.practice.desk import Desk, Json, Reply, Route, body_ids, dump, path_id
from postwright.practice.pages import Filter, count, links, page_of, span
from postwright.practice.wire_text import stored

_UNKNOWN = "The shipment does not exist."


def create_batch(desk: Desk) -> Reply:
    """A new batch; 207 when some of the shipments do not exist."""
    body = desk.body()
    wanted = _wanted(desk, body)
    external = text(body, "external_batch_id")
    if external and _by_external_id(desk, external) is not None:
        message = f"external_batch_id '{external}' is already in use."
        raise problems.against_the_rules("identifier_conflict", message, field_name="external_batch_id")
    number = desk.number("batch")
    kept = {"notes": text(body, "batch_notes"), "layout": None, "format": "pdf", "scheme": "label"}
    desk.connection.execute(
        "INSERT INTO batch (id, mode, external_id, number, status, created_at, token, body)"
        " VALUES (?, ?, ?, ?, 'open', ?, ?, ?)",
        (
            number,
            desk.mode,
            external,
            str(desk.number("batch_number")),
            stored(desk.now),
            token(desk.connection),
            dump(kept),
        ),
    )
    found = _put_in(desk, number, wanted)
    process = body.get("process_labels")
    if isinstance(process, dict) and process.get("create_batch_and_process_labels"):
        start(desk, number, process)
    return Reply(200 if found else 207, show_batch(desk, the_batch(desk, f"se-{number}")))


def _wanted(desk: Desk, body: Json) -> list[tuple[int, int | None]]:
    """The shipments of a body, and with each the rate that it came by, if it came by one. Raises Problem."""
    wanted: list[tuple[int, int | None]] = [
        (number, None) for number in body_ids("shipment_ids", listed(body, "shipment_ids"))
    ]
    for rate in body_ids("rate_ids", listed(body, "rate_ids")):
        row = desk.found("rate", rate, "rate_id", f"se-{rate}", 400)
        wanted.append((row["shipment_id"], rate))
    return wanted


def _put_in(desk: Desk, batch: int, wanted: list[tuple[int, int | None]]) -> bool:
    """Put shipments into a batch; one that is in it already stays as it is. False when one is unknown."""
    counted = desk.one("SELECT count(*) AS n FROM batch_item WHERE batch_id = ?", batch)
    most, found = desk.switches.batch_maximum, True
    if counted is not None and most and counted["n"] + len(wanted) > most:
        raise problems.bad_value("shipment_ids", f"{counted['n'] + len(wanted)} shipments")
    for shipment, rate in wanted:
        known = desk.row("shipment", shipment)
        desk.connection.execute(
            "INSERT OR IGNORE INTO batch_item (batch_id, shipment_id, rate_id, error) VALUES (?, ?, ?, ?)",
            (batch, shipment, rate, None if known else _UNKNOWN),
        )
        found = found and known is not None
    return found


def the_batch(desk: Desk, batch_id: str) -> sqlite3.Row:
    """The row of a batch by the id in a path. Raises Problem."""
    return desk.found("batch", path_id(batch_id), "batch_id", batch_id)


def _open_batch(desk: Desk, batch_id: str) -> sqlite3.Row:
    row = the_batch(desk, batch_id)
    if row["status"] != "open":
        message = f"A batch with the status {row['status']} cannot be changed."
        extra = {"field_name": "batch_id", "field_value": batch_id}
        raise problems.against_the_rules("batch_cannot_be_modified", message, **extra)
    return row


def _by_external_id(desk: Desk, external: str) -> sqlite3.Row | None:
    return desk.one("SELECT * FROM batch WHERE mode = ? AND external_id = ?", desk.mode, external)


def get_batch(desk: Desk, batch_id: str) -> Json:
    return show_batch(desk, the_batch(desk, batch_id))


def get_by_external_id(desk: Desk, external: str) -> Json:
    row = _by_external_id(desk, external)
    if row is None:
        raise problems.unknown("external_batch_id", external)
    return show_batch(desk, row)


_STATUSES = frozenset(
    "open queued processing completed completed_with_errors archived notifying invalid".split()
)
_FILTERS = (
    Filter("status", "status = ?", words=_STATUSES),
    Filter("batch_number", "number = ?"),
    *span("created_at"),
    *span("processed_at"),
)
# `ship_date` is the one that processing was asked for; it is kept in the body.
_BATCHES = "(SELECT *, body ->> 'ship_date' AS ship_date FROM batch)"


def list_batches(desk: Desk) -> Json:
    def show(row: sqlite3.Row) -> Json:
        return show_batch(desk, row)

    sorts = ("ship_date", "processed_at")
    return page_of(desk, _BATCHES, "batches", _FILTERS, show, sorts=sorts)


def archive_batch(desk: Desk, batch_id: str) -> Reply:
    """PUT puts a batch away; it can still be read."""
    row = the_batch(desk, batch_id)
    if row["status"] in ("queued", "processing"):
        _open_batch(desk, batch_id)
    desk.connection.execute("UPDATE batch SET status = 'archived' WHERE id = ?", (row["id"],))
    return Reply(204)


def delete_batch(desk: Desk, batch_id: str) -> Reply:
    """Only a batch that bought nothing goes; its shipments stay."""
    row = the_batch(desk, batch_id)
    if row["status"] != "invalid":
        row = _open_batch(desk, batch_id)
    desk.connection.execute("DELETE FROM batch WHERE id = ?", (row["id"],))
    return Reply(204)


def add_to_batch(desk: Desk, batch_id: str) -> Reply:
    row, wanted = _modified(desk, batch_id)
    if not _put_in(desk, row["id"], wanted):
        raise problems.unknown("shipment_id", ", ".join(f"se-{one}" for one, _ in wanted), 400)
    return Reply(204)


def remove_from_batch(desk: Desk, batch_id: str) -> Reply:
    row, wanted = _modified(desk, batch_id)
    for shipment, _ in wanted:
        query = "DELETE FROM batch_item WHERE batch_id = ? AND shipment_id = ?"
        desk.connection.execute(query, (row["id"], shipment))
    return Reply(204)


def _modified(desk: Desk, batch_id: str) -> tuple[sqlite3.Row, list[tuple[int, int | None]]]:
    """The open batch of a change, and what is to go in or out. Ids that are no ids are told first."""
    number, body = path_id(batch_id), desk.body()
    wanted = _wanted(desk, body)
    return _open_batch(desk, f"se-{number}"), wanted


def process_labels(desk: Desk, batch_id: str) -> Reply:
    """Queue the batch; its labels are bought a little later, each once."""
    start(desk, _open_batch(desk, batch_id)["id"], desk.body(optional=True))
    return Reply(204)


def list_errors(desk: Desk, batch_id: str) -> Json:
    """Why shipments of a batch have no label. The page size is spelt `pagesize` here (api.md 1)."""
    row = the_batch(desk, batch_id)
    page, size = count(desk, "page", 1), count(desk, "pagesize", 25)
    rows: list[Any] = desk.connection.execute(
        "SELECT batch_item.*, shipment.external_id FROM batch_item"
        " LEFT JOIN shipment ON shipment.id = shipment_id WHERE batch_id = ? AND error NOT NULL"
        " ORDER BY shipment_id",
        (row["id"],),
    ).fetchall()
    path = f"/v1/batches/se-{row['id']}/errors"
    return {
        "errors": [
            {
                "error": one["error"],
                "shipment_id": f"se-{one['shipment_id']}",
                "external_shipment_id": one["external_id"] or "",
            }
            for one in rows[(page - 1) * size : page * size]
        ],
        "links": links(desk, path, page, -(-len(rows) // size), {"pagesize": size}),
    }


ROUTES = (
    Route("POST", "/v1/batches", create_batch),
    Route("GET", "/v1/batches", list_batches),
    Route("GET", "/v1/batches/external_batch_id/<path:external>", get_by_external_id),
    Route("GET", "/v1/batches/<batch_id>", get_batch),
    Route("PUT", "/v1/batches/<batch_id>", archive_batch),
    Route("DELETE", "/v1/batches/<batch_id>", delete_batch),
    Route("POST", "/v1/batches/<batch_id>/add", add_to_batch),
    Route("POST", "/v1/batches/<batch_id>/remove", remove_from_batch),
    Route("POST", "/v1/batches/<batch_id>/process/labels", process_labels),
    Route("GET", "/v1/batches/<batch_id>/errors", list_errors),
)
