"""A QR code never goes to a label printer, whatever it is called, and in whatever form it comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from postwright.domain.faults import FaultKind, Lost, PaperFault
from postwright.domain.label import Document, DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.print_record import COMPARED
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.domain.shipment import Delivery
from postwright.operations.accept_document import QrInstead, accept
from postwright.operations.fetch_documents import complete, fetch
from postwright.operations.print_label import print_label
from postwright.operations.print_run import begin_run, print_next
from postwright.operations.save_document import save_document
from postwright.operations.show_label import show_label
from postwright.paperless.qr import qr_png
from postwright.printing.dots import page_from_pdf
from tests.domain.samples import SHIPMENT
from tests.operations.papers import with_inside
from tests.operations.shops import Answer, Shop
from tests.operations.test_fetch_documents import address, adopted, page_of, reply
from tests.printing.labels import TRACKING, label_pdf


def qr_pdf(text: str = "XYZZYPJK", size: tuple[float, float] = (288, 432)) -> bytes:
    """A page of which a QR code is all that can be read."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    canvas.drawImage(ImageReader(Image.open(BytesIO(qr_png(text)))), 40, 100, 200, 200)
    canvas.save()
    return out.getvalue()


QR_ZPL = b"^XA^PW812^LL1218^FO200,200^BQN,2,10^FDQA,XYZZYPJK^FS^XZ"
CODES = {"4x6": qr_pdf(), "letter": qr_pdf(size=(612, 792)), "a small page": qr_pdf(size=(240, 300))}


@pytest.mark.parametrize("name", CODES)
def test_a_code_that_came_as_the_label_with_the_purchase_is_filed_as_a_code(shop: Shop, name: str) -> None:
    entry = with_inside(shop, CODES[name])
    assert page_of(shop, entry) == CODES[name]
    shop.practice.set_offline(True)
    with pytest.raises(QrInstead):
        complete(shop.archive(), entry.id)
    assert shop.labels.documents(entry.id) == (DocumentKind.QR,)
    shop.practice.set_offline(False)
    assert complete(shop.archive(), entry.id) == (DocumentKind.PDF,)


@pytest.mark.parametrize("content", [qr_pdf(), qr_pdf(size=(612, 792)), qr_png("XYZZYPJK")])
def test_a_code_under_the_labels_own_link_is_no_label(shop: Shop, content: bytes, tmp_path: Path) -> None:
    entry = adopted(shop, replace(SHIPMENT, delivery=Delivery.BOTH))
    shop.wire.answer("GET", address(shop, entry), reply(content))
    with pytest.raises(QrInstead):
        fetch(shop.archive(), entry.id, DocumentKind.PDF)
    assert shop.labels.documents(entry.id) == (DocumentKind.QR,)
    with pytest.raises(QrInstead):
        save_document(shop.archive(), entry.id, DocumentKind.PDF, tmp_path / "label.pdf")
    assert not (tmp_path / "label.pdf").exists()


def test_a_code_as_zpl_is_no_label_and_no_picture_to_keep(shop: Shop) -> None:
    entry = adopted(shop)
    link = shop.carrier.labels.read(entry.id).link(DocumentKind.ZPL)
    assert link is not None
    shop.wire.answer("GET", httpx.URL(link.href).path, reply(QR_ZPL))
    with pytest.raises(QrInstead):
        fetch(shop.archive(), entry.id, DocumentKind.ZPL)
    assert shop.labels.documents(entry.id) == ()


def test_the_carriers_own_code_is_not_replaced_by_one_that_came_as_the_label(shop: Shop) -> None:
    entry = shop.bought_paperless(Delivery.BOTH)
    own = shop.labels.document(entry.id, DocumentKind.QR)
    shop.labels.keep_document(entry.id, Document(DocumentKind.PDF, qr_pdf("ANOTHER1")))
    complete(shop.archive(), entry.id)
    assert shop.labels.document(entry.id, DocumentKind.QR) == own


