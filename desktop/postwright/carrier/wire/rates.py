"""Prices as they travel (api.md 9). All may be missing; unknown fields are kept."""

from __future__ import annotations

from pydantic import RootModel

from postwright.carrier.wire.parts import Error, Money, Some, Text, Whole, Wire


class RateDetail(Wire):
    rate_detail_type: Text = ""
    carrier_description: Text = ""
    amount: Money | None = None


class Rate(Wire):
    rate_id: Text = ""
    carrier_id: Text = ""
    shipping_amount: Money | None = None
    insurance_amount: Money | None = None
    confirmation_amount: Money | None = None
    other_amount: Money | None = None
    requested_comparison_amount: Money | None = None
    rate_details: Some[RateDetail] = ()
    rate_attributes: Some[Text] = ()
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
    created_at: Text = ""
    shipment_id: Text = ""


class Rates(Wire):
    rate_response: RateReply


class Estimates(RootModel[tuple[Rate, ...]]):
    """A bare list (api.md 9.2)."""


class RateRequest(Wire):
    rate_request_id: Text = ""
    shipment_id: Text = ""
    created_at: Text = ""
    status: Text = ""
    errors: Some[Error] = ()


class RateRequests(RootModel[tuple[RateRequest, ...]]):
    """A bare list (api.md 9.3)."""
