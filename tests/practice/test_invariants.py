"""A long random life of a shop: every door, forms, batches, pickups, lost replies. The books always agree."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from postwright.practice.faults import Fault
from tests.practice.parcels import SHOP, Json, client_of, cost, open_carrier, parcel_abroad, shipment

WHICH = st.integers(0, 10**6)
SERVICES = st.sampled_from(["usps_ground_advantage", "usps_priority_mail", "usps_media_mail"])
LOSSES = st.sampled_from(["drop_before", "drop_after", "truncate", "too_many", "error_500", "carrier_error"])


class Shop(RuleBasedStateMachine):
    """What a shop and its bad network can do. A call that fails is just a call that failed."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._carrier = open_carrier(Path(self._folder.name))
        self._carrier.set_switches(rate_limit=0, refund_assist=True, add_funds=True)
        self._client = client_of(self._carrier)
        self._accounts = [self._get("/v1/carriers")["carriers"][0]["carrier_id"]]
        self._pickups: list[str] = []
        self._numbers: dict[str, str] = {}

    @initialize()
    def find_a_place(self) -> None:
        body = {"name": "Depot", "origin_address": SHOP}
        self._place = self._client.post("/v1/warehouses", json=body).json()["warehouse_id"]

    def teardown(self) -> None:
        self._client.close()
        self._carrier.close()
        self._folder.cleanup()

    # -------------------------------------------------------- what it is made of

    def _get(self, path: str) -> Any:
        return self._client.get(path).json()

    def _try(self, method: str, path: str, body: Json | None = None) -> Json:
        """The reply if one came and was a success; else nothing."""
        with suppress(ConnectionError):
            reply = self._client.request(method, path, json=body)
            if reply.status_code == 200:
                found: Json = reply.json()
                return found
        return {}

    def _labels(self) -> list[Json]:
        found: list[Json] = self._get("/v1/labels?page_size=500&sort_dir=asc")["labels"]
        return found

    def _one(self, which: int) -> str:
        ids = [label["label_id"] for label in self._labels()] or ["se-1"]
        return str(ids[which % len(ids)])

    def _parcel(self, which: int, service: str) -> Json:
        account = self._accounts[which % len(self._accounts)]
        origin = {"ship_from": None, "warehouse_id": self._place} if which % 2 else {"ship_from": SHOP}
        kind = parcel_abroad if which % 7 == 0 else shipment
        chosen = {} if which % 7 == 0 else {"service_code": service}
        return kind(carrier_id=account, **origin, **chosen)

    def _kept(self, which: int, service: str) -> str:
        parcel = self._parcel(which, service)
        made = self._try("POST", "/v1/shipments", {"shipments": [parcel]})
        return str(made["shipments"][0]["shipment_id"]) if made else "se-1"

    # -------------------------------------------------------- what happens

    @rule(which=WHICH, service=SERVICES, external=st.sampled_from([None, "one", "two"]))
    def buy(self, which: int, service: str, external: str | None) -> None:
        parcel = self._parcel(which, service) | {"external_shipment_id": external}
        if which % 3 == 0:
            worth = {"currency": "USD", "amount": 250}
            parcel["packages"][0] = parcel["packages"][0] | {"insured_value": worth}
            parcel["insurance_provider"] = "carrier"
        self._try("POST", "/v1/labels", {"shipment": parcel})

    @rule(which=WHICH, service=SERVICES, times=st.integers(1, 2))
    def buy_by_shipment(self, which: int, service: str, times: int) -> None:
        kept = self._kept(which, service)
        for _ in range(times):
            self._try("POST", f"/v1/labels/shipment/{kept}")

    @rule(which=WHICH, times=st.integers(1, 2))
    def buy_by_rate(self, which: int, times: int) -> None:
        options = {"carrier_ids": [self._accounts[which % len(self._accounts)]], "package_types": ["package"]}
        parcel = self._parcel(which, "usps_ground_advantage")
        answer = self._try("POST", "/v1/rates", {"rate_options": options, "shipment": parcel})
        rates = answer["rate_response"]["rates"] if answer else []
        for _ in range(times if rates else 0):
            self._try("POST", f"/v1/labels/rates/{rates[which % len(rates)]['rate_id']}")

    @rule(which=WHICH)
    def send_back(self, which: int) -> None:
        self._try("POST", f"/v1/labels/{self._one(which)}/return")

    @rule(which=WHICH)
    def void(self, which: int) -> None:
        self._try("PUT", f"/v1/labels/{self._one(which)}/void")

    @rule(which=WHICH)
    def keep_a_label(self, which: int) -> None:
        self._try("POST", f"/v1/labels/{self._one(which)}/cancel_refund")

    @rule(some=st.booleans())
    def make_a_form(self, some: bool) -> None:
        ids = [label["label_id"] for label in self._labels()]
        self._try("POST", "/v1/manifests", {"label_ids": ids[:: 2 if some else 1]})

    @rule(which=WHICH)
    def make_a_form_of_the_day(self, which: int) -> None:
        day = self._carrier.clock.now().date().isoformat()
        account = self._accounts[which % len(self._accounts)]
        asked = {"carrier_id": account, "warehouse_id": self._place, "ship_date": day}
        self._try("POST", "/v1/manifests", asked)

    @rule(which=WHICH, service=SERVICES, count=st.integers(1, 3))
    def process_a_batch(self, which: int, service: str, count: int) -> None:
        ids = [self._kept(2 * which + 1, service) for _ in range(count)]
        made = self._try("POST", "/v1/batches", {"shipment_ids": ids})
        if made:
            self._try("POST", f"/v1/batches/{made['batch_id']}/process/labels", {})

    @rule(which=WHICH)
    def book_a_pickup(self, which: int) -> None:
        asked = {
            "label_ids": [self._one(which)],
            "contact_details": {"name": "Ana", "email": "a@example.com", "phone": "5555555"},
            "pickup_window": {"start_at": "2026-10-24T16:00:00Z", "end_at": "2026-10-24T20:00:00Z"},
        }
        made = self._try("POST", "/v1/pickups", asked)
        self._pickups += [made["pickup_id"]] if made else []

    @rule()
    def cancel_a_pickup(self) -> None:
        if self._pickups:
            self._try("DELETE", f"/v1/pickups/{self._pickups.pop()}")

    @rule(which=WHICH)
    def hand_in(self, which: int) -> None:
        with suppress(ValueError):
            self._carrier.mail(self._one(which))

    @rule(hours=st.integers(1, 700))
    def wait(self, hours: int) -> None:
        self._carrier.clock.advance(timedelta(hours=hours))

    @rule(seconds=st.integers(1, 30))
    def wait_a_moment(self, seconds: int) -> None:
        self._carrier.clock.advance(timedelta(seconds=seconds))

    @rule(kind=LOSSES, executed=st.booleans())
    def lose_something(self, kind: Any, executed: bool) -> None:
        self._carrier.faults.add(Fault(kind, method="POST", executed=executed))

    @rule(which=WHICH)
    def connect_another_and_part_with_one(self, which: int) -> None:
        login = {"nickname": "More", "username": f"user {which}", "password": "good"}
        made = self._try("POST", "/v1/connections/carriers/stamps_com", login)
        if made:
            with suppress(ConnectionError):
                self._client.delete(f"/v1/carriers/{self._accounts[which % len(self._accounts)]}")
            self._accounts.append(made["carrier_id"])

    @rule(which=WHICH, dollars=st.integers(10, 500))
    def add_funds(self, which: int, dollars: int) -> None:
        account = self._accounts[which % len(self._accounts)]
        self._try("PUT", f"/v1/carriers/{account}/add_funds", {"currency": "usd", "amount": dollars})

    @rule(which=WHICH, cents=st.integers(0, 3000))
    def run_dry(self, which: int, cents: int) -> None:
        for shown in self._get("/v1/carriers")["carriers"]:
            if which % 5 == 0:
                self._carrier.adjust_balance(cents - round(shown["balance"] * 100), shown["carrier_id"])

    # -------------------------------------------------------- what always holds

    @invariant()
    def everything_agrees(self) -> None:
        labels = {label["label_id"]: label for label in self._labels()}
        self._check_money(labels)
        self._check_labels(labels)
        self._check_forms(labels)
        self._check_batches(labels)

    def _check_money(self, labels: dict[str, Json]) -> None:
        """Every label is charged once, at its price, and given back at most once and only when voided."""
        charges = self._carrier.ledger()
        bought = {one.label_id: -one.amount.minor for one in charges if one.kind == "purchase"}
        assert bought == {label_id: cost(label) for label_id, label in labels.items()}
        assert len(bought) == sum(one.kind == "purchase" for one in charges)
        refunds = Counter(one.label_id for one in charges if one.kind == "refund")
        assert all(count == 1 and labels[label_id]["voided"] for label_id, count in refunds.items())
        for one in charges:
            if one.kind == "refund":
                assert one.amount.minor in (bought[one.label_id], bought[one.label_id] * 70 // 100)
        for shown in self._get("/v1/carriers")["carriers"]:
            held = sum(one.amount.minor for one in charges if one.carrier_id == shown["carrier_id"])
            assert round(shown["balance"] * 100) == held
            assert held >= 0

    def _check_labels(self, labels: dict[str, Json]) -> None:
        """No tracking number comes twice, none changes, and every label has its shipment."""
        numbers = {label_id: label["tracking_number"] for label_id, label in labels.items()}
        assert len(set(numbers.values())) == len(labels)
        assert self._numbers.items() <= numbers.items()
        self._numbers = numbers
        shipments = {one["shipment_id"] for one in self._get("/v1/shipments?page_size=500")["shipments"]}
        assert {label["shipment_id"] for label in labels.values()} <= shipments

    def _check_forms(self, labels: dict[str, Json]) -> None:
        """No form holds a voided label, and no label is on two forms or twice on one."""
        forms = self._get("/v1/manifests?page_size=500")["manifests"]
        held = [label_id for form in forms for label_id in form["label_ids"]]
        assert len(set(held)) == len(held)
        assert not any(labels[label_id]["voided"] for label_id in held)
        assert all(form["shipments"] == len(form["label_ids"]) > 0 for form in forms)

    def _check_batches(self, labels: dict[str, Json]) -> None:
        """A batch buys each of its shipments at most once."""
        for batch in self._get("/v1/batches?page_size=500")["batches"]:
            assert batch["completed"] + batch["errors"] <= batch["count"]
            if batch["status"] == "completed":
                assert batch["completed"] == batch["count"]
        bought = Counter(label["shipment_id"] for label in labels.values() if label["batch_id"])
        assert all(count == 1 for count in bought.values())


TestShop = Shop.TestCase
TestShop.settings = settings(max_examples=6, stateful_step_count=18, deadline=None)
