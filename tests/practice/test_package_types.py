"""The shop's own kinds of packages: their form, and parcels in them."""

from __future__ import annotations

import httpx
import pytest

from tests.practice.parcels import Json, buy, cost, error_of, package, rates_for, shipment

PATH = "/v1/packages"
SIDES = {"unit": "inch", "length": 9.0, "width": 6.0, "height": 3.0}
BOX: Json = {"package_code": "book_box", "name": "Book box", "dimensions": SIDES, "description": "Brown"}
LIGHT = {"weight": {"value": 9.5, "unit": "ounce"}}


def make(client: httpx.Client, **changes: object) -> Json:
    reply = client.post(PATH, json=BOX | changes)
    assert reply.status_code == 200, reply.text
    made: Json = reply.json()
    return made


def test_a_kind_of_package_is_kept_changed_and_deleted(client: httpx.Client) -> None:
    made = make(client)
    path = f"{PATH}/{made['package_id']}"
    assert made == {"package_id": made["package_id"], **BOX}
    assert client.get(PATH).json() == {"packages": [made]}
    assert client.put(path, json={"package_code": "box", "name": "Box"}).status_code == 204
    changed = client.get(path).json()
    assert changed == {
        "package_id": made["package_id"],
        "package_code": "box",
        "name": "Box",
        "description": None,
    }
    assert client.delete(path).status_code == 204
    error_of(client.get(path), 404)
    assert client.get(PATH).json() == {"packages": []}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"package_code": None}, "field_value_required", "package_code"),
        ({"package_code": "Book box"}, "invalid_field_value", "package_code"),
        ({"package_code": "book__box"}, "invalid_field_value", "package_code"),
        ({"package_code": "book_box\n"}, "invalid_field_value", "package_code"),
        ({"package_code": "x" * 51}, "invalid_string_length", "package_code"),
        ({"package_code": "package"}, "identifier_conflict", "package_code"),
        ({"package_code": "taken"}, "identifier_conflict", "package_code"),
        ({"name": " "}, "field_value_required", "name"),
        ({"name": "x" * 51}, "invalid_string_length", "name"),
        ({"description": "x" * 501}, "invalid_string_length", "description"),
        ({"dimensions": SIDES | {"unit": "foot"}}, "invalid_field_value", "unit"),
        ({"dimensions": SIDES | {"length": -1}}, "invalid_field_value", "dimensions.length"),
    ],
)
def test_a_kind_of_package_must_be_well_formed(
    changes: Json, code: str, field: str, client: httpx.Client
) -> None:
    make(client, package_code="taken")
    path = f"{PATH}/{make(client)['package_id']}"
    for reply in (client.post(PATH, json=BOX | changes), client.put(path, json=BOX | changes)):
        error = error_of(reply, 400)
        assert (error["error_code"], error["field_name"]) == (code, field)


@pytest.mark.parametrize("named_by", ["package_code", "package_id"])
def test_a_parcel_in_an_own_package_costs_what_a_plain_one_does(named_by: str, client: httpx.Client) -> None:
    made = make(client)
    parcel = LIGHT | {named_by: made[named_by]}
    label = buy(client, packages=[parcel])
    assert (label["package_code"], label["packages"][0]["dimensions"]) == ("book_box", SIDES)
    kept = client.get(f"/v1/shipments/{label['shipment_id']}").json()["packages"][0]
    assert (kept["package_id"], kept["package_name"]) == (made["package_id"], "Book box")
    assert cost(label) == cost(buy(client, packages=[package()]))
    rates = rates_for(client, shipment(packages=[parcel]), service_codes=["usps_ground_advantage"])["rates"]
    assert [rate["package_type"] for rate in rates] == ["book_box"]
    bought = client.post(f"/v1/labels/rates/{rates[0]['rate_id']}", json={})
    assert (bought.status_code, cost(bought.json())) == (200, cost(label))


def test_a_parcel_outlives_its_kind_of_package(client: httpx.Client) -> None:
    made = make(client)
    sent = shipment(packages=[LIGHT | {"package_code": "book_box"}])
    kept = client.post("/v1/shipments", json={"shipments": [sent]}).json()["shipments"][0]
    client.delete(f"{PATH}/{made['package_id']}")
    label = client.post(f"/v1/labels/shipment/{kept['shipment_id']}", json={})
    assert (label.status_code, label.json()["package_code"]) == (200, "book_box")
    error = error_of(client.post("/v1/labels", json={"shipment": sent}), 400)
    assert error["message"] == "invalid package_code 'book_box'"


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"package_id": "se-1"}, "invalid_identifier"),
        ({"package_id": "box"}, "unspecified"),
        ({"package_id": "own", "package_code": "package"}, "identifiers_must_match"),
    ],
)
def test_a_package_of_nobody_is_refused(named: Json, code: str, client: httpx.Client) -> None:
    made = make(client)
    if named["package_id"] == "own":
        named = named | {"package_id": made["package_id"]}
    reply = client.post("/v1/labels", json={"shipment": shipment(packages=[LIGHT | named])})
    error = error_of(reply, 400)
    assert (error["error_code"], error["field_name"]) == (code, "package_id")


def test_a_package_as_it_was_read_can_be_sent_again(client: httpx.Client) -> None:
    kept = client.get(f"/v1/shipments/{buy(client)['shipment_id']}").json()["packages"][0]
    assert buy(client, packages=[kept])["package_code"] == "package"
