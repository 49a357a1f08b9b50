"""A disk that is full stops what can wait and never what has happened."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from postwright.domain.faults import Environment, FaultKind
from postwright.domain.label import DocumentKind
from postwright.domain.purchase import (
    Sending,
)
from postwright.store.database import open_database
from tests.store.shop import PDF, Shop, receipt_of


def kind_of(caught: pytest.ExceptionInfo[Environment]) -> FaultKind:
    return caught.value.kind


def test_nothing_is_sent_when_it_cannot_be_written_down(small_disk: Path) -> None:
    shop = Shop(small_disk / "shop.db")
    purchase = shop.ledger.intend(shop.order())
    fill(small_disk)
    with pytest.raises(Environment) as caught:
        shop.ledger.record(purchase, Sending())
    assert caught.value.kind is FaultKind.DISK_FULL
    with pytest.raises(Environment) as caught:
        shop.ledger.intend(shop.order())
    assert caught.value.kind is FaultKind.DISK_FULL
    assert shop.ledger.purchase(purchase.id) == purchase
    assert shop.ledger.verify() == ()
    shop.close()


def test_a_receipt_is_written_even_when_the_disk_has_filled_up(small_disk: Path) -> None:
    shop = Shop(small_disk / "shop.db")
    purchase = shop.sent()
    label = shop.label_for(purchase.order)
    fill(small_disk)
    big = replace(PDF, content=bytes(100_000))
    shop.ledger.record(purchase, receipt_of(label), (big,), label)
    assert shop.labels.document(label.label_id, DocumentKind.PDF) == big
    assert shop.ledger.verify() == ()
    shop.close()


def test_a_receipt_that_fits_nowhere_is_refused_as_a_whole(small_disk: Path) -> None:
    shop = Shop(small_disk / "shop.db")
    purchase = shop.sent()
    label = shop.label_for(purchase.order)
    fill(small_disk)
    with pytest.raises(Environment) as caught:
        shop.ledger.record(purchase, receipt_of(label), (replace(PDF, content=bytes(3_000_000)),), label)
    assert caught.value.kind is FaultKind.DISK_FULL
    assert shop.ledger.purchase(purchase.id) == purchase
    shop.close()


def fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            return


def test_a_backup_onto_a_full_disk_leaves_no_half_of_it(shop: Shop, small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(4_100_000))
    with pytest.raises(Environment) as caught:
        shop.database.backup_to(small_disk / "backup.db")
    assert kind_of(caught) is FaultKind.DISK_FULL
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_a_new_shop_on_a_full_disk_is_not_begun(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(4_100_000))
    with pytest.raises(Environment) as caught:
        open_database(small_disk / "shop.db")
    assert kind_of(caught) is FaultKind.DISK_FULL
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_a_shop_can_be_read_when_the_disk_is_full(small_disk: Path) -> None:
    shop = Shop(small_disk / "shop.db")
    label = shop.bought()
    shop.close()
    (small_disk / "shop.db-reserve").unlink()
    room = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(bytes(room.f_bavail * room.f_frsize - 80_000))
    shop.open()
    assert shop.labels.knows(label.label_id)
    assert not (small_disk / "shop.db-reserve").exists()
    shop.close()
