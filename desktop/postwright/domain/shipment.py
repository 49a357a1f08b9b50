"""A parcel that is ready to be quoted: checked values, and the fingerprint that ties a price to them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from postwright.domain.address import Address
from postwright.domain.customs import Customs
from postwright.domain.money import Money
from postwright.domain.size import Size
from postwright.domain.weight import Weight


class Delivery(StrEnum):
    """How the label reaches the parcel."""

    LABEL = "label"
    QR = "qr"
    BOTH = "both"

    @property
    def paperless(self) -> bool:
        return self is not Delivery.LABEL


@dataclass(frozen=True, slots=True)
class Parcel:
    """What lies on the scale. `size` is None where the package type fixes it or none was needed; `insurer` is
    the carrier's word for who insures the value, if there is one.
    """

    package_code: str
    weight: Weight
    size: Size | None = None
    insured_value: Money | None = None
    insurer: str = "carrier"


@dataclass(frozen=True, slots=True)
class Shipment:
    """A checked draft. `references` are up to three label lines of 60 characters (USPS guide); `rolled_from`
    is the ship date that was asked for, where it had passed.
    """

    ship_to: Address
    ship_from: Address
    parcel: Parcel
    ship_date: date
    confirmation: str = "none"
    delivery: Delivery = Delivery.LABEL
    references: tuple[str, ...] = ()
    non_machinable: bool = False
    customs: Customs | None = None
    order_reference: str = ""
    rolled_from: date | None = None
    is_return: bool = False
    outbound_label_id: str = ""
    rma_number: str = ""

    @property
    def is_domestic(self) -> bool:
        return self.ship_to.is_us

    @property
    def fingerprint(self) -> str:
        """A digest of all that can change the price or the recipient: addresses, parcel, date, options,
        customs, and that it is a return.

        How the label is delivered and the lines printed on it are left out; they change neither.
        """
        parts: tuple[object, ...] = (
            self.ship_to, self.ship_from, self.parcel, self.ship_date, self.confirmation, self.non_machinable,
            self.customs,
        )  # fmt: skip
        if self.is_return:
            parts += ("return", self.outbound_label_id)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
