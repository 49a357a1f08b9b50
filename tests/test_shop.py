"""What one open carrier hands to the operations: its end is known to them, and so is what its labels are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from postwright.domain.preferences import Mode, Preferences
from postwright.paths import DataFolder
from postwright.shop import Server, Shop, open_shop

API = "https://api.example.com"


@contextmanager
def opened(folder: Path, server: Server | None = None) -> Iterator[Shop]:
    shop = open_shop(DataFolder(folder), lambda: Preferences(mode=Mode.LIVE), server=server)
    try:
        yield shop
    finally:
        shop.close()


def test_the_end_of_the_program_is_known_wherever_money_is_spent(tmp_path: Path) -> None:
    with opened(tmp_path) as shop:
        counter, till = shop.counter(), shop.till()
        assert (counter.closing(), till.closing()) == (False, False)
        shop.pacer.stop()
        assert (counter.closing(), till.closing()) == (True, True)


@pytest.mark.parametrize(("key", "kind", "samples"), [("abc", "live", False), ("TEST_abc", "sandbox", True)])
def test_a_sandbox_key_opens_books_of_its_own_with_sample_labels(
    tmp_path: Path, key: str, kind: str, samples: bool
) -> None:
    with opened(tmp_path, Server(API, key)) as shop:
        assert (shop.kind, shop.samples_allowed, shop.is_practice) == (kind, samples, False)
    assert [place.name for place in tmp_path.iterdir()] == [kind]
