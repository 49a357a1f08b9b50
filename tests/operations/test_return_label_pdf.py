"""A customer gets the label of a return as a PDF that bears its own number, or nothing."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from postwright.domain.faults import Fault, FaultKind
from postwright.domain.label import Document, DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.shipment import Delivery
from postwright.operations.accept_document import Unaccepted
from postwright.operations.return_label_pdf import return_label_pdf
from postwright.operations.void_label import void_label
from tests.domain.samples import CUSTOMER, SENDER, SHIPMENT
from tests.operations.shops import Shop

BACK = replace(SHIPMENT, ship_to=SENDER, ship_from=replace(CUSTOMER, phone="570-555-0100"), is_return=True)


def returned(shop: Shop, delivery: Delivery = Delivery.LABEL) -> LabelEntry:
    return shop.bought(replace(BACK, delivery=delivery))


def refused(shop: Shop, label_id: str) -> FaultKind:
    with pytest.raises(Fault) as caught:
        return_label_pdf(shop.archive(), label_id)
    return caught.value.kind


@pytest.mark.parametrize("delivery", [Delivery.LABEL, Delivery.BOTH])
def test_the_page_of_a_return_is_the_label_s_own_pdf(shop: Shop, delivery: Delivery) -> None:
    entry = returned(shop, delivery)
    page = return_label_pdf(shop.archive(), entry.id)
    assert page.kind is DocumentKind.PDF
    assert page.content.startswith(b"%PDF-")
    assert shop.labels.document(entry.id, DocumentKind.PDF) == page


def test_the_page_of_another_parcel_is_put_right_before_anybody_gets_it(shop: Shop) -> None:
    entry, other = returned(shop), returned(shop)
    strange = return_label_pdf(shop.archive(), other.id)
    shop.labels.keep_document(entry.id, strange)
    page = return_label_pdf(shop.archive(), entry.id)
    assert page != strange


def test_a_qr_code_in_the_place_of_the_label_is_never_given_for_one(shop: Shop) -> None:
    entry, code = returned(shop), shop.bought_paperless()
    picture = shop.labels.document(code.id, DocumentKind.QR)
    assert picture is not None
    link = shop.carrier.labels.read(entry.id).link(DocumentKind.PDF)
    assert link is not None
    path = httpx.URL(link.href).path
    shop.labels.keep_document(entry.id, Document(DocumentKind.PDF, picture.content))
    shop.wire.answer("GET", path, lambda _: httpx.Response(200, content=picture.content))
    with pytest.raises(Unaccepted):
        return_label_pdf(shop.archive(), entry.id)


def test_a_code_without_paper_a_void_label_and_what_is_no_return_are_not_mailed(shop: Shop) -> None:
    assert refused(shop, returned(shop, Delivery.QR).id) is FaultKind.QR_ONLY
    assert refused(shop, shop.bought().id) is FaultKind.NOT_A_RETURN
    assert refused(shop, "se-0") is FaultKind.LABEL_UNKNOWN
    void = returned(shop)
    void_label(shop.till(), void.id, now=shop.now())
    assert refused(shop, void.id) is FaultKind.LABEL_VOIDED
