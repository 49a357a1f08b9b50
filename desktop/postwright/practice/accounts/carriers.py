"""Endpoints of the accounts: list, services, packages, options, connect and disconnect (api.md 5)."""

from __future__ import annotations

import sqlite3
from functools import cache

from postwright import assets
from postwright.domain.account import STAMPS
from postwright.practice import problems
from postwright.practice.charges import add_charge, balance
from postwright.practice.choices import needed
from postwright.practice.desk import Desk, Json, Reply, Route, load, path_id

FIRST_BALANCE_CENTS = 407_210
FIRST_NICKNAME = "ShipEngine Test Account - Stamps.com"
_WRONG_LOGIN = "Your Stamps.com username or password are invalid"


@cache
def offer() -> Json:
    """What the carrier sells: services, packages and options, from `resources/practice/services.json`."""
    data: Json = load(assets.text("practice/services.json"))
    return data


def open_account(desk: Desk, nickname: str, username: str, cents: int) -> int:
    """A new account with something on it; always a new number, also for a known user name."""
    number = desk.number("carrier")
    desk.connection.execute(
        "INSERT INTO carrier (id, mode, nickname, username) VALUES (?, ?, ?, ?)",
        (number, desk.mode, nickname, username),
    )
    add_charge(desk.connection, "opening", cents, carrier=number, now=desk.now)
    return number


def account(desk: Desk, number: int) -> sqlite3.Row | None:
    return desk.row("carrier", number)


def named_account(desk: Desk, number: int) -> sqlite3.Row:
    """The account that a body names. Raises Problem when there is none."""
    return desk.found("carrier", number, "carrier_id", f"se-{number}", 400)


def named_connected_account(desk: Desk, number: int) -> sqlite3.Row:
    """As `named_account`. Raises Problem also when it was disconnected."""
    row = named_account(desk, number)
    if not row["connected"]:
        raise disconnected(number)
    return row


def first_account(desk: Desk) -> str | None:
    """The id of the first connected account, None when there is none."""
    row = desk.one("SELECT id FROM carrier WHERE mode = ? AND connected ORDER BY id", desk.mode)
    return None if row is None else f"se-{row['id']}"


def usable_account(desk: Desk, number: int) -> Json:
    """The account that is to pay. Raises Problem when it is unknown or was disconnected."""
    row = named_connected_account(desk, number)
    if not login_works(desk):
        raise problems.Problem(400, login_error(f"se-{number}"))
    return brief(row)


def disconnected(number: int) -> problems.Problem:
    """The refusal to use an account that was disconnected (api.md 27)."""
    extra = {"carrier_id": f"se-{number}", "carrier_code": STAMPS}
    return problems.against_the_rules("carrier_disconnected", "The carrier is disconnected.", **extra)


def login_works(desk: Desk) -> bool:
    """Whether the stored login still prices and buys."""
    return not (desk.switches.password_expired and desk.switches.password_expired_refuses)


def brief(row: sqlite3.Row) -> Json:
    return {"carrier_id": f"se-{row['id']}", "carrier_code": STAMPS, "nickname": row["nickname"]}


def _shape(desk: Desk, row: sqlite3.Row) -> Json:
    return {
        "carrier_id": f"se-{row['id']}",
        "carrier_code": STAMPS,
        "account_number": f"test_account_{row['id']}" if row["mode"] == "sandbox" else row["username"],
        "requires_funded_amount": True,
        "balance": balance(desk.connection, row["id"]) / 100,
        "nickname": row["nickname"],
        "friendly_name": "Stamps.com",
        "primary": False,
        "has_multi_package_supporting_services": False,
        "supports_label_messages": True,
        "disabled_by_billing_plan": False,
        "services": _services(row["id"]),
        "packages": _packages(),
        "options": offer()["options"],
        "funding_source_id": None,
    }


def _services(number: int) -> list[Json]:
    return [
        {
            "carrier_id": f"se-{number}",
            "carrier_code": STAMPS,
            "service_code": service["code"],
            "name": service["name"],
            "domestic": not service["international"],
            "international": service["international"],
            "is_multi_package_supported": False,
        }
        for service in offer()["services"]
    ]


