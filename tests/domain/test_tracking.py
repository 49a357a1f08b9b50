"""What USPS says of a parcel is kept: a scan and a delivery stay, and a silence forgets nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from postwright.domain.tracking import Tracking, TrackingEvent, TrackingStatus, missed, status_of

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ACCEPTED = TrackingEvent(NOON, "Accepted at USPS origin facility", "Portland, OR 97204")
LEFT = TrackingEvent(NOON + 9 * HOUR, "Departed USPS facility", detail_code="HUB_SCAN_OUT")
BACK = TrackingEvent(NOON + 50 * HOUR, "Return to sender processed", detail_code="RETURN_TO_SENDER")
LATER = NOON + 60 * HOUR
UNKNOWN = Tracking("94", "NY", "Not yet in system")
ON_ITS_WAY = Tracking("94", "IT", events=(LEFT, ACCEPTED), estimated=NOON + 72 * HOUR)
DELIVERED = replace(ON_ITS_WAY, status_code="DE", delivered=NOON + 58 * HOUR)


def test_a_label_that_was_never_scanned_is_known_as_such() -> None:
    status = status_of(UNKNOWN, None, LATER)
    assert status == TrackingStatus(LATER, "NY", description="Not yet in system", changed_at=LATER)
    assert not status.is_scanned
    assert not status.is_at_usps
    assert status.words == "Label made, not yet at USPS"


def test_the_first_and_the_last_scan_are_kept_in_whatever_order_they_come() -> None:
    for events in ((LEFT, ACCEPTED), (ACCEPTED, LEFT)):
        status = status_of(replace(ON_ITS_WAY, events=events), None, LATER)
        assert (status.first_scan_at, status.last_event_at, status.scans) == (ACCEPTED.at, LEFT.at, 2)
        assert (status.last_event, status.detail_code) == ("Departed USPS facility", "HUB_SCAN_OUT")
        assert status.is_at_usps


def test_the_place_of_a_scan_stands_beside_it() -> None:
    status = status_of(replace(ON_ITS_WAY, events=(ACCEPTED,)), None, LATER)
    assert status.last_event == "Accepted at USPS origin facility · Portland, OR 97204"


def test_a_parcel_that_usps_has_without_a_scan_counts_as_scanned_when_that_was_heard() -> None:
    assert status_of(Tracking("94", "AC"), None, LATER).first_scan_at == LATER


def test_the_carriers_own_detail_goes_before_that_of_a_scan() -> None:
    assert (
        status_of(replace(ON_ITS_WAY, detail_code="OUT_FOR_DELIVERY"), None, LATER).words
        == "Out for delivery"
    )


@pytest.mark.parametrize(
    ("found", "at"),
    [
        (DELIVERED, NOON + 58 * HOUR),
        (replace(DELIVERED, delivered=None), LEFT.at),
        (Tracking("94", "DE"), LATER),
        (ON_ITS_WAY, None),
    ],
)
def test_a_delivery_is_dated_by_what_is_known(found: Tracking, at: datetime | None) -> None:
    status = status_of(found, None, LATER)
    assert (status.delivered_at, status.is_delivered) == (at, at is not None)


def test_nothing_makes_a_parcel_unscanned_or_undelivered_again() -> None:
    known = status_of(DELIVERED, None, LATER)
    again = status_of(UNKNOWN, known, LATER + HOUR)
    assert (again.first_scan_at, again.delivered_at) == (ACCEPTED.at, NOON + 58 * HOUR)
    assert not again.is_at_usps


def test_that_it_comes_back_stays_said_until_it_is_there() -> None:
    later = TrackingEvent(NOON + 55 * HOUR, "Departed USPS facility", detail_code="HUB_SCAN_OUT")
    found = replace(ON_ITS_WAY, events=(later, BACK, LEFT, ACCEPTED))
    coming = status_of(found, None, LATER)
    assert (coming.words, coming.is_exception) == ("Coming back", True)
    there = status_of(replace(found, status_code="DE"), coming, LATER)
    assert (there.words, there.is_exception) == ("Returned to the sender", False)


def test_an_answer_that_says_the_same_changes_nothing_but_when_it_was_asked() -> None:
    first = status_of(ON_ITS_WAY, None, LATER)
    same = status_of(ON_ITS_WAY, first, LATER + HOUR)
    assert (same.asked_at, same.changed_at) == (LATER + HOUR, LATER)
    assert status_of(DELIVERED, same, LATER + HOUR).changed_at == LATER + HOUR


def test_a_silence_keeps_what_was_known_and_counts_until_an_answer_comes() -> None:
    nothing = missed(None, "USPS did not answer.", NOON)
    assert (nothing.words, nothing.misses, nothing.asked_at) == ("USPS did not answer.", 1, NOON)
    known = status_of(ON_ITS_WAY, nothing, LATER)
    assert (known.misses, known.trouble) == (0, "")
    silent = missed(missed(known, "It is slow.", LATER), "It is slow.", LATER + HOUR)
    assert (silent.words, silent.misses, silent.scans) == ("On its way", 2, 2)


def test_a_status_of_which_nothing_is_known_says_so() -> None:
    assert TrackingStatus(NOON).words == "No news"
    assert TrackingStatus(NOON, "??", description="Odd").words == "Odd"


@pytest.mark.parametrize(("code", "waits"), [("AT", True), ("SP", True), ("IT", False)])
def test_what_waits_for_the_customer_is_known(code: str, waits: bool) -> None:
    status = TrackingStatus(NOON, code, first_scan_at=NOON)
    assert status.waits_for_customer is waits
    assert not replace(status, delivered_at=NOON).waits_for_customer
