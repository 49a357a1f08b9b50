"""The parcel inside a shipment, in the units in which postage is reckoned."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from postwright.domain.size import Size
from postwright.domain.weight import Weight
from postwright.practice.desk import Json

_CENTIMETRES_PER_INCH = Decimal("2.54")


@dataclass(frozen=True, slots=True)
class Parcel:
    """One package: weight, size if it was given, and what it is insured for, in dollars."""

    weight: Weight
    size: Size | None
    package_code: str
    insured: Decimal


def read_parcel(package: Json) -> Parcel:
    """From a package as it is kept."""
    return Parcel(
        weight=_weight(package["weight"]),
        size=_size(package["dimensions"]),
        package_code=package["package_code"],
        insured=Decimal(str(package["insured_value"]["amount"])),
    )


def _weight(value: Json) -> Weight:
    number = Decimal(str(value["value"]))
    match value["unit"]:
        case "pound":
            return Weight.of(pounds=number)
        case "ounce":
            return Weight.of(ounces=number)
        case "kilogram":
            return Weight.grams_of(number * 1000)
        case _:
            return Weight.grams_of(number)


def _size(value: Json) -> Size | None:
    per_inch = _CENTIMETRES_PER_INCH if value["unit"] == "centimeter" else Decimal(1)
    length, width, height = (Decimal(str(value[side])) / per_inch for side in ("length", "width", "height"))
    return Size(length, width, height) if min(length, width, height) > 0 else None
