"""Buying at the practice carrier: three doors, one ledger, and what happens when somebody asks twice."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from postwright.domain.barcode import is_impb, is_s10
from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import (
    ACCOUNT,
    FIRST_CENTS,
    buy,
    client_of,
    cost,
    error_of,
    package,
    parcel_abroad,
    rates_for,
    shipment,
)


def balance(client: httpx.Client) -> int:
    return round(100 * client.get(f"/v1/carriers/{ACCOUNT}").json()["balance"])


def test_a_purchase_is_charged_once_and_marks_its_shipment(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client)
    opening, purchase = carrier.ledger()
    assert opening.amount.minor == FIRST_CENTS
    assert (purchase.kind, purchase.amount.minor) == ("purchase", -cost(label))
    assert (purchase.label_id, purchase.carrier_id) == (label["label_id"], ACCOUNT)
    assert balance(client) == FIRST_CENTS - cost(label)
    kept = client.get(f"/v1/shipments/{label['shipment_id']}").json()
    assert kept["shipment_status"] == "label_purchased"


def test_the_price_paid_is_the_price_that_was_quoted(client: httpx.Client) -> None:
    parcel = shipment(confirmation="signature", insurance_provider="carrier")
    parcel["packages"] = [package(insured_value={"currency": "usd", "amount": 150})]
    rates = rates_for(client, parcel, service_codes=["usps_priority_mail"], package_types=["package"])[
        "rates"
    ]
    [rate] = rates
    parts = ("shipping_amount", "insurance_amount", "confirmation_amount", "other_amount")
    quoted = round(100 * sum(rate[part]["amount"] for part in parts))
    reply = client.post(f"/v1/labels/rates/{rate['rate_id']}", json={"label_format": "zpl"})
    assert reply.status_code == 200
    label = reply.json()
    assert cost(label) == quoted
    assert label["insurance_cost"] == rate["insurance_amount"]
    assert (label["service_code"], label["label_format"]) == ("usps_priority_mail", "zpl")


def test_every_service_that_is_quoted_can_be_bought(client: httpx.Client) -> None:
    for parcel in (shipment(), parcel_abroad()):
        answer = rates_for(client, parcel)
        assert answer["status"] == "completed"
        assert len(answer["rates"]) >= 5
        for rate in answer["rates"]:
            changes = {"service_code": rate["service_code"]}
            box = parcel["packages"][0] | {"package_code": rate["package_type"]}
            bought = buy(client, **(parcel | changes | {"packages": [box]}))
            assert bought["shipment_cost"] == rate["shipping_amount"]


def test_a_used_external_id_is_refused_and_costs_nothing(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    buy(client, external_shipment_id="a-1")
    before = carrier.ledger()
    again = client.post("/v1/labels", json={"shipment": shipment(external_shipment_id="a-1")})
    assert error_of(again, 400)["error_code"] == "identifier_conflict"
    assert carrier.ledger() == before


def test_a_carrier_that_accepts_a_used_external_id_charges_again(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(duplicate_external_id="accept")
    first, second = (buy(client, external_shipment_id="a-1") for _ in range(2))
    assert first["label_id"] != second["label_id"]
    assert [one.kind for one in carrier.ledger()] == ["opening", "purchase", "purchase"]
    found = client.get("/v1/labels/external_shipment_id/a-1").json()
    assert found["label_id"] == first["label_id"]


@pytest.mark.parametrize("way", ["charge", "refuse"])
def test_a_second_purchase_for_a_shipment_charges_again_unless_told_otherwise(
    way: str, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(second_purchase=way)
    made = client.post("/v1/shipments", json={"shipments": [shipment()]}).json()["shipments"][0]
    door = f"/v1/labels/shipment/{made['shipment_id']}"
    assert client.post(door, json={}).status_code == 200
    again = client.post(door, json={})
    if way == "charge":
        assert again.status_code == 200
        assert len(carrier.ledger()) == 3
    else:
        assert error_of(again, 400)["error_code"] == "invalid_status"
        assert len(carrier.ledger()) == 2


def test_fifty_characters_of_an_external_id_count(client: httpx.Client) -> None:
    label = buy(client, external_shipment_id="a" * 50 + "first")
    found = client.get("/v1/labels/external_shipment_id/" + "a" * 50 + "other").json()
    assert found["label_id"] == label["label_id"]


def test_an_external_id_with_odd_characters_is_found_again(client: httpx.Client) -> None:
    label = buy(client, external_shipment_id="shop/7 #%")
    found = client.get("/v1/labels/external_shipment_id/shop%2F7%20%23%25").json()
    assert found["label_id"] == label["label_id"]


def test_too_little_money_buys_nothing_and_leaves_nothing(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.adjust_balance(5 - FIRST_CENTS)
    before = carrier.ledger()
    reply = client.post("/v1/labels", json={"shipment": shipment(external_shipment_id="a-1")})
    assert error_of(reply, 400)["error_code"] == "insufficient_funds"
    assert carrier.ledger() == before
    assert client.get("/v1/labels").json()["total"] == 0
    error_of(client.get("/v1/shipments/external_shipment_id/a-1"), 404)


def test_a_label_that_was_just_made_may_be_hidden_from_searches(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(lookup_delay_seconds=20)
    label = buy(client, external_shipment_id="a-1")
    assert client.get(f"/v1/labels/{label['label_id']}").status_code == 200
    assert client.get("/v1/labels").json()["labels"] == []
    error_of(client.get("/v1/labels/external_shipment_id/a-1"), 404)
    error_of(client.get("/v1/shipments/external_shipment_id/a-1"), 404)
    carrier.clock.advance(timedelta(seconds=20))
    assert client.get("/v1/labels").json()["total"] == 1
    assert client.get("/v1/labels/external_shipment_id/a-1").status_code == 200


def test_numbers_have_right_check_digits(client: httpx.Client) -> None:
    assert is_impb(buy(client)["tracking_number"])
    assert is_impb(
        buy(client, service_code="usps_priority_mail", confirmation="signature")["tracking_number"]
    )
    abroad = buy(client, **parcel_abroad())
    assert is_s10(abroad["tracking_number"])
    assert abroad["is_international"] is True


def test_a_return_goes_the_other_way_and_is_charged(client: httpx.Client, carrier: PracticeCarrier) -> None:
    label = buy(client, external_shipment_id="a-1")
    reply = client.post(f"/v1/labels/{label['label_id']}/return", json={"rma_number": "R7"})
    assert reply.status_code == 200
    back = reply.json()
    assert (back["is_return_label"], back["rma_number"]) == (True, "R7")
    assert back["tracking_number"] != label["tracking_number"]
    kept = client.get(f"/v1/shipments/{back['shipment_id']}").json()
    assert (kept["ship_from"]["name"], kept["ship_to"]["name"]) == ("Jo Smith", "Ana Núñez")
    assert kept["external_shipment_id"] is None
    assert len(carrier.ledger()) == 3


def test_no_return_is_made_for_a_voided_label_or_from_abroad(client: httpx.Client) -> None:
    voided = buy(client)["label_id"]
    client.put(f"/v1/labels/{voided}/void")
    abroad = buy(client, **parcel_abroad())["label_id"]
    for label_id in (voided, abroad):
        reply = client.post(f"/v1/labels/{label_id}/return", json={})
        assert error_of(reply, 400)["error_code"] == "return_label_not_supported"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"label_format": "gif"}, "invalid_field_value"),
        ({"label_layout": "Letter"}, "invalid_field_value"),
        ({"label_download_type": "fax"}, "invalid_field_value"),
        ({"display_scheme": "qr_code"}, "invalid_field_value"),
        ({"charge_event": "on_carrier_acceptance"}, "invalid_charge_event"),
        ({"label_image_id": "img_x"}, "label_images_not_supported"),
    ],
)
def test_what_the_carrier_does_not_do_is_refused(
    options: dict[str, str], code: str, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    reply = client.post("/v1/labels", json={"shipment": shipment(), **options})
    assert error_of(reply, 400)["error_code"] == code
    assert len(carrier.ledger()) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"packages": [package(), package()]}, "unspecified"),
        ({"packages": []}, "field_value_required"),
        ({"packages": [package(package_code="crate")]}, "unspecified"),
        ({"packages": [package(weight={"value": 0, "unit": "ounce"})]}, "invalid_field_value"),
        ({"packages": [package(weight={"value": 71, "unit": "pound"})]}, "unspecified"),
        ({"ship_to": None}, "field_value_required"),
        ({"ship_from": None}, "field_value_required"),
        ({"service_code": None}, "field_value_required"),
        ({"service_code": "usps_pigeon"}, "invalid_field_value"),
        ({"carrier_id": "se-1"}, "invalid_identifier"),
        ({"confirmation": "wink"}, "invalid_field_value"),
        ({"confirmation": "verbal_confirmation"}, "confirmation_not_supported"),
        ({"insurance_provider": "carrier"}, "invalid_field_value"),
        ({"ship_date": "soon"}, "unspecified"),
    ],
)
def test_a_shipment_that_cannot_go_is_refused_and_costs_nothing(
    changes: dict[str, object], code: str, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    reply = client.post("/v1/labels", json={"shipment": shipment(**changes)})
    assert error_of(reply, 400)["error_code"] == code
    assert len(carrier.ledger()) == 1


def test_the_two_sets_of_data_never_mix(carrier: PracticeCarrier, client: httpx.Client) -> None:
    label = buy(client)
    error_of(client_of(carrier, "live_x").get("/v1/carriers"), 401)
    assert client_of(carrier, "TEST_other").get(f"/v1/labels/{label['label_id']}").status_code == 200


def test_lists_come_in_pages_newest_first(client: httpx.Client) -> None:
    ids = [buy(client)["label_id"] for _ in range(5)]
    seen, href = [], "/v1/labels?page_size=2"
    while href:
        page = client.get(href).json()
        assert (page["total"], page["pages"]) == (5, 3)
        seen += [label["label_id"] for label in page["labels"]]
        href = page["links"]["next"].get("href", "")
    assert seen == ids[::-1]
    assert client.get("/v1/labels?page=9").json()["labels"] == []


def test_lists_can_be_narrowed(client: httpx.Client, carrier: PracticeCarrier) -> None:
    old = buy(client)
    carrier.clock.advance(timedelta(hours=1))
    new = buy(client, service_code="usps_priority_mail")
    client.put(f"/v1/labels/{old['label_id']}/void")

    def found(**query: str) -> list[str]:
        return [label["label_id"] for label in client.get("/v1/labels", params=query).json()["labels"]]

    assert found(created_at_start="2026-10-22T17:30:00Z") == [new["label_id"]]
    assert found(created_at_end="2026-10-22T19:30:00+02:00") == [old["label_id"]]
    assert found(shipment_id=old["shipment_id"]) == [old["label_id"]]
    assert found(tracking_number=new["tracking_number"]) == [new["label_id"]]
    assert found(label_status="voided") == [old["label_id"]]
    assert found(service_code="usps_priority_mail", sort_dir="asc") == [new["label_id"]]
    assert error_of(client.get("/v1/labels?page=0"), 400)["error_code"] == "invalid_field_value"


def test_the_specification_of_2026_adds_keys(client: httpx.Client, carrier: PracticeCarrier) -> None:
    assert "external_shipment_id" not in buy(client, external_shipment_id="a-1")
    carrier.set_switches(schema="2026")
    label = client.get("/v1/labels/external_shipment_id/a-1").json()
    assert (label["external_shipment_id"], label["ship_to"]["name"]) == ("a-1", "Jo Smith")
