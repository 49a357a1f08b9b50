"""Endpoints of tags (api.md 8, 22): the account's list of them, and those that shipments carry."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from postwright.practice import problems
from postwright.practice.choices import listed, needed, text
from postwright.practice.desk import Desk, Json, Reply, Route, body_id, path_id
from postwright.practice.shipments.calls import shipment_tags, the_shipment
from postwright.practice.wire_text import stored

_LONGEST_NAME = 200


def list_tags(desk: Desk) -> Json:
    rows = desk.connection.execute("SELECT * FROM tag WHERE mode = ? ORDER BY id", (desk.mode,))
    return {"tags": [_shape(row) for row in rows]}


def create_tag(desk: Desk) -> Json:
    """POST /v1/tags: a name and perhaps a color."""
    body = desk.body()
    name, color = needed(body, "name", _LONGEST_NAME), text(body, "color", _LONGEST_NAME)
    if color is not None and not color.strip():
        raise problems.empty("color")
    return _create(desk, name, color)


def create_named_tag(desk: Desk, tag_name: str) -> Json:
    """POST /v1/tags/{tag_name}: the same with the name in the path and no body."""
    return _create(desk, _from_path(tag_name), None)


def _create(desk: Desk, name: str, color: str | None) -> Json:
    if _find(desk, name) is not None:
        raise _taken(name)
    return _shape(_add(desk, name, color))


def _from_path(name: str) -> str:
    return needed({"tag_name": name}, "tag_name", _LONGEST_NAME)


def _find(desk: Desk, name: str) -> sqlite3.Row | None:
    return desk.one("SELECT * FROM tag WHERE mode = ? AND name = ?", desk.mode, name)


def _the_tag(desk: Desk, name: str) -> sqlite3.Row:
    row = _find(desk, name)
    if row is None:
        raise problems.unknown("tag_name", name)
    return row


def _add(desk: Desk, name: str, color: str | None) -> sqlite3.Row:
    row = (desk.number("tag"), desk.mode, name, color)
    desk.connection.execute("INSERT INTO tag (id, mode, name, color) VALUES (?, ?, ?, ?)", row)
    return _the_tag(desk, name)


def _taken(name: str) -> problems.Problem:
    extra = {"field_name": "name", "field_value": name}
    return problems.against_the_rules("identifier_conflict", f"There is a tag '{name}' already.", **extra)


def _shape(row: sqlite3.Row) -> Json:
    shown = {"tag_id": row["id"], "name": row["name"]}
    return shown | ({"color": row["color"]} if row["color"] else {})


def rename_tag(desk: Desk, tag_name: str, new_tag_name: str) -> Reply:
    """Give it another name, on the shipments too."""
    row, name = _the_tag(desk, tag_name), _from_path(new_tag_name)
    other = _find(desk, name)
    if other is not None and other["id"] != row["id"]:
        raise _taken(name)
    desk.connection.execute("UPDATE tag SET name = ? WHERE id = ?", (name, row["id"]))
    for shipment in _tagged(desk, tag_name):
        tags = [name if one == tag_name else one for one in shipment_tags(shipment)]
        _write(desk, shipment["id"], tags)
    return Reply(204)


def delete_tag(desk: Desk, tag_name: str) -> Reply:
    """Forget it, and take it off every shipment."""
    row = _the_tag(desk, tag_name)
    for shipment in _tagged(desk, tag_name):
        _write(desk, shipment["id"], [one for one in shipment_tags(shipment) if one != tag_name])
    desk.connection.execute("DELETE FROM tag WHERE id = ?", (row["id"],))
    return Reply(204)


def _tagged(desk: Desk, name: str) -> list[sqlite3.Row]:
    query = "SELECT * FROM shipment WHERE mode = ? AND ? IN (SELECT value FROM json_each(body, '$.tags'))"
    return desk.connection.execute(query, (desk.mode, name)).fetchall()


def _write(desk: Desk, number: int, tags: list[str]) -> None:
    desk.connection.execute(
        "UPDATE shipment SET body = json_set(body, '$.tags', json(?)), modified_at = ? WHERE id = ?",
        (json.dumps(tags), stored(desk.now), number),
    )


def get_shipment_tags(desk: Desk, shipment_id: str) -> Json:
    return {"tags": shipment_tags(the_shipment(desk, path_id(shipment_id), shipment_id))}


def tag_shipment(desk: Desk, shipment_id: str, tag_name: str) -> Json:
    """Put a tag on a shipment, once; a tag that does not exist is made."""
    row = the_shipment(desk, path_id(shipment_id), shipment_id)
    tags = list(dict.fromkeys([*shipment_tags(row), _from_path(tag_name)]))
    _put_on(desk, row["id"], tags)
    return {"tags": tags}


def _put_on(desk: Desk, number: int, tags: list[str]) -> None:
    for name in tags:
        if _find(desk, name) is None:
            _add(desk, name, None)
    _write(desk, number, tags)


def untag_shipment(desk: Desk, shipment_id: str, tag_name: str) -> Reply:
    row = the_shipment(desk, path_id(shipment_id), shipment_id)
    tags = shipment_tags(row)
    if tag_name not in tags:
        raise problems.unknown("tag_name", tag_name)
    _write(desk, row["id"], [one for one in tags if one != tag_name])
    return Reply(204)


def tag_shipments(desk: Desk) -> Reply:
    """PUT /v1/shipments/tags: what each shipment carries from now on, all or nothing."""
    given = listed(desk.body(), "shipments_tags")
    if not given:
        raise problems.empty("shipments_tags")
    for index, value in enumerate(given):
        if not isinstance(value, dict):
            wanted = "ShipEngine.Api.Models.Shipments.ShipmentTags"
            raise problems.wrong_type(f"request.shipments_tags[{index}]", value, wanted)
        number = body_id("shipment_id", value.get("shipment_id"))
        row = the_shipment(desk, number, str(value["shipment_id"]))
        _put_on(desk, row["id"], _names(listed(value, "tags")))
    return Reply(204)


def _names(given: list[Any]) -> list[str]:
    return list(dict.fromkeys(needed({"tags": one}, "tags", _LONGEST_NAME) for one in given))


ROUTES = (
    Route("GET", "/v1/tags", list_tags),
    Route("POST", "/v1/tags", create_tag),
    Route("POST", "/v1/tags/<tag_name>", create_named_tag),
    Route("DELETE", "/v1/tags/<tag_name>", delete_tag),
    Route("PUT", "/v1/tags/<tag_name>/<new_tag_name>", rename_tag),
    Route("PUT", "/v1/shipments/tags", tag_shipments),
    Route("GET", "/v1/shipments/<shipment_id>/tags", get_shipment_tags),
    Route("POST", "/v1/shipments/<shipment_id>/tags/<tag_name>", tag_shipment),
    Route("DELETE", "/v1/shipments/<shipment_id>/tags/<tag_name>", untag_shipment),
)
