"""Warehouses: create, read, find, change, delete, and which is the default. Repeats no change."""

from __future__ import annotations

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.from_wire import warehouses as read
from postwright.carrier.line import CHANGE, READ, segment
from postwright.carrier.to_wire.warehouses import warehouse_body
from postwright.carrier.wire import warehouses as wire
from postwright.domain.address import Address
from postwright.domain.warehouse import Warehouse

_WAREHOUSES = "/v1/warehouses"


class WarehouseCalls(CallGroup):
    """Calls about the places that parcels leave from."""

    def create(
        self, name: str, origin: Address, *, return_to: Address | None = None, is_default: bool = False
    ) -> Warehouse:
        """The new one; without a return address parcels go back to the origin."""
        body = warehouse_body(name, origin, return_to, is_default=is_default)
        reply = self._line.ask("POST", _WAREHOUSES, CHANGE, body=body)
        return self._the_one(reply, wire.Warehouse, read.warehouse)

    def read(self, warehouse_id: str) -> Warehouse:
        reply = self._line.ask("GET", _place(warehouse_id), READ)
        return self._the_one(reply, wire.Warehouse, read.warehouse)

    def find(self) -> tuple[Warehouse, ...]:
        """All of them: this list has no pages (api.md 18)."""
        reply = self._line.ask("GET", _WAREHOUSES, READ)
        return self._each(reply, "warehouses", wire.Warehouse, read.warehouse)

    def change(
        self,
        warehouse_id: str,
        name: str,
        origin: Address,
        *,
        return_to: Address | None = None,
        is_default: bool = False,
    ) -> None:
        """Replace it whole."""
        body = warehouse_body(name, origin, return_to, is_default=is_default)
        self._line.ask("PUT", _place(warehouse_id), CHANGE, body=body)

    def delete(self, warehouse_id: str) -> None:
        """Shipments that name it stay. The default one is refused (api.md 18)."""
        self._line.ask("DELETE", _place(warehouse_id), CHANGE)

    def make_default(self, warehouse_id: str) -> None:
        self._line.ask("PUT", f"{_place(warehouse_id)}/settings", CHANGE, body={"is_default": True})


def _place(warehouse_id: str) -> str:
    return f"{_WAREHOUSES}/{segment(warehouse_id)}"
