"""What somebody decided about a purchase, and on which evidence. Kept in the book; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class By(StrEnum):
    """Who decided."""

    OPERATOR = "operator"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Decision:
    """`what` is a sentence; `evidence` holds one for each thing that was known then."""

    by: By
    what: str
    evidence: tuple[str, ...] = ()
