"""Write batches (api.md 19). Says only what was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from postwright.carrier.to_wire.labels import FORMATS
from postwright.carrier.to_wire.parts import Body, midnight
from postwright.domain.batch import BatchLabels
from postwright.domain.faults import BadInput, FaultKind


def batch_body(
    shipment_ids: Sequence[str],
    rate_ids: Sequence[str],
    external_id: str,
    notes: str,
    labels: BatchLabels | None,
) -> Body:
    body = members_body(shipment_ids, rate_ids)
    if external_id:
        body["external_batch_id"] = external_id
    if notes:
        body["batch_notes"] = notes
    if labels is not None:
        body["process_labels"] = {"create_batch_and_process_labels": True, **process_body(labels)}
    return body


def members_body(shipment_ids: Sequence[str], rate_ids: Sequence[str]) -> Body:
    """Raises BadInput(OUT_OF_LIMITS) when there is nothing to put in or take out."""
    if not (shipment_ids or rate_ids):
        raise BadInput(FaultKind.OUT_OF_LIMITS, "A shipment or a rate is needed.")
    told = {"shipment_ids": list(shipment_ids), "rate_ids": list(rate_ids)}
    return {name: ids for name, ids in told.items() if ids}


def process_body(labels: BatchLabels) -> Body:
    body: Body = {
        "label_layout": labels.paper.layout,
        "label_format": FORMATS[labels.paper.document],
        "display_scheme": labels.display_scheme,
    }
    return body | ({"ship_date": midnight(labels.ship_date)} if labels.ship_date else {})
