"""What the carrier recognized in a free text: a guess to be looked at, never a checked address."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from postwright.domain.carrier_address import CarrierAddress


@dataclass(frozen=True, slots=True)
class Entity:
    """One piece of the text, such as a city. `start` and `end` are places in the text, both included."""

    kind: str
    text: str
    score: Decimal | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """An address found in a text (api.md 6.3). `score` is from 0 to 1; `raw` is the reply as JSON text."""

    address: CarrierAddress
    score: Decimal | None = None
    entities: tuple[Entity, ...] = ()
    raw: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RecognizedShipment:
    """A shipment found in a text (api.md 6.3); what the text did not say is empty."""

    ship_to: CarrierAddress
    ship_from: CarrierAddress
    service_code: str = ""
    score: Decimal | None = None
    entities: tuple[Entity, ...] = ()
    raw: str = field(default="", repr=False)
