"""A pickup's reply (api.md 16). All but its id may be missing; unknown fields are kept."""

from __future__ import annotations

from postwright.carrier.wire.addresses import Address
from postwright.carrier.wire.parts import Error, Id, Some, Text, Wire


class Window(Wire):
    start_at: Text = ""
    end_at: Text = ""


class Contact(Wire):
    name: Text = ""
    phone: Text = ""
    email: Text = ""


class Pickup(Wire):
    pickup_id: Id
    label_ids: Some[Text] = ()
    created_at: Text = ""
    cancelled_at: Text = ""
    confirmation_number: Text = ""
    pickup_notes: Text = ""
    pickup_windows: Some[Window] = ()
    contact_details: Contact | None = None
    pickup_address: Address | None = None
    carrier_id: Text = ""
    warehouse_id: Text = ""
    errors: Some[Error] = ()
