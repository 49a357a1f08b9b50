"""Buying one label: the books know more than the network, and one parcel is paid for once."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from postwright.domain.absence import Moment
from postwright.domain.draft import Draft
from postwright.domain.faults import BadInput, Environment, Fault, FaultKind, Lost, NotSent, Refused
from postwright.domain.label import BoughtLabel, DocumentKind, Label
from postwright.domain.label_alarms import alarms_of
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money
from postwright.domain.purchase import (
    Bought,
    NeverLeft,
    Order,
    ProvedAbsent,
    Sending,
    State,
    WasLost,
    WasRefused,
)
from postwright.domain.shipment import Delivery
from postwright.operations.buy import buy, event_of, refuse_second
from postwright.practice.faults import Fault as Trouble
from postwright.store.labels import Labels
from postwright.store.sqlite_faults import Conflict
from tests.domain.samples import SHIPMENT
from tests.operations.shops import NOON, PRIORITY, Shop


def events(shop: Shop, purchase_id: str) -> list[type]:
    return [type(recorded.event) for recorded in shop.ledger.history(purchase_id)]


def test_a_label_is_bought_with_its_document_and_its_draft_is_done(shop: Shop) -> None:
    order = shop.order()
    purchased = shop.buy(order)
    assert purchased.entry is not None
    assert purchased.alarms == ()
    assert shop.paid == purchased.entry.label.cost == order.expected
    assert shop.labels.documents(purchased.entry.id) == (DocumentKind.PDF,)
    assert shop.drafts.get(order.draft_id).state == "done"
    assert events(shop, order.id) == [Sending, Bought]
    assert shop.ledger.verify() == ()


def test_the_request_is_in_the_books_before_it_leaves(shop: Shop) -> None:
    order = shop.order()
    stood: list[State] = []

    def seen(request: httpx.Request) -> httpx.Response:
        stood.append(shop.purchase(order).state)
        return shop.wire.passed_on(request)

    shop.wire.answer("POST", "/v1/labels", seen)
    shop.buy(order)
    assert stood == [State.SENT]


def test_a_parcel_that_was_changed_since_it_was_approved_is_not_asked_for(shop: Shop) -> None:
    order = shop.order()
    approved = shop.drafts.get(order.draft_id).revision
    shop.drafts.save(order.draft_id, Draft(pounds="9"))
    with pytest.raises(BadInput) as caught:
        shop.buy(order, revision=approved)
    assert caught.value.kind is FaultKind.DRAFT_CHANGED
    assert (shop.wire.purchases, shop.purchase(order).state) == (0, State.INTENDED)
    assert shop.buy(order, revision=shop.drafts.get(order.draft_id).revision).entry is not None


def test_a_lost_reply_is_never_bought_again(shop: Shop) -> None:
    order = shop.order()
    shop.practice.lose_next_purchase_reply()
    with pytest.raises(Lost):
        shop.buy(order)
    again = replace(order, id="f" * 32)
    with pytest.raises(BadInput) as caught:
        shop.buy(again)
    assert caught.value.kind is FaultKind.STILL_IN_DOUBT
    assert (shop.wire.purchases, len(shop.live_labels())) == (1, 1)
    assert shop.purchase(order).lost_at == NOON


def test_what_came_back_unreadable_is_kept_with_the_doubt(shop: Shop) -> None:
    order = shop.order()
    shop.practice.faults.add(Trouble("wrong_json", "/v1/labels", "POST", text='{"label_id": '))
    with pytest.raises(Lost):
        shop.buy(order)
    (_, lost) = shop.ledger.history(order.id)
    assert isinstance(lost.event, WasLost)
    assert lost.event.body == '{"label_id": '
    assert shop.purchase(order).state is State.IN_DOUBT


def test_a_refusal_leaves_the_draft_free_to_be_bought_by_another_service(shop: Shop) -> None:
    order = shop.order()
    shop.practice.adjust_balance(-407_000)
    with pytest.raises(Refused) as caught:
        shop.buy(order)
    assert caught.value.kind is FaultKind.INSUFFICIENT_FUNDS
    assert shop.purchase(order).state is State.REFUSED
    refuse_second(shop.ledger, order.draft_id)
    shop.practice.adjust_balance(5_000)
    assert shop.buy(shop.order(order.draft_id, key=PRIORITY)).entry is not None


def test_a_request_that_never_left_is_sent_again_under_its_own_id(shop: Shop) -> None:
    order = shop.order()
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        shop.buy(order)
    assert shop.purchase(order).state is State.INTENDED
    refuse_second(shop.ledger, order.draft_id)
    shop.practice.set_offline(False)
    purchased = shop.buy(replace(order, id="e" * 32))
    assert purchased.purchase.id == order.id
    assert events(shop, order.id) == [Sending, NeverLeft, Sending, Bought]
    assert shop.paid == order.expected


def test_a_changed_wish_replaces_the_one_that_never_left(shop: Shop) -> None:
    order = shop.order()
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        shop.buy(order)
    shop.practice.set_offline(False)
    other = shop.order(order.draft_id, key=PRIORITY)
    assert shop.buy(other).purchase.id == other.id
    assert shop.purchase(order).state is State.ABANDONED
    assert shop.paid == other.expected


def test_a_higher_limit_is_a_changed_wish(shop: Shop) -> None:
    order = shop.order()
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        shop.buy(order)
    shop.practice.set_offline(False)
    assert shop.buy(replace(order, id="d" * 32, at_most=Money(5000))).purchase.id == "d" * 32


def test_a_bought_draft_is_not_bought_again(shop: Shop) -> None:
    order = shop.order()
    entry = shop.buy(order).entry
    assert entry is not None
    with pytest.raises(BadInput) as caught:
        refuse_second(shop.ledger, order.draft_id)
    assert (caught.value.kind, caught.value.detail) == (FaultKind.ALREADY_BOUGHT, entry.id)
    with pytest.raises(BadInput) as caught:
        shop.buy(replace(order, id="c" * 32))
    assert caught.value.kind is FaultKind.ALREADY_BOUGHT
    assert shop.wire.purchases == 1


def test_a_draft_that_nobody_bought_may_be_bought(shop: Shop) -> None:
    refuse_second(shop.ledger, "draft-of-nobody")
    assert shop.ledger.live_for("draft-of-nobody") is None


def test_a_draft_in_doubt_is_not_even_quoted(shop: Shop) -> None:
    order = shop.order()
    shop.practice.lose_next_purchase_reply()
    with pytest.raises(Lost):
        shop.buy(order)
    with pytest.raises(BadInput) as caught:
        refuse_second(shop.ledger, order.draft_id)
    assert caught.value.kind is FaultKind.STILL_IN_DOUBT


def test_a_draft_is_bought_once_from_two_windows(shop: Shop) -> None:
    order = shop.order()
    other = shop.second_window()
    refused: list[FaultKind] = []

    def meanwhile(request: httpx.Request) -> httpx.Response:
        """The other window presses its button while the first one waits for the answer."""
        with pytest.raises(BadInput) as caught:
            shop.buy(replace(order, id="b" * 32), other)
        refused.append(caught.value.kind)
        return shop.wire.passed_on(request)

    shop.wire.answer("POST", "/v1/labels", meanwhile)
    shop.buy(order)
    with pytest.raises(BadInput) as late:
        shop.buy(replace(order, id="a" * 32), other)
    other.database.close()
    assert [*refused, late.value.kind] == [FaultKind.STILL_IN_DOUBT, FaultKind.ALREADY_BOUGHT]
    assert (shop.wire.purchases, shop.paid) == (1, order.expected)


def resold(shop: Shop, order: Order) -> Label:
    """While an answer is on its way, the purchase is denied, sent again, and bought as another label."""
    second: list[Label] = []

    def late(request: httpx.Request) -> httpx.Response:
        answer = shop.wire.passed_on(request)
        shop.wire.answer("POST", "/v1/labels", shop.wire.passed_on)
        label = shop.carrier.labels.buy(shop.order()).label
        second.append(label)
        purchase = shop.purchase(order)
        for event in (WasLost(NOON), ProvedAbsent("denied"), Sending()):
            purchase = shop.ledger.record(purchase, event)
        receipt = Bought(label.label_id, label.shipment_id, label.tracking_number, label.cost)
        shop.ledger.record(purchase, receipt, label=label)
        return answer

    shop.wire.answer("POST", "/v1/labels", late)
    shop.buy(order)
    return second[0]


def test_a_late_answer_with_a_second_label_is_kept_beside_the_first(shop: Shop) -> None:
    order = shop.order()
    kept = resold(shop, order)
    receipt = shop.purchase(order).receipt
    assert receipt is not None
    assert receipt.label_id == kept.label_id
    (late,) = (one for one in shop.live_labels() if one != kept.label_id)
    entry = shop.labels.get(late)
    assert entry.can_void
    assert entry.alarms == (f"The carrier holds 2 labels for this parcel. Void the later one: {late}.",)
    assert shop.labels.documents(late) == (DocumentKind.PDF,)
    assert shop.ledger.verify() == ()


def test_a_late_answer_adds_its_documents_to_the_label_that_a_look_found(shop: Shop) -> None:
    order = shop.order()

    def found_meanwhile(request: httpx.Request) -> httpx.Response:
        answer = shop.wire.passed_on(request)
        shop.ledger.record(shop.purchase(order), WasLost(NOON))
        assert len(shop.look_up()) == 1
        return answer

    shop.wire.answer("POST", "/v1/labels", found_meanwhile)
    entry = shop.buy(order).entry
    assert entry is not None
    assert (entry.alarms, shop.labels.documents(entry.id)) == ((), (DocumentKind.PDF,))


def test_an_answer_after_its_parcel_was_bought_anew_says_what_to_void(shop: Shop) -> None:
    order = shop.order()
    other = shop.order(order.draft_id, key=PRIORITY)

    def given_up(request: httpx.Request) -> httpx.Response:
        answer = shop.wire.passed_on(request)
        shop.wire.answer("POST", "/v1/labels", shop.wire.passed_on)
        purchase = shop.purchase(order)
        for event in (WasLost(NOON), ProvedAbsent("denied")):
            purchase = shop.ledger.record(purchase, event)
        shop.buy(other)
        return answer

    shop.wire.answer("POST", "/v1/labels", given_up)
    late = shop.buy(order)
    assert late.entry is not None
    assert late.alarms == (
        f"The carrier holds 2 labels for this parcel. Void the later one: {late.entry.id}.",
    )
    standing = shop.ledger.live_for(order.draft_id)
    assert standing is not None
    assert standing.id == other.id


def test_a_reply_that_names_the_label_of_another_parcel_is_a_doubt(shop: Shop) -> None:
    other, order = shop.bought(), shop.order()

    def mistaken(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=shop.wire.passed_on(request).json() | {"label_id": other.id})

    shop.wire.answer("POST", "/v1/labels", mistaken)
    with pytest.raises(Conflict):
        shop.buy(order)
    assert shop.purchase(order).state is State.IN_DOUBT
    assert shop.labels.get(other.id).purchase_id == other.purchase_id


def test_a_label_bought_before_is_not_charged_when_its_shipment_is_asked_for_twice(shop: Shop) -> None:
    """A late copy of a request carries the same id, and the carrier refuses it."""
    order = shop.order()
    shop.buy(order)
    with pytest.raises(Fault):
        shop.carrier.labels.buy(order)
    assert (shop.paid, len(shop.live_labels())) == (order.expected, 1)


def test_a_label_that_differs_from_the_order_raises_alarms_and_is_kept(shop: Shop) -> None:
    order = shop.order()

    def dearer(request: httpx.Request) -> httpx.Response:
        reply = shop.wire.passed_on(request).json()
        reply["shipment_cost"]["amount"] = 20.5
        reply["service_code"] = "usps_priority_mail"
        return httpx.Response(200, json=reply)

    shop.wire.answer("POST", "/v1/labels", dearer)
    purchased = shop.buy(order)
    assert purchased.alarms == (
        "The label is for usps_priority_mail, but usps_ground_advantage was asked.",
        "The label cost $20.50, which is more than the $12.87 allowed.",
    )
    assert purchased.entry is not None
    assert purchased.entry.alarms == purchased.alarms


class Unreadable(Labels):
    """The archive on a disk that takes what is written and cannot be read back."""

    def get(self, label_id: str) -> LabelEntry:
        raise Environment(FaultKind.FILE_UNWRITABLE, label_id)


def test_a_label_that_cannot_be_read_back_is_told_as_bought(shop: Shop) -> None:
    order = shop.order()
    labels = Unreadable(shop.database, shop.now)
    purchased = buy(shop.ledger, labels, shop.carrier, order, display_scheme="paperless")
    assert shop.purchase(order).state is State.BOUGHT
    assert purchased.entry == shop.labels.get(shop.live_labels()[0])


def test_a_label_for_another_town_raises_an_alarm(shop: Shop) -> None:
    order, label = shop.order(), shop.bought().label
    astray = BoughtLabel(replace(label, ship_to_postal_code="90210-0001"))
    assert alarms_of(astray.label, order) == ("The label goes to ZIP 90210-0001, but 18702 was asked.",)
    home = BoughtLabel(replace(label, ship_to_postal_code="18702-4455"))
    assert alarms_of(home.label, order) == ()


@pytest.mark.parametrize(
    ("delivery", "kinds"),
    [
        (Delivery.LABEL, {DocumentKind.PDF}),
        (Delivery.QR, {DocumentKind.QR}),
        (Delivery.BOTH, {DocumentKind.PDF, DocumentKind.QR}),
    ],
)
def test_each_way_of_delivery_brings_its_documents(
    shop: Shop, delivery: Delivery, kinds: set[DocumentKind]
) -> None:
    entry = shop.bought(replace(SHIPMENT, delivery=delivery))
    assert set(shop.labels.documents(entry.id)) == kinds
    assert bool(entry.label.broker_id) is delivery.paperless


@pytest.mark.parametrize(
    ("fault", "event"),
    [
        (NotSent(FaultKind.NO_CONNECTION, "no route"), NeverLeft("no_connection: no route")),
        (
            Refused(FaultKind.CARRIER_REFUSED, "no", request_id="r-1"),
            WasRefused("carrier_refused", "no", "r-1"),
        ),
        (Refused(FaultKind.CARRIER_REFUSED, "no"), WasRefused("carrier_refused", "no", "")),
        (Lost(FaultKind.UNANSWERED, "late", body="{"), WasLost(NOON, "unanswered: late", "{", 5)),
    ],
)
def test_a_fault_is_written_down_as_what_it_proves(fault: Fault, event: object) -> None:
    assert event_of(fault, Moment(NOON, 5)) == event


def test_a_fault_that_proves_nothing_about_money_is_not_written_down_as_one() -> None:
    with pytest.raises(BadInput):
        event_of(BadInput(FaultKind.NO_ACCOUNT), Moment(NOON))
