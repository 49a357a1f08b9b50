"""What is known of a print, in words for the packing table. Never "printed": only a person sees paper."""

from __future__ import annotations

from postwright.domain.print_record import REPRINT_REASONS, SAID_SO, SCANNED, PrintRecord, PrintState
from postwright.ui.notice import Notice, Tone
from postwright.ui.tone_line import ToneLine
from postwright.ui.words import clock_words, moment_words

_TONES = {
    PrintState.RENDERED: "trouble",
    PrintState.PROVED: "plain",
    PrintState.SENDING: "waiting",
    PrintState.HANDED_OVER: "plain",
    PrintState.DONE: "done",
    PrintState.SEEN: "done",
    PrintState.FAILED: "trouble",
    PrintState.MAYBE: "waiting",
}
# The port took the bytes, whatever is known since.
_TAKEN = frozenset({PrintState.HANDED_OVER, PrintState.DONE, PrintState.SEEN})


def state_words(record: PrintRecord) -> str:
    """How far the copy is known to be."""
    match record.state:
        case PrintState.RENDERED:
            return "Not proved"
        case PrintState.PROVED:
            return "Proved"
        case PrintState.SENDING:
            return "Being sent"
        case PrintState.HANDED_OVER:
            return f"Handed to {record.printer}"
        case PrintState.DONE:
            return "Printer says done"
        case PrintState.SEEN:
            return _seen(record)
        case PrintState.FAILED:
            return "Nothing came out"
        case PrintState.MAYBE:
            return "May have printed"


def _seen(record: PrintRecord) -> str:
    """Out of the printer is not on the parcel."""
    when = clock_words(record.seen_at) if record.seen_at else ""
    if not record.on_parcel:
        return f"Came out (seen {when})" if when else "Came out"
    return f"On its parcel (scanned {when})" if when else "On its parcel"


def state_tone(record: PrintRecord) -> str:
    """The tone that goes with those words."""
    return _TONES[record.state]


def copy_line(record: PrintRecord) -> ToneLine:
    """One copy: its number, how far it is, when, where, why."""
    number = f"Copy {record.copy}" if record.copy else "Not counted"
    why = REPRINT_REASONS.get(record.reason, "A person compared it with its order" if record.reason else "")
    below = " · ".join(part for part in (moment_words(record.at), record.printer, why) if part)
    said = _quoted(record.detail)
    return ToneLine(
        state_tone(record),
        number,
        state_words(record),
        f"{below}\n{said}" if said else below,
        tip=record.proof,
    )


def _quoted(detail: str) -> str:
    """The other side's own words; a sentence of ours stands as it is."""
    if detail in (SAID_SO, SCANNED):
        return ""  # the state says so
    if not detail or detail.endswith("."):
        return detail
    return f"“{detail}”"


def print_notice(record: PrintRecord) -> Notice:
    """How sending it just ended, and what to do."""
    copy = f" Copy {record.copy}." if record.copy > 1 else ""
    if record.state in _TAKEN:
        ours = record.detail.endswith(".")  # where it was saved, or that the queue is paused
        where = f" {record.detail}" if ours else ""
        text = f"Handed to {record.printer}.{copy}{where}"
        return Notice(Tone.DONE, text, "" if ours else record.detail)
    if record.state is PrintState.FAILED:
        text = f"{record.printer} did not take the label. Nothing was printed."
        return Notice(Tone.TROUBLE, text, record.detail)
    text = f"{record.printer} may have printed the label.{copy} Look there before printing again."
    return Notice(Tone.WAITING, text, record.detail)
