"""Endpoints that add money to an account (api.md 5.4, 27) and to Shipsurance (api.md 12). None is real."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from decimal import Decimal

from postwright.practice import problems
from postwright.practice.accounts.carriers import connected_account
from postwright.practice.charges import add_charge, balance
from postwright.practice.choices import amount, needed
from postwright.practice.desk import Desk, Json, Route
from postwright.practice.wire_text import dollars

# As documented for the sister service (api.md 5.4).
_LEAST, _MOST = 10, 10_000
# Pounds are taken too (api.md 27). The account holds dollars, at a rate that is made up like the money.
_DOLLARS = {"usd": Decimal(1), "gbp": Decimal("1.25")}


def add_funds(desk: Desk, carrier_id: str) -> Json:
    """PUT /v1/carriers/{carrier_id}/add_funds. Raises Problem (403) unless the switch allows it."""
    row = connected_account(desk, carrier_id)
    if not desk.switches.add_funds:
        message = "Adding funds is not enabled for this account."
        raise problems.Problem(403, problems.entry("forbidden", message, kind="account_status"))
    added = _cents(desk.body(), _LEAST, _DOLLARS)
    add_charge(desk.connection, "funds", added, carrier=row["id"], now=desk.now)
    return {"balance": dollars(balance(desk.connection, row["id"]))}


def _cents(body: Json, least: int, currencies: Mapping[str, Decimal]) -> int:
    """A sum of money as US cents. No part of a cent is taken. Raises Problem."""
    currency = needed(body, "currency")
    if currency.lower() not in currencies:
        raise problems.bad_value("currency", currency)
    if body.get("amount") is None:
        raise problems.empty("amount")
    value = amount(body["amount"], "amount", above_zero=True)
    if not least <= value <= _MOST or Decimal(str(body["amount"])) != Decimal(str(value)):
        raise problems.bad_value("amount", body["amount"])
    return round(Decimal(str(value)) * currencies[currency.lower()] * 100)


def connect_shipsurance(desk: Desk) -> Json:
    """Any policy is right. Connecting again changes the login and keeps the balance."""
    body = desk.body()
    email, policy = needed(body, "email"), needed(body, "policy_id")
    if "@" not in email.strip("@"):
        raise problems.bad_value("email", email)
    desk.connection.execute(
        "INSERT INTO insurance (mode, email, policy_id) VALUES (?, ?, ?)"
        " ON CONFLICT (mode) DO UPDATE SET email = excluded.email, policy_id = excluded.policy_id",
        (desk.mode, email, policy),
    )
    return {}


def disconnect_shipsurance(desk: Desk) -> Json:
    _policy(desk)
    desk.connection.execute("DELETE FROM insurance WHERE mode = ?", (desk.mode,))
    return {}


def _policy(desk: Desk) -> sqlite3.Row:
    row = desk.one("SELECT * FROM insurance WHERE mode = ?", desk.mode)
    if row is None:
        raise problems.against_the_rules("insurance_failure", "Shipsurance is not connected.")
    return row


def get_shipsurance_balance(desk: Desk) -> Json:
    return dollars(_policy(desk)["cents"])


def add_shipsurance_funds(desk: Desk) -> Json:
    """The new balance. It is kept apart from the ledger: it pays for nothing here."""
    _policy(desk)
    added = _cents(desk.body(), 0, {"usd": Decimal(1)})
    desk.connection.execute("UPDATE insurance SET cents = cents + ? WHERE mode = ?", (added, desk.mode))
    return get_shipsurance_balance(desk)


_SHIPSURANCE = "/v1/connections/insurance/shipsurance"
ROUTES = (
    Route("PUT", "/v1/carriers/<carrier_id>/add_funds", add_funds),
    Route("POST", _SHIPSURANCE, connect_shipsurance),
    Route("DELETE", _SHIPSURANCE, disconnect_shipsurance),
    Route("GET", "/v1/insurance/shipsurance/balance", get_shipsurance_balance),
    Route("PATCH", "/v1/insurance/shipsurance/add_funds", add_shipsurance_funds),
)
