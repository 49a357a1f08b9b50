"""Old copies make room for new ones, but never the last of a day, nor one from before a change of form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from postwright.domain.backups import OFTEN, Backup, is_due, read_name, superfluous

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_copy_is_known_by_its_name() -> None:
    for copy in (Backup(NOON), Backup(NOON, "before-0003")):
        assert read_name(copy.name) == copy


@pytest.mark.parametrize(
    "name",
    ["shop.db", "shop-20261122T120000Z-routine.db.part", "shop-20269922T120000Z-routine.db", "../shop.db"],
)
def test_other_files_are_no_copies(name: str) -> None:
    assert read_name(name) is None


@pytest.mark.parametrize(
    ("kept", "due"),
    [
        ((), True),
        ((Backup(NOON),), False),
        ((Backup(NOON - OFTEN),), True),
        ((Backup(NOON, "before-0003"),), True),
        ((Backup(NOON + timedelta(days=9)),), True),
    ],
)
def test_a_copy_is_due_some_hours_after_the_last_one(kept: tuple[Backup, ...], due: bool) -> None:
    assert is_due(kept, NOON) is due


def test_five_recent_ones_and_one_of_each_day_of_a_week_are_kept() -> None:
    made = [Backup(NOON - timedelta(hours=4 * count)) for count in range(100)]
    kept = set(made) - superfluous(made)
    assert set(made[:5]) <= kept
    assert len({one.at.date() for one in kept}) == 7
    assert len(kept) == 5 + 5  # the newest five hold the newest of two days


def test_the_newest_three_from_before_changes_of_form_are_kept() -> None:
    made = [Backup(NOON - timedelta(days=count), f"before-000{count}") for count in range(5)]
    assert superfluous(made) == set(made[3:])


def test_copies_made_long_ago_stay_until_newer_ones_are_there() -> None:
    assert superfluous([Backup(NOON - timedelta(days=900)), Backup(NOON)]) == frozenset()
