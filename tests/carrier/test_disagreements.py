"""Where the documents, the description and reality disagree: what is done about each row of api.md 26."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from postwright.carrier.client import CarrierClient
from postwright.carrier.pace import Pacer
from postwright.domain.buying_rules import BuyingRules
from postwright.domain.customs import Customs, CustomsItem
from postwright.domain.draft_reading import read_draft
from postwright.domain.faults import FaultKind, Refused
from postwright.domain.label import Document, DocumentKind
from postwright.domain.label_options import LabelExtras, LabelLook, LabelPaper
from postwright.domain.money import Money
from postwright.domain.preferences import Preferences
from postwright.domain.service_limits import within_limits
from postwright.domain.shipment import Delivery, Parcel, Shipment
from postwright.domain.shipment_plan import ShipmentPlan
from postwright.domain.size import Size
from postwright.domain.void import VoidState
from postwright.domain.weight import Weight
from postwright.operations.void_label import void_label
from postwright.ui.ship.wording import lists
from tests.carrier.answers import NOW, PDF, Clock, Desk, Json, carrier, label, ok, refusal
from tests.carrier.test_accounts_rates_pickups import PICKUP, REQUEST, rate, usd
from tests.carrier.test_doors import NEWER
from tests.carrier.test_shipments import held
from tests.carrier.test_tracking import TOLD
from tests.domain.generated import CATALOGUE
from tests.domain.samples import DRAFT, ORDER, SHIPMENT
from tests.operations.shops import Shop

PLAN = ShipmentPlan(SHIPMENT, "se-1", "usps_ground_advantage", external_id="ours", warehouse_id="se-7")
TODAY = date(2026, 11, 22)


def bought(shipment: Shipment = SHIPMENT, **options: Any) -> Json:
    """The body of a purchase."""
    desk = Desk(ok(label()))
    carrier(desk).labels.buy(replace(ORDER, shipment=shipment), **options)
    body: Json = desk.body()
    return body


def quoted(*rates: Json) -> Any:
    return carrier(Desk(ok({"rate_response": {"rates": list(rates)}}))).rates.quote(SHIPMENT, "se-1").rates


@pytest.mark.parametrize(
    ("ask", "path"),
    [
        (lambda it: it.pickups.find(), "/v1/pickups"),
        (lambda it: it.images.find(), "/v1/account/settings/images"),
        (lambda it: it.manifests.progress("se-1"), "/v1/manifests/requests/se-1"),
    ],
    ids=["pickups", "images", "form requests"],
)
def test_row_01_what_the_old_package_lacks_is_asked_for(
    ask: Callable[[CarrierClient], object], path: str
) -> None:
    desk = Desk(ok({"pickups": [], "images": [], "errors": [{"message": "Later."}], "pages": 0}))
    ask(carrier(desk))
    assert desk.asked[0].url.path == path


@pytest.mark.parametrize(
    ("first", "second"), [("paperless", "qr_code"), ("qr_code", "paperless")], ids=["guide", "description"]
)
def test_row_02_the_paperless_word_is_a_setting_with_one_fallback(first: str, second: str) -> None:
    desk = Desk(refusal(400, "invalid_field_value", field_name="display_scheme"))
    order = replace(ORDER, shipment=replace(SHIPMENT, delivery=Delivery.QR))
    chosen = Preferences(display_scheme=first).display_scheme
    with pytest.raises(Refused):
        carrier(desk).labels.buy(order, display_scheme=chosen)
    assert [desk.body(place)["display_scheme"] for place in range(len(desk.asked))] == [first, second]


@pytest.mark.parametrize("insurer", ["carrier", "parcelguard", "funding_source", "x_cover", "made_up"])
def test_row_03_any_insurer_may_be_named_and_read(insurer: str) -> None:
    insured = read_draft(replace(DRAFT, insured_value="50"), CATALOGUE, TODAY, BuyingRules(insurer=insurer))
    assert isinstance(insured, Shipment)
    assert bought(insured)["shipment"]["insurance_provider"] == insurer
    assert bought()["shipment"]["insurance_provider"] == "none"
    found = carrier(Desk(ok(held(insurance_provider=insurer)))).shipments.read("se-5")
    assert found.insurance_provider == insurer


@pytest.mark.parametrize("offered", [True, False])
def test_row_04_restricted_delivery_is_offered_where_the_settings_say_so(offered: bool) -> None:
    preferences = Preferences(rules=BuyingRules(offer_restricted_delivery=offered))
    codes = [code for code, _ in lists(CATALOGUE, preferences, TODAY, DRAFT).confirmations]
    assert ("restricted_delivery" in codes) is offered
    draft = replace(DRAFT, confirmation="restricted_delivery")
    assert isinstance(read_draft(draft, CATALOGUE, TODAY, preferences.rules), Shipment) is offered


def test_row_04_restricted_delivery_is_bought_only_with_a_rate_for_it(shop: Shop) -> None:
    restricted = replace(SHIPMENT, confirmation="restricted_delivery")
    assert any(rate.buyable for rate in shop.quoted(restricted).rates)
    shop.practice.set_switches(restricted_delivery=False)
    with pytest.raises(Refused):
        shop.quoted(restricted)


def test_row_05_a_connection_always_has_a_nickname() -> None:
    desk = Desk(ok({"carrier_id": "se-9"}))
    carrier(desk).accounts.connect_stamps(nickname="", username="ann", password="secret")
    assert set(desk.body()) == {"nickname", "username", "password"}


@pytest.mark.parametrize("reply", [label(), NEWER, {"label_id": "se-1"}], ids=["2024", "2026", "bare"])
def test_row_06_no_part_of_a_label_but_its_id_has_to_be_there(reply: Json) -> None:
    assert carrier(Desk(ok(reply))).labels.read(reply["label_id"]).label_id == reply["label_id"]


def test_row_07_an_empty_batch_id_and_a_bare_number_for_a_carrier_are_read() -> None:
    assert carrier(Desk(ok(label(batch_id="")))).labels.read("se-453830546").batch_id == ""
    found = carrier(Desk(ok(TOLD | {"carrier_id": 1}))).tracking.of_label("se-1")
    assert (found.carrier_id, found.status_code) == ("1", "DE")


def test_row_08_a_rate_without_days_or_amounts_is_read() -> None:
    at_once, later = quoted(rate(delivery_days=0, other_amount=None), rate(delivery_days=None))
    assert (at_once.delivery_days, at_once.total, later.delivery_days) == (None, Money(791), None)
    nothing = quoted(rate(shipping_amount=None))[0]
    assert not nothing.buyable


def test_row_09_an_error_may_say_more_than_is_described() -> None:
    more = {"field_value": {"deep": [1]}, "carrier_name": "Stamps.com", "path": "/v1/labels", "method": "GET"}
    error = {"error_code": "unauthorized", "error_type": "security", "message": "Access denied."} | more
    desk = Desk(httpx.Response(401, json={"request_id": "r-1", "errors": [error]}))
    with pytest.raises(Refused) as caught:
        carrier(desk).labels.read("se-453830546")
    assert (caught.value.kind, caught.value.detail) == (FaultKind.KEY_REFUSED, "Access denied.")


@pytest.mark.parametrize("flag", [True, False, None, "perhaps"])
def test_row_10_whether_there_are_documents_is_seen_from_the_documents(flag: object) -> None:
    names = ("label", "form", "qr_code", "paperless_label")
    package = {f"has_{name}_documents": flag for name in names}
    found = carrier(Desk(ok(label(packages=[package])))).labels.buy(ORDER)
    assert found.documents == (Document(DocumentKind.PDF, PDF),)


def test_row_11_a_label_is_a_pdf_unless_something_else_is_asked_for() -> None:
    assert bought()["label_format"] == "pdf"
    assert bought(paper=LabelPaper(DocumentKind.PNG))["label_format"] == "png"


def test_row_12_a_letter_sheet_is_a_pdf_alone() -> None:
    body = bought(paper=LabelPaper(layout="letter"))
    assert (body["label_layout"], body["label_format"]) == ("letter", "pdf")
    for document in (DocumentKind.PNG, DocumentKind.ZPL):
        with pytest.raises(ValueError, match=r"letter|4x6"):
            LabelPaper(document, "letter")
    assert bought()["label_layout"] == "4x6"


@pytest.mark.parametrize(
    ("length", "warned", "blocked"), [(22, False, False), (23, True, False), (65, False, True)]
)
def test_row_13_ground_advantage_warns_beyond_its_standard_size(
    length: int, warned: bool, blocked: bool
) -> None:
    (one,) = quoted(rate())
    parcel = Parcel("package", Weight.of(pounds=5), Size(Decimal(length), Decimal(18), Decimal(15)))
    found = within_limits(one, CATALOGUE.service("usps_ground_advantage"), parcel)
    assert (bool(found.warnings), found.buyable) == (warned or blocked, not blocked)


def test_row_14_nobody_is_ever_asked_to_correct_an_address() -> None:
    desk = Desk(ok(label()))
    client = carrier(desk)
    client.labels.buy(ORDER)
    client.labels.buy_rate("se-1")
    client.labels.buy_shipment("se-1382687516")
    assert [desk.body(place)["validate_address"] for place in range(3)] == ["no_validation"] * 3
    desk = Desk(ok({"rate_response": {}}))
    carrier(desk).rates.quote(SHIPMENT, "se-1")
    assert desk.body()["shipment"]["validate_address"] == "no_validation"
    desk = Desk(ok({"has_errors": False, "shipments": [held(external_shipment_id="ours")]}))
    carrier(desk).shipments.create([PLAN])
    assert desk.body()["shipments"][0]["validate_address"] == "no_validation"


@pytest.mark.parametrize("limit", ["20", "200"])
def test_row_15_the_limit_is_the_one_in_the_headers(limit: str) -> None:
    clock = Clock()
    used_up = {"RateLimit-Limit": limit, "RateLimit-Remaining": "0", "RateLimit-Reset": "7"}
    client = carrier(
        Desk(httpx.Response(200, json=label(), headers=used_up), ok(label())),
        pacer=Pacer(now=clock.now, wait=clock.wait),
    )
    client.labels.read("se-453830546")
    client.labels.read("se-453830546")
    assert clock.at == pytest.approx(1008)  # seven seconds may be seven and a half


@pytest.mark.parametrize("word", ["check", "shipment", "quick", "pondered", None])
def test_row_16_a_rate_may_be_of_any_type(word: str | None) -> None:
    assert quoted(rate(rate_type=word))[0].buyable


def test_row_17_goods_are_named_as_products_of_the_package() -> None:
    item = CustomsItem("Mug", 2, Money.of(20), Weight.of(ounces=12), "691200", "US")
    abroad = replace(SHIPMENT.ship_to, country="DE", state="BE", postal_code="10115")
    customs = Customs("merchandise", "return_to_sender", (item,))
    sent = bought(replace(SHIPMENT, ship_to=abroad, customs=customs))["shipment"]
    assert sent["packages"][0]["products"][0]["value"] == usd(20)
    assert "customs_items" not in sent["customs"]


def test_row_18_a_change_names_both_the_origin_and_the_warehouse() -> None:
    desk = Desk(ok(held()))
    client = carrier(desk)
    client.shipments.change(client.shipments.read("se-5"), PLAN)
    assert desk.body()["warehouse_id"] == "se-7"
    assert desk.body()["ship_from"]["postal_code"] == "97204"


def test_row_19_a_picture_is_asked_for_at_the_door_that_knows_it() -> None:
    assert bought(extras=LabelExtras(image_id="img_1"))["label_image_id"] == "img_1"
    desk = Desk(ok(label()))
    client = carrier(desk)
    client.labels.buy_rate("se-1", look=LabelLook())
    client.labels.buy_shipment("se-1382687516", look=LabelLook())
    assert not [place for place in (0, 1) if "label_image_id" in desk.body(place)]


def test_row_20_a_sandbox_takes_no_picture_and_sells_nothing_with_one(shop: Shop) -> None:
    before, order = shop.paid, shop.order()
    with pytest.raises(Refused):
        shop.carrier.labels.buy(order, extras=LabelExtras(image_id="img_2SW8jzJBO026ZGEVXNKSHQ"))
    assert shop.paid == before
    assert shop.live_labels() == ()


@pytest.mark.parametrize("status", [200, 201, 202])
def test_row_21_every_success_is_one(status: int) -> None:
    found = carrier(Desk(httpx.Response(status, json=label()))).labels.buy(ORDER)
    assert found.label.label_id == "se-453830546"


@pytest.mark.parametrize(
    "answer", [httpx.Response(204), httpx.Response(200, json={"pickup_id": "pik_2"}), httpx.Response(200)]
)
def test_row_22_a_pickup_is_cancelled_with_or_without_a_body(answer: httpx.Response) -> None:
    desk = Desk(answer)
    carrier(desk).pickups.cancel("pik_2")
    assert len(desk.asked) == 1


@pytest.mark.parametrize("number", ["order-1", None, "theirs"])
def test_row_23_a_shipment_number_is_not_ours_to_set(number: str | None) -> None:
    assert "shipment_number" not in bought()["shipment"]
    desk = Desk(ok({"has_errors": False, "shipments": [held(external_shipment_id="ours")]}))
    carrier(desk).shipments.create([PLAN])
    assert "shipment_number" not in desk.body()["shipments"][0]
    desk = Desk(ok(held(shipment_number=number)))
    client = carrier(desk)
    before = client.shipments.read("se-5")
    client.shipments.change(before, PLAN)
    # One that somebody else gave stays, as a change replaces the whole.
    assert desk.body().get("shipment_number") == ("theirs" if number == "theirs" else None)


def test_row_24_an_approved_void_is_a_request_and_not_money(shop: Shop) -> None:
    entry = shop.bought()
    balance = shop.carrier.accounts.read(shop.account()).balance
    done = void_label(shop.till(), entry.id, now=shop.now())
    assert done.state is VoidState.REQUESTED
    assert "requested" in done.sentence
    assert "refunded" not in done.sentence
    assert shop.carrier.accounts.read(shop.account()).balance == balance
    shop.later(days=22)
    assert shop.carrier.accounts.read(shop.account()).balance == balance + entry.label.cost
    assert shop.voids.state(entry.id) is VoidState.REQUESTED


def test_row_25_what_others_invented_about_pickups_is_not_read() -> None:
    invented = {
        "status": "cancelled",
        "pickup_date": "2026-11-25",
        "pickup_window": {"start_at": "2026-11-25"},
    }
    told = {name: value for name, value in PICKUP.items() if name != "pickup_windows"} | invented
    pickup = carrier(Desk(ok(told))).pickups.schedule(REQUEST)
    assert (pickup.windows, pickup.cancelled_at) == ((), None)
    assert pickup.created_at == datetime(2026, 11, 22, 12, tzinfo=UTC) == NOW


def test_every_row_is_tested() -> None:
    text = Path(__file__).read_text("utf-8")
    assert [row for row in range(1, 26) if f"def test_row_{row:02}_" not in text] == []
