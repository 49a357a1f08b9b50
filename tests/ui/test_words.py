"""Times in words: the computer's clock, and the zone's name where a place goes by another one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from postwright.ui.words import clock_words, folded, moment_words, span_clock_words

HERE = datetime(2026, 11, 24, 12, 15).astimezone()
AWAY = timezone((HERE.utcoffset() or timedelta()) - timedelta(hours=8), "PST")


def test_a_time_is_the_computers_and_names_no_zone() -> None:
    assert clock_words(HERE.astimezone(UTC)) == "12:15 pm"
    assert moment_words(HERE.astimezone(AWAY)) == "Tue 24 Nov, 12:15 pm"


def test_a_time_of_another_place_names_its_zone() -> None:
    assert clock_words(HERE, AWAY) == "4:15 am PST"
    assert moment_words(HERE, AWAY) == "Tue 24 Nov, 4:15 am PST"
    assert span_clock_words(HERE, HERE + timedelta(hours=8), AWAY) == "4:15 am to 12:15 pm PST"


def test_a_place_with_the_computers_clock_names_no_zone() -> None:
    assert clock_words(HERE, HERE.tzinfo) == "12:15 pm"


def test_neither_capitals_nor_accents_matter() -> None:
    assert folded("Søren MÜLLER") == folded("soren muller")
