"""After the label: tracking by stories, and pickups on the next postal day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import SHOP, buy, error_of

CONTACT = {"name": "Ana", "email": "ana@example.com", "phone": "555-555-5555"}
WINDOW = {"start_at": "2026-10-24T16:00:00Z", "end_at": "2026-10-24T20:00:00Z"}


def asked(*label_ids: str, **changes: Any) -> dict[str, Any]:
    usual = {
        "label_ids": label_ids,
        "contact_details": CONTACT,
        "pickup_window": WINDOW,
        "pickup_notes": "Porch",
    }
    return usual | changes


def status(client: httpx.Client, label: dict[str, Any]) -> str:
    answer = client.get(f"/v1/labels/{label['label_id']}/track").json()
    by_number = client.get(
        "/v1/tracking", params={"carrier_code": "stamps_com", "tracking_number": label["tracking_number"]}
    )
    assert by_number.json() == answer
    code: str = answer["status_code"]
    return code


def test_a_parcel_that_nobody_mailed_is_never_scanned(client: httpx.Client, carrier: PracticeCarrier) -> None:
    label = buy(client)
    carrier.clock.advance(timedelta(days=20))
    assert status(client, label) == "NY"


def test_a_code_that_was_handed_in_at_the_counter_counts_as_scanned_however_late(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client, display_scheme="paperless")
    carrier.clock.advance(timedelta(days=12))
    assert status(client, label) == "NY"
    carrier.mail(label["label_id"], "counter")
    assert status(client, label) == "AC"
    (event,) = client.get(f"/v1/labels/{label['label_id']}/track").json()["events"]
    assert event["description"] == "Label printed and accepted at the counter"
    void = client.put(f"/v1/labels/{label['label_id']}/void").json()
    assert void["reason_code"] == "label_already_used"


@pytest.mark.parametrize(
    ("story", "course"),
    [
        ("delivered", ["AC", "IT", "IT", "IT", "DE", "DE", "DE"]),
        ("delayed", ["AC", "IT", "IT", "IT", "IT", "IT", "DE"]),
        ("exception", ["AC", "IT", "IT", "EX", "EX", "EX", "EX"]),
        ("returned", ["AC", "IT", "IT", "AT", "AT", "AT", "AT"]),
        ("lost", ["AC", "IT", "IT", "IT", "IT", "IT", "IT"]),
    ],
)
def test_a_story_unfolds_with_time(
    story: str, course: list[str], client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client)
    carrier.mail(label["label_id"], story)
    seen = []
    for _ in course:
        seen.append(status(client, label))
        carrier.clock.advance(timedelta(days=1))
    assert seen == course


def test_events_come_newest_first_with_local_times(client: httpx.Client, carrier: PracticeCarrier) -> None:
    label = buy(client)
    carrier.mail(label["label_id"])
    carrier.clock.advance(timedelta(hours=80))
    answer = client.get(f"/v1/labels/{label['label_id']}/track").json()
    last, first = answer["events"][0], answer["events"][-1]
    assert (last["status_code"], last["city_locality"], last["postal_code"]) == ("DE", "NEW YORK", "10001")
    assert (first["city_locality"], first["occurred_at"], first["carrier_occurred_at"]) == (
        "VISTA",
        "2026-10-22T17:00:00Z",
        "2026-10-22T10:00:00",
    )
    assert answer["actual_delivery_date"] == last["occurred_at"]
    assert [event["state_province"] for event in answer["events"]].count("") == 1


def test_an_unknown_number_is_unknown(client: httpx.Client) -> None:
    query = "?carrier_code=stamps_com&tracking_number=123"
    assert client.get(f"/v1/tracking{query}").json()["status_code"] == "UN"
    assert client.post(f"/v1/tracking/start{query}").status_code == 204
    error_of(client.get("/v1/tracking?tracking_number=123"), 400)
    error_of(client.get("/v1/tracking?carrier_code=ups&tracking_number=123"), 400)


def test_only_known_parcels_and_stories_can_be_mailed(client: httpx.Client, carrier: PracticeCarrier) -> None:
    with pytest.raises(ValueError, match="no label"):
        carrier.mail("se-1")
    with pytest.raises(ValueError, match="no story"):
        carrier.mail(buy(client)["label_id"], "eaten")


def test_a_pickup_is_on_the_next_day_whatever_was_asked(client: httpx.Client) -> None:
    label = buy(client)
    reply = client.post("/v1/pickups", json=asked(label["label_id"]))
    assert reply.status_code == 200
    made = reply.json()
    assert made["pickup_windows"] == [{"start_at": "2026-10-23T15:00:00Z", "end_at": "2026-10-24T00:00:00Z"}]
    assert (made["pickup_notes"], made["contact_details"]) == ("Porch", CONTACT)
    assert made["confirmation_number"].startswith("WTC")
    assert made["pickup_id"].startswith("pik_")
    assert len(made["pickup_id"]) == 26
    read = client.get(f"/v1/pickups/{made['pickup_id']}").json()
    assert read.keys() == made.keys()
    alone = {name: read[name] for name in read if name not in ("request_id", "errors")}
    assert client.get("/v1/pickups").json()["pickups"] == [alone]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-10-24T18:00:00", "2026-10-26"),  # Saturday: not on Sunday
        ("2026-11-25T18:00:00", "2026-11-27"),  # the day before Thanksgiving
        ("2026-10-23T05:00:00", "2026-10-23"),  # ten in the evening of the 22nd in California
    ],
)
def test_sundays_and_holidays_are_skipped(
    now: str, day: str, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.clock.set(datetime.fromisoformat(now).replace(tzinfo=UTC))
    made = client.post("/v1/pickups", json=asked(buy(client)["label_id"])).json()
    assert made["pickup_windows"][0]["start_at"].startswith(day)


def test_a_same_day_pickup_is_taken_before_two_in_the_morning_central(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    early = {"start_at": "2026-10-22T15:00:00Z", "end_at": "2026-10-22T23:00:00Z"}
    eastern = SHOP | {"state_province": "NY", "postal_code": "10001"}
    label = buy(client, ship_from=eastern)["label_id"]
    for hour, day in ((6, "2026-10-22"), (7, "2026-10-23")):
        carrier.clock.set(datetime(2026, 10, 22, hour, 30, tzinfo=UTC))
        made = client.post("/v1/pickups", json=asked(label, pickup_window=early)).json()
        assert made["pickup_windows"][0]["start_at"].startswith(day)


def test_a_pickup_is_cancelled_in_time_and_once(client: httpx.Client, carrier: PracticeCarrier) -> None:
    label = buy(client)["label_id"]
    first, second = (client.post("/v1/pickups", json=asked(label)).json()["pickup_id"] for _ in range(2))
    assert client.delete(f"/v1/pickups/{first}").json()["pickup_id"] == first
    assert client.get(f"/v1/pickups/{first}").json()["cancelled_at"] is not None
    assert error_of(client.delete(f"/v1/pickups/{first}"), 400)["error_code"] == "invalid_status"
    carrier.clock.set(datetime(2026, 10, 23, 7, 0, tzinfo=UTC))
    assert error_of(client.delete(f"/v1/pickups/{second}"), 400)["error_code"] == "invalid_status"
    error_of(client.delete("/v1/pickups/pik_none"), 404)


def test_labels_of_two_origins_are_not_picked_up_together(client: httpx.Client) -> None:
    here = buy(client)["label_id"]
    there = buy(client, ship_from=SHOP | {"address_line1": "2 Elsewhere"})["label_id"]
    assert error_of(client.post("/v1/pickups", json=asked(here, there)), 400)["field_name"] == "label_ids"


@pytest.mark.parametrize(
    ("changes", "status_code"),
    [
        ({"label_ids": []}, 400),
        ({"label_ids": ["x"]}, 400),
        ({"label_ids": ["se-1"]}, 404),
        ({"contact_details": None}, 400),
        ({"contact_details": CONTACT | {"email": ""}}, 400),
        ({"contact_details": CONTACT | {"phone": "12"}}, 400),
        ({"pickup_window": None}, 400),
        ({"pickup_window": {"start_at": "noon", "end_at": "night"}}, 400),
        ({"pickup_window": {"start_at": WINDOW["end_at"], "end_at": WINDOW["start_at"]}}, 400),
        ({"pickup_window": {"start_at": None, "end_at": WINDOW["end_at"]}}, 400),
    ],
)
def test_a_pickup_with_a_mistake_is_not_booked(
    changes: dict[str, Any], status_code: int, client: httpx.Client
) -> None:
    error_of(client.post("/v1/pickups", json=asked(buy(client)["label_id"], **changes)), status_code)
    assert client.get("/v1/pickups").json()["total"] == 0


def test_a_voided_label_is_not_picked_up(client: httpx.Client) -> None:
    label = buy(client)["label_id"]
    client.put(f"/v1/labels/{label}/void")
    assert error_of(client.post("/v1/pickups", json=asked(label)), 400)["error_code"] == "invalid_status"


@pytest.mark.parametrize(
    ("story", "seen"), [("accepted", ["AC", "AC", "AC"]), ("in_transit", ["AC", "IT", "IT"])]
)
def test_a_story_may_stop_on_the_way(
    story: str, seen: list[str], client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client)
    carrier.mail(label["label_id"], story)
    found = []
    for _ in seen:
        found.append(status(client, label))
        carrier.clock.advance(timedelta(days=2))
    assert found == seen


def test_the_expected_day_is_known_from_acceptance_and_moves_when_late(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client, service_code="usps_priority_mail")
    path = f"/v1/labels/{label['label_id']}/track"
    assert client.get(path).json()["estimated_delivery_date"] is None
    carrier.mail(label["label_id"], "delayed")
    first = client.get(path).json()["estimated_delivery_date"]
    assert first.startswith("2026-10-2")
    carrier.clock.advance(timedelta(hours=78))
    late = client.get(path).json()["estimated_delivery_date"]
    assert late > first
    carrier.clock.advance(timedelta(days=10))
    assert client.get(path).json()["estimated_delivery_date"] == late


def test_a_number_is_followed_by_account_too(client: httpx.Client, carrier: PracticeCarrier) -> None:
    number = buy(client)["tracking_number"]
    query = {"tracking_number": number, "carrier_id": "se-2424643"}
    assert client.get("/v1/tracking", params=query).json()["status_code"] == "NY"
    for change, field in (("se-1", "carrier_id"), ("x", "carrier_id")):
        error = error_of(client.get("/v1/tracking", params=query | {"carrier_id": change}), 400)
        assert error["field_name"] == field
    for path in ("start", "stop"):
        assert client.post(f"/v1/tracking/{path}", params=query).status_code == 204
        error_of(client.post(f"/v1/tracking/{path}", params={"carrier_code": "stamps_com"}), 400)


def test_a_number_that_is_missing_is_asked_for_as_recorded(client: httpx.Client) -> None:
    error = error_of(client.get("/v1/tracking?carrier_code=stamps_com"), 400)
    assert (error["error_type"], error["error_code"]) == ("system", "unspecified")
    assert error["message"].startswith("trackingNumber.String: A value is required")


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("in_transit", "in_transit"),
        ("delivered", "delivered"),
        ("exception", "error"),
        ("lost", "in_transit"),
    ],
)
def test_a_label_says_what_became_of_its_parcel(
    story: str, told: str, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client)
    assert label["tracking_status"] == "in_transit"
    carrier.mail(label["label_id"], story)
    assert client.get(f"/v1/labels/{label['label_id']}").json()["tracking_status"] == "in_transit"
    carrier.clock.advance(timedelta(days=20))
    assert client.get(f"/v1/labels/{label['label_id']}").json()["tracking_status"] == told


def test_a_day_without_a_time_is_the_whole_day_at_the_place(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client, ship_from=SHOP | {"state_province": "NY", "postal_code": "10001"})["label_id"]
    carrier.clock.set(datetime(2026, 10, 22, 6, 30, tzinfo=UTC))  # half past one in the morning Central
    for day in ("2026-10-22", "2026-10-23"):
        window = {"start_at": day, "end_at": day}
        reply = client.post("/v1/pickups", json=asked(label, pickup_window=window))
        assert reply.status_code == 200, reply.text
        assert reply.json()["pickup_windows"][0]["start_at"].startswith(day)
    backwards = {"start_at": "2026-10-23", "end_at": "2026-10-22"}
    error = error_of(client.post("/v1/pickups", json=asked(label, pickup_window=backwards)), 400)
    assert error["field_name"] == "end_at"
