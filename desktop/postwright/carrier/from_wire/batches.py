"""Read batches and why some of their shipments got no label."""

from __future__ import annotations

from datetime import datetime

from postwright.carrier.from_wire.parts import moment
from postwright.carrier.wire import batches as wire
from postwright.domain.batch import Batch, BatchProblem
from postwright.domain.label import DocumentKind, DocumentLink


def batch(reply: wire.Batch, raw: str, now: datetime) -> Batch:
    return Batch(
        batch_id=reply.batch_id,
        number=reply.batch_number,
        status=reply.status,
        created_at=moment(reply.created_at) or now,
        processed_at=moment(reply.processed_at),
        external_id=reply.external_batch_id,
        notes=reply.batch_notes,
        count=reply.count or 0,
        completed=reply.completed or 0,
        errors=reply.errors or 0,
        warnings=reply.warnings or 0,
        forms=reply.forms or 0,
        problems=tuple(error.message for error in reply.process_errors if error.message),
        links=_links(reply),
        raw=raw,
    )


def problem(reply: wire.Problem, _: str) -> BatchProblem:
    return BatchProblem(reply.error, reply.shipment_id, reply.external_shipment_id)


def _links(reply: wire.Batch) -> tuple[DocumentLink, ...]:
    """All labels in one document. The addresses are there from the start, the labels are not."""
    labels, forms = reply.label_download, reply.form_download
    found = [
        (DocumentKind.PDF, labels.pdf if labels else ""),
        (DocumentKind.ZPL, labels.zpl if labels else ""),
        (DocumentKind.FORM, forms.href if forms else ""),
    ]
    return tuple(DocumentLink(kind, href) for kind, href in found if href)
