"""Pickups come on their day: what is on them is scanned then, and what is cancelled or voided is not."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest

from postwright.practice.app import PracticeCarrier
from postwright.practice.clock import next_hour
from tests.practice.parcels import Json, buy
from tests.practice.test_on_the_way import asked, status


def booked(client: httpx.Client, *labels: Json) -> str:
    reply = client.post("/v1/pickups", json=asked(*(label["label_id"] for label in labels)))
    assert reply.status_code == 200, reply.text
    number: str = reply.json()["pickup_id"]
    return number


def scanned_at(client: httpx.Client, label: Json) -> str:
    events = client.get(f"/v1/labels/{label['label_id']}/track").json()["events"]
    return str(events[-1]["occurred_at"]) if events else ""


def test_what_is_on_a_pickup_is_scanned_when_it_comes(client: httpx.Client, carrier: PracticeCarrier) -> None:
    on, off = buy(client), buy(client)
    booked(client, on)
    assert status(client, on) == "NY"
    carrier.clock.advance(timedelta(days=1))
    assert (status(client, on), status(client, off)) == ("NY", "NY")  # an hour too early
    carrier.clock.advance(timedelta(days=9))
    assert (status(client, on), status(client, off)) == ("DE", "NY")
    assert scanned_at(client, on) == "2026-10-23T18:00:00Z"


def test_the_page_of_parcels_tells_of_it_too(client: httpx.Client, carrier: PracticeCarrier) -> None:
    booked(client, buy(client))
    carrier.clock.advance(timedelta(days=2))
    (parcel,) = carrier.parcels()
    assert parcel.scan


def test_a_cancelled_pickup_does_not_come(client: httpx.Client, carrier: PracticeCarrier) -> None:
    label = buy(client)
    client.delete(f"/v1/pickups/{booked(client, label)}")
    carrier.clock.advance(timedelta(days=5))
    assert status(client, label) == "NY"


def test_a_label_that_was_voided_before_it_comes_stays_at_home(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client)
    booked(client, label)
    assert client.put(f"/v1/labels/{label['label_id']}/void").json()["approved"]
    carrier.clock.advance(timedelta(days=5))
    assert status(client, label) == "NY"


def test_a_pickup_that_nobody_comes_for_is_over_all_the_same(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client)
    number = booked(client, label)
    carrier.set_switches(pickup_comes=False)
    carrier.clock.advance(timedelta(days=2))
    assert status(client, label) == "NY"
    carrier.set_switches(pickup_comes=True)
    carrier.clock.advance(timedelta(days=2))
    assert status(client, label) == "NY"
    assert client.get(f"/v1/pickups/{number}").json().keys().isdisjoint({"day", "came"})


def test_a_parcel_is_scanned_by_whoever_has_it_first(client: httpx.Client, carrier: PracticeCarrier) -> None:
    """One that was handed in before goes on as its story has it."""
    carrier.clock.set(datetime(2026, 10, 22, 6, 30, tzinfo=UTC))
    waiting, mailed = buy(client), buy(client)
    carrier.mail(mailed["label_id"], "lost")
    carrier.clock.set(datetime(2026, 10, 22, 6, 45, tzinfo=UTC))
    booked(client, waiting, mailed)
    carrier.clock.advance(timedelta(days=30))
    assert scanned_at(client, waiting) == "2026-10-22T18:00:00Z"
    assert scanned_at(client, mailed) == "2026-10-22T06:30:00Z"
    assert status(client, mailed) == "IT"


def test_a_story_that_would_begin_later_begins_with_the_pickup(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    """A form of today says that its parcels are scanned this evening; the carrier comes in the morning."""
    carrier.clock.set(datetime(2026, 10, 22, 7, 5, tzinfo=UTC))  # after midnight in California
    label = buy(client)
    assert client.post("/v1/manifests", json={"label_ids": [label["label_id"]]}).status_code == 200
    window = {"start_at": "2026-10-22", "end_at": "2026-10-22"}
    carrier.clock.set(datetime(2026, 10, 22, 6, 59, tzinfo=UTC))
    client.post("/v1/pickups", json=asked(label["label_id"], pickup_window=window))
    carrier.clock.advance(timedelta(days=3))
    assert scanned_at(client, label) == "2026-10-22T18:00:00Z"


def test_a_label_that_a_pickup_takes_is_used_long_before_refund_assist_looks(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(refund_assist=True)
    label = buy(client)
    booked(client, label)
    carrier.clock.advance(timedelta(days=60))
    assert client.get(f"/v1/labels/{label['label_id']}").json()["voided"] is False
    assert [one.kind for one in carrier.ledger()] == ["opening", "purchase"]


def test_a_credit_stands_in_the_books_on_its_day_however_late_somebody_looks(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client)
    client.put(f"/v1/labels/{label['label_id']}/void")
    day = carrier.clock.now() + timedelta(days=21)
    carrier.clock.advance(timedelta(days=90))
    credit = carrier.ledger()[-1]
    assert (credit.kind, credit.at) == ("refund", day)


def test_a_refund_may_be_rejected_after_its_three_weeks(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(schema="2026", refund_decided="rejected")
    label = buy(client)
    client.put(f"/v1/labels/{label['label_id']}/void")
    seen = []
    for days in (20, 1, 10):
        carrier.clock.advance(timedelta(days=days))
        read = client.get(f"/v1/labels/{label['label_id']}").json()
        seen.append(read["refund_details"]["refund_status"])
    assert seen == ["pending", "rejected", "rejected"]
    carrier.set_switches(refund_decided="approved")
    assert [one.kind for one in carrier.ledger()] == ["opening", "purchase"]


def test_a_form_may_leave_a_label_out(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(manifest_leaves_out=True)
    first, last = buy(client), buy(client)
    made = client.post("/v1/manifests", json={"label_ids": [first["label_id"], last["label_id"]]}).json()
    assert made["label_ids"] == [first["label_id"]]
    assert [error["label_id"] for error in made["errors"]] == [last["label_id"]]
    alone = client.post("/v1/manifests", json={"label_ids": [last["label_id"]]}).json()
    assert alone["label_ids"] == [last["label_id"]]


@pytest.mark.parametrize(
    ("now", "hour", "zone", "then"),
    [
        ("2026-10-22T17:00", 21, "America/Los_Angeles", "2026-10-23T04:00"),
        ("2026-10-23T04:00", 21, "America/Los_Angeles", "2026-10-24T04:00"),
        ("2026-10-22T17:00", 2, "America/Chicago", "2026-10-23T07:00"),
        ("2026-10-31T23:00", 2, "America/Chicago", "2026-11-01T08:00"),  # the night that has an hour more
    ],
)
def test_a_clock_goes_on_to_the_next_time_that_it_is_so_late(
    carrier: PracticeCarrier, now: str, hour: int, zone: str, then: str
) -> None:
    start, end = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, then))
    assert next_hour(start, time(hour), ZoneInfo(zone)) == end
    carrier.clock.freeze(start)
    carrier.clock.forward_to(time(hour), ZoneInfo(zone))
    assert carrier.clock.now() == end
