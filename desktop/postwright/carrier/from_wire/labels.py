"""Read labels and what a void was answered. Raises ValueError for a purchase that is not proved."""

from __future__ import annotations

from datetime import datetime

from postwright.carrier import broker
from postwright.carrier.from_wire.parts import day, moment, money
from postwright.carrier.paper import papers_of, without_papers
from postwright.carrier.proof import Proof
from postwright.carrier.wire import labels as wire
from postwright.domain.label import BoughtLabel, Label
from postwright.domain.money import Money, total
from postwright.domain.refund import Refund
from postwright.domain.void import VoidAnswer

_LONGEST_INSTRUCTIONS = 2000


def bought(reply: wire.Label, text: str, now: datetime, proof: Proof) -> BoughtLabel:
    """A purchase's reply. Raises ValueError when nobody knows what was charged, or whether for this."""
    if money(reply.shipment_cost) is None:
        raise ValueError("the label has no price")
    found = whole(reply, text, now)
    proof.check(found.label)
    return found


def whole(reply: wire.Label, text: str, now: datetime) -> BoughtLabel:
    """A label that is read again, with the documents inside its reply."""
    return BoughtLabel(label(reply, text, now), papers_of(reply)[1])


def label(reply: wire.Label, text: str, now: datetime) -> Label:
    package = reply.packages[0] if reply.packages else wire.LabelPackage()
    ship_to = reply.ship_to or wire.ShipTo()
    code = broker.label_id_of(reply)
    costs = [cost for cost in (money(reply.shipment_cost), money(reply.insurance_cost)) if cost]
    return Label(
        label_id=reply.label_id,
        shipment_id=reply.shipment_id,
        tracking_number=reply.tracking_number or package.tracking_number,
        status=reply.status,
        carrier_id=reply.carrier_id,
        service_code=reply.service_code,
        package_code=reply.package_code or package.package_code,
        cost=total(costs, costs[0].currency) if costs else Money(0),
        created_at=moment(reply.created_at) or now,
        ship_date=day(reply.ship_date),
        external_id=reply.external_shipment_id,
        ship_to_name=ship_to.name or ship_to.company_name,
        ship_to_postal_code=ship_to.postal_code,
        voided=reply.voided or reply.status == "voided",
        voided_at=moment(reply.voided_at),
        is_return=reply.is_return_label,
        international=reply.is_international,
        display_scheme=reply.display_scheme,
        broker_id=code.value,
        broker_id_from=code.source,
        broker_notes=code.notes,
        broker_instructions=broker.instructions_of(reply)[:_LONGEST_INSTRUCTIONS],
        links=papers_of(reply)[0],
        external_order_id=reply.external_order_id,
        outbound_label_id=reply.outbound_label_id,
        batch_id=reply.batch_id,
        layout=reply.label_layout,
        confirmation=reply.confirmation,
        charge_event=reply.charge_event,
        rma_number=reply.rma_number,
        tracking_url=reply.tracking_url,
        void_type=reply.void_type,
        refund=_refund(reply.refund_details),
        raw=without_papers(text),
    )


def void_answer(reply: wire.Voided) -> VoidAnswer:
    return VoidAnswer(reply.approved, reply.message, reply.reason_code)


def _refund(reply: wire.Refund | None) -> Refund | None:
    """None where the account takes no part in the carrier's own refunds (api.md 10.10)."""
    if reply is None:
        return None
    return Refund(
        status=reply.refund_status,
        requested_at=moment(reply.request_date),
        paid=money(reply.amount_paid),
        requested=money(reply.amount_requested),
        approved=money(reply.amount_approved),
        credited=money(reply.amount_credited),
    )
