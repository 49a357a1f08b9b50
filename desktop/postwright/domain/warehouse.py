"""A place that parcels leave from, as the carrier holds it. The shop's own origins are kept apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from postwright.domain.carrier_address import CarrierAddress


@dataclass(frozen=True, slots=True)
class Warehouse:
    """One warehouse (api.md 18). Parcels go back to `return_to`; `raw` is the reply as JSON text."""

    warehouse_id: str
    name: str
    origin: CarrierAddress
    return_to: CarrierAddress
    is_default: bool = False
    created_at: datetime | None = None
    raw: str = field(default="", repr=False)
