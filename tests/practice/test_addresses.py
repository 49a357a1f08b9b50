"""What the practice carrier says of addresses: a table of results, what a purchase does with them, texts."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import ABROAD, ACCOUNT, CUSTOMER, SHOP, Json, error_of, shipment

VALIDATE = "/v1/addresses/validate"
UNKNOWN_ZIP = CUSTOMER | {"postal_code": "00012"}
NO_HOUSE = CUSTOMER | {"address_line1": "Main St"}


def checked(client: httpx.Client, *addresses: Json) -> list[Json]:
    reply = client.post(VALIDATE, json=list(addresses))
    assert reply.status_code == 200, reply.text
    results: list[Json] = reply.json()
    return results


@pytest.mark.parametrize(
    ("changes", "status", "code", "kind", "detail"),
    [
        ({"country_code": "USA"}, "unverified", "a1001", "error", "country_invalid_length"),
        ({"country_code": "DE"}, "warning", "a1001", "warning", "non_supported_country"),
        ({"postal_code": None}, "error", "a1002", "error", "minimum_postal_code_verification_failed"),
        ({"postal_code": "00012"}, "error", "a1004", "warning", None),
        ({"postal_code": "21301"}, "error", "a1004", "warning", None),
        ({"postal_code": "1000"}, "error", "a1004", "warning", None),
        ({"state_province": "XX"}, "error", "a1004", "warning", None),
        ({"address_line1": "Main St"}, "error", "a1002", "error", "missing_house_number"),
        ({"address_line1": "1 Main St Apt"}, "warning", "a1002", "warning", "suite_missing"),
        (
            {"address_line1": "1 A St", "address_line2": "Ste #"},
            "warning",
            "a1002",
            "warning",
            "suite_missing",
        ),
        ({"address_line1": "7 Sunset Towers"}, "warning", "a1002", "warning", "suite_missing"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(
    changes: Json, status: str, code: str, kind: str, detail: str | None, client: httpx.Client
) -> None:
    [result] = checked(client, CUSTOMER | changes)
    assert result["status"] == status
    [message] = result["messages"]
    assert (message["code"], message["type"], message["detail_code"]) == (code, kind, detail)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"country_code": "USA"}, False),
        ({"postal_code": "00012"}, True),
        ({"address_line1": "Main St"}, False),
        ({"address_line1": "1 Main St Apt"}, True),
    ],
)
def test_a_bad_address_may_still_have_a_match(changes: Json, found: bool, client: httpx.Client) -> None:
    [result] = checked(client, CUSTOMER | changes)
    assert (result["matched_address"] is not None) == found


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"state_province": "New York"},
        {"address_line1": "PO Box 12"},
        {"address_line1": "General Delivery"},
        {"address_line1": "1 Main St Unit 7B"},
        {"city_locality": "APO", "state_province": "AE", "postal_code": "09012"},
        {"city_locality": "San Juan", "state_province": "PR", "postal_code": "00901", "country_code": "PR"},
    ],
)
def test_a_good_address_is_written_as_usps_writes_it(changes: Json, client: httpx.Client) -> None:
    given = CUSTOMER | {"address_line2": None} | changes
    [result] = checked(client, given)
    matched = result["matched_address"]
    assert (result["status"], result["messages"]) == ("verified", [])
    assert {name: result["original_address"][name] for name in given} == given
    assert matched["address_line1"] == given["address_line1"].upper()
    assert len(matched["state_province"]) == 2
    assert matched["postal_code"].startswith(f"{given['postal_code']}-")
    assert matched["address_residential_indicator"] == "no"
    assert checked(client, matched)[0]["matched_address"] == matched


def test_maple_street_is_changed_in_silence(client: httpx.Client) -> None:
    given = {"address_line1": "123 Maple St", "address_line2": "Apt 4", "postal_code": "23224"}
    [result] = checked(client, CUSTOMER | given | {"address_residential_indicator": "yes"})
    assert (result["status"], result["messages"]) == ("verified", [])
    matched = result["matched_address"]
    assert (matched["address_line1"], matched["address_line2"]) == ("123 MAPLE AVE STE 456", None)
    assert (matched["postal_code"], matched["address_residential_indicator"]) == ("23226", "unknown")


def test_results_come_in_the_order_of_the_addresses(client: httpx.Client) -> None:
    given = [CUSTOMER, UNKNOWN_ZIP] * 125
    assert [one["status"] for one in checked(client, *given)] == ["verified", "error"] * 125


@pytest.mark.parametrize("count", [0, 251])
def test_one_to_250_addresses_are_checked_at_once(count: int, client: httpx.Client) -> None:
    error = error_of(client.post(VALIDATE, json=[CUSTOMER] * count), 400)
    assert error["error_code"] == "invalid_field_value"


@pytest.mark.parametrize("field", ["address_line1", "city_locality", "state_province", "country_code"])
def test_an_address_to_check_must_hold_its_place(field: str, client: httpx.Client) -> None:
    error = error_of(client.post(VALIDATE, json=[CUSTOMER | {field: " "}]), 400)
    assert (error["error_code"], error["field_name"]) == ("field_value_required", field)


def test_a_free_plan_does_not_include_validation(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(address_validation=False)
    error = error_of(client.post(VALIDATE, json=[CUSTOMER]), 403)
    assert (error["error_type"], error["error_code"]) == ("account_status", "invalid_billing_plan")


# ---------------------------------------------------------------- validate_address


def sent_by(door: str, client: httpx.Client, receiver: Json, validation: str) -> httpx.Response:
    """The receiver's address sent through one of the doors that check it."""
    parcel = shipment(ship_to=receiver)
    wanted = {"validate_address": validation}
    match door:
        case "shipments":
            return client.post("/v1/shipments", json={"shipments": [parcel | wanted]})
        case "rates":
            options = {"carrier_ids": [ACCOUNT]}
            return client.post("/v1/rates", json={"rate_options": options, "shipment": parcel | wanted})
        case "labels":
            return client.post("/v1/labels", json={"shipment": parcel, **wanted})
    made = client.post("/v1/shipments", json={"shipments": [parcel]}).json()["shipments"][0]
    if door == "change":
        return client.put(f"/v1/shipments/{made['shipment_id']}", json=parcel | wanted)
    if door == "labels of shipments":
        return client.post(f"/v1/labels/shipment/{made['shipment_id']}", json=wanted)
    question = {"rate_options": {"carrier_ids": [ACCOUNT]}, "shipment_id": made["shipment_id"]}
    rate = client.post("/v1/rates", json=question).json()["rate_response"]["rates"][0]
    return client.post(f"/v1/labels/rates/{rate['rate_id']}", json=wanted)


