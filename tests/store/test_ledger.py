"""Money is written down before it can be spent and after it was, and no line is changed unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.absence import NotThere
from postwright.domain.draft import Draft
from postwright.domain.draft_record import DraftState
from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.label import DocumentKind
from postwright.domain.money import Money
from postwright.domain.purchase import (
    LIVE,
    NEXT,
    Abandoned,
    Bought,
    Event,
    IllegalTransition,
    NeverLeft,
    ProvedAbsent,
    Purchase,
    Sending,
    State,
    WasLost,
    WasRefused,
)
from postwright.domain.void import VoidEvent
from postwright.store.ledger import Look
from postwright.store.purchase_rows import KINDS
from postwright.store.schema import ONE_LIVE_PURCHASE
from postwright.store.sqlite_faults import Conflict
from tests.store.shop import NOON, PDF, Shop, receipt_of

EVENTS: dict[type[Event], Event] = {
    Sending: Sending(),
    Bought: Bought("se-1", "se-s1", "9400111899563821000017", Money(761)),
    WasRefused: WasRefused("insufficient_funds", "no money", "req-1"),
    NeverLeft: NeverLeft("no route"),
    WasLost: WasLost(NOON, "timeout", "<html>"),
    ProvedAbsent: ProvedAbsent("looked twice"),
    Abandoned: Abandoned(),
}
WAYS_TO: dict[State, tuple[type[Event], ...]] = {
    State.INTENDED: (),
    State.SENT: (Sending,),
    State.IN_DOUBT: (Sending, WasLost),
    State.BOUGHT: (Sending, Bought),
    State.REFUSED: (Sending, WasRefused),
    State.ABANDONED: (Abandoned,),
}


def brought_to(shop: Shop, state: State, draft_id: str = "") -> Purchase:
    purchase = shop.ledger.intend(shop.order(draft_id))
    for kind in WAYS_TO[state]:
        purchase = shop.ledger.record(purchase, EVENTS[kind])
    return purchase


# ---------------------------------------------------------------- one purchase for one draft


def test_an_intention_is_on_the_disk_as_it_was_meant(shop: Shop) -> None:
    order = shop.order()
    assert shop.ledger.intend(order) == Purchase(order)
    shop.close()
    shop.open()
    assert shop.ledger.purchase(order.id) == Purchase(order)
    assert shop.ledger.intended() == (Purchase(order),)


@pytest.mark.parametrize("state", State)
def test_a_draft_has_one_live_purchase_and_no_more(shop: Shop, state: State) -> None:
    standing = brought_to(shop, state, "draft")
    if state not in LIVE:
        assert shop.ledger.live_for("draft") is None
        assert shop.ledger.intend(shop.order("draft")).state is State.INTENDED
        return
    with pytest.raises(BadInput) as caught:
        shop.ledger.intend(shop.order("draft"))
    expected = FaultKind.ALREADY_BOUGHT if state is State.BOUGHT else FaultKind.STILL_IN_DOUBT
    assert caught.value.kind is expected
    assert shop.ledger.live_for("draft") == standing
    assert shop.ledger.verify() == ()


def test_the_index_names_the_live_states_of_the_domain() -> None:
    condition = str(ONE_LIVE_PURCHASE.dialect_options["sqlite"]["where"])
    assert {state for state in State if f"'{state.value}'" in condition} == LIVE


def test_the_same_order_is_not_written_down_twice(shop: Shop) -> None:
    order = shop.order()
    shop.ledger.record(shop.ledger.intend(order), Abandoned())
    with pytest.raises(Conflict):
        shop.ledger.intend(order)


def test_an_intention_can_be_given_up_for_another(shop: Shop) -> None:
    first = shop.ledger.intend(shop.order("draft"))
    given_up = shop.ledger.abandon_intended("draft")
    assert given_up is not None
    assert (given_up.id, given_up.state) == (first.id, State.ABANDONED)
    assert shop.ledger.intend(shop.order("draft")).state is State.INTENDED


@pytest.mark.parametrize("state", [State.SENT, State.IN_DOUBT, State.BOUGHT])
def test_what_may_have_been_charged_is_never_given_up(shop: Shop, state: State) -> None:
    standing = brought_to(shop, state, "draft")
    assert shop.ledger.abandon_intended("draft") is None
    assert shop.ledger.purchase(standing.id) == standing


def test_there_is_nothing_to_give_up_for_an_untouched_draft(shop: Shop) -> None:
    assert shop.ledger.abandon_intended("draft") is None


# ---------------------------------------------------------------- events


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("kind", EVENTS)
def test_only_what_the_table_allows_is_written(shop: Shop, state: State, kind: type[Event]) -> None:
    purchase = brought_to(shop, state)
    if kind in NEXT[state]:
        moved = shop.ledger.record(purchase, EVENTS[kind])
        assert moved.state is NEXT[state][kind]
        assert shop.ledger.purchase(purchase.id) == moved
    else:
        with pytest.raises(IllegalTransition):
            shop.ledger.record(purchase, EVENTS[kind])
        assert shop.ledger.purchase(purchase.id) == purchase
    assert shop.ledger.verify() == ()


@given(st.data())
def test_every_history_adds_up_to_its_purchase(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    shop = shared_shop(tmp_path_factory)
    purchase = shop.ledger.intend(shop.order())
    walked = []
    for _ in range(data.draw(st.integers(0, 8))):
        exits = list(NEXT[purchase.state])
        if not exits:
            break
        walked.append(EVENTS[data.draw(st.sampled_from(exits))])
        purchase = shop.ledger.record(purchase, walked[-1])
    assert [entry.event for entry in shop.ledger.history(purchase.id)] == walked
    assert shop.ledger.purchase(purchase.id) == purchase
    assert shop.ledger.verify() == ()


_shops: list[Shop] = []


def shared_shop(folders: pytest.TempPathFactory) -> Shop:
    """One shop for all examples: each has a purchase of its own, and the book grows."""
    if not _shops:
        _shops.append(Shop(folders.mktemp("shop") / "shop.db"))
    return _shops[0]


@pytest.fixture(autouse=True, scope="module")
def closed_in_the_end() -> object:
    yield
    while _shops:
        _shops.pop().close()


def test_every_event_has_a_name_in_the_database() -> None:
    assert set(KINDS.values()) == set(EVENTS)


def test_the_same_purchase_is_sent_again_after_proof_that_nothing_was_charged(shop: Shop) -> None:
    purchase = brought_to(shop, State.IN_DOUBT)
    free = shop.ledger.record(purchase, ProvedAbsent("looked twice"))
    again = shop.ledger.record(free, Sending())
    assert (again.id, again.state, again.lost_at) == (purchase.id, State.SENT, None)


def test_a_lost_reply_keeps_the_time_at_which_the_doubt_began(shop: Shop) -> None:
    purchase = brought_to(shop, State.IN_DOUBT)
    later = shop.ledger.record(purchase, WasLost(NOON + timedelta(hours=1)))
    assert shop.ledger.purchase(later.id).lost_at == NOON


def test_events_are_numbered_and_dated_through_the_whole_book(shop: Shop) -> None:
    one, other = brought_to(shop, State.SENT), brought_to(shop, State.REFUSED)
    first, second = shop.ledger.history(one.id), shop.ledger.history(other.id)
    assert [entry.seq for entry in (*first, *second)] == [2, 4, 5]
    assert first[0].at < second[0].at < second[1].at


def test_unsettled_purchases_stand_oldest_first(shop: Shop) -> None:
    made = [brought_to(shop, state) for state in (State.SENT, State.BOUGHT, State.IN_DOUBT, State.INTENDED)]
    assert shop.ledger.unsettled() == (made[0], made[2])
    assert shop.ledger.intended() == (made[3],)


# ---------------------------------------------------------------- two at once


def test_two_that_want_to_send_one_purchase_send_it_once(shop: Shop) -> None:
    purchase = shop.ledger.intend(shop.order())
    shop.ledger.record(purchase, Sending())
    with pytest.raises(BadInput) as caught:
        shop.ledger.record(purchase, Sending())
    assert caught.value.kind is FaultKind.STILL_IN_DOUBT
    assert len(shop.ledger.history(purchase.id)) == 1


def test_a_purchase_that_was_bought_meanwhile_is_not_sent(shop: Shop) -> None:
    purchase = shop.ledger.intend(shop.order())
    shop.ledger.record(shop.ledger.record(purchase, Sending()), EVENTS[Bought])
    with pytest.raises(BadInput) as caught:
        shop.ledger.record(purchase, Sending())
    assert caught.value.kind is FaultKind.ALREADY_BOUGHT


def test_a_purchase_that_was_given_up_meanwhile_is_not_sent(shop: Shop) -> None:
    purchase = shop.ledger.intend(shop.order())
    shop.ledger.record(purchase, Abandoned())
    with pytest.raises(Conflict, match="abandoned"):
        shop.ledger.record(purchase, Sending())


def test_an_answer_to_a_purchase_that_moved_on_is_not_written(shop: Shop) -> None:
    sent = brought_to(shop, State.SENT)
    bought = shop.ledger.record(sent, EVENTS[Bought])
    with pytest.raises(Conflict):
        shop.ledger.record(sent, EVENTS[WasRefused])
    assert shop.ledger.purchase(sent.id) == bought
    assert shop.ledger.verify() == ()


def test_proof_about_an_earlier_doubt_does_not_settle_a_later_one(shop: Shop) -> None:
    early = brought_to(shop, State.IN_DOUBT)
    again = shop.ledger.record(shop.ledger.record(early, ProvedAbsent("")), Sending())
    late = shop.ledger.record(again, WasLost(NOON + timedelta(hours=1)))
    with pytest.raises(Conflict):
        shop.ledger.record(early, ProvedAbsent("an old look"))
    assert shop.ledger.purchase(early.id) == late


def test_a_purchase_that_was_never_written_down_cannot_be_recorded(shop: Shop) -> None:
    with pytest.raises(Conflict):
        shop.ledger.record(Purchase(shop.order()), Sending())
    with pytest.raises(Conflict):
        shop.ledger.purchase("nobody")


# ---------------------------------------------------------------- the label comes with the receipt


def test_label_and_documents_are_there_as_soon_as_the_receipt_is(shop: Shop) -> None:
    label = shop.bought(documents=(PDF,))
    entry = shop.labels.get(label.label_id)
    assert entry.label == label
    assert entry.shipment == shop.ledger.purchase(entry.purchase_id).order.shipment
    assert shop.labels.document(label.label_id, DocumentKind.PDF) == PDF


def test_the_draft_is_done_as_soon_as_its_label_is_bought(shop: Shop) -> None:
    record = shop.drafts.new(Draft(pounds="1"))
    shop.bought(shop.order(record.id))
    assert shop.drafts.get(record.id).state is DraftState.DONE


def test_a_label_that_cannot_be_kept_leaves_no_half_receipt(shop: Shop) -> None:
    first = shop.bought()
    second = shop.sent()
    same = replace(first, external_id=second.id)
    with pytest.raises(Conflict):
        shop.ledger.record(second, receipt_of(same), (PDF,), same)
    assert shop.ledger.purchase(second.id).state is State.SENT
    assert shop.labels.documents(first.label_id) == ()
    assert shop.ledger.verify() == ()


def test_a_purchase_can_be_known_without_its_label(shop: Shop) -> None:
    purchase = shop.ledger.record(shop.sent(), EVENTS[Bought])
    assert shop.ledger.purchase(purchase.id).receipt == EVENTS[Bought]
    assert shop.labels.recent() == ()


def test_a_label_comes_with_its_own_receipt_alone(shop: Shop) -> None:
    purchase = shop.sent()
    label = shop.label_for(purchase.order)
    with pytest.raises(ValueError, match="not the one"):
        shop.ledger.record(purchase, EVENTS[WasRefused], label=label)
    with pytest.raises(ValueError, match="not the one"):
        shop.ledger.record(purchase, replace(receipt_of(label), label_id="se-other"), label=label)
    with pytest.raises(ValueError, match="documents"):
        shop.ledger.record(purchase, receipt_of(label), (PDF,))
    assert shop.ledger.purchase(purchase.id) == purchase


# ---------------------------------------------------------------- buying again, and looking


def test_a_replaced_label_lets_its_draft_be_bought_again(shop: Shop) -> None:
    first = brought_to(shop, State.BOUGHT, "draft")
    replaced = shop.ledger.replace(first.id)
    assert replaced.replaced_at is not None
    assert shop.ledger.purchase(first.id) == replaced
    assert shop.ledger.replace(first.id) == replaced
    assert shop.ledger.live_for("draft") is None
    assert brought_to(shop, State.BOUGHT, "draft").id != first.id
    assert shop.ledger.verify() == ()


@pytest.mark.parametrize("state", [State.INTENDED, State.SENT, State.IN_DOUBT])
def test_what_is_not_settled_cannot_be_replaced(shop: Shop, state: State) -> None:
    purchase = brought_to(shop, state)
    with pytest.raises(BadInput) as caught:
        shop.ledger.replace(purchase.id)
    assert caught.value.kind is FaultKind.STILL_IN_DOUBT


@pytest.mark.parametrize("state", [State.REFUSED, State.ABANDONED])
def test_what_came_to_nothing_needs_no_replacing(shop: Shop, state: State) -> None:
    purchase = brought_to(shop, state)
    assert shop.ledger.replace(purchase.id) == purchase


def test_only_clean_looks_count_as_proof(shop: Shop) -> None:
    purchase = brought_to(shop, State.IN_DOUBT)
    minute = timedelta(minutes=1)
    shop.ledger.note_look(purchase.id, NOON + 2 * minute, clean=True)
    shop.ledger.note_look(purchase.id, NOON + minute, clean=False, detail="no answer")
    assert shop.ledger.looks(purchase.id) == (NotThere(NOON + 2 * minute),)
    assert shop.ledger.all_looks(purchase.id) == (
        Look(NOON + minute, False, "no answer"),
        Look(NOON + 2 * minute, True, ""),
    )


def test_a_look_belongs_to_a_purchase(shop: Shop) -> None:
    with pytest.raises(Conflict):
        shop.ledger.note_look("nobody", NOON, clean=True)


# ---------------------------------------------------------------- the book cannot be changed unseen


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE purchase_event SET body = '{}' WHERE seq = 1",
        "DELETE FROM purchase_event WHERE seq = 1",
        "UPDATE void_event SET detail = ''",
        "DELETE FROM void_event",
    ],
)
def test_what_is_written_stays_written(shop: Shop, change: str) -> None:
    label = shop.bought()
    shop.voids.intend(label.label_id)
    shop.voids.record(label.label_id, VoidEvent.SENDING)
    with pytest.raises(Conflict, match="only ever added to"), shop.database.write() as connection:
        connection.exec_driver_sql(change)


DAMAGE = {
    "a cheaper price in the book": (
        """UPDATE purchase_event SET body = replace(body, '"minor":761', '"minor":161') WHERE seq = 3""",
        "Line 3 of the purchase book was changed",
    ),
    "a date moved": (
        "UPDATE purchase_event SET at = replace(at, '2026', '2025') WHERE seq = 2",
        "Line 2 of the purchase book was changed",
    ),
    "a line taken out": (
        "DELETE FROM purchase_event WHERE seq = 2",
        "Line 3 of the purchase book was changed",
    ),
    "the last line taken out": (
        "DELETE FROM purchase_event WHERE seq = 3",
        "is kept as bought, which does not follow from its history",
    ),
    "a history that begins nowhere": (
        "DELETE FROM purchase_event WHERE seq = 1",
        "the history does not begin with an order",
    ),
    "a receipt in the row": (
        """UPDATE purchase SET receipt = replace(receipt, '"minor":761', '"minor":161')""",
        "does not follow from its history",
    ),
    "a state that there is not": ("UPDATE purchase SET state = 'gone'", "cannot be read any more"),
    "a text that is none": ("UPDATE purchase SET body = substr(body, 9)", "cannot be read any more"),
    "another draft": ("UPDATE purchase SET draft_id = 'other'", "stands under another draft"),
    "a label that nobody paid for": (
        "UPDATE purchase SET state = 'refused'",
        "belongs to no finished purchase",
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_changed_book_is_noticed(shop: Shop, name: str) -> None:
    shop.bought()
    assert shop.ledger.verify() == ()
    change, sentence = DAMAGE[name]
    with shop.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER purchase_event_no_update")
        connection.exec_driver_sql("DROP TRIGGER purchase_event_no_delete")
        connection.exec_driver_sql(change)
    assert sentence in " ".join(shop.ledger.verify())


def test_bytes_flipped_in_the_file_are_noticed(shop: Shop, tmp_path: Path) -> None:
    purchase = shop.sent()
    shop.ledger.record(purchase, WasRefused("carrier_refused", detail="an uncommon sentence"))
    shop.close()
    content = (tmp_path / "shop.db").read_bytes()
    places = [place for place in range(len(content)) if content.startswith(b"an uncommon", place)]
    assert len(places) == 2  # in the book and in the row
    for nth, place in enumerate(places):
        (tmp_path / "shop.db").write_bytes(content[:place] + b"X" + content[place + 1 :])
        shop.open()
        assert shop.database.damage() == ()  # SQLite sees nothing
        assert shop.ledger.verify() != (), f"place {nth}"
        shop.close()
    (tmp_path / "shop.db").write_bytes(content)
    shop.open()
    assert shop.ledger.verify() == ()


# ---------------------------------------------------------------- a full disk


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
