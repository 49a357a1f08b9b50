"""What nobody has confirmed (api.md 28), and what is done so that a wrong guess costs nothing: 0013."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from postwright.domain.buying_rules import BuyingRules
from postwright.domain.customs import Customs, CustomsItem
from postwright.domain.draft import CustomsLine
from postwright.domain.draft_reading import read_draft
from postwright.domain.faults import BadInput, FaultKind, Lost, Refused
from postwright.domain.label import DocumentKind, DocumentLink
from postwright.domain.label_options import LabelExtras
from postwright.domain.money import Money
from postwright.domain.shipment import Delivery, Shipment
from postwright.domain.size import Size
from postwright.domain.void import VoidState
from postwright.domain.weight import Weight
from postwright.operations.run_queue import run_queue
from postwright.operations.sell import sell
from postwright.operations.void_label import void_label
from tests.carrier.answers import API, KEY, PDF, Desk, Json, carrier, label, ok, refusal
from tests.carrier.test_accounts_rates_pickups import rate
from tests.domain.generated import CATALOGUE
from tests.domain.samples import CUSTOMER_TEXT, DRAFT, ORDER, SHIPMENT
from tests.operations.shops import GROUND, Shop

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("status", "code", "field"),
    [
        (400, "identifier_conflict", ""),
        (409, "identifier_conflict", ""),
        (409, "unspecified", ""),
        (422, "unspecified", "shipment.external_shipment_id"),
    ],
)
def test_point_01_a_used_id_is_a_doubt_and_is_never_bought_anew(status: int, code: str, field: str) -> None:
    desk = Desk(refusal(status, code, field_name=field), ok(label()))
    with pytest.raises(Lost):
        carrier(desk).labels.buy(ORDER)
    assert len(desk.asked) == 1


@pytest.mark.parametrize("status", [400, 409])
def test_point_01_a_purchase_whose_id_is_taken_is_found_and_paid_once(shop: Shop, status: int) -> None:
    shop.practice.set_switches(conflict_status=status)
    order = shop.order()
    first = shop.carrier.labels.buy(order).label  # its answer was lost with the program
    with pytest.raises(Lost):
        shop.buy(order)
    (settled,) = shop.look_up()
    assert settled.purchase.receipt
    assert settled.purchase.receipt.label_id == first.label_id
    assert shop.live_labels() == (first.label_id,)


@pytest.mark.parametrize("place", ["handoff_code", "alternative_identifiers", "instructions"])
def test_point_02_the_label_id_is_found_wherever_it_stands(shop: Shop, place: str) -> None:
    shop.practice.set_switches(label_id_in=place)
    entry = shop.bought_paperless()
    assert re.fullmatch(r"[A-Z0-9]{8,10}", entry.label.broker_id)


def test_point_02_without_a_label_id_the_picture_of_the_carrier_remains(shop: Shop) -> None:
    shop.practice.set_switches(label_id_in="nowhere")
    entry = shop.bought_paperless()
    assert entry.label.broker_id == ""
    assert shop.labels.document(entry.id, DocumentKind.QR)


@pytest.mark.parametrize(
    ("funds_error", "kind"),
    [
        ("insufficient_funds", FaultKind.INSUFFICIENT_FUNDS),
        ("funding_source_error", FaultKind.INSUFFICIENT_FUNDS),
        ("carrier_text", FaultKind.CARRIER_REFUSED),
    ],
)
def test_point_03_a_want_of_money_charges_nothing_however_it_is_told(
    shop: Shop, funds_error: str, kind: FaultKind
) -> None:
    order = shop.order()
    shop.practice.set_switches(funds_error=funds_error)
    balance = shop.carrier.accounts.read(shop.account()).balance
    shop.practice.adjust_balance(-balance.minor)
    with pytest.raises(Refused) as caught:
        shop.buy(order)
    assert caught.value.kind is kind
    assert caught.value.detail
    assert shop.paid == Money(0)


def test_point_04_a_rate_that_has_run_out_is_no_part_of_a_purchase(shop: Shop) -> None:
    shop.practice.set_switches(rate_ttl_seconds=60)
    order = shop.order()
    shop.later(minutes=5)
    assert shop.buy(order).entry


def test_point_04_a_price_that_is_too_old_is_asked_for_again(shop: Shop) -> None:
    quoted, draft = shop.quoted(), shop.drafts.new(DRAFT)
    shop.later(hours=3)
    counter = replace(shop.counter(), rules=BuyingRules(quote_hours=2))
    with pytest.raises(BadInput) as caught:
        sell(counter, shop.archive(), draft.id, SHIPMENT, quoted, GROUND)
    assert (caught.value.kind, shop.wire.purchases) == (FaultKind.STALE_QUOTE, 0)


@pytest.mark.parametrize(("above", "largest"), [("cut", 2), ("refuse", 25)])
def test_point_04_a_list_is_whole_whatever_the_largest_page_is(shop: Shop, above: str, largest: int) -> None:
    bought = {shop.bought().id for _ in range(3)}
    shop.practice.set_switches(largest_page=largest, page_above=above)
    assert {label.label_id for label in shop.carrier.labels.find()} == bought
    # A second page, or a second try without the size.
    assert shop.wire.count("GET /v1/labels") == 2


def test_point_04_a_refused_page_size_is_left_to_the_carrier_for_the_whole_list() -> None:
    page = {"labels": [label()], "pages": 2}
    desk = Desk(refusal(400, field_name="page_size"), ok(page), ok(page | {"labels": []}))
    assert len(carrier(desk).labels.find()) == 1
    sizes = [(asked.url.params["page"], asked.url.params.get("page_size")) for asked in desk.asked]
    assert sizes == [("1", "100"), ("1", None), ("2", None)]


@pytest.mark.parametrize("answer", [refusal(400), refusal(400, field_name="sort_by")], ids=["bare", "other"])
def test_point_04_another_refusal_of_a_list_is_final(answer: httpx.Response) -> None:
    desk = Desk(answer)
    with pytest.raises(Refused):
        carrier(desk).labels.find()
    assert len(desk.asked) == 1


def test_point_04_no_money_is_added_unless_the_operator_allowed_it() -> None:
    desk = Desk(ok({"balance": {"currency": "usd", "amount": 20}}))
    with pytest.raises(BadInput):
        carrier(desk).accounts.add_funds("se-1", Money.of(10))
    assert desk.asked == []


@pytest.mark.parametrize("taken", ["paperless", "qr_code"])
@pytest.mark.parametrize("chosen", ["paperless", "qr_code"])
def test_point_05_a_paperless_label_is_bought_once_whichever_word_is_taken(
    shop: Shop, taken: str, chosen: str
) -> None:
    shop.practice.set_switches(display_schemes=["label", taken])
    order = shop.order(shipment=replace(SHIPMENT, delivery=Delivery.QR))
    bought = shop.carrier.labels.buy(order, display_scheme=chosen)
    assert bought.label.display_scheme == taken
    assert len(shop.live_labels()) == 1


def test_point_06_a_return_is_charged_as_the_carrier_is_used_to(shop: Shop) -> None:
    outbound = shop.bought()
    before = shop.paid
    back = shop.carrier.labels.buy_return(outbound.id).label
    assert back.is_return
    assert shop.paid == before + back.cost
    desk = Desk(ok(label(is_return_label=True)))
    carrier(desk).labels.buy_return("se-1")
    assert "charge_event" not in desk.body()


def test_point_06_a_return_that_is_paid_on_its_scan_is_taken_or_charges_nothing(shop: Shop) -> None:
    outbound = shop.bought()
    before = shop.paid
    with pytest.raises(Refused):
        shop.carrier.labels.buy_return(outbound.id, extras=LabelExtras(charge_event="on_carrier_acceptance"))
    assert shop.paid == before


def test_point_06_without_refund_assist_there_is_no_refund_to_show() -> None:
    assert carrier(Desk(ok(label(refund_details=None)))).labels.read("se-453830546").refund is None


LINE = CustomsLine(description="Watch", quantity="1", value="2500.01", pounds="1", tariff_code="910211")
ABROAD = replace(DRAFT, to=replace(CUSTOMER_TEXT, country="DE", state="", postal_code="10115"), reference1="")


def test_point_07_a_parcel_that_needs_an_export_number_is_not_sent() -> None:
    read = read_draft(replace(ABROAD, customs_lines=(LINE,)), CATALOGUE, TODAY)
    assert not isinstance(read, Shipment)
    assert any("export filing" in problem.sentence for problem in read)
    item = CustomsItem("Watch", 1, Money.of("2500.01"), Weight.of(pounds=1), "910211", "US")
    customs = Customs("merchandise", "return_to_sender", (item,))
    abroad = replace(SHIPMENT.ship_to, country="DE", state="", postal_code="10115")
    desk = Desk(ok(label()))
    carrier(desk).labels.buy(replace(ORDER, shipment=replace(SHIPMENT, ship_to=abroad, customs=customs)))
    assert "declaration" not in desk.body()["shipment"]["customs"]


@pytest.mark.parametrize(
    ("rules", "value", "taken"),
    [
        (BuyingRules(), "5000", True),
        (BuyingRules(), "5000.01", False),
        (BuyingRules(insure_at_most=Money.of(100)), "100.01", False),
        (BuyingRules(insure_at_most=Money.of(10_000), insurer="parcelguard"), "10000", True),
    ],
)
def test_point_08_no_more_is_insured_than_was_decided(rules: BuyingRules, value: str, taken: bool) -> None:
    read = read_draft(replace(DRAFT, insured_value=value), CATALOGUE, TODAY, rules)
    assert isinstance(read, Shipment) is taken


def test_point_08_the_queue_keeps_to_the_same_limit(shop: Shop) -> None:
    record = shop.queued(limit="50", draft=replace(DRAFT, insured_value="101"))
    run = run_queue(replace(shop.counter(), rules=BuyingRules(insure_at_most=Money.of(100))))
    assert [one.id for one in run.handed_back] == [record.id]
    assert shop.wire.purchases == 0


@pytest.mark.parametrize("needed", [True, False])
def test_point_09_a_document_comes_whether_or_not_it_needs_the_key(shop: Shop, needed: bool) -> None:
    entry = shop.bought()
    shop.practice.set_switches(downloads_need_key=needed)
    label = shop.carrier.labels.read(entry.id)
    (document,) = shop.carrier.documents.of_label(label, [DocumentKind.PDF])
    assert document.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("host", "with_key"), [(API, True), ("https://api.shipstation.com", False)], ids=["api", "elsewhere"]
)
def test_point_09_the_key_is_shown_to_the_api_alone(host: str, with_key: bool) -> None:
    desk = Desk(httpx.Response(200, content=PDF))
    link = DocumentLink(DocumentKind.PDF, f"{host}/v1/downloads/10/2SW8jzJBO026ZGEVXNKSHQ/label-1.pdf")
    carrier(desk).documents.download(link)
    assert (desk.asked[0].headers.get("API-Key") == KEY) is with_key


@pytest.mark.parametrize("told", ["refusal", "item"])
def test_point_10_a_label_on_another_form_is_left_out_or_refused(told: str) -> None:
    item: Json = {"label_id": "se-1", "message": "Already manifested."}
    answers = {"refusal": refusal(400, message="Already manifested."), "item": ok({"errors": [item]})}
    desk = Desk(answers[told])
    if told == "refusal":
        with pytest.raises(Refused):
            carrier(desk).manifests.make(["se-1"])
    else:
        (left_out,) = carrier(desk).manifests.make(["se-1"]).left_out
        assert left_out.label_id == "se-1"
    assert len(desk.asked) == 1


@pytest.mark.parametrize("again", ["item", "refuse"])
def test_point_10_a_form_holds_a_label_once_however_that_is_told(shop: Shop, again: Any) -> None:
    shop.practice.set_switches(manifested_again=again)
    entry, other = shop.bought(), shop.bought()
    (form,) = shop.carrier.manifests.make([entry.id]).forms
    assert form.label_ids == (entry.id,)
    if again == "refuse":
        with pytest.raises(Refused):
            shop.carrier.manifests.make([entry.id, other.id])
    else:
        answer = shop.carrier.manifests.make([entry.id, other.id])
        assert [one.label_ids for one in answer.forms] == [(other.id,)]
        assert [one.label_id for one in answer.left_out] == [entry.id]
    assert [one.form_id for one in shop.carrier.manifests.find(label_ids=[entry.id])] == [form.form_id]


@pytest.mark.parametrize(
    ("approved", "state"), [(True, VoidState.REQUESTED), (False, VoidState.DENIED)], ids=["yes", "no"]
)
def test_point_10_the_answer_to_a_void_is_believed(shop: Shop, approved: bool, state: VoidState) -> None:
    entry = shop.bought()
    answer = ok({"approved": approved, "message": "So it is."})
    shop.wire.answer("PUT", f"/v1/labels/{entry.id}/void", lambda _: answer)
    assert void_label(shop.till(), entry.id, now=shop.now()).state is state


def test_point_11_a_surcharge_is_in_the_price_of_the_carrier_alone() -> None:
    sides = Size(Decimal("30.001"), Decimal(6), Decimal(3))
    shipment = replace(SHIPMENT, parcel=replace(SHIPMENT.parcel, size=sides))
    desk = Desk(ok({"rate_response": {"rates": [rate(other_amount={"currency": "usd", "amount": 4})]}}))
    (one,) = carrier(desk).rates.quote(shipment, "se-1").rates
    assert one.total == Money(761 + 10 + 20 + 400)
    assert desk.body()["shipment"]["packages"][0]["dimensions"]["length"] == 30.01


@pytest.mark.parametrize("taken", [True, False])
def test_point_12_restricted_delivery_is_priced_before_it_is_bought(shop: Shop, taken: bool) -> None:
    shop.practice.set_switches(restricted_delivery=taken)
    draft = replace(DRAFT, confirmation="restricted_delivery")
    assert not isinstance(read_draft(draft, CATALOGUE, TODAY), Shipment)
    shop.queued(limit="50", draft=draft)
    rules = BuyingRules(offer_restricted_delivery=True)
    run = run_queue(replace(shop.counter(), rules=rules))
    assert (len(run.bought), len(run.handed_back)) == ((1, 0) if taken else (0, 1))
    assert shop.wire.purchases == int(taken)


def test_every_point_is_decided_and_tested() -> None:
    here = Path(__file__)
    text = here.read_text("utf-8")
    record = here.parents[2] / "desktop" / "decisions" / "0013-what-the-documents-leave-open.md"
    rows = re.findall(r"^\| (\d+) \|", record.read_text("utf-8"), re.MULTILINE)
    assert rows == [str(point) for point in range(1, 13)]
    assert [point for point in range(1, 13) if f"def test_point_{point:02}_" not in text] == []
