"""Accounts at the practice carrier: connecting, disconnecting, lost passwords; and warehouses."""

from __future__ import annotations

import httpx
import pytest

from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import ACCOUNT, SHOP, buy, error_of, rates_for, shipment

LOGIN = {"nickname": "Second", "username": "ana", "password": "secret"}
CONNECT = "/v1/connections/carriers/stamps_com"
ESTIMATE = {
    "carrier_ids": [ACCOUNT],
    "from_country_code": "US",
    "from_postal_code": "92081",
    "to_country_code": "US",
    "to_postal_code": "10001",
    "weight": {"value": 1, "unit": "ounce"},
}


def test_a_connected_account_can_pay(client: httpx.Client) -> None:
    carrier_id = client.post(CONNECT, json=LOGIN).json()["carrier_id"]
    assert buy(client, carrier_id=carrier_id)["carrier_id"] == carrier_id
    balances = {one["carrier_id"]: one["balance"] for one in client.get("/v1/carriers").json()["carriers"]}
    assert balances[ACCOUNT] > balances[carrier_id] > 0


@pytest.mark.parametrize("door", ["/v1/carriers", CONNECT])
def test_a_disconnected_account_pays_no_more_but_its_labels_stay(door: str, client: httpx.Client) -> None:
    label = buy(client)
    assert client.delete(f"{door}/{ACCOUNT}").status_code == 204
    reply = client.post("/v1/labels", json={"shipment": shipment()})
    assert error_of(reply, 400)["error_code"] == "carrier_disconnected"
    assert client.get(f"/v1/labels/{label['label_id']}").status_code == 200
    error_of(client.get(f"/v1/carriers/{ACCOUNT}"), 404)
    error_of(client.delete(f"/v1/carriers/{ACCOUNT}"), 404)


def test_an_account_that_comes_back_has_a_new_id(client: httpx.Client) -> None:
    first = client.post(CONNECT, json=LOGIN).json()["carrier_id"]
    assert error_of(client.post(CONNECT, json=LOGIN), 400)["error_code"] == "carrier_conflict"
    client.delete(f"/v1/carriers/{first}")
    assert client.post(CONNECT, json=LOGIN).json()["carrier_id"] != first


@pytest.mark.parametrize("missing", ["nickname", "username", "password"])
def test_a_login_must_be_whole(missing: str, client: httpx.Client) -> None:
    error = error_of(client.post(CONNECT, json=LOGIN | {missing: " "}), 400)
    assert (error["error_code"], error["field_name"]) == ("field_value_required", missing)


def test_a_wrong_password_is_said_by_the_carrier(client: httpx.Client) -> None:
    error = error_of(client.post(CONNECT, json=LOGIN | {"password": "bad"}), 400)
    assert (error["error_source"], error["error_code"]) == ("carrier", "unauthorized")


def test_a_password_that_stopped_working_shows_in_the_list(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(password_expired=True)
    reply = client.get("/v1/carriers")
    assert reply.status_code == 207
    [error] = reply.json()["errors"]
    assert (error["carrier_id"], error["error_type"]) == (ACCOUNT, "security")
    assert reply.json()["carriers"]


def test_services_packages_and_options_can_be_asked_alone(client: httpx.Client) -> None:
    whole = client.get(f"/v1/carriers/{ACCOUNT}").json()
    for name in ("services", "packages", "options"):
        assert client.get(f"/v1/carriers/{ACCOUNT}/{name}").json() == {name: whole[name]}
    codes = {service["service_code"] for service in whole["services"]}
    assert {"usps_ground_advantage", "usps_priority_mail", "globalpost_plus"} <= codes


def test_the_balance_can_be_set_for_a_lesson(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.adjust_balance(-10, ACCOUNT)
    assert client.get(f"/v1/carriers/{ACCOUNT}").json()["balance"] == 4072.0
    with pytest.raises(ValueError, match="se-1"):
        carrier.adjust_balance(-10, "se-1")


def test_a_parcel_can_leave_from_a_warehouse(client: httpx.Client) -> None:
    back = SHOP | {"name": "Returns"}
    sent = {"name": "Store room", "origin_address": SHOP, "return_address": back}
    made = client.post("/v1/warehouses", json=sent).json()
    assert client.get("/v1/warehouses").json() == {"warehouses": [made]}
    label = buy(client, ship_from=None, warehouse_id=made["warehouse_id"])
    kept = client.get(f"/v1/shipments/{label['shipment_id']}").json()
    assert (kept["ship_from"]["name"], kept["return_to"]["name"]) == (SHOP["name"], "Returns")
    assert kept["warehouse_id"] == made["warehouse_id"]
    reply = client.post("/v1/labels", json={"shipment": shipment(warehouse_id="se-1")})
    assert error_of(reply, 400)["error_code"] == "invalid_identifier"
    assert error_of(client.post("/v1/warehouses", json={"origin_address": SHOP}), 400)["field_name"] == "name"


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_stamps_account_has_no_settings(method: str, client: httpx.Client) -> None:
    reply = client.request(method, f"{CONNECT}/{ACCOUNT}/settings")
    assert error_of(reply, 400)["error_code"] == "settings_not_supported"
    error_of(client.request(method, f"{CONNECT}/se-1/settings"), 404)


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "ups"), ("DELETE", "ups/se-1"), ("GET", "ups/se-1/settings")]
)
def test_other_carriers_cannot_be_connected(method: str, path: str, client: httpx.Client) -> None:
    error = error_of(client.request(method, f"/v1/connections/carriers/{path}"), 400)
    assert (error["error_code"], error["field_value"]) == ("carrier_not_supported", "ups")


