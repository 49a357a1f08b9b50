"""Each pickup as a card, each day of the week as a cell, each piece as a row: words only. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from postwright.domain.pickup import DOUBTFUL, PickupEntry, PickupState, can_cancel
from postwright.domain.pickup_day import Coming, WeekDay
from postwright.domain.pickup_plan import Piece, Visit
from postwright.domain.pickup_words import (
    cancel_words,
    difference_words,
    over_words,
    too_late_words,
    voided_words,
)
from postwright.domain.postal_rules import PickupRule
from postwright.ui.words import count_words, day_words, moment_words, span_clock_words

_STATES = {
    PickupState.INTENDED: "Not asked yet",
    PickupState.SENT: "Being asked",
    PickupState.IN_DOUBT: "We don't know yet",
    PickupState.BOOKED: "Booked",
    PickupState.CANCELLING: "We don't know yet",
    PickupState.REFUSED: "Not booked",
    PickupState.CANCELLED: "Cancelled",
}
_TONES = {
    PickupState.BOOKED: "done",
    PickupState.IN_DOUBT: "waiting",
    PickupState.CANCELLING: "waiting",
    PickupState.REFUSED: "trouble",
}
_ASKED = {
    PickupState.IN_DOUBT: "We don't know yet whether it was booked. No second one is asked for.",
    PickupState.CANCELLING: "We don't know yet whether it was cancelled. USPS may still come.",
    PickupState.REFUSED: "",
}
# Nobody tells whether the carrier came.
_OVER = "Was booked"
# Parcels of such a pickup may be handed over with a list.
_LISTED = frozenset({PickupState.SENT, PickupState.IN_DOUBT, PickupState.BOOKED, PickupState.CANCELLING})


@dataclass(frozen=True, slots=True)
class PickupCard:
    """One pickup: when, what, and what is to be known of it. `day` is written as in the strip of the week,
    `notes` are lines in amber, `told` in grey.

    `too_late` says why it cannot be cancelled any more, where it comes.
    """

    id: int
    day: str
    when: str
    what: str
    state: str
    tone: str
    notes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    can_cancel: bool = False
    can_check: bool = False
    has_list: bool = False
    too_late: str = ""
    comes: bool = False


def card_of(visit: Visit, now: datetime, rule: PickupRule) -> PickupCard:
    """The card of one pickup. The carrier's window counts, whatever was asked."""
    entry, comes = visit.entry, visit.comes(now)
    over = entry.state is PickupState.BOOKED and not comes
    cancellable = can_cancel(entry, now, rule)
    booked = entry.state is PickupState.BOOKED and comes
    return PickupCard(
        id=entry.id,
        day=entry.day.isoformat(),
        when=when_words(entry),
        what=_what(visit),
        state=_state(entry, now, over=over),
        tone="plain" if over else _TONES.get(entry.state, "plain"),
        notes=_notes(visit, comes=comes),
        told=_told(visit, rule, over=over, cancellable=cancellable),
        can_cancel=cancellable,
        can_check=entry.state in DOUBTFUL,
        has_list=comes and entry.state in _LISTED and bool(visit.labels) and visit.good > 0,
        too_late=too_late_words(entry, rule) if booked and not cancellable else "",
        comes=comes,
    )


def when_words(entry: PickupEntry) -> str:
    """ "Tue 24 Nov, 8:00 am to 5:00 pm PST", by the clocks of the place that the carrier comes to."""
    window, zone = entry.window, entry.zone
    if entry.pickup is None:
        return f"Asked for {day_words(entry.day)}"
    if not entry.pickup.windows:
        return f"{day_words(entry.day)}, no time named"
    return f"{day_words(entry.day)}, {span_clock_words(window.start, window.end, zone)}"


def _state(entry: PickupEntry, now: datetime, *, over: bool) -> str:
    if over:
        return _OVER
    if entry.state is PickupState.BOOKED and entry.day == now.astimezone(entry.zone).date():
        return "Comes today"
    return _STATES[entry.state]


def _what(visit: Visit) -> str:
    entry = visit.entry
    parts = [count_words(len(entry.request.label_ids), "label")]
    if visit.unknown:
        parts[0] += f", {visit.unknown} not bought here"
    if visit.name:
        parts.append(visit.name)
    if entry.pickup is not None and entry.pickup.confirmation_number:
        parts.append(f"confirmation {entry.pickup.confirmation_number}")
    return " · ".join(parts)


