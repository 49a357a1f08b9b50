"""Selling a label: check, price, charge and write it down, all or nothing. Charges twice when asked twice."""

from __future__ import annotations

import sqlite3
import string
from dataclasses import dataclass
from datetime import timedelta

from postwright.domain.barcode import make_impb, make_s10
from postwright.practice import problems
from postwright.practice.accounts.carriers import usable_account
from postwright.practice.accounts.images import picture_of
from postwright.practice.chance import draw, token
from postwright.practice.charges import add_charge, balance
from postwright.practice.desk import Desk, Json, body_id, dump, load
from postwright.practice.labels.options import ON_SCAN, LabelOptions
from postwright.practice.labels.shape import WITH_QR
from postwright.practice.places.addresses import is_domestic
from postwright.practice.prices.pricing import Price, Unpriced, comparison, price
from postwright.practice.prices.rates import payer_fields
from postwright.practice.problems import Problem, carrier_refusal, entry
from postwright.practice.shipments.calls import set_status
from postwright.practice.wire_text import stored

_SERVICE_TYPES = {"usps_priority_mail": "055", "usps_priority_mail_express": "701"}
_SIGNED = "021"
_S10 = {"usps_priority_mail_international": "CP", "usps_priority_mail_express_international": "EA"}
_SOURCE, _MAILER, _SERIALS = "11", 899563821, 100_000
# Nobody at a counter should have to tell O from 0 or I from 1.
_CODE_LETTERS = "".join(sorted(set(string.ascii_uppercase + string.digits) - set("O0I1")))


@dataclass(frozen=True, slots=True)
class Sale:
    """What is bought: a kept shipment, by which service and package, and how the label is made."""

    shipment: sqlite3.Row
    service_code: str
    package_code: str
    options: LabelOptions
    rate_id: int | None = None
    is_return: bool = False
    batch_id: int | None = None
    # What the rate said, in cents.
    quoted: int | None = None


def sell(desk: Desk, sale: Sale) -> sqlite3.Row:
    """The new label. Raises Problem, and then nothing was charged or written."""
    shipment: Json = load(sale.shipment["body"])
    _check_status(desk, sale.shipment)
    payer = usable_account(desk, body_id("carrier_id", shipment["carrier_id"]))
    amounts = _priced(shipment, sale, payer)
    if sale.quoted not in (None, amounts.total):
        message = "The shipment was changed after the rate. Ask for rates again."
        extra = {"field_name": "rate_id", "field_value": f"se-{sale.rate_id}"}
        raise problems.against_the_rules("invalid_status", message, **extra)
    number = int(payer["carrier_id"].removeprefix("se-"))
    charged_now = sale.options.charge_event != ON_SCAN
    if charged_now and balance(desk.connection, number) < amounts.total:
        raise _too_poor(desk, payer)
    label = _write(desk, sale, shipment, number, amounts)
    if charged_now:
        add_charge(desk.connection, "purchase", -amounts.total, carrier=number, now=desk.now, label=label)
    set_status(desk, sale.shipment["id"], "label_purchased")
    row = desk.one("SELECT * FROM label WHERE id = ?", label)
    assert row is not None
    return row


def _too_poor(desk: Desk, payer: Json) -> Problem:
    """The body for a standalone account is not confirmed, so a switch chooses it (api.md 3.2, 28)."""
    code = desk.switches.funds_error
    if code == "carrier_text":
        return Problem(400, carrier_refusal("Insufficient balance to buy postage.", payer))
    message = "The account balance is too low for this label."
    kind = "account_status" if code == "insufficient_funds" else "funding_sources"
    return Problem(400, entry(code, message, kind=kind, source="carrier", **payer_fields(payer)))


def _check_status(desk: Desk, row: sqlite3.Row) -> None:
    refuses = ["cancelled"]
    if desk.switches.second_purchase == "refuse":
        refuses += ["label_purchased", "processing"]
    if row["status"] in refuses:
        message = f"A label cannot be made for a shipment with the status {row['status']}."
        extra = {"field_name": "shipment_id", "field_value": f"se-{row['id']}"}
        raise problems.against_the_rules("invalid_status", message, **extra)


def _priced(shipment: Json, sale: Sale, payer: Json) -> Price:
    if len(shipment["packages"]) != 1:
        message = "This carrier does not take more than one package in a shipment."
        raise problems.against_the_rules("unspecified", message, **payer_fields(payer))
    try:
        return price(shipment, sale.service_code, sale.package_code)
    except Unpriced as refusal:
        if refusal.code == "unspecified":
            raise Problem(400, carrier_refusal(refusal.reason, payer)) from refusal
        extra = payer_fields(payer)
        if refusal.code == "confirmation_not_supported":
            extra = {"confirmation": shipment["confirmation"], **extra}
        raise problems.against_the_rules(refusal.code, refusal.reason, **extra) from refusal


def _write(desk: Desk, sale: Sale, shipment: Json, carrier: int, amounts: Price) -> int:
    number, now = desk.number("label"), stored(desk.now)
    abroad = not is_domestic(shipment["ship_to"])
    coded = sale.options.display_scheme in WITH_QR
    body = {
        "options": sale.options.kept(),
        "ship_date": shipment["ship_date"],
        "ship_to": shipment["ship_to"],
        "external_order_id": shipment["external_order_id"],
        "confirmation": shipment["confirmation"],
        "package": shipment["packages"][0] | {"package_code": sale.package_code},
        "label_package": desk.number("label_package"),
        "is_return": sale.is_return,
        "international": abroad,
        "zone": amounts.zone,
        "days": amounts.days,
        "batch_id": f"se-{sale.batch_id}" if sale.batch_id else "",
        "ready_at": _ready_at(desk),
        "comparison_cents": comparison(shipment, amounts),
        "shipment_cents": amounts.total - amounts.insurance,
        "insurance_cents": amounts.insurance,
        "picture": picture_of(desk, sale.options.label_image_id),
        "broker_id": draw(desk.connection, _CODE_LETTERS, 8) if coded else "",
    }
    desk.connection.execute(
        "INSERT INTO label (id, mode, shipment_id, carrier_id, rate_id, external_id, tracking_number, token,"
        " service_code, created_at, modified_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            desk.mode,
            sale.shipment["id"],
            carrier,
            sale.rate_id,
            sale.shipment["external_id"],
            _tracking_number(desk, sale.service_code, shipment["confirmation"], abroad),
            token(desk.connection),
            sale.service_code,
            now,
            now,
            dump(body),
        ),
    )
    return number


def _ready_at(desk: Desk) -> str:
    """When the documents are made: at once, unless a switch makes it take a while."""
    wait = desk.switches.label_processing_seconds
    return stored(desk.now + timedelta(seconds=wait)) if wait > 0 else ""


def _tracking_number(desk: Desk, service: str, confirmation: str, abroad: bool) -> str:
    """A number that was never given out before, with a right check digit."""
    if abroad:
        return make_s10(service=_S10.get(service, "LZ"), serial=desk.number("international_serial") % 10**8)
    signed = confirmation in ("signature", "adult_signature", "restricted_delivery")
    kind = _SIGNED if signed else _SERVICE_TYPES.get(service, "001")
    block, serial = divmod(desk.number("serial"), _SERIALS)
    return make_impb(service_type=kind, source=_SOURCE, mailer=str(_MAILER + block), serial=serial)
