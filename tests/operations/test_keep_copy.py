"""A copy that came out bad is no reason to stop a good shop; a bad shop is stopped."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from postwright.domain.faults import Environment, FaultKind
from postwright.operations.keep_copy import keep_copy
from postwright.store import copying
from postwright.store.database import Database
from tests.operations.shops import NOON, Shop


def test_a_copy_is_kept_when_it_is_due(shop: Shop) -> None:
    assert keep_copy(shop.database, NOON) is not None
    assert keep_copy(shop.database, NOON) is None


def test_a_shop_whose_book_was_changed_is_stopped(shop: Shop) -> None:
    shop.bought()
    shop.database.close()
    path = shop.database.path
    path.write_bytes(path.read_bytes().replace(b"sending", b"sendinG", 1))
    database = Database(path)
    with pytest.raises(Environment):
        keep_copy(database, datetime.now(UTC))
    assert database.closed_for is FaultKind.DATABASE_DAMAGED
    database.close()


def test_a_copy_that_the_disk_has_spoilt_stops_nothing(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.bought()
    replace = copying.os.replace

    def spoiling(source: object, target: object) -> None:
        with open(str(source), "r+b") as file:
            file.write(b"spoilt")
        replace(str(source), str(target))

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", spoiling)
        with pytest.raises(Environment):
            keep_copy(shop.database, NOON)
    assert shop.database.closed_for is None
    assert shop.bought().id
