"""Copies of the shop are made now and then, looked over, and never at the cost of the shop itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from postwright.domain.backups import OFTEN
from postwright.domain.faults import Environment, FaultKind
from postwright.store.backups import back_up, back_up_when_due, copies, folder_of, newest_good, trouble
from tests.store.shop import NOON, Shop


def flip_in_books(path: Path) -> None:
    """Change a text of the purchase book in place, as a failing disk does: SQLite does not notice."""
    content = path.read_bytes()
    assert b"was_lost" in content or b"sending" in content
    path.write_bytes(content.replace(b"sending", b"sendinG", 1))


def test_a_copy_holds_what_the_shop_holds_and_only_its_owner_can_read_it(shop: Shop) -> None:
    label = shop.bought()
    made = back_up_when_due(shop.path, NOON)
    assert made is not None
    assert made.path.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(made.path)) as copy:
        assert copy.execute("SELECT label_id FROM label").fetchall() == [(label.label_id,)]
    assert newest_good(shop.path) == made


def test_the_next_copy_waits_some_hours(shop: Shop) -> None:
    back_up_when_due(shop.path, NOON)
    assert back_up_when_due(shop.path, NOON + OFTEN - timedelta(minutes=1)) is None
    assert back_up_when_due(shop.path, NOON + OFTEN) is not None
    assert len(copies(shop.path)) == 2


def test_old_copies_go_and_one_of_each_day_stays(shop: Shop) -> None:
    for count in range(20):
        back_up_when_due(shop.path, NOON + count * OFTEN)
    kept = copies(shop.path)
    assert len(kept) == 5 + 3  # of four days; the newest five lie on two of them
    assert len({copy.backup.at.date() for copy in kept}) == 4


def test_a_damaged_shop_leaves_no_copy_and_the_good_ones_stay(shop: Shop) -> None:
    shop.bought()
    good = back_up(shop.path, NOON)
    shop.bought()
    shop.close()
    flip_in_books(shop.path)
    with pytest.raises(Environment) as caught:
        back_up_when_due(shop.path, NOON + OFTEN)
    assert caught.value.kind is FaultKind.DATABASE_DAMAGED
    assert "purchase book" in trouble(shop.path)
    assert copies(shop.path) == (good,)
    assert newest_good(shop.path) == good


def test_a_copy_that_went_bad_is_passed_over(shop: Shop) -> None:
    shop.bought()
    good = back_up(shop.path, NOON)
    bad = back_up(shop.path, NOON + OFTEN)
    flip_in_books(bad.path)
    assert newest_good(shop.path) == good
    good.path.write_bytes(b"")
    assert newest_good(shop.path) is None


def test_a_copy_never_fills_the_disk(small_disk: Path) -> None:
    shop = Shop(small_disk / "shop.db")
    shop.bought()
    with pytest.raises(Environment) as caught:
        back_up_when_due(shop.path, NOON)
    assert caught.value.kind is FaultKind.DISK_FULL
    assert "disk_full" in trouble(shop.path)
    assert list(folder_of(shop.path).glob("shop-*")) == []
    assert shop.bought().label_id
    shop.close()


def test_the_trouble_is_forgotten_when_a_copy_was_made(shop: Shop) -> None:
    folder_of(shop.path).mkdir()
    (folder_of(shop.path) / "trouble.txt").write_text("no room", "utf-8")
    assert trouble(shop.path) == "no room"
    back_up_when_due(shop.path, NOON)
    assert trouble(shop.path) == ""


def test_what_a_killed_copying_left_is_cleared_away(shop: Shop) -> None:
    folder_of(shop.path).mkdir()
    left = folder_of(shop.path) / "shop-20261122T110000Z-routine.db.part"
    left.write_bytes(b"half")
    back_up_when_due(shop.path, NOON)
    assert not left.exists()


def test_a_file_in_the_place_of_the_folder_is_told(shop: Shop) -> None:
    folder_of(shop.path).touch()
    with pytest.raises(Environment) as caught:
        back_up_when_due(shop.path, NOON)
    assert caught.value.kind is FaultKind.FILE_UNWRITABLE
    assert copies(shop.path) == ()
