"""Prices, labels, forms, batches, scans and pickups, bought and followed at the practice carrier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from postwright.domain.batch import BatchLabels
from postwright.domain.estimate import EstimateRequest, Place
from postwright.domain.faults import FaultKind, Lost, Refused
from postwright.domain.label import DocumentKind, Label
from postwright.domain.label_options import LabelExtras, LabelLook, LabelPaper, ReturnOf
from postwright.domain.money import Money
from postwright.domain.pickup import PickupRequest, PickupWindow
from postwright.domain.shipment import Delivery
from postwright.domain.shipment_plan import ShipmentPlan
from postwright.domain.weight import Weight
from postwright.practice.faults import Fault as Trouble
from tests.domain.samples import CUSTOMER, SENDER, SHIPMENT
from tests.operations.shops import GROUND, Shop

TODAY = date(2026, 11, 22)
GROUND_ADVANTAGE = "usps_ground_advantage"
PLACES = (Place("97204", "Portland", "OR"), Place("18702", "Scranton", "PA"))


def planned(shop: Shop, external_id: str, *, warehouse_id: str = "") -> str:
    """A stored shipment's id."""
    plan = ShipmentPlan(SHIPMENT, shop.account(), GROUND_ADVANTAGE, external_id, warehouse_id)
    (made,) = shop.carrier.shipments.create([plan])
    assert made.shipment
    return made.shipment.shipment_id


def test_a_stored_shipment_costs_what_its_draft_was_quoted(shop: Shop) -> None:
    stored = shop.carrier.rates.of_stored(planned(shop, "ours"), shop.account(), package_codes=("package",))
    quoted = shop.quoted().rate(GROUND)
    one = stored.rate(GROUND)
    assert quoted
    assert one
    assert one.total == quoted.total
    assert shop.carrier.rates.read(one.rate_id).total == one.total


def test_many_are_priced_at_once_and_read_by_their_shipments(shop: Shop) -> None:
    ids = [planned(shop, name) for name in ("one", "two")]
    shop.practice.set_switches(rates_working_seconds=60)
    asked = shop.carrier.rates.bulk(ids, shop.account())
    assert [one.shipment_id for one in asked] == ids
    shop.later(minutes=2)
    for shipment_id in ids:
        known = shop.carrier.rates.known_for(shipment_id)
        assert (known.fingerprint, known.status) == (shipment_id, "completed")
        assert any(rate.buyable for rate in known.rates)


def test_an_estimate_needs_no_address_and_a_failure_says_why(shop: Shop) -> None:
    request = EstimateRequest((shop.account(),), *PLACES, Weight.of(pounds=1, ounces=4), TODAY)
    found = shop.carrier.rates.estimate(request)
    assert any(rate.buyable and rate.service_code == GROUND_ADVANTAGE for rate in found)
    assert {rate.rate_id for rate in found} == {""}
    heavy = shop.carrier.rates.estimate(replace(request, weight=Weight.of(pounds=71)))
    assert heavy
    assert not [rate for rate in heavy if rate.buyable]
    assert all(rate.problems for rate in heavy)


def test_the_retail_price_is_higher_where_it_is_asked_for(shop: Shop) -> None:
    plain, compared = (
        shop.carrier.rates.quote(SHIPMENT, shop.account(), comparison=word).rate(GROUND)
        for word in ("", "retail")
    )
    assert plain
    assert compared
    assert plain.comparison is None
    assert compared.comparison
    assert compared.comparison > compared.total == plain.total


def test_a_label_is_bought_by_its_rate_and_found_by_it(shop: Shop) -> None:
    stored = shop.carrier.rates.of_stored(planned(shop, "ours"), shop.account(), package_codes=("package",))
    rate = stored.rate(GROUND)
    assert rate
    bought = shop.carrier.labels.buy_rate(rate.rate_id, custom_fields=["ours"])
    assert (bought.label.cost, [one.kind for one in bought.documents]) == (rate.total, [DocumentKind.PDF])
    assert shop.paid == rate.total
    found = shop.carrier.labels.find(rate_id=rate.rate_id)
    assert [label.label_id for label in found] == [bought.label.label_id]


def test_a_label_whose_answer_was_lost_is_found_by_our_own_id(shop: Shop) -> None:
    order = shop.order()
    shop.practice.lose_next_purchase_reply()
    with pytest.raises(Lost):
        shop.carrier.labels.buy(order)
    found = shop.carrier.labels.by_external_id(order.id)
    assert found
    assert (shop.live_labels(), shop.paid) == ((found.label_id,), found.cost)


