"""A log that a power cut has shortened is taken as it is; one whose middle is gone is told as damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from postwright.domain.faults import Environment, FaultKind
from postwright.store.write_log import has_lost_transactions
from tests.store.shop import Shop

FRAME = 24 + 4096


@pytest.fixture
def cut_off(shop: Shop, tmp_path: Path) -> Path:
    """The database of a program that was killed after three purchases, with its log."""
    for _ in range(3):
        shop.bought()
    folder = tmp_path / "cut off"
    folder.mkdir()
    for path in (shop.path, log_of(shop.path)):
        shutil.copy2(path, folder)
    return folder / shop.path.name


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)


def test_the_log_of_a_killed_program_is_whole(cut_off: Path) -> None:
    assert not has_lost_transactions(log_of(cut_off))
    shop = Shop(cut_off)
    assert len(shop.labels.recent()) == 3
    shop.close()


def test_a_log_that_ends_anywhere_is_no_damage(cut_off: Path) -> None:
    whole = log_of(cut_off).read_bytes()
    for length in range(0, len(whole), 1013):
        log_of(cut_off).write_bytes(whole[:length])
        assert not has_lost_transactions(log_of(cut_off))


@pytest.mark.parametrize("place", [3, 20, 32 + 9, 32 + 24 + 100, 32 + 2 * FRAME + 2000])
def test_a_log_that_is_bad_before_its_end_is_damage(cut_off: Path, place: int) -> None:
    flip(log_of(cut_off), place)
    with pytest.raises(Environment) as caught:
        Shop(cut_off)
    assert caught.value.kind is FaultKind.DATABASE_DAMAGED


def test_a_last_transaction_that_is_not_whole_is_left_out(cut_off: Path) -> None:
    flip(log_of(cut_off), log_of(cut_off).stat().st_size - 100)
    shop = Shop(cut_off)
    assert len(shop.labels.recent()) == 2
    assert len(shop.ledger.unsettled()) == 1
    shop.close()


def test_a_log_of_garbage_is_damage_and_one_of_zeros_is_not(cut_off: Path) -> None:
    log_of(cut_off).write_bytes(b"\x5a" * 9000)
    assert has_lost_transactions(log_of(cut_off))
    log_of(cut_off).write_bytes(bytes(9000))
    assert not has_lost_transactions(log_of(cut_off))


def test_no_log_has_lost_nothing(tmp_path: Path) -> None:
    assert not has_lost_transactions(tmp_path / "shop.db-wal")
