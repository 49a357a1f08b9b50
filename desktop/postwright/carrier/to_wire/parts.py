"""Write times, money, weights, sizes and addresses for the API. Never says less than was measured."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import ROUND_CEILING, Decimal
from typing import Any

from postwright.domain.address import Address
from postwright.domain.carrier_address import CarrierAddress
from postwright.domain.money import Money
from postwright.domain.size import Size
from postwright.domain.weight import Weight

Body = dict[str, Any]

RESIDENTIAL = {None: "unknown", True: "yes", False: "no"}
_CENT = Decimal("0.01")


def moment(at: datetime) -> str:
    """A time in UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def midnight(day: date, *, end: bool = False) -> str:
    """A day where the API wants a time, or the end of one; it takes only the date of it (api.md 1)."""
    return f"{day.isoformat()}T{'23:59:59.999' if end else '00:00:00'}Z"


def address(address: Address) -> Body:
    """Empty lines are left out. A company without a person goes into the name, which the API requires."""
    return _lines(address, address.who, address.company if address.name else "")


def partial_address(address: CarrierAddress) -> Body:
    """As it is, line by line, without the empty ones; the carrier itself is to judge it."""
    return _lines(address, address.name, address.company, address.line3)


def _lines(address: Address | CarrierAddress, name: str, company: str, line3: str = "") -> Body:
    lines = {
        "name": name,
        "company_name": company,
        "address_line1": address.line1,
        "address_line2": address.line2,
        "address_line3": line3,
        "city_locality": address.city,
        "state_province": address.state,
        "postal_code": address.postal_code,
        "country_code": address.country,
        "phone": address.phone,
        "email": address.email,
        "address_residential_indicator": RESIDENTIAL[address.residential],
    }
    return {key: value for key, value in lines.items() if value}


def weight(weight: Weight) -> Body:
    return {"value": number(weight.wire_ounces()), "unit": "ounce"}


def size(size: Size) -> Body:
    sides = {"length": size.length, "width": size.width, "height": size.height}
    return {"unit": "inch"} | {name: number(_up(side)) for name, side in sides.items()}


def _up(value: Decimal) -> Decimal:
    """To two decimals, upwards: the API cuts the rest off (api.md 1)."""
    return value.quantize(_CENT, rounding=ROUND_CEILING)


def money(money: Money) -> Body:
    return {"currency": money.currency, "amount": number(money.amount)}


def number(value: Decimal) -> int | float:
    """A JSON number. Two decimals and up to 13 digits before them come through a double unchanged."""
    return int(value) if value == value.to_integral_value() else float(value)
