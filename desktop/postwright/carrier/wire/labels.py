"""A label's reply and what is in it (api.md 10). All but its id may be missing; unknown fields are kept."""

from __future__ import annotations

from pydantic import StrictBool

from postwright.carrier.wire.parts import Flag, Id, Money, Some, Text, Wire


class Download(Wire):
    """Addresses, or a data URL in `href` alone when the document came inline."""

    href: Text = ""
    pdf: Text = ""
    png: Text = ""
    zpl: Text = ""


class Paperless(Wire):
    href: Text = ""
    instructions: Text = ""
    handoff_code: Text = ""


class Identifier(Wire):
    type: Text = ""
    value: Text = ""


class LabelPackage(Wire):
    package_code: Text = ""
    tracking_number: Text = ""
    qr_code_download: Download | None = None
    paperless_download: Paperless | None = None
    alternative_identifiers: Some[Identifier] = ()


class Refund(Wire):
    refund_status: Text = ""
    request_date: Text = ""
    amount_paid: Money | None = None
    amount_requested: Money | None = None
    amount_approved: Money | None = None
    amount_credited: Money | None = None


class ShipTo(Wire):
    name: Text = ""
    company_name: Text = ""
    postal_code: Text = ""


class Label(Wire):
    label_id: Id
    status: Text = ""
    shipment_id: Text = ""
    external_shipment_id: Text = ""
    ship_date: Text = ""
    created_at: Text = ""
    shipment_cost: Money | None = None
    insurance_cost: Money | None = None
    tracking_number: Text = ""
    is_return_label: Flag = False
    is_international: Flag = False
    carrier_id: Text = ""
    service_code: Text = ""
    package_code: Text = ""
    voided: Flag = False
    voided_at: Text = ""
    display_scheme: Text = ""
    label_format: Text = ""
    label_download: Download | None = None
    form_download: Download | None = None
    qr_code_download: Download | None = None
    paperless_download: Paperless | None = None
    packages: Some[LabelPackage] = ()
    alternative_identifiers: Some[Identifier] = ()
    ship_to: ShipTo | None = None
    external_order_id: Text = ""
    outbound_label_id: Text = ""
    batch_id: Text = ""
    label_layout: Text = ""
    confirmation: Text = ""
    charge_event: Text = ""
    rma_number: Text = ""
    tracking_url: Text = ""
    void_type: Text = ""
    refund_details: Refund | None = None


class Voided(Wire):
    approved: StrictBool
    message: Text = ""
    reason_code: Text = ""
