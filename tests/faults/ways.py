"""The ways in which a purchase can go wrong, and what is true of each: whether the carrier charges.

This is the oracle of the tests. It is told here once, and never asked of the program.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.faults.world import Carrier

# A purchase is given up after this long in the slow way; the carrier carries it out later still.
PATIENCE = 0.15
LATE = 0.5


@dataclass(frozen=True)
class Way:
    """What the carrier does with the next purchase. `replies`: a head of a reply reaches the buyer."""

    name: str
    fault: dict[str, Any] | None = None
    charges: bool = False
    replies: bool = True
    funded: bool = True
    patience: float | None = None
    nowhere: bool = False
    job: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "job", {"patience": self.patience, "nowhere": self.nowhere})

    def set_up(self, carrier: Carrier) -> None:
        if self.fault:
            carrier.fail(**self.fault)
        if not self.funded:
            carrier.ask("POST", "balance", cents=-10_000_000)


WELL = Way("well behaved", charges=True)
LATER = Way(
    "late", {"kind": "delay", "seconds": LATE}, charges=True, replies=False, patience=PATIENCE
)  # fmt: skip
DROPS_AFTER = Way("drops after", {"kind": "drop_after"}, charges=True, replies=False)
UNREADABLE = Way("unreadable 200", {"kind": "wrong_json"}, charges=True)
WAYS = (
    WELL,
    Way("refuses: no money", funded=False),
    Way("drops before", {"kind": "drop_before"}, replies=False),
    DROPS_AFTER,
    Way("500 before", {"kind": "error_500"}),
    Way("500 after", {"kind": "error_500", "executed": True}, charges=True),
    Way("502 page after", {"kind": "error_502", "executed": True}, charges=True),
    UNREADABLE,
    Way("a portal's page", {"kind": "wrong_json", "text": "<html>Log in</html>"}, charges=True),
    Way("truncated", {"kind": "truncate"}, charges=True),
    LATER,
    Way("429", {"kind": "too_many", "seconds": 1}),
    Way("nobody listens", replies=False, nowhere=True),
)

# Where a buyer dies, in the order of a purchase.
NOTHING_WRITTEN = ("before the intention", "in the intention")
WRITTEN = ("after the intention", "in SENT")
SENT = ("after SENT", "before the request")
HALF = "half the request left"
GONE = "the request left"
BEGUN = "the reply began"
KNOWN = ("before the outcome", "in the outcome", "after the outcome")
FILED = "after the documents"
NOWHERE_ELSE = ""
POINTS = (NOWHERE_ELSE, *NOTHING_WRITTEN, *WRITTEN, *SENT, HALF, GONE, BEGUN, *KNOWN, FILED)


def reaches(way: Way, point: str) -> bool:
    """Whether a purchase comes by this point at all."""
    if point in (HALF, GONE):
        return not way.nowhere
    if point == BEGUN:
        return way.replies
    return point != FILED or way == WELL


def charges(way: Way, point: str) -> int:
    """How many labels the carrier has charged in the end, if nobody buys again."""
    arrived = point in (NOWHERE_ELSE, GONE, BEGUN, *KNOWN, FILED)
    return int(way.charges and arrived)


CASES = [(way, point) for way in WAYS for point in POINTS if reaches(way, point)]
