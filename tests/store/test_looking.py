"""Where nothing can be written, what is there can still be looked at, and nothing can be bought."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from postwright.domain.faults import Environment, FaultKind
from postwright.store.labels import Labels
from postwright.store.ledger import Ledger
from postwright.store.looking import LookOnly, open_or_look
from tests.store.shop import Shop


def looked(path: Path, shop: Shop) -> tuple[LookOnly, Labels]:
    database = open_or_look(path)
    assert isinstance(database, LookOnly)
    return database, Labels(database, shop.clock)


@pytest.mark.row("D4")
@pytest.mark.parametrize("log", [False, True])
def test_a_shop_on_a_disk_that_may_only_be_read_shows_all_it_holds(
    shop: Shop, small_disk: Path, log: bool
) -> None:
    label = shop.bought()
    if not log:
        shop.close()
    for path in shop.path.parent.glob("shop.db*"):
        if path.name != "shop.db-shm":
            shutil.copy2(path, small_disk)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    database, labels = looked(small_disk / "shop.db", shop)
    assert labels.recent()[0].id == label.label_id
    assert database.closed_for is FaultKind.READ_ONLY
    with pytest.raises(Environment) as caught:
        Ledger(database, shop.clock).intend(shop.order())
    assert caught.value.kind is FaultKind.READ_ONLY
    database.close()


@pytest.mark.row("D5")
def test_a_damaged_shop_without_a_copy_can_be_looked_at_as_far_as_it_goes(shop: Shop) -> None:
    shop.bought()
    shop.close()
    shop.path.write_bytes(b"spoilt " * 999)
    database = open_or_look(shop.path, FaultKind.DATABASE_DAMAGED)
    with pytest.raises(Environment) as caught:
        Labels(database, shop.clock).recent()
    assert caught.value.kind is FaultKind.DATABASE_DAMAGED
    with pytest.raises(Environment):
        Ledger(database, shop.clock).intend(shop.order())
    database.close()


@pytest.mark.row("D4")
def test_a_missing_shop_on_such_a_disk_is_told(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(Environment) as caught:
        open_or_look(small_disk / "shop.db")
    assert caught.value.kind is FaultKind.READ_ONLY
