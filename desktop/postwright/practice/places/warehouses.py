"""Endpoints of the places that parcels leave from (api.md 18). One at most is the default."""

from __future__ import annotations

import sqlite3

from postwright.practice import problems
from postwright.practice.choices import flag, needed
from postwright.practice.desk import Desk, Json, Reply, Route, dump, load, path_id
from postwright.practice.places.addresses import read_address
from postwright.practice.wire_text import at_reading, stored


def create_warehouse(desk: Desk) -> Json:
    kept = _read(desk.body())
    number, created = desk.number("warehouse"), stored(desk.now)
    desk.connection.execute(
        "INSERT INTO warehouse (id, mode, created_at, body) VALUES (?, ?, ?, ?)",
        (number, desk.mode, created, dump(kept)),
    )
    _settle_default(desk, number, kept["is_default"])
    return _shape(number, created, kept)


def _read(body: Json) -> Json:
    """A warehouse as it is kept. Without an address to send back to, the origin is that too."""
    name = needed(body, "name")
    origin = read_address(body.get("origin_address"), "origin_address", phone=True)
    given = body.get("return_address")
    back = origin if given is None else read_address(given, "return_address")
    return {"name": name, "is_default": flag(body, "is_default"), "origin": origin, "back": back}


def list_warehouses(desk: Desk) -> Json:
    rows = desk.connection.execute("SELECT * FROM warehouse WHERE mode = ? ORDER BY id", (desk.mode,))
    return {"warehouses": [_shape(row["id"], row["created_at"], load(row["body"])) for row in rows]}


def get_warehouse(desk: Desk, warehouse_id: str) -> Json:
    row = _the_warehouse(desk, warehouse_id)
    return _shape(row["id"], row["created_at"], load(row["body"]))


def _the_warehouse(desk: Desk, warehouse_id: str) -> sqlite3.Row:
    return desk.found("warehouse", path_id(warehouse_id), "warehouse_id", warehouse_id)


def named_warehouse(desk: Desk, number: int) -> sqlite3.Row:
    """The one that a body names; `origin` and `back`, the return address, are in its own. Raises Problem."""
    return desk.found("warehouse", number, "warehouse_id", f"se-{number}", 400)


def change_warehouse(desk: Desk, warehouse_id: str) -> Reply:
    """Replace it whole. Shipments that were made from it keep the address they had."""
    row = _the_warehouse(desk, warehouse_id)
    kept = _read(desk.body())
    desk.connection.execute("UPDATE warehouse SET body = ? WHERE id = ?", (dump(kept), row["id"]))
    _settle_default(desk, row["id"], kept["is_default"])
    return Reply(204)


def change_settings(desk: Desk, warehouse_id: str) -> Reply:
    """The default and nothing else; null leaves it as it is."""
    row = _the_warehouse(desk, warehouse_id)
    body = desk.body()
    wanted = flag(body, "is_default")
    if body.get("is_default") is not None:
        _settle_default(desk, row["id"], wanted)
    return Reply(204)


def _settle_default(desk: Desk, number: int, wanted: bool) -> None:
    """Note on one whether it is the default; a new default takes the place of the old one."""
    query = "UPDATE warehouse SET body = json_set(body, '$.is_default', json(?)) WHERE mode = ? AND"
    if wanted:
        desk.connection.execute(f"{query} id <> ?", ("false", desk.mode, number))
    desk.connection.execute(f"{query} id = ?", ("true" if wanted else "false", desk.mode, number))


def delete_warehouse(desk: Desk, warehouse_id: str) -> Reply:
    """Forget it, also when shipments name it, as recorded (api.md 18)."""
    row = _the_warehouse(desk, warehouse_id)
    if load(row["body"])["is_default"]:
        message = "The default warehouse cannot be deleted."
        extra = {"field_name": "warehouse_id", "field_value": warehouse_id}
        raise problems.against_the_rules("default_warehouse_cannot_be_deleted", message, **extra)
    desk.connection.execute("DELETE FROM warehouse WHERE id = ?", (row["id"],))
    return Reply(204)


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
    Route("PUT", "/v1/warehouses/<warehouse_id>", change_warehouse),
    Route("DELETE", "/v1/warehouses/<warehouse_id>", delete_warehouse),
    Route("PUT", "/v1/warehouses/<warehouse_id>/settings", change_settings),
)
