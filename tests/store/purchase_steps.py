"""One event of every kind, and the way of a purchase to every state."""

from __future__ import annotations

from postwright.domain.money import Money
from postwright.domain.purchase import (
    Abandoned,
    Bought,
    Event,
    NeverLeft,
    ProvedAbsent,
    Purchase,
    Sending,
    State,
    WasLost,
    WasRefused,
)
from tests.store.shop import NOON, Shop

EVENTS: dict[type[Event], Event] = {
    Sending: Sending(),
    Bought: Bought("se-1", "se-s1", "9400111899563821000017", Money(761)),
    WasRefused: WasRefused("insufficient_funds", "no money", "req-1"),
    NeverLeft: NeverLeft("no route"),
    WasLost: WasLost(NOON, "timeout", "<html>"),
    ProvedAbsent: ProvedAbsent("looked twice"),
    Abandoned: Abandoned(),
}
WAYS_TO: dict[State, tuple[type[Event], ...]] = {
    State.INTENDED: (),
    State.SENT: (Sending,),
    State.IN_DOUBT: (Sending, WasLost),
    State.BOUGHT: (Sending, Bought),
    State.REFUSED: (Sending, WasRefused),
    State.ABANDONED: (Abandoned,),
}


def brought_to(shop: Shop, state: State, draft_id: str = "") -> Purchase:
    purchase = shop.ledger.intend(shop.order(draft_id))
    for kind in WAYS_TO[state]:
        purchase = shop.ledger.record(purchase, EVENTS[kind])
    return purchase
