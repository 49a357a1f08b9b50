"""What keeps a label printer from printing, by its own words, and what to do about it. Asks no printer."""

from __future__ import annotations

from postwright.printing import host_query
from postwright.printing.handover import PrinterStatus

# In the order in which it is done at the printer: it does not leave its pause with the head open.
_TO_DO = {
    host_query.PAPER_OUT: "load labels",
    host_query.RIBBON_OUT: "put in a ribbon",
    host_query.HEAD_OPEN: "close the print head",
    host_query.TOO_HOT: "let it cool down",
    host_query.PAUSED: "press Pause on it",
    host_query.FULL: "wait until it has printed what it holds",
}


def hindrance(status: PrinterStatus) -> str:
    """Why no label can come out now and what to do, and "" where nothing that it reports prevents one."""
    to_do = [words for reason, words in _TO_DO.items() if reason in status.reasons]
    if not to_do:
        return ""
    advice = ", ".join([*to_do, "then try again."])
    return f"{status.words} {advice[:1].upper()}{advice[1:]}"
