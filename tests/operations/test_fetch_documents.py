"""Documents that the archive lacks are fetched from the carrier, once, and never bought again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from postwright.domain.faults import BadInput, Environment, FaultKind, Lost, NotSent, PaperFault
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.shipment import Delivery, Shipment
from postwright.operations.fetch_documents import complete, fetch
from postwright.operations.save_document import save_document
from tests.domain.samples import SHIPMENT
from tests.operations.shops import Shop


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
        (Delivery.BOTH, (DocumentKind.QR, DocumentKind.PDF)),
    ],
)
def test_an_adopted_label_gets_what_it_needs(
    shop: Shop, delivery: Delivery, kinds: tuple[DocumentKind, ...]
) -> None:
    entry = adopted(shop, replace(SHIPMENT, delivery=delivery))
    assert shop.labels.documents(entry.id) == ()
    assert complete(shop.labels, shop.carrier, entry.id) == kinds
    assert set(shop.labels.documents(entry.id)) == set(kinds)
    assert shop.wire.purchases == 1


def test_what_is_kept_is_not_asked_for_again(shop: Shop) -> None:
    entry = shop.bought()
    shop.practice.set_offline(True)
    assert complete(shop.labels, shop.carrier, entry.id) == ()
    assert fetch(shop.labels, shop.carrier, entry.id, DocumentKind.PDF).content.startswith(b"%PDF-")


def test_another_format_is_fetched_when_it_is_wanted_and_then_kept(shop: Shop) -> None:
    entry = shop.bought()
    zpl = fetch(shop.labels, shop.carrier, entry.id, DocumentKind.ZPL)
    assert zpl.content.startswith(b"^XA")
    shop.practice.set_offline(True)
    assert fetch(shop.labels, shop.carrier, entry.id, DocumentKind.ZPL) == zpl


def test_a_document_that_the_carrier_does_not_offer_is_told_as_missing(shop: Shop) -> None:
    entry = shop.bought()
    with pytest.raises(PaperFault) as caught:
        fetch(shop.labels, shop.carrier, entry.id, DocumentKind.QR)
    assert caught.value.kind is FaultKind.DOCUMENT_MISSING


def test_a_download_that_is_something_else_is_not_kept(shop: Shop) -> None:
    entry = adopted(shop)
    link = shop.carrier.labels.read(entry.id).link(DocumentKind.PDF)
    assert link is not None
    shop.wire.answer("GET", httpx.URL(link.href).path, lambda _: httpx.Response(200, text="<html>"))
    with pytest.raises(PaperFault) as caught:
        complete(shop.labels, shop.carrier, entry.id)
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE
    assert shop.labels.documents(entry.id) == ()


def test_a_label_of_nobody_is_not_asked_for(shop: Shop) -> None:
    with pytest.raises(BadInput) as caught:
        complete(shop.labels, shop.carrier, "se-404")
    assert caught.value.kind is FaultKind.LABEL_UNKNOWN
    assert shop.wire.asked == []


def test_offline_the_document_is_still_to_come(shop: Shop) -> None:
    entry = adopted(shop)
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        complete(shop.labels, shop.carrier, entry.id)


def test_a_document_is_saved_as_the_carrier_gave_it(shop: Shop, tmp_path: Path) -> None:
    entry = shop.bought()
    save_document(shop.labels, shop.carrier, entry.id, DocumentKind.PDF, tmp_path / "label.pdf")
    kept = shop.labels.document(entry.id, DocumentKind.PDF)
    assert kept is not None
    assert (tmp_path / "label.pdf").read_bytes() == kept.content


def test_a_place_that_takes_no_file_is_told(shop: Shop, tmp_path: Path) -> None:
    entry = shop.bought()
    with pytest.raises(Environment):
        save_document(shop.labels, shop.carrier, entry.id, DocumentKind.PDF, tmp_path / "no" / "label.pdf")
