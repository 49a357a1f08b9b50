"""Whatever people do at the practice carrier, the money adds up and no number is given out twice."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from postwright.practice.app import PracticeCarrier
from postwright.practice.database import FILE_NAME
from tests.practice.parcels import ACCOUNT, FIRST_CENTS, buy, client_of, cost, open_carrier, package, shipment


class Counter(RuleBasedStateMachine):
    """A busy counter: buying, returning, voiding, failing, and time passing in between."""

    labels = Bundle("labels")

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._carrier = open_carrier(Path(self._folder.name))
        self._carrier.set_switches(rate_limit=0, duplicate_external_id="accept")
        self._client = client_of(self._carrier)
        self._spent = 0
        self._bought: list[str] = []

    def teardown(self) -> None:
        self._client.close()
        self._carrier.close()
        self._folder.cleanup()

    def _keep(self, label: dict[str, object]) -> str:
        self._spent += cost(label)
        self._bought.append(str(label["label_id"]))
        return str(label["label_id"])

    @rule(
        target=labels,
        service=st.sampled_from(["usps_ground_advantage", "usps_priority_mail", "usps_media_mail"]),
        ounces=st.integers(1, 1120),
        external=st.sampled_from([None, "one", "two"]),
    )
    def buy(self, service: str, ounces: int, external: str | None) -> str:
        parcel = [{"weight": {"value": ounces, "unit": "ounce"}}]
        label = buy(self._client, service_code=service, packages=parcel, external_shipment_id=external)
        return self._keep(label)

    @rule(ounces=st.integers(1121, 5000))
    def fail_to_buy(self, ounces: int) -> None:
        parcel = [package(weight={"value": ounces, "unit": "ounce"})]
        reply = self._client.post("/v1/labels", json={"shipment": shipment(packages=parcel)})
        assert reply.status_code == 400

    @rule(label=labels)
    def send_back(self, label: str) -> None:
        reply = self._client.post(f"/v1/labels/{label}/return")
        if reply.status_code == 200:
            self._keep(reply.json())

    @rule(label=consumes(labels))
    def void(self, label: str) -> None:
        assert self._client.put(f"/v1/labels/{label}/void").status_code == 200

    @rule(hours=st.integers(1, 400))
    def wait(self, hours: int) -> None:
        self._carrier.clock.advance(timedelta(hours=hours))

    @invariant()
    def the_money_adds_up(self) -> None:
        charges = self._carrier.ledger()
        by_kind = {kind: sum(one.amount.minor for one in charges if one.kind == kind) for kind in KINDS}
        assert by_kind["purchase"] == -self._spent
        assert by_kind["opening"] == FIRST_CENTS
        account = self._client.get(f"/v1/carriers/{ACCOUNT}").json()
        assert round(account["balance"] * 100) == sum(one.amount.minor for one in charges)
        refunded = [one.label_id for one in charges if one.kind == "refund"]
        assert len(refunded) == len(set(refunded))
        assert 0 <= by_kind["refund"] <= self._spent

    @invariant()
    def every_label_is_its_own_and_has_a_shipment(self) -> None:
        listed = self._client.get("/v1/labels?page_size=500").json()["labels"]
        assert sorted(label["label_id"] for label in listed) == sorted(self._bought)
        assert len({label["tracking_number"] for label in listed}) == len(listed)
        for label in listed:
            assert self._client.get(f"/v1/shipments/{label['shipment_id']}").status_code == 200


KINDS = ("opening", "purchase", "refund", "adjustment")
TestCounter = Counter.TestCase
TestCounter.settings = settings(max_examples=8, stateful_step_count=12)


def test_the_ledger_can_only_be_added_to(
    client: httpx.Client, carrier: PracticeCarrier, tmp_path: Path
) -> None:
    buy(client)
    connection = sqlite3.connect(tmp_path / "carrier" / FILE_NAME)
    try:
        for wish in ("UPDATE charge SET cents = 0", "DELETE FROM charge"):
            with pytest.raises(sqlite3.IntegrityError, match="only added to"):
                connection.execute(wish)
    finally:
        connection.close()
    assert len(carrier.ledger()) == 2


def test_everything_is_there_again_after_a_restart(client: httpx.Client, tmp_path: Path) -> None:
    label = buy(client, external_shipment_id="a-1")
    again = open_carrier(tmp_path / "carrier")
    with client_of(again) as other:
        assert other.get("/v1/labels/external_shipment_id/a-1").json()["label_id"] == label["label_id"]
        assert buy(other)["tracking_number"] != label["tracking_number"]
    assert len(again.ledger()) == 3


def test_a_reset_forgets_everything(client: httpx.Client, carrier: PracticeCarrier) -> None:
    buy(client)
    carrier.set_switches(rate_limit=7)
    carrier.clock.advance(timedelta(days=3))
    carrier.reset()
    assert [charge.kind for charge in carrier.ledger()] == ["opening"]
    assert carrier.switches.rate_limit == 200
    assert client.get("/v1/labels").json()["total"] == 0


def test_tracking_numbers_do_not_run_out_with_the_first_block(client: httpx.Client, tmp_path: Path) -> None:
    buy(client)
    connection = sqlite3.connect(tmp_path / "carrier" / FILE_NAME)
    with connection:
        connection.execute("UPDATE counter SET value = 99999 WHERE name = 'serial'")
    connection.close()
    assert buy(client)["tracking_number"].startswith("94001118995638220000")
