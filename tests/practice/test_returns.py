"""Return labels: which pairs go together, what they are numbered, and labels found by warehouse."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import ABROAD, ACCOUNT, SHOP, Json, buy, cost, error_of, parcel_abroad, shipment


def paired(client: httpx.Client, outbound: Json, **changes: object) -> httpx.Response:
    body = {"shipment": shipment(), "is_return_label": True, "outbound_label_id": outbound["label_id"]}
    return client.post("/v1/labels", json=body | changes)


def test_a_return_is_paired_with_its_outbound_label(client: httpx.Client, carrier: PracticeCarrier) -> None:
    outbound = buy(client)
    reply = paired(client, outbound, rma_number="RMA 7")
    assert reply.status_code == 200
    made = reply.json()
    assert (made["is_return_label"], made["rma_number"]) == (True, "RMA 7")
    assert carrier.ledger()[-1].amount.minor == -cost(made)


def test_labels_that_do_not_go_together_are_not_paired(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    login = {"nickname": "Second", "username": "second", "password": "good"}
    other = client.post("/v1/connections/carriers/stamps_com", json=login).json()["carrier_id"]
    good, voided = buy(client), buy(client)
    client.put(f"/v1/labels/{voided['label_id']}/void")
    back = client.post(f"/v1/labels/{good['label_id']}/return", json={}).json()
    away = client.post("/v1/labels", json={"shipment": parcel_abroad()}).json()
    before = len(carrier.ledger())
    for reply in (
        paired(client, voided),
        paired(client, back),
        paired(client, away),
        paired(client, good, is_return_label=False),
        paired(client, good, shipment=shipment(carrier_id=other)),
    ):
        assert error_of(reply, 400)["error_code"] == "incompatible_paired_labels"
    assert error_of(paired(client, {"label_id": "se-1"}), 404)["error_code"] == "invalid_identifier"
    assert len(carrier.ledger()) == before


@pytest.mark.parametrize("door", ["inline", "return"])
def test_no_return_is_charged_only_when_it_is_used(door: str, client: httpx.Client) -> None:
    outbound = buy(client)
    options = {"charge_event": "on_carrier_acceptance"}
    if door == "inline":
        reply = paired(client, outbound, **options)
    else:
        reply = client.post(f"/v1/labels/{outbound['label_id']}/return", json=options)
    assert error_of(reply, 400)["error_code"] == "invalid_charge_event"


def test_no_door_sells_a_return_abroad(client: httpx.Client) -> None:
    parcel = parcel_abroad(is_return=True)
    made = client.post("/v1/shipments", json={"shipments": [parcel]}).json()["shipments"][0]
    question = {"rate_options": {"carrier_ids": [ACCOUNT]}, "shipment_id": made["shipment_id"]}
    rate = client.post("/v1/rates", json=question).json()["rate_response"]["rates"][0]
    for reply in (
        client.post("/v1/labels", json={"shipment": parcel}),
        client.post(f"/v1/labels/shipment/{made['shipment_id']}", json={}),
        client.post(f"/v1/labels/rates/{rate['rate_id']}", json={}),
    ):
        assert error_of(reply, 400)["error_code"] == "return_label_not_supported"
    assert ABROAD["country_code"] == made["ship_to"]["country_code"]


def test_labels_are_found_by_warehouse(client: httpx.Client) -> None:
    body = {"name": "Depot", "origin_address": SHOP}
    place = client.post("/v1/warehouses", json=body).json()["warehouse_id"]
    here = buy(client, ship_from=None, warehouse_id=place)
    buy(client)
    found = client.get(f"/v1/labels?warehouse_id={place}").json()["labels"]
    assert [one["label_id"] for one in found] == [here["label_id"]]
    assert client.get("/v1/labels?warehouse_id=x").status_code == 400


def test_a_return_may_be_charged_when_it_is_first_scanned(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(pay_on_scan=True)
    outbound = buy(client)
    options = {"charge_event": "on_carrier_acceptance"}
    path = f"/v1/labels/{outbound['label_id']}/return"
    used, unused = (client.post(path, json=options).json() for _ in range(2))
    assert [one.kind for one in carrier.ledger()] == ["opening", "purchase"]
    client.put(f"/v1/labels/{unused['label_id']}/void")
    carrier.clock.advance(timedelta(days=5))
    carrier.mail(used["label_id"])
    carrier.clock.advance(timedelta(days=60))
    charge = carrier.ledger()[-1]
    assert (charge.label_id, charge.amount.minor, len(carrier.ledger())) == (used["label_id"], -cost(used), 3)
    assert charge.at.date().isoformat() == "2026-10-27"
