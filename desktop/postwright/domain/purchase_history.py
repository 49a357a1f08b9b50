"""What happened to a purchase, as sentences with their times. Reads no book and leaves nothing out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from postwright.domain.decision import By, Decision
from postwright.domain.purchase import (
    Bought,
    Event,
    NeverLeft,
    Order,
    ProvedAbsent,
    Sending,
    WasLost,
    WasRefused,
)

_WHO = {By.OPERATOR: "A person decided", By.PROGRAM: "Postwright decided"}


@dataclass(frozen=True, slots=True)
class Told:
    """Something that is known, and since when."""

    at: datetime
    text: str


def told(entry: Event | Decision | Order | None) -> str:
    """One line of the book. None stands for a purchase that was set aside."""
    match entry:
        case None:
            return "Set aside, so that the parcel could be bought again."
        case Order():
            return f"Written down: {entry.service_code} for {entry.expected}, at most {entry.at_most}."
        case Decision():
            return _joined(f"{_WHO[entry.by]}: {entry.what}", *entry.evidence)
        case _:
            return _happened(entry)


def _happened(event: Event) -> str:
    match event:
        case Sending():
            return "The order was sent."
        case Bought():
            return f"The carrier sold label {event.label_id} for {event.cost}."
        case WasRefused():
            return _joined("The carrier said no; nothing was charged.", event.detail)
        case NeverLeft():
            return _joined("The order did not leave this computer.", event.detail)
        case WasLost():
            return _joined("No answer came that can be trusted.", event.detail)
        case ProvedAbsent():
            return _joined("There is no such label.", event.evidence)
        case _:
            return "Given up before anything left this computer."


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