def test_the_account_prints_on_four_by_six(client: httpx.Client) -> None:
    assert client.get("/v1/account/settings").json() == {"default_label_layout": "4x6"}


def test_usps_has_no_service_points(client: httpx.Client) -> None:
    question = {"providers": [{"carrier_id": ACCOUNT}], "lat": 30.5, "long": -97.7}
    found = client.post("/v1/service_points/list", json=question).json()
    assert found == {"lat": 30.5, "long": -97.7, "service_points": [], "errors": []}
    assert error_of(client.get("/v1/service_points/stamps_com/US/7"), 404)["field_name"] == "service_point_id"


def test_a_lesson_plays_with_the_first_account_that_is_connected(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    second = client.post(CONNECT, json=LOGIN).json()["carrier_id"]
    before = client.get(f"/v1/carriers/{second}").json()["balance"]
    assert carrier.first_account() == ACCOUNT
    client.delete(f"/v1/carriers/{ACCOUNT}")
    carrier.adjust_balance(100)
    assert carrier.first_account() == second
    assert client.get(f"/v1/carriers/{second}").json()["balance"] == before + 1
    client.delete(f"/v1/carriers/{second}")
    assert carrier.first_account() == ""
    with pytest.raises(ValueError, match="no account"):
        carrier.adjust_balance(100)


def test_a_disconnected_account_is_no_longer_used(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(add_funds=True)
    kept = client.post("/v1/shipments", json={"shipments": [shipment()]}).json()["shipments"][0]
    client.delete(f"/v1/carriers/{ACCOUNT}")
    place, estimate = f"/v1/carriers/{ACCOUNT}", ESTIMATE
    for reply in (
        client.post("/v1/rates/estimate", json=estimate),
        client.put(f"/v1/shipments/{kept['shipment_id']}", json=shipment()),
        *(client.get(f"{place}/{what}") for what in ("services", "packages", "options")),
        client.put(f"{place}/add_funds", json={"currency": "usd", "amount": 10}),
    ):
        error = error_of(reply, 400)
        assert (error["error_code"], error["carrier_id"]) == ("carrier_disconnected", ACCOUNT)
    assert len(carrier.ledger()) == 1


def test_no_shipment_is_made_for_a_disconnected_account(client: httpx.Client) -> None:
    client.delete(f"/v1/carriers/{ACCOUNT}")
    reply = client.post("/v1/shipments", json={"shipments": [shipment()]})
    assert "carrier_disconnected" in reply.text
    assert client.get("/v1/shipments").json()["total"] == 0


def test_rates_and_purchases_fail_alike_while_the_password_does_not_work(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(password_expired=True)
    answer = rates_for(client, shipment())
    assert (answer["status"], answer["rates"]) == ("error", [])
    [error] = answer["errors"]
    assert (error["error_source"], error["error_code"], error["carrier_id"]) == (
        "carrier",
        "unauthorized",
        ACCOUNT,
    )
    [nothing] = client.post("/v1/rates/estimate", json=ESTIMATE).json()
    assert (nothing["validation_status"], nothing["error_messages"]) == ("invalid", [error["message"]])
    carrier.set_switches(password_expired_refuses=False)
    assert rates_for(client, shipment())["status"] == "completed"
    assert len(client.post("/v1/rates/estimate", json=ESTIMATE).json()) > 1
