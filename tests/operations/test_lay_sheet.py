"""What is proved is the sheet itself: moved, turned, beside another label, out of a head with dead dots."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.print_record import PrintState
from postwright.domain.printing_profile import Language, Layout, PrinterProfile
from postwright.operations.hand_over import Press
from postwright.operations.lay_sheet import draw, lay_sheet
from postwright.operations.print_label import print_label
from postwright.operations.show_label import render, sheet
from postwright.printing.page import Page, page_of
from postwright.printing.proof import examine
from tests.operations.shops import Shop

PLAIN = PrinterProfile("Desk", "", Language.ZPL, carrier_zpl=False)
OFFICE = PrinterProfile("Office", "", dpi=300, width=8.5, height=11.0, layout=Layout.TWO)


def checks(facts: dict[str, object] | None, name: str) -> list[str]:
    """What the proof found under this name."""
    assert facts is not None
    found = facts["checks"]
    assert isinstance(found, list)
    return [one["result"] for one in found if one["name"] == name]


def test_two_labels_of_a_sheet_are_each_proved_and_are_no_strangers(shop: Shop, press: Press) -> None:
    entries = [shop.bought(), shop.bought()]
    drawn = [draw(press.labels, press.renderer, entry, OFFICE) for entry in entries]
    laid = lay_sheet(drawn, OFFICE, sample_allowed=True)
    assert [one.is_proved for one in laid] == [True, True]
    assert laid[0].page is laid[1].page
    for one, entry in zip(laid, entries, strict=True):
        assert one.proof is not None
        assert one.proof.tracking_number == entry.label.tracking_number
        assert not any("also shows" in words for words in one.proof.warnings)


def test_the_page_that_was_proved_is_the_page_that_is_kept(shop: Shop, press: Press, tmp_path: Path) -> None:
    entry = shop.bought()
    profile = replace(PLAIN, port=f"file:{tmp_path / 'label.zpl'}", offset_x=8, rotation=180)
    shown = render(press.labels, press.renderer, entry.id, profile, sample_allowed=True)
    record = print_label(press, entry.id, profile)
    assert record.page_sha256 == hashlib.sha256(shown.page.bits).hexdigest()
    assert record.proof_facts == sheet(shown).facts
    assert checks(record.proof_facts, "Tracking number") == ["passed"]


def test_what_is_pushed_off_the_paper_is_told(shop: Shop, press: Press) -> None:
    entry = shop.bought()
    inside, outside = (
        render(press.labels, press.renderer, entry.id, replace(PLAIN, offset_y=dots), sample_allowed=True)
        for dots in (0, -60)
    )
    assert checks(sheet(inside).facts, "Paper") == []
    assert checks(sheet(outside).facts, "Paper") == ["warned"]
    assert outside.is_proved


def test_a_label_too_large_for_its_paper_is_not_printed(shop: Shop, press: Press) -> None:
    with pytest.raises(PaperFault) as caught:
        print_label(press, shop.bought().id, replace(PLAIN, width=3.0, height=5.0))
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE


def test_a_tab_names_whom_the_label_is_for(shop: Shop, press: Press) -> None:
    entry = shop.bought()
    with_tab = render(
        press.labels, press.renderer, entry.id, replace(PLAIN, height=6.75), sample_allowed=True
    )
    tab = with_tab.page.image().crop((0, 6 * 203, 4 * 203, round(6.75 * 203)))
    assert page_of(tab, 203).black_box() is not None
    assert with_tab.is_proved


# ---------------------------------------------------------------- dead dots


def bars_of(page: Page) -> int:
    """A column in the middle of the ink, where the barcode lies."""
    box = page.black_box()
    assert box is not None
    return (box[0] + box[2]) // 2


def test_a_label_is_placed_around_dead_dots_and_proved_as_it_comes_out(shop: Shop, press: Press) -> None:
    entry = shop.bought()
    whole = render(press.labels, press.renderer, entry.id, PLAIN, sample_allowed=True)
    dead = (bars_of(whole.page),)
    placed = render(
        press.labels, press.renderer, entry.id, replace(PLAIN, dead_dots=dead), sample_allowed=True
    )
    assert placed.is_proved
    image = placed.page.image()
    image.paste(1, (dead[0], 0, dead[0] + 1, image.height))
    burnt = examine(page_of(image, 203), tracking_number=entry.label.tracking_number, sample_allowed=True)
    assert not burnt.failure


def test_a_head_that_is_worn_at_every_place_prints_nothing(shop: Shop, press: Press, tmp_path: Path) -> None:
    entry = shop.bought()
    comb = tuple(range(100, 700, 3))
    profile = replace(PLAIN, port=f"file:{tmp_path / 'label.zpl'}", dead_dots=comb)
    with pytest.raises(PaperFault) as caught:
        print_label(press, entry.id, profile)
    assert caught.value.kind is FaultKind.PROOF_FAILED
    assert caught.value.detail == "The print head is worn where the barcode lies. Clean or replace it."
    (record,) = press.prints.of_label(entry.id)
    assert record.state is PrintState.RENDERED
    assert checks(record.proof_facts, "Print head") == ["failed"]
    assert not (tmp_path / "label.zpl").exists()
