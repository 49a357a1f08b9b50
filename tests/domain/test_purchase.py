"""The table of what may happen to a purchase, walked in full."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest

from postwright.domain.money import Money
from postwright.domain.purchase import (
    EVENTS,
    LIVE,
    NEXT,
    Abandoned,
    Bought,
    Event,
    IllegalTransition,
    NeverLeft,
    ProvedAbsent,
    Purchase,
    Sending,
    State,
    WasLost,
    WasRefused,
    advance,
    diagram,
)
from tests.domain.samples import ORDER

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAMPLES: dict[type[Event], Event] = {
    Sending: Sending(),
    Bought: Bought("se-1", "se-2", "9400111899563821705427", Money(761)),
    WasRefused: WasRefused("insufficient_funds"),
    NeverLeft: NeverLeft("no network"),
    WasLost: WasLost(NOW, "no answer"),
    ProvedAbsent: ProvedAbsent("asked twice"),
    Abandoned: Abandoned(),
}


@pytest.mark.parametrize(("state", "kind"), tuple(product(State, EVENTS)))
def test_every_pair_moves_as_the_table_says_or_is_illegal(state: State, kind: type[Event]) -> None:
    purchase = Purchase(ORDER, state)
    wanted = NEXT[state].get(kind)
    if wanted is None:
        with pytest.raises(IllegalTransition, match=kind.__name__):
            advance(purchase, SAMPLES[kind])
    else:
        assert advance(purchase, SAMPLES[kind]).state is wanted


def test_every_way_back_to_sent_passes_through_proof_that_nothing_was_charged() -> None:
    steps = [(state, event, to) for state, exits in NEXT.items() for event, to in exits.items()]
    into_intended = {event for _, event, to in steps if to is State.INTENDED}
    into_sent = {(state, event) for state, event, to in steps if to is State.SENT}
    assert into_sent == {(State.INTENDED, Sending)}
    assert into_intended == {NeverLeft, ProvedAbsent}


def test_what_came_to_nothing_has_one_exit_and_frees_the_draft() -> None:
    """The carrier may have the label all the same, and then the book must be able to say so."""
    final = {state for state, exits in NEXT.items() if set(exits) <= {Bought}}
    assert final == {State.BOUGHT, State.REFUSED, State.ABANDONED}
    assert NEXT[State.BOUGHT] == {}
    assert set(State) - LIVE == {State.REFUSED, State.ABANDONED}


def test_a_label_that_is_paid_for_can_be_written_down_from_everywhere() -> None:
    assert {state for state, exits in NEXT.items() if Bought in exits} == set(State) - {State.BOUGHT}


def test_what_was_learnt_is_kept() -> None:
    sent = advance(Purchase(ORDER), Sending())
    lost = advance(sent, WasLost(NOW))
    later = advance(lost, WasLost(NOW.replace(hour=13)))
    assert (lost.lost_at, later.lost_at) == (NOW, NOW)
    assert advance(later, ProvedAbsent("asked")).lost_at is None
    bought = advance(later, SAMPLES[Bought])
    assert bought.receipt == SAMPLES[Bought]
    refused = advance(sent, SAMPLES[WasRefused])
    assert refused.refusal == SAMPLES[WasRefused]
    assert refused.id == ORDER.id


def test_the_diagram_shows_every_state_and_every_exit() -> None:
    drawn = diagram()
    arrows = sum(len(exits) for exits in NEXT.values())
    assert sum("-->" in line and ":" in line for line in drawn.splitlines()) == arrows
    assert all(state.name in drawn for state in State)


def test_the_fingerprint_changes_with_all_that_changes_the_price_and_with_nothing_else() -> None:
    shipment = ORDER.shipment
    parcel = replace(shipment.parcel, insured_value=Money(100))
    for changed in (
        replace(shipment, parcel=parcel),
        replace(shipment, ship_to=replace(shipment.ship_to, line1="2 Elm St")),
        replace(shipment, confirmation="signature"),
        replace(shipment, ship_date=date(2026, 12, 1)),
        replace(shipment, non_machinable=True),
    ):
        assert changed.fingerprint != shipment.fingerprint
    assert replace(shipment, references=("ORDER 7",)).fingerprint == shipment.fingerprint
    assert shipment.is_domestic


def test_the_architecture_shows_the_diagram_as_it_is() -> None:
    text = (Path(__file__).parents[2] / "desktop" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{diagram()}\n```" in text
