"""Labels: read, find, void, keep from a refund that was not asked for. Buying is in `buying`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from postwright.carrier.calls.buying import BuyingCalls
from postwright.carrier.calls.group import Listing, each_once, given
from postwright.carrier.from_wire import labels as read
from postwright.carrier.line import CHANGE, QUICK, READ, segment
from postwright.carrier.reply import Reply
from postwright.carrier.wire import labels as wire
from postwright.domain.label import BoughtLabel, Label
from postwright.domain.void import VoidAnswer


class LabelCalls(BuyingCalls):
    """Calls about labels."""

    def read(self, label_id: str, *, quick: bool = False) -> Label:
        """As it stands now, with links to its documents in every format. `quick`: now or not at all."""
        terms = QUICK if quick else READ
        return self._one(self._line.ask("GET", f"/v1/labels/{segment(label_id)}", terms), label_id)

    def read_whole(self, label_id: str) -> BoughtLabel:
        """As it stands now, with its document inside the reply and no links."""
        query = {"label_download_type": "inline"}
        reply = self._line.ask("GET", f"/v1/labels/{segment(label_id)}", READ, query=query)
        return self._line.understood(
            reply, lambda data: read.whole(_asked_for(data, label_id), reply.text, self._now())
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
            created_at_start=created_from,
            created_at_end=created_to,
            label_status=status,
            service_code=service_code,
            carrier_id=carrier_id,
            tracking_number=tracking_number,
            batch_id=batch_id,
            rate_id=rate_id,
            warehouse_id=warehouse_id,
            refund_status=",".join(refund_statuses),
        )

        def of_shipment(reply: wire.Label, text: str) -> Label:
            if shipment_id and reply.shipment_id != shipment_id:
                raise ValueError("the list holds labels of another shipment")
            return read.label(reply, text, self._now())

        found = self._all(Listing("/v1/labels", "labels", wire.Label, of_shipment), query)
        return each_once(found, lambda label: label.label_id)

    def void(self, label_id: str) -> VoidAnswer:
        """Ask for a refund. An approval is a request, not money (api.md 10.9)."""
        reply = self._line.ask("PUT", f"/v1/labels/{segment(label_id)}/void", CHANGE)
        return self._line.understood(reply, lambda data: read.void_answer(wire.Voided.model_validate(data)))

    def cancel_refund(self, label_id: str) -> Label:
        """Keep the carrier from voiding an unused label by itself, at a part of its price (api.md 10.10)."""
        path = f"/v1/labels/{segment(label_id)}/cancel_refund"
        return self._one(self._line.ask("POST", path, CHANGE), label_id)

    def _one(self, reply: Reply, label_id: str = "") -> Label:
        return self._line.understood(
            reply, lambda data: read.label(_asked_for(data, label_id), reply.text, self._now())
        )


def _asked_for(data: object, label_id: str) -> wire.Label:
    """The label, where an id was asked for under that id. Raises ValueError for another one."""
    found = wire.Label.model_validate(data)
    if label_id not in ("", found.label_id):
        raise ValueError("this is another label")
    return found
