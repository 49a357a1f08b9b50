"""A batch's reply (api.md 19). All but its id may be missing; unknown fields are kept."""

from __future__ import annotations

from postwright.carrier.wire.labels import Download
from postwright.carrier.wire.parts import Error, Id, Some, Text, Whole, Wire


class Batch(Wire):
    batch_id: Id
    batch_number: Text = ""
    external_batch_id: Text = ""
    batch_notes: Text = ""
    status: Text = ""
    created_at: Text = ""
    processed_at: Text = ""
    errors: Whole = None
    warnings: Whole = None
    completed: Whole = None
    forms: Whole = None
    count: Whole = None
    process_errors: Some[Error] = ()
    label_download: Download | None = None
    form_download: Download | None = None


class Problem(Wire):
    error: Text = ""
    shipment_id: Text = ""
    external_shipment_id: Text = ""
