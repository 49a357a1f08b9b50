"""Endpoints of shipments (api.md 8): create, read, list, change and cancel. None of them costs money."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import Any

from postwright.practice import problems
from postwright.practice.choices import listed
from postwright.practice.desk import Desk, Json, Reply, Route, dump, load, path_id
from postwright.practice.pages import NO_END, Filter, page_of, span
from postwright.practice.places.check import bad_address, check_receiver, demand_good_address, is_bad
from postwright.practice.problems import Problem
from postwright.practice.shipments.shape import (
    EXTERNAL_ID_LENGTH,
    asked_validation,
    external_id,
    read_shipment,
    show_shipment,
)
from postwright.practice.wire_text import stored


def keep_shipment(desk: Desk, shipment: Json) -> sqlite3.Row:
    """Write a new pending shipment down."""
    number, now = desk.number("shipment"), stored(desk.now)
    desk.connection.execute(
        "INSERT INTO shipment (id, mode, external_id, status, created_at, modified_at, body)"
        " VALUES (?, ?, ?, 'pending', ?, ?, ?)",
        (number, desk.mode, shipment["external_shipment_id"], now, now, dump(shipment)),
    )
    return the_shipment(desk, number, f"se-{number}")


def the_shipment(desk: Desk, number: int, as_written: str, status: int = 404) -> sqlite3.Row:
    """The row of a shipment. Raises Problem when there is none."""
    return desk.found("shipment", number, "shipment_id", as_written, status)


def is_taken(desk: Desk, external: str | None) -> bool:
    """Whether an external id is in use."""
    query = "SELECT id FROM shipment WHERE mode = ? AND external_id = ?"
    return external is not None and desk.one(query, desk.mode, external) is not None


def taken(desk: Desk, external: str | None) -> Problem:
    message = f"external_shipment_id '{external}' is already in use."
    extra = {"field_name": "external_shipment_id", "field_value": external}
    problem = problems.against_the_rules("identifier_conflict", message, **extra)
    problem.status = desk.switches.conflict_status
    return problem


def set_status(desk: Desk, number: int, status: str) -> None:
    desk.connection.execute(
        "UPDATE shipment SET status = ?, modified_at = ? WHERE id = ?", (status, stored(desk.now), number)
    )


def shipment_tags(row: sqlite3.Row) -> list[str]:
    """The names of the tags that a shipment carries."""
    tags: list[str] = load(row["body"])["tags"]
    return tags


def create_shipments(desk: Desk) -> Json:
    given = listed(desk.body(), "shipments")
    if not given:
        raise problems.empty("shipments")
    if desk.switches.duplicate_shipment == "refuse":
        _demand_free(desk, given)
    made: list[Json] = []
    refused: list[Problem] = []
    for index, value in enumerate(given):
        try:
            made.append(_create(desk, value, index))
        except Problem as problem:
            refused.append(problem)
            made.append(_failed(value, problem))
    # As recorded for one element alone: where none can be read, it is the call that fails.
    if len(refused) == len(given):
        raise refused[0]
    return {"has_errors": any(one["errors"] for one in made), "shipments": made}


def _failed(value: Any, problem: Problem, checked: Json | None = None) -> Json:
    """An element that was not made: why, and what was sent (api.md 8, 27)."""
    told: Json = {"errors": list(problem.errors), "address_validation": checked}
    return told | value | told if isinstance(value, dict) else told


def _demand_free(desk: Desk, given: list[Any]) -> None:
    """Raises Problem, for the whole call, where one of the external ids is in use or comes twice."""
    seen: set[str] = set()
    for value in given:
        own = value.get("external_shipment_id") if isinstance(value, dict) else None
        external = external_id(value) if isinstance(own, str) else None
        if external in seen or is_taken(desk, external):
            raise taken(desk, external)
        seen |= {external} if external else set()


def _create(desk: Desk, value: Any, index: int) -> Json:
    external = external_id(value) if isinstance(value, dict) else None
    if is_taken(desk, external):
        return _failed(value, taken(desk, external))
    shipment = read_shipment(desk, value, place=f"request.shipments[{index}]")
    checked = check_receiver(shipment, asked_validation(value))
    if checked and is_bad(checked):
        return _failed(value, bad_address(checked), checked)
    return show_shipment(keep_shipment(desk, shipment), fresh=True, checked=checked)


def get_shipment(desk: Desk, shipment_id: str) -> Json:
    return show_shipment(the_shipment(desk, path_id(shipment_id), shipment_id))


def get_by_external_id(desk: Desk, external: str) -> Json:
    row = desk.one(
        "SELECT * FROM shipment WHERE mode = ? AND external_id = ? AND created_at <= ? ORDER BY id",
        desk.mode,
        external[:EXTERNAL_ID_LENGTH],
        visible_until(desk),
    )
    if row is None:
        raise problems.unknown("external_shipment_id", external)
    return show_shipment(row)


def visible_until(desk: Desk) -> str:
    """Searches find what was made up to this time: everything, unless a switch makes them lag."""
    lag = desk.switches.lookup_delay_seconds
    return stored(desk.now - timedelta(seconds=lag)) if lag > 0 else NO_END


_STATUSES = frozenset("pending processing label_purchased cancelled".split())
_TAGGED = "? IN (SELECT value FROM json_each(body, '$.tags'))"
_ORDERED = "? IN (SELECT value ->> 'sales_order_id' FROM json_each(body, '$.items'))"
_IN_BATCH = "id IN (SELECT shipment_id FROM batch_item WHERE batch_id = ?)"
_FILTERS = (
    Filter("shipment_status", "status = ?", words=_STATUSES),
    Filter("tag", _TAGGED),
    Filter("sales_order_id", _ORDERED),
    Filter("batch_id", _IN_BATCH, number=True),
    *span("created_at"),
    *span("modified_at"),
)


def list_shipments(desk: Desk) -> Json:
    until = visible_until(desk)
    return page_of(
        desk, "shipment", "shipments", _FILTERS, show_shipment, until=until, sorts=("modified_at",)
    )


def change_shipment(desk: Desk, shipment_id: str) -> Json:
    """Replace the whole shipment; what is not sent is gone. Tags stay: they have calls of their own."""
    row = the_shipment(desk, path_id(shipment_id), shipment_id)
    if row["status"] != "pending":
        raise _wrong_status(row, "changed")
    body = desk.body()
    shipment = read_shipment(desk, body, place="request")
    checked = demand_good_address(shipment, asked_validation(body))
    external = shipment["external_shipment_id"]
    if external != row["external_id"] and is_taken(desk, external):
        raise taken(desk, external)
    shipment["tags"] = shipment_tags(row)
    desk.connection.execute(
        "UPDATE shipment SET external_id = ?, body = ? WHERE id = ?", (external, dump(shipment), row["id"])
    )
    set_status(desk, row["id"], "pending")
    shown = show_shipment(the_shipment(desk, row["id"], shipment_id), fresh=True, checked=checked)
    return {"has_errors": False, **shown} if desk.switches.schema == "2026" else shown


def cancel_shipment(desk: Desk, shipment_id: str) -> Reply:
    row = the_shipment(desk, path_id(shipment_id), shipment_id)
    query = "SELECT id FROM label WHERE shipment_id = ? AND voided_at IS NULL"
    if desk.one(query, row["id"]) is not None:
        raise _wrong_status(row, "cancelled before its label is voided")
    set_status(desk, row["id"], "cancelled")
    return Reply(204)


def _wrong_status(row: sqlite3.Row, what: str) -> Problem:
    message = f"A shipment with the status {row['status']} cannot be {what}."
    extra = {"field_name": "shipment_id", "field_value": f"se-{row['id']}"}
    return problems.against_the_rules("invalid_status", message, **extra)


ROUTES = (
    Route("POST", "/v1/shipments", create_shipments),
    Route("GET", "/v1/shipments", list_shipments),
    Route("GET", "/v1/shipments/<shipment_id>", get_shipment),
    Route("PUT", "/v1/shipments/<shipment_id>", change_shipment),
    Route("PUT", "/v1/shipments/<shipment_id>/cancel", cancel_shipment),
    Route("GET", "/v1/shipments/external_shipment_id/<path:external>", get_by_external_id),
)
