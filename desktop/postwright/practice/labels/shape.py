"""A label as the API writes it (api.md 10.4), with links or with the documents themselves inside."""

from __future__ import annotations

import base64
import sqlite3
from datetime import date, datetime

from postwright.domain.account import STAMPS
from postwright.practice.desk import Desk, Json, load
from postwright.practice.documents.render import MEDIA_TYPES, QR, customs_form, document
from postwright.practice.transit.stories import scans
from postwright.practice.wire_text import at_creation, at_reading, dollars, label_day, stored

_TYPES = ("pdf", "png", "zpl")
_PRINT_PAGE = "https://tools.usps.com/label-broker.htm"
_INSTRUCTIONS = "Show this code at a participating Post Office. The clerk prints the label for you."
NO_PAPER = ("paperless", "qr_code")
_QR_CODE = ("qr_code", "label_and_qr_code")
WITH_QR = (*NO_PAPER, "label_and_paperless", "label_and_qr_code")
_ENDS = {"DE": "delivered", "EX": "error"}


def show_label(desk: Desk, row: sqlite3.Row, *, inline: bool, fresh: bool = False) -> Json:
    """As a reply: `fresh` is the form of a purchase, else of a read."""
    body: Json = load(row["body"])
    options, when = body["options"], at_creation if fresh else at_reading
    status = label_status(row, body, desk.now)
    voided, made = status == "voided", is_made(body, desk.now)
    paperless = _paperless(desk, row, body, inline) if made else None
    shown = {
        "label_id": f"se-{row['id']}",
        "status": status,
        "shipment_id": f"se-{row['shipment_id']}",
        "ship_date": label_day(date.fromisoformat(body["ship_date"])),
        "created_at": when(row["created_at"]),
        "shipment_cost": dollars(body["shipment_cents"]),
        "insurance_cost": dollars(body["insurance_cents"]),
        "requested_comparison_amount": dollars(body.get("comparison_cents", 0)),
        "rate_details": [],
        "tracking_number": row["tracking_number"],
        "is_return_label": body["is_return"],
        "rma_number": options["rma_number"],
        "is_international": body["international"],
        "batch_id": body.get("batch_id", ""),
        "carrier_id": f"se-{row['carrier_id']}",
        "service_code": row["service_code"],
        "package_code": body["package"]["package_code"],
        "voided": voided,
        "voided_at": at_reading(row["voided_at"]) if voided else None,
        "label_format": options["label_format"],
        "display_scheme": options["display_scheme"],
        "label_layout": options["label_layout"],
        "trackable": True,
        "label_image_id": options.get("label_image_id"),
        "carrier_code": STAMPS,
        "tracking_status": _tracking_status(row, desk.now),
        "label_download": _label_download(desk, row, options, inline) if made else None,
        "form_download": _form_download(desk, row, body, inline) if made else None,
        "qr_code_download": _qr_download(desk, row, options, inline) if made else None,
        "insurance_claim": None,
        "paperless_download": paperless,
        "packages": [_package(desk, row, body, _of_package(desk, body, paperless))],
        "charge_event": options["charge_event"],
        "alternative_identifiers": _identifiers(desk, body),
        "shipping_rule_id": None,
    }
    return shown | (_additions(row, body) if desk.switches.schema == "2026" else {})


def is_made(body: Json, now: datetime) -> bool:
    """Whether the documents of a label exist by now."""
    return bool(body.get("ready_at", "") <= stored(now))


def label_status(row: sqlite3.Row, body: Json, now: datetime) -> str:
    """`voided`, `processing` while the documents are made, or `completed`."""
    if row["voided_at"] is not None:
        return "voided"
    return "completed" if is_made(body, now) else "processing"


def _tracking_status(row: sqlite3.Row, now: datetime) -> str:
    """`in_transit` at once, before any scan, as recorded (api.md 10.4); then as the newest scan has it."""
    happened = scans(row, now)
    return _ENDS.get(happened[-1].step.status, "in_transit") if happened else "in_transit"


def _package(desk: Desk, row: sqlite3.Row, body: Json, paperless: Json | None) -> Json:
    package = body["package"]
    same = ("package_code", "weight", "dimensions", "insured_value")
    return {
        "package_id": body["label_package"],
        **{name: package[name] for name in same},
        "tracking_number": row["tracking_number"],
        "qr_code_download": None,
        "paperless_download": paperless,
        "label_messages": package["label_messages"],
        "external_package_id": package["external_package_id"],
        "content_description": package["content_description"],
        "sequence": 1,
        "alternative_identifiers": _identifiers(desk, body),
        # False on real labels too (api.md 10.4).
        "has_label_documents": False,
        "has_form_documents": False,
        "has_qr_code_documents": False,
        "has_paperless_label_documents": False,
    }


