"""The door of the practice carrier: keys, limits, headers, odd requests, switches and the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from postwright.practice.app import PracticeCarrier, practice_app
from postwright.practice.wire_text import at_creation, at_reading
from tests.practice.parcels import NOW, SHOP, buy, client_of, error_of, open_carrier, rates_for, shipment


@pytest.mark.parametrize("key", ["", "TEST_", "live", "test_practice"])
def test_a_wrong_key_is_turned_away_as_recorded(key: str, carrier: PracticeCarrier) -> None:
    with client_of(carrier, key) as client:
        reply = client.get("/v1/carriers")
    assert error_of(reply, 401) == {
        "error_source": "shipengine",
        "error_type": "security",
        "error_code": "unauthorized",
        "message": "Access denied.",
        "path": "/v1/carriers",
        "method": "GET",
    }
    assert reply.json()["request_id"] == reply.headers["request-id"]


def test_an_old_service_turns_keys_away_in_plain_text(carrier: PracticeCarrier) -> None:
    carrier.set_switches(legacy_401=True)
    with client_of(carrier, "no") as client:
        reply = client.get("/v1/carriers")
    assert (reply.status_code, reply.text, reply.headers["content-type"]) == (
        401,
        "Unauthorized",
        "text/plain",
    )


def test_a_key_named_at_the_start_opens_an_empty_set(tmp_path: Path) -> None:
    carrier = practice_app(tmp_path, keys=["live_key"])
    with client_of(carrier, "live_key") as client:
        assert client.get("/v1/carriers").json()["carriers"] == []
        login = {"nickname": "Mine", "username": "ana", "password": "x"}
        connected = client.post("/v1/connections/carriers/stamps_com", json=login).json()
        account = client.get(f"/v1/carriers/{connected['carrier_id']}").json()
        assert (account["balance"], account["nickname"], account["account_number"]) == (0, "Mine", "ana")
        reply = client.post("/v1/labels", json={"shipment": shipment(carrier_id=connected["carrier_id"])})
        assert error_of(reply, 400)["error_code"] == "insufficient_funds"


def test_calls_are_counted_by_the_minute_of_the_caller(tmp_path: Path) -> None:
    """Whoever waits for Retry-After waits in the world outside, whatever the time is in this one."""
    outside = [NOW]
    carrier = practice_app(tmp_path, now=lambda: outside[0], switches={"rate_limit": 2})
    with client_of(carrier) as client:
        carrier.clock.freeze()
        left = [client.get("/v1/carriers").headers["RateLimit-Remaining"] for _ in range(2)]
        assert left == ["1", "0"]
        outside[0] += timedelta(seconds=20)
        carrier.clock.advance(timedelta(days=1))
        reply = client.get("/v1/carriers")
        assert error_of(reply, 429)["error_code"] == "rate_limit_exceeded"
        assert (reply.headers["Retry-After"], reply.headers["RateLimit-Limit"]) == ("40", "2")
        outside[0] += timedelta(seconds=40)
        assert client.get("/v1/carriers").status_code == 200


def test_a_call_above_the_limit_is_not_carried_out(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(rate_limit=1)
    client.get("/v1/carriers")
    assert client.post("/v1/labels", json={"shipment": shipment()}).status_code == 429
    assert len(carrier.ledger()) == 1


def test_an_unknown_route_is_named(client: httpx.Client) -> None:
    for method, path in (("GET", "/v1/nothing"), ("PATCH", "/v1/labels")):
        error = error_of(client.request(method, path), 404)
        assert (error["error_code"], error["path"], error["method"]) == ("not_found", path, method)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"3", b"null", b'{"a": NaN}', b"[" * 100_000, b"\xff"])
def test_a_body_that_is_no_json_object_is_refused(body: bytes, client: httpx.Client) -> None:
    for path in ("/v1/labels", "/v1/rates", "/v1/pickups", "/v1/connections/carriers/stamps_com"):
        assert error_of(client.post(path, content=body), 400)["error_code"] == "request_body_required"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ship_to", "Jo"),
        ("ship_to", SHOP | {"name": 7}),
        ("packages", {}),
        ("packages", ["box"]),
        ("packages", [{"weight": "1 lb"}]),
        ("packages", [{"weight": {"value": "1", "unit": "ounce"}}]),
        ("packages", [{"weight": {"value": 1, "unit": "ounce"}, "dimensions": 3}]),
        ("packages", [{"weight": {"value": 1, "unit": "ounce"}, "insured_value": 3}]),
        ("packages", [{"weight": {"value": 1, "unit": "ounce"}, "products": ["toy"]}]),
        ("customs", "none"),
        ("advanced_options", "none"),
        ("external_shipment_id", 7),
        ("service_code", 7),
    ],
)
def test_a_wrong_type_is_named_and_not_carried_out(
    field: str, value: object, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    error = error_of(client.post("/v1/labels", json={"shipment": shipment(**{field: value})}), 400)
    assert error["error_type"] == "system"
    assert "Could not cast or convert from" in error["message"]
    assert len(carrier.ledger()) == 1


def test_measures_are_cut_to_two_places(client: httpx.Client) -> None:
    box = {
        "weight": {"value": 9.779, "unit": "ounce"},
        "dimensions": {"unit": "inch", "length": 5.9099, "width": 3.999, "height": 1},
    }
    made = client.post("/v1/shipments", json={"shipments": [shipment(packages=[box])]}).json()["shipments"][0]
    assert made["packages"][0]["weight"] == {"value": 9.77, "unit": "ounce"}
    assert made["packages"][0]["dimensions"] == {"unit": "inch", "length": 5.9, "width": 3.99, "height": 1.0}


def test_times_are_written_longer_at_creation_than_later(client: httpx.Client) -> None:
    label = buy(client)
    assert label["created_at"] == "2026-10-22T17:00:00.1234561Z"
    later = client.get(f"/v1/labels/{label['label_id']}").json()
    assert later["created_at"] == "2026-10-22T17:00:00.123Z"


def test_zeros_at_the_end_of_a_time_are_left_out() -> None:
    assert at_reading("2026-10-22T17:00:00.630000Z") == "2026-10-22T17:00:00.63Z"
    assert at_reading("2026-10-22T17:00:00.000000Z") == "2026-10-22T17:00:00Z"
    assert at_creation("2026-10-22T17:00:10.000000Z") == "2026-10-22T17:00:10Z"


def test_a_duplicate_shipment_fails_whole_or_alone(client: httpx.Client, carrier: PracticeCarrier) -> None:
    both = {"shipments": [shipment(external_shipment_id="a"), shipment(external_shipment_id="a")]}
    assert error_of(client.post("/v1/shipments", json=both), 400)["error_code"] == "identifier_conflict"
    assert client.get("/v1/shipments").json()["total"] == 0
    carrier.set_switches(duplicate_shipment="element")
    reply = client.post("/v1/shipments", json=both).json()
    assert reply["has_errors"] is True
    assert [len(one["errors"]) for one in reply["shipments"]] == [0, 1]
    assert client.get("/v1/shipments").json()["total"] == 1


def test_a_changed_shipment_is_replaced_whole_until_it_is_bought(client: httpx.Client) -> None:
    sent = shipment(external_shipment_id="a", external_order_id="7")
    made = client.post("/v1/shipments", json={"shipments": [sent]}).json()["shipments"][0]
    path = f"/v1/shipments/{made['shipment_id']}"
    changed = client.put(path, json=shipment(external_shipment_id="b")).json()
    assert (changed["external_shipment_id"], changed["external_order_id"]) == ("b", None)
    error_of(client.get("/v1/shipments/external_shipment_id/a"), 404)
    client.post(f"/v1/labels/shipment/{made['shipment_id']}", json={})
    assert error_of(client.put(path, json=shipment()), 400)["error_code"] == "invalid_status"


def test_a_changed_shipment_says_in_2026_whether_it_has_errors(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    made = client.post("/v1/shipments", json={"shipments": [shipment()]}).json()["shipments"][0]
    path = f"/v1/shipments/{made['shipment_id']}"
    assert "has_errors" not in client.put(path, json=shipment()).json()
    carrier.set_switches(schema="2026")
    assert client.put(path, json=shipment()).json()["has_errors"] is False


def test_unknown_switches_and_values_are_refused(carrier: PracticeCarrier) -> None:
    for wrong in ({"gravity": 1}, {"schema": "2031"}, {"rate_limit": "many"}, {"display_schemes": "label"}):
        with pytest.raises(ValueError, match="switch"):
            carrier.set_switches(**wrong)


def test_switches_are_remembered(carrier: PracticeCarrier, tmp_path: Path) -> None:
    carrier.set_switches(schema="2026", display_schemes=("label", "qr_code"))
    again = open_carrier(tmp_path / "carrier").switches
    assert (again.schema, again.display_schemes) == ("2026", ("label", "qr_code"))


def test_the_clock_can_be_moved_stopped_and_let_go(carrier: PracticeCarrier) -> None:
    clock = carrier.clock
    assert clock.now() == NOW
    clock.advance(timedelta(days=1))
    assert clock.now() == NOW + timedelta(days=1)
    clock.set(datetime(2026, 12, 24, tzinfo=UTC))
    assert clock.now() == datetime(2026, 12, 24, tzinfo=UTC)
    clock.freeze()
    clock.advance(timedelta(hours=1))
    assert clock.now() == datetime(2026, 12, 24, 1, tzinfo=UTC)
    clock.set(NOW)
    assert clock.now() == NOW
    clock.reset()
    assert clock.now() == NOW


def test_a_running_clock_runs_on_after_it_was_set(tmp_path: Path) -> None:
    ticks = [NOW]
    carrier = practice_app(tmp_path, now=lambda: ticks[-1])
    carrier.clock.advance(timedelta(days=7))
    ticks.append(NOW + timedelta(minutes=5))
    assert carrier.clock.now() == NOW + timedelta(days=7, minutes=5)
    carrier.clock.freeze()
    ticks.append(NOW + timedelta(minutes=9))
    assert carrier.clock.now() == NOW + timedelta(days=7, minutes=5)


def test_what_was_made_on_a_later_day_is_there_when_the_clock_is_turned_back(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.clock.advance(timedelta(days=28))
    label = buy(client, external_shipment_id="a-1")
    rate = rates_for(client, shipment())["rates"][0]["rate_id"]
    form = client.post("/v1/manifests", json={"label_ids": [label["label_id"]]})
    assert form.status_code == 200, form.text
    client.post("/v1/batches", json={"shipment_ids": [label["shipment_id"]]})
    carrier.clock.reset()
    for kind in ("labels", "shipments"):
        found = client.get(f"/v1/{kind}/external_shipment_id/a-1").json()
        assert found["shipment_id"] == label["shipment_id"]
    for kind, count in (("labels", 1), ("shipments", 2), ("manifests", 1), ("batches", 1)):
        assert client.get(f"/v1/{kind}").json()["total"] == count, kind
    again = client.get(f"/v1/labels/{label['label_id']}").json()
    assert again["status"] == "completed"
    assert client.get(again["label_download"]["pdf"]).status_code == 200
    assert client.get("/v1/labels?label_status=completed").json()["total"] == 1
    assert client.get(f"/v1/rates/{rate}").json()["rate_id"] == rate
    assert client.post(f"/v1/labels/rates/{rate}", json={}).status_code == 200


def test_a_list_up_to_the_time_just_read_has_what_was_made_then(client: httpx.Client) -> None:
    buy(client)
    for kind in ("labels", "shipments"):
        [made] = client.get(f"/v1/{kind}").json()[kind]
        until = client.get(f"/v1/{kind}", params={"created_at_end": made["created_at"]})
        assert until.json()["total"] == 1
        since = client.get(f"/v1/{kind}", params={"created_at_start": made["created_at"]})
        assert since.json()["total"] == 1
        earlier = client.get(f"/v1/{kind}", params={"created_at_end": "2026-10-22T17:00:00.122Z"})
        assert earlier.json()["total"] == 0
