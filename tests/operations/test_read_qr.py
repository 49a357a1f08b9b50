"""The QR code that a customer gets: the carrier's own, read back by us, or one of ours that says so."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from postwright.domain.faults import BadInput, FaultKind, NotSent, PaperFault
from postwright.domain.label import Document, DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.qr_code import OURS, QrCode
from postwright.operations.read_qr import qr_of
from postwright.paperless.qr import qr_png
from postwright.printing.dots import page_as_it_is
from postwright.printing.qr_reading import codes_on
from tests.operations.shops import Shop
from tests.printing.bombs import BOMBS

LINK = "https://tools.usps.com/label-broker.htm?LabelID={}&zip=97204"


def code_of(shop: Shop, entry: LabelEntry) -> QrCode:
    return qr_of(shop.archive(), entry.id)


def kept(shop: Shop, entry: LabelEntry, content: bytes) -> LabelEntry:
    """The label with this as its QR document, at the shop and at the carrier."""
    shop.labels.keep_document(entry.id, Document(DocumentKind.QR, content))
    link = shop.carrier.labels.read(entry.id).link(DocumentKind.QR)
    assert link is not None
    shop.wire.answer("GET", httpx.URL(link.href).path, lambda _: httpx.Response(200, content=content))
    return entry


def blank_png(side: int = 400) -> bytes:
    out = BytesIO()
    Image.new("L", (side, side), 255).save(out, "PNG")
    return out.getvalue()


def qr_pdf(text: str, size: tuple[float, float] = (612, 792)) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    picture = ImageReader(Image.open(BytesIO(qr_png(text))))
    canvas.drawString(20, size[1] - 30, "Show this at the counter")
    canvas.drawImage(picture, 60, 100, 140, 140)
    canvas.save()
    return out.getvalue()


def texts_on(png: bytes) -> list[str]:
    return [code.text for code in codes_on(page_as_it_is(png, dpi=300))]


def test_the_carriers_own_picture_is_what_the_customer_gets(shop: Shop) -> None:
    entry = shop.bought_paperless()
    code = code_of(shop, entry)
    own = shop.labels.document(entry.id, DocumentKind.QR)
    assert own is not None
    assert (code.picture, code.ours, code.warning) == (own.content, False, "")
    assert (code.broker_id, code.broker_id_from) == (entry.label.broker_id, "handoff_code")
    assert code.reads == f"POSTWRIGHT-PRACTICE-SAMPLE:{code.broker_id}"
    assert code.said == f"The code reads {len(code.reads)} characters."


def test_where_only_the_label_id_came_the_code_is_ours_and_says_so(shop: Shop) -> None:
    entry = without_picture(shop)
    code = code_of(shop, entry)
    assert code.ours
    assert code.warning == OURS
    assert (texts_on(code.picture), code.reads) == ([entry.label.broker_id], entry.label.broker_id)
    assert code.said == ""


def without_picture(shop: Shop, **more: Any) -> LabelEntry:
    """A paperless label of which the carrier gives the Label ID and no picture, now and later."""

    def bare(request: httpx.Request) -> httpx.Response:
        sold = json.loads(shop.wire.passed_on(request).content)
        for place in (sold, *sold["packages"]):
            place["paperless_download"]["href"] = None
            place["paperless_download"] |= more
        return httpx.Response(200, json=sold)

    shop.wire.answer("POST", "/v1/labels", bare)
    entry = shop.bought_paperless()
    shop.wire.answer("GET", f"/v1/labels/{entry.id}", bare)
    return entry


def test_with_neither_picture_nor_label_id_there_is_nothing(shop: Shop) -> None:
    entry = without_picture(shop, handoff_code=None)
    with pytest.raises(PaperFault) as caught:
        code_of(shop, entry)
    assert caught.value.kind is FaultKind.QR_MISSING


def test_a_label_to_be_printed_has_no_code(shop: Shop) -> None:
    entry = shop.bought()
    with pytest.raises(BadInput) as caught:
        code_of(shop, entry)
    assert caught.value.kind is FaultKind.NOT_PAPERLESS


def test_a_code_that_names_another_label_id_is_an_alarm(shop: Shop) -> None:
    entry = kept(shop, shop.bought_paperless(), qr_png(LINK.format("ZZZZ9999")))
    code = code_of(shop, entry)
    assert code.warning.startswith("The QR code names the Label ID ZZZZ9999, but the carrier gave")


@pytest.mark.parametrize("form", [LINK, "{}", "LabelID={}"])
def test_a_code_that_names_this_label_id_is_fine(shop: Shop, form: str) -> None:
    entry = shop.bought_paperless()
    kept(shop, entry, qr_png(form.format(entry.label.broker_id)))
    assert code_of(shop, entry).warning == ""


def test_a_pdf_of_a_code_is_mailed_as_the_code_alone(shop: Shop) -> None:
    entry = shop.bought_paperless()
    kept(shop, entry, qr_pdf(LINK.format(entry.label.broker_id)))
    code = code_of(shop, entry)
    assert (code.ours, code.warning) == (False, "")
    with Image.open(BytesIO(code.picture)) as picture:
        assert picture.width == picture.height < 1000
    assert texts_on(code.picture) == [LINK.format(entry.label.broker_id)]


def test_a_picture_that_cannot_be_read_is_fetched_once_more(shop: Shop) -> None:
    entry = shop.bought_paperless()
    good = shop.labels.document(entry.id, DocumentKind.QR)
    assert good is not None
    shop.labels.keep_document(entry.id, Document(DocumentKind.QR, blank_png()))
    assert code_of(shop, entry).picture == good.content
    assert shop.labels.document(entry.id, DocumentKind.QR) == good


def test_a_picture_that_stays_unreadable_is_told_and_the_label_id_still_counts(shop: Shop) -> None:
    entry = kept(shop, shop.bought_paperless(), blank_png())
    code = code_of(shop, entry)
    assert (code.ours, code.reads) == (False, "")
    assert code.warning.endswith("The Label ID can still be told at the counter.")


def test_offline_an_unreadable_picture_is_told_too(shop: Shop) -> None:
    entry = shop.bought_paperless()
    shop.labels.keep_document(entry.id, Document(DocumentKind.QR, blank_png()))
    shop.practice.set_offline(True)
    assert "could not read" in code_of(shop, entry).warning


@pytest.mark.parametrize("bomb", ["a PNG of 12 000 dots square", "a PNG with a long story"])
def test_a_picture_that_cannot_be_drawn_is_never_mailed(shop: Shop, bomb: str) -> None:
    entry = kept(shop, shop.bought_paperless(), BOMBS[bomb]())
    code = code_of(shop, entry)
    assert code.ours
    assert texts_on(code.picture) == [entry.label.broker_id]
    assert "damaged, or far larger" in code.warning


def test_offline_a_label_without_its_picture_is_asked_for_later(shop: Shop) -> None:
    shop.practice.set_switches(label_id_in="nowhere")
    entry = kept(shop, shop.bought_paperless(), b"no picture")
    shop.practice.set_offline(True)
    with pytest.raises((NotSent, PaperFault)):
        code_of(shop, entry)


def test_without_a_label_id_the_one_that_the_code_itself_names_is_used(shop: Shop) -> None:
    shop.practice.set_switches(label_id_in="nowhere")
    entry = kept(shop, shop.bought_paperless(), qr_png(LINK.format("XYZZYPJK")))
    code = code_of(shop, entry)
    assert (code.broker_id, code.broker_id_from, code.warning) == ("XYZZYPJK", "picture", "")


# ---------------------------------------------------------------- what a person typed


def test_a_typed_label_id_survives_every_report_of_the_carrier(shop: Shop) -> None:
    shop.practice.set_switches(label_id_in="nowhere")
    entry = shop.bought_paperless()
    shop.labels.set_broker_id(entry.id, "XYZZYPJK")
    shop.labels.refresh(shop.carrier.labels.read(entry.id))
    code = code_of(shop, entry)
    assert (code.broker_id, code.broker_id_from, code.warning) == ("XYZZYPJK", "typed", "")
    assert shop.labels.get(entry.id).alarms == ()


def test_a_typed_label_id_stands_against_the_carriers_and_both_are_told(shop: Shop) -> None:
    shop.practice.set_switches(label_id_in="nowhere")
    entry = shop.bought_paperless()
    shop.labels.set_broker_id(entry.id, "XYZZYPJK")
    shop.practice.set_switches(label_id_in="packages")
    shop.labels.refresh(shop.carrier.labels.read(entry.id))
    code = code_of(shop, entry)
    assert (code.broker_id, code.broker_id_from) == ("XYZZYPJK", "typed")
    assert "was typed here, but the carrier gives" in code.warning
    assert shop.labels.get(entry.id).alarms
    shop.labels.set_broker_id(entry.id, shop.carrier.labels.read(entry.id).broker_id)
    assert code_of(shop, entry).warning == ""


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("handoff_code", "handoff_code"),
        ("packages", "package_handoff_code"),
        ("alternative_identifiers", "identifier"),
        ("instructions", "instructions"),
        ("href", "link"),
    ],
)
@pytest.mark.parametrize("document", ["png", "pdf"])
def test_wherever_the_practice_carrier_puts_it_the_label_id_is_found(
    shop: Shop, place: str, source: str, document: str
) -> None:
    shop.practice.set_switches(label_id_in=place, qr_document=document)
    code = code_of(shop, shop.bought_paperless())
    assert (code.broker_id_from, code.ours, code.warning) == (source, False, "")
    assert code.reads == f"POSTWRIGHT-PRACTICE-SAMPLE:{code.broker_id}"
    assert texts_on(code.picture) == [code.reads]


@pytest.mark.parametrize("document", ["web_page", "none"])
def test_a_link_to_a_web_page_or_none_leaves_the_label_id(shop: Shop, document: str) -> None:
    shop.practice.set_switches(qr_document=document)
    code = code_of(shop, shop.bought_paperless())
    assert code.ours
    assert ("leads to a web page" in code.warning) == (document == "web_page")


def test_a_link_that_has_expired_leaves_the_label_id(shop: Shop) -> None:
    shop.practice.set_switches(qr_document="none")
    entry = shop.bought_paperless()
    shop.practice.set_switches(qr_document="png")
    shop.later(days=91)
    assert code_of(shop, entry).ours


def test_while_the_connection_is_down_no_code_of_ours_takes_the_carriers_place(shop: Shop) -> None:
    shop.practice.set_switches(qr_document="none")
    entry = shop.bought_paperless()
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        code_of(shop, entry)
