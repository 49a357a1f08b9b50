"""What one open carrier hands to the operations: its end is known to them, and so is what its labels are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from postwright.domain.faults import BadInput
from postwright.domain.money import Money
from postwright.domain.preferences import Mode, Preferences
from postwright.paths import DataFolder
from postwright.server import Server
from postwright.shop import Shop
from postwright.shop_opening import open_shop

API = "https://api.example.com"
LIVE = Preferences(mode=Mode.LIVE)


@contextmanager
def opened(folder: Path, server: Server | None = None, chosen: Preferences = LIVE) -> Iterator[Shop]:
    shop = open_shop(DataFolder(folder), lambda: chosen, server=server)
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
        assert (shop.post().practice, shop.post().sandbox) == (False, samples)
    assert [place.name for place in tmp_path.iterdir()] == [kind]


@pytest.mark.parametrize("allowed", [True, False])
def test_money_is_added_only_where_the_preferences_allow_it_and_never_on_errands(
    tmp_path: Path, allowed: bool
) -> None:
    with opened(tmp_path, chosen=Preferences(may_add_funds=allowed)) as shop:
        assert shop.practice
        shop.practice.set_switches(add_funds=True)
        before = shop.paying.look()
        may = {shop.money: allowed, shop.errands: False}
        for client, may_add in may.items():
            with nullcontext() if may_add else pytest.raises(BadInput):
                client.accounts.add_funds(before.carrier_id, Money(1000))
        assert shop.paying.look().balance == before.balance + Money(1000 if allowed else 0)
