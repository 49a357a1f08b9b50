"""What the operator is reminded of: put off until tomorrow, it is not said; its badge stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from postwright.domain.reminder import Reminder, ReminderTone
from postwright.operations.remind import FAMILY, put_off, remind
from postwright.store.database import open_database
from postwright.store.marks import Marks
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
