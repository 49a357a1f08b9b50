"""A shop that was opened from a copy learns from the carrier what was bought since, before it buys again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from postwright.domain.draft_record import DraftState
from postwright.domain.faults import Environment, FaultKind, Lost, Refused
from postwright.domain.purchase import Abandoned, Order, Sending, State
from postwright.operations.buy import buy
from postwright.operations.compare_books import Compared, Shelf, compare_books
from postwright.operations.restore_shop import good_copy_of, restore_newest, what_is_wrong
from postwright.store.backups import back_up
from postwright.store.restorations import Restorations
from tests.domain.samples import DRAFT
from tests.operations.shops import NOON, Shop, Window


class Copied(Window):
    """The shop as it stands after its newest copy was opened."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop.database.path, shop.now)
        self.restorations = Restorations(self.database, shop.now)
        self.shelf = Shelf(self.restorations, self.labels, self.drafts, shop.carrier)

    def compare(self) -> Compared:
        found = compare_books(self.shelf)
        assert found is not None
        assert self.ledger.verify() == ()
        return found


def spoil_and_restore(shop: Shop) -> Copied:
    shop.database.close()
    shop.database.path.write_bytes(b"spoilt " * 999)
    restore_newest(shop.database.path, NOON)
    return Copied(shop)


def copy(shop: Shop) -> None:
    back_up(shop.database.path, shop.now())
    shop.later(minutes=30)


@pytest.fixture
def opened(shop: Shop) -> Iterator[list[Copied]]:
    found: list[Copied] = []
    yield found
    for one in found:
        one.database.close()


def restored(shop: Shop, opened: list[Copied]) -> Copied:
    opened.append(spoil_and_restore(shop))
    return opened[-1]


def test_a_label_bought_after_the_copy_is_taken_in_and_its_draft_is_done(
    shop: Shop, opened: list[Copied]
) -> None:
    draft = shop.drafts.new(DRAFT)
    copy(shop)
    bought = shop.buy(shop.order(draft.id))
    again = restored(shop, opened)
    assert again.drafts.get(draft.id).state is DraftState.OPEN
    found = again.compare()
    assert bought.entry is not None
    assert [label.label_id for label in found.taken_in] == [bought.entry.id]
    assert again.drafts.get(draft.id).state is DraftState.DONE
    taken = again.ledger.live_for(draft.id)
    assert taken is not None
    assert (taken.id, taken.receipt) == (bought.purchase.id, bought.purchase.receipt)
    entry = again.labels.get(bought.entry.id)
    assert entry.alarms == ()
    assert entry.shipment.ship_to.line1 == bought.entry.shipment.ship_to.line1
    assert again.labels.find("Harris") or again.labels.recent() == (entry,)


def test_nothing_is_bought_until_the_books_are_compared(shop: Shop, opened: list[Copied]) -> None:
    draft = shop.drafts.new(DRAFT)
    copy(shop)
    shop.buy(shop.order(draft.id))
    again = restored(shop, opened)
    order = replace(shop.order("x"), draft_id=draft.id)
    spent = shop.wire.purchases
    with pytest.raises(Environment) as caught:
        _buy(again, shop, order)
    assert caught.value.kind is FaultKind.NOT_COMPARED
    assert shop.wire.purchases == spent
    again.compare()
    other = again.drafts.new(DRAFT)
    assert _buy(again, shop, replace(order, draft_id=other.id)) is State.BOUGHT


def _buy(window: Window, shop: Shop, order: Order) -> State:
    return buy(window.ledger, window.labels, shop.carrier, order, display_scheme="paperless").purchase.state


def test_a_purchase_that_the_copy_knows_as_intended_is_ended_as_it_ended(
    shop: Shop, opened: list[Copied]
) -> None:
    order = shop.order()
    intended = shop.ledger.intend(order)
    copy(shop)
    assert intended.state is State.INTENDED
    bought = shop.buy(order)
    again = restored(shop, opened)
    again.compare()
    assert again.ledger.purchase(order.id).receipt == bought.purchase.receipt


def test_an_intention_that_was_given_up_since_makes_way(shop: Shop, opened: list[Copied]) -> None:
    draft = shop.drafts.new(DRAFT)
    first = shop.ledger.intend(shop.order(draft.id))
    copy(shop)
    shop.ledger.record(first, Abandoned())
    bought = shop.buy(shop.order(draft.id))
    again = restored(shop, opened)
    again.compare()
    assert again.ledger.purchase(first.id).state is State.ABANDONED
    standing = again.ledger.live_for(draft.id)
    assert standing is not None
    assert standing.id == bought.purchase.id


def test_a_purchase_in_doubt_is_left_to_the_looking_up(shop: Shop, opened: list[Copied]) -> None:
    order = shop.order()
    shop.ledger.record(shop.ledger.intend(order), Sending())
    copy(shop)
    again = restored(shop, opened)
    assert again.compare().taken_in == []
    assert [one.id for one in again.ledger.unsettled()] == [order.id]


def test_a_label_for_a_draft_that_is_in_doubt_keeps_out_of_its_way(shop: Shop, opened: list[Copied]) -> None:
    draft = shop.drafts.new(DRAFT)
    doubtful = shop.ledger.record(shop.ledger.intend(shop.order(draft.id)), Sending())
    copy(shop)
    twin = shop.buy(replace(shop.order("another")))
    again = restored(shop, opened)
    again.compare()
    assert again.ledger.purchase(doubtful.id).state is State.SENT
    assert again.ledger.purchase(twin.purchase.id).order.draft_id == f"recovered-{twin.purchase.id}"


