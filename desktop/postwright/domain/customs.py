"""What a customs declaration says: the contents line by line. Knows no country's tariff."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.money import Money, total
from postwright.domain.weight import Weight

CONTENTS = ("merchandise", "gift", "documents", "sample", "returned_goods", "other")
NON_DELIVERY = ("return_to_sender", "treat_as_abandoned")


@dataclass(frozen=True, slots=True)
class CustomsItem:
    """One line. Value and weight are for one unit (api.md 14); the tariff code is digits only, six or
    more.
    """

    description: str
    quantity: int
    value: Money
    weight: Weight
    tariff_code: str
    origin_country: str


@dataclass(frozen=True, slots=True)
class Customs:
    """The declaration of a parcel."""

    contents: str
    non_delivery: str
    items: tuple[CustomsItem, ...]
    explanation: str = ""

    @property
    def value(self) -> Money:
        return total([Money(item.value.minor * item.quantity, item.value.currency) for item in self.items])
