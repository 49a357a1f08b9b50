"""Accounts, prices and pickups as the carrier tells them."""

from __future__ import annotations

import traceback
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from postwright.carrier.pace import Pacer
from postwright.domain.faults import Fault, FaultKind, Lost, NotSent, Refused
from postwright.domain.money import Money
from postwright.domain.pickup import PickupRequest, PickupWindow
from tests.carrier.answers import NOW, Clock, Desk, Json, carrier, ok, refusal
from tests.domain.samples import SHIPMENT

PASSWORD = "correct horse 'battery' staple"


def account(carrier_id: str, code: str, **more: Any) -> Json:
    return {"carrier_id": carrier_id, "carrier_code": code, "balance": 4072.1, "nickname": "Shop"} | more


# ---------------------------------------------------------------- accounts


def test_accounts_for_usps_come_first_and_those_with_a_problem_say_so() -> None:
    reply = {
        "carriers": [
            account("se-1", "ups", balance=None),
            account(
                "se-2",
                "stamps_com",
                nickname=None,
                friendly_name="Stamps.com",
                services=[{"service_code": "usps_media_mail", "name": "Media Mail", "international": False}],
                packages=[{"package_code": "package", "name": "Package", "description": "Any"}],
                options=[{"name": "non_machinable", "default_value": "false", "description": "Odd"}],
            ),
        ],
        "errors": [
            {"carrier_id": "se-2", "message": "Your Stamps.com username or password are invalid"},
            {"carrier_id": "se-3", "message": "Gone"},
            {"message": "General"},
        ],
    }
    usps, ups, gone = carrier(Desk(httpx.Response(207, json=reply))).accounts.find()
    assert (usps.carrier_id, usps.problem[:4], usps.balance, usps.as_of) == (
        "se-2",
        "Your",
        Money(407210),
        NOW,
    )
    assert (usps.nickname, usps.services[0].code, usps.packages[0].description) == (
        "Stamps.com",
        "usps_media_mail",
        "Any",
    )
    assert usps.options[0].code == "non_machinable"
    assert (ups.carrier_id, ups.problem, ups.balance) == ("se-1", "", Money(0))
    assert (gone.carrier_id, gone.problem) == ("se-3", "Gone")


def test_one_account_is_read_with_its_balance_of_now() -> None:
    desk = Desk(ok(account("se-2", "stamps_com", balance=0.1)))
    assert carrier(desk).accounts.read("se-2").balance == Money(10)
    assert desk.asked[0].url.path == "/v1/carriers/se-2"


def test_a_free_question_is_repeated_after_trouble_of_the_server() -> None:
    desk = Desk(httpx.Response(503), httpx.Response(500), ok({"carriers": []}))
    assert carrier(desk).accounts.find() == ()
    assert len(desk.asked) == 3


def test_too_many_requests_make_everyone_wait_as_long_as_told() -> None:
    clock = Clock()
    desk = Desk(httpx.Response(429, headers={"retry-after": "7"}), ok({"carriers": []}))
    assert carrier(desk, pacer=Pacer(now=clock.now, wait=clock.wait)).accounts.find() == ()
    assert clock.at == pytest.approx(1007)


def test_a_wait_that_nobody_sits_through_is_told() -> None:
    clock = Clock()
    desk = Desk(httpx.Response(429, headers={"retry-after": "200"}))
    with pytest.raises(NotSent) as caught:
        carrier(desk, pacer=Pacer(now=clock.now, wait=clock.wait)).accounts.find()
    assert (caught.value.kind, caught.value.retry_after) == (FaultKind.RATE_LIMITED, 200)
    assert (len(desk.asked), clock.at) == (1, 1000)


