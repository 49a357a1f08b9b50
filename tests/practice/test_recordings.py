"""Every recorded exchange with the real service, sent again: the same status, keys, types and nulls."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.practice.parcels import ACCOUNT, SHOP, buy, shipment

_FILE = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "recordings.json"


def _recorded() -> list[Any]:
    if not _FILE.is_file():
        return []
    found = []
    for number, exchange in enumerate(json.loads(_FILE.read_text("utf-8"))):
        name = f"{exchange['method']} {exchange['path']}"
        found.append(pytest.param(exchange, id=f"{number} {name}"))
    return found


@pytest.mark.parametrize("exchange", _recorded())
def test_a_recorded_request_gets_the_recorded_kind_of_reply(
    exchange: dict[str, Any], client: httpx.Client
) -> None:
    path, body = _made_ready(client, exchange)
    reply = client.request(exchange["method"], path, json=body)
    assert reply.status_code == exchange["status"], reply.text
    if exchange["response"] is None:
        assert (reply.content, reply.headers.get("content-type")) == (b"", None)
    else:
        assert list(_differences(exchange["response"], reply.json())) == []
    for name in exchange["headers"]:
        assert name in reply.headers
    if "content-type" in exchange["headers"]:
        assert reply.headers["content-type"] == exchange["headers"]["content-type"]
    assert UUID(reply.headers["request-id"]) == UUID(reply.headers["x-shipengine-requestid"])


def _made_ready(client: httpx.Client, exchange: dict[str, Any]) -> tuple[str, Any]:
    """The request with ids that exist here: what the recording refers to is made first."""
    path, body = exchange["path"], exchange["request"]
    if exchange["status"] not in (200, 204):
        return path, body
    address = SHOP | {"name": "Electronic Output Solutions"}
    place = client.post("/v1/warehouses", json={"name": "Here", "origin_address": address}).json()
    body = _with(body, {"warehouse_id": place["warehouse_id"], "carrier_id": ACCOUNT})
    light = {"weight": {"value": 1, "unit": "ounce"}}
    outside = path.partition("external_shipment_id/")[2]
    made = client.post(
        "/v1/shipments",
        json={
            "shipments": [
                shipment(
                    packages=[light],
                    ship_to=address,
                    external_shipment_id=outside or None,
                    ship_from=None,
                    warehouse_id=place["warehouse_id"],
                )
            ]
        },
    ).json()["shipments"][0]
    label = buy(client, packages=[light])
    if "/batches" in path:
        path, body = _with_batch(client, path, body, made["shipment_id"])
    path = re.sub(r"(?<=/labels/)se-\d+", label["label_id"], path)
    path = re.sub(r"(?<=/shipments/)se-\d+", made["shipment_id"], path)
    path = re.sub(r"(?<=/warehouses/)se-\d+", place["warehouse_id"], path)
    return re.sub(r"(?<=tracking_number=)\d+", label["tracking_number"], path), body


def _with_batch(client: httpx.Client, path: str, body: Any, shipment_id: str) -> tuple[str, Any]:
    if isinstance(body, dict) and body.get("shipment_ids"):
        body = body | {"shipment_ids": [shipment_id]}
    batch = client.post("/v1/batches", json={"shipment_ids": [shipment_id]}).json()
    return re.sub(r"(?<=/batches/)se-\d+", batch["batch_id"], path), body


def _with(body: Any, values: dict[str, str]) -> Any:
    if isinstance(body, list):
        return [_with(one, values) for one in body]
    if not isinstance(body, dict):
        return body
    return {
        name: values[name] if value and name in values else _with(value, values)
        for name, value in body.items()
    }


def _differences(recorded: Any, answered: Any, where: str = "") -> Any:
    """Where a reply has other keys or types than the recording. Texts and numbers may differ."""
    if isinstance(recorded, dict) and isinstance(answered, dict):
        if list(recorded) != list(answered):
            yield f"{where}: keys {sorted(set(recorded) ^ set(answered))}, or their order"
        for name in recorded.keys() & answered.keys():
            yield from _differences(recorded[name], answered[name], f"{where}.{name}")
    elif isinstance(recorded, list) and isinstance(answered, list):
        if recorded and answered:
            yield from _differences(recorded[0], answered[0], f"{where}[0]")
    elif type(recorded) is not type(answered):
        yield f"{where}: {recorded!r} was recorded, {answered!r} came"
