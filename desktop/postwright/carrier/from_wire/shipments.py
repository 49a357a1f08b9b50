"""Read shipments, and what became of those that were to be made. Raises ValueError for an answer too many."""

from __future__ import annotations

from collections.abc import Sequence

from postwright.carrier.from_wire import addresses
from postwright.carrier.from_wire.addresses import address
from postwright.carrier.from_wire.parts import day, moment, money, size, weight
from postwright.carrier.from_wire.tags import names
from postwright.carrier.reading import written
from postwright.carrier.wire import shipments as wire
from postwright.domain.held_shipment import HeldPackage, HeldShipment, ShipmentAnswer

_NO_REASON = "The carrier made no shipment of this and did not say why."
_SOMEWHERE = "The carrier says that something is wrong here, but not what."


def shipment(reply: wire.Shipment, text: str) -> HeldShipment:
    return HeldShipment(
        shipment_id=reply.shipment_id,
        status=reply.shipment_status,
        carrier_id=reply.carrier_id,
        service_code=reply.service_code,
        external_id=reply.external_shipment_id,
        order_reference=reply.external_order_id,
        warehouse_id=reply.warehouse_id,
        ship_to=address(reply.ship_to),
        ship_from=address(reply.ship_from),
        return_to=address(reply.return_to),
        ship_date=day(reply.ship_date),
        created_at=moment(reply.created_at),
        modified_at=moment(reply.modified_at),
        is_return=reply.is_return,
        confirmation=reply.confirmation or "none",
        insurance_provider=reply.insurance_provider or "none",
        tags=names(reply.tags),
        packages=tuple(_package(one) for one in reply.packages),
        weight=weight(reply.total_weight),
        zone=reply.zone,
        raw=text,
    )


def answers(data: object, wanted: Sequence[str]) -> tuple[ShipmentAnswer, ...]:
    """One for each shipment that was sent, in that order; `wanted` are the ids of our own, or "".

    Raises ValueError for answers that cannot be matched: then nobody knows whose label would be paid for.
    """
    created = wire.Created.model_validate(data)
    if len(created.shipments) != len(wanted):
        raise ValueError(f"{len(wanted)} shipments were sent, {len(created.shipments)} came back")
    assert isinstance(data, dict)
    places = _places(wanted, [one.external_shipment_id for one in created.shipments])
    silent = created.has_errors and not any(one.errors or not one.shipment_id for one in created.shipments)
    return tuple(answer(data["shipments"][place], _SOMEWHERE if silent else "") for place in places)


def changed(data: object, shipment_id: str) -> ShipmentAnswer:
    """What became of a change. Raises ValueError for the answer about another shipment."""
    found = answer(data)
    if found.shipment and found.shipment.shipment_id != shipment_id:
        raise ValueError("this is another shipment")
    return found


def _places(wanted: Sequence[str], told: Sequence[str]) -> list[int]:
    """Where the answer to each plan stands: where it names the plan's id, or else in the plan's own place.

    A carrier may give a shipment without an id of ours one of its own (api.md 24).
    """
    named = {text: place for place, text in enumerate(told) if text}
    places = [named.get(text, place) for place, text in enumerate(wanted)]
    pairs = [(text, told[place]) for text, place in zip(wanted, places, strict=True)]
    strangers = any(text and there not in ("", text) for text, there in pairs)
    moved = places != list(range(len(wanted)))
    unnamed = sum(text not in named for text in wanted)
    if strangers or len(set(places)) != len(places) or (moved and unnamed > 1):
        raise ValueError("the answers cannot be told apart")
    return places


def answer(data: object, otherwise: str = "") -> ShipmentAnswer:
    """`otherwise` stands in where the reply as a whole says that there are errors, and names none."""
    reply = wire.Answer.model_validate(data)
    assert isinstance(data, dict)
    told = (one if isinstance(one, str) else one.message or one.error_code for one in reply.errors)
    errors = tuple(text or _SOMEWHERE for text in told) or ((otherwise,) if otherwise else ())
    found = shipment(wire.Shipment.model_validate(data), written(data)) if reply.shipment_id else None
    validation = reply.address_validation
    return ShipmentAnswer(
        shipment=found,
        errors=errors or (() if found else (_NO_REASON,)),
        check=addresses.check(validation, written(data["address_validation"])) if validation else None,
    )


def _package(reply: wire.Package) -> HeldPackage:
    return HeldPackage(
        package_code=reply.package_code,
        name=reply.package_name,
        package_id=reply.shipment_package_id,
        weight=weight(reply.weight),
        size=size(reply.dimensions),
        insured_value=money(reply.insured_value),
    )