def test_connecting_gives_the_id_of_the_account() -> None:
    desk = Desk(ok({"carrier_id": "se-9"}))
    assert carrier(desk).accounts.connect_stamps(nickname="Shop", username="ann", password=PASSWORD) == "se-9"
    assert desk.body() == {"nickname": "Shop", "username": "ann", "password": PASSWORD}


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (
            refusal(400, "unauthorized", error_source="carrier", message=f"{PASSWORD} is wrong"),
            FaultKind.STAMPS_LOGIN,
        ),
        (httpx.Response(500, content=PASSWORD.encode()), FaultKind.SERVER_TROUBLE),
        (httpx.Response(200, content=PASSWORD.encode()), FaultKind.UNREADABLE),
        (httpx.ReadTimeout(PASSWORD), FaultKind.UNANSWERED),
        (httpx.ConnectError("refused"), FaultKind.NO_CONNECTION),
    ],
    ids=["refused", "trouble", "unreadable", "silence", "no connection"],
)
def test_the_password_is_in_no_fault_and_no_log(
    answer: Any, kind: FaultKind, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    desk = Desk(answer)
    with pytest.raises(Fault) as caught:
        carrier(desk).accounts.connect_stamps(nickname="Shop", username="ann", password=PASSWORD)
    fault = caught.value
    texts = [repr(fault), str(fault), fault.detail, getattr(fault, "body", ""), caplog.text]
    texts += traceback.format_exception(fault)
    assert not [text for text in texts if PASSWORD in text]
    assert (fault.kind, fault.__context__, len(desk.asked)) == (kind, None, 1)


@pytest.mark.parametrize(
    "password",
    ['hunter"2\\ ü\u2028', "hunter2  with   many blanks", "hunter2" * 100, "hunter2\ttab\nline"],
    ids=["escaped", "blanks", "long", "lines"],
)
@pytest.mark.parametrize("status", [200, 400, 401, 403, 500])
def test_no_spelling_of_a_password_is_left_in_a_fault(password: str, status: int) -> None:
    said = f"The login ann/{password} failed."
    answers = [
        refusal(status, "unauthorized", message=said, error_source="carrier"),
        refusal(status, f"no_{password}", message=said, field_name=password),
        httpx.Response(status, json={"error": said}),
        httpx.Response(status, content=said.encode()),
    ]
    for answer in answers:
        with pytest.raises(Fault) as caught:
            carrier(Desk(answer)).accounts.connect_stamps(nickname="Shop", username="ann", password=password)
        fault = caught.value
        texts = [repr(fault), fault.detail, fault.code, fault.field, getattr(fault, "body", "")]
        assert not [text for text in texts if "hunter" in text]
        assert fault.__context__ is None


def test_a_refused_login_keeps_its_code_and_the_carriers_handle() -> None:
    with pytest.raises(Refused) as caught:
        carrier(Desk(refusal(403, "carrier_conflict"))).accounts.connect_stamps(
            nickname="Shop", username="ann", password="secret"
        )
    assert (caught.value.code, caught.value.request_id) == ("carrier_conflict", "id-of-the-body")


def test_disconnecting_takes_an_empty_answer() -> None:
    desk = Desk(httpx.Response(204))
    carrier(desk).accounts.disconnect("se-9")
    assert (desk.asked[0].method, desk.asked[0].url.path) == (
        "DELETE",
        "/v1/connections/carriers/stamps_com/se-9",
    )


# ---------------------------------------------------------------- rates


def usd(amount: float) -> Json:
    return {"currency": "usd", "amount": amount}


def rate(**more: Any) -> Json:
    return {
        "rate_id": "se-784001113",
        "rate_type": "shipment",
        "shipping_amount": usd(7.61),
        "insurance_amount": usd(0.1),
        "confirmation_amount": usd(0.2),
        "other_amount": usd(0),
        "zone": 5,
        "package_type": "package",
        "delivery_days": 3,
        "guaranteed_service": True,
        "estimated_delivery_date": "2026-11-26T00:00:00Z",
        "carrier_delivery_days": "3",
        "service_type": "USPS Ground Advantage",
        "service_code": "usps_ground_advantage",
        "validation_status": "valid",
        "warning_messages": [],
        "error_messages": [],
    } | more


def quoted(rates: list[Json], **more: Any) -> Any:
    reply = {"shipment_id": "se-5", "rate_response": {"rates": rates, "status": "completed"} | more}
    return carrier(Desk(ok(reply))).rates.quote(SHIPMENT, "se-1")


def test_a_rate_is_read_to_the_cent() -> None:
    quote = quoted([rate()])
    (one,) = quote.rates
    assert (one.total, one.arrives, one.zone, one.days_text) == (Money(791), date(2026, 11, 26), 5, "3")
    assert one.buyable
    assert (quote.fingerprint, quote.carrier_id, quote.asked_at) == (SHIPMENT.fingerprint, "se-1", NOW)


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"validation_status": "invalid"}, "not offer"),
        ({"error_messages": ["Too heavy."]}, "Too heavy."),
        ({"shipping_amount": None}, "no price"),
        ({"shipping_amount": {"currency": "usd", "amount": None}}, "no price"),
        ({"service_code": None}, "no price"),
        ({"other_amount": {"currency": "cad", "amount": 1}}, "more than one currency"),
    ],
)
def test_a_rate_that_cannot_be_bought_stays_and_says_why(more: Json, problem: str) -> None:
    (one,) = quoted([rate(**more)]).rates
    assert not one.buyable
    assert problem in " ".join(one.problems)
    assert one.total.currency == "usd"


