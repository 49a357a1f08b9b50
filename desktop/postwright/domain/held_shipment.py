"""A shipment as the carrier holds it. It costs nothing until a label is bought for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from postwright.domain.address_check import AddressCheck
from postwright.domain.carrier_address import NOWHERE, CarrierAddress
from postwright.domain.money import Money
from postwright.domain.size import Size
from postwright.domain.weight import Weight


@dataclass(frozen=True, slots=True)
class HeldPackage:
    """One parcel of it. Without dimensions the carrier answers zeros; then `size` is None."""

    package_code: str = ""
    name: str = ""
    package_id: str = ""
    weight: Weight | None = None
    size: Size | None = None
    insured_value: Money | None = None


@dataclass(frozen=True, slots=True)
class HeldShipment:
    """One shipment (api.md 7.4). `raw` is the reply as JSON text.

    `status` is pending, processing, label_purchased, cancelled, or a word that is new to us.
    """

    shipment_id: str
    status: str = ""
    carrier_id: str = ""
    service_code: str = ""
    external_id: str = ""
    order_reference: str = ""
    warehouse_id: str = ""
    ship_to: CarrierAddress = NOWHERE
    ship_from: CarrierAddress = NOWHERE
    return_to: CarrierAddress = NOWHERE
    ship_date: date | None = None
    created_at: datetime | None = None
    modified_at: datetime | None = None
    is_return: bool = False
    confirmation: str = "none"
    insurance_provider: str = "none"
    tags: tuple[str, ...] = ()
    packages: tuple[HeldPackage, ...] = ()
    weight: Weight | None = None
    zone: int | None = None
    raw: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ShipmentAnswer:
    """What became of one shipment that was to be made or changed: a reply of success can hold failures."""

    shipment: HeldShipment | None
    errors: tuple[str, ...] = ()
    check: AddressCheck | None = None

    @property
    def is_good(self) -> bool:
        return self.shipment is not None and not self.errors
