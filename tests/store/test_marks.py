"""Moments that are kept by a name come back as they were, and each family is by itself."""

from __future__ import annotations

from datetime import timedelta

from postwright.store.foreign_labels import ForeignLabels
from postwright.store.marks import Marks
from tests.store.shop import NOON, Shop

DAY = timedelta(days=1)


def test_a_moment_is_kept_over_a_restart_and_replaced_by_a_newer_one(shop: Shop) -> None:
    Marks(shop.database, "later").keep("voids:red", NOON + DAY, NOON)
    shop.close()
    shop.open()
    marks = Marks(shop.database, "later")
    assert marks.all() == {"voids:red": NOON + DAY}
    marks.keep("voids:red", NOON + 2 * DAY, NOON)
    assert marks.all() == {"voids:red": NOON + 2 * DAY}


def test_what_is_past_is_forgotten_and_other_families_are_left_alone(shop: Shop) -> None:
    marks, others = Marks(shop.database, "later"), Marks(shop.database, "lat_r")
    foreign = ForeignLabels(shop.database, shop.clock)
    foreign.note((), NOON)
    others.keep("a", NOON + DAY, NOON)
    marks.keep("a", NOON + DAY, NOON)
    marks.keep("b", NOON + 2 * DAY, NOON + DAY)
    assert marks.all() == {"b": NOON + 2 * DAY}
    assert others.all() == {"a": NOON + DAY}
    assert (foreign.searched_until(), foreign.searched_since()) == (NOON, NOON)