def test_two_drafts_that_fit_are_both_held_up_and_neither_is_closed(shop: Shop, opened: list[Copied]) -> None:
    drafts = [shop.drafts.new(DRAFT) for _ in range(2)]
    copy(shop)
    bought = shop.buy(shop.order(drafts[0].id))
    again = restored(shop, opened)
    found = again.compare()
    assert found.unsure == {draft.id for draft in drafts}
    assert bought.entry is not None
    for draft in drafts:
        record = again.drafts.get(draft.id)
        assert record.state is DraftState.OPEN
        assert bought.entry.label.tracking_number in record.handed_back
    assert "2 drafts may have a label already" in found.sentence


def test_a_label_of_another_program_is_kept_as_a_stranger(shop: Shop, opened: list[Copied]) -> None:
    copy(shop)
    shop.buy(replace(shop.order("elsewhere"), id="order-1001 of the web shop"))
    again = restored(shop, opened)
    found = again.compare()
    assert [label.external_id for label in found.strangers] == ["order-1001 of the web shop"]
    assert again.labels.recent() == ()
    assert "1 label of the account came from elsewhere." in found.sentence


def test_a_label_whose_shipment_the_carrier_forgot_holds_up_its_recipients_drafts(
    shop: Shop, opened: list[Copied]
) -> None:
    draft = shop.drafts.new(DRAFT)
    copy(shop)
    bought = shop.buy(shop.order(draft.id))
    again = restored(shop, opened)
    receipt = bought.purchase.receipt
    assert receipt is not None
    place = f"/v1/shipments/{receipt.shipment_id}"
    for status, kind in ((500, Lost), (403, Refused), (404, None)):
        shop.wire.answer("GET", place, lambda _, status=status: _error(status))
        if kind:
            with pytest.raises(kind):
                compare_books(again.shelf)
            assert again.restorations.waiting_since() is not None
    found = again.compare()
    assert len(found.strangers) == 1
    assert found.unsure == {draft.id}
    assert "Look whether it was for this parcel." in again.drafts.get(draft.id).handed_back


def _error(status: int) -> httpx.Response:
    error = {
        "error_source": "shipengine",
        "error_type": "system",
        "error_code": "not_found",
        "message": "gone",
    }
    return httpx.Response(status, json={"request_id": "r", "errors": [error]})


def test_a_label_voided_since_is_void_and_opens_its_draft_for_no_one(
    shop: Shop, opened: list[Copied]
) -> None:
    old = shop.bought()
    copy(shop)
    new = shop.bought()
    for entry in (old, new):
        shop.carrier.labels.void(entry.id)
    again = restored(shop, opened)
    again.compare()
    assert [again.labels.get(entry.id).is_void for entry in (old, new)] == [True, True]


def test_an_old_label_that_was_voided_since_is_void(shop: Shop, opened: list[Copied]) -> None:
    old = shop.bought()
    shop.later(days=3)
    shop.drafts.new(DRAFT)
    copy(shop)
    shop.carrier.labels.void(old.id)
    again = restored(shop, opened)
    assert not again.labels.get(old.id).is_void
    again.compare()
    assert again.labels.get(old.id).is_void


def test_a_comparison_that_fails_is_done_again_from_the_start(shop: Shop, opened: list[Copied]) -> None:
    copy(shop)
    shop.bought()
    again = restored(shop, opened)
    shop.wire.answer("GET", "/v1/labels", lambda _: httpx.Response(200, text="<html>sign in</html>"))
    with pytest.raises(Lost):
        compare_books(again.shelf)
    assert again.restorations.waiting_since() is not None
    shop.wire.answer("GET", "/v1/labels", shop.wire.passed_on)
    assert len(again.compare().taken_in) == 1
    assert compare_books(again.shelf) is None
    newest = again.restorations.newest()
    assert newest is not None
    assert newest.compared_at is not None
    assert "1 label was bought" in newest.found


def test_a_shop_that_was_never_opened_from_a_copy_has_nothing_to_compare(shop: Shop) -> None:
    restorations = Restorations(shop.database, shop.now)
    assert restorations.newest() is None
    assert compare_books(Shelf(restorations, shop.labels, shop.drafts, shop.carrier)) is None


def test_without_a_good_copy_nothing_is_put_in_the_place(shop: Shop) -> None:
    path = shop.database.path
    shop.database.close()
    assert what_is_wrong(path) is None
    path.write_bytes(b"spoilt " * 999)
    wrong = what_is_wrong(path)
    assert wrong is not None
    assert wrong.kind is FaultKind.DATABASE_DAMAGED
    assert good_copy_of(path) is None
    with pytest.raises(Environment) as caught:
        restore_newest(path, NOON)
    assert caught.value.kind is FaultKind.NO_GOOD_COPY
    assert path.read_bytes().startswith(b"spoilt")


def test_what_was_done_is_told_in_words(shop: Shop) -> None:
    back_up(shop.database.path, NOON)
    path = shop.database.path
    shop.database.close()
    path.unlink()
    assert good_copy_of(path) == NOON
    told = restore_newest(path, NOON).sentence
    assert "open from the copy of 22 Nov 2026" in told
    assert isinstance(path, Path)
