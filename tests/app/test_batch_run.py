"""A batch on the real lanes against the practice carrier: parallel, stoppable, nothing bought twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from pytestqt.qtbot import QtBot

from postwright.app.batch_run import STOPPED, BatchRun
from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.app.program import stand_in
from postwright.domain.approval import CHEAPEST, Approval
from postwright.domain.money import Money
from postwright.domain.purchase import State
from postwright.jobs.lanes import MONEY_LANES, Lanes
from postwright.operations.begin_batch import begin_batch
from postwright.operations.price_queue import price_parcel
from postwright.operations.results import BatchItem, ParcelBought, ParcelEnd, ParcelPriced, Stopping
from postwright.paths import DataFolder
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from tests.domain.samples import CUSTOMER_TEXT, DRAFT

PRICE = 1287
WAIT = 60_000


@pytest.fixture
def shop(folder: DataFolder) -> Iterator[Shop]:
    shop = open_shop(folder, PreferencesKeeper(folder.settings_file).preferences, server=None)
    yield shop
    shop.close()


@pytest.fixture
def lanes(qtbot: QtBot, shop: Shop) -> Iterator[Lanes]:
    lanes = Lanes(stand_in)
    yield lanes
    lanes.close()


@dataclass
class Heard:
    """What the panel was told, in its order."""

    begun_ids: list[str] = field(default_factory=list)
    ends: dict[str, ParcelEnd] = field(default_factory=dict)
    stopped: list[str] = field(default_factory=list)
    on_end: Callable[[], None] = lambda: None

    def begun(self, draft_id: str) -> None:
        self.begun_ids.append(draft_id)

    def ended(self, draft_id: str, end: ParcelEnd) -> None:
        self.ends[draft_id] = end
        self.on_end()

    def over(self, stopped: str) -> None:
        self.stopped.append(stopped)

    @property
    def bought(self) -> int:
        return sum(isinstance(end, ParcelBought) for end in self.ends.values())


def batch(shop: Shop, count: int) -> tuple[BatchItem, ...]:
    """So many parcels to different people, each with a price that stands."""
    ids = []
    for number in range(count):
        to = replace(CUSTOMER_TEXT, name=f"Customer {number}", line1=f"{number + 1} Main St")
        record = shop.drafts.new(replace(DRAFT, to=to))
        shop.drafts.queue(record.id, Approval(CHEAPEST, "", Money(2000)))
        assert isinstance(price_parcel(shop.counter(), record.id, shop.errands), ParcelPriced)
        ids.append(record.id)
    return begin_batch(shop.counter(), ids)


def charges(shop: Shop) -> int:
    assert shop.practice is not None
    return sum(charge.kind == "purchase" for charge in shop.practice.ledger())


def test_every_parcel_is_bought_once_and_told_by_itself(shop: Shop, lanes: Lanes, qtbot: QtBot) -> None:
    items, heard = batch(shop, 12), Heard()
    BatchRun(shop.counter(), lanes.money.submit, items, heard)
    assert heard.begun_ids == [item.draft_id for item in items[:MONEY_LANES]]
    qtbot.waitUntil(lambda: heard.stopped == [""], timeout=WAIT)
    assert set(heard.begun_ids) == set(heard.ends) == {item.draft_id for item in items}
    assert heard.bought == charges(shop) == len(items)
    assert shop.drafts.queued() == ()


def test_stopping_leaves_the_rest_as_it_was_intended(shop: Shop, lanes: Lanes, qtbot: QtBot) -> None:
    items, heard = batch(shop, 20), Heard()
    run = BatchRun(shop.counter(), lanes.money.submit, items, heard)
    heard.on_end = run.stop
    qtbot.waitUntil(lambda: bool(heard.stopped), timeout=WAIT)
    assert heard.stopped == [STOPPED]
    run.stop()
    assert heard.stopped == [STOPPED]
    assert 1 <= heard.bought == charges(shop) <= MONEY_LANES + 1
    left = shop.ledger.intended()
    assert len(left) == len(items) - heard.bought
    assert {one.order.draft_id for one in left} == {record.id for record in shop.drafts.queued()}
    # What was left can be begun again as it stands, and is bought under the id that it had.
    again, once_more = begin_batch(shop.counter(), [one.order.draft_id for one in left]), Heard()
    assert {item.purchase_id for item in again} == {one.id for one in left}
    BatchRun(shop.counter(), lanes.money.submit, again, once_more)
    qtbot.waitUntil(lambda: once_more.stopped == [""], timeout=WAIT)
    assert charges(shop) == len(items)


def test_without_money_nothing_more_is_sent_and_the_rest_is_kept(
    shop: Shop, lanes: Lanes, qtbot: QtBot
) -> None:
    items, heard = batch(shop, 14), Heard()
    assert shop.practice is not None
    shop.practice.adjust_balance(-407_210 + 3 * PRICE + 5)
    BatchRun(shop.counter(), lanes.money.submit, items, heard)
    qtbot.waitUntil(lambda: bool(heard.stopped), timeout=WAIT)
    assert heard.stopped[0].startswith("The postage balance is too low")
    assert heard.bought == charges(shop) == 3
    stopping = [end for end in heard.ends.values() if isinstance(end, Stopping)]
    assert len(heard.ends) == 3 + len(stopping) <= 3 + MONEY_LANES
    assert len(shop.drafts.queued()) == len(items) - 3
    assert not shop.ledger.unsettled()


def test_closing_the_window_finishes_what_is_under_way_and_begins_nothing(
    shop: Shop, lanes: Lanes, qtbot: QtBot
) -> None:
    items, heard = batch(shop, 20), Heard()
    BatchRun(shop.counter(), lanes.money.submit, items, heard)
    qtbot.waitUntil(lambda: heard.bought >= 1, timeout=WAIT)
    lanes.close()
    done = charges(shop)
    assert heard.bought <= done <= heard.bought + MONEY_LANES
    assert not shop.ledger.unsettled()
    assert len(shop.ledger.intended()) == len(items) - done
    assert all(purchase.state is State.INTENDED for purchase in shop.ledger.intended())
