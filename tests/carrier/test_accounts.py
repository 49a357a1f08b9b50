"""The parts of a postage account, and money that is added to it only where a person allowed it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from postwright.carrier.client import CarrierClient
from postwright.carrier.transport import open_carrier
from postwright.domain.account import NamedCode
from postwright.domain.faults import BadInput, FaultKind, Lost, NotSent, Refused
from postwright.domain.money import Money
from tests.carrier.answers import API, KEY, NOW, Desk, carrier, ok, refusal, still_pacer


def allowed(desk: Desk, may_add_funds: Callable[[], bool] = lambda: True) -> CarrierClient:
    return open_carrier(
        API, KEY, patient=True, pacer=still_pacer(), transport=httpx.MockTransport(desk), now=lambda: NOW,
        may_add_funds=may_add_funds,
    )  # fmt: skip


def balance(amount: Any, currency: str = "usd") -> httpx.Response:
    return ok({"balance": {"currency": currency, "amount": amount}})


def test_the_parts_of_an_account_are_read_one_by_one() -> None:
    desk = Desk(
        ok({"services": [{"service_code": "usps_media_mail", "name": "Media Mail", "international": None}]}),
        ok(
            {
                "packages": [
                    {"package_code": "letter", "name": "Letter", "description": "Flat", "package_id": None}
                ]
            }
        ),
        ok({"options": [{"name": "non_machinable", "default_value": "false", "description": ""}]}),
    )
    accounts = carrier(desk).accounts
    assert accounts.services("se-1") == (NamedCode("usps_media_mail", "Media Mail"),)
    assert accounts.packages("se-1") == (NamedCode("letter", "Letter", description="Flat"),)
    assert accounts.options("se-1") == (NamedCode("non_machinable", "non_machinable"),)
    assert [one.url.path for one in desk.asked] == [
        "/v1/carriers/se-1/services", "/v1/carriers/se-1/packages", "/v1/carriers/se-1/options",
    ]  # fmt: skip


def test_a_reply_without_the_list_does_not_read_as_nothing_offered() -> None:
    accounts = carrier(Desk(ok({}))).accounts
    for call in (accounts.services, accounts.packages, accounts.options):
        with pytest.raises(Lost):
            call("se-1")


def test_money_is_added_once_and_the_new_balance_is_told() -> None:
    desk = Desk(balance(35.1, "USD"))
    assert allowed(desk).accounts.add_funds("se-1", Money(1000)) == Money(3510)
    assert (desk.asked[0].method, desk.asked[0].url.path) == ("PUT", "/v1/carriers/se-1/add_funds")
    assert desk.body() == {"currency": "usd", "amount": 10}


def test_nobody_who_did_not_allow_it_adds_money() -> None:
    desk = Desk(balance(35.1))
    for client in (carrier(desk), allowed(desk, lambda: False)):
        with pytest.raises(BadInput) as caught:
            client.accounts.add_funds("se-1", Money(1000))
        assert caught.value.kind is FaultKind.NOT_ALLOWED
    assert desk.asked == []


def test_the_permission_counts_at_the_moment_of_the_call() -> None:
    desk, answers = Desk(balance(35.1)), iter([True, False])
    client = allowed(desk, lambda: next(answers)).accounts
    client.add_funds("se-1", Money(1000))
    with pytest.raises(BadInput):
        client.add_funds("se-1", Money(1000))
    assert len(desk.asked) == 1


@pytest.mark.parametrize("amount", [Money(999), Money(1_000_001), Money(1000, "gbp"), Money(-1000)], ids=str)
def test_an_amount_outside_the_limits_is_not_sent(amount: Money) -> None:
    desk = Desk(balance(35.1))
    with pytest.raises(BadInput) as caught:
        allowed(desk).accounts.add_funds("se-1", amount)
    assert (caught.value.kind, desk.asked) == (FaultKind.OUT_OF_LIMITS, [])


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(503), FaultKind.SERVER_TROUBLE),
        (httpx.ReadTimeout("slow"), FaultKind.UNANSWERED),
        (ok({}), FaultKind.UNREADABLE),
        (balance(None), FaultKind.UNREADABLE),
        (ok({"balance": 35.1}), FaultKind.UNREADABLE),
    ],
    ids=["trouble", "silence", "no balance", "no amount", "a bare number"],
)
def test_money_that_was_perhaps_added_is_in_doubt_and_never_asked_for_again(
    answer: Any, kind: FaultKind
) -> None:
    desk = Desk(answer)
    with pytest.raises(Lost) as caught:
        allowed(desk).accounts.add_funds("se-1", Money(1000))
    assert (caught.value.kind, len(desk.asked)) == (kind, 1)


@pytest.mark.parametrize(
    ("answer", "fault", "kind"),
    [
        (refusal(403, "forbidden"), Refused, FaultKind.NOT_ALLOWED),
        (refusal(400, "auto_fund_not_supported"), Refused, FaultKind.NOT_ALLOWED),
        (httpx.Response(429), Refused, FaultKind.RATE_LIMITED),
        (httpx.ConnectError("refused"), NotSent, FaultKind.NO_CONNECTION),
    ],
)
def test_money_that_was_surely_not_added_is_not_asked_for_again_either(
    answer: Any, fault: type[Exception], kind: FaultKind
) -> None:
    desk = Desk(answer)
    with pytest.raises(fault) as caught:
        allowed(desk).accounts.add_funds("se-1", Money(1000))
    assert isinstance(caught.value, Refused | NotSent)
    assert (caught.value.kind, len(desk.asked)) == (kind, 1)
