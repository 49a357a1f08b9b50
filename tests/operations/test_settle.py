"""Settling: what became of a lost purchase is found by reading, and absence takes time and a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from postwright.domain.decision import By, Decision
from postwright.domain.faults import BadInput, FaultKind, Lost
from postwright.domain.label import BoughtLabel
from postwright.domain.purchase import Order, ProvedAbsent, Purchase, Sending, State, WasLost
from postwright.domain.purchase_history import Told
from postwright.operations.name_label import it_exists
from postwright.operations.results import Doubt
from postwright.operations.settle import doubts, it_does_not_exist, settle
from postwright.practice.faults import Fault as Trouble
from postwright.store.ledger import Ledger
from tests.carrier.answers import refusal
from tests.operations.shops import NOON, PRIORITY, RULE, Shop


def charged_unheard(shop: Shop) -> Order:
    """An order that the carrier sold, while the answer was lost."""
    return lost(shop, "drop_after")


def swallowed(shop: Shop) -> Order:
    """An order that got lost before the carrier saw it; from here that looks just the same."""
    return lost(shop, "drop_before")


def lost(shop: Shop, kind: str) -> Order:
    order = shop.order()
    shop.practice.faults.add(Trouble(kind, "/v1/labels", "POST"))  # type: ignore[arg-type]
    with pytest.raises(Lost):
        shop.buy(order)
    return order


def cut_off(shop: Shop) -> Order:
    """An order that was under way when the program ended."""
    order = shop.order()
    shop.ledger.record(shop.ledger.intend(order), Sending())
    return order


def sold_elsewhere(shop: Shop, key: str = "") -> BoughtLabel:
    """A label on the same account that this program did not buy."""
    return shop.carrier.labels.buy(shop.order(key=key) if key else shop.order())


def deny(shop: Shop, order: Order) -> Purchase:
    return it_does_not_exist(shop.ledger, order.id, now=shop.now(), rule=RULE)


def refused_denial(shop: Shop, order: Order) -> FaultKind:
    with pytest.raises(BadInput) as caught:
        deny(shop, order)
    return caught.value.kind


def name(shop: Shop, order: Order, text: str) -> Purchase:
    return it_exists(shop.ledger, shop.labels, shop.carrier, order.id, text).purchase


def refused_name(shop: Shop, order: Order, text: str) -> FaultKind:
    with pytest.raises(BadInput) as caught:
        name(shop, order, text)
    return caught.value.kind


def open_doubts(shop: Shop) -> tuple[Doubt, ...]:
    return doubts(shop.ledger, now=shop.now(), rule=RULE)


# ---------------------------------------------------------------- looking


def test_a_label_that_was_charged_but_not_heard_of_is_adopted(shop: Shop) -> None:
    order = charged_unheard(shop)
    (found,) = shop.look_up()
    assert (found.purchase.state, found.alarms) == (State.BOUGHT, ())
    assert found.entry is not None
    assert shop.live_labels() == (found.entry.id,)
    assert shop.paid == found.entry.label.cost == order.expected
    assert shop.drafts.get(order.draft_id).state == "done"
    assert (shop.look_up(), open_doubts(shop), shop.ledger.verify()) == ((), (), ())


def test_a_key_that_does_not_open_the_account_proves_nothing(shop: Shop) -> None:
    order = swallowed(shop)
    now = shop.now()
    elsewhere = replace(order, id="e" * 32, draft_id="other", carrier_id="se-999")
    shop.ledger.record(
        shop.ledger.record(shop.ledger.intend(elsewhere), Sending()), WasLost(now, "no answer")
    )
    shop.look_up()
    assert [look.clean for look in shop.ledger.all_looks(elsewhere.id)] == [False]
    assert [look.clean for look in shop.ledger.all_looks(order.id)] == [True]


def test_the_settling_time_counts_from_the_first_doubt_of_the_last_request(shop: Shop) -> None:
    order = proved_absent(shop)
    deny(shop, order)
    purchase = shop.ledger.record(shop.purchase(order), Sending())
    purchase = shop.ledger.record(purchase, WasLost(shop.now(), "again"))
    shop.later(minutes=9)
    shop.ledger.record(purchase, WasLost(shop.now(), "and again"))
    (doubt,) = open_doubts(shop)
    assert doubt.absent_from == NOON + timedelta(minutes=22)
    assert refused_denial(shop, order) is FaultKind.NOT_YET_ABSENT


def test_one_doubt_can_be_looked_up_alone(shop: Shop) -> None:
    one, other = charged_unheard(shop), charged_unheard(shop)
    now = shop.now()
    found = settle(shop.ledger, shop.labels, shop.carrier, now=now, stale_before=now, only=one.id)
    assert [purchased.purchase.id for purchased in found] == [one.id]
    assert shop.purchase(other).state is State.IN_DOUBT


def test_looking_never_buys(shop: Shop) -> None:
    charged_unheard(shop)
    swallowed(shop)
    shop.wire.asked.clear()
    shop.look_up()
    assert {asked.partition(" ")[0] for asked in shop.wire.asked} == {"GET"}


def test_one_of_two_doubts_is_settled_and_the_other_stays(shop: Shop) -> None:
    bought, gone = charged_unheard(shop), swallowed(shop)
    (found,) = shop.look_up()
    assert found.purchase.id == bought.id
    assert [doubt.purchase.id for doubt in open_doubts(shop)] == [gone.id]


def test_a_label_that_the_carrier_finds_late_is_still_adopted(shop: Shop) -> None:
    shop.practice.set_switches(lookup_delay_seconds=900)
    order = charged_unheard(shop)
    assert shop.look_up() == ()
    shop.later(minutes=14)
    assert shop.look_up() == ()
    assert refused_denial(shop, order) is FaultKind.NOT_YET_ABSENT
    shop.later(minutes=2)
    (found,) = shop.look_up()
    assert (found.purchase.id, shop.paid) == (order.id, order.expected)


def test_a_purchase_cut_off_by_a_crash_is_looked_up_at_the_next_start(shop: Shop) -> None:
    order = cut_off(shop)
    shop.carrier.labels.buy(order)
    (found,) = shop.look_up()
    assert found.purchase.id == order.id
    assert shop.paid == order.expected


def test_a_purchase_that_is_under_way_is_left_alone(shop: Shop) -> None:
    order = cut_off(shop)
    assert shop.look_up(stale_before=NOON - timedelta(minutes=3)) == ()
    assert shop.purchase(order).state is State.SENT
    assert open_doubts(shop) == ()


def test_a_shipment_without_its_label_yet_proves_nothing(shop: Shop) -> None:
    order = charged_unheard(shop)
    shop.wire.answer("GET", f"/v1/labels/external_shipment_id/{order.id}", lambda _: refusal(404))
    shop.wire.answer("GET", "/v1/labels", lambda _: httpx.Response(200, json={"labels": [], "pages": 1}))
    assert shop.look_up() == ()
    assert shop.ledger.looks(order.id) == ()
    assert open_doubts(shop)[0].what_we_know == (
        Told(NOON, "The carrier has the shipment, but lists no label for it yet."),
    )


def test_a_look_that_failed_proves_nothing(shop: Shop) -> None:
    order = swallowed(shop)
    for minutes in (10, 1, 1):
        shop.later(minutes=minutes)
        shop.practice.faults.add(Trouble("error_502", "/v1/labels", "GET", count=3))
        assert shop.look_up() == ()
    assert [look.clean for look in shop.ledger.all_looks(order.id)] == [False, False, False]
    assert refused_denial(shop, order) is FaultKind.NOT_YET_ABSENT


def test_being_offline_proves_nothing(shop: Shop) -> None:
    order = swallowed(shop)
    shop.practice.set_offline(True)
    assert shop.look_up() == ()
    assert shop.ledger.looks(order.id) == ()


def test_a_label_of_unknown_origin_keeps_the_doubt_open(shop: Shop) -> None:
    order = swallowed(shop)
    stranger = sold_elsewhere(shop).label
    assert shop.look_up() == ()
    (look,) = shop.ledger.all_looks(order.id)
    assert (look.clean, look.detail) == (
        False,
        "The carrier lists a label that may be this one; compare it: " + stranger.label_id,
    )


def test_labels_that_cannot_be_it_leave_a_look_clean(shop: Shop) -> None:
    order = swallowed(shop)
    shop.bought()
    sold_elsewhere(shop, PRIORITY)
    assert shop.look_up() == ()
    assert [look.clean for look in shop.ledger.all_looks(order.id)] == [True]


def test_a_label_with_the_id_of_another_order_is_not_this_one(shop: Shop) -> None:
    shop.practice.set_switches(schema="2026")
    order = swallowed(shop)
    sold_elsewhere(shop)
    shop.look_up()
    assert [look.clean for look in shop.ledger.all_looks(order.id)] == [True]


def test_a_label_that_is_kept_for_another_purchase_is_not_taken_from_it(shop: Shop) -> None:
    first, second = charged_unheard(shop), charged_unheard(shop)
    theirs = shop.carrier.labels.by_external_id(second.id)
    assert theirs is not None
    name(shop, first, theirs.label_id)
    assert shop.look_up() == ()
    (look,) = shop.ledger.all_looks(second.id)
    assert look.detail == "The carrier names a label that was kept for another purchase: " + theirs.label_id
    assert shop.purchase(second).state is State.IN_DOUBT


def test_a_second_label_found_raises_an_alarm(shop: Shop) -> None:
    shop.practice.set_switches(schema="2026", duplicate_external_id="accept")
    order = charged_unheard(shop)
    second = shop.carrier.labels.buy(order).label
    (found,) = shop.look_up()
    assert found.entry is not None
    assert found.entry.id != second.label_id
    assert found.alarms == (
        f"The carrier holds 2 labels for this parcel. Void the later one: {second.label_id}.",
    )


def test_a_second_label_is_kept_so_that_it_can_be_voided(shop: Shop) -> None:
    shop.practice.set_switches(schema="2026", duplicate_external_id="accept")
    order = charged_unheard(shop)
    second = shop.carrier.labels.buy(order).label
    third = shop.carrier.labels.buy(order).label
    (found,) = shop.look_up()
    assert found.alarms == (
        "The carrier holds 3 labels for this parcel. "
        f"Void the later ones: {second.label_id}, {third.label_id}.",
    )
    assert shop.labels.get(second.label_id).can_void
    assert shop.labels.get(third.label_id).can_void
    assert shop.ledger.verify() == ()


def test_a_second_label_is_found_where_the_carrier_tells_none_of_our_ids(shop: Shop) -> None:
    """The labels do not carry our id; their shipments do."""
    shop.practice.set_switches(schema="2024", duplicate_external_id="accept")
    order = charged_unheard(shop)
    second = shop.carrier.labels.buy(order).label
    (found,) = shop.look_up()
    assert second.label_id in found.alarms[0]


def test_a_voided_double_raises_no_alarm_and_is_not_the_one_taken(shop: Shop) -> None:
    shop.practice.set_switches(schema="2026", duplicate_external_id="accept")
    order = charged_unheard(shop)
    first = shop.carrier.labels.by_external_id(order.id)
    second = shop.carrier.labels.buy(order).label
    assert first is not None
    shop.carrier.labels.void(first.label_id)
    (found,) = shop.look_up()
    assert found.entry is not None
    assert (found.entry.id, found.alarms) == (second.label_id, ())


# ---------------------------------------------------------------- what the operator knows


def test_not_found_is_not_believed_before_settling(shop: Shop) -> None:
    order = swallowed(shop)
    for minutes in (0, 2, 2, 5):
        shop.later(minutes=minutes)
        shop.look_up()
        assert refused_denial(shop, order) is FaultKind.NOT_YET_ABSENT
    shop.later(minutes=1)
    shop.look_up()
    assert refused_denial(shop, order) is FaultKind.NOT_YET_ABSENT
    shop.later(minutes=1)
    shop.look_up()
    assert deny(shop, order).state is State.INTENDED


def test_two_looks_in_one_breath_count_as_one(shop: Shop) -> None:
    order = swallowed(shop)
    shop.later(minutes=20)
    shop.look_up()
    shop.later(seconds=30)
    shop.look_up()
    assert refused_denial(shop, order) is FaultKind.NOT_YET_ABSENT


def proved_absent(shop: Shop) -> Order:
    order = swallowed(shop)
    for minutes in (10, 1):
        shop.later(minutes=minutes)
        shop.look_up()
    return order


def test_a_label_that_shows_up_after_clean_looks_takes_their_proof_away(shop: Shop) -> None:
    order = proved_absent(shop)
    sold_elsewhere(shop)
    shop.later(minutes=1)
    assert shop.look_up() == ()
    assert refused_denial(shop, order) is FaultKind.NOT_YET_ABSENT
    assert open_doubts(shop)[0].looks_missing == 2


def test_what_was_proved_absent_is_bought_under_its_own_id(shop: Shop) -> None:
    order = proved_absent(shop)
    deny(shop, order)
    evidence = shop.ledger.history(order.id)[-1].event
    assert isinstance(evidence, ProvedAbsent)
    assert (
        evidence.evidence
        == "Confirmed by the operator at 2026-11-22T12:11:00+00:00 after 2 looks found nothing."
    )
    purchased = shop.buy(replace(order, id="f" * 32))
    assert (purchased.purchase.id, shop.paid) == (order.id, order.expected)


def test_a_first_request_that_arrives_after_all_is_not_paid_twice(shop: Shop) -> None:
    """The network kept the lost request back until the operator had denied it."""
    order = proved_absent(shop)
    deny(shop, order)
    shop.carrier.labels.buy(order)
    with pytest.raises(Lost):
        shop.buy(order)
    (found,) = shop.look_up()
    assert (found.purchase.id, shop.paid) == (order.id, order.expected)


def test_a_label_found_while_a_person_denies_it_stays_found(shop: Shop) -> None:
    order = swallowed(shop)
    for _ in range(2):
        shop.later(minutes=20)
        shop.look_up()
    shop.carrier.labels.buy(order)

    def uptime() -> None:
        """Asked for while the denial is weighed: another lane looks just then."""
        shop.look_up()

    ledger = Ledger(shop.database, shop.now, uptime)
    with pytest.raises(BadInput) as caught:
        it_does_not_exist(ledger, order.id, now=shop.now(), rule=RULE)
    assert caught.value.kind is FaultKind.NOT_YET_ABSENT
    assert shop.ledger.purchase(order.id).state is State.BOUGHT


def test_only_a_doubt_can_be_denied(shop: Shop) -> None:
    order = shop.order()
    shop.buy(order)
    assert refused_denial(shop, order) is FaultKind.NOT_YET_ABSENT


@pytest.mark.parametrize("what", ["label_id", "tracking_number"])
def test_the_operator_may_name_the_label(shop: Shop, what: str) -> None:
    order = swallowed(shop)
    label = sold_elsewhere(shop).label
    text = getattr(label, what)
    assert name(shop, order, f" {text[:6].upper()} {text[6:]}\n").state is State.BOUGHT
    assert shop.labels.get(label.label_id).purchase_id == order.id


def test_the_operator_may_name_the_label_before_anything_was_looked_up(shop: Shop) -> None:
    order = cut_off(shop)
    label = sold_elsewhere(shop).label
    assert name(shop, order, label.label_id).state is State.BOUGHT
    assert shop.ledger.verify() == ()


def test_a_label_that_the_carrier_does_not_have_cannot_be_named(shop: Shop) -> None:
    order = swallowed(shop)
    sold_elsewhere(shop)
    for text in ("9400111899560000000000", "se-1", " "):
        assert refused_name(shop, order, text) is FaultKind.LABEL_UNKNOWN


def test_a_label_without_a_number_is_not_named_by_no_text(shop: Shop) -> None:
    order = swallowed(shop)
    sold_elsewhere(shop)

    def numberless(request: httpx.Request) -> httpx.Response:
        page = shop.wire.passed_on(request).json()
        page["labels"][0]["tracking_number"] = ""
        return httpx.Response(200, json=page)

    shop.wire.answer("GET", "/v1/labels", numberless)
    assert refused_name(shop, order, "") is FaultKind.LABEL_UNKNOWN


def test_a_label_of_another_parcel_cannot_be_named(shop: Shop) -> None:
    order = swallowed(shop)
    assert refused_name(shop, order, shop.bought().id) is FaultKind.LABEL_OF_ANOTHER


def test_a_label_of_another_service_cannot_be_named(shop: Shop) -> None:
    order = swallowed(shop)
    label = sold_elsewhere(shop, PRIORITY).label
    assert refused_name(shop, order, label.label_id) is FaultKind.LABEL_OTHER_SERVICE


def test_the_label_of_another_doubt_cannot_be_named(shop: Shop) -> None:
    shop.practice.set_switches(schema="2026")
    order, other = swallowed(shop), charged_unheard(shop)
    theirs = shop.carrier.labels.by_external_id(other.id)
    assert theirs is not None
    assert refused_name(shop, order, theirs.label_id) is FaultKind.LABEL_OF_ANOTHER
    (found,) = shop.look_up()
    assert found.purchase.id == other.id


def other_answer(shop: Shop, label_id: str, **changes: object) -> None:
    """From here on the carrier lists this label otherwise."""

    def listed(request: httpx.Request) -> httpx.Response:
        page = shop.wire.passed_on(request).json()
        for label in page["labels"]:
            if label["label_id"] == label_id:
                label |= changes
        return httpx.Response(200, json=page)

    shop.wire.answer("GET", "/v1/labels", listed)


def test_a_label_of_another_account_cannot_be_named(shop: Shop) -> None:
    order = swallowed(shop)
    label = sold_elsewhere(shop).label
    other_answer(shop, label.label_id, carrier_id="se-999")
    assert refused_name(shop, order, label.label_id) is FaultKind.LABEL_OTHER_ACCOUNT


def test_a_label_to_another_place_cannot_be_named(shop: Shop) -> None:
    order = swallowed(shop)
    label = sold_elsewhere(shop).label
    other_answer(shop, label.label_id, ship_to={"name": "X", "postal_code": "99950"})
    assert refused_name(shop, order, label.label_id) is FaultKind.LABEL_OTHER_PLACE


def test_a_label_from_long_before_belongs_to_another_parcel(shop: Shop) -> None:
    label = sold_elsewhere(shop).label
    shop.later(hours=1)
    order = swallowed(shop)
    for text in (label.label_id, label.tracking_number):
        assert refused_name(shop, order, text) is FaultKind.LABEL_OF_ANOTHER


def test_a_label_under_our_own_id_is_taken_however_it_differs(shop: Shop) -> None:
    shop.practice.set_switches(schema="2026")
    order = charged_unheard(shop)
    label_id = shop.live_labels()[0]
    other_answer(shop, label_id, service_code="usps_media_mail")
    purchased = it_exists(shop.ledger, shop.labels, shop.carrier, order.id, label_id)
    assert purchased.purchase.state is State.BOUGHT
    assert "usps_media_mail" in purchased.alarms[0]


def test_a_voided_label_is_taken_and_told(shop: Shop) -> None:
    order = swallowed(shop)
    label = sold_elsewhere(shop).label
    shop.carrier.labels.void(label.label_id)
    purchased = it_exists(shop.ledger, shop.labels, shop.carrier, order.id, label.label_id)
    assert purchased.alarms == (
        "The carrier says that this label was voided. Buy the parcel again if it is still to go.",
    )
    assert shop.labels.get(label.label_id).is_void


def test_a_number_may_be_pasted_in_any_grouping(shop: Shop) -> None:
    order = swallowed(shop)
    number = sold_elsewhere(shop).label.tracking_number
    grouped = "-".join(number[place : place + 4] for place in range(0, len(number), 4))
    assert name(shop, order, f"  {grouped}.\n").state is State.BOUGHT


def test_whoever_named_a_label_or_found_it_is_recorded(shop: Shop) -> None:
    order, other = swallowed(shop), charged_unheard(shop)
    shop.look_up()
    label = sold_elsewhere(shop).label
    name(shop, order, label.label_id)
    decided = [
        line.entry.by
        for one in (order, other)
        for line in shop.ledger.lines(one.id)
        if isinstance(line.entry, Decision)
    ]
    assert decided == [By.OPERATOR, By.PROGRAM]


def test_naming_the_label_of_a_settled_purchase_changes_nothing(shop: Shop) -> None:
    order = shop.order()
    shop.buy(order)
    assert name(shop, order, "anything").state is State.BOUGHT
    assert shop.wire.count("GET /v1/labels") == 0


# ---------------------------------------------------------------- what the operator sees


def test_a_doubt_says_what_is_known_and_from_when_it_may_be_denied(shop: Shop) -> None:
    order = swallowed(shop)
    (doubt,) = open_doubts(shop)
    assert (doubt.since, doubt.absent_from, doubt.can_deny) == (NOON, NOON + timedelta(minutes=11), False)
    assert (doubt.what_we_know, doubt.looks_missing) == ((), 2)
    for _ in range(4):
        shop.later(minutes=5)
        shop.look_up()
    (doubt,) = open_doubts(shop)
    assert doubt.can_deny
    assert doubt.what_we_know == tuple(
        Told(NOON + timedelta(minutes=passed), "The carrier knows no such label.") for passed in (10, 15, 20)
    )
    assert doubt.purchase == shop.purchase(order)


def test_doubts_stand_oldest_first(shop: Shop) -> None:
    first = swallowed(shop)
    shop.later(minutes=1)
    second = swallowed(shop)
    assert [doubt.purchase.id for doubt in open_doubts(shop)] == [first.id, second.id]


def test_two_looks_at_once_find_the_label_once(shop: Shop) -> None:
    order = charged_unheard(shop)
    path = "/v1/labels"
    other = shop.second_window()

    def meanwhile(request: httpx.Request) -> httpx.Response:
        shop.wire.answer("GET", path, shop.wire.passed_on)
        found = settle(other.ledger, other.labels, shop.carrier, now=shop.now(), stale_before=shop.now())
        assert len(found) == 1
        return shop.wire.passed_on(request)

    shop.wire.answer("GET", path, meanwhile)
    assert shop.look_up() == ()
    assert shop.purchase(order).state is State.BOUGHT
    assert shop.ledger.verify() == ()
    other.database.close()
