"""What an estimate is asked for: two places and a parcel, before anybody has an address. Buys nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from postwright.domain.size import Size
from postwright.domain.weight import Weight


@dataclass(frozen=True, slots=True)
class Place:
    """As much of an address as a price depends on. The documents ask for all of it, recorded calls had the
    country and the ZIP alone (api.md 9.2).
    """

    postal_code: str
    city: str = ""
    state: str = ""
    country: str = "US"


@dataclass(frozen=True, slots=True)
class EstimateRequest:
    """`residential` is None where nobody knows."""

    carrier_ids: tuple[str, ...]
    origin: Place
    destination: Place
    weight: Weight
    ship_date: date
    size: Size | None = None
    confirmation: str = "none"
    residential: bool | None = None
