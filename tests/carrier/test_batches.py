"""Batches: gathered for nothing, processed for money, and never processed twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from postwright.carrier.client import CarrierClient
from postwright.domain.batch import BatchLabels, BatchProblem
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost, PaperFault
from postwright.domain.label import DocumentKind
from postwright.domain.label_options import LabelPaper
from tests.carrier.answers import API, NOW, PDF, Desk, Json, carrier, ok, refusal

DOWNLOADS = f"{API}/v1/downloads/10/QoDUT2dVPEWFTgVNAZFKvA/label-1942849"
BATCH: Json = {
    "label_layout": None,
    "label_format": "pdf",
    "batch_id": "se-1942849",
    "batch_number": 100059,
    "external_batch_id": None,
    "batch_notes": "Monday",
    "created_at": "2026-11-22T12:00:00.63Z",
    "processed_at": None,
    "errors": 1,
    "process_errors": [{"message": "No warehouse."}],
    "warnings": None,
    "completed": 2,
    "forms": 0,
    "count": 3,
    "label_download": {"pdf": f"{DOWNLOADS}.pdf", "zpl": f"{DOWNLOADS}.zpl", "href": f"{DOWNLOADS}.pdf"},
    "form_download": {"href": f"{API}/v1/downloads/10/1Xfgm9kuMUCrbrZeIMgRWg/form-1942849.pdf"},
    "status": "open",
    "a_new_field": 1,
}
LABELS = BatchLabels(date(2026, 11, 23))
OURS = "se-monday-2"


def test_a_batch_is_read_whole() -> None:
    found = carrier(Desk(ok(BATCH))).batches.read("se-1942849")
    assert (found.batch_id, found.number, found.status, found.notes) == (
        "se-1942849",
        "100059",
        "open",
        "Monday",
    )
    assert (found.count, found.completed, found.errors, found.warnings, found.forms) == (3, 2, 1, 0, 0)
    assert (found.problems, found.processed_at) == (("No warehouse.",), None)
    assert found.created_at == datetime(2026, 11, 22, 12, 0, 0, 630000, tzinfo=UTC)
    assert {link.kind for link in found.links} == {DocumentKind.PDF, DocumentKind.ZPL, DocumentKind.FORM}
    assert '"a_new_field"' in found.raw
    assert "QoDUT" not in repr(found)


def test_a_bare_batch_is_read_all_the_same() -> None:
    found = carrier(Desk(ok({"batch_id": "se-1", "status": "pondered"}))).batches.read("se-1")
    assert (found.status, found.created_at, found.links, found.count) == ("pondered", NOW, (), 0)


@pytest.mark.parametrize("reply", [{}, [], {"batch_id": None}, {"batch_id": "../x"}], ids=str)
def test_a_reply_without_a_batch_is_a_doubt(reply: Any) -> None:
    with pytest.raises(Lost):
        carrier(Desk(ok(reply))).batches.create(["se-1"])


@pytest.mark.parametrize("status", [200, 207])
def test_a_batch_is_made_of_shipments_and_rates(status: int) -> None:
    desk = Desk(httpx.Response(status, json=BATCH))
    carrier(desk).batches.create(["se-1"], rate_ids=["se-2"], external_id=OURS, notes="Monday")
    assert desk.body() == {
        "shipment_ids": ["se-1"],
        "rate_ids": ["se-2"],
        "external_batch_id": OURS,
        "batch_notes": "Monday",
    }
    carrier(desk).batches.create(["se-1"])
    assert desk.body() == {"shipment_ids": ["se-1"]}


def test_a_batch_can_be_made_and_processed_at_once() -> None:
    desk = Desk(ok(BATCH))
    carrier(desk).batches.create(["se-1"], external_id=OURS, process=LABELS)
    assert desk.body()["process_labels"] == {
        "create_batch_and_process_labels": True,
        "ship_date": "2026-11-23T00:00:00Z",
        "label_layout": "4x6",
        "label_format": "pdf",
        "display_scheme": "label",
    }


def test_processing_says_how_the_labels_are_made() -> None:
    desk = Desk(httpx.Response(204))
    letter = BatchLabels(paper=LabelPaper(layout="letter"), display_scheme="paperless")
    carrier(desk).batches.process("se-1", letter)
    (asked,) = desk.asked
    assert (asked.method, asked.url.path) == ("POST", "/v1/batches/se-1/process/labels")
    assert desk.body() == {"label_layout": "letter", "label_format": "pdf", "display_scheme": "paperless"}


Change = Callable[[CarrierClient], object]
CHANGES: dict[str, tuple[Change, str, object]] = {
    "create": (
        lambda it: it.batches.create(["se-1"]), "POST /v1/batches", {"shipment_ids": ["se-1"]}),
    "create and process": (
        lambda it: it.batches.create(["se-1"], external_id=OURS, process=BatchLabels()), "POST /v1/batches",
        None),
    "process": (
        lambda it: it.batches.process("se-1", BatchLabels()), "POST /v1/batches/se-1/process/labels", None),
    "add": (
        lambda it: it.batches.add("se-1", ["se-2"]), "POST /v1/batches/se-1/add", {"shipment_ids": ["se-2"]}),
    "remove": (
        lambda it: it.batches.remove("se-1", rate_ids=["se-3"]), "POST /v1/batches/se-1/remove",
        {"rate_ids": ["se-3"]}),
    "update": (lambda it: it.batches.update("se-1"), "PUT /v1/batches/se-1", None),
    "delete": (lambda it: it.batches.delete("se-1"), "DELETE /v1/batches/se-1", None),
}  # fmt: skip


@pytest.mark.parametrize(("change", "asked", "body"), CHANGES.values(), ids=CHANGES.keys())
def test_nothing_that_changes_or_spends_is_asked_twice(change: Change, asked: str, body: object) -> None:
    desk = Desk(httpx.Response(503), httpx.Response(204))
    with pytest.raises(Lost):
        change(carrier(desk))
    (request,) = desk.asked
    assert f"{request.method} {request.url.path}" == asked
    if body is not None:
        assert desk.body() == body


@pytest.mark.parametrize("name", ["add", "remove", "update", "delete", "process"])
def test_a_change_is_answered_with_nothing(name: str) -> None:
    desk = Desk(httpx.Response(204))
    CHANGES[name][0](carrier(desk))
    assert len(desk.asked) == 1


@pytest.mark.parametrize("name", ["create", "add", "remove"])
def test_a_batch_of_nothing_is_not_asked_for(name: str) -> None:
    desk = Desk(ok(BATCH))
    batches = carrier(desk).batches
    with pytest.raises(BadInput, match=r"out_of_limits: .*shipment or a rate"):
        batches.create() if name == "create" else getattr(batches, name)("se-1")
    assert desk.asked == []


@pytest.mark.parametrize("strange", ["", "..", "a/b"])
def test_what_can_be_no_id_is_never_asked(strange: str) -> None:
    desk = Desk(ok(BATCH))
    batches = carrier(desk).batches
    for ask in (batches.read, batches.delete, batches.update, batches.problems, batches.by_external_id):
        with pytest.raises(BadInput):
            ask(strange)
    assert desk.asked == []


def test_a_batch_is_found_by_its_own_id_or_is_cleanly_absent() -> None:
    desk = Desk(ok(BATCH), ok(BATCH | {"external_batch_id": OURS}))
    for _ in range(2):
        assert carrier(desk).batches.by_external_id(OURS)
    assert desk.asked[0].url.path == f"/v1/batches/external_batch_id/{OURS}"
    assert carrier(Desk(refusal(404, "invalid_identifier"))).batches.by_external_id(OURS) is None
    for other in (httpx.Response(404), refusal(401, "unauthorized"), httpx.Response(500)):
        with pytest.raises(Fault):
            carrier(Desk(other)).batches.by_external_id(OURS)


def test_the_batch_of_another_order_is_not_ours() -> None:
    with pytest.raises(Lost) as caught:
        carrier(Desk(ok(BATCH | {"external_batch_id": "se-tuesday"}))).batches.by_external_id(OURS)
    assert caught.value.kind is FaultKind.UNREADABLE


@pytest.mark.parametrize(
    "strange", ["ours", "July 4 #2", "se-", "se-Monday", "se--1", "se-1/2", "se-" + "1" * 23, "se-1\n"]
)
def test_an_id_under_which_a_batch_could_not_be_looked_up_is_not_sent(strange: str) -> None:
    desk = Desk(ok(BATCH))
    for process in (None, LABELS):
        with pytest.raises(BadInput) as caught:
            carrier(desk).batches.create(["se-1"], external_id=strange, process=process)
        assert (caught.value.kind, caught.value.field) == (FaultKind.OUT_OF_LIMITS, "external_id")
    assert desk.asked == []


def test_no_money_is_spent_in_a_batch_that_could_not_be_looked_up() -> None:
    desk = Desk(ok(BATCH))
    with pytest.raises(BadInput) as caught:
        carrier(desk).batches.create(["se-1"], process=LABELS)
    assert (caught.value.kind, desk.asked) == (FaultKind.OUT_OF_LIMITS, [])


def test_batches_are_found_by_everything_the_carrier_can_look_for() -> None:
    desk = Desk(
        ok({"batches": [BATCH], "pages": 2}),
        ok({"batches": [BATCH, BATCH | {"batch_id": "se-2"}], "pages": 2}),
    )
    found = carrier(desk).batches.find(
        status="open", number="100059", created_from=NOW, created_to=NOW, processed_from=NOW,
        processed_to=NOW, sort_by="processed_at", newest_first=True,
    )  # fmt: skip
    assert [batch.batch_id for batch in found] == ["se-1942849", "se-2"]
    at = "2026-11-22T12:00:00.000Z"
    assert dict(desk.asked[1].url.params) == {
        "status": "open",
        "batch_number": "100059",
        "created_at_start": at,
        "created_at_end": at,
        "processed_at_start": at,
        "processed_at_end": at,
        "sort_by": "processed_at",
        "sort_dir": "desc",
        "page": "2",
        "page_size": "100",
    }


@pytest.mark.parametrize("reply", [{}, {"batches": None}, {"batches": [{}]}], ids=str)
def test_a_list_that_cannot_be_believed_is_never_an_empty_one(reply: Json) -> None:
    with pytest.raises(Lost):
        carrier(Desk(ok(reply))).batches.find()


def test_the_failures_of_a_batch_are_read_to_the_end() -> None:
    one = {"error": "No weight.", "shipment_id": "se-1", "external_shipment_id": None}
    more = {"next": {"href": f"{API}/v1/batches/se-9/errors?page=2"}}
    desk = Desk(
        ok({"errors": [one], "links": more}),
        ok({"errors": [{"error": "No ZIP.", "external_shipment_id": "ours"}], "links": {"next": {}}}),
    )
    assert carrier(desk).batches.problems("se-9") == (
        BatchProblem("No weight.", "se-1"),
        BatchProblem("No ZIP.", external_id="ours"),
    )
    assert dict(desk.asked[1].url.params) == {"page": "2", "pagesize": "100"}
    with pytest.raises(Lost):
        carrier(Desk(ok({"links": {}}))).batches.problems("se-9")


def test_the_labels_of_a_large_batch_come_in_one_document() -> None:
    desk = Desk(ok(BATCH), httpx.Response(200, content=PDF + bytes(20_000_000)))
    client = carrier(desk)
    batch = client.batches.read("se-1942849")
    assert len(client.documents.of_batch(batch, DocumentKind.PDF).content) > 20_000_000
    assert str(desk.asked[1].url) == f"{DOWNLOADS}.pdf"
    with pytest.raises(PaperFault) as caught:
        client.documents.of_batch(batch, DocumentKind.QR)
    assert caught.value.kind is FaultKind.DOCUMENT_MISSING
