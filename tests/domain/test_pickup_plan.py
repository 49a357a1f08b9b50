"""Which labels may go on a pickup, and which are chosen by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from postwright.domain.address import Address
from postwright.domain.day_end import origin_key
from postwright.domain.pickup import PickupState
from postwright.domain.pickup_day import coming, week_of
from postwright.domain.pickup_plan import (
    PickupPlace,
    PickupPlan,
    Visit,
    WhyNot,
    door_of,
    missed_labels,
    taken_labels,
    why_not,
)
from postwright.domain.postal_rules import PickupRule
from postwright.domain.shipment import Delivery
from tests.domain.pickups import MONDAY, NOW, PORTLAND, entry_of, pickup_entry, piece, visit
from tests.domain.samples import SENDER
from tests.rules import RULES

TOLD = coming(NOW, PORTLAND, RULES.pickup)
NOBODY: frozenset[str] = frozenset()


def place(sender: Address = SENDER, pieces: int = 0, pickups: tuple[int, ...] = ()) -> PickupPlace:
    week = week_of(TOLD, {}, {MONDAY: pickups})
    door = door_of(replace(entry_of(), shipment=replace(entry_of().shipment, ship_from=sender)))
    told = tuple(piece(number) for number in range(pieces))
    return PickupPlace(door, "Desk", sender, PORTLAND, TOLD, told, (), week)


def test_a_good_label_that_nobody_scanned_may_go() -> None:
    assert why_not(entry_of(), NOBODY) is None


def test_what_stands_against_a_label_is_named() -> None:
    entry = entry_of()
    back = replace(entry, shipment=replace(entry.shipment, is_return=True))
    paperless = replace(
        entry,
        shipment=replace(entry.shipment, delivery=Delivery.QR),
        label=replace(entry.label, display_scheme=""),
    )
    assert why_not(back, NOBODY) is WhyNot.RETURN
    assert why_not(replace(entry, label=replace(entry.label, is_return=True)), NOBODY) is WhyNot.RETURN
    assert why_not(entry_of(scanned=True), NOBODY) is WhyNot.SCANNED
    assert why_not(entry, frozenset({entry.id})) is WhyNot.ON_PICKUP
    assert paperless.delivery is Delivery.QR
    assert why_not(paperless, NOBODY) is WhyNot.QR_ONLY


@pytest.mark.parametrize(
    ("ship_date", "was_on", "goes"),
    [
        (date(2026, 11, 21), 0, False),
        (date(2026, 11, 22), 0, True),
        (MONDAY, 0, True),
        (date(2026, 11, 24), 0, False),
        (MONDAY, 7, False),
    ],
)
def test_what_leaves_by_the_day_goes_along_without_being_asked(
    ship_date: date, was_on: int, goes: bool
) -> None:
    assert piece(ship_date=ship_date, was_on=was_on).goes_along(TOLD) is goes


def test_where_the_carrier_names_no_ship_date_the_one_asked_for_counts() -> None:
    assert piece(ship_date=None).goes_along(TOLD)


def test_insured_and_heavy_pieces_are_known() -> None:
    rule: PickupRule = RULES.pickup
    assert piece(insured=5000).is_insured
    assert not piece().is_insured
    assert not piece(pounds=70).is_too_heavy(rule)
    assert piece(pounds=71).is_too_heavy(rule)


def test_two_flats_of_one_house_are_two_doors() -> None:
    one, other = place(), place(replace(SENDER, line2="Unit 5"))
    assert one.key != other.key
    assert place(replace(SENDER, line2=" unit  5 ")).key == other.key
    assert one.door.origin == origin_key(SENDER)
    assert one.city == "Portland"


def test_a_place_is_busy_where_parcels_wait_or_usps_comes() -> None:
    assert [place().is_busy, place(pieces=1).is_busy, place(pickups=(3,)).is_busy] == [False, True, True]


def test_the_place_that_is_shown_is_the_chosen_one_or_one_where_parcels_wait() -> None:
    empty, full = place(), place(replace(SENDER, line2="Unit 5"), pieces=1)
    plan = PickupPlan((empty, full), (), RULES.pickup)
    assert plan.place(empty.key) is empty
    assert plan.place("gone") is full
    assert PickupPlan((empty,), (), RULES.pickup).place("") is empty
    assert PickupPlan((), (), RULES.pickup).place("") is None


def test_labels_of_standing_pickups_are_taken_and_those_of_past_ones_are_not() -> None:
    over = MONDAY + timedelta(days=1)
    later = datetime(over.year, over.month, over.day, 12, tzinfo=UTC)
    booked = pickup_entry(labels=("se-1",))
    doubtful = pickup_entry(PickupState.IN_DOUBT, number=2, labels=("se-2",))
    refused = pickup_entry(PickupState.REFUSED, number=3, labels=("se-3",))
    entries = (booked, doubtful, refused)
    assert taken_labels(entries, NOW) == {"se-1", "se-2"}
    assert taken_labels(entries, later) == {"se-2"}
    assert missed_labels(entries, NOW) == {}
    assert missed_labels(entries, later) == {"se-1": 1}


def test_a_label_that_was_left_twice_is_told_with_the_newer_pickup() -> None:
    first = pickup_entry(labels=("se-1",))
    second = pickup_entry(number=2, labels=("se-1",), asked=date(2026, 11, 24))
    assert missed_labels((second, first), datetime(2026, 12, 1, tzinfo=UTC)) == {"se-1": 2}


def test_a_visit_counts_what_was_voided_and_what_was_scanned() -> None:
    told: Visit = visit(voided=1, scanned=1)
    assert (told.voided, told.good, told.scanned) == (1, 1, 1)
    assert told.comes(NOW)
    assert not told.comes(NOW + timedelta(days=3))
    assert not visit(PickupState.CANCELLED).comes(NOW)