def test_a_lost_answer_of_every_other_door_is_found_by_what_was_bought(shop: Shop) -> None:
    outbound = shop.bought().id
    began, labels = shop.now(), shop.carrier.labels
    shipment_id, other = planned(shop, "ours"), planned(shop, "other")
    rate = shop.carrier.rates.of_stored(other, shop.account(), package_codes=("package",)).rate(GROUND)
    assert rate
    doors: tuple[tuple[str, Callable[[], object], Callable[[], tuple[Label, ...]]], ...] = (
        ("rates/*", lambda: labels.buy_rate(rate.rate_id), lambda: labels.find(rate_id=rate.rate_id)),
        (
            "shipment/*",
            lambda: labels.buy_shipment(shipment_id),
            lambda: labels.find(shipment_id=shipment_id),
        ),
        (
            "*/return",
            lambda: labels.buy_return(outbound),
            lambda: tuple(one for one in labels.find(created_from=began) if one.is_return),
        ),
    )
    for route, buy, look_up in doors:
        before = shop.paid
        shop.practice.faults.add(Trouble("drop_after", f"/v1/labels/{route}", "POST"))
        with pytest.raises(Lost):
            buy()
        (found,) = look_up()
        assert shop.paid == before + found.cost
    assert len(shop.live_labels()) == 1 + len(doors)


def test_a_label_is_bought_by_its_shipment_and_found_by_both_ids(shop: Shop) -> None:
    shipment_id = planned(shop, "ours")
    bought = shop.carrier.labels.buy_shipment(shipment_id, look=LabelLook(LabelPaper(DocumentKind.ZPL)))
    assert [one.kind for one in bought.documents] == [DocumentKind.ZPL]
    (found,) = shop.carrier.labels.find(shipment_id=shipment_id)
    assert found.label_id == bought.label.label_id
    by_ours = shop.carrier.labels.by_external_id("ours")
    assert by_ours
    assert (by_ours.label_id, shop.live_labels()) == (found.label_id, (found.label_id,))


def test_a_return_of_a_label_is_a_label_of_its_own(shop: Shop) -> None:
    outbound = shop.bought()
    began = shop.now()
    back = shop.carrier.labels.buy_return(
        outbound.id, look=LabelLook(delivery=Delivery.QR), extras=LabelExtras(rma_number="RMA 7")
    )
    assert back.label.is_return
    assert back.label.rma_number == "RMA 7"
    assert [one.kind for one in back.documents] == [DocumentKind.QR]
    assert back.label.tracking_number != outbound.label.tracking_number
    # The way to find it after a lost answer: nothing of ours is in it (api.md 24.8).
    since = shop.carrier.labels.find(created_from=began - timedelta(seconds=1))
    assert [label.label_id for label in since if label.is_return] == [back.label.label_id]


def test_a_return_with_its_shipment_carries_our_own_id(shop: Shop) -> None:
    back = replace(
        SHIPMENT, ship_to=replace(SENDER, phone=""), ship_from=replace(CUSTOMER, phone="5705550100")
    )
    order = shop.order(shipment=back)
    bought = shop.carrier.labels.buy(order, return_of=ReturnOf()).label
    assert bought.is_return
    found = shop.carrier.labels.by_external_id(order.id)
    assert found
    assert found.label_id == bought.label_id


def test_a_label_is_read_whole_with_the_document_that_was_bought(shop: Shop) -> None:
    entry = shop.bought()
    (document,) = shop.carrier.labels.read_whole(entry.id).documents
    assert document == shop.labels.document(entry.id, DocumentKind.PDF)


def test_what_2026_adds_is_read_when_it_is_there(shop: Shop) -> None:
    entry = shop.bought()
    shop.practice.set_switches(schema="2026")
    shop.carrier.labels.void(entry.id)
    found = shop.carrier.labels.read(entry.id)
    assert (found.void_type, found.confirmation, found.voided) == ("manual", "none", True)
    assert found.external_id == entry.purchase_id
    assert entry.label.tracking_number in found.tracking_url


def test_a_refund_nobody_asked_for_is_called_off(shop: Shop) -> None:
    shop.practice.set_switches(refund_assist=True, schema="2026")
    entry = shop.bought()
    shop.later(days=22)
    scheduled = shop.carrier.labels.find(refund_statuses=["request_scheduled", "pending"])
    assert [label.label_id for label in scheduled] == [entry.id]
    assert scheduled[0].refund
    assert scheduled[0].refund.can_opt_out
    kept = shop.carrier.labels.cancel_refund(entry.id)
    assert kept.refund is None or not kept.refund.can_opt_out
    shop.later(days=10)
    assert shop.live_labels() == (entry.id,)
    with pytest.raises(Refused):
        shop.carrier.labels.cancel_refund(entry.id)


def test_a_form_is_made_printed_and_found(shop: Shop) -> None:
    ids = [shop.bought().id for _ in range(2)]
    answer = shop.carrier.manifests.make(ids)
    (form,) = answer.forms
    assert (answer.left_out, sorted(form.label_ids), form.count) == ((), sorted(ids), 2)
    assert len(form.submission_id) == 22
    assert shop.carrier.documents.of_form(form).content.startswith(b"%PDF-")
    assert shop.carrier.manifests.read(form.form_id).submission_id == form.submission_id
    assert shop.carrier.manifests.find(ship_date_from=TODAY - timedelta(days=9), label_ids=ids)
    assert shop.carrier.manifests.find(created_from=shop.now() + timedelta(days=1)) == ()


