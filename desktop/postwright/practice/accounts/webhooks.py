"""Endpoints of webhooks (api.md 20): kept one for each event, and never called."""

from __future__ import annotations

import sqlite3
from typing import Any
from urllib.parse import urlsplit

from postwright.practice import problems
from postwright.practice.choices import choice, listed, needed, text
from postwright.practice.desk import Desk, Json, Reply, Route, dump, load, path_id

_PATH = "/v1/environment/webhooks"
_EVENTS = frozenset(
    "batch carrier_connected order_source_refresh_complete rate report_complete sales_orders_imported"
    " track".split()
)


def list_webhooks(desk: Desk) -> list[Json]:
    rows = desk.connection.execute("SELECT * FROM webhook WHERE mode = ? ORDER BY id", (desk.mode,))
    return [_shape(row) for row in rows]


def create_webhook(desk: Desk) -> Json:
    body = desk.body()
    needed(body, "event")
    event = choice(body, "event", _EVENTS, "")
    needed(body, "url")
    kept = _read(body)
    if desk.one("SELECT 1 FROM webhook WHERE mode = ? AND event = ?", desk.mode, event) is not None:
        extra = {"field_name": "event", "field_value": event}
        message = f"There is a webhook for the event '{event}' already."
        raise problems.Problem(409, problems.entry("webhook_event_type_conflict", message, **extra))
    number = desk.number("webhook")
    desk.connection.execute(
        "INSERT INTO webhook (id, mode, event, body) VALUES (?, ?, ?, ?)",
        (number, desk.mode, event, dump(kept)),
    )
    return _shape(_the_webhook(desk, f"se-{number}"))


def _read(body: Json) -> Json:
    """What is sent of address, headers, name and store. Raises Problem."""
    kept: Json = {}
    if body.get("url") is not None:
        kept["url"] = needed(body, "url")
        if not _is_address(kept["url"]):
            raise problems.bad_value("url", kept["url"])
    if body.get("headers") is not None:
        kept["headers"] = [_header(one) for one in listed(body, "headers")]
    if text(body, "name") is not None:
        kept["name"] = body["name"]
    store = body.get("store_id")
    if store is not None:
        if isinstance(store, bool) or not isinstance(store, int):
            raise problems.wrong_type("request.store_id", store, "System.Int32")
        kept["store_id"] = store
    return kept


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _header(value: Any) -> Json:
    if not isinstance(value, dict):
        raise problems.wrong_type("request.headers", value, "ShipEngine.Api.Models.Webhooks.Header")
    return {"key": needed(value, "key"), "value": needed(value, "value")}


def _the_webhook(desk: Desk, webhook_id: str) -> sqlite3.Row:
    return desk.found("webhook", path_id(webhook_id), "webhook_id", webhook_id)


def get_webhook(desk: Desk, webhook_id: str) -> Json:
    return _shape(_the_webhook(desk, webhook_id))


def change_webhook(desk: Desk, webhook_id: str) -> Reply:
    """Change what is sent; the event stays."""
    row = _the_webhook(desk, webhook_id)
    kept = load(row["body"]) | _read(desk.body())
    desk.connection.execute("UPDATE webhook SET body = ? WHERE id = ?", (dump(kept), row["id"]))
    return Reply(204)


def delete_webhook(desk: Desk, webhook_id: str) -> Reply:
    row = _the_webhook(desk, webhook_id)
    desk.connection.execute("DELETE FROM webhook WHERE id = ?", (row["id"],))
    return Reply(204)


def _shape(row: sqlite3.Row) -> Json:
    body = load(row["body"])
    shown = {"webhook_id": f"se-{row['id']}", "url": body["url"], "event": row["event"]}
    return {**shown, "headers": [], **body}


ROUTES = (
    Route("GET", _PATH, list_webhooks),
    Route("POST", _PATH, create_webhook),
    Route("GET", f"{_PATH}/<webhook_id>", get_webhook),
    Route("PUT", f"{_PATH}/<webhook_id>", change_webhook),
    Route("DELETE", f"{_PATH}/<webhook_id>", delete_webhook),
)
