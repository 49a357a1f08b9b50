"""Refund Assist: unused labels give themselves back, 70 cents in the dollar, unless taken out in time."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import Json, buy, cost, error_of


@pytest.fixture(autouse=True)
def enrolled(carrier: PracticeCarrier) -> None:
    carrier.set_switches(refund_assist=True, schema="2026")


def read(client: httpx.Client, label: Json) -> Json:
    found: Json = client.get(f"/v1/labels/{label['label_id']}").json()
    return found


def refund(client: httpx.Client, label: Json) -> str | None:
    details = read(client, label)["refund_details"]
    return details and str(details["refund_status"])


def credits(carrier: PracticeCarrier) -> list[int]:
    return [one.amount.minor for one in carrier.ledger() if one.kind == "refund"]


def test_an_unused_label_is_scheduled_voided_and_partly_credited(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client)
    seen = []
    for days in (20, 1, 4, 1, 20, 1):
        carrier.clock.advance(timedelta(days=days))
        found = read(client, label)
        seen.append((found["status"], refund(client, label), len(credits(carrier))))
    assert seen == [
        ("completed", None, 0),
        ("completed", "request_scheduled", 0),
        ("completed", "request_scheduled", 0),
        ("voided", "pending", 0),
        ("voided", "pending", 0),
        ("voided", "approved", 1),
    ]
    assert credits(carrier) == [cost(label) * 70 // 100]
    found = read(client, label)
    assert found["void_type"] == "refund_assist"
    assert found["refund_details"]["amount_credited"]["amount"] == cost(label) * 70 // 100 / 100
    assert found["refund_details"]["amount_paid"]["amount"] == cost(label) / 100
    assert found["voided_at"].startswith("2026-11-17T17:00:00")


def test_months_later_everything_has_happened_in_its_order(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client)
    carrier.clock.advance(timedelta(days=90))
    assert credits(carrier) == [cost(label) * 70 // 100]
    assert read(client, label)["voided_at"].startswith("2026-11-17")


def test_a_void_by_hand_gives_all_of_it_back(client: httpx.Client, carrier: PracticeCarrier) -> None:
    label = buy(client)
    carrier.clock.advance(timedelta(days=22))
    assert client.put(f"/v1/labels/{label['label_id']}/void").json()["approved"] is True
    assert read(client, label)["void_type"] == "manual"
    carrier.clock.advance(timedelta(days=22))
    assert credits(carrier) == [cost(label)]


def test_a_scanned_label_is_left_alone(client: httpx.Client, carrier: PracticeCarrier) -> None:
    early, late = buy(client), buy(client)
    carrier.mail(early["label_id"])
    carrier.clock.advance(timedelta(days=22))
    assert [refund(client, one) for one in (early, late)] == [None, "request_scheduled"]
    carrier.mail(late["label_id"])
    carrier.clock.advance(timedelta(days=60))
    assert [refund(client, one) for one in (early, late)] == [None, "rejected"]
    assert credits(carrier) == []


def test_one_label_is_taken_out_while_it_is_scheduled(client: httpx.Client, carrier: PracticeCarrier) -> None:
    label = buy(client)
    path = f"/v1/labels/{label['label_id']}/cancel_refund"
    assert error_of(client.post(path), 400)["error_code"] == "invalid_status"
    carrier.clock.advance(timedelta(days=21))
    answer = client.post(path)
    assert (answer.status_code, answer.json()["refund_details"]["refund_status"]) == (200, "excluded")
    assert error_of(client.post(path), 400)["error_code"] == "invalid_status"
    carrier.clock.advance(timedelta(days=60))
    assert read(client, label)["status"] == "completed"
    assert error_of(client.post("/v1/labels/se-1/cancel_refund"), 404)["field_name"] == "label_id"


def test_labels_are_found_by_what_becomes_of_their_money(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    scheduled, excluded = buy(client), buy(client)
    carrier.clock.advance(timedelta(days=21))
    voided = buy(client)
    client.put(f"/v1/labels/{voided['label_id']}/void")
    client.post(f"/v1/labels/{excluded['label_id']}/cancel_refund")
    for query, found in (
        ("refund_status=request_scheduled", [scheduled]),
        ("refund_status=pending&refund_status=excluded", [voided, excluded]),
        ("refund_status[]=excluded", [excluded]),
        ("refund_status=approved", []),
    ):
        listed = client.get(f"/v1/labels?{query}").json()["labels"]
        assert [one["label_id"] for one in listed] == [one["label_id"] for one in found], query


def test_a_void_that_usps_ignores_is_rejected(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(void_scanned="ignore")
    label = buy(client)
    carrier.mail(label["label_id"])
    client.put(f"/v1/labels/{label['label_id']}/void")
    carrier.clock.advance(timedelta(days=60))
    assert (refund(client, label), credits(carrier)) == ("rejected", [])


def test_without_the_switch_nothing_happens_by_itself(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(refund_assist=False)
    label = buy(client)
    carrier.clock.advance(timedelta(days=60))
    assert (read(client, label)["status"], refund(client, label)) == ("completed", None)
