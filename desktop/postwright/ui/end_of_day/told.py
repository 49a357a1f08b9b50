"""The words of the End of day panel: what is not on the form and why, and what became of each form. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from postwright.domain.barcode import in_fours
from postwright.domain.day_end import DayEnd, WhyOff
from postwright.domain.form_request import FormEntry, FormState
from postwright.domain.label_entry import LabelEntry
from postwright.domain.scan_form import ScanForm, why_several
from postwright.ui.tone_line import ToneLine
from postwright.ui.words import clock_words, count_words, day_words, moment_words

_SHOWN = 3
# A name within a sentence.
_LONGEST = 32
_LATE_SHOWN = 6
# Heading for one and for many, and what it means.
WHY = {
    WhyOff.VOIDED: ("is void", "are void", "Take the label off: the parcel must not leave with it."),
    WhyOff.OTHER_DAY: ("leaves on another day", "leave on another day", "It is put on the form of that day."),
    WhyOff.ON_FORM: ("is on a form already", "are on a form already", "A parcel is on one form only."),
    WhyOff.MAY_BE_ON_FORM: (
        "may be on a form",
        "may be on a form",
        "A form was asked for and we don't know yet whether it was made. See Attention.",
    ),
    WhyOff.GLOBALPOST: (
        "goes abroad by GlobalPost",
        "go abroad by GlobalPost",
        "GlobalPost takes it over by a paper of its own.",
    ),
    WhyOff.RETURN: ("is a return", "are returns", "A return leaves from the customer, not from here."),
    WhyOff.PAPERLESS: (
        "has a QR code that is not used yet",
        "have QR codes that are not used yet",
        "The Post Office prints the label when the code is shown, and scans it there.",
    ),
}
_ORDER = tuple(WHY)
_TONES = {WhyOff.VOIDED: "waiting", WhyOff.MAY_BE_ON_FORM: "waiting"}


def off_lines(day: DayEnd) -> tuple[ToneLine, ...]:
    """One line for each reason, with the first names; the tool tip has them all. What is on a form of the day
    needs none: the form stands there itself.
    """
    here = {label_id for entry in day.forms for form in entry.forms for label_id in form.label_ids}
    groups: dict[WhyOff, list[LabelEntry]] = {}
    for entry, why in day.off:
        if not (why is WhyOff.ON_FORM and entry.id in here):
            groups.setdefault(why, []).append(entry)
    return tuple(_off_line(why, groups[why]) for why in sorted(groups, key=_ORDER.index))


def _off_line(why: WhyOff, entries: Sequence[LabelEntry]) -> ToneLine:
    one, many, means = WHY[why]
    names = [entry.shipment.ship_to.who for entry in entries]
    verb = one if len(entries) == 1 else many
    return ToneLine(
        _TONES.get(why, "plain"),
        f"{count_words(len(entries), 'parcel')} {verb}: {names_words(names)}.",
        below=means,
        tip="\n".join(names),
    )


def names_words(names: Sequence[str]) -> str:
    """ "Ann Lee, Ben Ortiz, Cleo Park and 4 more"."""
    shown, more = names[:_SHOWN], len(names) - _SHOWN
    words = ", ".join(map(_short, shown))
    return f"{words} and {more} more" if more > 0 else words


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class FormCard:
    """One form, or one request that has none yet. `form_id` is empty for the latter; `can_retry`: nothing was
    made, and asking again doubles nothing.
    """

    key: str
    number: int
    title: str
    about: str
    state: str
    tone: str
    detail: str = ""
    form_id: str = ""
    can_retry: bool = False
    in_doubt: bool = False


def form_cards(
    entries: Sequence[FormEntry],
    zone: tzinfo,
    waiting: frozenset[str] = frozenset(),
    labels: Sequence[LabelEntry] = (),
) -> tuple[FormCard, ...]:
    """Newest first. A request whose answer held several forms is a card for each; one that was not made is no
    news any more once none of its labels is `waiting` for a form. `labels` are those that a card can name.
    """
    newest = sorted(entries, key=lambda one: one.id, reverse=True)
    kept = [one for one in newest if one.state not in _UNMADE or waiting & set(one.wish.label_ids)]
    names = {one.id: one.shipment.ship_to.who for one in labels}
    early = frozenset(one.id for one in labels if _bought_before(one))
    return tuple(card for entry in kept for card in _cards_of(entry, zone, names, early))


def _bought_before(entry: LabelEntry) -> bool:
    """Whether it was bought before its ship date. The documents do not say which day a form counts by."""
    return entry.label.created_at.astimezone(entry.zone).date() < entry.ship_date


def _cards_of(
    entry: FormEntry, zone: tzinfo, names: Mapping[str, str], early: frozenset[str]
) -> tuple[FormCard, ...]:
    if entry.state is FormState.MADE:
        parts, detail = len(entry.forms), _told(entry, names, early)
        return tuple(
            _made(entry, form, zone, f" ({place} of {parts})" if parts > 1 else "", detail)
            for place, form in enumerate(entry.forms, start=1)
        )
    return (_asked(entry, zone, early),)


def _made(entry: FormEntry, form: ScanForm, zone: tzinfo, part: str, detail: str) -> FormCard:
    count = form.count or len(form.label_ids)
    day = f" · {day_words(form.ship_date)}" if form.ship_date else ""
    return FormCard(
        key=form.form_id,
        number=entry.id,
        title=f"SCAN form {in_fours(form.submission_id) or form.form_id}{part}",
        about=f"{count_words(count, 'parcel')}{day} · made at {clock_words(form.created_at, zone)}",
        state="Made elsewhere" if entry.wish.elsewhere else "Made",
        tone="done",
        detail=detail,
        form_id=form.form_id,
    )


def _told(entry: FormEntry, names: Mapping[str, str], early: frozenset[str]) -> str:
    """Why there are several forms, and whom the carrier left out, each with its reason."""
    left = entry.answer.left_out if entry.answer else ()
    by_reason: dict[str, list[str]] = {}
    for one in left:
        by_reason.setdefault(one.reason, []).append(names.get(one.label_id, ""))
    out = [_left_out(whom, reason) for reason, whom in by_reason.items()]
    fits_none = _BY_ITSELF if early.intersection(one.label_id for one in left) else ""
    return " ".join(filter(None, (why_several(entry.forms), *out, fits_none)))


def _left_out(whom: Sequence[str], reason: str) -> str:
    """By name where each is known here."""
    parcels = names_words(whom) if all(whom) else count_words(len(whom), "parcel")
    return f"The carrier left out {parcels}{f': “{reason}”' if reason else '.'}"


def _asked(entry: FormEntry, zone: tzinfo, early: frozenset[str]) -> FormCard:
    state, tone = _STATES[entry.state]
    making = entry.is_being_made
    in_doubt = entry.state is FormState.IN_DOUBT and not making
    if making:
        state = "Being made"
    return FormCard(
        key=f"request-{entry.id}",
        number=entry.id,
        title=f"SCAN form for {count_words(len(entry.wish.label_ids), 'parcel')}",
        about=f"Asked for on {moment_words(entry.asked_at, zone)}",
        state=state,
        tone=tone,
        detail=_detail(entry, making=making, early=bool(early.intersection(entry.wish.label_ids))),
        can_retry=entry.state in _UNMADE,
        in_doubt=in_doubt,
    )


# After the hour nothing of today is taken any more, and tomorrow may be another day than the one of purchase.
_BY_ITSELF = (
    "The carrier may take a label on the day of its purchase only, and some of these were bought before. "
    "They may fit no form. Hand them over all the same; each is scanned by itself."
)
_UNMADE = frozenset({FormState.REFUSED, FormState.INTENDED})
_STATES = {
    FormState.INTENDED: ("Not asked yet", "waiting"),
    FormState.SENT: ("Being asked", "waiting"),
    FormState.IN_DOUBT: ("We don't know yet", "waiting"),
    FormState.REFUSED: ("Not made", "trouble"),
}


def _detail(entry: FormEntry, *, making: bool, early: bool) -> str:
    if making:
        return "The carrier is making it. It appears here by itself."
    if entry.state is FormState.IN_DOUBT:
        return "The carrier's list is read until it is known. Nothing is asked for twice."
    if entry.state is FormState.REFUSED:
        return " ".join(filter(None, ("No form was made.", entry.detail, _BY_ITSELF if early else "")))
    return "Nothing left this computer yet." if entry.state is FormState.INTENDED else ""


@dataclass(frozen=True, slots=True)
class LateLine:
    """A label whose ship date has passed unscanned."""

    label_id: str
    who: str
    day: str


def late_lines(entries: Sequence[LabelEntry]) -> tuple[LateLine, ...]:
    """The first of them."""
    return tuple(map(_late_line, entries[:_LATE_SHOWN]))


def _late_line(entry: LabelEntry) -> LateLine:
    day = entry.ship_date
    return LateLine(entry.id, entry.shipment.ship_to.who, day_words(day))


def late_words(count: int) -> str:
    """What it means and what to do; empty for none."""
    if not count:
        return ""
    dates, them = ("date of this label has", "it") if count == 1 else ("dates of these labels have", "them")
    return (
        f"The ship {dates} passed, and USPS has not scanned {them}. A ship date cannot be changed: void what "
        "has not left, and buy it anew for the right day."
    )
