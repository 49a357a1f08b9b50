"""Documents that the archive lacks are fetched from the carrier, once, and never bought again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from postwright.domain.faults import BadInput, Environment, Fault, FaultKind, Lost, NotSent, PaperFault
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.shipment import Delivery, Shipment
from postwright.operations.accept_document import Unaccepted
from postwright.operations.fetch_documents import complete, fetch, fetch_missing
from postwright.operations.save_document import save_document
from postwright.operations.void_label import void_label
from postwright.printing.dots import page_from_pdf
from tests.domain.samples import SHIPMENT
from tests.operations.papers import ANOTHERS, with_inside
from tests.operations.shops import Answer, Shop
from tests.printing.labels import label_pdf


def adopted(shop: Shop, shipment: Shipment = SHIPMENT) -> LabelEntry:
    """A label that was bought while its answer, and the document in it, were lost."""
    order = shop.order(shipment=shipment)
    shop.practice.lose_next_purchase_reply()
    with pytest.raises(Lost):
        shop.buy(order)
    (found,) = shop.look_up()
    assert found.entry is not None
    return found.entry


@pytest.mark.parametrize(
    ("delivery", "kinds"),
    [
        (Delivery.LABEL, (DocumentKind.PDF,)),
        (Delivery.QR, (DocumentKind.QR,)),
        (Delivery.BOTH, (DocumentKind.PDF, DocumentKind.QR)),
    ],
)
def test_an_adopted_label_gets_what_it_needs(
    shop: Shop, delivery: Delivery, kinds: tuple[DocumentKind, ...]
) -> None:
    entry = adopted(shop, replace(SHIPMENT, delivery=delivery))
    assert shop.labels.documents(entry.id) == ()
    assert complete(shop.archive(), entry.id) == kinds
    assert set(shop.labels.documents(entry.id)) == set(kinds)
    assert shop.wire.purchases == 1


def test_what_is_kept_is_not_asked_for_again(shop: Shop) -> None:
    entry = shop.bought()
    shop.practice.set_offline(True)
    assert complete(shop.archive(), entry.id) == ()
    assert fetch(shop.archive(), entry.id, DocumentKind.PDF).content.startswith(b"%PDF-")


def test_another_format_is_fetched_when_it_is_wanted_and_then_kept(shop: Shop) -> None:
    entry = shop.bought()
    zpl = fetch(shop.archive(), entry.id, DocumentKind.ZPL)
    assert zpl.content.startswith(b"^XA")
    shop.practice.set_offline(True)
    assert fetch(shop.archive(), entry.id, DocumentKind.ZPL) == zpl


def test_a_document_that_the_carrier_does_not_offer_is_told_as_missing(shop: Shop) -> None:
    entry = shop.bought()
    with pytest.raises(PaperFault) as caught:
        fetch(shop.archive(), entry.id, DocumentKind.QR)
    assert caught.value.kind is FaultKind.DOCUMENT_MISSING


def test_a_download_that_is_something_else_is_not_kept(shop: Shop) -> None:
    entry = adopted(shop)
    link = shop.carrier.labels.read(entry.id).link(DocumentKind.PDF)
    assert link is not None
    shop.wire.answer("GET", httpx.URL(link.href).path, lambda _: httpx.Response(200, text="<html>"))
    with pytest.raises(PaperFault) as caught:
        complete(shop.archive(), entry.id)
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE
    assert shop.labels.documents(entry.id) == ()


def test_a_label_of_nobody_is_not_asked_for(shop: Shop) -> None:
    with pytest.raises(BadInput) as caught:
        complete(shop.archive(), "se-404")
    assert caught.value.kind is FaultKind.LABEL_UNKNOWN
    assert shop.wire.asked == []


def test_offline_the_document_is_still_to_come(shop: Shop) -> None:
    entry = adopted(shop)
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        complete(shop.archive(), entry.id)


def test_a_document_is_saved_as_the_carrier_gave_it(shop: Shop, tmp_path: Path) -> None:
    entry = shop.bought()
    save_document(shop.archive(), entry.id, DocumentKind.PDF, tmp_path / "label.pdf")
    kept = shop.labels.document(entry.id, DocumentKind.PDF)
    assert kept is not None
    assert (tmp_path / "label.pdf").read_bytes() == kept.content


def test_a_place_that_takes_no_file_is_told(shop: Shop, tmp_path: Path) -> None:
    entry = shop.bought()
    with pytest.raises(Environment):
        save_document(shop.archive(), entry.id, DocumentKind.PDF, tmp_path / "no" / "label.pdf")


def address(shop: Shop, entry: LabelEntry) -> str:
    link = shop.carrier.labels.read(entry.id).link(DocumentKind.PDF)
    assert link is not None
    return httpx.URL(link.href).path


def page_of(shop: Shop, entry: LabelEntry) -> bytes:
    kept = shop.labels.document(entry.id, DocumentKind.PDF)
    assert kept is not None
    return kept.content


def reply(content: bytes, status: int = 200) -> Answer:
    return lambda _: httpx.Response(status, content=content, headers={"content-type": "application/pdf"})


PNG = page_from_pdf(ANOTHERS, dpi=203).png()
SPOILT: dict[str, Answer] = {
    "404": reply(b"", 404),
    "500": reply(b"", 500),
    "a web page": reply(b"<!doctype html><title>Sign in</title>"),
    "a picture in place of a PDF": reply(PNG),
    "half of it": reply(label_pdf()[:900]),
    "another parcel's label": reply(ANOTHERS),
    "a label without a barcode": reply(label_pdf(text="SHELF 14")),
    "a letter page": reply(label_pdf(size=(612, 792))),
    "a label of 300 pages": reply(label_pdf(pages=300)),
    "nothing": reply(b""),
}


def test_what_must_not_be_printed_is_not_saved_to_be_printed_elsewhere(shop: Shop, tmp_path: Path) -> None:
    void, qr_only = shop.bought(), shop.bought_paperless()
    void_label(shop.till(), void.id, now=shop.now())
    for entry, kind, why in (
        (void, DocumentKind.PDF, FaultKind.LABEL_VOIDED),
        (void, DocumentKind.QR, FaultKind.LABEL_VOIDED),
        (qr_only, DocumentKind.PDF, FaultKind.QR_ONLY),
    ):
        with pytest.raises(PaperFault) as caught:
            save_document(shop.archive(), entry.id, kind, tmp_path / "label")
        assert caught.value.kind is why
    assert list(tmp_path.glob("label")) == []
    save_document(shop.archive(), qr_only.id, DocumentKind.QR, tmp_path / "label")
    assert (tmp_path / "label").read_bytes().startswith(b"\x89PNG")


@pytest.mark.row("N22")
@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_download_leaves_the_label_bought_and_is_asked_for_again(shop: Shop, name: str) -> None:
    entry = adopted(shop)
    place = address(shop, entry)
    shop.wire.answer("GET", place, SPOILT[name])
    with pytest.raises(Fault):
        complete(shop.archive(), entry.id)
    assert shop.labels.documents(entry.id) == ()
    assert shop.labels.get(entry.id).label.tracking_number
    shop.wire.answer("GET", place, shop.wire.passed_on)
    assert complete(shop.archive(), entry.id) == (DocumentKind.PDF,)
    assert shop.wire.purchases == 1


@pytest.mark.row("N22")
@pytest.mark.parametrize("kind", [DocumentKind.PDF, DocumentKind.PNG])
def test_right_length_and_wrong_bytes_are_not_this_label(shop: Shop, kind: DocumentKind) -> None:
    entry = adopted(shop)
    link = shop.carrier.labels.read(entry.id).link(kind)
    assert link is not None

    def torn(request: httpx.Request) -> httpx.Response:
        """The middle of it is overwritten."""
        content = bytearray(shop.wire.passed_on(request).content)
        third = len(content) // 3
        content[third : 2 * third] = bytes(third)
        return httpx.Response(200, content=bytes(content))

    shop.wire.answer("GET", httpx.URL(link.href).path, torn)
    with pytest.raises(PaperFault) as caught:
        fetch(shop.archive(), entry.id, kind)
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE
    assert shop.labels.documents(entry.id) == ()


@pytest.mark.row("N22")
@pytest.mark.parametrize(
    "host", ["https://files.example/label.pdf", "file:///etc/passwd", "//evil/label.pdf"]
)
def test_a_document_on_another_host_is_not_fetched(shop: Shop, host: str) -> None:
    entry = adopted(shop)

    def elsewhere(request: httpx.Request) -> httpx.Response:
        sold = json.loads(shop.wire.passed_on(request).content)
        sold["label_download"] = {"href": host, "pdf": host}
        return httpx.Response(200, json=sold)

    shop.wire.answer("GET", f"/v1/labels/{entry.id}", elsewhere)
    with pytest.raises(BadInput) as caught:
        complete(shop.archive(), entry.id)
    assert caught.value.kind is FaultKind.BAD_ADDRESS
    assert shop.labels.documents(entry.id) == ()


@pytest.mark.row("N22")
def test_a_download_that_is_spoilt_once_is_made_good_at_once(shop: Shop) -> None:
    entry = adopted(shop)
    place = address(shop, entry)

    def once(_: httpx.Request) -> httpx.Response:
        shop.wire.answer("GET", place, shop.wire.passed_on)
        return httpx.Response(200, content=ANOTHERS)

    shop.wire.answer("GET", place, once)
    assert complete(shop.archive(), entry.id) == (DocumentKind.PDF,)
    assert page_of(shop, entry) != ANOTHERS


@pytest.mark.row("N22")
@pytest.mark.parametrize(
    "content", [b"<html>", label_pdf()[:500], PNG[:-9], b"^XA^FDhalf"], ids=["html", "half", "cut", "open"]
)
def test_a_purchase_with_an_unusable_document_is_bought_and_lacks_its_document(
    shop: Shop, content: bytes
) -> None:
    entry = with_inside(shop, content)
    assert shop.labels.documents(entry.id) == ()
    assert complete(shop.archive(), entry.id) == (DocumentKind.PDF,)
    assert shop.wire.purchases == 1


@pytest.mark.row("N22")
@pytest.mark.parametrize("content", [ANOTHERS, label_pdf(text="SHELF 14"), label_pdf(pages=9)])
def test_what_came_with_a_purchase_is_replaced_when_it_is_not_this_label(shop: Shop, content: bytes) -> None:
    entry = with_inside(shop, content)
    assert page_of(shop, entry) == content
    assert complete(shop.archive(), entry.id) == (DocumentKind.PDF,)
    assert page_of(shop, entry) != content
    assert complete(shop.archive(), entry.id) == ()


@pytest.mark.row("N22")
def test_without_a_network_what_came_with_the_purchase_is_what_is_told_about(shop: Shop) -> None:
    entry = with_inside(shop, ANOTHERS)
    shop.practice.set_offline(True)
    with pytest.raises(Unaccepted, match="but this parcel's number is"):
        complete(shop.archive(), entry.id)


def test_after_a_purchase_only_what_is_missing_is_fetched(shop: Shop) -> None:
    kept, lost = shop.bought(), adopted(shop)
    asked = len(shop.wire.asked)
    fetch_missing(shop.archive(), kept.id)
    assert len(shop.wire.asked) == asked
    fetch_missing(shop.archive(), lost.id)
    assert shop.labels.documents(lost.id) == (DocumentKind.PDF,)


def test_a_page_that_we_cannot_print_can_still_be_saved_but_not_another_parcels(
    shop: Shop, tmp_path: Path
) -> None:
    letter = label_pdf(size=(612, 792))
    entry = adopted(shop)
    shop.wire.answer("GET", address(shop, entry), reply(letter))
    save_document(shop.archive(), entry.id, DocumentKind.PDF, tmp_path / "label.pdf")
    assert (tmp_path / "label.pdf").read_bytes() == letter
    shop.wire.answer("GET", address(shop, entry), reply(ANOTHERS))
    with pytest.raises(Unaccepted):
        save_document(shop.archive(), entry.id, DocumentKind.PDF, tmp_path / "other.pdf")
    assert not (tmp_path / "other.pdf").exists()
