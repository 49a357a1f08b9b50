"""Shipments as the carrier holds them: made, read, found, changed, cancelled."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import httpx
import pytest

from postwright.carrier.calls.shipments import ShipmentCalls
from postwright.domain.carrier_address import NOWHERE
from postwright.domain.customs import Customs, CustomsItem
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost
from postwright.domain.held_shipment import HeldShipment
from postwright.domain.money import Money
from postwright.domain.shipment_plan import ShipmentPlan
from postwright.domain.size import Size
from postwright.domain.weight import GRAMS_PER_OUNCE, Weight
from tests.carrier.answers import Desk, Json, carrier, ok, refusal
from tests.domain.samples import CUSTOMER, SENDER, SHIPMENT

PLAN = ShipmentPlan(SHIPMENT, "se-1", "usps_ground_advantage", external_id="order-1")
SHOP = {"name": "Juniper Goods", "address_line1": "500 SW Alder St", "city_locality": "Portland"}


def held(**more: Any) -> Json:
    return {
        "shipment_id": "se-5",
        "external_shipment_id": "order-1",
        "external_order_id": "1001",
        "carrier_id": "se-1",
        "service_code": "usps_ground_advantage",
        "shipment_status": "pending",
        "ship_date": "2026-11-23T00:00:00Z",
        "created_at": "2026-11-22T12:00:00.1234567Z",
        "modified_at": "2026-11-22T12:00:01Z",
        "ship_to": {"name": "Ann Lee", "instructions": "", "geolocation": None},
        "ship_from": SHOP,
        "return_to": SHOP,
        "warehouse_id": "se-7",
        "is_return": None,
        "tags": [{"name": "Gift"}, "Fragile"],
        "packages": [
            {
                "shipment_package_id": "se-9",
                "package_code": "package",
                "package_name": "Package",
                "weight": {"value": 1.5, "unit": "pound"},
                "dimensions": {"unit": "inch", "length": 9, "width": 6.5, "height": 3},
                "insured_value": {"currency": "usd", "amount": 20.5},
            }
        ],
        "total_weight": {"value": 1.5, "unit": "pound"},
        "zone": 5,
    } | more


def read(**more: Any) -> HeldShipment:
    return carrier(Desk(ok(held(**more)))).shipments.read("se-5")


# ---------------------------------------------------------------- reading


def test_a_shipment_is_read_whole() -> None:
    found = read(order_source_code="etsy")
    assert (found.shipment_id, found.status, found.external_id, found.order_reference) == (
        "se-5", "pending", "order-1", "1001"
    )  # fmt: skip
    assert (found.ship_to.name, found.ship_from.city, found.return_to) == (
        "Ann Lee", "Portland", found.ship_from
    )  # fmt: skip
    assert (found.ship_date, found.modified_at) == (
        date(2026, 11, 23), datetime(2026, 11, 22, 12, 0, 1, tzinfo=UTC)
    )  # fmt: skip
    assert (found.tags, found.zone, found.confirmation, found.is_return, found.warehouse_id) == (
        ("Gift", "Fragile"), 5, "none", False, "se-7"
    )  # fmt: skip
    (package,) = found.packages
    assert (package.weight, package.weight and package.weight.ounces) == (found.weight, Fraction(24))
    assert package.size == Size(Decimal(9), Decimal("6.5"), Decimal(3))
    assert package.insured_value == Money(2050)
    assert json.loads(found.raw)["order_source_code"] == "etsy"


@pytest.mark.parametrize(
    ("unit", "value", "grams"),
    [("gram", 100, 100), ("kilogram", 1.5, 1500), ("ounce", 0, 0), ("stone", 3, None), ("gram", -1, None),
     ("gram", None, None)],
)  # fmt: skip
def test_a_weight_comes_in_any_unit_and_an_odd_one_is_none(unit: str, value: Any, grams: int | None) -> None:
    weight = read(total_weight={"value": value, "unit": unit}).weight
    assert (weight.ounces * GRAMS_PER_OUNCE if weight else None) == grams


@pytest.mark.parametrize(
    ("sides", "size"),
    [
        ({"unit": "inch", "length": 0.0, "width": 0.0, "height": 0.0}, None),
        ({"unit": "inch", "length": 9, "width": None, "height": 3}, None),
        ({"unit": "inch", "length": 9, "width": -6, "height": 3}, None),
        ({"unit": "ell", "length": 9, "width": 6, "height": 3}, None),
        (None, None),
        ({"unit": "centimeter", "length": 2.54, "width": 25.4, "height": 1}, ("1", "10", "0.3938")),
    ],
)
def test_sides_are_read_in_inches_and_never_too_short(sides: Any, size: tuple[str, ...] | None) -> None:
    (package,) = read(packages=[{"dimensions": sides}]).packages
    assert package.size == (Size(*(Decimal(side) for side in size)) if size else None)


def test_a_shipment_of_which_only_the_id_is_told_is_read_too() -> None:
    found = carrier(Desk(ok({"shipment_id": "se-5", "shipment_status": "on_the_moon"}))).shipments.read(
        "se-5"
    )
    assert (found.status, found.ship_to, found.packages, found.weight, found.created_at, found.zone) == (
        "on_the_moon", NOWHERE, (), None, None, None
    )  # fmt: skip


@pytest.mark.parametrize("external", ["order-1", "ORDER 1001 #2", "50%"])
def test_a_shipment_is_found_by_our_own_id(external: str) -> None:
    desk = Desk(ok(held(external_shipment_id=external)))
    client = carrier(desk).shipments
    found = client.by_external_id(external)
    assert found
    assert (found.shipment_id, client.id_of(external)) == ("se-5", "se-5")
    assert desk.asked[0].url.path == f"/v1/shipments/external_shipment_id/{external}"
    assert desk.asked[0].url.raw_path.count(b"/") == 4


def test_only_the_carriers_own_word_says_that_there_is_none() -> None:
    gone = refusal(404, "invalid_identifier", field_name="external_shipment_id")
    assert carrier(Desk(gone)).shipments.by_external_id("order-1") is None
    for answer in (httpx.Response(404), httpx.Response(404, html="<h1>Sign in</h1>")):
        with pytest.raises(Fault):
            carrier(Desk(answer)).shipments.by_external_id("order-1")


def test_the_shipment_of_another_order_is_not_taken_for_ours() -> None:
    with pytest.raises(Lost):
        carrier(Desk(ok(held(external_shipment_id="order-2")))).shipments.by_external_id("order-1")


@pytest.mark.parametrize("external", ["", "..", "a/b", "x" * 51])
def test_an_id_that_no_shipment_can_have_is_not_sent(external: str) -> None:
    desk = Desk(ok(held()))
    with pytest.raises(BadInput):
        carrier(desk).shipments.by_external_id(external)
    assert desk.asked == []


def test_an_odd_field_beside_the_id_does_not_hide_that_the_shipment_is_there() -> None:
    desk = Desk(ok(held(is_return="perhaps")))
    assert carrier(desk).shipments.id_of("order-1") == "se-5"
    with pytest.raises(Lost):
        carrier(desk).shipments.by_external_id("order-1")


# ---------------------------------------------------------------- finding


def test_shipments_are_found_by_every_filter_and_each_once() -> None:
    first = ok({"shipments": [held(), held(shipment_id="se-6")], "page": 1, "pages": 2})
    desk = Desk(first, ok({"shipments": [held(shipment_id="se-6")], "page": 2, "pages": 2}))
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    found = carrier(desk).shipments.find(
        status="pending", batch_id="se-8", tag="two words", sales_order_id="77", created_from=at,
        created_to=at, modified_from=at, modified_to=at, by_change=True,
    )  # fmt: skip
    assert [one.shipment_id for one in found] == ["se-5", "se-6"]
    time = "2026-11-22T12:00:00.000Z"
    assert dict(desk.asked[0].url.params) == {
        "shipment_status": "pending", "batch_id": "se-8", "tag": "two words", "sales_order_id": "77",
        "created_at_start": time, "created_at_end": time, "modified_at_start": time, "modified_at_end": time,
        "sort_dir": "asc", "sort_by": "modified_at", "page": "1", "page_size": "100",
    }  # fmt: skip
    assert desk.asked[1].url.params["page"] == "2"


def test_without_a_filter_all_shipments_are_asked_for() -> None:
    desk = Desk(ok({"shipments": [], "pages": 0}))
    assert carrier(desk).shipments.find() == ()
    assert dict(desk.asked[0].url.params) == {
        "sort_dir": "asc", "sort_by": "created_at", "page": "1", "page_size": "100",
    }  # fmt: skip


# ---------------------------------------------------------------- making


def created(*answers: Json, has_errors: bool = False) -> httpx.Response:
    return ok({"has_errors": has_errors, "shipments": list(answers)})


def test_a_plan_is_held_without_a_purchase() -> None:
    desk = Desk(created(held(errors=[], address_validation=None)))
    (answer,) = carrier(desk).shipments.create([PLAN])
    assert answer.is_good
    assert answer.shipment
    assert (answer.shipment.shipment_id, answer.check) == ("se-5", None)
    (body,) = desk.body()["shipments"]
    assert (body["carrier_id"], body["external_shipment_id"], body["validate_address"]) == (
        "se-1", "order-1", "no_validation"
    )  # fmt: skip
    assert (body["ship_from"]["name"], body["packages"][0]["weight"]) == (
        "Juniper Goods", {"value": 20, "unit": "ounce"}
    )  # fmt: skip
    assert "warehouse_id" not in body


def test_with_a_warehouse_the_carrier_fills_in_the_origin() -> None:
    desk = Desk(created(held()))
    plan = replace(PLAN, warehouse_id="se-7", external_id="", return_to=CUSTOMER, is_return=True)
    carrier(desk).shipments.create([plan])
    (body,) = desk.body()["shipments"]
    assert (body["warehouse_id"], body["is_return"], body["return_to"]["name"]) == ("se-7", True, "Ann Lee")
    assert not {"ship_from", "external_shipment_id"} & set(body)


def test_a_reply_of_success_can_hold_failures() -> None:
    failed = {"errors": ["Too heavy.", {"error_code": "invalid_address"}, {"message": "Odd."}, None]}
    validation = {"status": "error", "original_address": SHOP, "matched_address": None, "messages": []}
    plans = [PLAN, *(replace(PLAN, external_id=text) for text in ("order-2", "order-3", "order-4"))]
    fourth = held(external_shipment_id="order-4", address_validation=validation)
    desk = Desk(created(held(), failed, {"shipment_id": None}, fourth, has_errors=True))
    good, bad, silent, checked = carrier(desk).shipments.create(plans)
    assert good.is_good
    assert (bad.shipment, bad.errors[:3], len(bad.errors)) == (
        None, ("Too heavy.", "invalid_address", "Odd."), 4
    )  # fmt: skip
    assert (silent.is_good, len(silent.errors)) == (False, 1)
    assert checked.check
    assert (checked.check.status, checked.check.original.city) == ("error", "Portland")


def test_errors_that_are_announced_but_nowhere_named_make_none_of_them_good() -> None:
    desk = Desk(created(held(), held(external_shipment_id=None), has_errors=True))
    answers = carrier(desk).shipments.create([PLAN, replace(PLAN, external_id="")])
    assert [answer.is_good for answer in answers] == [False, False]


@pytest.mark.parametrize(
    "reply", [{}, {"shipments": []}, {"shipments": [held(), held()]}, {"shipments": [{"shipment_id": "a/b"}]}]
)
def test_answers_that_cannot_be_matched_to_the_plans_are_not_believed(reply: Json) -> None:
    with pytest.raises(Lost) as caught:
        carrier(Desk(ok(reply))).shipments.create([PLAN])
    assert caught.value.kind is FaultKind.UNREADABLE


def named(shipment_id: str, external_id: str | None, **more: Any) -> Json:
    return held(shipment_id=shipment_id, external_shipment_id=external_id, **more)


def planned(*external_ids: str) -> list[ShipmentPlan]:
    return [replace(PLAN, external_id=text) for text in external_ids]


@pytest.mark.parametrize(
    ("wanted", "told", "ids"),
    [
        ("ab", [named("se-2", "b"), named("se-1", "a")], ["se-1", "se-2"]),
        ("ab", [{"errors": ["No."], "external_shipment_id": "b"}, named("se-1", "a")], ["se-1", ""]),
        ("ab", [named("se-1", "a"), named("se-2", None)], ["se-1", "se-2"]),
        ("ab", [named("se-1", None), named("se-2", None)], ["se-1", "se-2"]),
        ("abc", [named("se-1", None), named("se-3", "c"), named("se-2", "b")], ["se-1", "se-2", "se-3"]),
    ],
)
def test_an_answer_belongs_to_the_plan_whose_id_it_names(
    wanted: str, told: list[Json], ids: list[str]
) -> None:
    answers = carrier(Desk(created(*told))).shipments.create(planned(*wanted))
    assert [one.shipment.shipment_id if one.shipment else "" for one in answers] == ids


def test_a_plan_without_an_id_takes_the_one_that_the_carrier_gives_it() -> None:
    (answer,) = carrier(Desk(created(named("se-5", "se-5")))).shipments.create(planned(""))
    assert answer.shipment


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (["a"], [named("se-1", "z")]),
        (["a", "b"], [named("se-2", "b"), named("se-1", None)]),
        (["a", "b"], [named("se-1", "a"), named("se-2", "a")]),
        (["a", ""], [named("se-2", None), named("se-1", "a")]),
        (
            ["a", "b", "", ""],
            [named("se-2", "b"), named("se-1", "a"), named("se-3", None), named("se-4", None)],
        ),
    ],
)
def test_a_shipment_is_never_taken_for_that_of_another_plan(wanted: list[str], told: list[Json]) -> None:
    with pytest.raises(Lost) as caught:
        carrier(Desk(created(*told))).shipments.create(planned(*wanted))
    assert caught.value.kind is FaultKind.UNREADABLE
    assert json.loads(caught.value.body)["shipments"] == told


def test_another_shipment_is_no_answer_to_a_change() -> None:
    before = read()
    with pytest.raises(Lost) as caught:
        carrier(Desk(ok(held(shipment_id="se-6")))).shipments.change(before, PLAN)
    assert caught.value.kind is FaultKind.UNREADABLE


NO_IDS = [replace(PLAN, external_id=text) for text in ("x" * 51, "INV/2026/7", "..", "a\nb", " ")]


@pytest.mark.parametrize("plans", [(), (PLAN, PLAN), *((plan,) for plan in NO_IDS)])
def test_what_the_carrier_would_cut_short_is_not_sent(plans: tuple[ShipmentPlan, ...]) -> None:
    desk = Desk(created(held()))
    with pytest.raises(BadInput) as caught:
        carrier(desk).shipments.create(plans)
    assert (caught.value.kind, desk.asked) == (FaultKind.OUT_OF_LIMITS, [])


# ---------------------------------------------------------------- changing


def test_a_change_sends_the_whole_with_origin_and_warehouse() -> None:
    before = read(
        items=[{"name": "Mug"}], order_source_code="etsy", shipping_rule_id=None, shipment_number="N-1",
        advanced_options={"custom_field1": "kept", "non_machinable": True, "freight_class": None},
        return_to={"name": "Returns", "email": None},
    )  # fmt: skip
    desk = Desk(ok(held(errors=[])))
    plan = ShipmentPlan(replace(SHIPMENT, order_reference=""), "se-2", "usps_priority_mail")
    assert carrier(desk).shipments.change(before, plan).is_good
    body = desk.body()
    assert (desk.asked[0].method, desk.asked[0].url.path) == ("PUT", "/v1/shipments/se-5")
    assert (body["ship_from"]["name"], body["warehouse_id"]) == ("Juniper Goods", "se-7")
    assert (body["carrier_id"], body["service_code"]) == ("se-2", "usps_priority_mail")
    assert (body["items"], body["order_source_code"], body["external_order_id"], body["shipment_number"]) == (
        [{"name": "Mug"}], "etsy", "1001", "N-1"
    )  # fmt: skip
    assert body["external_shipment_id"] == "order-1"
    assert body["advanced_options"] == {"custom_field1": "kept", "non_machinable": False}
    assert body["return_to"] == {"name": "Returns"}
    assert not {"shipping_rule_id", "shipment_status", "created_at"} & set(body)


def test_a_change_keeps_what_a_plan_has_no_words_for_one_level_down_too() -> None:
    customs = {"contents": "gift", "license_number": "L-7", "terms_of_trade_code": None, "customs_items": []}
    before = read(customs=customs, packages=[{"package_code": "letter", "external_package_id": "box 3"}])
    desk = Desk(ok(held(errors=[])))
    client = carrier(desk).shipments
    item = CustomsItem("Mug", 1, Money(1200), Weight.of(pounds=1), "", "US")
    abroad = replace(SHIPMENT, customs=Customs("merchandise", "return_to_sender", (item,)))
    client.change(before, replace(PLAN, shipment=abroad))
    body = desk.body()
    assert body["packages"][0]["external_package_id"] == "box 3"
    assert body["packages"][0]["package_code"] == "package"
    assert (body["customs"]["contents"], body["customs"]["license_number"]) == ("merchandise", "L-7")
    assert not {"terms_of_trade_code", "customs_items"} & set(body["customs"])
    client.change(before, PLAN)
    assert "customs" not in desk.body()


def test_what_the_plan_says_outweighs_what_was_held() -> None:
    desk = Desk(ok(held(errors=[])))
    plan = replace(PLAN, external_id="order-9", warehouse_id="se-8", return_to=SENDER)
    carrier(desk).shipments.change(read(), plan)
    body = desk.body()
    assert (body["external_shipment_id"], body["warehouse_id"], body["external_order_id"]) == (
        "order-9", "se-8", "1001"
    )  # fmt: skip
    assert body["return_to"]["name"] == "Juniper Goods"
    assert "advanced_options" not in body


def test_parcels_that_went_back_to_the_old_origin_go_back_to_the_new_one() -> None:
    desk = Desk(ok(held(errors=[])))
    carrier(desk).shipments.change(read(), PLAN)
    carrier(desk).shipments.change(HeldShipment("se-5"), PLAN)
    assert "return_to" not in desk.body(0)
    assert "warehouse_id" not in desk.body(1)


def test_a_change_can_fail_inside_a_reply_of_success() -> None:
    answer = carrier(Desk(ok(held(errors=["Odd."])))).shipments.change(read(), PLAN)
    assert (answer.is_good, answer.errors) == (False, ("Odd.",))
    with pytest.raises(Lost):
        carrier(Desk(ok([]))).shipments.change(read(), PLAN)


@pytest.mark.parametrize("status", [200, 204])
def test_cancelling_takes_an_empty_answer(status: int) -> None:
    desk = Desk(httpx.Response(status))
    carrier(desk).shipments.cancel("se-5")
    assert (desk.asked[0].method, desk.asked[0].url.path) == ("PUT", "/v1/shipments/se-5/cancel")


def test_no_change_of_a_shipment_is_asked_for_twice() -> None:
    changes: list[Callable[[ShipmentCalls], object]] = [
        lambda shipments: shipments.create([PLAN]),
        lambda shipments: shipments.change(read(), PLAN),
        lambda shipments: shipments.cancel("se-5"),
    ]
    for change in changes:
        desk = Desk(httpx.Response(503))
        with pytest.raises(Lost):
            change(carrier(desk).shipments)
        assert len(desk.asked) == 1


# ---------------------------------------------------------------- recognizing


def test_a_shipment_is_recognized_in_a_text() -> None:
    shipment = {"ship_to": {"city_locality": "Scranton"}, "service_code": "usps_priority_mail"}
    desk = Desk(ok({"score": 0.5, "shipment": shipment, "entities": [{"type": "city", "text": "Scranton"}]}))
    found = carrier(desk).shipments.recognize("to Scranton")
    assert desk.asked[0].url.path == "/v1/shipments/recognize"
    assert (found.ship_to.city, found.ship_from, found.service_code, found.entities[0].text) == (
        "Scranton", NOWHERE, "usps_priority_mail", "Scranton"
    )  # fmt: skip


def test_nothing_recognized_is_an_empty_shipment() -> None:
    assert carrier(Desk(ok({}))).shipments.recognize("?").ship_to == NOWHERE
