"""Spend money: a label through each of the four doors. Asked for once, again only after a no to a word.

A lost answer is looked up (api.md 24): by our own id, by the shipment, or, for the return of an outbound
label, which carries no id of ours, among the labels made since.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.from_wire import labels as read
from postwright.carrier.line import SPEND, segment
from postwright.carrier.proof import Proof
from postwright.carrier.to_wire.labels import purchase_body, rate_door_body, return_body, shipment_door_body
from postwright.carrier.to_wire.parts import Body
from postwright.carrier.wire import labels as wire
from postwright.domain.display_scheme import words_for
from postwright.domain.faults import FaultKind, Refused
from postwright.domain.label import BoughtLabel, DocumentKind
from postwright.domain.label_options import LabelExtras, LabelLook, LabelPaper, ReturnOf
from postwright.domain.purchase import Order
from postwright.domain.shipment import Delivery

_PLAIN, _LOOK, _PAPER = LabelExtras(), LabelLook(), LabelPaper()
BodyOf = Callable[[LabelPaper, str], Body]


class BuyingCalls(CallGroup):
    """Calls that spend. Each raises NotSent and Refused (nothing was charged) or Lost (perhaps it was; the
    body is kept).
    """

    def buy(
        self,
        order: Order,
        *,
        paper: LabelPaper = _PAPER,
        display_scheme: str = "paperless",
        extras: LabelExtras = _PLAIN,
        return_of: ReturnOf | None = None,
    ) -> BoughtLabel:
        """Buy with the shipment in the request, under our own id. A return has the customer as its sender."""
        look = LabelLook(paper, order.shipment.delivery, display_scheme)
        outbound_id = return_of.outbound_label_id if return_of else ""
        proof = Proof(order.id, outbound_id=outbound_id, is_return=return_of is not None)
        return self._buy(
            "/v1/labels",
            look,
            proof,
            lambda paper, scheme: purchase_body(order, paper, scheme, extras, return_of),
        )

    def buy_rate(
        self, rate_id: str, *, look: LabelLook = _LOOK, custom_fields: Sequence[str] = ()
    ) -> BoughtLabel:
        """Buy one rate as it was given. Whether a second call charges again is not known; it is not made.

        The fields stay with the label: up to three of 100 characters.
        """
        path = f"/v1/labels/rates/{segment(rate_id)}"
        return self._buy(
            path, look, Proof(), lambda paper, scheme: rate_door_body(paper, scheme, custom_fields)
        )

    def buy_shipment(self, shipment_id: str, *, look: LabelLook = _LOOK) -> BoughtLabel:
        """Buy the label of a shipment that the carrier has, with the service that it names."""
        path = f"/v1/labels/shipment/{segment(shipment_id)}"
        return self._buy(path, look, Proof(shipment_id=shipment_id), shipment_door_body)

    def buy_return(
        self, outbound_label_id: str, *, look: LabelLook = _LOOK, extras: LabelExtras = _PLAIN
    ) -> BoughtLabel:
        """Buy the way back of a label; the carrier swaps the addresses. Charged at once (api.md 10.8)."""
        path = f"/v1/labels/{segment(outbound_label_id)}/return"
        proof = Proof(outbound_id=outbound_label_id, is_return=True)
        return self._buy(path, look, proof, lambda paper, scheme: return_body(paper, scheme, extras))

    def _buy(self, path: str, look: LabelLook, proof: Proof, body_of: BodyOf) -> BoughtLabel:
        """One request, never repeated after anything but a refusal of the paperless word."""
        first, second = words_for(look.delivery, look.display_scheme)
        # The QR image itself; a PDF of it could not be put into a mail.
        paper = LabelPaper(DocumentKind.PNG) if look.delivery is Delivery.QR else look.paper
        try:
            return self._spend(path, body_of(paper, first), proof)
        except Refused as refused:
            if not second or not _refuses_scheme(refused):
                raise
        return self._spend(path, body_of(paper, second), proof)

    def _spend(self, path: str, body: Body, proof: Proof) -> BoughtLabel:
        """A label that is not the one that was asked for is Lost, with the reply in its body."""
        reply = self._line.ask("POST", path, SPEND, body=body)
        return self._line.understood(
            reply, lambda data: read.bought(wire.Label.model_validate(data), reply.text, self._now(), proof)
        )


def _refuses_scheme(refused: Refused) -> bool:
    """Whether it was a 400 or 422 that names display_scheme (api.md 10.7)."""
    said = f"{refused.field} {refused.detail}".lower()
    return refused.kind is FaultKind.CARRIER_REFUSED and "display_scheme" in said
