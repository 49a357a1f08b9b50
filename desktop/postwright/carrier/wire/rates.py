"""Prices as they travel (api.md 9). All may be missing; unknown fields are kept."""

from __future__ import annotations

from postwright.carrier.wire.parts import Error, Money, Some, Text, Whole, Wire


class Rate(Wire):
    rate_id: Text = ""
    shipping_amount: Money | None = None
    insurance_amount: Money | None = None
    confirmation_amount: Money | None = None
    other_amount: Money | None = None
    zone: Whole = None
    package_type: Text = ""
    delivery_days: Whole = None
    carrier_delivery_days: Text = ""
    estimated_delivery_date: Text = ""
    service_type: Text = ""
    service_code: Text = ""
    validation_status: Text = ""
    warning_messages: Some[Text] = ()
    error_messages: Some[Text] = ()


class RateReply(Wire):
    rates: Some[Rate] = ()
    invalid_rates: Some[Rate] = ()
    errors: Some[Error] = ()
    status: Text = ""


class Rates(Wire):
    rate_response: RateReply
