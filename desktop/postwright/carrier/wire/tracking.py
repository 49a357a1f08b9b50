"""Scans of a parcel as they travel (api.md 11). All may be missing; unknown fields are kept."""

from __future__ import annotations

from postwright.carrier.wire.parts import Some, Text, Wire


class Event(Wire):
    occurred_at: Text = ""
    carrier_occurred_at: Text = ""
    description: Text = ""
    city_locality: Text = ""
    state_province: Text = ""
    postal_code: Text = ""


class Tracking(Wire):
    tracking_number: Text = ""
    status_code: Text = ""
    status_description: Text = ""
    carrier_status_description: Text = ""
    exception_description: Text = ""
    estimated_delivery_date: Text = ""
    actual_delivery_date: Text = ""
    events: Some[Event] = ()
