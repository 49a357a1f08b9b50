"""What the operator is reminded of: put off until tomorrow, it is not said; its badge stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from postwright.domain.reminder import Reminder, ReminderTone
from postwright.domain.tracking import EXCEPTION, TrackingStatus
from postwright.domain.void import Urgency
from postwright.operations.follow_parcels import ask_about, under_way
from postwright.operations.remind import FAMILY, LOOKED, in_trouble, looked_at, put_off, remind, unused
from postwright.operations.void_label import void_label
from postwright.store.database import open_database
from postwright.store.marks import Marks
from tests.operations.shops import Shop
from tests.rules import RULES
from tests.store.shop import NOON

PACIFIC = ZoneInfo("America/Los_Angeles")
RED = Reminder("voids:red", "2 labels end.", "", "voids", "Open Voids", tone=ReminderTone.TROUBLE, count=2)
DAY = Reminder("day:97214:2026-11-22", "3 parcels.", "", "end-of-day", "Close the day", count=3)
CALM = Reminder("voids:amber", "Some labels age.", "", "voids", "Open Voids", count=0)


@pytest.fixture
def marks(tmp_path: Path) -> Iterator[Marks]:
    database = open_database(tmp_path / "shop.db")
    yield Marks(database, FAMILY)
    database.close()


def test_badges_count_what_waits_at_each_place(marks: Marks) -> None:
    reminded = remind((DAY, CALM, RED), marks, NOON)
    assert reminded.waking == (RED, DAY, CALM)
    assert reminded.badges == {"voids": 2, "end-of-day": 3}


def test_what_was_put_off_comes_back_tomorrow_and_its_badge_stays(marks: Marks) -> None:
    put_off(marks, RED.key, NOON, PACIFIC)
    later = remind((DAY, RED), marks, NOON + timedelta(hours=19))
    assert (later.waking, later.badges) == ((DAY,), {"voids": 2, "end-of-day": 3})
    assert remind((DAY, RED), marks, NOON + timedelta(hours=20)).waking == (RED, DAY)


def at_risk(shop: Shop) -> set[str]:
    """The labels of which the operator is reminded now."""
    found = unused(shop.tracker().parcels, RULES.void, shop.now())
    return {one.label_id for one in found if one.window.urgency in (Urgency.AMBER, Urgency.RED)}


def test_unused_labels_are_at_risk_from_the_amber_day_until_their_last(shop: Shop) -> None:
    label = shop.bought().id
    told = []
    for day in range(RULES.void.days + 3):
        if at_risk(shop) == {label}:
            told.append(day)
        shop.later(days=1)
    assert told == list(range(RULES.void.amber_day, RULES.void.days))


def test_what_usps_has_had_or_what_is_void_is_not_at_risk(shop: Shop) -> None:
    left, void, kept = (shop.bought().id for _ in range(3))
    shop.practice.mail(left)
    shop.later(days=RULES.void.amber_day)
    assert at_risk(shop) == {left, void, kept}
    ask_about(shop.tracker(), left)
    void_label(shop.till(), void, now=shop.now())
    assert at_risk(shop) == {kept}


def in_trouble_now(shop: Shop) -> int:
    found = in_trouble(shop.tracker().parcels, Marks(shop.database, LOOKED), RULES.tracking)
    return found.parcels if found else 0


def look(shop: Shop) -> None:
    looked_at(Marks(shop.database, LOOKED), under_way(shop.tracker()))


def report_trouble(shop: Shop, label_id: str) -> None:
    """USPS says now that something is wrong with the parcel."""
    now = shop.now()
    told = TrackingStatus(now, EXCEPTION, first_scan_at=now, last_event_at=now, changed_at=now)
    shop.parcels.keep(label_id, told, None)


def test_trouble_is_told_until_somebody_looked_and_again_when_there_is_news(shop: Shop) -> None:
    first, second = (shop.bought().id for _ in range(2))
    look(shop)
    assert in_trouble_now(shop) == 0
    report_trouble(shop, first)
    assert in_trouble_now(shop) == 1
    look(shop)
    look(shop)
    assert in_trouble_now(shop) == 0
    shop.later(hours=1)
    report_trouble(shop, second)
    assert in_trouble_now(shop) == 1
    report_trouble(shop, first)
    assert in_trouble_now(shop) == 2


def test_a_void_a_delivered_and_an_old_parcel_have_no_trouble(shop: Shop) -> None:
    void, there, old = (shop.bought().id for _ in range(3))
    void_label(shop.till(), void, now=shop.now())
    for label_id in (void, old):
        report_trouble(shop, label_id)
    now = shop.now()
    shop.parcels.keep(there, TrackingStatus(now, EXCEPTION, delivered_at=now, changed_at=now), None)
    assert in_trouble_now(shop) == 1
    shop.later(days=RULES.tracking.until_days + 1)
    assert in_trouble_now(shop) == 0
