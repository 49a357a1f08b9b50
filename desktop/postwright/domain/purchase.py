"""The intention to buy one label for one draft, and the table of what may happen to it. Does nothing
itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from postwright.domain.money import Money
from postwright.domain.shipment import Shipment


class State(StrEnum):
    """Where a purchase stands."""

    INTENDED = "intended"
    SENT = "sent"
    IN_DOUBT = "in_doubt"
    BOUGHT = "bought"
    REFUSED = "refused"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Sending:
    """The request is about to leave. On disk before a byte does."""


@dataclass(frozen=True, slots=True)
class Bought:
    """The carrier charged for this label."""

    label_id: str
    shipment_id: str
    tracking_number: str
    cost: Money


@dataclass(frozen=True, slots=True)
class WasRefused:
    """The carrier answered no; nothing was charged. `kind` is the FaultKind's value."""

    kind: str
    detail: str = ""
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class NeverLeft:
    """The request provably did not leave this computer."""

    detail: str = ""


@dataclass(frozen=True, slots=True)
class WasLost:
    """No answer that can be trusted. `body` keeps what came back; `at` starts the settling time, and so does
    `uptime`, the milliseconds since the computer was started.
    """

    at: datetime
    detail: str = ""
    body: str = ""
    uptime: int | None = None


@dataclass(frozen=True, slots=True)
class ProvedAbsent:
    """The carrier has no such label: settled, asked repeatedly, or an operator's word. `evidence` says
    which.
    """

    evidence: str


@dataclass(frozen=True, slots=True)
class Abandoned:
    """The operator decided against it before anything left."""


Event = Sending | Bought | WasRefused | NeverLeft | WasLost | ProvedAbsent | Abandoned
EVENTS: tuple[type[Event], ...] = (
    Sending, Bought, WasRefused, NeverLeft, WasLost, ProvedAbsent, Abandoned,
)  # fmt: skip

# Every way back to SENT passes through proof that nothing was charged (NeverLeft or ProvedAbsent).
NEXT: dict[State, dict[type[Event], State]] = {
    State.INTENDED: {Sending: State.SENT, Abandoned: State.ABANDONED, Bought: State.BOUGHT},
    State.SENT: {
        Bought: State.BOUGHT,
        WasRefused: State.REFUSED,
        NeverLeft: State.INTENDED,
        WasLost: State.IN_DOUBT,
    },
    State.IN_DOUBT: {Bought: State.BOUGHT, ProvedAbsent: State.INTENDED, WasLost: State.IN_DOUBT},
    State.BOUGHT: {},
    # Nothing was charged, as far as is known. Where the carrier has the label all the same, it is paid for,
    # and the book must be able to say so; the same goes for what was denied and is INTENDED again.
    State.REFUSED: {Bought: State.BOUGHT},
    State.ABANDONED: {Bought: State.BOUGHT},
}
# While one of these stands for a draft, no other purchase for it can be written.
LIVE = frozenset({State.INTENDED, State.SENT, State.IN_DOUBT, State.BOUGHT})
UNSETTLED = frozenset({State.SENT, State.IN_DOUBT})


class IllegalTransition(Exception):
    """A bug: the event cannot happen in that state."""

    def __init__(self, state: State, event: Event) -> None:
        super().__init__(f"{type(event).__name__} cannot happen to a purchase that is {state}")


@dataclass(frozen=True, slots=True)
class Order:
    """Exactly what is asked of the carrier. `id` is 32 hex characters and travels as external_shipment_id;
    `answered` are the keys of what the operator was asked before (domain/guards.py). `attended`: a person
    stood by, so that nobody else takes it up again when it was not sent.
    """

    id: str
    draft_id: str
    carrier_id: str
    shipment: Shipment
    service_code: str
    package_code: str
    expected: Money
    at_most: Money
    created_at: datetime
    answered: tuple[str, ...] = ()
    attended: bool = False

    def asks_the_same(self, other: Order) -> bool:
        """Whether it makes no difference which of the two is sent."""

        def essence(order: Order) -> tuple[object, ...]:
            return (
                order.shipment, order.carrier_id, order.service_code, order.package_code, order.expected,
                order.at_most,
            )  # fmt: skip

        return essence(self) == essence(other)


@dataclass(frozen=True, slots=True)
class Purchase:
    """An order and what became of it. `lost_at` is when the latest doubt began; `version` is the number of
    its newest line in the book, so that what was decided on an older one can be refused.
    """

    order: Order
    state: State = State.INTENDED
    receipt: Bought | None = None
    refusal: WasRefused | None = None
    lost_at: datetime | None = None
    replaced_at: datetime | None = None
    version: int = 0

    @property
    def id(self) -> str:
        return self.order.id


def advance(purchase: Purchase, event: Event) -> Purchase:
    """The purchase after the event. Raises IllegalTransition for a pair that is not in the table."""
    state = NEXT[purchase.state].get(type(event))
    if state is None:
        raise IllegalTransition(purchase.state, event)
    moved = replace(purchase, state=state)
    match event:
        case Bought():
            return replace(moved, receipt=event)
        case WasRefused():
            return replace(moved, refusal=event)
        case WasLost():
            return replace(moved, lost_at=purchase.lost_at or event.at)
        case NeverLeft() | ProvedAbsent():
            return replace(moved, lost_at=None)
        case _:
            return moved


def diagram() -> str:
    """The table as a Mermaid state diagram, for desktop/ARCHITECTURE.md."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.INTENDED.name}"]
    for state, exits in NEXT.items():
        lines += [f"    {state.name} --> {target.name}: {event.__name__}" for event, target in exits.items()]
        if not exits:
            lines.append(f"    {state.name} --> [*]")
    return "\n".join(lines)
