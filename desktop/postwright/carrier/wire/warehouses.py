"""A warehouse's reply (api.md 18). All but its id may be missing; unknown fields are kept."""

from __future__ import annotations

from postwright.carrier.wire.addresses import Address
from postwright.carrier.wire.parts import Flag, Id, Text, Wire


class Warehouse(Wire):
    warehouse_id: Id
    name: Text = ""
    is_default: Flag = False
    created_at: Text = ""
    origin_address: Address | None = None
    return_address: Address | None = None
