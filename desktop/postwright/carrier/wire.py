"""The carrier's replies as they travel (api.md 5 to 16). All may be missing; unknown fields are kept."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

T = TypeVar("T")


def _text(value: Any) -> Any:
    """Ids and codes come as numbers now and then (api.md 26, row 7); nothing at all is an empty text."""
    if value is None:
        return ""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    # Half a character, which JSON can spell but nothing can store, is no reason to lose a label.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _number(value: Any) -> Any:
    if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        return value
    raise ValueError("a number is expected")


def _whole(value: Any) -> Any:
    """Counts of days and zones only inform; an odd one is no reason to read nothing."""
    return int(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


Text = Annotated[str, BeforeValidator(_text)]
# What may stand in a path later on.
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9_.~-]{0,99}$", strict=True)]
Flag = Annotated[StrictBool, BeforeValidator(lambda value: False if value is None else value)]
Amount = Annotated[Decimal | None, BeforeValidator(_number)]
Whole = Annotated[int | None, BeforeValidator(_whole)]
Some = Annotated[list[T], BeforeValidator(lambda value: [] if value is None else value)]


class Wire(BaseModel):
    """What all of them share. Errors never quote the input: it may be a signed address."""

    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)


class Money(Wire):
    currency: Text = "usd"
    amount: Amount = None


class Error(Wire):
    message: Text = ""
    error_source: Text = ""
    error_code: Text = ""
    carrier_id: Text = ""


class Service(Wire):
    service_code: Text = ""
    name: Text = ""
    international: Flag = False
    domestic: Flag = False


class Package(Wire):
    package_code: Text = ""
    name: Text = ""
    description: Text = ""


class Option(Wire):
    name: Text = ""
    description: Text = ""


class Carrier(Wire):
    carrier_id: Id
    carrier_code: Text = ""
    account_number: Text = ""
    nickname: Text = ""
    friendly_name: Text = ""
    balance: Amount = None
    disabled_by_billing_plan: Flag = False
    services: Some[Service] = []
    packages: Some[Package] = []
    options: Some[Option] = []


class Carriers(Wire):
    carriers: Some[Carrier]
    errors: Some[Error] = []


class Connected(Wire):
    carrier_id: Id


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
    warning_messages: Some[Text] = []
    error_messages: Some[Text] = []


class RateReply(Wire):
    rates: Some[Rate] = []
    invalid_rates: Some[Rate] = []
    errors: Some[Error] = []
    status: Text = ""


class Rates(Wire):
    rate_response: RateReply


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
    alternative_identifiers: Some[Identifier] = []


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
    packages: Some[LabelPackage] = []
    alternative_identifiers: Some[Identifier] = []
    ship_to: ShipTo | None = None


class Next(Wire):
    href: Text = ""


class Links(Wire):
    next: Next | None = None


class Page(Wire):
    """What tells whether a list goes on (api.md 1)."""

    pages: int | None = None
    links: Links | None = None


class Labels(Wire):
    """The list must be there: a page without one must not read as "no labels"."""

    labels: list[Label]


class ShipmentId(Wire):
    shipment_id: Id
    external_shipment_id: Text = ""


class Voided(Wire):
    approved: StrictBool
    message: Text = ""
    reason_code: Text = ""


class Window(Wire):
    start_at: Text = ""
    end_at: Text = ""


class Contact(Wire):
    name: Text = ""


class Pickup(Wire):
    pickup_id: Id
    label_ids: Some[Text] = []
    created_at: Text = ""
    cancelled_at: Text = ""
    confirmation_number: Text = ""
    pickup_notes: Text = ""
    pickup_windows: Some[Window] = []
    contact_details: Contact | None = None


class Pickups(Wire):
    pickups: list[Pickup]


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
    events: Some[Event] = []
