"""Buy 1,000 labels on the money lanes against the bound that 200 calls a minute allows.

Run by hand: python tests/bench/bench_batch.py [labels [speed [lanes]]]. All of the program takes part: lanes,
pacer, client, ledger, guards. The carrier is a transport in this process that keeps a fixed window of 200
calls in 60 s and answers after 0.7 s in the median; its time and that of the pacer run `speed` times faster.
What the program itself takes then counts so many times: on a busy machine, take 1. The bound is the number of
full windows that must pass before the last call, and one answer. The peer is one worker. Changes nothing.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import httpx  # noqa: E402
from PySide6.QtCore import QCoreApplication  # noqa: E402

from postwright import assets  # noqa: E402
from postwright.app.batch_run import BatchRun  # noqa: E402
from postwright.app.program import stand_in  # noqa: E402
from postwright.carrier.pace import Pacer  # noqa: E402
from postwright.carrier.transport import open_carrier, practice_transport  # noqa: E402
from postwright.domain.approval import Approval, SeenRate  # noqa: E402
from postwright.domain.buying_rules import BuyingRules  # noqa: E402
from postwright.domain.catalogue import read_catalogue  # noqa: E402
from postwright.domain.money import Money  # noqa: E402
from postwright.domain.ship_day import read_waiting  # noqa: E402
from postwright.domain.shipment import Shipment  # noqa: E402
from postwright.jobs.lanes import MONEY_LANES, Lanes  # noqa: E402
from postwright.jobs.lock import Lock  # noqa: E402
from postwright.operations.begin_batch import begin_batch  # noqa: E402
from postwright.operations.guard import Counter  # noqa: E402
from postwright.operations.results import BatchItem, ParcelBought, ParcelEnd  # noqa: E402
from postwright.practice.app import PRACTICE_KEY, practice_app  # noqa: E402
from postwright.store.database import open_database  # noqa: E402
from postwright.store.drafts import Drafts  # noqa: E402
from postwright.store.intentions import Intentions  # noqa: E402
from postwright.store.labels import Labels  # noqa: E402
from postwright.store.ledger import Ledger  # noqa: E402
from postwright.store.spending import Spending  # noqa: E402
from tests.domain.samples import CUSTOMER_TEXT, DRAFT  # noqa: E402
from tests.practice.parcels import shipment as parcel_on_the_wire  # noqa: E402

LABELS, LIMIT, WINDOW, MEDIAN = 1000, 200, 60.0, 0.7
SPEED = float(sys.argv[2]) if sys.argv[2:] else 5.0
SERVICE, PACKAGE, ACCOUNT = "usps_ground_advantage", "package", "se-1"
RULES = BuyingRules(day_limit=None)


class Carrier:
    """Sells whatever it is asked for and counts the calls, those above the limit apart."""

    def __init__(self, sample: dict[str, Any]) -> None:
        self._sample = sample
        self._turn = threading.Lock()
        self._chance = random.Random(7)
        self._start = -WINDOW
        self._used = 0
        self.calls = 0
        self.refused = 0
        self.sold: dict[str, int] = {}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        asked = json.loads(request.content)["shipment"]
        with self._turn:
            now = time.monotonic() * SPEED
            if now >= self._start + WINDOW:
                self._start, self._used = now, 0
            self._used += 1
            self.calls += 1
            number, left = self.calls, LIMIT - self._used
            reset = max(1, round(self._start + WINDOW - now + 0.5))
            self.refused += left < 0
            took = self._chance.lognormvariate(0, 0.3) * MEDIAN
        headers = {"RateLimit-Limit": str(LIMIT), "RateLimit-Remaining": str(max(0, left))}
        headers["RateLimit-Reset"] = str(reset)
        if left < 0:
            return httpx.Response(429, headers=headers | {"Retry-After": str(reset)}, json={"errors": []})
        time.sleep(took / SPEED)
        own_id = asked["external_shipment_id"]
        with self._turn:
            self.sold[own_id] = self.sold.get(own_id, 0) + 1
        label = self._sample | {
            "label_id": f"se-{number}",
            "external_shipment_id": own_id,
            "carrier_id": ACCOUNT,
            "tracking_number": f"94001{number:017d}",
        }
        return httpx.Response(200, headers=headers, json=label)


def sample(folder: Path) -> dict[str, Any]:
    """A reply to a purchase as the practice carrier gives it, with its document inside."""
    carrier = practice_app(folder)
    seen: list[dict[str, Any]] = []

    def listen(request: httpx.Request) -> httpx.Response:
        reply = practice_transport(carrier.wsgi).handle_request(request)
        seen.append(json.loads(reply.read()))
        return httpx.Response(reply.status_code, json=seen[-1])

    with httpx.Client(transport=httpx.MockTransport(listen), base_url="http://localhost") as client:
        client.headers["API-Key"] = PRACTICE_KEY
        account = client.get("/v1/carriers").json()["carriers"][0]["carrier_id"]
        body = {"shipment": parcel_on_the_wire() | {"carrier_id": account}, "label_download_type": "inline"}
        client.post("/v1/labels", json=body).raise_for_status()
    carrier.close()
    return seen[-1]


@dataclass
class Meter:
    """Hears how the parcels end."""

    bought: int = 0
    other: list[ParcelEnd] = field(default_factory=list)
    done: bool = False

    def begun(self, draft_id: str) -> None:
        pass

    def ended(self, draft_id: str, end: ParcelEnd) -> None:
        if isinstance(end, ParcelBought):
            self.bought += 1
        else:
            self.other.append(end)

    def over(self, stopped: str) -> None:
        self.done = True


@contextmanager
def counter_on(folder: Path, carrier: Carrier) -> Iterator[Counter]:
    pacer = Pacer(
        now=lambda: time.monotonic() * SPEED,
        wait=lambda seconds: time.sleep(seconds / SPEED),
        lock=Lock(),
    )
    database = open_database(folder / "shop.db")

    def now() -> datetime:
        return datetime.now(UTC)

    client = open_carrier(
        "http://localhost", "TEST_bench", patient=True, pacer=pacer,
        transport=httpx.MockTransport(carrier), now=now,
    )  # fmt: skip
    catalogue = read_catalogue(assets.text("carrier/usps.json"))
    with client:
        yield Counter(
            Ledger(database, now), Labels(database, now), Drafts(database, now), Spending(database),
            Intentions(database, now), client, catalogue, lambda: ACCOUNT, now, "paperless", rules=RULES,
        )  # fmt: skip
    database.close()


def parcels(counter: Counter, count: int) -> tuple[BatchItem, ...]:
    """Queued parcels to different people, each with a price that stands, written down as a batch."""
    now = counter.now()
    ids = []
    for number in range(count):
        to = replace(CUSTOMER_TEXT, name=f"Customer {number}", line1=f"{number} Main St",
                     postal_code=f"{18000 + number % 300:05d}")  # fmt: skip
        record = counter.drafts.new(replace(DRAFT, to=to))
        shipment = read_waiting(record.draft, counter.catalogue, now, RULES, days=counter.days())
        assert isinstance(shipment, Shipment), shipment
        seen = SeenRate(SERVICE, PACKAGE, ACCOUNT, Money(1287), shipment.fingerprint, now)
        counter.drafts.queue(record.id, Approval(SERVICE, PACKAGE, Money(1312), Money(1287), basis=seen))
        ids.append(record.id)
    return begin_batch(counter, ids)


def batch(application: QCoreApplication, reply: dict[str, Any], count: int, lanes: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        carrier = Carrier(reply)
        with counter_on(Path(folder), carrier) as counter:
            items, meter, pools = parcels(counter, count), Meter(), Lanes(stand_in)
            began = time.monotonic()
            BatchRun(counter, pools.money.submit, items, meter, lanes=lanes)
            while not meter.done:
                application.processEvents()
                time.sleep(0.001)
            took = (time.monotonic() - began) * SPEED
            pools.close()
            assert counter.ledger.verify() == ()
    bound = (count - 1) // LIMIT * WINDOW + MEDIAN
    return {
        "speed": SPEED,
        "lanes": lanes,
        "seconds": round(took, 1),
        "bound": round(bound, 1),
        "ratio": round(took / bound, 3),
        "bought": meter.bought,
        "other_ends": len(meter.other),
        "bought_twice": sum(times > 1 for times in carrier.sold.values()),
        "calls_per_label": round(carrier.calls / count, 3),
        "wasted_calls": carrier.refused,
    }


def main() -> int:
    count = int(sys.argv[1]) if sys.argv[1:] else LABELS
    application = QCoreApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        reply = sample(Path(folder))
    for lanes in [int(text) for text in sys.argv[3:]] or [MONEY_LANES, 1]:
        sys.stdout.write(json.dumps(batch(application, reply, count, lanes)) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
