"""Real replies of the carrier, recorded in May 2024, are read without a fault and without a loss."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from postwright.carrier.client import CarrierClient
from postwright.carrier.wire import tracking as wire
from postwright.domain.batch import BatchLabels
from postwright.domain.faults import FaultKind, Refused
from postwright.domain.held_shipment import HeldShipment, ShipmentAnswer
from postwright.domain.label import BoughtLabel, DocumentKind, Label
from postwright.domain.shipment_plan import ShipmentPlan
from tests.carrier.answers import Desk, carrier
from tests.domain.samples import ORDER, SENDER, SHIPMENT

PLAN = ShipmentPlan(SHIPMENT, "se-2424643", "usps_ground_advantage")
Operation = Callable[[CarrierClient, str], object]
# By method and path; the last group of the path is the id that is asked for.
OPERATIONS: dict[tuple[str, str], Operation] = {
    ("GET", r"/v1/carriers()"): lambda it, _: it.accounts.find(),
    ("GET", r"/v1/carriers/([^/]+)"): lambda it, id: it.accounts.read(id),
    ("POST", r"/v1/labels()"): lambda it, _: it.labels.buy(ORDER),
    ("GET", r"/v1/labels/([^/]+)"): lambda it, id: it.labels.read(id),
    ("GET", r"/v1/labels/([^/]+)/track"): lambda it, id: it.tracking.of_label(id),
    ("POST", r"/v1/labels/([^/]+)/return"): lambda it, id: it.labels.buy_return(id),
    ("GET", r"/v1/tracking()"): lambda it, _: it.tracking.by_number("9400111899563821175404"),
    ("POST", r"/v1/tracking/start()"): lambda it, _: it.tracking.start("9400111899563821191633"),
    ("POST", r"/v1/tracking/stop()"): lambda it, _: it.tracking.stop("9400111899563821191671"),
    ("POST", r"/v1/batches()"): lambda it, _: it.batches.create(["se-1382711226"]),
    ("GET", r"/v1/batches/([^/]+)"): lambda it, id: it.batches.read(id),
    ("DELETE", r"/v1/batches/([^/]+)"): lambda it, id: it.batches.delete(id),
    ("POST", r"/v1/batches/([^/]+)/add"): lambda it, id: it.batches.add(id, ["se-1382711178"]),
    ("POST", r"/v1/batches/([^/]+)/remove"): lambda it, id: it.batches.remove(id, ["se-1382711290"]),
    ("POST", r"/v1/batches/([^/]+)/process/labels"): lambda it, id: it.batches.process(id, BatchLabels()),
    ("POST", r"/v1/shipments()"): lambda it, _: it.shipments.create([PLAN]),
    ("GET", r"/v1/shipments/([^/]+)"): lambda it, id: it.shipments.read(id),
    ("PUT", r"/v1/shipments/([^/]+)"): lambda it, id: it.shipments.change(HeldShipment(id), PLAN),
    ("PUT", r"/v1/shipments/([^/]+)/cancel"): lambda it, id: it.shipments.cancel(id),
    ("GET", r"/v1/shipments/external_shipment_id/([^/]+)"): lambda it, id: it.shipments.by_external_id(id),
    ("POST", r"/v1/warehouses()"): lambda it, _: it.warehouses.create("Test Warehouse 123", SENDER),
    ("GET", r"/v1/warehouses/([^/]+)"): lambda it, id: it.warehouses.read(id),
    ("DELETE", r"/v1/warehouses/([^/]+)"): lambda it, id: it.warehouses.delete(id),
}


def recordings() -> list[dict[str, Any]]:
    file = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "recordings.json"
    return json.loads(file.read_text("utf-8")) if file.is_file() else []


def operation(method: str, path: str) -> tuple[Operation, str] | None:
    for (verb, pattern), ask in OPERATIONS.items():
        match = re.fullmatch(pattern, path.partition("?")[0])
        if match and verb == method:
            return ask, match[1]
    return None


def reply_of(one: dict[str, Any]) -> httpx.Response:
    """The reply as it came; a 204 has no body at all."""
    body = {} if one["response"] is None else {"json": one["response"]}
    return httpx.Response(one["status"], headers=one["headers"], **body)


RECORDED = recordings()
GIVEN = [one for one in RECORDED if one["status"] == 200]


def title(one: dict[str, Any]) -> str:
    return f"{one['method']} {one['path'][:40]} {one['status']}"


@pytest.mark.parametrize("one", RECORDED, ids=title)
def test_a_recorded_reply_is_read(one: dict[str, Any]) -> None:
    found = operation(one["method"], one["path"])
    assert found
    ask, asked_for = found
    client = carrier(Desk(reply_of(one)))
    if one["status"] == 204:
        ask(client, asked_for)
    elif one["status"] < 300:
        assert ask(client, asked_for)
    elif "external_shipment_id" in one["path"]:
        assert ask(client, asked_for) is None
    else:
        with pytest.raises(Refused) as caught:
            ask(client, asked_for)
        assert caught.value.kind is (
            FaultKind.NOT_FOUND if one["status"] == 404 else FaultKind.CARRIER_REFUSED
        )
        assert caught.value.request_id == one["response"]["request_id"]
        assert caught.value.detail == one["response"]["errors"][0]["message"]


@pytest.mark.parametrize("one", GIVEN, ids=title)
def test_nothing_of_a_recorded_reply_is_lost(one: dict[str, Any]) -> None:
    found = operation(one["method"], one["path"])
    assert found
    ask, asked_for = found
    response = one["response"]
    if "tracking_number=" in one["path"] or one["path"].endswith("/track"):
        assert missing(response, wire.Tracking.model_validate(response).model_dump()) == []
        return
    value = ask(carrier(Desk(reply_of(one))), asked_for)
    assert raws(value) == (response.get("carriers") or response.get("shipments") or [response])


def raws(value: Any) -> list[Any]:
    """The JSON that is kept beside a value that was read, or beside each of several."""
    if isinstance(value, tuple):
        return [raw for one in value for raw in raws(one)]
    if isinstance(value, BoughtLabel):
        return raws(value.label)
    if isinstance(value, ShipmentAnswer):
        return raws(value.shipment)
    return [json.loads(value.raw)]


def missing(recorded: Any, read: Any, place: str = "") -> list[str]:
    """Keys of the recording that the reply as it was read does not have."""
    if isinstance(recorded, list):
        pairs = zip(recorded, read, strict=True)
        return [one for before, after in pairs for one in missing(before, after, f"{place}[]")]
    if not isinstance(recorded, dict):
        return []
    gone = [f"{place}.{name}" for name in recorded if name not in read]
    there = [name for name in recorded if name in read]
    return gone + [one for name in there for one in missing(recorded[name], read[name], f"{place}.{name}")]


def test_a_recorded_shipment_is_read_whole() -> None:
    held = [
        carrier(Desk(reply_of(one))).shipments.read("se-1384687742")
        for one in RECORDED
        if (one["method"], one["path"]) == ("GET", "/v1/shipments/se-1384687742")
    ]
    if not held:
        pytest.skip("the reference material is not beside this checkout")
    (shipment,) = held
    assert (shipment.status, shipment.warehouse_id, shipment.ship_date) == (
        "cancelled", "se-19034194", date(2024, 5, 22)
    )  # fmt: skip
    assert shipment.modified_at == datetime(2024, 5, 22, 19, 12, 4, 463000, tzinfo=UTC)
    assert (shipment.ship_to.city, shipment.ship_to.residential, shipment.ship_to.line2) == (
        "Vista",
        None,
        "",
    )
    assert (str(shipment.weight), shipment.packages[0].size, shipment.zone, shipment.tags) == (
        "1 oz", None, None, ()
    )  # fmt: skip


def test_a_recorded_label_is_read_whole() -> None:
    replies = [
        one["response"]
        for one in RECORDED
        if one["method"] == "GET" and "/labels/se-453841868" in one["path"]
    ]
    if not replies:
        pytest.skip("the reference material is not beside this checkout")
    label = carrier(Desk(httpx.Response(200, json=replies[0]))).labels.read("se-453841868")
    assert isinstance(label, Label)
    assert str(label.cost) == "$3.79"
    assert {link.kind for link in label.links} == {DocumentKind.PDF, DocumentKind.PNG, DocumentKind.ZPL}
    assert label.tracking_number == replies[0]["tracking_number"]
    assert not label.voided
