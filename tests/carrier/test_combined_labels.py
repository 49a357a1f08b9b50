"""Several labels in one document, believed by its bytes alone."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from postwright.domain.faults import BadInput, Fault, FaultKind, Lost, PaperFault
from postwright.domain.label import DocumentKind
from tests.carrier.answers import API, PDF, PNG, Desk, carrier, data, ok


def test_labels_come_in_one_document() -> None:
    desk = Desk(ok({"label_download": {"href": data("application/pdf", PDF)}}))
    document = carrier(desk).documents.combined(["se-2", "se-1"])
    assert (document.kind, document.content) == (DocumentKind.PDF, PDF)
    assert desk.asked[0].url.path == "/v1/documents/combined_labels"
    assert desk.body() == {
        "label_ids": ["se-2", "se-1"], "label_format": "pdf", "label_download_type": "inline",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["href", "pdf"])
def test_a_carrier_that_sends_an_address_all_the_same_is_asked_for_the_document(name: str) -> None:
    link = {"label_download": {name: f"{API}/v1/downloads/0/token/labels.pdf"}}
    desk = Desk(ok(link), httpx.Response(200, content=PDF))
    assert carrier(desk).documents.combined(["se-1"]).content == PDF
    assert desk.asked[1].method == "GET"


@pytest.mark.parametrize(
    ("download", "kind"),
    [
        (None, FaultKind.DOCUMENT_MISSING),
        ({"href": None}, FaultKind.DOCUMENT_MISSING),
        ({"href": data("application/pdf", PNG)}, FaultKind.DOCUMENT_UNUSABLE),
        ({"href": "data:application/pdf;base64,%%%"}, FaultKind.DOCUMENT_UNUSABLE),
    ],
)
def test_what_is_no_pdf_is_not_taken_for_one(download: Any, kind: FaultKind) -> None:
    with pytest.raises(PaperFault) as caught:
        carrier(Desk(ok({"label_download": download}))).documents.combined(["se-1"])
    assert caught.value.kind is kind


def test_an_address_elsewhere_is_not_asked() -> None:
    desk = Desk(ok({"label_download": {"href": "https://evil.example/v1/labels.pdf"}}))
    with pytest.raises(Fault) as caught:
        carrier(desk).documents.combined(["se-1"])
    assert (caught.value.kind, len(desk.asked)) == (FaultKind.BAD_ADDRESS, 1)


@pytest.mark.parametrize("ids", [[], ["se-1"] * 31, ["se-1", "../x"]], ids=len)
def test_too_many_labels_none_and_odd_ids_are_not_sent(ids: list[str]) -> None:
    desk = Desk(ok({}))
    with pytest.raises(BadInput):
        carrier(desk).documents.combined(ids)
    assert desk.asked == []


def test_thirty_long_labels_are_not_too_large() -> None:
    desk = Desk(ok({"label_download": {"href": data("application/pdf", PDF.ljust(6_000_000))}}))
    assert (
        len(carrier(desk).documents.combined([f"se-{number}" for number in range(30)]).content) == 6_000_000
    )


def test_a_document_is_not_asked_for_twice() -> None:
    desk = Desk(httpx.Response(503))
    with pytest.raises(Lost):
        carrier(desk).documents.combined(["se-1"])
    assert len(desk.asked) == 1