def test_where_no_number_was_given_a_code_is_no_label_either(shop: Shop) -> None:
    with pytest.raises(QrInstead):
        accept(Document(DocumentKind.PDF, qr_pdf()), "", shop.renderer)
    with pytest.raises(QrInstead):
        accept(Document(DocumentKind.ZPL, QR_ZPL), "", shop.renderer)


def test_a_label_with_a_code_beside_its_barcode_is_a_label(shop: Shop) -> None:
    accept(Document(DocumentKind.PDF, with_code(label_pdf())), TRACKING, shop.renderer)


def with_code(pdf: bytes) -> bytes:
    """The label's page as a picture with a QR code in a corner."""
    page = page_from_pdf(pdf, dpi=300)
    image = page.image().convert("L")
    image.paste(Image.open(BytesIO(qr_png("XYZZYPJK"))).convert("L").resize((250, 250)), (850, 40))
    out = BytesIO()
    canvas = Canvas(out, pagesize=(288, 432))
    canvas.drawImage(ImageReader(image), 0, 0, 288, 432)
    canvas.save()
    return out.getvalue()


def test_a_label_does_not_wait_for_the_code_that_goes_with_it(shop: Shop) -> None:
    shop.practice.set_switches(qr_document="web_page")
    entry = shop.bought_paperless(Delivery.BOTH)
    assert complete(shop.archive(), entry.id) == ()
    assert shop.labels.documents(entry.id) == (DocumentKind.PDF,)


