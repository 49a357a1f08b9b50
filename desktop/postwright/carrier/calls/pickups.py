"""Carrier pickups: book, list, read, cancel. Repeats no booking."""

from __future__ import annotations

from datetime import datetime

from postwright.carrier.calls.group import CallGroup, Listing, each_once, given
from postwright.carrier.from_wire import pickups as read
from postwright.carrier.line import CHANGE, READ, segment
from postwright.carrier.to_wire.pickups import pickup_body
from postwright.carrier.wire import pickups as wire
from postwright.domain.pickup import Pickup, PickupRequest


class PickupCalls(CallGroup):
    """Calls about pickups."""

    def schedule(self, request: PickupRequest) -> Pickup:
        """The pickup as booked; USPS comes the next postal day whatever was asked (USPS guide)."""
        return self._one("POST", "/v1/pickups", body=pickup_body(request))

    def read(self, pickup_id: str) -> Pickup:
        return self._one("GET", f"/v1/pickups/{segment(pickup_id)}")

    def find(
        self,
        *,
        carrier_id: str = "",
        warehouse_id: str = "",
        created_from: datetime | None = None,
        created_to: datetime | None = None,
    ) -> tuple[Pickup, ...]:
        """All pages; each pickup once."""
        query = given(
            carrier_id=carrier_id,
            warehouse_id=warehouse_id,
            created_at_start=created_from,
            created_at_end=created_to,
        )
        found = self._all(Listing("/v1/pickups", "pickups", wire.Pickup, self._pickup), query)
        return each_once(found, lambda pickup: pickup.pickup_id)

    def cancel(self, pickup_id: str) -> None:
        """Answers 200 with the id or 204 with nothing (api.md 26, row 22)."""
        self._line.ask("DELETE", f"/v1/pickups/{segment(pickup_id)}", CHANGE)

    def _one(self, method: str, path: str, body: object = None) -> Pickup:
        reply = self._line.ask(method, path, READ if body is None else CHANGE, body=body)
        return self._the_one(reply, wire.Pickup, self._pickup)

    def _pickup(self, reply: wire.Pickup, text: str) -> Pickup:
        return read.pickup(reply, text, self._now())
