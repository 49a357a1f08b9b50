"""The ways in which a purchase can go wrong, and what is true of each: whether the carrier charges.

This is the oracle of the tests. It is told here once, and never asked of the program.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.faults.world import Carrier

# A purchase is given up after this long in the slow way; the carrier carries it out later still.
# Long enough to be heard at all on a computer that has much else to do.
PATIENCE = 0.5
LATE = 1.5


@dataclass(frozen=True)
class Way:
    """What the carrier does with the next purchase. `replies`: a head of a reply reaches the buyer."""

    name: str
    rows: tuple[str, ...] = ()
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
    "late", ("N5",), {"kind": "delay", "seconds": LATE}, charges=True, replies=False, patience=PATIENCE
)  # fmt: skip
DROPS_AFTER = Way("drops after", ("N3",), {"kind": "drop_after"}, charges=True, replies=False)
UNREADABLE = Way("unreadable 200", ("N8",), {"kind": "wrong_json"}, charges=True)
WAYS = (
    WELL,
    Way("refuses: no money", ("N13",), funded=False),
    Way("drops before", ("N2",), {"kind": "drop_before"}, replies=False),
    DROPS_AFTER,
    Way("500 before", ("N11",), {"kind": "error_500"}),
    Way("500 after", ("N11",), {"kind": "error_500", "executed": True}, charges=True),
    Way("502 page after", ("N11",), {"kind": "error_502", "executed": True}, charges=True),
    UNREADABLE,
    Way(
        "a portal's page",
        (
            "N8",
            "N20",
        ),
        {"kind": "wrong_json", "text": "<html>Log in</html>"},
        charges=True,
    ),
    Way("truncated", ("N6",), {"kind": "truncate"}, charges=True),
    LATER,
    Way("429", ("N10",), {"kind": "too_many", "seconds": 1}),
    Way("nobody listens", ("N1",), replies=False, nowhere=True),
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


# The rows of the matrix by the point of death.
_ROWS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(NOTHING_WRITTEN, ("K1",)),
    **dict.fromkeys((*WRITTEN, *SENT), ("K2",)),
    HALF: ("K3",),
    GONE: ("K4",),
    **dict.fromkeys((BEGUN, *KNOWN[:-1]), ("K5",)),
    KNOWN[-1]: ("K6", "K7"),
    FILED: ("K8",),
}


def rows_of(way: Way, point: str) -> tuple[str, ...]:
    """For which rows of the fault matrix it is that a buyer dies there."""
    return way.rows + _ROWS.get(point, ())


CASES = [(way, point) for way in WAYS for point in POINTS if reaches(way, point)]