def _unreachable(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no route to host", request=request)


AWAY: dict[str, Answer] = {"404": reply(b"", 404), "500": reply(b"", 500), "no way there": _unreachable}


def without_its_code(shop: Shop, delivery: Delivery, answer: Answer) -> LabelEntry:
    """Bought, with nothing kept here, and its code cannot be had."""
    entry = adopted(shop, replace(SHIPMENT, delivery=delivery))
    link = shop.carrier.labels.read(entry.id).link(DocumentKind.QR)
    assert link is not None
    shop.wire.answer("GET", httpx.URL(link.href).path, answer)
    return entry


@pytest.mark.parametrize("name", AWAY)
def test_whatever_keeps_the_code_away_the_label_is_shown_and_printed(
    shop: Shop, tmp_path: Path, name: str
) -> None:
    entry = without_its_code(shop, Delivery.BOTH, AWAY[name])
    assert complete(shop.archive(), entry.id) == (DocumentKind.PDF,)
    profile, press = tray(tmp_path / "tray", Language.PDF), shop.press(shop.renderer)
    asked = len(shop.wire.asked)
    print_label(press, entry.id, profile, carrier=shop.carrier)
    assert len(list((tmp_path / "tray").iterdir())) == 1
    assert len(shop.wire.asked) == asked, "printing does not wait for what only a mail needs"


def test_a_code_alone_does_without_its_picture_only_where_the_carrier_has_none(shop: Shop) -> None:
    assert complete(shop.archive(), without_its_code(shop, Delivery.QR, AWAY["404"]).id) == ()
    with pytest.raises(Lost):
        complete(shop.archive(), without_its_code(shop, Delivery.QR, AWAY["500"]).id)


def test_a_code_alone_is_asked_for_until_it_comes_unless_its_label_id_is_known(shop: Shop) -> None:
    shop.practice.set_switches(qr_document="web_page", label_id_in="nowhere")
    nameless = shop.bought_paperless()
    with pytest.raises(PaperFault, match="leads to a web page"):
        complete(shop.archive(), nameless.id)
    shop.practice.set_switches(label_id_in="handoff_code")
    assert complete(shop.archive(), nameless.id) == ()
    assert shop.labels.get(nameless.id).label.broker_id


def test_of_several_links_to_a_code_the_one_that_leads_to_it_is_used(shop: Shop) -> None:
    shop.practice.set_switches(label_id_in="href", qr_document="none")
    order = shop.order(shipment=replace(SHIPMENT, delivery=Delivery.QR))
    shop.practice.set_switches(qr_as_label=True)
    shop.practice.lose_next_purchase_reply()
    with pytest.raises(Lost):
        shop.buy(order)
    (found,) = shop.look_up()
    assert found.entry is not None
    shop.practice.set_switches(qr_document="png")
    links = shop.carrier.labels.read(found.entry.id).links
    assert {httpx.URL(link.href).host for link in links} == {"localhost", "tools.usps.com"}
    assert complete(shop.archive(), found.entry.id) == (DocumentKind.QR,)
    assert (found.entry.label.broker_id_from, len(found.entry.label.broker_id)) == ("link", 8)


# ---------------------------------------------------------------- at the printer


def refuse(deed: Callable[[], object]) -> FaultKind:
    with pytest.raises(PaperFault) as caught:
        deed()
    return caught.value.kind


def tray(folder: Path, language: Language) -> PrinterProfile:
    """A printer that is a folder: whatever goes to it lies there."""
    folder.mkdir(exist_ok=True)
    return PrinterProfile("Tray", f"folder:{folder}", language=language, carrier_zpl=True)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("asks_carrier", [True, False], ids=["online", "from the archive alone"])
def test_a_carrier_that_sends_the_code_as_the_label_gets_nothing_printed(
    shop: Shop, tmp_path: Path, language: Language, asks_carrier: bool
) -> None:
    shop.practice.set_switches(qr_as_label=True, qr_document="pdf")
    entry = shop.bought_paperless(Delivery.BOTH)
    profile, press = tray(tmp_path / "tray", language), shop.press(shop.renderer)
    carrier = shop.carrier if asks_carrier else None
    expected = FaultKind.QR_INSTEAD if asks_carrier else FaultKind.PROOF_FAILED
    for reason in ("", COMPARED):
        deed = partial(print_label, press, entry.id, profile, reason=reason, carrier=carrier)
        assert refuse(deed) is expected
    ended = print_next(press, carrier, begin_run(press, [entry.id], profile).id)
    assert [item.state.value for item in ended.items] == ["failed"]
    assert list((tmp_path / "tray").iterdir()) == []
    assert shop.labels.get(entry.id).prints == 0


def test_where_the_code_came_as_the_label_it_is_shown_and_called_a_code(shop: Shop) -> None:
    shop.practice.set_switches(qr_as_label=True, qr_document="pdf")
    entry = shop.bought_paperless(Delivery.BOTH)
    seen = show_label(shop.labels, shop.renderer, shop.carrier, entry.id, None, sample_allowed=True)
    assert (seen.proved, seen.proof) == (False, "It is a QR code for the counter, not a label.")
    assert shop.labels.document(entry.id, DocumentKind.PDF) is None


def test_a_label_that_came_where_a_code_was_asked_for_prints_once_it_was_compared(
    shop: Shop, tmp_path: Path
) -> None:
    shop.practice.set_switches(display_scheme_made="label")
    entry = shop.bought_paperless()
    profile, press = tray(tmp_path / "tray", Language.PDF), shop.press(shop.renderer)
    assert refuse(lambda: print_label(press, entry.id, profile)) is FaultKind.LABEL_MISMATCH
    assert "A QR code was asked for" in entry.alarms[0]
    print_label(press, entry.id, profile, reason=COMPARED, carrier=shop.carrier)
    assert len(list((tmp_path / "tray").iterdir())) == 1
    assert shop.wire.purchases == 1


def test_a_code_that_came_where_a_label_was_asked_for_is_not_printed(shop: Shop, tmp_path: Path) -> None:
    shop.practice.set_switches(display_scheme_made="qr_code")
    entry = shop.bought()
    profile, press = tray(tmp_path / "tray", Language.PDF), shop.press(shop.renderer)
    assert refuse(lambda: print_label(press, entry.id, profile, reason=COMPARED)) is FaultKind.QR_ONLY
    assert shop.labels.documents(entry.id) == (DocumentKind.QR,)
    assert "a QR code only" in entry.alarms[0]
