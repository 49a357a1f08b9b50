"""What a person is told about a pickup before and after: never a day that will not be, never a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from postwright.domain.pickup import PickupState
from postwright.domain.pickup_day import coming
from postwright.domain.pickup_note import SPOTS, Spot, note_for, too_long, with_spot
from postwright.domain.pickup_plan import WhyNot
from postwright.domain.pickup_words import (
    NO_TIME,
    comes_words,
    difference_words,
    left_out_words,
    over_words,
    too_late_words,
    until_words,
    voided_words,
    warnings,
    why_words,
    window_words,
)
from postwright.domain.weight import Weight
from tests.domain.pickups import CENTRAL, PORTLAND, pickup_entry, piece, visit, window
from tests.rules import RULES

RULE = RULES.pickup
WEDNESDAY_NOON = datetime(2026, 11, 25, 12, tzinfo=PORTLAND)


def test_the_day_is_said_before_with_the_name_of_the_holiday_between() -> None:
    told = coming(WEDNESDAY_NOON, PORTLAND, RULE)
    assert comes_words(told) == "USPS comes on Fri 27 Nov"
    assert why_words(told, RULE) == (
        "Thu 26 Nov is Thanksgiving Day: no pickup. It comes with the regular mail, on the next postal day, "
        "whatever is asked."
    )


def test_two_days_without_post_are_named_together() -> None:
    told = coming(datetime(2027, 7, 3, 12, tzinfo=PORTLAND), PORTLAND, RULE)
    assert why_words(told, RULE).startswith(
        "Sun 4 Jul is a Sunday and Mon 5 Jul is Independence Day: no pickup."
    )


def test_past_the_hour_it_is_said_that_today_is_lost() -> None:
    told = coming(datetime(2026, 11, 24, 2, tzinfo=CENTRAL), CENTRAL, RULE)
    assert why_words(told, RULE).startswith("It is past 2:00 am Central, too late for Tue 24 Nov.")


@pytest.mark.parametrize(
    ("zone", "city", "words"),
    [
        ("America/Chicago", "Duluth", "2:00 am Central on Wed 25 Nov."),
        ("America/New_York", "Boston", "2:00 am Central on Wed 25 Nov, that is 3:00 am in Boston."),
        ("America/Los_Angeles", "Portland",
         "2:00 am Central on Wed 25 Nov, that is the end of Tue 24 Nov in Portland."),
        ("Pacific/Honolulu", "Honolulu",
         "2:00 am Central on Wed 25 Nov, that is Tue 24 Nov, 10:00 pm in Honolulu."),
        ("Pacific/Guam", "Hagatna", "2:00 am Central on Wed 25 Nov, that is 6:00 pm in Hagatna."),
    ],
)  # fmt: skip
def test_the_last_moment_is_told_by_central_time_and_by_the_place(zone: str, city: str, words: str) -> None:
    there = ZoneInfo(zone)
    told = coming(datetime(2026, 11, 24, 12, tzinfo=there), there, RULE)
    assert until_words(told, RULE, there, city) == f"Ask, change or cancel until {words}"


def test_why_it_cannot_be_cancelled_is_said_with_the_hour() -> None:
    assert too_late_words(pickup_entry(), RULE) == (
        "USPS takes no cancellation any more: it did until 2:00 am Central on Mon 23 Nov, that is the end of "
        "Sun 22 Nov in Portland."
    )
    assert "in its place" in too_late_words(pickup_entry(place=None), RULE)


def test_a_window_is_told_with_its_day() -> None:
    assert window_words(window()) == "Mon 23 Nov, 8:00 am to 5:00 pm"
    moment = replace(window(), end=window().start)
    assert window_words(moment) == "Mon 23 Nov, 8:00 am"


def test_a_booking_as_asked_differs_in_nothing() -> None:
    assert difference_words(pickup_entry()) == ""
    assert difference_words(pickup_entry(PickupState.IN_DOUBT)) == ""


def test_every_difference_of_a_booking_is_pointed_out() -> None:
    other = pickup_entry(
        asked=date(2026, 11, 24), windows=(window(),), listed=("se-1",), problems=("No Express.",)
    )
    assert difference_words(other) == (
        "USPS chose Mon 23 Nov, not Tue 24 Nov. The carrier lists 1 label fewer than was asked. The carrier "
        "said: No Express."
    )
    assert difference_words(pickup_entry(windows=(), listed=())) == NO_TIME


@pytest.mark.parametrize(
    ("voided", "words"),
    [
        (0, ""),
        (1, "1 label of it was voided; 1 parcel is left. Its note may still name more."),
        (2, "All its labels were voided. Cancel it, or USPS comes for nothing."),
    ],
)
def test_what_voided_labels_mean_for_a_pickup_is_said(voided: int, words: str) -> None:
    assert voided_words(visit(voided=voided)) == words


def test_several_voided_labels_are_told_in_good_english() -> None:
    told = visit(voided=2, labels=("se-1", "se-2", "se-3", "se-4"))
    assert voided_words(told).startswith("2 labels of it were voided; 2 parcels are left.")


@pytest.mark.parametrize(
    ("scanned", "words"),
    [
        (0, "No parcel of it was scanned yet. If USPS did not come, ask for them again."),
        (1, "USPS has scanned 1 of 2. The others can go on another pickup."),
        (2, "USPS has scanned all its parcels."),
    ],
)
def test_what_became_of_a_pickup_is_told_by_scans_alone(scanned: int, words: str) -> None:
    assert over_words(visit(scanned=scanned)) == words


def test_a_pickup_of_one_parcel_has_one() -> None:
    assert over_words(visit(scanned=1, labels=("se-1",))) == "USPS has scanned its parcel."
    assert over_words(visit(voided=2)) == ""
    assert over_words(visit(PickupState.REFUSED)) == ""


def test_no_premium_piece_is_warned_of() -> None:
    assert "None of these is Priority" in warnings((piece(),), RULE)[0]
    assert warnings((piece(), piece(2, premium=True)), RULE) == ()
    assert warnings((), RULE) == ()


def test_heavy_and_insured_pieces_are_told_of() -> None:
    told = warnings((piece(premium=True, pounds=71), piece(2, insured=5000), piece(3, insured=1)), RULE)
    assert told[0] == "1 parcel is over 70 lb. USPS leaves such a piece."
    assert told[1].startswith("2 parcels are insured.")
    many = warnings((piece(premium=True, pounds=71), piece(2, pounds=80), piece(3, insured=1)), RULE)
    assert many[0].startswith("2 parcels are over 70 lb.")
    assert many[1].startswith("1 parcel is insured.")


def test_what_is_not_offered_is_counted() -> None:
    assert left_out_words(()) == ""
    told = ((WhyNot.ON_PICKUP, 2), (WhyNot.SCANNED, 1), (WhyNot.RETURN, 1))
    assert left_out_words(told) == "Not offered: 2 are on a pickup, 1 was scanned by USPS and 1 is a return."
    assert left_out_words(((WhyNot.QR_ONLY, 3),)) == "Not offered: 3 are printed at a Post Office."


# ---------------------------------------------------------------- the note


def test_the_note_says_where_how_many_and_how_heavy() -> None:
    weights = (Weight.of(pounds=1, ounces=4), Weight.of(ounces=12))
    assert note_for(weights) == "2 packages, 2 lb together."
    assert note_for(weights[:1], Spot.SIDE) == "At the side door. 1 package, 1 lb 4 oz together."
    assert note_for((), Spot.SIDE) == ""


@pytest.mark.parametrize("spot", Spot)
def test_every_spot_has_a_word_and_a_sentence(spot: Spot) -> None:
    word, sentence = SPOTS[spot]
    assert word
    assert sentence.endswith(".")
    assert note_for((Weight.of(pounds=1),), spot).startswith(sentence)


def test_a_note_of_ones_own_gets_another_spot_and_keeps_its_words() -> None:
    assert with_spot("Behind the gate.", None, Spot.BELL) == "Please ring the bell. Behind the gate."
    assert with_spot("Please ring the bell. Behind the gate.", Spot.BELL, None) == "Behind the gate."


def test_a_note_is_too_long_only_where_a_limit_is_known() -> None:
    assert too_long("x" * 5000, None) == ""
    assert too_long("x" * 255, 255) == ""
    assert too_long("x" * 256, 255) == "The note has 256 characters. The carrier takes 255."