def test_a_form_of_a_day_takes_what_left_its_warehouse(shop: Shop) -> None:
    warehouse = shop.carrier.warehouses.create("Shop", SENDER)
    first, second = (
        shop.carrier.labels.buy_shipment(planned(shop, name, warehouse_id=warehouse.warehouse_id)).label
        for name in ("one", "two")
    )
    day = first.ship_date
    assert day
    (form,) = shop.carrier.manifests.make_for_day(
        shop.account(), warehouse.warehouse_id, day, excluded=[second.label_id]
    ).forms
    assert (form.label_ids, form.warehouse_id) == ((first.label_id,), warehouse.warehouse_id)
    with pytest.raises(Refused):
        shop.carrier.manifests.make_for_day(shop.account(), warehouse.warehouse_id, TODAY - timedelta(days=3))


def test_a_form_that_takes_its_time_is_asked_for_until_it_is_there(shop: Shop) -> None:
    shop.practice.set_switches(manifest_polls=2)
    answer = shop.carrier.manifests.make([shop.bought().id])
    polls = 0
    while answer.open_requests:
        polls += 1
        assert polls < 9
        answer = shop.carrier.manifests.progress(answer.open_requests[0].request_id)
    assert polls
    assert len(answer.forms) == 1


def test_a_batch_is_gathered_processed_and_followed_to_its_labels(shop: Shop) -> None:
    warehouse = shop.carrier.warehouses.create("Shop", SENDER)
    one, two, three = (
        planned(shop, name, warehouse_id=warehouse.warehouse_id) for name in ("one", "two", "three")
    )
    batches = shop.carrier.batches
    batch = batches.create([one], external_id="se-monday", notes="Monday")
    batches.add(batch.batch_id, [two, three])
    batches.remove(batch.batch_id, [three])
    open_one = batches.by_external_id("se-monday")
    assert open_one
    assert (open_one.batch_id, open_one.count, open_one.can_change) == (batch.batch_id, 2, True)
    assert shop.paid == Money(0)
    batches.process(batch.batch_id, BatchLabels())
    shop.later(minutes=5)
    done = batches.read(batch.batch_id)
    assert (done.status, done.completed, done.has_ended) == ("completed", 2, True)
    labels = shop.carrier.labels.find(batch_id=batch.batch_id)
    assert {label.shipment_id for label in labels} == {one, two}
    assert batches.problems(batch.batch_id) == ()
    assert [found.batch_id for found in batches.find(status="completed")] == [batch.batch_id]
    with pytest.raises(Refused):
        batches.add(batch.batch_id, [three])


def test_a_batch_can_be_thrown_away_before_it_costs_anything(shop: Shop) -> None:
    warehouse = shop.carrier.warehouses.create("Shop", SENDER)
    batch = shop.carrier.batches.create([planned(shop, "one", warehouse_id=warehouse.warehouse_id)])
    shop.carrier.batches.delete(batch.batch_id)
    assert shop.carrier.batches.by_external_id("se-monday") is None
    assert shop.paid == Money(0)


def test_a_number_is_followed_with_its_scans(shop: Shop) -> None:
    entry = shop.bought()
    number = entry.label.tracking_number
    assert shop.carrier.tracking.by_number(number).unscanned
    shop.practice.mail(entry.id)
    shop.later(days=10)
    found = shop.carrier.tracking.by_number(number, carrier_id=shop.account(), carrier_code="")
    assert (found.status_code, found.unscanned) == ("DE", False)
    assert found.events[0].at == max(scan.at for scan in found.events)
    assert {scan.status_code for scan in found.events} >= {"DE"}
    shop.carrier.tracking.start(number)
    shop.carrier.tracking.stop(number)


def test_pickups_are_found_by_account_and_time(shop: Shop) -> None:
    window = PickupWindow(shop.now() + timedelta(days=1), shop.now() + timedelta(days=1, hours=4))
    wish = PickupRequest((shop.bought().id,), "Ann", "503-555-0100", "ann@example.com", window)
    booked = shop.carrier.pickups.schedule(wish)
    assert (booked.problems, booked.carrier_id) == ((), shop.account())
    assert [one.pickup_id for one in shop.carrier.pickups.find(carrier_id=shop.account())] == [
        booked.pickup_id
    ]
    assert shop.carrier.pickups.find(created_from=shop.now() + timedelta(days=1)) == ()
    shop.carrier.pickups.cancel(booked.pickup_id)
    assert shop.carrier.pickups.read(booked.pickup_id).cancelled_at


def test_what_is_unknown_is_told_as_not_found(shop: Shop) -> None:
    for ask in (
        lambda: shop.carrier.rates.read("se-1"),
        lambda: shop.carrier.labels.buy_rate("se-1"),
        lambda: shop.carrier.labels.buy_shipment("se-1"),
        lambda: shop.carrier.labels.buy_return("se-1"),
        lambda: shop.carrier.manifests.read("se-1"),
        lambda: shop.carrier.manifests.progress("se-1"),
        lambda: shop.carrier.batches.read("se-1"),
    ):
        with pytest.raises(Refused) as caught:
            ask()
        assert caught.value.kind is FaultKind.NOT_FOUND
    assert shop.paid == Money(0)
