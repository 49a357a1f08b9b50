"""Draw labels at the printer's own dots, lay them on its sheet, and prove them on the very page that is sent.
The forms that lie behind a label in its document come along on sheets of their own.

Sends nothing. What is shown on the screen is made here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from postwright.domain.barcode import in_fours, squeeze
from postwright.domain.barcode_rules import Check, Result
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.printing_profile import PrinterProfile
from postwright.domain.stock import label_scales, places
from postwright.printing.head import around_dead_dots, burnt
from postwright.printing.label_numbers import numbers_on
from postwright.printing.layout import lost_ink, sheet
from postwright.printing.overprint import reprint_note, void_overlay
from postwright.printing.page import Page
from postwright.printing.proof import Proof, examine
from postwright.printing.renderer import Renderer
from postwright.store.labels import Labels

_VOID = "This label is void. It must not be used."
_LOST = Check("Paper", Result.WARNED, "A part of the label lies off the paper. Check the printer's offsets.")
# The rule around a label may leave the paper, as on stock of 100 x 150 mm (0.056 of the black, measured);
# a head with the postage (0.09) may not.
_FRAME = 0.07
_CUT_OFF = replace(_LOST, result=Result.FAILED)
_FORMS = "Pages behind the label"
_APART = Check(
    _FORMS, Result.WARNED, "Its customs form is not of a label's size. Save it, and print it on a sheet."
)
_REPEATS = Check(_FORMS, Result.PASSED, "The document holds the label more than once. One comes out.")
_DEAD = Check(
    "Print head", Result.FAILED, "The print head is worn where the barcode lies. Clean or replace it."
)


# Nobody ordered such a paper: a person looks at it before it is printed for the first time.
TURNED = "The carrier's page lies on its side. It was turned upright."


@dataclass(frozen=True, slots=True)
class Drawn:
    """One label, 4 x 6 inches at the printer's density; a second copy says so in its margin. `forms` are the
    other pages of its document, and its customs form where that is a document of its own. `repeats`: it held
    the label more than once; `apart`: its customs form is not among them, since it is of another size.
    """

    entry: LabelEntry
    page: Page
    copy: int = 1
    forms: tuple[Page, ...] = ()
    repeats: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """A label on its sheet, with its proof; `problem` says why it must not be printed. Labels of one sheet
    share the page. `forms` are the sheets that go out behind it.
    """

    entry: LabelEntry
    page: Page
    proof: Proof | None
    problem: str = ""
    forms: tuple[Page, ...] = ()

    @property
    def is_proved(self) -> bool:
        return self.proof is not None and not self.problem


def draw(
    labels: Labels, renderer: Renderer, entry: LabelEntry, profile: PrinterProfile, *, copy: int = 1
) -> Drawn:
    """The stored label, stretched as its printer needs it. A voided one is overprinted.

    Raises PaperFault: DOCUMENT_MISSING when no page is stored, DOCUMENT_UNUSABLE when it cannot be drawn.
    """
    document = labels.document(entry.id, DocumentKind.PDF)
    if document is None:
        raise PaperFault(FaultKind.DOCUMENT_MISSING, DocumentKind.PDF)
    across, down = label_scales(profile)
    drawn = _apart(renderer.label(document.content, profile.dpi, across, down), entry, copy)
    form = labels.document(entry.id, DocumentKind.FORM)
    if form is not None:
        try:
            pages = renderer.label(form.content, profile.dpi, across, down)
            drawn = replace(drawn, forms=(*drawn.forms, *pages))
        except PaperFault:
            drawn = replace(drawn, apart=True)
    if entry.is_void:
        return replace(drawn, page=void_overlay(drawn.page), forms=tuple(map(void_overlay, drawn.forms)))
    return replace(drawn, page=reprint_note(drawn.page, copy)) if copy > 1 else drawn


def _apart(pages: tuple[Page, ...], entry: LabelEntry, copy: int) -> Drawn:
    """The label, which is the first page with the parcel's number, and the forms. What is blank is no form,
    and neither is the label once more: two labels of one number would be two parcels to whoever packs.
    """
    if len(pages) == 1:
        return Drawn(entry, pages[0], copy)
    wanted = squeeze(entry.label.tracking_number)
    label = next((page for page in pages if wanted in numbers_on(page)), pages[0])
    forms = tuple(page for page in pages if page.black and page != label)
    return Drawn(entry, label, copy, forms, repeats=pages.count(label) > 1)


def lay_sheet(
    drawn: Sequence[Drawn], profile: PrinterProfile, *, sample_allowed: bool
) -> tuple[Rendered, ...]:
    """The labels on one sheet of the stock, each proved where it lies, as it comes out of a print head with
    the profile's dead dots.

    Raises PaperFault(DOCUMENT_UNUSABLE) with a sentence when they do not fit.
    """
    labels = [one.page for one in drawn]
    entries = [one.entry for one in drawn]
    page = sheet(labels, profile, tab=_tab_of(entries[0]))
    lost = lost_ink(labels, page)
    forms = [_form_sheets(one, profile) for one in drawn]
    if any(entry.is_void for entry in entries):
        return tuple(
            Rendered(entry, page, None, _VOID, sheets) for entry, sheets in zip(entries, forms, strict=True)
        )
    proofs = [_examined(page, entry, entries, sample_allowed) for entry in entries]
    if profile.dead_dots and not any(proof.failure for proof in proofs):
        burns = partial(_proves, entries=entries, sample_allowed=sample_allowed)
        moved = around_dead_dots(page, profile.dead_dots, burns)
        if moved is None:
            proofs = [replace(proof, checks=(*proof.checks, _DEAD)) for proof in proofs]
        else:
            page, lost = moved, max(lost, lost_ink(labels, moved))
            burnt_page = burnt(page, profile.dead_dots)
            proofs = [_examined(burnt_page, entry, entries, sample_allowed) for entry in entries]
    if lost:
        check = _LOST if lost <= _FRAME else _CUT_OFF
        proofs = [replace(proof, checks=(*proof.checks, check)) for proof in proofs]
    proofs = [
        replace(proof, checks=(*proof.checks, *_form_checks(one, sheets, profile)))
        for proof, one, sheets in zip(proofs, drawn, forms, strict=True)
    ]
    return tuple(
        Rendered(entry, page, proof, proof.failure, sheets)
        for entry, proof, sheets in zip(entries, proofs, forms, strict=True)
    )


def _form_sheets(drawn: Drawn, profile: PrinterProfile) -> tuple[Page, ...]:
    tab = _tab_of(drawn.entry)
    return tuple(sheet(some, profile, tab=tab) for some in _by_sheet(drawn, profile))


def _by_sheet(drawn: Drawn, profile: PrinterProfile) -> tuple[tuple[Page, ...], ...]:
    """The forms of a label, as many together as the stock holds."""
    room = max(1, len(places(profile)))
    return tuple(drawn.forms[at : at + room] for at in range(0, len(drawn.forms), room))


def _form_checks(drawn: Drawn, sheets: tuple[Page, ...], profile: PrinterProfile) -> tuple[Check, ...]:
    """Forms are for people: only what they could spoil is looked at, which is their numbers and edges."""
    told = (*((_REPEATS,) if drawn.repeats else ()), *((_APART,) if drawn.apart else ()))
    if not sheets:
        return told
    own = squeeze(drawn.entry.label.tracking_number)
    strangers = frozenset[str]().union(*map(numbers_on, sheets)) - {own}
    if strangers:
        words = f"A form behind the label bears {in_fours(min(strangers))}, which is another parcel's number."
        return (Check(_FORMS, Result.FAILED, words),)
    if any(lost_ink(some, one) > _FRAME for some, one in zip(_by_sheet(drawn, profile), sheets, strict=True)):
        words = "A part of a form behind the label lies off the paper. Check the printer's offsets."
        return (Check(_FORMS, Result.FAILED, words),)
    return (Check(_FORMS, Result.PASSED, f"{pages_words(len(drawn.forms))} behind the label."), *told)


def pages_words(count: int) -> str:
    """How much comes out besides the label."""
    return "1 more page comes out" if count == 1 else f"{count} more pages come out"


def _examined(page: Page, entry: LabelEntry, entries: Sequence[LabelEntry], sample_allowed: bool) -> Proof:
    """What the page says of one label; the numbers of the others belong there too."""
    return examine(
        page,
        tracking_number=entry.label.tracking_number,
        zip_code=routed_to(entry),
        sample_allowed=sample_allowed,
        also=frozenset(one.label.tracking_number for one in entries),
    )


def _proves(page: Page, *, entries: Sequence[LabelEntry], sample_allowed: bool) -> bool:
    return not any(_examined(page, entry, entries, sample_allowed).failure for entry in entries)


def _tab_of(entry: LabelEntry) -> str:
    """The line on the part that is torn off: whom it is for, and the order."""
    return "  ".join(filter(None, (entry.shipment.ship_to.who, entry.shipment.order_reference)))


def routed_to(entry: LabelEntry) -> str:
    """The ZIP that the barcode must route by, where we know it: a return goes the other way."""
    zip_code = entry.shipment.ship_to.zip_code
    return zip_code.five if zip_code and not entry.label.is_return else ""
