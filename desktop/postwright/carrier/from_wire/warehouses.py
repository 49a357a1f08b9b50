"""Read warehouses. One without a return address has its origin there, as the carrier says (api.md 18)."""

from __future__ import annotations

from postwright.carrier.from_wire.addresses import address
from postwright.carrier.from_wire.parts import moment
from postwright.carrier.wire import warehouses as wire
from postwright.domain.warehouse import Warehouse


def warehouse(reply: wire.Warehouse, text: str) -> Warehouse:
    return Warehouse(
        warehouse_id=reply.warehouse_id,
        name=reply.name,
        origin=address(reply.origin_address),
        return_to=address(reply.return_address or reply.origin_address),
        is_default=reply.is_default,
        created_at=moment(reply.created_at),
        raw=text,
    )
