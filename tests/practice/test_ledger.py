"""The ledger of the practice carrier is only added to, outlasts a restart, and goes with a reset."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from postwright.practice.app import PracticeCarrier
from postwright.practice.database import FILE_NAME
from tests.practice.parcels import buy, client_of, open_carrier


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
