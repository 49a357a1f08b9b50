"""What the practice carrier does where the real one is not documented, or differs by account."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from postwright.practice.database import keep_setting, setting

_NAME = "switches"


@dataclass(frozen=True, slots=True)
class Switches:
    """One behaviour each; the defaults are the documented or the worst case (api.md 24, 27, 28)."""

    # A second POST /v1/labels with a used external_shipment_id: refused, or bought and charged again.
    duplicate_external_id: Literal["refuse", "accept"] = "refuse"
    # A used external_shipment_id in POST /v1/shipments: the whole call fails, or only that element.
    duplicate_shipment: Literal["refuse", "element"] = "refuse"
    # The status of a refusal because an external id is in use.
    conflict_status: Literal[400, 409] = 400
    # A second purchase by shipment_id or rate_id.
    second_purchase: Literal["charge", "refuse"] = "charge"
    # How a purchase is refused for want of money: by the code, by a funding_source_ code, or in words only.
    funds_error: Literal["insufficient_funds", "funding_source_error", "carrier_text"] = "insufficient_funds"
    # Whether a label may be charged when it is first scanned (charge_event on_carrier_acceptance).
    pay_on_scan: bool = False
    # Whether POST /v1/labels/rate_shopper_id is offered; the sandbox documents that it is not.
    rate_shopper: bool = False
    # For so long a new label is `processing` and has no documents yet.
    label_processing_seconds: int = 0
    # For so long a new label or shipment is not found by a search, only by its own id.
    lookup_delay_seconds: int = 0
    # Which values of display_scheme are taken.
    display_schemes: tuple[str, ...] = ("label", "paperless", "label_and_paperless")
    # Which layouts of a label are taken. The specification has all four; the USPS guide names 4x6 alone.
    # Whatever stands here, a letter is a pdf and zpl is 4x6 (api.md 10.2, 27).
    label_layouts: tuple[str, ...] = ("4x6", "letter", "A4", "A6")
    # What is made whatever display_scheme asks for; the reply's echo says so.
    display_scheme_made: Literal["as_asked", "label", "paperless", "qr_code"] = "as_asked"
    # Where the Label ID for the post office appears; `packages` is the handoff_code of the package alone, and
    # `href` the link to the page of USPS that prints the label.
    label_id_in: Literal[
        "handoff_code", "packages", "alternative_identifiers", "instructions", "href", "nowhere"
    ] = "handoff_code"
    # What the link to a QR code leads to; `none` is no link.
    qr_document: Literal["png", "pdf", "web_page", "none"] = "png"
    # Whether the ordinary download of a label with a QR code holds that code in every format, as the
    # documents of 2020 say of `qr_code`.
    qr_as_label: bool = False
    # Whether a label abroad, but for GlobalPost, comes with its customs form as a document of its own.
    customs_form: Literal["document", "electronic"] = "document"
    # Whether the confirmation restricted_delivery is taken: the guide lists it, the specification does not.
    restricted_delivery: bool = True
    # Reply keys as recorded in 2024, or with those that the 2026 specification adds.
    schema: Literal["2024", "2026"] = "2024"
    # A wrong key is answered with plain text, as in 2019.
    legacy_401: bool = False
    # Whether a link to a document works only with a key; the links are documented as public.
    downloads_need_key: bool = False
    # Calls a minute; 0 counts none.
    rate_limit: int = 200
    # The same for the sandbox alone, documented as 20 and recorded as 200; 0 leaves it to rate_limit.
    sandbox_rate_limit: int = 0
    # The longest page of a list.
    largest_page: int = 500
    # What happens to a call that asks for a longer page: it gets the longest, or is refused.
    page_above: Literal["cut", "refuse"] = "cut"
    # Seconds after which a rate cannot be bought any more; 0 is never.
    rate_ttl_seconds: int = 0
    # For so long an answer to a question for rates is `working` and empty.
    rates_working_seconds: int = 0
    # Voiding a label that was scanned: refused, or approved and never credited.
    void_scanned: Literal["refuse", "ignore"] = "refuse"
    # Whether the shipment of a voided label is `pending` again.
    void_reopens_shipment: bool = True
    # Voiding a label that is on a SCAN form.
    void_manifested: Literal["refuse", "accept"] = "refuse"
    # Labels that nobody used are voided after 26 days and 70 % comes back (api.md 10.10).
    refund_assist: bool = False
    # A label that is on a SCAN form already: an item of `errors`, or the whole call fails.
    manifested_again: Literal["item", "refuse"] = "item"
    # Which day makes a label fit for a SCAN form of today: the day it was made, or its ship date.
    manifest_day: Literal["created", "ship_date"] = "created"
    # Until which hour at the origin a SCAN form of the day is made; 24 is the whole day.
    manifest_until: int = 21
    # How often a SCAN form must be asked for before it is there; 0 makes it at once.
    manifest_polls: int = 0
    # Whether a SCAN form leaves out the last of several labels that fit, with an item of `errors`.
    manifest_leaves_out: bool = False
    # Whether a booked pickup comes and scans what is on it; the service does not say that it surely does.
    pickup_comes: bool = True
    # Whether the money of an approved void comes back after its three weeks, or the request is rejected then.
    refund_decided: Literal["approved", "rejected"] = "approved"
    # For so long a batch stays in each of `queued` and `processing`.
    batch_seconds: int = 5
    # How many shipments a batch takes; 0 is any number.
    batch_maximum: int = 0
    # The stored Stamps.com password stopped working: GET /v1/carriers answers 207.
    password_expired: bool = False
    # Whether rates and purchases fail too while it does not work.
    password_expired_refuses: bool = True
    # Whether the plan includes POST /v1/addresses/validate; a free one answers 403 invalid_billing_plan.
    address_validation: bool = True
    # Whether money can be added to an account by the API; support has to allow it (api.md 5.4).
    add_funds: bool = False


def read_switches(connection: sqlite3.Connection) -> Switches:
    return _from_text(setting(connection, _NAME) or "{}")


@lru_cache
def _from_text(kept: str) -> Switches:
    """Remembered, as every call asks and the types of all switches take long to work out."""
    return checked(Switches(), json.loads(kept))


def keep_switches(connection: sqlite3.Connection, changes: dict[str, Any]) -> Switches:
    """Change some and keep all. Raises ValueError for a name or value that is not one."""
    switches = checked(read_switches(connection), changes)
    keep_setting(connection, _NAME, json.dumps(dataclasses.asdict(switches)))
    return switches


def checked(switches: Switches, changes: dict[str, Any]) -> Switches:
    hints = get_type_hints(Switches)
    for name, value in changes.items():
        if name not in hints:
            raise ValueError(f"there is no switch {name!r}")
        if not _suits(value, hints[name]):
            raise ValueError(f"{value!r} does not suit the switch {name}")
    tidy: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in changes.items()
    }
    return dataclasses.replace(switches, **tidy)


def _suits(value: Any, hint: Any) -> bool:
    """Numbers count things or seconds, so none is below zero."""
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    if get_origin(hint) is tuple:
        return isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)
    return type(value) is hint and not (hint is int and value < 0)
