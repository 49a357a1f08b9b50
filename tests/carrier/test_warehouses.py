"""Warehouses as the carrier holds them, and what is sent to make and change them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost, Refused
from tests.carrier.answers import Desk, Json, carrier, ok, refusal
from tests.domain.samples import CUSTOMER, SENDER

PLACE = {
    "name": "Juniper Goods",
    "address_line1": "500 SW Alder St",
    "country_code": "US",
    "phone": 5035550100,
}


def warehouse(**more: Any) -> Json:
    return {
        "warehouse_id": "se-19011200",
        "is_default": None,
        "name": "Shop",
        "created_at": "2024-05-21T14:59:18.8Z",
        "origin_address": PLACE,
        "return_address": PLACE | {"name": "Returns"},
    } | more


def test_a_warehouse_is_made_with_both_addresses() -> None:
    desk = Desk(ok(warehouse(dock="3")))
    made = carrier(desk).warehouses.create("Shop", SENDER, return_to=CUSTOMER, is_default=True)
    assert (desk.asked[0].method, desk.asked[0].url.path) == ("POST", "/v1/warehouses")
    body = desk.body()
    assert (body["name"], body["is_default"]) == ("Shop", True)
    assert (body["origin_address"]["phone"], body["return_address"]["name"]) == ("503-555-0100", "Ann Lee")
    assert (made.warehouse_id, made.is_default, made.origin.phone, made.return_to.name) == (
        "se-19011200", False, "5035550100", "Returns"
    )  # fmt: skip
    assert made.created_at == datetime(2024, 5, 21, 14, 59, 18, 800000, tzinfo=UTC)
    assert '"dock": "3"' in made.raw


@pytest.mark.parametrize("digits", range(8))
def test_a_time_has_no_to_seven_decimals(digits: int) -> None:
    fraction = f".{'1234567'[:digits]}" if digits else ""
    found = carrier(Desk(ok(warehouse(created_at=f"2024-05-21T14:59:18{fraction}Z")))).warehouses.read("se-1")
    assert found.created_at
    assert found.created_at.replace(microsecond=0) == datetime(2024, 5, 21, 14, 59, 18, tzinfo=UTC)


def test_parcels_go_back_to_the_origin_where_nothing_else_is_said() -> None:
    desk = Desk(ok(warehouse(return_address=None, created_at=None)))
    made = carrier(desk).warehouses.create("Shop", SENDER)
    assert "return_address" not in desk.body()
    assert (made.return_to, made.created_at) == (made.origin, None)


def test_all_warehouses_come_in_one_list() -> None:
    desk = Desk(ok({"warehouses": [warehouse(), warehouse(warehouse_id="se-2", is_default=True)]}))
    first, second = carrier(desk).warehouses.find()
    assert (first.warehouse_id, second.warehouse_id, second.is_default) == ("se-19011200", "se-2", True)
    assert first.raw != second.raw


@pytest.mark.parametrize(
    "reply", [{}, {"warehouses": None}, [], {"warehouses": [{"name": "No id"}]}, {"warehouses": [7]}]
)
def test_a_list_that_is_none_does_not_read_as_empty(reply: Any) -> None:
    with pytest.raises(Lost) as caught:
        carrier(Desk(ok(reply))).warehouses.find()
    assert caught.value.kind is FaultKind.UNREADABLE


@pytest.mark.parametrize("status", [200, 204])
def test_changes_take_an_empty_answer(status: int) -> None:
    desk = Desk(httpx.Response(status))
    client = carrier(desk).warehouses
    client.change("se-1", "Shop", SENDER, is_default=True)
    client.make_default("se-1")
    client.delete("se-1")
    assert [(one.method, one.url.path) for one in desk.asked] == [
        ("PUT", "/v1/warehouses/se-1"),
        ("PUT", "/v1/warehouses/se-1/settings"),
        ("DELETE", "/v1/warehouses/se-1"),
    ]
    assert desk.body(0)["origin_address"]["name"] == "Juniper Goods"
    assert desk.body(1) == {"is_default": True}


def changes(client: CarrierClient, which: int) -> None:
    calls = [
        lambda: client.warehouses.create("Shop", SENDER),
        lambda: client.warehouses.change("se-1", "Shop", SENDER),
        lambda: client.warehouses.make_default("se-1"),
        lambda: client.warehouses.delete("se-1"),
    ]
    calls[which]()


@pytest.mark.parametrize("which", range(4))
def test_no_change_is_asked_for_twice(which: int) -> None:
    desk = Desk(httpx.Response(503))
    with pytest.raises(Lost):
        changes(carrier(desk), which)
    assert len(desk.asked) == 1


def test_the_default_warehouse_is_not_deleted_and_the_carrier_says_why() -> None:
    with pytest.raises(Refused) as caught:
        carrier(Desk(refusal(400, "default_warehouse_cannot_be_deleted"))).warehouses.delete("se-1")
    assert caught.value.code == "default_warehouse_cannot_be_deleted"


def test_an_id_that_is_no_id_is_not_sent() -> None:
    desk = Desk(ok(warehouse()))
    for call in (carrier(desk).warehouses.read, carrier(desk).warehouses.delete):
        with pytest.raises(BadInput):
            call("../carriers/se-1")
    assert desk.asked == []


def test_an_unknown_warehouse_is_told_as_such() -> None:
    with pytest.raises(Fault) as caught:
        carrier(Desk(refusal(404, "invalid_identifier"))).warehouses.read("se-1")
    assert caught.value.kind is FaultKind.NOT_FOUND


def test_a_number_beyond_all_measure_is_not_kept() -> None:
    reply = httpx.Response(200, content=b'{"warehouse_id": "se-1", "area": 1e999}')
    with pytest.raises(Lost) as caught:
        carrier(Desk(reply)).warehouses.read("se-1")
    assert caught.value.kind is FaultKind.UNREADABLE