DOORS = ["rates", "change", "labels", "labels of shipments", "labels of rates"]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("validation", ["validate_only", "validate_and_clean"])
@pytest.mark.parametrize("receiver", [UNKNOWN_ZIP, NO_HOUSE])
def test_a_bad_address_is_refused_where_that_is_asked_for(
    receiver: Json, validation: str, door: str, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    assert error_of(sent_by(door, client, receiver, validation), 400)["error_code"] == "invalid_address"
    assert len(carrier.ledger()) == 1
    assert sent_by(door, client, receiver, "no_validation").status_code == 200


@pytest.mark.parametrize("door", ["shipments", *DOORS])
@pytest.mark.parametrize(
    ("validation", "line"),
    [("validate_only", CUSTOMER["address_line1"]), ("validate_and_clean", "1 MAIN ST APT 4")],
)
def test_a_good_address_is_replaced_where_that_is_asked_for(
    validation: str, line: str, door: str, client: httpx.Client
) -> None:
    reply = sent_by(door, client, CUSTOMER, validation)
    assert reply.status_code == 200, reply.text
    body = reply.json()
    number = (body["shipments"][0] if door == "shipments" else body)["shipment_id"]
    kept = client.get(f"/v1/shipments/{number}").json()["ship_to"]
    assert (kept["address_line1"], kept["instructions"], kept["geolocation"]) == (line, None, None)


def test_a_created_shipment_tells_what_was_found(client: httpx.Client) -> None:
    both = [
        shipment(ship_to=CUSTOMER, validate_address="validate_only"),
        shipment(ship_to=UNKNOWN_ZIP, validate_address="validate_only"),
        shipment(ship_to=UNKNOWN_ZIP),
    ]
    reply = client.post("/v1/shipments", json={"shipments": both}).json()
    good, bad, unchecked = reply["shipments"]
    assert (reply["has_errors"], good["errors"], unchecked["errors"]) == (True, [], [])
    assert bad["errors"][0]["error_code"] == "invalid_address"
    found = [one["address_validation"] for one in (good, bad)]
    assert [one["status"] for one in found] == ["verified", "error"]
    assert unchecked["address_validation"] is None
    assert client.get("/v1/shipments").json()["total"] == 2


def test_a_changed_shipment_tells_what_was_found(client: httpx.Client) -> None:
    reply = sent_by("change", client, ABROAD, "validate_and_clean").json()
    assert reply["address_validation"]["status"] == "warning"
    assert reply["ship_to"]["address_line1"] == ABROAD["address_line1"]


# ---------------------------------------------------------------- texts


def recognized(client: httpx.Client, what: str, **sent: Any) -> Json:
    reply = client.put(f"/v1/{what}/recognize", json=sent)
    assert reply.status_code == 200, reply.text
    body: Json = reply.json()
    for one in body["entities"]:
        assert sent["text"][one["start_index"] : one["end_index"] + 1] == one["text"]
    return body


PROSE = "Margie McMiller at 3800 North Lamar suite 200 in austin, tx.  The zip code there is 78652."
MARGIE = {
    "name": "Margie McMiller",
    "address_line1": "3800 North Lamar",
    "address_line2": "Suite 200",
    "city_locality": "Austin",
    "state_province": "TX",
    "postal_code": "78652",
    "address_residential_indicator": "unknown",
}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (PROSE, MARGIE),
        (
            "Jo Smith\n1 Main St Apt 4\nNew York, New York 10001-1234\nUnited States",
            {
                "name": "Jo Smith",
                "address_line1": "1 Main St",
                "address_line2": "Apt 4",
                "city_locality": "New York",
                "state_province": "NY",
                "postal_code": "10001-1234",
                "country_code": "US",
            },
        ),
        (
            "Ann Lee, PO Box 12, Portland OR 97201, ann@example.com, (503) 555-0142",
            {
                "name": "Ann Lee",
                "address_line1": "PO Box 12",
                "city_locality": "Portland",
                "state_province": "OR",
                "postal_code": "97201",
                "email": "ann@example.com",
                "phone": "(503) 555-0142",
            },
        ),
        (
            "Maple Shop, 10 King St, Toronto, ON M5H 1A1, Canada",
            {
                "name": "Maple Shop",
                "address_line1": "10 King St",
                "city_locality": "Toronto",
                "state_province": "ON",
                "postal_code": "M5H 1A1",
                "country_code": "CA",
            },
        ),
        ("Thank you very much!", {}),
    ],
)
def test_an_address_is_found_in_a_text(text: str, address: Json, client: httpx.Client) -> None:
    body = recognized(client, "addresses", text=text)
    assert body["address"] == {"address_residential_indicator": "unknown"} | address
    assert (body["score"] > 0.5) == bool(body["entities"]) == bool(address)


