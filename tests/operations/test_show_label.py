"""A page that is not quite a label is shown with the reason, and never printed by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from postwright.domain.barcode import SAMPLE_PREFIX
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.print_record import COMPARED, PrintState
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.operations.hand_over import Press
from postwright.operations.print_label import print_on
from postwright.operations.results import LabelSheet
from postwright.operations.show_label import show_label
from postwright.operations.void_label import void_label
from tests.operations.papers import ANOTHERS, with_inside
from tests.operations.shops import Shop
from tests.printing.labels import label_pdf

PROFILE = PrinterProfile("Desk", "")
LETTER = replace(PROFILE, width=8.5, height=11.0)


@pytest.fixture
def press(shop: Shop) -> Press:
    return shop.press(shop.renderer)


@pytest.fixture
def desk(tmp_path: Path) -> PrinterProfile:
    (tmp_path / "out").mkdir()
    return replace(PROFILE, port=f"folder:{tmp_path / 'out'}")


def shown(shop: Shop, label_id: str, profile: PrinterProfile | None = None) -> LabelSheet:
    return show_label(shop.labels, shop.renderer, shop.carrier, label_id, profile, sample_allowed=True)


def has_ink(sheet: LabelSheet) -> bool:
    with Image.open(BytesIO(sheet.png)) as picture:
        return picture.convert("L").getextrema()[0] == 0


def lying(number: str) -> bytes:
    """The label of that number on paper that lies on its side."""
    return label_pdf(text=f"{SAMPLE_PREFIX}{number}", size=(432, 288))


@pytest.mark.row("F7")
@pytest.mark.parametrize(
    ("content", "words", "ink"),
    [
        (ANOTHERS, "but this parcel's number is", True),
        (label_pdf(size=(612, 792)), "8.5 x 11.0 inches", True),
        (label_pdf(pages=300), "300 pages", True),
        (label_pdf(text="SHELF 14"), "No shipping barcode", True),
    ],
    ids=["another's", "a letter page", "300 pages", "no barcode"],
)
def test_what_is_not_this_label_is_shown_with_the_reason_and_not_printed(
    shop: Shop, press: Press, desk: PrinterProfile, content: bytes, words: str, ink: bool
) -> None:
    label_id = with_inside(shop, content).id
    shop.practice.set_offline(True)  # there is no better one to be had
    sheet = shown(shop, label_id)
    assert (sheet.proved, has_ink(sheet)) == (False, ink)
    assert words in sheet.proof
    for reason in ("", COMPARED):
        with pytest.raises(PaperFault) as caught:
            print_on(press, shop.carrier, label_id, desk, reason=reason)
        assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE
    assert press.prints.of_label(label_id) == ()


@pytest.mark.row("F7")
def test_a_blank_page_is_shown_as_blank_and_not_printed(
    shop: Shop, press: Press, desk: PrinterProfile
) -> None:
    label_id = with_inside(shop, label_pdf(text="SHELF 14", blank=True)).id
    shop.practice.set_offline(True)
    sheet = shown(shop, label_id)
    assert (sheet.proved, has_ink(sheet)) == (False, False)
    with pytest.raises(PaperFault):
        print_on(press, shop.carrier, label_id, desk)


@pytest.mark.row("F7")
@pytest.mark.parametrize("profile", [PROFILE, LETTER], ids=["a label", "a letter sheet"])
def test_a_page_on_its_side_is_turned_and_waits_for_a_person(
    shop: Shop, press: Press, desk: PrinterProfile, profile: PrinterProfile
) -> None:
    label_id = with_inside(shop, lying).id
    sheet = shown(shop, label_id, profile)
    assert sheet.proved
    assert [remark for remark in sheet.remarks if "on its side" in remark] == list(sheet.remarks) != []
    there = replace(profile, port=desk.port)
    with pytest.raises(PaperFault, match="on its side") as caught:
        print_on(press, shop.carrier, label_id, there)
    assert caught.value.kind is FaultKind.LABEL_MISMATCH
    assert press.prints.of_label(label_id) == ()
    record = print_on(press, shop.carrier, label_id, there, reason=COMPARED)
    assert record.state is PrintState.HANDED_OVER
    again = print_on(press, shop.carrier, label_id, there, reason="jam")
    assert again.copy == 2


@pytest.mark.parametrize("content", [ANOTHERS, lying])
def test_a_void_label_shows_void_whatever_its_page_is(
    shop: Shop, content: bytes | Callable[[str], bytes]
) -> None:
    label_id = with_inside(shop, content).id
    void_label(shop.till(), label_id, now=shop.now())
    shop.practice.set_offline(True)
    sheet = shown(shop, label_id)
    assert (sheet.proved, sheet.remarks) == (False, ())


def test_a_label_as_it_should_be_has_no_remarks(shop: Shop) -> None:
    sheet = shown(shop, shop.bought().id)
    assert sheet.proved
    assert sheet.remarks == ()


def test_the_picture_says_where_the_printer_may_get_other_bytes(
    shop: Shop, press: Press, desk: PrinterProfile
) -> None:
    """First copies may be the carrier's own ZPL; what follows is drawn, and is the picture."""
    label_id = shop.bought().id
    speaks_zpl = replace(desk, language=Language.ZPL)
    assert "the carrier's own ZPL" in shown(shop, label_id, speaks_zpl).proof
    for drawn in (desk, replace(speaks_zpl, carrier_zpl=False), replace(speaks_zpl, offset_x=3)):
        assert "ZPL" not in shown(shop, label_id, drawn).proof
    print_on(press, shop.carrier, label_id, speaks_zpl)
    assert "ZPL" not in shown(shop, label_id, speaks_zpl).proof


def test_where_nothing_can_be_seen_of_a_document_its_fault_is_raised(shop: Shop) -> None:
    label_id = with_inside(shop, b"%PDF-1.4 nothing %%EOF").id
    shop.practice.set_offline(True)
    with pytest.raises(PaperFault, match="damaged"):
        shown(shop, label_id)
