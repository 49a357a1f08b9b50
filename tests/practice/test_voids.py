"""Giving labels back: in time, unscanned, once; and the money three weeks later."""

from __future__ import annotations

from datetime import timedelta

import httpx

from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import FIRST_CENTS, buy, cost, error_of


def void(client: httpx.Client, label_id: str) -> tuple[bool, str]:
    reply = client.put(f"/v1/labels/{label_id}/void")
    assert reply.status_code == 200
    answer = reply.json()
    return answer["approved"], answer.get("reason_code", "")


def total(carrier: PracticeCarrier) -> int:
    return sum(charge.amount.minor for charge in carrier.ledger())


def test_a_voided_label_says_so_and_frees_its_shipment(client: httpx.Client) -> None:
    label = buy(client)
    assert void(client, label["label_id"]) == (True, "")
    kept = client.get(f"/v1/labels/{label['label_id']}").json()
    assert (kept["voided"], kept["status"], kept["voided_at"]) == (True, "voided", "2026-10-22T17:00:00.123Z")
    assert client.get(f"/v1/shipments/{label['shipment_id']}").json()["shipment_status"] == "pending"


def test_a_label_is_voided_once(client: httpx.Client) -> None:
    label_id = buy(client)["label_id"]
    void(client, label_id)
    assert void(client, label_id) == (False, "label_already_voided")


def test_the_money_comes_back_after_three_weeks_and_only_once(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    label = buy(client)
    void(client, label["label_id"])
    carrier.clock.advance(timedelta(days=20))
    assert total(carrier) == FIRST_CENTS - cost(label)
    carrier.clock.advance(timedelta(days=1))
    assert [charge.kind for charge in carrier.ledger()] == ["opening", "purchase", "refund"]
    carrier.clock.advance(timedelta(days=30))
    assert total(carrier) == FIRST_CENTS
    assert client.get("/v1/carriers").json()["carriers"][0]["balance"] == FIRST_CENTS / 100


def test_a_label_can_be_voided_for_28_days(client: httpx.Client, carrier: PracticeCarrier) -> None:
    early, late = buy(client)["label_id"], buy(client)["label_id"]
    carrier.clock.advance(timedelta(days=28))
    assert void(client, early) == (True, "")
    carrier.clock.advance(timedelta(seconds=1))
    assert void(client, late) == (False, "label_not_found_within_void_period")


def test_a_scanned_label_is_not_voided(client: httpx.Client, carrier: PracticeCarrier) -> None:
    label_id = buy(client)["label_id"]
    carrier.mail(label_id)
    assert void(client, label_id) == (False, "label_already_used")


def test_a_scanned_label_may_be_approved_and_never_paid_back(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(void_scanned="ignore")
    label = buy(client)
    carrier.mail(label["label_id"])
    assert void(client, label["label_id"]) == (True, "")
    carrier.clock.advance(timedelta(days=100))
    assert total(carrier) == FIRST_CENTS - cost(label)


def test_a_shipment_with_a_live_label_stays_bought_and_cannot_be_cancelled(client: httpx.Client) -> None:
    label = buy(client)
    shipment_id = label["shipment_id"]
    second = client.post(f"/v1/labels/shipment/{shipment_id}", json={}).json()
    void(client, label["label_id"])
    assert client.get(f"/v1/shipments/{shipment_id}").json()["shipment_status"] == "label_purchased"
    assert error_of(client.put(f"/v1/shipments/{shipment_id}/cancel"), 400)["error_code"] == "invalid_status"
    void(client, second["label_id"])
    assert client.put(f"/v1/shipments/{shipment_id}/cancel").status_code == 204
    assert (
        error_of(client.post(f"/v1/labels/shipment/{shipment_id}", json={}), 400)["error_code"]
        == "invalid_status"
    )


def test_a_label_that_was_never_paid_for_has_nothing_to_give_back(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(pay_on_scan=True, refund_assist=True, schema="2026")
    unpaid = {"charge_event": "on_carrier_acceptance"}
    voided, kept = buy(client, unpaid)["label_id"], buy(client, unpaid)["label_id"]
    assert void(client, voided) == (True, "")
    for days in (0, 22, 20):
        carrier.clock.advance(timedelta(days=days))
        for label_id, status in ((voided, "voided"), (kept, "completed")):
            found = client.get(f"/v1/labels/{label_id}").json()
            assert (found["status"], found["refund_details"]) == (status, None)
    assert total(carrier) == FIRST_CENTS


def test_the_shipment_of_a_voided_label_is_pending_again_or_stays_as_it_was(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    for reopens, status in ((False, "label_purchased"), (True, "pending")):
        carrier.set_switches(void_reopens_shipment=reopens)
        label = buy(client)
        void(client, label["label_id"])
        found = client.get(f"/v1/shipments/{label['shipment_id']}").json()
        assert found["shipment_status"] == status
