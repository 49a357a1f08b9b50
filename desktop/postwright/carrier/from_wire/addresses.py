"""Read addresses, what a check made of them, and what was recognized. Corrects nothing."""

from __future__ import annotations

from postwright.carrier.wire import addresses as wire
from postwright.domain.address_check import AddressCheck, CheckMessage
from postwright.domain.carrier_address import NOWHERE, CarrierAddress
from postwright.domain.recognition import Entity, Recognition, RecognizedShipment

_RESIDENTIAL = {"yes": True, "no": False}


def address(reply: wire.Address | None) -> CarrierAddress:
    """Without any line when there was none."""
    if reply is None:
        return NOWHERE
    return CarrierAddress(
        name=reply.name,
        company=reply.company_name,
        line1=reply.address_line1,
        line2=reply.address_line2,
        line3=reply.address_line3,
        city=reply.city_locality,
        state=reply.state_province,
        postal_code=reply.postal_code,
        country=reply.country_code,
        phone=reply.phone,
        email=reply.email,
        residential=_RESIDENTIAL.get(reply.address_residential_indicator),
    )


def check(reply: wire.Check, text: str, asked: CarrierAddress | None = None) -> AddressCheck:
    """`asked` is what was sent. The carrier's echo of it is not believed, since a change may hide there."""
    matched = reply.matched_address
    return AddressCheck(
        status=reply.status,
        original=asked or address(reply.original_address),
        matched=address(matched) if matched else None,
        messages=tuple(
            CheckMessage(one.message, one.type, one.code, one.detail_code) for one in reply.messages
        ),
        raw=text,
    )


def recognition(reply: wire.Recognized, text: str) -> Recognition:
    return Recognition(address(reply.address), reply.score, _entities(reply.entities), text)


def recognized_shipment(reply: wire.RecognizedShipment, text: str) -> RecognizedShipment:
    found = reply.shipment or wire.PartialShipment()
    return RecognizedShipment(
        ship_to=address(found.ship_to),
        ship_from=address(found.ship_from),
        service_code=found.service_code,
        score=reply.score,
        entities=_entities(reply.entities),
        raw=text,
    )


def _entities(found: tuple[wire.Entity, ...]) -> tuple[Entity, ...]:
    return tuple(Entity(one.type, one.text, one.score, one.start_index, one.end_index) for one in found)
