"""A label and the customs forms behind it come out together, counted once, with no other parcel's paper."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import delete

from postwright.domain.barcode import SAMPLE_PREFIX, in_fours, make_impb
from postwright.domain.customs import Customs, CustomsItem
from postwright.domain.faults import FaultKind, NotSent, PaperFault
from postwright.domain.label import Document, DocumentKind
from postwright.domain.money import Money
from postwright.domain.print_run import RunState
from postwright.domain.printing_profile import Language, Layout, PrinterProfile
from postwright.domain.weight import Weight
from postwright.operations.hand_over import Press
from postwright.operations.print_label import print_label, print_on
from postwright.operations.print_run import begin_run, print_next
from postwright.operations.save_document import save_document
from postwright.operations.show_label import render, sheet, show_label
from postwright.operations.void_label import void_label
from postwright.printing.dots import pages_from_document
from postwright.printing.label_numbers import numbers_on
from postwright.printing.page import page_of
from postwright.store.schema import DOCUMENT
from tests.domain.samples import SHIPMENT
from tests.operations.shops import Shop
from tests.printing.labels import label_pdf, set_pdf

FIELD_POST = {"line1": "Unit 100", "city": "APO", "state": "AE", "postal_code": "09012"}
GOODS = CustomsItem("Book", 1, Money(1200), Weight.of(ounces=8), "490199", "US")
CUSTOMS = Customs("merchandise", "return_to_sender", (GOODS,))
OTHER = make_impb(service_type="001", source="11", mailer="899563821", serial=9)


@pytest.fixture
def desk(tmp_path: Path) -> PrinterProfile:
    (tmp_path / "out").mkdir()
    return PrinterProfile("Desk", f"folder:{tmp_path / 'out'}")


@pytest.fixture
def abroad(shop: Shop, press: Press) -> str:
    """A label whose document has two customs forms, a blank page, and the label once more."""
    return bought(shop, press, "CN 22", "@", "", "CN 23", "@")


def bought(shop: Shop, press: Press, *pages: str) -> str:
    """A label with these pages; @ stands for the label itself."""
    entry = shop.bought()
    own = f"{SAMPLE_PREFIX}{entry.label.tracking_number}"
    content = set_pdf(*(own if page == "@" else page for page in pages))
    press.labels.keep_document(entry.id, Document(DocumentKind.PDF, content))
    return entry.id


def came_out(desk: PrinterProfile) -> list[bytes]:
    return [file.read_bytes() for file in sorted(Path(desk.port.removeprefix("folder:")).iterdir())]


def numbers(pdf: bytes) -> list[set[str]]:
    """What a scanner finds on each page."""
    return [set(numbers_on(page)) for page in pages_from_document(pdf, dpi=203)]


def test_the_label_comes_first_and_its_forms_behind_it_as_one_copy(
    press: Press, abroad: str, desk: PrinterProfile
) -> None:
    record = print_label(press, abroad, desk)
    (pdf,) = came_out(desk)
    own = press.labels.get(abroad).label.tracking_number
    assert numbers(pdf) == [{own}, set(), set()]
    assert (record.copy, press.labels.get(abroad).prints) == (1, 1)
    shown = render(press.labels, press.renderer, abroad, desk, sample_allowed=True)
    assert pages_from_document(pdf, dpi=203) == (shown.page, *shown.forms)


def test_a_zpl_printer_gets_one_format_for_each_page(press: Press, abroad: str, desk: PrinterProfile) -> None:
    print_label(press, abroad, replace(desk, language=Language.ZPL, carrier_zpl=False))
    (zpl,) = came_out(desk)
    assert (zpl.count(b"^XA"), zpl.count(b"^XZ")) == (3, 3)


def test_the_forms_lie_on_sheets_of_their_own(press: Press, abroad: str, desk: PrinterProfile) -> None:
    office = replace(desk, width=8.5, height=11.0, layout=Layout.TWO)
    shown = render(press.labels, press.renderer, abroad, office, sample_allowed=True)
    assert shown.is_proved
    (both,) = shown.forms
    upper, lower = (both.image().crop((0, top, both.width, top + both.height // 2)) for top in (0, 1115))
    assert page_of(upper, 203).black
    assert page_of(lower, 203).black


def test_the_picture_shows_every_page_and_says_how_many_come_out(
    press: Press, abroad: str, desk: PrinterProfile
) -> None:
    shown = sheet(render(press.labels, press.renderer, abroad, desk, sample_allowed=True))
    assert shown.proved
    assert shown.proof.endswith("2 more pages come out.")
    assert [Image.open(BytesIO(png)).size for png in shown.forms] == [(812, 1218)] * 2
    assert shown.facts is not None
    assert [one["words"] for one in shown.facts["checks"][-2:]] == [
        "2 more pages come out behind the label.",
        "The document holds the label more than once. One comes out.",
    ]


def test_a_label_that_stands_twice_comes_out_once(shop: Shop, press: Press, desk: PrinterProfile) -> None:
    label_id = bought(shop, press, "@", "@")
    print_label(press, label_id, desk)
    (pdf,) = came_out(desk)
    assert len(numbers(pdf)) == 1
    shown = sheet(render(press.labels, press.renderer, label_id, desk, sample_allowed=True))
    assert shown.facts is not None
    assert shown.facts["checks"][-1]["words"] == "The document holds the label more than once. One comes out."


def test_a_form_that_bears_another_parcels_number_is_not_printed(
    shop: Shop, press: Press, desk: PrinterProfile
) -> None:
    label_id = bought(shop, press, "@", f"42062701{OTHER}")
    with pytest.raises(PaperFault) as caught:
        print_label(press, label_id, desk)
    assert caught.value.kind is FaultKind.PROOF_FAILED
    assert in_fours(OTHER) in caught.value.detail
    assert came_out(desk) == []


def test_a_form_that_lies_off_the_paper_is_not_printed(
    shop: Shop, press: Press, desk: PrinterProfile
) -> None:
    label_id = bought(shop, press, "@", "CN 22")
    moved = replace(desk, offset_y=-700)
    shown = render(press.labels, press.renderer, label_id, moved, sample_allowed=True)
    assert not shown.is_proved


def test_a_void_label_is_void_on_every_page(shop: Shop, press: Press, desk: PrinterProfile) -> None:
    label_id = bought(shop, press, "@", "CN 22")
    before = render(press.labels, press.renderer, label_id, desk, sample_allowed=True)
    void_label(shop.till(), label_id, now=shop.now())
    after = render(press.labels, press.renderer, label_id, desk, sample_allowed=True)
    assert not after.is_proved
    assert after.forms[0].black > before.forms[0].black


def test_a_second_copy_is_marked_on_the_label_and_brings_its_forms(
    press: Press, abroad: str, desk: PrinterProfile
) -> None:
    for reason in ("", "jam"):
        record = print_label(press, abroad, desk, reason=reason)
    assert record.copy == 2
    first, second = (pages_from_document(pdf, dpi=203) for pdf in came_out(desk))
    assert first[0] != second[0]
    assert first[1:] == second[1:]


def test_a_run_prints_the_forms_before_the_next_label(shop: Shop, press: Press, desk: PrinterProfile) -> None:
    abroad, home = bought(shop, press, "@", "CN 22"), bought(shop, press, "@")
    run = begin_run(press, [abroad, home], desk)
    while run.state is RunState.RUNNING:
        run = print_next(press, None, run.id)
    assert [len(numbers(pdf)) for pdf in came_out(desk)] == [2, 1]


def test_a_label_with_customs_is_drawn_since_the_carriers_zpl_may_lack_its_forms(
    shop: Shop, press: Press, desk: PrinterProfile
) -> None:
    zebra = replace(desk, language=Language.ZPL)
    entry = shop.bought(replace(SHIPMENT, ship_to=replace(SHIPMENT.ship_to, **FIELD_POST), customs=CUSTOMS))
    record = print_on(press, shop.carrier, entry.id, zebra)
    assert "holds the customs forms too" in record.detail
    shown = show_label(press.labels, press.renderer, shop.carrier, entry.id, zebra, sample_allowed=True)
    assert "carrier's own ZPL" not in shown.proof


# ---------------------------------------------------------------- a customs form of its own


@pytest.fixture
def sent_abroad(shop: Shop) -> str:
    """A label to Toronto, as the practice carrier makes it: its customs form is a document of its own."""
    toronto = replace(
        SHIPMENT.ship_to, city="Toronto", state="ON", postal_code="M5V 2T6", country="CA", phone="4165550100"
    )
    parcel = replace(SHIPMENT, ship_to=toronto, customs=CUSTOMS)
    key = next(rate.key for rate in shop.quoted(parcel).rates)
    entry = shop.buy(shop.order(shipment=parcel, key=key)).entry
    assert entry is not None
    return entry.id


def test_a_customs_form_of_its_own_is_fetched_and_comes_out_behind_its_label(
    shop: Shop, press: Press, sent_abroad: str, desk: PrinterProfile
) -> None:
    record = print_on(press, shop.carrier, sent_abroad, desk)
    (pdf,) = came_out(desk)
    own = press.labels.get(sent_abroad).label.tracking_number
    assert numbers(pdf) == [{own}, set()]
    assert record.copy == 1
    shop.practice.set_offline(True)
    assert print_on(press, shop.carrier, sent_abroad, desk, reason="jam").copy == 2


def test_the_screen_fetches_the_customs_form_too(
    shop: Shop, press: Press, sent_abroad: str, desk: PrinterProfile
) -> None:
    shown = show_label(press.labels, press.renderer, shop.carrier, sent_abroad, desk, sample_allowed=True)
    assert len(shown.forms) == 1
    assert shown.proof.endswith("1 more page comes out.")
    file = Path(desk.port.removeprefix("folder:")) / "customs.pdf"
    save_document(shop.archive(), sent_abroad, DocumentKind.FORM, file)
    assert file.read_bytes().startswith(b"%PDF-")


def test_without_its_customs_form_a_label_is_not_printed(
    shop: Shop, press: Press, sent_abroad: str, desk: PrinterProfile
) -> None:
    press.labels.refresh(shop.carrier.labels.read(sent_abroad))
    with shop.database.write() as connection:
        connection.execute(delete(DOCUMENT).where(DOCUMENT.c.kind == DocumentKind.FORM.value))
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        print_on(press, shop.carrier, sent_abroad, desk)
    assert came_out(desk) == []


def test_a_customs_form_of_another_size_is_told_of(
    press: Press, shop: Shop, sent_abroad: str, desk: PrinterProfile
) -> None:
    print_on(press, shop.carrier, sent_abroad, desk)
    letter = Document(DocumentKind.FORM, label_pdf(size=(612, 792)))
    press.labels.keep_document(sent_abroad, letter)
    shown = sheet(render(press.labels, press.renderer, sent_abroad, desk, sample_allowed=True))
    assert (shown.proved, shown.forms) == (True, ())
    assert shown.facts is not None
    assert shown.facts["checks"][-1]["result"] == "warned"
    assert "Save it, and print it on a sheet" in shown.facts["checks"][-1]["words"]
