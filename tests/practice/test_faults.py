"""Trouble on demand, in this process and through a real socket: the same calls, the same damage."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from postwright.practice.app import PRACTICE_KEY, PracticeCarrier
from postwright.practice.control import TOKEN_HEADER
from postwright.practice.faults import Fault
from postwright.practice.server import Serving, open_server, serve
from tests.practice.parcels import ACCOUNT, FIRST_CENTS, client_of, cost, error_of, open_carrier, shipment
from tests.practice.ports import TOKEN, served

BROKEN = (ConnectionError, httpx.TransportError)


@pytest.fixture
def waited() -> list[float]:
    """The seconds that the carrier let pass, none of which did."""
    return []


@pytest.fixture
def carrier(tmp_path: Path, waited: list[float]) -> PracticeCarrier:
    return open_carrier(tmp_path / "carrier", sleep=waited.append)


@pytest.fixture(params=["in process", "served"])
def anyhow(request: pytest.FixtureRequest, carrier: PracticeCarrier) -> Iterator[httpx.Client]:
    """A client to the same carrier by either way."""
    if request.param == "in process":
        with client_of(carrier) as client:
            yield client
        return
    with served(carrier) as url, httpx.Client(base_url=url, headers={"API-Key": PRACTICE_KEY}) as client:
        yield client


def order(client: httpx.Client, external: str = "a-1") -> httpx.Response:
    return client.post("/v1/labels", json={"shipment": shipment(external_shipment_id=external)})


def bought(carrier: PracticeCarrier) -> int:
    return len([charge for charge in carrier.ledger() if charge.kind == "purchase"])


def test_a_lost_reply_has_been_charged(anyhow: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.lose_next_purchase_reply()
    assert anyhow.get("/v1/carriers").status_code == 200
    with pytest.raises(BROKEN):
        order(anyhow)
    assert bought(carrier) == 1
    found = anyhow.get("/v1/labels/external_shipment_id/a-1").json()
    assert carrier.ledger()[-1].amount.minor == -cost(found)
    assert order(anyhow, "a-2").status_code == 200


def test_a_call_that_is_dropped_early_has_not_been_charged(
    anyhow: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.faults.add(Fault("drop_before", "/v1/labels", "POST"))
    with pytest.raises(BROKEN):
        order(anyhow)
    assert bought(carrier) == 0
    error_of(anyhow.get("/v1/labels/external_shipment_id/a-1"), 404)


def test_a_reply_that_stops_in_the_middle_has_been_charged(
    anyhow: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.faults.add(Fault("truncate", "/v1/labels"))
    with pytest.raises(BROKEN):
        order(anyhow)
    assert bought(carrier) == 1


@pytest.mark.parametrize(
    ("fault", "status", "kind", "charged"),
    [
        (Fault("wrong_json"), 200, "application/json; charset=utf-8", 1),
        (Fault("wrong_json", text="[]"), 200, "application/json; charset=utf-8", 1),
        (Fault("too_many", seconds=7), 429, "application/json; charset=utf-8", 0),
        (Fault("error_500"), 500, "application/json; charset=utf-8", 0),
        (Fault("error_500", executed=True), 500, "application/json; charset=utf-8", 1),
        (Fault("error_502"), 502, "text/html", 0),
        (Fault("carrier_error"), 400, "application/json; charset=utf-8", 0),
        (Fault("carrier_error", executed=True), 400, "application/json; charset=utf-8", 1),
        (Fault("error_502", executed=True, text="<p>"), 502, "text/html", 1),
    ],
)
def test_a_wrong_reply_is_whole_and_may_hide_a_charge(
    fault: Fault, status: int, kind: str, charged: int, anyhow: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.faults.add(fault)
    reply = order(anyhow)
    assert (reply.status_code, reply.headers["content-type"]) == (status, kind)
    assert bought(carrier) == charged
    if fault.kind == "wrong_json" and not fault.text:
        with pytest.raises(ValueError, match="Expecting"):
            reply.json()
    if fault.kind == "too_many":
        assert reply.headers["Retry-After"] == "7"
    if fault.text:
        assert reply.text == fault.text
    assert order(anyhow, "a-2").status_code == 200


@pytest.mark.parametrize(
    "fault",
    [
        Fault("wrong_json"),
        Fault("too_many", seconds=7),
        Fault("error_500"),
        Fault("error_500", executed=True),
        Fault("error_502"),
        Fault("carrier_error"),
    ],
)
def test_a_wrong_reply_has_the_headers_of_a_real_one(
    fault: Fault, anyhow: httpx.Client, carrier: PracticeCarrier
) -> None:
    first = int(anyhow.get("/v1/carriers").headers["RateLimit-Remaining"])
    carrier.faults.add(fault)
    headers = order(anyhow).headers
    assert headers["request-id"] == headers["x-shipengine-requestid"] != ""
    assert headers["RateLimit-Limit"] == "200"
    assert headers["RateLimit-Remaining"] == ("0" if fault.kind == "too_many" else str(first - 1))
    assert int(headers["RateLimit-Reset"]) > 0
    assert anyhow.get("/v1/carriers").headers["RateLimit-Remaining"] == str(first - 2)


def test_a_refusal_of_the_carrier_names_its_request(anyhow: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.faults.add(Fault("carrier_error", "/v1/labels/*/void", "PUT", text="Meter is down."))
    reply = anyhow.put("/v1/labels/se-1/void")
    error = error_of(reply, 400)
    assert (error["error_source"], error["error_type"]) == ("carrier", "business_rules")
    assert error["message"] == "A shipping carrier error occurred: Meter is down."
    assert reply.json()["request_id"] == reply.headers["request-id"]


def test_a_call_without_a_key_is_stamped_but_not_counted(
    anyhow: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.faults.add(Fault("error_500"))
    headers = anyhow.get("/v1/carriers", headers={"API-Key": ""}).headers
    assert "request-id" in headers
    assert "RateLimit-Limit" not in headers


@pytest.mark.parametrize(("executed", "charged"), [(False, 0), (True, 1)])
def test_a_call_that_hangs_ends_without_a_reply(
    executed: bool, charged: int, anyhow: httpx.Client, carrier: PracticeCarrier, waited: list[float]
) -> None:
    carrier.faults.add(Fault("hang", "/v1/labels", "POST", seconds=90, executed=executed))
    with pytest.raises(BROKEN):
        order(anyhow)
    assert (waited, bought(carrier)) == ([90], charged)


def test_a_client_gives_up_on_a_call_that_hangs(tmp_path: Path) -> None:
    given_up = threading.Event()
    carrier = open_carrier(tmp_path, sleep=lambda _: given_up.wait(60))
    carrier.faults.add(Fault("hang"))
    patience = httpx.Timeout(60, read=0.2)
    with served(carrier) as url, httpx.Client(base_url=url, headers={"API-Key": PRACTICE_KEY}) as client:
        with pytest.raises(httpx.ReadTimeout):
            client.get("/v1/carriers", timeout=patience)
        given_up.set()
        assert client.get("/v1/carriers", timeout=60).status_code == 200


def test_a_delay_comes_before_the_answer(tmp_path: Path) -> None:
    charged: list[int] = []
    carrier = open_carrier(tmp_path, sleep=lambda _: charged.append(bought(carrier)))
    carrier.faults.add(Fault("delay"))
    with client_of(carrier) as client:
        assert order(client).status_code == 200
    assert (charged, bought(carrier)) == ([0], 1)


def test_a_fault_counts_down_on_its_own_route_only(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.faults.add(Fault("error_502", "/v1/labels/*/void", "put", count=2))
    label = order(client).json()["label_id"]
    assert client.get(f"/v1/labels/{label}").status_code == 200
    tries = [client.put(f"/v1/labels/{label}/void").status_code for _ in range(3)]
    assert tries == [502, 502, 200]
    assert carrier.faults.pending() == ()


def test_faults_wait_in_the_order_they_were_added(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.faults.add(Fault("error_500"))
    carrier.faults.add(Fault("error_502"))
    assert [client.get("/v1/carriers").status_code for _ in range(3)] == [500, 502, 200]
    carrier.faults.add(Fault("error_500", count=9))
    carrier.faults.clear()
    assert client.get("/v1/carriers").status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"kind": "fire"}, {"kind": "delay", "count": 0}, {"kind": "delay", "seconds": -1}]
)
def test_a_fault_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"fault|count|seconds"):
        Fault(**wrong)


def test_an_unplugged_network_takes_nothing_in(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_offline(True)
    assert carrier.offline
    with pytest.raises(ConnectionRefusedError):
        order(client)
    carrier.set_offline(False)
    assert bought(carrier) == 0
    assert order(client).status_code == 200


def test_many_counters_buy_at_once_and_the_money_adds_up(tmp_path: Path) -> None:
    carrier = open_carrier(tmp_path)
    carrier.set_switches(rate_limit=0)
    with served(carrier) as url:

        def buy_five(counter: int) -> None:
            with httpx.Client(base_url=url, headers={"API-Key": PRACTICE_KEY}, timeout=60) as client:
                for number in range(5):
                    assert order(client, f"{counter}-{number}").status_code == 200

        threads = [threading.Thread(target=buy_five, args=(counter,)) for counter in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    with client_of(carrier) as client:
        labels = client.get("/v1/labels?page_size=100").json()["labels"]
        balance = round(100 * client.get(f"/v1/carriers/{ACCOUNT}").json()["balance"])
    assert len({label["tracking_number"] for label in labels}) == 20
    assert balance == FIRST_CENTS - sum(map(cost, labels))


# ---------------------------------------------------------------- the control surface


@pytest.fixture
def control(carrier: PracticeCarrier) -> Iterator[httpx.Client]:
    with served(carrier) as url, httpx.Client(base_url=url, headers={TOKEN_HEADER: TOKEN}) as client:
        yield client


@pytest.mark.parametrize("token", ["", "guess", "ü"])
def test_the_controls_need_their_token(token: str, control: httpx.Client, carrier: PracticeCarrier) -> None:
    for method, name in (("GET", "ledger"), ("POST", "reset"), ("POST", "faults")):
        reply = control.request(method, f"/__practice/{name}", headers={TOKEN_HEADER: token.encode()})
        assert reply.status_code == 403
    assert len(carrier.ledger()) == 1


def test_no_token_at_all_opens_nothing(carrier: PracticeCarrier) -> None:
    server = open_server(carrier, host="127.0.0.1", port=0, control_token="")
    try:
        with httpx.Client(transport=httpx.WSGITransport(server.app), base_url="http://x") as client:
            assert client.get("/__practice/ledger", headers={TOKEN_HEADER: ""}).status_code == 403
            assert client.get("/v1/carriers", headers={"API-Key": PRACTICE_KEY}).status_code == 200
    finally:
        server.server_close()


def test_the_controls_set_faults(control: httpx.Client) -> None:
    wish = {"kind": "error_500", "route": "/v1/carriers", "count": 2}
    assert control.post("/__practice/faults", json=wish).json()["faults"][0]["count"] == 2
    headers = {"API-Key": PRACTICE_KEY}
    assert control.get("/v1/carriers", headers=headers).status_code == 500
    assert control.get("/__practice/faults").json()["faults"][0]["count"] == 1
    control.delete("/__practice/faults")
    assert control.get("/v1/carriers", headers=headers).status_code == 200
    for wrong in ({"kind": "fire"}, {"sort": "delay"}, [], {}):
        assert control.post("/__practice/faults", json=wrong).status_code == 400


def test_the_controls_move_the_clock(control: httpx.Client) -> None:
    assert control.get("/__practice/clock").json() == {"now": "2026-10-22T17:00:00.123456Z"}
    wish = {"set": "2026-12-24T12:00:00Z", "freeze": None, "advance_seconds": 60}
    assert control.post("/__practice/clock", json=wish).json() == {"now": "2026-12-24T12:01:00.000000Z"}
    wish = {"forward_to": "21:00", "zone": "America/Chicago"}
    assert control.post("/__practice/clock", json=wish).json() == {"now": "2026-12-25T03:00:00.000000Z"}
    control.delete("/__practice/clock")
    assert control.get("/__practice/clock").json()["now"].startswith("2026-10-22")
    for wrong in ({}, {"jump": 1}, {"set": "noon"}):
        assert control.post("/__practice/clock", json=wrong).status_code == 400


def test_the_controls_show_and_change_everything_else(
    control: httpx.Client, carrier: PracticeCarrier, client: httpx.Client
) -> None:
    assert control.post("/__practice/switches", json={"schema": "2026"}).json()["schema"] == "2026"
    assert control.get("/__practice/switches").json()["schema"] == "2026"
    assert control.post("/__practice/switches", json={"gravity": 1}).status_code == 400
    label = order(client).json()
    control.post("/__practice/mail", json={"label_id": label["label_id"], "story": "lost"})
    assert client.get(f"/v1/labels/{label['label_id']}/track").json()["status_code"] == "AC"
    control.post("/__practice/balance", json={"cents": -100})
    assert control.post("/__practice/balance", json={"cents": "1"}).status_code == 400
    charges = control.get("/__practice/ledger").json()["charges"]
    assert [charge["kind"] for charge in charges] == ["opening", "purchase", "adjustment"]
    assert charges[1]["cents"] == -cost(label)
    control.post("/__practice/reset")
    assert len(carrier.ledger()) == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_it_is_served_on_this_computer_only(host: str, carrier: PracticeCarrier) -> None:
    with pytest.raises(ValueError, match="this computer"):
        open_server(carrier, host=host, port=0, control_token=TOKEN)


class Enough(Exception):
    """Ends a server as soon as it is ready."""


def test_the_address_is_announced_once_the_port_is_taken(tmp_path: Path) -> None:
    heard: list[str] = []

    def announce(url: str, keys: tuple[str, ...]) -> None:
        heard.append(url)
        assert keys == (PRACTICE_KEY, "live")
        raise Enough

    for _ in range(2):
        with pytest.raises(Enough):
            serve(tmp_path, Serving(control_token=TOKEN, keys=("live",)), announce)
    assert all(url.startswith("http://127.0.0.1:") for url in heard)
    assert len(heard) == 2


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("clock", {"advance_seconds": None}),
        ("clock", {"advance_seconds": 1e18}),
        ("clock", {"advance_seconds": True}),
        ("clock", {"set": None}),
        ("clock", {"zone": "UTC"}),
        ("clock", {"forward_to": 21}),
        ("clock", {"forward_to": "21:00", "zone": "Mars"}),
        ("clock", {"set": "9999-12-31T23:59:59Z"}),
        ("balance", {"cents": 10**30}),
        ("switches", {"rate_limit": -1}),
        ("faults", {"kind": "delay", "route": "labels"}),
        ("faults", {"kind": "delay", "method": "FETCH"}),
    ],
)
def test_a_control_that_makes_no_sense_is_refused_in_json(
    name: str, wrong: dict[str, Any], control: httpx.Client
) -> None:
    reply = control.post(f"/__practice/{name}", json=wrong)
    assert (reply.status_code, list(reply.json())) == (400, ["error"])


@pytest.mark.parametrize(("method", "name", "status"), [("GET", "nothing", 404), ("PATCH", "clock", 405)])
def test_what_is_no_control_is_said_in_json(
    method: str, name: str, status: int, control: httpx.Client
) -> None:
    reply = control.request(method, f"/__practice/{name}")
    said = {"error": f"{method} /__practice/{name} is no control"}
    assert (reply.status_code, reply.json()) == (status, said)
