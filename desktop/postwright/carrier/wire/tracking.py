"""Scans of a parcel as they travel (api.md 11). All but the list may be missing; unknown fields are kept."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator

from postwright.carrier.wire.parts import Text, Wire


def _degrees(value: Any) -> Any:
    """Where a scan was only informs; an odd value is no reason to lose the scan."""
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


Degrees = Annotated[Decimal | None, BeforeValidator(_degrees)]


class Event(Wire):
    occurred_at: Text = ""
    carrier_occurred_at: Text = ""
    description: Text = ""
    city_locality: Text = ""
    state_province: Text = ""
    postal_code: Text = ""
    country_code: Text = ""
    company_name: Text = ""
    signer: Text = ""
    event_code: Text = ""
    status_code: Text = ""
    status_detail_code: Text = ""
    carrier_status_code: Text = ""
    carrier_detail_code: Text = ""
    latitude: Degrees = None
    longitude: Degrees = None
    proof_of_delivery_url: Text = ""


class Tracking(Wire):
    tracking_number: Text = ""
    tracking_url: Text = ""
    status_code: Text = ""
    status_description: Text = ""
    status_detail_code: Text = ""
    status_detail_description: Text = ""
    carrier_code: Text = ""
    carrier_id: Text = ""
    carrier_status_code: Text = ""
    carrier_status_description: Text = ""
    ship_date: Text = ""
    exception_description: Text = ""
    estimated_delivery_date: Text = ""
    actual_delivery_date: Text = ""
    events: tuple[Event, ...]
