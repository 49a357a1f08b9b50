"""Endpoints of connections to other carriers, and of their settings: this carrier has none of either."""

from __future__ import annotations

from postwright.domain.account import STAMPS
from postwright.practice import problems
from postwright.practice.accounts.carriers import connected_account
from postwright.practice.desk import Desk, Route

_PATH = "/v1/connections/carriers/<carrier_name>"


def connect_other(desk: Desk, carrier_name: str, carrier_id: str = "") -> None:
    """Only Stamps.com is practised with. Raises Problem."""
    message = f"The carrier {carrier_name} is not supported here."
    extra = {"field_name": "carrier_name", "field_value": carrier_name}
    raise problems.against_the_rules("carrier_not_supported", message, **extra)


def settings(desk: Desk, carrier_name: str, carrier_id: str) -> None:
    """The service keeps settings for four carriers, and Stamps.com is none of them. Raises Problem."""
    if carrier_name != STAMPS:
        connect_other(desk, carrier_name)
    connected_account(desk, carrier_id)
    extra = {"carrier_id": carrier_id, "carrier_code": STAMPS}
    raise problems.against_the_rules("settings_not_supported", "This carrier has no settings.", **extra)


ROUTES = (
    Route("POST", _PATH, connect_other),
    Route("DELETE", f"{_PATH}/<carrier_id>", connect_other),
    Route("GET", f"{_PATH}/<carrier_id>/settings", settings),
    Route("PUT", f"{_PATH}/<carrier_id>/settings", settings),
)
