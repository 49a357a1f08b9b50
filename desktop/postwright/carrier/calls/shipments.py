"""Shipments: find one by our own id. None of these calls costs money."""

from __future__ import annotations

from postwright.carrier import outcome
from postwright.carrier.calls.group import CallGroup
from postwright.carrier.line import READ, segment
from postwright.carrier.wire import shipments as wire

_NOT_FOUND = frozenset({404})


class ShipmentCalls(CallGroup):
    """Calls about shipments."""

    def id_of(self, external_id: str) -> str | None:
        """None only where the carrier itself says that there is none."""
        path = f"/v1/shipments/external_shipment_id/{segment(external_id)}"
        reply = self._line.look("GET", path, READ, allow=_NOT_FOUND)
        if outcome.is_clean_absence(reply):
            return None
        if fault := outcome.of_reply(reply, self._now()):
            raise fault
        found = self._line.understood(reply, wire.ShipmentId.model_validate)
        if found.external_shipment_id not in ("", external_id):
            raise outcome.unreadable(reply, "this is the shipment of another order")
        return found.shipment_id