def _notes(visit: Visit, *, comes: bool) -> tuple[str, ...]:
    entry = visit.entry
    if entry.state in _ASKED:
        return tuple(words for words in (_ASKED[entry.state], entry.detail) if words)
    if not comes:
        return ()
    own = entry.detail if entry.state is PickupState.BOOKED and not entry.elsewhere else ""
    found = (difference_words(entry), voided_words(visit), own)
    return tuple(words for words in found if words)


def _told(visit: Visit, rule: PickupRule, *, over: bool, cancellable: bool) -> tuple[str, ...]:
    entry = visit.entry
    found = []
    if entry.elsewhere:
        found.append("Made elsewhere for the same account.")
    if entry.pickup is not None and entry.pickup.windows and not over:
        found.append(
            f"Time as the carrier gave it. {cancel_words(entry, rule)}"
            if cancellable
            else "Time as the carrier gave it."
        )
    if over:
        found.append(over_words(visit))
    if entry.state is PickupState.CANCELLED and entry.detail:
        found.append(entry.detail)
    if entry.request.notes and not over and entry.is_standing:
        found.append(f"Note: {entry.request.notes}")
    return tuple(words for words in found if words)


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the strip. `word` is its one word with a tone; `spoken` is all of it, for who hears it."""

    day: str
    title: str
    today: bool
    leaving: str
    word: str
    tone: str
    spoken: str


def cell_of(day: WeekDay) -> DayCell:
    """What stands in the cell of one day."""
    leaving = f"{count_words(day.leaving, 'label')}" if day.leaving else ""
    word, tone = _word(day)
    return DayCell(
        day=day.day.isoformat(),
        title=_short(day.day),
        today=day.is_today,
        leaving=leaving,
        word=word,
        tone=tone,
        spoken=day_line(day),
    )


def _short(day: date) -> str:
    """ "Tue 24", with the month where it begins: the line below names it for every day."""
    words = day_words(day)
    return words if day.day == 1 else words.rpartition(" ")[0]


def _word(day: WeekDay) -> tuple[str, str]:
    if day.pickups:
        return "Pickup" if len(day.pickups) == 1 else f"{len(day.pickups)} pickups", "done"
    if day.doubtful:
        return "Not sure", "waiting"
    if day.closed:
        return "No mail" if day.closed == "Sunday" else day.closed, "plain"
    return ("USPS comes", "accent") if day.comes else ("", "plain")


def day_line(day: WeekDay) -> str:
    """The whole of a day in sentences."""
    parts = [f"{day_words(day.day)}{', today' if day.is_today else ''}."]
    if day.closed:
        parts.append(f"{'It is a Sunday' if day.closed == 'Sunday' else day.closed}: USPS fetches nothing.")
    if day.leaving:
        verb = "leaves" if day.leaving == 1 else "leave"
        parts.append(f"{count_words(day.leaving, 'label')} {verb} on it.")
    if day.pickups:
        parts.append(f"{count_words(len(day.pickups), 'pickup')} booked.")
    if day.doubtful:
        parts.append(f"{count_words(len(day.doubtful), 'pickup')} of which we don't know yet.")
    if day.comes and not day.pickups:
        parts.append("USPS comes on it if you ask now.")
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class PieceRow:
    """What is told beside a label. `tone` is that of its marks."""

    marks: str
    tone: str


def marks_of(piece: Piece, told: Coming, rule: PickupRule) -> PieceRow:
    """Premium or not, and whatever speaks against sending it along."""
    marks, tone = [], "muted"
    if piece.is_too_heavy(rule):
        marks.append(f"Over {rule.most_pounds} lb")
        tone = "trouble"
    if piece.was_on:
        marks.append("Not scanned")
        tone = tone if tone == "trouble" else "waiting"
    if piece.entry.ship_date > told.day:
        marks.append(f"For {day_words(piece.entry.ship_date)}")
        tone = tone if tone == "trouble" else "waiting"
    if piece.premium:
        marks.append("Premium")
    if piece.is_insured:
        marks.append("Insured")
    return PieceRow(" · ".join(marks), tone)


def looked_words(looked: datetime | None) -> str:
    """When the carrier's own list was read."""
    return f"The carrier's list was read on {moment_words(looked)}." if looked else ""
