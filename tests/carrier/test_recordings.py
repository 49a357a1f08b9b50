"""Real replies of the carrier, recorded in May 2024, are read without a fault."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from postwright.carrier.client import CarrierClient
from postwright.domain.batch import BatchLabels
from postwright.domain.faults import FaultKind, Refused
from postwright.domain.label import DocumentKind, Label
from tests.carrier.answers import Desk, carrier
from tests.domain.samples import ORDER

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
    ("GET", r"/v1/shipments/external_shipment_id/([^/]+)"): lambda it, id: it.shipments.id_of(id),
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


KNOWN = [one for one in recordings() if operation(one["method"], one["path"])]


@pytest.mark.parametrize("one", KNOWN, ids=lambda one: f"{one['method']} {one['path'][:40]} {one['status']}")
def test_a_recorded_reply_is_read(one: dict[str, Any]) -> None:
    found = operation(one["method"], one["path"])
    assert found
    ask, asked_for = found
    client = carrier(Desk(reply_of(one)))
    if one["status"] == 204:
        ask(client, asked_for)
    elif one["status"] < 300:
        assert ask(client, asked_for)
    elif one["status"] == 404:
        assert ask(client, asked_for) is None
    else:
        with pytest.raises(Refused) as caught:
            ask(client, asked_for)
        assert caught.value.kind is FaultKind.CARRIER_REFUSED
        assert caught.value.request_id == one["response"]["request_id"]
        assert caught.value.detail == one["response"]["errors"][0]["message"]


def test_a_recorded_label_is_read_whole() -> None:
    replies = [
        one["response"] for one in KNOWN if one["method"] == "GET" and "/labels/se-453841868" in one["path"]
    ]
    if not replies:
        pytest.skip("the reference material is not beside this checkout")
    label = carrier(Desk(httpx.Response(200, json=replies[0]))).labels.read("se-453841868")
    assert isinstance(label, Label)
    assert str(label.cost) == "$3.79"
    assert {link.kind for link in label.links} == {DocumentKind.PDF, DocumentKind.PNG, DocumentKind.ZPL}
    assert label.tracking_number == replies[0]["tracking_number"]
    assert not label.voided