def test_what_is_known_of_an_address_outweighs_what_is_found(client: httpx.Client) -> None:
    known = {"country_code": "US", "address_residential_indicator": "yes", "name": "Margie"}
    assert recognized(client, "addresses", text=PROSE, address=known)["address"] == MARGIE | known


def test_a_whole_parcel_is_found_in_a_text(client: httpx.Client) -> None:
    text = (
        "I have a 4oz package that's 5x10x14in, and I need to ship it to Margie McMiller at 3800 North Lamar"
        " suite 200 in austin, tx 78652. Please send it via USPS priority mail and require an adult"
        " signature. It also needs to be insured for $400."
    )
    known = {"ship_from": SHOP, "ship_to": {"phone": "555-555-0101"}}
    assert recognized(client, "shipments", text=text, shipment=known)["shipment"] == {
        "carrier_id": ACCOUNT,
        "service_code": "usps_priority_mail",
        "confirmation": "adult_signature",
        "packages": [
            {
                "weight": {"value": 4, "unit": "ounce"},
                "dimensions": {"length": 5, "width": 10, "height": 14, "unit": "inch"},
                "insured_value": {"currency": "usd", "amount": 400},
            }
        ],
        "ship_to": MARGIE | {"phone": "555-555-0101"},
        "ship_from": SHOP,
    }


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("It weighs 2 lb 3 oz.", {"value": 35, "unit": "ounce"}),
        ("1.5 pounds", {"value": 1.5, "unit": "pound"}),
        ("250 g of tea", {"value": 250, "unit": "gram"}),
        ("2 kg", {"value": 2, "unit": "kilogram"}),
    ],
)
def test_a_weight_is_found_in_a_text(text: str, weight: Json, client: httpx.Client) -> None:
    shipment_found = recognized(client, "shipments", text=text)["shipment"]
    assert shipment_found == {"packages": [{"weight": weight}]}
