"""Batches: many shipments bought by and by, each once, with the replies as they were recorded."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import httpx
import pypdfium2
import pytest

from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import ACCOUNT, FIRST_CENTS, SHOP, Json, buy, cost, error_of, package, shipment

STEP = timedelta(seconds=5)


@pytest.fixture
def place(client: httpx.Client) -> str:
    body = {"name": "Depot", "origin_address": SHOP}
    made: str = client.post("/v1/warehouses", json=body).json()["warehouse_id"]
    return made


def pending(client: httpx.Client, place: str, **changes: Any) -> str:
    parcel = shipment(ship_from=None, warehouse_id=place, **changes)
    reply = client.post("/v1/shipments", json={"shipments": [parcel]})
    assert reply.status_code == 200, reply.text
    number: str = reply.json()["shipments"][0]["shipment_id"]
    return number


def batch(client: httpx.Client, *shipments: str, status: int = 200, **changes: Any) -> Json:
    reply = client.post("/v1/batches", json={"shipment_ids": list(shipments), "rate_ids": None, **changes})
    assert reply.status_code == status, reply.text
    made: Json = reply.json()
    return made


def process(client: httpx.Client, made: Json, **options: Any) -> None:
    reply = client.post(f"/v1/batches/{made['batch_id']}/process/labels", json=options)
    assert (reply.status_code, reply.content) == (204, b"")


def read(client: httpx.Client, made: Json) -> Json:
    found: Json = client.get(f"/v1/batches/{made['batch_id']}").json()
    return found


def finished(client: httpx.Client, carrier: PracticeCarrier, made: Json, **options: Any) -> Json:
    process(client, made, **options)
    carrier.clock.advance(2 * STEP)
    return read(client, made)


def reasons(client: httpx.Client, made: Json) -> list[str]:
    errors = client.get(f"/v1/batches/{made['batch_id']}/errors").json()["errors"]
    return [error["error"] for error in errors]


def test_a_batch_is_processed_by_and_by_and_charged_once(
    client: httpx.Client, carrier: PracticeCarrier, place: str
) -> None:
    ids = [pending(client, place) for _ in range(3)]
    made = batch(client, *ids)
    assert (made["status"], made["label_layout"], made["batch_number"]) == ("open", None, "100057")
    process(client, made, label_layout="4x6", label_format="pdf", ship_date="2026-10-23")
    queued = read(client, made)
    assert (queued["status"], queued["label_layout"]) == ("queued", "4x6")
    assert queued["processed_at"] is not None
    assert client.get(f"/v1/shipments/{ids[0]}").json()["shipment_status"] == "processing"
    carrier.clock.advance(STEP)
    assert (read(client, made)["status"], len(carrier.ledger())) == ("processing", 1)
    carrier.clock.advance(STEP)
    done = read(client, made)
    assert (done["status"], done["completed"], done["count"], done["errors"]) == ("completed", 3, 3, 0)
    labels = client.get(done["batch_labels_url"]["href"]).json()["labels"]
    assert [label["batch_id"] for label in labels] == [made["batch_id"]] * 3
    assert {label["ship_date"][:10] for label in labels} == {"2026-10-23"}
    assert [one.kind for one in carrier.ledger()] == ["opening", *["purchase"] * 3]
    assert sum(one.amount.minor for one in carrier.ledger()) == FIRST_CENTS - sum(map(cost, labels))
    listed = client.get(done["batch_shipments_url"]["href"]).json()["shipments"]
    assert {one["shipment_id"] for one in listed} == set(ids)
    assert {one["shipment_status"] for one in listed} == {"label_purchased"}
    carrier.clock.advance(timedelta(days=1))
    assert len(client.get("/v1/labels").json()["labels"]) == 3


def test_labels_of_a_batch_come_in_one_document(
    client: httpx.Client, carrier: PracticeCarrier, place: str
) -> None:
    made = batch(client, pending(client, place), pending(client, place))
    assert client.get(made["label_download"]["href"]).status_code == 404
    done = finished(client, carrier, made)
    reply = client.get(done["label_download"]["href"])
    assert len(pypdfium2.PdfDocument(io.BytesIO(reply.content))) == 2
    assert client.get(done["label_download"]["zpl"]).text.count("^XA") == 2
    assert client.get(done["form_download"]["href"]).status_code == 404


def test_a_batch_can_be_made_and_processed_at_once(
    client: httpx.Client, carrier: PracticeCarrier, place: str
) -> None:
    options = {"create_batch_and_process_labels": True, "label_format": "zpl"}
    made = batch(client, pending(client, place), process_labels=options, external_batch_id="monday/1")
    assert (made["status"], made["label_format"]) == ("queued", "zpl")
    carrier.clock.advance(timedelta(minutes=1))
    found = client.get("/v1/batches/external_batch_id/monday%2F1").json()
    assert (found["batch_id"], found["status"]) == (made["batch_id"], "completed")
    assert (
        error_of(client.get("/v1/batches/external_batch_id/none"), 404)["field_name"] == "external_batch_id"
    )
    again = client.post("/v1/batches", json={"external_batch_id": "monday/1"})
    assert error_of(again, 400)["error_code"] == "identifier_conflict"


def test_a_batch_of_rates_buys_what_was_rated(
    client: httpx.Client, carrier: PracticeCarrier, place: str
) -> None:
    parcel = shipment(ship_from=None, warehouse_id=place)
    del parcel["carrier_id"], parcel["service_code"]
    question = {"rate_options": {"carrier_ids": [ACCOUNT]}, "shipment": parcel}
    rates = client.post("/v1/rates", json=question).json()["rate_response"]["rates"]
    rate = next(one for one in rates if one["service_code"] == "usps_priority_mail")
    made = batch(client, rate_ids=[rate["rate_id"]])
    assert finished(client, carrier, made)["status"] == "completed"
    [label] = client.get("/v1/labels").json()["labels"]
    assert (label["service_code"], label["package_code"]) == (rate["service_code"], rate["package_type"])
    found = client.get(f"/v1/labels?rate_id={rate['rate_id']}").json()["labels"]
    assert [one["label_id"] for one in found] == [label["label_id"]]
    assert error_of(client.post("/v1/batches", json={"rate_ids": ["se-1"]}), 400)["field_name"] == "rate_id"


def test_shipments_of_two_places_make_a_batch_invalid(
    client: httpx.Client, carrier: PracticeCarrier, place: str
) -> None:
    body = {"name": "Store", "origin_address": SHOP}
    other = client.post("/v1/warehouses", json=body).json()["warehouse_id"]
    ids = [pending(client, place), pending(client, other)]
    made = batch(client, *ids)
    done = finished(client, carrier, made)
    assert (done["status"], done["errors"], done["completed"]) == ("invalid", 2, 0)
    assert len(carrier.ledger()) == 1
    assert client.get(f"/v1/shipments/{ids[0]}").json()["shipment_status"] == "pending"
    assert len(set(reasons(client, made))) == 1
    assert client.delete(f"/v1/batches/{made['batch_id']}").status_code == 204


def test_a_shipment_without_a_warehouse_makes_a_batch_invalid(
    client: httpx.Client, carrier: PracticeCarrier, place: str
) -> None:
    reply = client.post("/v1/shipments", json={"shipments": [shipment()]})
    made = batch(client, pending(client, place), reply.json()["shipments"][0]["shipment_id"])
    assert finished(client, carrier, made)["status"] == "invalid"
    empty = batch(client)
    assert finished(client, carrier, empty)["status"] == "invalid"


def test_what_cannot_be_bought_is_listed_and_the_rest_is_bought(
    client: httpx.Client, carrier: PracticeCarrier, place: str
) -> None:
    good = pending(client, place)
    heavy = pending(
        client,
        place,
        packages=[package(weight={"value": 90, "unit": "pound"})],
        external_shipment_id="too heavy",
    )
    bought, cancelled = pending(client, place), pending(client, place)
    client.post(f"/v1/labels/shipment/{bought}", json={})
    client.put(f"/v1/shipments/{cancelled}/cancel")
    made = batch(client, good, heavy, bought, cancelled, "se-1", status=207)
    done = finished(client, carrier, made)
    assert (done["status"], done["completed"], done["errors"]) == ("completed_with_errors", 1, 4)
    path = f"/v1/batches/{made['batch_id']}/errors"
    errors = {one["shipment_id"]: one for one in client.get(path).json()["errors"]}
    assert errors.keys() == {heavy, bought, cancelled, "se-1"}
    assert errors[heavy]["external_shipment_id"] == "too heavy"
    assert "70 lb" in errors[heavy]["error"]
    second = client.get(path, params={"pagesize": 3, "page": 2}).json()
    assert len(second["errors"]) == 1
    assert "pagesize=3" in second["links"]["prev"]["href"]
    assert len(client.get(f"/v1/labels?shipment_id={bought}").json()["labels"]) == 1


def test_an_account_that_runs_dry_stops_in_the_middle(
    client: httpx.Client, carrier: PracticeCarrier, place: str
) -> None:
    price = cost(buy(client))
    ids = [pending(client, place) for _ in range(3)]
    carrier.adjust_balance(2 * price - sum(one.amount.minor for one in carrier.ledger()))
    made = batch(client, *ids)
    done = finished(client, carrier, made)
    assert (done["status"], done["completed"], done["errors"]) == ("completed_with_errors", 2, 1)
    assert sum(one.amount.minor for one in carrier.ledger()) == 0


def test_a_batch_that_was_processed_does_not_change(
    client: httpx.Client, carrier: PracticeCarrier, place: str
) -> None:
    first, second = pending(client, place), pending(client, place)
    made = batch(client, first)
    path = f"/v1/batches/{made['batch_id']}"
    assert client.post(f"{path}/add", json={"shipment_ids": [second]}).status_code == 204
    assert client.post(f"{path}/remove", json={"shipment_ids": [first]}).status_code == 204
    process(client, made)
    body = {"shipment_ids": [first]}
    for reply in (
        client.post(f"{path}/add", json=body),
        client.post(f"{path}/remove", json=body),
        client.post(f"{path}/process/labels", json={}),
        client.delete(path),
        client.put(path),
    ):
        assert error_of(reply, 400)["error_code"] == "batch_cannot_be_modified"
    carrier.clock.advance(2 * STEP)
    assert (read(client, made)["status"], read(client, made)["count"]) == ("completed", 1)
    assert client.put(path).status_code == 204
    assert read(client, made)["status"] == "archived"


def test_ids_that_are_no_ids_are_told_as_recorded(client: httpx.Client, place: str) -> None:
    made = batch(client, pending(client, place))
    path = f"/v1/batches/{made['batch_id']}"
    error = error_of(client.post(f"{path}/add", json={"shipment_ids": ["bad-shipment-id"]}), 400)
    assert (error["message"], error["field_value"]) == (
        "shipment_ids must be only integers",
        ["bad-shipment-id"],
    )
    assert error_of(client.post(f"{path}/add", json={"shipment_ids": ["se-1"]}), 400)["field_name"]
    for reply in (client.get("/v1/batches/se-1"), client.delete("/v1/batches/se-1")):
        assert error_of(reply, 404)["field_name"] == "batch_id"
    assert client.post(f"{path}/process/labels", json={"ship_date": "soon"}).status_code == 400
    assert client.post(f"{path}/process/labels", json={"label_format": "gif"}).status_code == 400
    assert read(client, made)["status"] == "open"
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404


def test_a_switch_sets_how_many_a_batch_takes(
    client: httpx.Client, carrier: PracticeCarrier, place: str
) -> None:
    carrier.set_switches(batch_maximum=1)
    made = batch(client, pending(client, place))
    more = {"shipment_ids": [pending(client, place)]}
    reply = client.post(f"/v1/batches/{made['batch_id']}/add", json=more)
    assert error_of(reply, 400)["error_code"] == "invalid_field_value"


def test_the_list_has_every_filter(client: httpx.Client, carrier: PracticeCarrier, place: str) -> None:
    first = batch(client, pending(client, place))
    finished(client, carrier, first, ship_date="2026-10-23")
    carrier.clock.advance(timedelta(days=1))
    second = batch(client)
    for query, found in (
        ("", [second, first]),
        ("status=open", [second]),
        ("status=completed", [first]),
        ("batch_number=100057", [first]),
        ("created_at_start=2026-10-23T00:00:00Z", [second]),
        ("created_at_end=2026-10-23T00:00:00Z", [first]),
        ("processed_at_start=2026-10-22T00:00:00Z", [first]),
        ("processed_at_end=2026-10-22T00:00:00Z", []),
        ("sort_by=ship_date", [first, second]),
        ("sort_by=processed_at&sort_dir=asc", [second, first]),
        ("page_size=1", [second]),
    ):
        listed = client.get(f"/v1/batches?{query}").json()["batches"]
        assert [one["batch_id"] for one in listed] == [one["batch_id"] for one in found], query


def test_the_specification_of_2026_asks_for_more_in_a_batch(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(schema="2026")
    made = batch(client)
    assert made["paperless_download"].keys() == {"href", "instructions", "handoff_code"}
    assert (made["process_errors"], made["label_layout"]) == ([], "4x6")


def test_a_switch_says_how_long_a_batch_waits(
    client: httpx.Client, carrier: PracticeCarrier, place: str
) -> None:
    carrier.set_switches(batch_seconds=60)
    made = batch(client, pending(client, place))
    process(client, made)
    seen = [read(client, made)["status"]]
    for seconds in (59, 1, 59, 1):
        carrier.clock.advance(timedelta(seconds=seconds))
        seen.append(read(client, made)["status"])
    assert seen == ["queued", "queued", "processing", "processing", "completed"]
