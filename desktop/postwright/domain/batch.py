"""Shipments that the carrier labels in one go. Processing one spends money for each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label import DocumentLink
from postwright.domain.label_options import LabelPaper

_THERMAL = LabelPaper()
# The specification gives a batch's id of ours the form of its own ids: up to 25 characters.
_OWN_ID = re.compile(r"(?=.{1,25}\Z)se(-[a-z0-9]+)+")
_ENDED = frozenset({"completed", "completed_with_errors", "archived", "invalid"})


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as the carrier reports it (api.md 19). `status` is its word; any may come."""

    batch_id: str
    number: str
    status: str
    created_at: datetime
    processed_at: datetime | None = None
    external_id: str = ""
    notes: str = ""
    count: int = 0
    completed: int = 0
    errors: int = 0
    warnings: int = 0
    forms: int = 0
    problems: tuple[str, ...] = ()
    links: tuple[DocumentLink, ...] = ()
    raw: str = field(default="", repr=False)

    @property
    def can_change(self) -> bool:
        """Whether shipments can be put in and taken out; after processing none can."""
        return self.status == "open"

    @property
    def has_ended(self) -> bool:
        return self.status in _ENDED


@dataclass(frozen=True, slots=True)
class BatchProblem:
    """Why one shipment of a batch got no label."""

    message: str
    shipment_id: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class BatchLabels:
    """How the labels of a batch are made. Without a day they leave today."""

    ship_date: date | None = None
    paper: LabelPaper = _THERMAL
    display_scheme: str = "label"


def checked_own_id(text: str) -> str:
    """Itself. Raises BadInput(OUT_OF_LIMITS) for an id under which the batch could not be looked up."""
    if not _OWN_ID.fullmatch(text):
        detail = "An id of our own for a batch is se- and small letters or digits, 25 characters at most."
        raise BadInput(FaultKind.OUT_OF_LIMITS, detail, field="external_id")
    return text
