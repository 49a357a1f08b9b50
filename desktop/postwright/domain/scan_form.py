"""A SCAN form (PS Form 5630): one barcode that accepts all its parcels at once. Makes none itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from postwright.domain.barcode import SAMPLE_PREFIX, squeeze
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

    def with_news(self, request_id: str, news: FormAnswer) -> FormAnswer:
        """Together with what came of one of its requests. Nothing that was known before is forgotten: a
        label whose form is, would be asked for again.
        """
        known, told = ({form.form_id for form in self.forms}, {one.request_id for one in news.requests})
        left = (one for one in self.requests if one.request_id not in told | {request_id})
        return FormAnswer(
            (*self.forms, *(form for form in news.forms if form.form_id not in known)),
            (*left, *news.requests),
            tuple(dict.fromkeys((*self.left_out, *news.left_out))),
        )


@dataclass(frozen=True, slots=True)
class FormCode:
    """What the barcode of a form says. Not every form has a number with a check digit (api.md 25.4)."""

    number: str
    sample: bool = False


_LEAST_DIGITS = 20


def read_form_code(text: str) -> FormCode | None:
    """Take a decoded barcode apart; None for one that holds no number as long as a form's."""
    cleaned = re.sub(r"[()\x1d]", "", squeeze(text))
    number = cleaned.removeprefix(SAMPLE_PREFIX)
    if not number.isdecimal() or len(number) < _LEAST_DIGITS:
        return None
    return FormCode(number, sample=number != cleaned)


def why_several(forms: tuple[ScanForm, ...]) -> str:
    """Why the carrier made several of one request (api.md 15), in a sentence; empty for one form."""
    if len(forms) < 2:
        return ""
    for which, each in (
        ("day", {form.ship_date for form in forms}),
        ("account", {form.carrier_id for form in forms}),
        ("place", {form.warehouse_id for form in forms}),
    ):
        if len(each) > 1:
            return f"The carrier made {len(forms)} forms of them: a form is for one {which} only."
    return f"The carrier made {len(forms)} forms of them. Each parcel is on one."
