"""Endpoints of SCAN forms (api.md 15): make, ask for one that is still being made, read and list."""

from __future__ import annotations

import sqlite3
from datetime import date

from postwright.practice import problems
from postwright.practice.accounts.carriers import brief, named_account
from postwright.practice.choices import listed, moment, text
from postwright.practice.desk import Desk, Json, Route, body_id, body_ids, dump, load, path_id
from postwright.practice.forms.rules import Candidate, candidates, check_hour, groups, sift
from postwright.practice.forms.writing import write_form
from postwright.practice.pages import Filter, page_of, span
from postwright.practice.places.warehouses import named_warehouse
from postwright.practice.problems import Problem, carrier_refusal, entry
from postwright.practice.wire_text import at_creation, at_reading, shipment_day

_MOST_LABELS = 500
_OLD_KEYS = (
    "manifest_id form_id created_at ship_date shipments warehouse_id submission_id carrier_id"
    " manifest_download label_ids"
).split()


def create_manifest(desk: Desk) -> Json:
    """One form for each account, place and ship date. Raises Problem when no label is left for any."""
    body = desk.body()
    given = listed(body, "label_ids")
    found, errors = sift(desk, _explicit(given) if given else _by_filter(desk, body))
    if not found:
        raise Problem(400, entry("unspecified", "There are no labels to put on a manifest."), *errors)
    _check_hour(desk, found)
    polls = desk.switches.manifest_polls
    made = [write_form(desk, group, ready=not polls) for group in groups(found)]
    number = desk.number("manifest_request")
    desk.connection.execute(
        "INSERT INTO manifest_request (id, mode, polls_left, body) VALUES (?, ?, ?, ?)",
        (number, desk.mode, polls, dump({"manifests": made, "errors": errors})),
    )
    return _reply(desk, number, fresh=True)


def _explicit(given: list[object]) -> list[int]:
    numbers = body_ids("label_ids", given)
    if len(numbers) > _MOST_LABELS:
        raise problems.bad_value("label_ids", f"{len(numbers)} labels")
    return numbers


def _by_filter(desk: Desk, body: Json) -> list[int]:
    """The labels of an account, a warehouse and a ship date that are on no form yet."""
    carrier, warehouse = (body_id(name, body.get(name)) for name in ("carrier_id", "warehouse_id"))
    named_account(desk, carrier)
    named_warehouse(desk, warehouse)
    day = text(body, "ship_date")
    if not day:
        raise problems.empty("ship_date")
    shipped = moment(day, "ship_date").date()
    excluded = body_ids("excluded_label_ids", listed(body, "excluded_label_ids"))
    found = candidates(desk, carrier, warehouse, shipped.isoformat())
    return [number for number in found if number not in excluded]


def _check_hour(desk: Desk, found: list[Candidate]) -> None:
    late = check_hour(desk, found)
    if late is not None:
        payer = brief(named_account(desk, late.carrier))
        raise Problem(400, carrier_refusal("A SCAN form must be made by 9:00 PM local time.", payer))


def _reply(desk: Desk, number: int, *, fresh: bool = False) -> Json:
    """What a creation and a later question for it answer; the first form is repeated at the top, as before
    there could be several.
    """
    row = desk.found("manifest_request", number, "manifest_request_id", f"se-{number}")
    kept, working = load(row["body"]), row["polls_left"] > 0
    forms = (
        [] if working else [show_manifest(desk, _row(desk, one), fresh=fresh) for one in kept["manifests"]]
    )
    status = "in_progress" if working else "completed"
    return {
        "manifests": forms,
        "manifest_requests": [{"manifest_request_id": f"se-{number}", "status": status}],
        **{name: forms[0][name] if forms else None for name in _OLD_KEYS},
        "request_id": desk.request_id,
        "errors": kept["errors"],
    }


def get_request(desk: Desk, manifest_request_id: str) -> Json:
    """Ask for forms that are being made; each question brings them nearer."""
    number = path_id(manifest_request_id)
    query = "UPDATE manifest_request SET polls_left = max(0, polls_left - 1) WHERE id = ? AND mode = ?"
    desk.connection.execute(query, (number, desk.mode))
    row = desk.row("manifest_request", number)
    if row is not None and row["polls_left"] == 0:
        for one in load(row["body"])["manifests"]:
            desk.connection.execute("UPDATE manifest SET ready = 1 WHERE id = ?", (one,))
    return _reply(desk, number)


def _row(desk: Desk, number: int) -> sqlite3.Row:
    row = desk.one("SELECT * FROM manifest WHERE id = ? AND mode = ? AND ready", number, desk.mode)
    if row is None:
        raise problems.unknown("manifest_id", f"se-{number}")
    return row


def show_manifest(desk: Desk, row: sqlite3.Row, *, fresh: bool = False) -> Json:
    """A form as a reply."""
    body = load(row["body"])
    return {
        "manifest_id": f"se-{row['id']}",
        "form_id": f"se-{row['id']}",
        "created_at": (at_creation if fresh else at_reading)(row["created_at"]),
        "ship_date": shipment_day(date.fromisoformat(row["ship_date"])),
        "shipments": len(body["label_ids"]),
        "label_ids": body["label_ids"],
        "warehouse_id": f"se-{row['warehouse_id']}" if row["warehouse_id"] else None,
        "submission_id": body["submission_id"],
        "carrier_id": f"se-{row['carrier_id']}",
        "manifest_download": {
            "href": f"{desk.base}/v1/downloads/0/{row['token']}/manifest-{row['id']}.pdf",
        },
    }


def get_manifest(desk: Desk, manifest_id: str) -> Json:
    return show_manifest(desk, _row(desk, path_id(manifest_id)))


_WITH_LABELS = "id IN (SELECT manifest_id FROM manifest_label WHERE label_id IN ({}))"
_FILTERS = (
    Filter("warehouse_id", "warehouse_id = ?", number=True),
    Filter("carrier_id", "carrier_id = ?", number=True),
    Filter("label_ids", _WITH_LABELS, number=True, many=True),
    Filter("ship_date_start", "ship_date >= substr(?, 1, 10)", time=True),
    Filter("ship_date_end", "ship_date <= substr(?, 1, 10)", time=True),
    *span("created_at"),
)
_READY = "(SELECT * FROM manifest WHERE ready)"


def list_manifests(desk: Desk) -> Json:
    def show(row: sqlite3.Row) -> Json:
        return show_manifest(desk, row)

    return page_of(desk, _READY, "manifests", _FILTERS, show)


ROUTES = (
    Route("POST", "/v1/manifests", create_manifest),
    Route("GET", "/v1/manifests", list_manifests),
    Route("GET", "/v1/manifests/<manifest_id>", get_manifest),
    Route("GET", "/v1/manifests/requests/<manifest_request_id>", get_request),
)
