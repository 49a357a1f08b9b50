"""Money added by the API: off until it is switched on, written into the ledger; and Shipsurance beside it."""

from __future__ import annotations

import httpx
import pytest

from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import ACCOUNT, FIRST_CENTS, Json, error_of

ADD = f"/v1/carriers/{ACCOUNT}/add_funds"
TEN = {"currency": "usd", "amount": 10}
CONNECT = "/v1/connections/insurance/shipsurance"
BALANCE = "/v1/insurance/shipsurance/balance"
INSURE = "/v1/insurance/shipsurance/add_funds"


def test_money_cannot_be_added_until_support_allows_it(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    error = error_of(client.put(ADD, json=TEN), 403)
    assert (error["error_type"], error["error_code"]) == ("account_status", "forbidden")
    assert len(carrier.ledger()) == 1


def test_added_money_is_in_the_ledger_and_in_the_balance(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(add_funds=True)
    reply = client.put(ADD, json={"currency": "USD", "amount": 25.5})
    after = (FIRST_CENTS + 2550) / 100
    assert reply.json() == {"balance": {"currency": "usd", "amount": after}}
    assert client.get(f"/v1/carriers/{ACCOUNT}").json()["balance"] == after
    [_, added] = carrier.ledger()
    assert (added.kind, added.amount.minor, added.carrier_id) == ("funds", 2550, ACCOUNT)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": 9.99}, "amount"),
        ({"amount": 10_000.01}, "amount"),
        ({"amount": -10}, "amount"),
        ({"currency": "eur"}, "currency"),
        ({"amount": 10.005}, "amount"),
    ],
)
def test_only_ten_to_ten_thousand_dollars_can_be_added(
    changes: Json, field: str, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(add_funds=True)
    error = error_of(client.put(ADD, json=TEN | changes), 400)
    assert (error["error_code"], error["field_name"]) == ("invalid_field_value", field)
    assert len(carrier.ledger()) == 1


def test_money_goes_to_a_connected_account_only(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(add_funds=True)
    client.delete(f"/v1/carriers/{ACCOUNT}")
    assert error_of(client.put(ADD, json=TEN), 400)["error_code"] == "carrier_disconnected"
    unknown = client.put("/v1/carriers/se-1/add_funds", json=TEN)
    assert error_of(unknown, 404)["field_name"] == "carrier_id"


def test_shipsurance_holds_money_of_its_own(client: httpx.Client, carrier: PracticeCarrier) -> None:
    policy = {"email": "ana@example.com", "policy_id": "P-1"}
    assert client.post(CONNECT, json=policy).json() == {}
    assert client.get(BALANCE).json() == {"currency": "usd", "amount": 0}
    assert client.patch(INSURE, json=TEN).json() == {"currency": "usd", "amount": 10}
    client.post(CONNECT, json=policy | {"policy_id": "P-2"})
    assert client.get(BALANCE).json() == {"currency": "usd", "amount": 10}
    assert len(carrier.ledger()) == 1
    assert client.delete(CONNECT).json() == {}
    for reply in (client.get(BALANCE), client.patch(INSURE, json=TEN), client.delete(CONNECT)):
        assert error_of(reply, 400)["error_code"] == "insurance_failure"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"email": None}, "field_value_required", "email"),
        ({"email": "ana"}, "invalid_field_value", "email"),
        ({"policy_id": ""}, "field_value_required", "policy_id"),
    ],
)
def test_a_policy_must_be_whole(changes: Json, code: str, field: str, client: httpx.Client) -> None:
    policy = {"email": "ana@example.com", "policy_id": "P-1"}
    error = error_of(client.post(CONNECT, json=policy | changes), 400)
    assert (error["error_code"], error["field_name"]) == (code, field)


def test_pounds_are_taken_and_become_dollars(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(add_funds=True)
    reply = client.put(ADD, json={"currency": "gbp", "amount": 20})
    assert reply.json() == {"balance": {"currency": "usd", "amount": (FIRST_CENTS + 2500) / 100}}
    assert carrier.ledger()[-1].amount.minor == 2500
    client.post(CONNECT, json={"email": "ana@example.com", "policy_id": "P-1"})
    error = error_of(client.patch(INSURE, json=TEN | {"currency": "gbp"}), 400)
    assert error["field_name"] == "currency"
