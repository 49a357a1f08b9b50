"""A parcel that has trouble is reminded of until USPS says something new or somebody has looked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from postwright.domain.parcel_reminder import UNDER_WAY_PART, Trouble, parcel_reminder

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_no_trouble_is_no_reminder() -> None:
    assert parcel_reminder(None) is None


def test_one_parcel_and_several_are_told_in_words_and_lead_to_what_is_under_way() -> None:
    one, three = parcel_reminder(Trouble(1, NOON)), parcel_reminder(Trouble(3, NOON))
    assert one is not None
    assert three is not None
    assert (one.sentence, one.action) == ("1 parcel has trouble on its way.", "Look at it")
    assert (three.sentence, three.action) == ("3 parcels have trouble on their way.", "Look at them")
    assert (three.place, three.part, three.count) == ("labels", UNDER_WAY_PART, 3)


def test_what_was_put_off_is_said_again_when_usps_says_something_new() -> None:
    before, after = parcel_reminder(Trouble(1, NOON)), parcel_reminder(Trouble(1, NOON + timedelta(hours=1)))
    assert before is not None
    assert after is not None
    assert before.key != after.key
