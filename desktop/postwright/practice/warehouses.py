"""Endpoints of the places that parcels leave from (api.md 18): create, list and read, no more."""

from __future__ import annotations

import sqlite3

from postwright.practice import problems
from postwright.practice.addresses import read_address
from postwright.practice.desk import Desk, Json, Route, dump, load, path_id
from postwright.practice.wire_text import at_reading, stored


def create_warehouse(desk: Desk) -> Json:
    body = desk.body()
    if not str(body.get("name") or "").strip():
        raise problems.empty("name")
    origin = read_address(body.get("origin_address"), "origin_address", phone=True)
    given = body.get("return_address")
    back = origin if given is None else read_address(given, "return_address")
    kept = {
        "name": str(body["name"]),
        "is_default": bool(body.get("is_default")),
        "origin": origin,
        "back": back,
    }
    number, created = desk.number("warehouse"), stored(desk.now)
    desk.connection.execute(
        "INSERT INTO warehouse (id, mode, created_at, body) VALUES (?, ?, ?, ?)",
        (number, desk.mode, created, dump(kept)),
    )
    return _shape(number, created, kept)


def list_warehouses(desk: Desk) -> Json:
    rows = desk.connection.execute("SELECT * FROM warehouse WHERE mode = ? ORDER BY id", (desk.mode,))
    return {"warehouses": [_shape(row["id"], row["created_at"], load(row["body"])) for row in rows]}


def get_warehouse(desk: Desk, warehouse_id: str) -> Json:
    row = find_warehouse(desk, path_id(warehouse_id))
    if row is None:
        raise problems.unknown("warehouse_id", warehouse_id)
    return _shape(row["id"], row["created_at"], load(row["body"]))


def find_warehouse(desk: Desk, number: int) -> sqlite3.Row | None:
    """The row; its body holds `origin` and `back`, the return address."""
    return desk.one("SELECT * FROM warehouse WHERE id = ? AND mode = ?", number, desk.mode)


def _shape(number: int, created: str, kept: Json) -> Json:
    return {
        "warehouse_id": f"se-{number}",
        "is_default": kept["is_default"],
        "name": kept["name"],
        "created_at": at_reading(created),
        "origin_address": kept["origin"],
        "return_address": kept["back"],
    }


ROUTES = (
    Route("POST", "/v1/warehouses", create_warehouse),
    Route("GET", "/v1/warehouses", list_warehouses),
    Route("GET", "/v1/warehouses/<warehouse_id>", get_warehouse),
)
