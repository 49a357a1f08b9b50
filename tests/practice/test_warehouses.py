"""The places that parcels leave from: one default, changes, and what stays when a place is gone."""

from __future__ import annotations

import httpx
import pytest

from tests.practice.parcels import SHOP, Json, buy, error_of, shipment

PATH = "/v1/warehouses"


def make(client: httpx.Client, name: str = "Store room", **more: object) -> Json:
    reply = client.post(PATH, json={"name": name, "origin_address": SHOP, **more})
    assert reply.status_code == 200, reply.text
    made: Json = reply.json()
    return made


def defaults(client: httpx.Client) -> list[str]:
    return [one["name"] for one in client.get(PATH).json()["warehouses"] if one["is_default"]]


def test_one_warehouse_at_most_is_the_default(client: httpx.Client) -> None:
    first = make(client, "First", is_default=True)
    second = make(client, "Second")
    assert (first["is_default"], second["is_default"], defaults(client)) == (True, False, ["First"])
    settings = f"{PATH}/{second['warehouse_id']}/settings"
    assert client.put(settings, json={"is_default": True}).status_code == 204
    assert defaults(client) == ["Second"]
    assert client.put(settings, json={"is_default": None}).status_code == 204
    assert defaults(client) == ["Second"]
    make(client, "Third", is_default=True)
    assert defaults(client) == ["Third"]


def test_the_default_warehouse_cannot_be_deleted(client: httpx.Client) -> None:
    path = f"{PATH}/{make(client, is_default=True)['warehouse_id']}"
    assert error_of(client.delete(path), 400)["error_code"] == "default_warehouse_cannot_be_deleted"
    assert client.put(f"{path}/settings", json={"is_default": False}).status_code == 204
    assert client.delete(path).status_code == 204
    error_of(client.get(path), 404)
    error_of(client.delete(path), 404)


def test_a_warehouse_that_parcels_left_from_can_be_deleted(client: httpx.Client) -> None:
    place = make(client)["warehouse_id"]
    label = buy(client, ship_from=None, warehouse_id=place)
    assert client.delete(f"{PATH}/{place}").status_code == 204
    kept = client.get(f"/v1/shipments/{label['shipment_id']}").json()
    assert (kept["warehouse_id"], kept["ship_from"]["name"]) == (place, SHOP["name"])
    reply = client.post("/v1/labels", json={"shipment": shipment(ship_from=None, warehouse_id=place)})
    assert error_of(reply, 400)["error_code"] == "invalid_identifier"


def test_a_changed_warehouse_is_replaced_whole(client: httpx.Client) -> None:
    made = make(client, return_address=SHOP | {"name": "Returns"}, is_default=True)
    path = f"{PATH}/{made['warehouse_id']}"
    sent = {"name": "Barn", "origin_address": SHOP | {"name": "Bo"}}
    assert client.put(path, json=sent).status_code == 204
    found = client.get(path).json()
    assert (found["name"], found["is_default"], found["created_at"]) == ("Barn", False, made["created_at"])
    assert found["return_address"] == found["origin_address"]
    assert found["origin_address"]["name"] == "Bo"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": " "}, "name"),
        ({"origin_address": None}, "origin_address"),
        ({"origin_address": SHOP | {"phone": None}}, "phone"),
        ({"return_address": SHOP | {"city_locality": ""}}, "city_locality"),
    ],
)
def test_a_warehouse_must_be_whole(sent: Json, field: str, client: httpx.Client) -> None:
    whole: Json = {"name": "Store room", "origin_address": SHOP}
    path = f"{PATH}/{make(client)['warehouse_id']}"
    for reply in (client.post(PATH, json=whole | sent), client.put(path, json=whole | sent)):
        error = error_of(reply, 400)
        assert (error["error_code"], error["field_name"]) == ("field_value_required", field)
