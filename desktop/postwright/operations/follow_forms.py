"""Ask the carrier about SCAN forms that it makes in its own time. Makes none, and asks where none is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from postwright.domain.form_request import FormEntry
from postwright.operations.make_scan_form import Tray, settle_forms


@dataclass(frozen=True, slots=True)
class Followed:
    """Whether more is known now, and how many are still being made."""

    changed: bool
    left: int


def follow_forms(tray: Tray, *, now: datetime) -> Followed:
    """Read each of them once. Raises the fault of the call; what was read before it is kept."""
    before = _being_made(tray)
    for entry in before:
        settle_forms(tray, now=now, stale_before=now, only=entry.id)
    left = len(_being_made(tray)) if before else 0
    return Followed(left != len(before), left)


def _being_made(tray: Tray) -> tuple[FormEntry, ...]:
    return tuple(one for one in tray.forms.unsettled() if one.is_being_made)
