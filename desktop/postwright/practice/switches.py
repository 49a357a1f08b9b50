"""What the practice carrier does where the real one is not documented, or differs by account."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from dataclasses import dataclass
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
    # A second purchase by shipment_id or rate_id.
    second_purchase: Literal["charge", "refuse"] = "charge"
    # For so long a new label or shipment is not found by a search, only by its own id.
    lookup_delay_seconds: int = 0
    # Which values of display_scheme are taken, and where the Label ID for the post office appears.
    display_schemes: tuple[str, ...] = ("label", "paperless", "label_and_paperless")
    label_id_in: Literal["handoff_code", "alternative_identifiers", "instructions", "nowhere"] = (
        "handoff_code"
    )
    # Reply keys as recorded in 2024, or with those that the 2026 specification adds.
    schema: Literal["2024", "2026"] = "2024"
    legacy_401: bool = False
    # Calls a minute; 0 counts none.
    rate_limit: int = 200
    # Seconds after which a rate cannot be bought any more; 0 is never.
    rate_ttl_seconds: int = 0
    # Voiding a label that was scanned: refused, or approved and never credited.
    void_scanned: Literal["refuse", "ignore"] = "refuse"
    void_reopens_shipment: bool = True
    # GET /v1/carriers answers 207, because the stored Stamps.com password stopped working.
    password_expired: bool = False
    # Whether the plan includes POST /v1/addresses/validate; a free one answers 403 invalid_billing_plan.
    address_validation: bool = True
    # Whether money can be added to an account by the API; support has to allow it (api.md 5.4).
    add_funds: bool = False


def read_switches(connection: sqlite3.Connection) -> Switches:
    kept = json.loads(setting(connection, _NAME) or "{}")
    return checked(Switches(), kept)


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
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    if get_origin(hint) is tuple:
        return isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)
    return type(value) is hint
