"""Every line of the book can be told, and whoever decided is named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from postwright.domain.decision import By, Decision
from postwright.domain.money import Money
from postwright.domain.purchase import (
    EVENTS,
    Abandoned,
    Bought,
    Event,
    NeverLeft,
    ProvedAbsent,
    Sending,
    WasLost,
    WasRefused,
)
from postwright.domain.purchase_history import told
from tests.domain.samples import ORDER

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAID: dict[Event, str] = {
    Sending(): "The order was sent.",
    Bought("se-1", "se-2", "9400", Money(761)): "The carrier sold label se-1 for $7.61.",
    WasRefused("x", "No money."): "The carrier said no; nothing was charged. No money.",
    NeverLeft(): "The order did not leave this computer.",
    WasLost(NOON, "Timed out."): "No answer came that can be trusted. Timed out.",
    ProvedAbsent("Two looks."): "There is no such label. Two looks.",
    Abandoned(): "Given up before anything left this computer.",
}


@pytest.mark.parametrize("event", SAID)
def test_every_event_is_told_in_a_sentence(event: Event) -> None:
    assert told(event) == SAID[event]


def test_no_event_is_left_out() -> None:
    assert {type(event) for event in SAID} == set(EVENTS)


def test_whoever_decided_is_named_with_the_evidence() -> None:
    decided = Decision(By.OPERATOR, "There is no such label.", ("Two looks found nothing.", "No fall."))
    assert told(decided) == ("A person decided: There is no such label. Two looks found nothing. No fall.")
    assert told(Decision(By.PROGRAM, "It was bought.")) == "Postwright decided: It was bought."


def test_the_order_and_its_end_are_told() -> None:
    assert told(ORDER).startswith(f"Written down: {ORDER.service_code} for {ORDER.expected}")
    assert told(None) == "Set aside, so that the parcel could be bought again."
