"""Hand a paper to a printer, or save it. A paper is no label: nothing is counted. Never says "printed"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.papers import Paper, PaperKind, PaperPlace, PaperSize
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.domain.stock import label_scales
from postwright.printing.file_port import write_file
from postwright.printing.layout import sheet
from postwright.printing.page import Page
from postwright.printing.papers.compose import Composed, compose
from postwright.printing.ports import send_to
from postwright.printing.renderer import Renderer
from postwright.printing.speaking import spoken


@dataclass(frozen=True, slots=True)
class PaperSent:
    """What left for the printer or the file. `sentence` is what is known of it."""

    title: str
    pages: int
    size: PaperSize
    sentence: str


def print_paper(renderer: Renderer, kind: PaperKind, papers: Sequence[Paper], place: PaperPlace) -> PaperSent:
    """Send every page, in order.

    Raises PaperFault: PRINTER_REFUSED where the stock is smaller than the paper, DOCUMENT_UNUSABLE, and the
    faults of the port.
    """
    profile, size = place.profile, place.size
    if not size.fits(profile):
        stock = f"{profile.width:g} x {profile.height:g} inches"
        raise PaperFault(FaultKind.PRINTER_REFUSED, f"{profile.name} holds {stock}. The page is larger.")
    composed = compose(kind, papers, size, dpi=profile.dpi)
    said = ""
    for job in _jobs(renderer, composed, place):
        said = send_to(profile, job, title=composed.title).detail
    count = len(composed.sheets)
    words = f"Sent the {_inside(composed.title)}{_pages(count)} to {profile.name}. {said}".rstrip()
    return PaperSent(composed.title, count, size, words)


def save_paper(kind: PaperKind, papers: Sequence[Paper], size: PaperSize, path: Path) -> PaperSent:
    """Write it as a PDF. Raises PaperFault(DOCUMENT_UNUSABLE), and Environment for the file."""
    composed = compose(kind, papers, size)
    handed = write_file(path, composed.pdf)
    return PaperSent(composed.title, len(composed.sheets), size, handed.detail)


def _jobs(renderer: Renderer, composed: Composed, place: PaperPlace) -> tuple[bytes, ...]:
    """The bytes for the printer. Its own density and calibration count where it prints on label stock; an
    office printer gets the document itself, with its text.
    """
    profile = place.profile
    own_dots = place.size is PaperSize.LABEL and not profile.is_plain
    if profile.language is Language.PDF and not own_dots:
        return (composed.pdf,)
    pages = tuple(spoken(profile, page_for(renderer, document, place)) for document in composed.pages)
    return pages if profile.language is Language.PDF else (b"".join(pages),)


def page_for(renderer: Renderer, document: bytes, place: PaperPlace) -> Page:
    """The document as the dots of that printer, on label stock by its own calibration."""
    profile: PrinterProfile = place.profile
    width, height = place.size.inches
    if place.size is not PaperSize.LABEL:
        return renderer.render(document, profile.dpi, width, height)
    scale_x, scale_y = label_scales(profile)
    drawn = renderer.render(document, profile.dpi, width, height, scale_x, scale_y)
    return sheet([drawn], profile)


def _inside(title: str) -> str:
    """The title within a sentence: "QR card" keeps its capitals."""
    return title if title[:2].isupper() else title[0].lower() + title[1:]


def _pages(count: int) -> str:
    return f", {count} pages," if count > 1 else ""
