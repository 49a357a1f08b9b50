"""Read SCAN forms. Raises ValueError for an answer with neither a form, nor a request, nor a reason."""

from __future__ import annotations

from datetime import datetime

from postwright.carrier.from_wire.parts import day, moment
from postwright.carrier.reading import written
from postwright.carrier.wire import manifests as wire
from postwright.carrier.wire.parts import Error
from postwright.domain.label import DocumentKind, DocumentLink
from postwright.domain.scan_form import FormAnswer, FormRequest, LeftOut, ScanForm


def answer(data: object, now: datetime) -> FormAnswer:
    told = wire.Answer.model_validate(data)
    assert isinstance(data, dict)
    raw = data.get("manifests") or []
    forms = [form(one, written(item), now) for one, item in zip(told.manifests, raw, strict=True)]
    if not forms and data.get("manifest_id"):
        # The old shape: the only form stands on top (api.md 15).
        forms = [form(wire.Manifest.model_validate(data), written(data), now)]
    requests = [FormRequest(one.manifest_request_id, one.status) for one in told.manifest_requests]
    left_out = [_left_out(error) for error in told.errors]
    if not (forms or requests or left_out):
        raise ValueError("neither a form nor a reason")
    return FormAnswer(tuple(forms), tuple(requests), tuple(left_out))


def form(reply: wire.Manifest, raw: str, now: datetime) -> ScanForm:
    href = reply.manifest_download.href if reply.manifest_download else ""
    return ScanForm(
        form_id=reply.manifest_id,
        submission_id=reply.submission_id,
        ship_date=day(reply.ship_date),
        created_at=moment(reply.created_at) or now,
        label_ids=tuple(reply.label_ids),
        count=len(reply.label_ids) if reply.shipments is None else reply.shipments,
        warehouse_id=reply.warehouse_id,
        carrier_id=reply.carrier_id,
        link=DocumentLink(DocumentKind.FORM, href) if href else None,
        raw=raw,
    )


def _left_out(error: Error) -> LeftOut:
    return LeftOut(error.label_id, error.message, error.error_code)
