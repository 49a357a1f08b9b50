"""Shipments: create, read, find, change, cancel, and find one by our own id. None of this costs money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from postwright.carrier.calls.group import CallGroup, Listing, each_once, given
from postwright.carrier.from_wire import addresses
from postwright.carrier.from_wire import shipments as read
from postwright.carrier.line import CHANGE, MAKE, READ, encoded, segment
from postwright.carrier.reply import Reply
from postwright.carrier.to_wire.held_shipments import plan_body, replacement_body
from postwright.carrier.wire import addresses as recognized
from postwright.carrier.wire import shipments as wire
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.held_shipment import HeldShipment, ShipmentAnswer
from postwright.domain.recognition import RecognizedShipment
from postwright.domain.shipment_plan import LONGEST_EXTERNAL_ID, ShipmentPlan

_SHIPMENTS = "/v1/shipments"


class ShipmentCalls(CallGroup):
    """Calls about shipments."""

    def create(self, plans: Sequence[ShipmentPlan]) -> tuple[ShipmentAnswer, ...]:
        """One answer for each plan, in order. No fault does not mean that all were made: look at each.

        Raises BadInput(OUT_OF_LIMITS) for no plan at all, for an external id that would be cut short and for
        one that stands there twice; Lost for answers that cannot be matched to the plans.
        """
        bodies = [plan_body(plan) for plan in plans]
        if not bodies:
            raise BadInput(FaultKind.OUT_OF_LIMITS, "There is no shipment to make.")
        wanted = [plan.external_id for plan in plans]
        named = [text for text in wanted if text]
        if len(set(named)) != len(named):
            raise BadInput(FaultKind.OUT_OF_LIMITS, "An id of our own belongs to one shipment.")
        reply = self._line.ask("POST", _SHIPMENTS, MAKE, body={"shipments": bodies})
        return self._line.understood(reply, lambda data: read.answers(data, wanted))

    def read(self, shipment_id: str) -> HeldShipment:
        reply = self._line.ask("GET", _place(shipment_id), READ)
        return self._the_one(reply, wire.Shipment, read.shipment)

    def by_external_id(self, external_id: str) -> HeldShipment | None:
        """None only where the carrier itself says that there is none. Raises Lost for another order's."""
        reply = self._ours(external_id)
        return self._the_one(reply, wire.Shipment, read.shipment) if reply else None

    def id_of(self, external_id: str) -> str | None:
        """As `by_external_id`, its id alone; nothing else in the reply has to be readable."""
        reply = self._ours(external_id)
        return self._line.understood(reply, wire.ShipmentId.model_validate).shipment_id if reply else None

    def find(
        self,
        *,
        status: str = "",
        batch_id: str = "",
        tag: str = "",
        sales_order_id: str = "",
        created_from: datetime | None = None,
        created_to: datetime | None = None,
        modified_from: datetime | None = None,
        modified_to: datetime | None = None,
        by_change: bool = False,
    ) -> tuple[HeldShipment, ...]:
        """All pages, oldest first, so that shipments made meanwhile shift nothing. Each shipment once.

        `by_change` sorts by the time of the last change. There is no filter by our own ids (api.md 8).
        """
        query = {"sort_dir": "asc", "sort_by": "modified_at" if by_change else "created_at"} | given(
            shipment_status=status,
            batch_id=batch_id,
            tag=tag,
            sales_order_id=sales_order_id,
            created_at_start=created_from,
            created_at_end=created_to,
            modified_at_start=modified_from,
            modified_at_end=modified_to,
        )
        found = self._all(Listing(_SHIPMENTS, "shipments", wire.Shipment, read.shipment), query)
        return each_once(found, lambda shipment: shipment.shipment_id)

    def change(self, held: HeldShipment, plan: ShipmentPlan) -> ShipmentAnswer:
        """Replace it whole by the plan; what a plan has no words for stays as it was held.

        Raises Lost for the answer about another shipment.
        """
        body = replacement_body(plan, held)
        reply = self._line.ask("PUT", _place(held.shipment_id), CHANGE, body=body)
        return self._line.understood(reply, lambda data: read.changed(data, held.shipment_id))

    def cancel(self, shipment_id: str) -> None:
        """Its label has to be voided first (api.md 8)."""
        self._line.ask("PUT", f"{_place(shipment_id)}/cancel", CHANGE)

    def recognize(self, text: str) -> RecognizedShipment:
        """The shipment in a free text, unchecked; nothing is made of it."""
        reply = self._line.ask("PUT", f"{_SHIPMENTS}/recognize", READ, body={"text": text})
        return self._the_one(reply, recognized.RecognizedShipment, addresses.recognized_shipment)

    def _ours(self, external_id: str) -> Reply | None:
        path = f"{_SHIPMENTS}/external_shipment_id/{encoded(external_id, LONGEST_EXTERNAL_ID)}"
        return self._outside("external_shipment_id", external_id, path)


def _place(shipment_id: str) -> str:
    return f"{_SHIPMENTS}/{segment(shipment_id)}"
