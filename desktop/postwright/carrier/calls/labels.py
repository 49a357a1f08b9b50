"""Labels: read, find, void, keep from a refund that was not asked for. Buying is in `buying`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from postwright.carrier import outcome
from postwright.carrier.calls.buying import BuyingCalls
from postwright.carrier.calls.group import given
from postwright.carrier.from_wire import labels as read
from postwright.carrier.line import CHANGE, READ, segment
from postwright.carrier.reply import Reply
from postwright.carrier.to_wire.parts import moment
from postwright.carrier.wire import labels as wire
from postwright.domain.label import BoughtLabel, Label
from postwright.domain.void import VoidAnswer


class LabelCalls(BuyingCalls):
    """Calls about labels."""

    def read(self, label_id: str) -> Label:
        """As it stands now, with links to its documents in every format."""
        return self._one(self._line.ask("GET", f"/v1/labels/{segment(label_id)}", READ))

    def read_whole(self, label_id: str) -> BoughtLabel:
        """As it stands now, with its document inside the reply and no links."""
        query = {"label_download_type": "inline"}
        reply = self._line.ask("GET", f"/v1/labels/{segment(label_id)}", READ, query=query)
        return self._line.understood(
            reply, lambda data: read.whole(wire.Label.model_validate(data), reply.text, self._now())
        )

    def by_external_id(self, external_id: str) -> Label | None:
        """None only where the carrier itself says there is none. Raises Lost for another order's label."""
        path = f"/v1/labels/external_shipment_id/{segment(external_id)}"
        reply = self._outside("external_shipment_id", external_id, path)
        return self._one(reply) if reply else None

    def find(
        self,
        *,
        shipment_id: str = "",
        created_from: datetime | None = None,
        created_to: datetime | None = None,
        status: str = "",
        service_code: str = "",
        carrier_id: str = "",
        tracking_number: str = "",
        batch_id: str = "",
        rate_id: str = "",
        warehouse_id: str = "",
        refund_statuses: Sequence[str] = (),
        sort_by: str = "created_at",
        newest_first: bool = False,
    ) -> tuple[Label, ...]:
        """All pages, oldest first, so that labels made meanwhile shift nothing. Each label once.

        Refund statuses are alternatives; everything else holds together. Sorted by created_at, modified_at or
        voided_at (api.md 10.5). Raises Lost for a list with labels of another shipment.
        """
        query = {"sort_dir": "desc" if newest_first else "asc", "sort_by": sort_by} | given(
            shipment_id=segment(shipment_id) if shipment_id else "",
            created_at_start=moment(created_from) if created_from else "",
            created_at_end=moment(created_to) if created_to else "",
            label_status=status,
            service_code=service_code,
            carrier_id=carrier_id,
            tracking_number=tracking_number,
            batch_id=batch_id,
            rate_id=rate_id,
            warehouse_id=warehouse_id,
            refund_status=",".join(refund_statuses),
        )
        found: dict[str, Label] = {}
        for reply in self._pages("/v1/labels", query):
            page = self._each(reply, "labels", wire.Label, self._label)
            found |= {label.label_id: label for label in page}
            if shipment_id and any(label.shipment_id != shipment_id for label in page):
                raise outcome.unreadable(reply, "the list holds labels of another shipment")
        return tuple(found.values())

    def void(self, label_id: str) -> VoidAnswer:
        """Ask for a refund. An approval is a request, not money (api.md 10.9)."""
        reply = self._line.ask("PUT", f"/v1/labels/{segment(label_id)}/void", CHANGE)
        return self._line.understood(reply, lambda data: read.void_answer(wire.Voided.model_validate(data)))

    def cancel_refund(self, label_id: str) -> Label:
        """Keep the carrier from voiding an unused label by itself, at a part of its price (api.md 10.10)."""
        return self._one(self._line.ask("POST", f"/v1/labels/{segment(label_id)}/cancel_refund", CHANGE))

    def _one(self, reply: Reply) -> Label:
        return self._line.understood(
            reply, lambda data: read.label(wire.Label.model_validate(data), reply.text, self._now())
        )

    def _label(self, reply: wire.Label, text: str) -> Label:
        return read.label(reply, text, self._now())
