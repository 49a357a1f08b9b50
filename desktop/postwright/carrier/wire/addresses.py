"""Addresses, what a check found, and what was recognized in a text (api.md 6). All may be missing."""

from __future__ import annotations

from postwright.carrier.wire.parts import Amount, Some, Text, Whole, Wire


class Address(Wire):
    name: Text = ""
    phone: Text = ""
    email: Text = ""
    company_name: Text = ""
    address_line1: Text = ""
    address_line2: Text = ""
    address_line3: Text = ""
    city_locality: Text = ""
    state_province: Text = ""
    postal_code: Text = ""
    country_code: Text = ""
    address_residential_indicator: Text = ""


class Message(Wire):
    code: Text = ""
    message: Text = ""
    type: Text = ""
    detail_code: Text = ""


class Check(Wire):
    """The result for one address; without a status it would say nothing."""

    status: Text
    original_address: Address | None = None
    matched_address: Address | None = None
    messages: Some[Message] = ()


class Entity(Wire):
    type: Text = ""
    score: Amount = None
    text: Text = ""
    start_index: Whole = None
    end_index: Whole = None


class Recognized(Wire):
    score: Amount = None
    address: Address | None = None
    entities: Some[Entity] = ()


class PartialShipment(Wire):
    service_code: Text = ""
    ship_to: Address | None = None
    ship_from: Address | None = None


class RecognizedShipment(Wire):
    score: Amount = None
    shipment: PartialShipment | None = None
    entities: Some[Entity] = ()
