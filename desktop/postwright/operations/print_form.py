"""Show, print and save the sheet of a SCAN form, kept or fetched now. Counts nothing: it is no label."""

from __future__ import annotations

from pathlib import Path

from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.form_request import FormEntry
from postwright.domain.papers import PaperKind, PaperPlace, PaperSize, paper_place
from postwright.domain.preferences import Preferences
from postwright.domain.printing_profile import Language
from postwright.domain.scan_form import ScanForm
from postwright.operations.make_scan_form import Tray, sheet_of
from postwright.printing.file_port import write_file
from postwright.printing.ports import send_to
from postwright.printing.renderer import Renderer
from postwright.printing.speaking import spoken


def form_place(preferences: Preferences) -> PaperPlace | None:
    """The printer that takes it: one with sheets, since the form is as large as one. None where none does."""
    place = paper_place(preferences, PaperKind.END_OF_DAY)
    return place if place is not None and place.size is not PaperSize.LABEL else None


def form_named(tray: Tray, form_id: str) -> tuple[FormEntry, ScanForm]:
    """The form with its request. Raises BadInput(FORM_UNKNOWN)."""
    for entry in tray.forms.all():
        for form in entry.forms:
            if form.form_id == form_id:
                return entry, form
    raise BadInput(FaultKind.FORM_UNKNOWN, form_id)


def show_form(tray: Tray, renderer: Renderer, form_id: str) -> bytes:
    """Its first page as a PNG, to be looked at. Raises the faults of fetching and drawing."""
    return renderer.glimpse(_sheet(tray, form_id)).png()


def print_form(tray: Tray, renderer: Renderer, form_id: str, place: PaperPlace | None) -> str:
    """Send it to the printer; a sentence about what is known of it.

    Raises PaperFault(PRINTER_UNKNOWN) where no printer takes it, the faults of the port and of drawing.
    """
    if place is None:
        raise PaperFault(FaultKind.PRINTER_UNKNOWN)
    profile, content = place.profile, _sheet(tray, form_id)
    if profile.language is not Language.PDF:
        content = spoken(renderer.render(content, profile.dpi, *place.size.inches), profile)
    said = send_to(profile, content, title=f"SCAN form {form_id}").detail
    return f"Sent the SCAN form to {profile.name}. {said}".rstrip()


def save_form(tray: Tray, form_id: str, path: Path) -> str:
    """Write the carrier's own file. Raises Environment for the file, and the faults of fetching."""
    return write_file(path, _sheet(tray, form_id)).detail


def _sheet(tray: Tray, form_id: str) -> bytes:
    return sheet_of(tray, *form_named(tray, form_id))
