"""A draft as the shop keeps it: what was typed, what it waits for, and what the operator approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from postwright.domain.approval import Approval
from postwright.domain.draft import Draft


class DraftState(StrEnum):
    """Where a draft stands. DONE has a label; REMOVED is kept out of sight, not deleted."""

    OPEN = "open"
    QUEUED = "queued"
    DONE = "done"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """One draft. `handed_back` is why a queued parcel came back to the operator; `revision` counts what was
    done to it: typed, queued, taken back, removed. `offer` is what could be approved in place of what was.
    """

    id: str
    draft: Draft
    state: DraftState
    created_at: datetime
    updated_at: datetime
    approval: Approval | None = None
    handed_back: str = ""
    revision: int = 0
    offer: Approval | None = None
