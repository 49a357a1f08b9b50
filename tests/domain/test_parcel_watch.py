"""Where parcels are is told with what needs a look first, and USPS is asked less and less often."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from postwright.domain.label_entry import LabelEntry
from postwright.domain.parcel_watch import ParcelNews, Stage, news_of, next_due, order, pace_words, stale
from postwright.domain.shipment import Delivery
from postwright.domain.tracking import TrackingStatus
from postwright.domain.void import VoidState
from tests.domain.samples import SHIPMENT
from tests.domain.test_labels_voids_and_absence import ENTRY, LABEL
from tests.rules import RULES

# Bought on a Sunday, to leave Portland on Monday 23 Nov.
NOON = datetime(2026, 11, 22, 20, tzinfo=UTC)
LEAVES = datetime(2026, 11, 23, 8, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RULE = RULES.tracking
ON_ITS_WAY = TrackingStatus(NOON + 2 * DAY, "IT", first_scan_at=NOON + DAY, last_event_at=NOON + 2 * DAY)
DELIVERED = replace(ON_ITS_WAY, status_code="DE", delivered_at=NOON + 4 * DAY)
PROBLEM = replace(ON_ITS_WAY, status_code="EX", detail_code="ADDRESS_QUERY")
BACK = replace(ON_ITS_WAY, status_code="IT", detail_code="RETURN_TO_SENDER")
AT_THE_DOOR = replace(ON_ITS_WAY, status_code="AT")
UNSCANNED = TrackingStatus(NOON + 2 * DAY, "NY")


def told(status: TrackingStatus | None, days: float = 3, entry: LabelEntry = ENTRY) -> ParcelNews:
    return news_of(replace(entry, status=status), NOON + days * DAY, RULE)


@pytest.mark.parametrize(
    ("status", "stage", "words", "tone"),
    [
        (None, Stage.UNSCANNED, "Not asked about yet", "plain"),
        (UNSCANNED, Stage.STALE, "Ship date passed", "waiting"),
        (ON_ITS_WAY, Stage.MOVING, "On its way", "text"),
        (replace(ON_ITS_WAY, detail_code="OUT_FOR_DELIVERY"), Stage.MOVING, "Out for delivery", "text"),
        (AT_THE_DOOR, Stage.WAITING, "Delivery was tried", "waiting"),
        (replace(ON_ITS_WAY, status_code="SP"), Stage.WAITING, "Waiting at a collection place", "waiting"),
        (PROBLEM, Stage.EXCEPTION, "Address problem", "trouble"),
        (BACK, Stage.EXCEPTION, "Coming back", "trouble"),
        (DELIVERED, Stage.DELIVERED, "Delivered", "plain"),
        (
            replace(DELIVERED, detail_code="RETURN_TO_SENDER"),
            Stage.DELIVERED,
            "Returned to the sender",
            "plain",
        ),
    ],
)
def test_each_stage_has_its_words_and_its_colour(
    status: TrackingStatus | None, stage: Stage, words: str, tone: str
) -> None:
    news = told(status)
    assert (news.stage, news.words, news.tone) == (stage, words, tone)


def test_a_parcel_that_was_not_scanned_for_five_days_does_not_move() -> None:
    assert told(ON_ITS_WAY, 6).stage is Stage.MOVING
    news = told(ON_ITS_WAY, 7)
    assert (news.stage, news.still_days, news.words) == (Stage.STILL, 5, "Not moving for 5 days")
    assert "Ask USPS to look for it" in news.line


def test_a_parcel_of_which_only_the_first_scan_is_known_counts_from_it() -> None:
    assert told(replace(ON_ITS_WAY, last_event_at=None), 6).still_days == 5


@pytest.mark.parametrize("status", [DELIVERED, AT_THE_DOOR, PROBLEM])
def test_what_is_delivered_or_waits_for_somebody_is_not_called_still(status: TrackingStatus) -> None:
    assert told(status, 30).still_days == 0


@pytest.mark.parametrize(("status", "says"), [(PROBLEM, "Look at the scans"), (AT_THE_DOOR, "fetch it")])
def test_trouble_says_what_to_do(status: TrackingStatus, says: str) -> None:
    assert says in told(status).line


def test_what_goes_well_asks_for_nothing() -> None:
    assert (told(ON_ITS_WAY).line, told(DELIVERED).line) == ("", "")


def test_a_label_stayed_where_usps_said_so_after_its_day_by_the_calendar_of_the_origin() -> None:
    tuesday = datetime(2026, 11, 24, 8, tzinfo=UTC)
    before = told(replace(UNSCANNED, asked_at=tuesday - timedelta(minutes=1)))
    assert (before.stage, before.words) == (Stage.UNSCANNED, "Label made, not yet at USPS")
    after = told(replace(UNSCANNED, asked_at=tuesday))
    assert after.stage is Stage.STALE
    assert after.line.startswith("It was to leave on Mon 23 Nov, and USPS has not scanned it.")


def test_the_ship_date_that_the_carrier_gave_counts() -> None:
    later = replace(ENTRY, label=replace(LABEL, ship_date=date(2026, 11, 25)))
    assert told(UNSCANNED, 3, later).stage is Stage.UNSCANNED


def test_where_usps_gave_no_answer_nobody_says_that_a_parcel_stayed() -> None:
    assert told(replace(UNSCANNED, misses=1)).stage is Stage.UNSCANNED


def test_a_parcel_that_is_not_asked_about_any_more_is_not_called_still() -> None:
    assert told(ON_ITS_WAY, 59).stage is Stage.STILL
    news = told(ON_ITS_WAY, 61)
    assert (news.stage, news.words) == (Stage.ENDED, "Not followed any more")
    assert told(UNSCANNED, 61).stage is Stage.UNSCANNED
    assert told(DELIVERED, 61).stage is Stage.DELIVERED


QR = replace(ENTRY, label=replace(LABEL, display_scheme="paperless"))
BOTH = replace(
    ENTRY,
    label=replace(LABEL, display_scheme="label_and_paperless"),
    shipment=replace(SHIPMENT, delivery=Delivery.BOTH),
)


@pytest.mark.parametrize(
    ("entry", "is_stale"),
    [
        (QR, False),
        (BOTH, False),
        (replace(BOTH, prints=1), True),
        (replace(ENTRY, label=replace(LABEL, is_return=True)), False),
        (replace(ENTRY, shipment=replace(SHIPMENT, is_return=True)), False),
        (replace(ENTRY, void_state=VoidState.REQUESTED), False),
        (replace(ENTRY, void_state=VoidState.DENIED), True),
    ],
)
def test_only_what_the_shop_was_to_bring_and_can_use_is_late(entry: LabelEntry, is_stale: bool) -> None:
    asked = replace(entry, status=UNSCANNED)
    assert bool(stale([asked], NOON + 5 * DAY, RULE)) is is_stale


def test_exceptions_come_first_and_the_newest_delivery_before_older_ones() -> None:
    statuses = [
        DELIVERED, replace(DELIVERED, delivered_at=NOON + 5 * DAY), ON_ITS_WAY, UNSCANNED, AT_THE_DOOR,
        PROBLEM, replace(ON_ITS_WAY, last_event_at=NOON + DAY),
    ]  # fmt: skip
    listed = order(told(status, 6) for status in statuses)
    assert [one.stage for one in listed] == [
        Stage.EXCEPTION, Stage.STILL, Stage.STALE, Stage.WAITING, Stage.MOVING,
        Stage.DELIVERED, Stage.DELIVERED,
    ]  # fmt: skip
    delivered = [one.status.delivered_at for one in listed if one.is_delivered and one.status]
    assert delivered == [NOON + 5 * DAY, NOON + 4 * DAY]
    assert [one.is_exception for one in listed] == [True] + [False] * 6


def test_of_two_that_stand_alike_the_older_label_comes_first() -> None:
    older = replace(ENTRY, label=replace(LABEL, label_id="se-10", created_at=LABEL.created_at - DAY))
    listed = order(told(ON_ITS_WAY, 3, one) for one in (ENTRY, older))
    assert [one.entry.id for one in listed] == ["se-10", "se-9"]


def test_news_give_what_usps_said() -> None:
    scanned = replace(ON_ITS_WAY, last_event="Departed USPS facility · Portland, OR")
    news = told(scanned)
    assert (news.status_code, news.since) == ("IT", scanned.last_event_at)
    assert news.last_event == "Departed USPS facility · Portland, OR"
    nothing = told(None)
    assert (nothing.status_code, nothing.since, nothing.last_event) == ("", None, "")


@pytest.mark.parametrize(
    ("asked", "misses", "wait"),
    [
        (LEAVES - HOUR, 0, 4),
        (LEAVES + HOUR, 0, 4),
        (LEAVES + DAY, 0, 8),
        (LEAVES + 6 * DAY, 0, 28),
        (LEAVES + HOUR, 1, 8),
        (LEAVES + DAY, 2, 24),
    ],
)
def test_usps_is_asked_later_from_day_to_day_and_where_no_answer_came(
    asked: datetime, misses: int, wait: int
) -> None:
    status = replace(ON_ITS_WAY, asked_at=asked, misses=misses)
    assert next_due(ENTRY, status, RULE) == asked + wait * HOUR


def test_usps_is_never_asked_about_a_parcel_that_is_delivered_void_or_two_months_old() -> None:
    assert next_due(ENTRY, DELIVERED, RULE) is None
    assert next_due(replace(ENTRY, void_state=VoidState.REQUESTED), ON_ITS_WAY, RULE) is None
    assert next_due(ENTRY, replace(ON_ITS_WAY, asked_at=LABEL.created_at + 59 * DAY), RULE) is None


def test_a_parcel_is_asked_about_some_thirty_times_at_most() -> None:
    asked, status = 0, replace(UNSCANNED, asked_at=LEAVES)
    while due := next_due(ENTRY, status, RULE):
        asked, status = asked + 1, replace(status, asked_at=due)
    assert asked < 30


def test_how_usps_is_asked_is_told_with_its_date_and_source() -> None:
    words = pace_words(RULE)
    assert "every 4 hours on its first day" in words
    assert "after 60 days" in words
    assert words.endswith(RULE.dated.words)


def test_who_has_usps_asked_by_hand_is_told_so() -> None:
    words = pace_words(RULE, follows=False)
    assert words.startswith("USPS is asked about a parcel only when you ask.")
    assert RULE.dated.words in words