def test_rates_the_carrier_calls_invalid_are_kept_with_a_reason() -> None:
    quote = quoted(
        [rate()], invalid_rates=[rate(service_code="usps_media_mail"), rate(error_messages=["Odd."])]
    )
    assert [one.buyable for one in quote.rates] == [True, False, False]
    assert [len(one.problems) for one in quote.rates] == [0, 1, 1]


def test_odd_values_that_only_inform_do_no_harm() -> None:
    odd = rate(
        delivery_days=0,
        zone="five",
        carrier_delivery_days=2,
        estimated_delivery_date="soon",
        package_type=None,
        service_type=None,
        warning_messages=["Late.", None],
        insurance_amount=None,
    )
    (one,) = quoted([odd]).rates
    assert (one.delivery_days, one.zone, one.days_text, one.arrives) == (None, None, "2", None)
    assert (one.package_code, one.service_name) == ("package", "usps_ground_advantage")
    assert (one.warnings, one.total) == (("Late.",), Money(781))


def test_no_rates_come_with_the_carriers_words() -> None:
    errors = [{"message": "A shipping carrier error occurred: no."}] * 2
    quote = quoted([], errors=errors, status="error", invalid_rates=None)
    assert (quote.rates, quote.notes) == ((), ("A shipping carrier error occurred: no.",))


@pytest.mark.parametrize("reply", [{}, {"rate_response": None}, [], {"rate_response": {"rates": "none"}}])
def test_a_quote_that_cannot_be_read_is_no_quote(reply: Any) -> None:
    with pytest.raises(Lost) as caught:
        carrier(Desk(ok(reply))).rates.quote(SHIPMENT, "se-1")
    assert caught.value.kind is FaultKind.UNREADABLE
    assert "\n" not in caught.value.detail


# ---------------------------------------------------------------- pickups

START = datetime(2026, 11, 23, 16, tzinfo=UTC)
REQUEST = PickupRequest(
    ("se-1", "se-2"), "Ann Lee", "503-555-0100", "shop@example.com",
    PickupWindow(START, START + timedelta(hours=8)), "Two parcels, front door",
)  # fmt: skip
PICKUP = {
    "pickup_id": "pik_3YcKU5zdtJuCqoeNwyqqbW",
    "label_ids": ["se-1", "se-2"],
    "created_at": "2026-11-22T12:00:00Z",
    "confirmation_number": "WTC60392512",
    "pickup_windows": [
        {"start_at": "2026-11-23T08:00:00Z", "end_at": "2026-11-23T17:00:00Z"},
        {"start_at": "2026-11-24T08:00:00Z"},
        {"start_at": "some day"},
    ],
    "contact_details": {"name": "Ann Lee"},
    "pickup_notes": "Front door",
    "errors": [],
}


