"""Several labels in one PDF: a page each in the order asked for, inside the reply or behind a link."""

from __future__ import annotations

import base64
from datetime import timedelta

import httpx
import pypdfium2
import pytest
import zxingcpp

from postwright.domain.barcode import read_label_code
from postwright.practice.app import PracticeCarrier
from tests.practice.parcels import buy, client_of, error_of

PATH = "/v1/documents/combined_labels"
PREFIX = "data:application/pdf;base64,"


def numbers_in(content: bytes) -> list[str]:
    """The tracking number on each page."""
    with pypdfium2.PdfDocument(content) as document:
        images = [page.render(scale=203 / 72).to_pil().convert("L") for page in document]
    codes = [read_label_code(zxingcpp.read_barcodes(image)[0].text) for image in images]
    return [code.tracking_number for code in codes if code]


def test_labels_come_in_one_document_in_the_order_asked_for(client: httpx.Client) -> None:
    labels = [buy(client) for _ in range(3)]
    ids = [labels[index]["label_id"] for index in (2, 0, 1, 0)]
    download = client.post(PATH, json={"label_ids": ids}).json()["label_download"]
    assert list(download) == ["href"]
    content = base64.b64decode(download["href"].removeprefix(PREFIX))
    assert numbers_in(content) == [labels[index]["tracking_number"] for index in (2, 0, 1)]


def test_a_link_to_the_document_holds_for_ninety_days(client: httpx.Client, carrier: PracticeCarrier) -> None:
    labels = [buy(client) for _ in range(2)]
    body = {"label_ids": [one["label_id"] for one in labels], "label_download_type": "url"}
    download = client.post(PATH, json=body).json()["label_download"]
    assert download["href"] == download["pdf"]
    with client_of(carrier, "") as stranger:
        reply = stranger.get(download["href"])
        assert (reply.status_code, reply.headers["content-type"]) == (200, "application/pdf")
        assert numbers_in(reply.content) == [one["tracking_number"] for one in labels]
        for wrong in (download["href"][:-4] + "1.pdf", download["href"].replace("/10/", "/10/x")):
            assert error_of(stranger.get(wrong), 404)["error_code"] == "file_not_found"
        carrier.clock.advance(timedelta(days=91))
        assert error_of(stranger.get(download["href"]), 404)["error_code"] == "file_not_found"


def test_at_most_thirty_labels_are_combined(client: httpx.Client) -> None:
    label = buy(client)["label_id"]
    assert client.post(PATH, json={"label_ids": [label] * 30}).status_code == 200
    error = error_of(client.post(PATH, json={"label_ids": [label] * 31}), 400)
    assert (error["error_code"], error["field_name"]) == ("invalid_field_value", "label_ids")


@pytest.mark.parametrize("format_", ["png", "zpl", "gif"])
def test_labels_are_combined_as_pdf_only(format_: str, client: httpx.Client) -> None:
    body = {"label_ids": [buy(client)["label_id"]], "label_format": format_}
    assert error_of(client.post(PATH, json=body), 400)["field_name"] == "label_format"


def test_a_label_without_paper_cannot_be_combined(client: httpx.Client) -> None:
    bare = buy(client, {"display_scheme": "paperless"})["label_id"]
    error = error_of(client.post(PATH, json={"label_ids": [bare]}), 400)
    assert (error["field_name"], error["field_value"]) == ("label_ids", bare)
    assert error_of(client.post(PATH, json={"label_ids": ["se-1"]}), 404)["field_name"] == "label_id"
    assert error_of(client.post(PATH, json={"label_ids": []}), 400)["field_name"] == "label_ids"
