"""A SCAN form is printed only with its own number on it, by a printer whose paper it fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.papers import PaperPlace, PaperSize
from postwright.domain.preferences import Preferences
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.domain.scan_form import ScanForm
from postwright.operations.make_scan_form import Tray, make_scan_form
from postwright.operations.print_form import FormDesk, form_place, print_form, save_form, show_form
from tests.operations.shops import Shop
from tests.printing.form_sheets import OTHER, label_sheet, letter_sheet
from tests.rules import RULES

Places = Callable[[PaperSize], PaperPlace | None]


def desk(shop: Shop, *, sample_allowed: bool = True) -> FormDesk:
    tray = Tray(shop.labels, shop.forms, shop.carrier, RULES.form)
    return FormDesk(tray, shop.renderer, sample_allowed)


def made(shop: Shop) -> ScanForm:
    """The form of one label, with its sheet kept."""
    (form,) = make_scan_form(desk(shop).tray, (shop.bought().id,)).forms
    return form


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def office(out: Path, **changes: object) -> PrinterProfile:
    profile = PrinterProfile("Office", f"folder:{out}", Language.PDF, width=8.5, height=11)
    return replace(profile, **changes)  # type: ignore[arg-type]


def zebra(out: Path, **changes: object) -> PrinterProfile:
    return replace(PrinterProfile("Zebra", f"folder:{out}", Language.ZPL), **changes)  # type: ignore[arg-type]


def places(*printers: PrinterProfile) -> Places:
    preferences = Preferences(printers=printers)
    return lambda size: form_place(preferences, size)


def arrived(out: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted(out.iterdir())]


def refused(shop: Shop, form: ScanForm, where: Places, *, sample_allowed: bool = True) -> PaperFault:
    with pytest.raises(PaperFault) as caught:
        print_form(desk(shop, sample_allowed=sample_allowed), form.form_id, where)
    return caught.value


def sends(shop: Shop, form: ScanForm, content: bytes) -> None:
    """The carrier has this sheet for the form from now on."""
    assert form.link is not None
    path = httpx.URL(form.link.href).path
    headers = {"content-type": "application/pdf"}
    shop.wire.answer("GET", path, lambda _: httpx.Response(200, content=content, headers=headers))


def test_an_office_printer_gets_the_carriers_own_file_again_and_again(shop: Shop, out: Path) -> None:
    form = made(shop)
    shop.wire.asked.clear()
    for _ in range(2):
        said = print_form(desk(shop), form.form_id, places(office(out)))
        assert said.startswith("Sent the SCAN form to Office. Saved as SCAN-form-")
    assert arrived(out) == [shop.forms.sheet(form.form_id)] * 2
    assert shop.wire.asked == []


def test_the_sheet_of_another_form_is_fetched_anew_and_never_printed(shop: Shop, out: Path) -> None:
    form = made(shop)
    entry = shop.forms.all()[0]
    shop.forms.keep_sheet(entry.id, form.form_id, letter_sheet(OTHER))
    print_form(desk(shop), form.form_id, places(office(out)))
    assert arrived(out) == [shop.forms.sheet(form.form_id)]
    assert shop.forms.sheet(form.form_id) != letter_sheet(OTHER)
    shop.forms.keep_sheet(entry.id, form.form_id, letter_sheet(OTHER))
    sends(shop, form, letter_sheet(OTHER))
    fault = refused(shop, form, places(office(out)))
    assert fault.kind is FaultKind.FORM_NOT_PROVED
    assert len(arrived(out)) == 1


def test_a_kept_sheet_whose_bytes_were_changed_is_fetched_anew(shop: Shop, out: Path) -> None:
    form = made(shop)
    sound = shop.forms.sheet(form.form_id)
    with shop.database.write() as connection:
        connection.exec_driver_sql("UPDATE form_sheet SET content = x'00'")
    print_form(desk(shop), form.form_id, places(office(out)))
    assert arrived(out) == [shop.forms.sheet(form.form_id)] == [sound]


def test_a_practice_form_does_not_leave_a_live_shop(shop: Shop, out: Path) -> None:
    fault = refused(shop, made(shop), places(office(out)), sample_allowed=False)
    assert fault.kind is FaultKind.FORM_NOT_PROVED
    assert arrived(out) == []


def test_a_label_printer_alone_takes_no_sheet_and_nothing_is_shrunk(shop: Shop, out: Path) -> None:
    form = made(shop)
    assert refused(shop, form, places(zebra(out))).kind is FaultKind.PRINTER_UNKNOWN
    named = PaperPlace(zebra(out), PaperSize.LABEL)
    fault = refused(shop, form, lambda _: named)
    assert (fault.kind, fault.detail) == (
        FaultKind.PRINTER_REFUSED, "Zebra holds 4 x 6 inches. The form is larger."
    )  # fmt: skip
    assert arrived(out) == []


@pytest.mark.parametrize("language", Language)
def test_a_form_that_is_made_for_a_label_goes_to_the_label_printer(
    shop: Shop, out: Path, language: Language
) -> None:
    form = made(shop)
    sends(shop, form, label_sheet(form.submission_id))
    shop.forms.keep_sheet(shop.forms.all()[0].id, form.form_id, b"%PDF-")
    own = zebra(out, language=language, offset_x=4)
    assert "to Zebra" in print_form(desk(shop), form.form_id, places(own, office(out)))
    (sent,) = arrived(out)
    assert sent.startswith(b"^XA" if language is Language.ZPL else b"%PDF")
    assert sent != label_sheet(form.submission_id)


def test_a_form_for_a_label_comes_out_of_an_office_printer_where_that_is_the_only_one(
    shop: Shop, out: Path
) -> None:
    form = made(shop)
    sends(shop, form, label_sheet(form.submission_id))
    shop.forms.keep_sheet(shop.forms.all()[0].id, form.form_id, b"%PDF-")
    assert "to Office" in print_form(desk(shop), form.form_id, places(office(out)))
    assert arrived(out) == [label_sheet(form.submission_id)]


def test_bars_that_a_label_printer_cannot_burn_are_not_sent(shop: Shop, out: Path) -> None:
    form = made(shop)
    fine = label_sheet(form.submission_id, module=72 / 203)  # one dot, which can still be read off the page
    sends(shop, form, fine)
    shop.forms.keep_sheet(shop.forms.all()[0].id, form.form_id, fine)
    fault = refused(shop, form, places(zebra(out)))
    assert fault.kind is FaultKind.FORM_NOT_PROVED
    assert "dots wide" in fault.detail
    assert arrived(out) == []


def test_a_sheet_with_letter_paper_in_another_language_gets_dots(shop: Shop, out: Path) -> None:
    print_form(desk(shop), made(shop).form_id, places(office(out, language=Language.ZPL)))
    (sent,) = arrived(out)
    assert sent.startswith(b"^XA")


def test_a_form_is_shown_and_saved_as_it_is(shop: Shop, out: Path) -> None:
    form = made(shop)
    assert show_form(desk(shop), form.form_id).startswith(b"\x89PNG")
    assert save_form(desk(shop).tray, form.form_id, out / "form.pdf") == "Saved as form.pdf."
    assert arrived(out) == [shop.forms.sheet(form.form_id)]


def test_a_form_that_nobody_knows_is_not_printed(shop: Shop, out: Path) -> None:
    with pytest.raises(BadInput) as caught:
        print_form(desk(shop), "se-0", places(office(out)))
    assert caught.value.kind is FaultKind.FORM_UNKNOWN


def test_without_any_printer_there_is_no_place_for_a_form() -> None:
    assert form_place(Preferences()) is None
    assert form_place(Preferences(), PaperSize.LABEL) is None