def _packages() -> list[Json]:
    return [
        {
            "package_id": None,
            "package_code": package["code"],
            "name": package["name"],
            "description": package["description"],
        }
        for package in offer()["packages"]
    ]


def list_carriers(desk: Desk) -> Reply:
    rows = desk.connection.execute(
        "SELECT * FROM carrier WHERE mode = ? AND connected ORDER BY id", (desk.mode,)
    ).fetchall()
    errors = []
    if desk.switches.password_expired:
        errors = [login_error(f"se-{row['id']}") for row in rows]
    body = {
        "carriers": [_shape(desk, row) for row in rows],
        "request_id": desk.request_id,
        "errors": errors,
    }
    return Reply(207 if errors else 200, body)


def login_error(carrier_id: str | None) -> Json:
    """What is said where the stored Stamps.com login does not work (api.md 3.2)."""
    extra: Json = {"carrier_id": carrier_id} if carrier_id else {}
    return problems.entry(
        "unauthorized", _WRONG_LOGIN, kind="security", source="carrier", **extra, carrier_code=STAMPS
    )


def connected_account(desk: Desk, carrier_id: str, *, used: bool = True) -> sqlite3.Row:
    """The account by the id in a path. One that was disconnected can no longer be looked up.

    Raises Problem: 404 when it is unknown, 400 when it was disconnected and is to be `used`.
    """
    row = account(desk, path_id(carrier_id))
    if row is None or not (used or row["connected"]):
        raise problems.unknown("carrier_id", carrier_id)
    if not row["connected"]:
        raise disconnected(row["id"])
    return row


def get_carrier(desk: Desk, carrier_id: str) -> Json:
    return _shape(desk, connected_account(desk, carrier_id, used=False))


def get_services(desk: Desk, carrier_id: str) -> Json:
    return {"services": _services(connected_account(desk, carrier_id)["id"])}


def get_packages(desk: Desk, carrier_id: str) -> Json:
    connected_account(desk, carrier_id)
    return {"packages": _packages()}


def get_options(desk: Desk, carrier_id: str) -> Json:
    connected_account(desk, carrier_id)
    return {"options": offer()["options"]}


def connect(desk: Desk) -> Json:
    """Take a Stamps.com login. Any password but "bad" is right; it is not kept."""
    body = desk.body()
    values = {name: needed(body, name) for name in ("nickname", "username", "password")}
    if values["password"] == "bad":
        raise problems.Problem(400, login_error(None))
    same = desk.one(
        "SELECT id FROM carrier WHERE mode = ? AND username = ? AND connected",
        desk.mode,
        values["username"],
    )
    if same is not None:
        message = "This Stamps.com account is already connected."
        raise problems.against_the_rules("carrier_conflict", message, carrier_code=STAMPS)
    cents = FIRST_BALANCE_CENTS if desk.mode == "sandbox" else 0
    number = open_account(desk, values["nickname"], values["username"], cents)
    return {"carrier_id": f"se-{number}"}


def disconnect(desk: Desk, carrier_id: str) -> Reply:
    row = connected_account(desk, carrier_id, used=False)
    desk.connection.execute("UPDATE carrier SET connected = 0 WHERE id = ?", (row["id"],))
    return Reply(204)


ROUTES = (
    Route("GET", "/v1/carriers", list_carriers),
    Route("GET", "/v1/carriers/<carrier_id>", get_carrier),
    Route("GET", "/v1/carriers/<carrier_id>/services", get_services),
    Route("GET", "/v1/carriers/<carrier_id>/packages", get_packages),
    Route("GET", "/v1/carriers/<carrier_id>/options", get_options),
    Route("DELETE", "/v1/carriers/<carrier_id>", disconnect),
    Route("POST", f"/v1/connections/carriers/{STAMPS}", connect),
    Route("DELETE", f"/v1/connections/carriers/{STAMPS}/<carrier_id>", disconnect),
)
