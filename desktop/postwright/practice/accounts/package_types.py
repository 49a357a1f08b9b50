"""Endpoints of the shop's own kinds of packages (api.md 21). They are priced as plain ones."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from postwright.practice import problems
from postwright.practice.accounts.carriers import offer
from postwright.practice.choices import LENGTH_UNITS, amount, choice, needed, text
from postwright.practice.desk import Desk, Json, Reply, Route, body_id, dump, load, path_id

_CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*", re.ASCII)
_LONGEST_CODE = _LONGEST_NAME = 50
_LONGEST_DESCRIPTION = 500
# What every package of the carrier's own kinds is called in replies, as recorded.
PLAIN_ID = "se-3"


def create_package_type(desk: Desk) -> Json:
    kept = _read(desk.body())
    _check_free(desk, kept["package_code"], None)
    number = desk.number("package_type")
    desk.connection.execute(
        "INSERT INTO package_type (id, mode, code, body) VALUES (?, ?, ?, ?)",
        (number, desk.mode, kept["package_code"], dump(kept)),
    )
    return {"package_id": f"se-{number}", **kept}


def _read(body: Json) -> Json:
    code = needed(body, "package_code", _LONGEST_CODE)
    if not _CODE.fullmatch(code):
        raise problems.bad_value("package_code", code)
    name = needed(body, "name", _LONGEST_NAME)
    sides = read_dimensions(body.get("dimensions"))
    dimensions = {"dimensions": sides} if sides else {}
    description = text(body, "description", _LONGEST_DESCRIPTION)
    return {"package_code": code, "name": name, **dimensions, "description": description}


def read_dimensions(value: Any) -> Json | None:
    """Three sides and their unit, None when none are given. Raises Problem."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise problems.wrong_type("request.dimensions", value, "ShipEngine.Api.Models.Shared.Dimensions")
    sides = {side: amount(value.get(side), f"dimensions.{side}") for side in ("length", "width", "height")}
    return {"unit": choice(value, "unit", LENGTH_UNITS, "inch"), **sides}


def _check_free(desk: Desk, code: str, number: int | None) -> None:
    row = desk.one("SELECT id FROM package_type WHERE mode = ? AND code = ?", desk.mode, code)
    if plain_name(code) or (row is not None and row["id"] != number):
        extra = {"field_name": "package_code", "field_value": code}
        message = f"There is a package_code '{code}' already."
        raise problems.against_the_rules("identifier_conflict", message, **extra)


def plain_name(code: str) -> str | None:
    """The name of one of the carrier's own kinds of packages; None when it has no such kind."""
    known = next((item for item in offer()["packages"] if item["code"] == code), None)
    return None if known is None else str(known["name"])


def list_package_types(desk: Desk) -> Json:
    rows = desk.connection.execute("SELECT * FROM package_type WHERE mode = ? ORDER BY id", (desk.mode,))
    return {"packages": [_shape(row) for row in rows]}


def get_package_type(desk: Desk, package_id: str) -> Json:
    return _shape(_the_type(desk, package_id))


def _the_type(desk: Desk, package_id: str) -> sqlite3.Row:
    return desk.found("package_type", path_id(package_id), "package_id", package_id)


def change_package_type(desk: Desk, package_id: str) -> Reply:
    """Replace it whole. Shipments that use it keep what they had."""
    row, kept = _the_type(desk, package_id), _read(desk.body())
    _check_free(desk, kept["package_code"], row["id"])
    desk.connection.execute(
        "UPDATE package_type SET code = ?, body = ? WHERE id = ?",
        (kept["package_code"], dump(kept), row["id"]),
    )
    return Reply(204)


def delete_package_type(desk: Desk, package_id: str) -> Reply:
    row = _the_type(desk, package_id)
    desk.connection.execute("DELETE FROM package_type WHERE id = ?", (row["id"],))
    return Reply(204)


def _shape(row: sqlite3.Row) -> Json:
    return {"package_id": f"se-{row['id']}", **load(row["body"])}


def chosen_type(desk: Desk, package: Json) -> Json | None:
    """The shop's own kind that a package names by code or id; None when it names none of them.

    Raises Problem for an unknown id, and for a code and an id of two kinds.
    """
    code = text(package, "package_code")
    row = desk.one("SELECT * FROM package_type WHERE mode = ? AND code = ?", desk.mode, code or "")
    if package.get("package_id") not in (None, PLAIN_ID):
        number = body_id("package_id", package["package_id"])
        row = desk.row("package_type", number)
        if row is None:
            raise problems.unknown("package_id", f"se-{number}", 400)
        if code and code != row["code"]:
            message = "The package_code and the package_id are of two packages."
            extra = {"field_name": "package_id", "field_value": f"se-{number}"}
            raise problems.against_the_rules("identifiers_must_match", message, **extra)
    return None if row is None else _shape(row)


ROUTES = (
    Route("GET", "/v1/packages", list_package_types),
    Route("POST", "/v1/packages", create_package_type),
    Route("GET", "/v1/packages/<package_id>", get_package_type),
    Route("PUT", "/v1/packages/<package_id>", change_package_type),
    Route("DELETE", "/v1/packages/<package_id>", delete_package_type),
)
