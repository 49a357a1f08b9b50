"""Labels: buy, read, find, void. A purchase is asked for once, again only after a no to a word."""

from __future__ import annotations

import json
from datetime import datetime

from postwright.carrier import outcome
from postwright.carrier.calls.group import CallGroup
from postwright.carrier.from_wire import labels as read
from postwright.carrier.line import CHANGE, READ, SPEND, segment
from postwright.carrier.to_wire.labels import purchase_body
from postwright.carrier.to_wire.parts import moment
from postwright.carrier.wire import labels as wire
from postwright.domain.faults import FaultKind, Refused
from postwright.domain.label import BoughtLabel, DocumentKind, Label
from postwright.domain.purchase import Order
from postwright.domain.shipment import Delivery
from postwright.domain.void import VoidAnswer

_NOT_FOUND = frozenset({404})
# The two families of words for paperless labels; which one the server takes is not settled (api.md 10.7).
_OTHER_FAMILY = {"paperless": "qr_code", "qr_code": "paperless"}
_BOTH = {"paperless": "label_and_paperless", "qr_code": "label_and_qr_code"}


class LabelCalls(CallGroup):
    """Calls about labels."""

    def buy(
        self, order: Order, *, document: DocumentKind = DocumentKind.PDF, display_scheme: str = "paperless"
    ) -> BoughtLabel:
        """Spend money: one request, never repeated after anything but a refusal of the paperless word.

        Raises NotSent and Refused (nothing was charged) or Lost (perhaps it was; the body is kept).
        """
        schemes = _schemes(order.shipment.delivery, display_scheme)
        if order.shipment.delivery is Delivery.QR:
            document = DocumentKind.PNG  # the QR image itself; a PDF of it could not be put into a mail
        first, second = schemes
        try:
            return self._buy(order, document, first)
        except Refused as refused:
            if not second or not _refuses_scheme(refused):
                raise
        return self._buy(order, document, second)

    def read(self, label_id: str) -> Label:
        """As it stands now, with links to its documents in every format."""
        reply = self._line.ask("GET", f"/v1/labels/{segment(label_id)}", READ)
        return self._line.understood(
            reply, lambda data: read.label(wire.Label.model_validate(data), reply.text, self._now())
        )

    def by_external_id(self, external_id: str) -> Label | None:
        """None only where the carrier itself says there is none. Raises Lost for another order's label."""
        path = f"/v1/labels/external_shipment_id/{segment(external_id)}"
        reply = self._line.look("GET", path, READ, allow=_NOT_FOUND)
        if outcome.is_clean_absence(reply):
            return None
        if fault := outcome.of_reply(reply, self._now()):
            raise fault
        found = self._line.understood(
            reply, lambda data: read.label(wire.Label.model_validate(data), reply.text, self._now())
        )
        if found.external_id not in ("", external_id):
            raise outcome.unreadable(reply, "this is the label of another order")
        return found

    def find(
        self,
        *,
        shipment_id: str = "",
        created_from: datetime | None = None,
        created_to: datetime | None = None,
    ) -> tuple[Label, ...]:
        """All pages, oldest first, so that labels made meanwhile shift nothing. Each label once."""
        query: dict[str, str | int] = {"sort_dir": "asc", "sort_by": "created_at"}
        if shipment_id:
            query["shipment_id"] = segment(shipment_id)
        if created_from:
            query["created_at_start"] = moment(created_from)
        if created_to:
            query["created_at_end"] = moment(created_to)
        found: dict[str, Label] = {}
        for reply in self._pages("/v1/labels", query):
            page = self._line.understood(reply, self._label_page)
            found |= {label.label_id: label for label in page}
            if shipment_id and any(label.shipment_id != shipment_id for label in page):
                raise outcome.unreadable(reply, "the list holds labels of another shipment")
        return tuple(found.values())

    def void(self, label_id: str) -> VoidAnswer:
        """Ask for a refund. An approval is a request, not money (api.md 10.9)."""
        reply = self._line.ask("PUT", f"/v1/labels/{segment(label_id)}/void", CHANGE)
        return self._line.understood(reply, lambda data: read.void_answer(wire.Voided.model_validate(data)))

    def _buy(self, order: Order, document: DocumentKind, scheme: str) -> BoughtLabel:
        reply = self._line.ask("POST", "/v1/labels", SPEND, body=purchase_body(order, document, scheme))
        return self._line.understood(
            reply, lambda data: read.bought(wire.Label.model_validate(data), reply.text, self._now())
        )

    def _label_page(self, data: object) -> list[Label]:
        page = wire.Labels.model_validate(data)
        assert isinstance(data, dict)
        return [
            read.label(one, json.dumps(raw, default=str), self._now())
            for one, raw in zip(page.labels, data["labels"], strict=True)
        ]


def _schemes(delivery: Delivery, paperless: str) -> tuple[str, str]:
    """The word to send, and the one to try after a plain refusal of it, if any."""
    if delivery is Delivery.LABEL:
        return "label", ""
    first, second = paperless, _OTHER_FAMILY.get(paperless, "")
    return (first, second) if delivery is Delivery.QR else (_BOTH.get(first, first), _BOTH.get(second, ""))


def _refuses_scheme(refused: Refused) -> bool:
    """Whether it was a 400 or 422 that names display_scheme (api.md 10.7)."""
    said = f"{refused.field} {refused.detail}".lower()
    return refused.kind is FaultKind.CARRIER_REFUSED and "display_scheme" in said
