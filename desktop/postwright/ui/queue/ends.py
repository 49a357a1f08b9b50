"""What becomes of a batch's line when its parcel has come to an end. Knows no words of the carrier's."""

from __future__ import annotations

from dataclasses import replace

from postwright.operations.results import (
    CameBack,
    LeftAlone,
    ParcelBought,
    ParcelEnd,
    StillInDoubt,
    Stopping,
)
from postwright.ui.queue.batch import BatchLine, LineState

_ELSEWHERE = "It was changed or removed meanwhile, or another window has it. Nothing was done here."


def line_after(line: BatchLine, end: ParcelEnd) -> BatchLine:
    """The line with how it ended and why."""
    match end:
        case ParcelBought():
            said = " ".join(part for part in (*end.alarms, end.rolled) if part)
            bought = replace(line, cost=end.entry.label.cost, label_id=end.entry.id)
            return replace(bought, state=LineState.BOUGHT, said=said, alarmed=bool(end.alarms))
        case CameBack():
            return replace(line, state=LineState.CAME_BACK, said=end.reason)
        case StillInDoubt():
            return replace(line, state=LineState.IN_DOUBT)
        case Stopping():
            return replace(line, state=LineState.LEFT, said=f"{end.reason} It stays in the queue.")
        case LeftAlone():
            return replace(line, state=LineState.LEFT, said=_ELSEWHERE)
