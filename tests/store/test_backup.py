"""A copy holds everything, or it is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from postwright.domain.faults import Environment, FaultKind
from tests.store.shop import Shop


def kind_of(caught: pytest.ExceptionInfo[Environment]) -> FaultKind:
    return caught.value.kind


def test_a_backup_holds_everything_and_is_private(shop: Shop, tmp_path: Path) -> None:
    label = shop.bought()
    target = tmp_path / "backup.db"
    shop.database.backup_to(target)
    shop.bought()
    copy = Shop(target)
    assert [entry.label for entry in copy.labels.recent()] == [label]
    assert copy.ledger.verify() == ()
    copy.close()
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_backup_takes_the_place_of_an_older_one(shop: Shop, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    shop.database.backup_to(target)
    shop.bought()
    shop.database.backup_to(target)
    assert target.read_bytes()[:15] == b"SQLite format 3"
    assert not target.with_name("backup.db.part").exists()


def test_a_backup_that_cannot_be_written_is_told(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(Environment) as caught:
        shop.database.backup_to(tmp_path / "nowhere" / "backup.db")
    assert kind_of(caught) is FaultKind.FILE_UNWRITABLE