def test_the_days_that_count_are_those_of_the_reply() -> None:
    desk = Desk(ok(PICKUP))
    pickup = carrier(desk).pickups.schedule(REQUEST)
    assert [window.start.day for window in pickup.windows] == [23, 24]
    assert (pickup.confirmation_number, pickup.contact_name, pickup.notes) == (
        "WTC60392512",
        "Ann Lee",
        "Front door",
    )
    assert desk.body()["pickup_window"] == {
        "start_at": "2026-11-23T16:00:00.000Z",
        "end_at": "2026-11-24T00:00:00.000Z",
    }
    assert desk.body()["contact_details"] == {
        "name": "Ann Lee",
        "email": "shop@example.com",
        "phone": "503-555-0100",
    }


@pytest.mark.parametrize(
    "answer", [ok({"errors": []}), httpx.Response(500), httpx.ReadTimeout("silence")], ids=str
)
def test_a_pickup_is_never_asked_for_twice(answer: Any) -> None:
    desk = Desk(answer)
    with pytest.raises(Lost):
        carrier(desk).pickups.schedule(REQUEST)
    assert len(desk.asked) == 1


def test_pickups_are_listed_and_read() -> None:
    desk = Desk(
        ok({"pickups": [PICKUP, PICKUP | {"pickup_id": "pik_2", "contact_details": None}], "pages": 1})
    )
    found = carrier(desk).pickups.find(created_from=NOW)
    assert [one.pickup_id for one in found] == ["pik_3YcKU5zdtJuCqoeNwyqqbW", "pik_2"]
    assert desk.asked[0].url.params["created_at_start"] == "2026-11-22T12:00:00.000Z"
    assert carrier(Desk(ok({"pickups": [], "pages": 0}))).pickups.find() == ()
    cancelled = carrier(Desk(ok(PICKUP | {"cancelled_at": "2026-11-22T13:00:00Z"}))).pickups.read("pik_2")
    assert cancelled.cancelled_at == datetime(2026, 11, 22, 13, tzinfo=UTC)


@pytest.mark.parametrize("answer", [httpx.Response(204), ok({"pickup_id": "pik_2"})], ids=str)
def test_a_cancelled_pickup_may_be_answered_with_nothing(answer: httpx.Response) -> None:
    desk = Desk(answer)
    carrier(desk).pickups.cancel("pik_2")
    assert (desk.asked[0].method, desk.asked[0].url.path) == ("DELETE", "/v1/pickups/pik_2")


def test_a_pickup_that_is_too_late_to_cancel_is_a_refusal() -> None:
    with pytest.raises(Refused):
        carrier(Desk(refusal(400))).pickups.cancel("pik_2")


def test_pickups_are_looked_for_by_account_place_and_time() -> None:
    desk = Desk(ok({"pickups": [], "pages": 0}))
    carrier(desk).pickups.find(carrier_id="se-1", warehouse_id="se-8", created_from=NOW, created_to=NOW)
    assert dict(desk.asked[0].url.params) == {
        "carrier_id": "se-1",
        "warehouse_id": "se-8",
        "created_at_start": "2026-11-22T12:00:00.000Z",
        "created_at_end": "2026-11-22T12:00:00.000Z",
        "page": "1",
        "page_size": "100",
    }


def test_a_pickup_that_was_booked_with_a_complaint_is_booked_and_says_so() -> None:
    told = PICKUP | {"carrier_id": "se-1", "warehouse_id": None, "errors": [{"message": "No Express."}, {}]}
    pickup = carrier(Desk(ok(told))).pickups.schedule(REQUEST)
    assert (pickup.problems, pickup.carrier_id, pickup.warehouse_id) == (("No Express.",), "se-1", "")
    assert pickup.pickup_id == "pik_3YcKU5zdtJuCqoeNwyqqbW"


def test_complaints_without_a_pickup_are_no_booking() -> None:
    with pytest.raises(Lost):
        carrier(Desk(ok({"errors": [{"message": "No."}]}))).pickups.schedule(REQUEST)
