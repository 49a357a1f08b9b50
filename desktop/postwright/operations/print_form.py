"""Show, print and save the sheet of a SCAN form, kept or fetched now. Prints none that fails its proof.

Counts nothing: it is no label.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.form_request import FormEntry
from postwright.domain.papers import PaperKind, PaperPlace, PaperSize, paper_place, size_of
from postwright.domain.preferences import Preferences
from postwright.domain.printing_profile import Language
from postwright.domain.scan_form import ScanForm
from postwright.domain.stock import SLACK
from postwright.operations.make_scan_form import Tray, fetch_sheet, kept_sheet, sheet_of
from postwright.operations.print_paper import page_for
from postwright.printing.file_port import write_file
from postwright.printing.form_proof import prove_form
from postwright.printing.page import Page
from postwright.printing.ports import send_to
from postwright.printing.renderer import Renderer
from postwright.printing.speaking import spoken


@dataclass(frozen=True, slots=True)
class FormDesk:
    """What is needed to show and print forms. `sample_allowed`: practice forms are printed, never beside a
    live account.
    """

    tray: Tray
    renderer: Renderer
    sample_allowed: bool


def form_place(preferences: Preferences, size: PaperSize = PaperSize.LETTER) -> PaperPlace | None:
    """The printer that takes a form of that size: one with sheets, or the label printer for one that is made
    for a label. None where none does.
    """
    own = preferences.printer
    if size is PaperSize.LABEL and own is not None and size_of(own) is PaperSize.LABEL:
        return PaperPlace(own, PaperSize.LABEL)
    place = paper_place(preferences, PaperKind.END_OF_DAY)
    return place if place is not None and place.size is not PaperSize.LABEL else None


def form_named(tray: Tray, form_id: str) -> tuple[FormEntry, ScanForm]:
    """The form with its request. Raises BadInput(FORM_UNKNOWN)."""
    for entry in tray.forms.all():
        for form in entry.forms:
            if form.form_id == form_id:
                return entry, form
    raise BadInput(FaultKind.FORM_UNKNOWN, form_id)


def show_form(desk: FormDesk, form_id: str) -> bytes:
    """Its first page as a PNG, to be looked at. Raises the faults of fetching and drawing."""
    return desk.renderer.glimpse(_sheet(desk, form_id)).png()


def print_form(desk: FormDesk, form_id: str, place_for: Callable[[PaperSize], PaperPlace | None]) -> str:
    """Send it to the printer for its size; a sentence about what is known of it.

    Raises PaperFault (PRINTER_UNKNOWN where no printer takes it, PRINTER_REFUSED where its stock is smaller,
    FORM_NOT_PROVED), the faults of the port and of drawing.
    """
    content, page, form = _proved(desk, form_id)
    size = _size_of(page)
    place = place_for(size)
    if place is None:
        raise PaperFault(FaultKind.PRINTER_UNKNOWN)
    profile = place.profile
    if place.size is PaperSize.LABEL and size is not PaperSize.LABEL:
        words = f"{profile.name} holds {profile.width:g} x {profile.height:g} inches. The form is larger."
        raise PaperFault(FaultKind.PRINTER_REFUSED, words)
    own_dots = place.size is PaperSize.LABEL and not profile.is_plain
    if profile.language is not Language.PDF or own_dots:
        dots = page_for(desk.renderer, content, place)
        prove_form(dots, form.submission_id, sample_allowed=desk.sample_allowed, burnt=True)
        content = spoken(profile, dots)
    said = send_to(profile, content, title=f"SCAN form {form_id}").detail
    return f"Sent the SCAN form to {profile.name}. {said}".rstrip()


def save_form(tray: Tray, form_id: str, path: Path) -> str:
    """Write the carrier's own file, proved or not. Raises Environment for the file, and the faults of
    fetching.
    """
    return write_file(path, sheet_of(tray, *form_named(tray, form_id))).detail


def _sheet(desk: FormDesk, form_id: str) -> bytes:
    return sheet_of(desk.tray, *form_named(desk.tray, form_id))


def _proved(desk: FormDesk, form_id: str) -> tuple[bytes, Page, ScanForm]:
    """A sheet with the form's own number on it. A kept one that fails is fetched once more."""
    entry, form = form_named(desk.tray, form_id)
    kept = kept_sheet(desk.tray, form_id)
    if kept is not None:
        with suppress(PaperFault):
            return kept, _read_back(desk, kept, form), form
    fresh = fetch_sheet(desk.tray, entry, form)
    return fresh, _read_back(desk, fresh, form), form


def _read_back(desk: FormDesk, content: bytes, form: ScanForm) -> Page:
    """The first page in its own size, once its barcode is proved."""
    page, _ = desk.renderer.codes(content)
    prove_form(page, form.submission_id, sample_allowed=desk.sample_allowed)
    return page


def _size_of(page: Page) -> PaperSize:
    """What it is made for: a label where it fits on one, lying or upright, else a sheet."""
    sides = sorted((page.width / page.dpi, page.height / page.dpi))
    fits = all(side <= room + SLACK for side, room in zip(sides, PaperSize.LABEL.inches, strict=True))
    return PaperSize.LABEL if fits else PaperSize.LETTER
