"""Write the wish for SCAN forms (api.md 15): of labels by id, or of all that left one place on one day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from postwright.carrier.to_wire.parts import Body, midnight
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.scan_form import MOST_LABELS


def of_labels_body(label_ids: Sequence[str]) -> Body:
    """Raises BadInput(OUT_OF_LIMITS) for none, for one twice and for more than are taken at a time."""
    if not 1 <= len(label_ids) <= MOST_LABELS or len(set(label_ids)) != len(label_ids):
        raise BadInput(FaultKind.OUT_OF_LIMITS, f"A form is made of 1 to {MOST_LABELS} labels, each once.")
    return {"label_ids": list(label_ids)}


def of_day_body(carrier_id: str, warehouse_id: str, ship_date: date, excluded: Sequence[str]) -> Body:
    """Raises BadInput(OUT_OF_LIMITS) unless all three are named."""
    if not (carrier_id and warehouse_id):
        raise BadInput(FaultKind.OUT_OF_LIMITS, "Account, warehouse and day are all needed.")
    body: Body = {"carrier_id": carrier_id, "warehouse_id": warehouse_id, "ship_date": midnight(ship_date)}
    return body | ({"excluded_label_ids": list(excluded)} if excluded else {})