def _additions(row: sqlite3.Row, body: Json) -> Json:
    number = row["tracking_number"]
    return {
        "external_shipment_id": row["external_id"],
        "external_order_id": body["external_order_id"],
        "tracking_url": f"https://tools.usps.com/go/TrackConfirmAction.action?tLabels={number}",
        "ship_to": {name: value for name, value in body["ship_to"].items() if value is not None},
        "confirmation": body["confirmation"],
        "void_type": body.get("void_type", "manual") if row["voided_at"] else None,
        "refund_details": _refund(body),
    }


def _refund(body: Json) -> Json | None:
    """What became of the money; null where nobody asked for it back (api.md 10.10)."""
    refund = body.get("refund")
    if refund is None:
        return None
    paid, approved = body["shipment_cents"] + body["insurance_cents"], refund["status"] == "approved"
    back = paid * refund["percent"] // 100
    return {
        "refund_status": refund["status"],
        "request_date": at_reading(refund["requested_at"]),
        "amount_paid": dollars(paid),
        "amount_requested": dollars(paid),
        "amount_approved": dollars(paid) if approved else None,
        "amount_credited": dollars(back) if approved else None,
    }


def _href(desk: Desk, row: sqlite3.Row, kind: str, inline: bool) -> str:
    extension = _qr_extension(desk) if kind == QR else kind
    if inline:
        return _inlined(document(desk.connection, row, kind, extension), extension)
    what = "qr" if kind == QR else "label"
    return f"{desk.base}/v1/downloads/10/{row['token']}/{what}-{row['id']}.{extension}"


def _inlined(content: bytes, extension: str) -> str:
    return f"data:{MEDIA_TYPES[extension]};base64,{base64.b64encode(content).decode('ascii')}"


def _qr_extension(desk: Desk) -> str:
    return {"pdf": "pdf", "web_page": "html"}.get(desk.switches.qr_document, "png")


def _label_download(desk: Desk, row: sqlite3.Row, options: Json, inline: bool) -> Json | None:
    """The label's documents. With `qr_code` it is the QR image instead, with `paperless` there is none."""
    if desk.switches.qr_as_label and options["display_scheme"] in WITH_QR:
        href = _href(desk, row, QR, inline)
        return {"href": href} if inline else dict.fromkeys((*_TYPES, "href"), href)
    if options["display_scheme"] == "paperless":
        return None
    chosen = options["label_format"]
    if options["display_scheme"] == "qr_code":
        href = _href(desk, row, QR, inline)
        return {"href": href} if inline else {"png": href, "href": href}
    if inline:
        return {"href": _href(desk, row, chosen, inline)}
    links = {kind: _href(desk, row, kind, inline) for kind in _TYPES}
    return links | {"href": links[chosen]}


def has_customs_form(desk: Desk, row: sqlite3.Row, body: Json) -> bool:
    """Whether there is a customs form on paper: for GlobalPost it goes by wire (api.md 10.6)."""
    by_wire = desk.switches.customs_form == "electronic" or row["service_code"].startswith("globalpost")
    return bool(body["international"]) and not by_wire


def _form_download(desk: Desk, row: sqlite3.Row, body: Json, inline: bool) -> Json | None:
    if not has_customs_form(desk, row, body):
        return None
    if inline:
        return {"href": _inlined(customs_form(desk.connection, row), "pdf")}
    return {"href": f"{desk.base}/v1/downloads/10/{row['token']}/form-{row['id']}.pdf"}


def _qr_download(desk: Desk, row: sqlite3.Row, options: Json, inline: bool) -> Json | None:
    if desk.switches.label_id_in == "href" and options["display_scheme"] in WITH_QR:
        code = load(row["body"])["broker_id"]
        return {"href": f"{_PRINT_PAGE}?LabelID={code}&zip=97201"}
    linked = options["display_scheme"] in _QR_CODE and desk.switches.qr_document != "none"
    return {"href": _href(desk, row, QR, inline)} if linked else None


def _paperless(desk: Desk, row: sqlite3.Row, body: Json, inline: bool) -> Json | None:
    if body["options"]["display_scheme"] not in WITH_QR:
        return None
    code, place = body["broker_id"], desk.switches.label_id_in
    return {
        "href": None if desk.switches.qr_document == "none" else _href(desk, row, QR, inline),
        "instructions": f"{_INSTRUCTIONS} Label ID: {code}" if place == "instructions" else _INSTRUCTIONS,
        "handoff_code": code if place == "handoff_code" else None,
    }


def _of_package(desk: Desk, body: Json, paperless: Json | None) -> Json | None:
    """The same for the package, and there alone with the code where a switch says so."""
    if paperless and desk.switches.label_id_in == "packages":
        return paperless | {"handoff_code": body["broker_id"]}
    return paperless


def _identifiers(desk: Desk, body: Json) -> list[Json]:
    if body["broker_id"] and desk.switches.label_id_in == "alternative_identifiers":
        return [{"type": "label_broker_id", "value": body["broker_id"]}]
    return []
