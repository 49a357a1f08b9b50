"""Hand a label to a printer that speaks IPP itself: as a PDF where it takes one, as ZPL where it says so.

Refuses a printer that takes neither: raster of its own kind is not made here.
"""

from __future__ import annotations

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import ipp_jobs, recognising
from postwright.printing.handover import Handed, Progress, Recognised, Sheet
from postwright.printing.ipp import Place
from postwright.printing.ipp_jobs import Ticket
from postwright.printing.ipp_message import Attributes

_PDF, _BYTES = "application/pdf", "application/octet-stream"


def send(place: Place, content: bytes, sheet: Sheet, progress: Progress | None = None) -> Handed:
    """One job. Raises PaperFault: PRINTER_REFUSED for what the printer cannot take, before a byte leaves."""
    attributes = ipp_jobs.about(place)
    formats = ipp_jobs.texts(attributes, "document-format-supported")
    if sheet.language is Language.ZPL:
        ticket = Ticket(_zpl_format(attributes, formats))
    else:
        if formats and _PDF not in formats:
            words = "This printer takes no PDF, and Postwright makes no other format for it."
            raise PaperFault(FaultKind.PRINTER_REFUSED, f"{words} Set it up in this computer's print system.")
        # A printer that would print on other paper, or fit the page to it, is to say no instead.
        ticket = Ticket(_PDF, ipp_jobs.on_paper(attributes, sheet, custom=""), exactly=True)
    return ipp_jobs.print_job(place, content, ticket, title=sheet.title, progress=progress)


def recognise(place: Place) -> Recognised:
    """What a host that may have no IPP says of itself there; nothing where it says nothing."""
    try:
        return recognising.by_ipp(ipp_jobs.about(place))
    except PaperFault:
        return Recognised()


def _zpl_format(attributes: Attributes, formats: tuple[str, ...]) -> str:
    """The printer's own name for ZPL; a maker of label printers takes it as plain bytes."""
    if named := next((one for one in formats if "zpl" in one), ""):
        return named
    model = ipp_jobs.text(attributes, "printer-make-and-model")
    if _BYTES in formats and recognising.takes_zpl(model):
        return _BYTES
    words = f"{model or 'This printer'} would print ZPL as pages of letters."
    raise PaperFault(FaultKind.PRINTER_REFUSED, f"{words} Choose PDF for this printer.")
