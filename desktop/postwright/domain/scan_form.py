"""A SCAN form (PS Form 5630): one barcode that accepts all its parcels at once. Makes none itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from postwright.domain.label import DocumentLink

# So many ids fit one request, whatever the dated rule says (api.md 15).
MOST_LABELS = 500
IN_PROGRESS = "in_progress"


@dataclass(frozen=True, slots=True)
class ScanForm:
    """A form as the carrier reports it. `submission_id` is the number under the barcode; `count` is the
    carrier's own; `warehouse_id` is empty when the labels named an address (api.md 15).
    """

    form_id: str
    submission_id: str
    ship_date: date | None
    created_at: datetime
    label_ids: tuple[str, ...] = ()
    count: int = 0
    warehouse_id: str = ""
    carrier_id: str = ""
    link: DocumentLink | None = None
    raw: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A label that the carrier put on no form, with its words. The id is empty where it names none."""

    label_id: str
    reason: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class FormRequest:
    """Forms that the carrier makes in its own time; they are read with its id."""

    request_id: str
    status: str

    @property
    def is_open(self) -> bool:
        return self.status == IN_PROGRESS


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """What came of one wish for forms. There are several where labels span accounts, places or days."""

    forms: tuple[ScanForm, ...] = ()
    requests: tuple[FormRequest, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def open_requests(self) -> tuple[FormRequest, ...]:
        return tuple(request for request in self.requests if request.is_open)
