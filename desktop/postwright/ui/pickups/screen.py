"""What the Pickups panel shows: the plan, the chosen labels, the note, and the pickups asked for. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from typing import TYPE_CHECKING

from postwright.domain.draft import Problem
from postwright.domain.label_entry import LabelEntry
from postwright.domain.pickup import PickupEntry, PickupState, PickupWindow, can_cancel
from postwright.domain.postal_rules import PickupRule
from postwright.domain.weight import Weight
from postwright.ui.notice import Notice
from postwright.ui.papers import PaperChoice
from postwright.ui.words import count_words, day_words, span_clock_words

if TYPE_CHECKING:
    from postwright.operations.results import PickupPlan

PLACES = {
    "side": ("Side door", "At the side door."),
    "porch": ("Front porch", "On the front porch."),
    "mailbox": ("Mailbox", "In or at the mailbox."),
    "office": ("Office", "At the office."),
    "bell": ("Ring the bell", "Please ring the bell."),
}
# USPS comes with the regular mail; the window that is asked spans the working day.
DAY_BEGINS, DAY_ENDS = time(8, 0), time(18, 0)
_STATES = {
    PickupState.INTENDED: "Not asked yet",
    PickupState.SENT: "Being asked",
    PickupState.IN_DOUBT: "We don't know yet",
    PickupState.BOOKED: "Booked",
    PickupState.REFUSED: "Refused",
    PickupState.CANCELLED: "Cancelled",
}
# Parcels of such a pickup may be handed over with a list.
_LISTED = frozenset({PickupState.SENT, PickupState.IN_DOUBT, PickupState.BOOKED})
# Nobody tells whether the carrier came.
_OVER = "Was booked"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the carrier may ask, as typed."""

    name: str = ""
    phone: str = ""
    email: str = ""


def auto_note(labels: tuple[LabelEntry, ...], place: str) -> str:
    """Place, count and weight: the API has no fields for them (api.md 16)."""
    if not labels:
        return ""
    weight = Weight(sum((one.shipment.parcel.weight.ounces for one in labels), Weight.of().ounces))
    where = PLACES[place][1] if place in PLACES else ""
    return " ".join(
        part for part in (where, f"{count_words(len(labels), 'package')}, {weight} together.") if part
    )


def asked_window(day: date, zone: tzinfo) -> PickupWindow:
    """The whole working day at the origin."""
    return PickupWindow(datetime.combine(day, DAY_BEGINS, zone), datetime.combine(day, DAY_ENDS, zone))


def window_words(window: PickupWindow, zone: tzinfo) -> str:
    """ "Tue 24 Nov, 8:00 am to 5:00 pm", by the clocks of the place that the carrier comes to."""
    start, end = window.start.astimezone(zone), window.end.astimezone(zone)
    return f"{day_words(start.date())}, {span_clock_words(start, end, zone)}"


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One pickup as a row: what was booked, and how it differs from what was asked."""

    id: int
    when: str
    what: str
    state: str
    tone: str
    difference: str
    can_cancel: bool
    has_list: bool = False


def entry_line(entry: PickupEntry, now: datetime, zone: tzinfo, rule: PickupRule) -> EntryLine:
    """The row for one entry. The carrier's windows count, whatever was asked."""
    asked = entry.request.window
    windows = entry.pickup.windows if entry.pickup else ()
    when = window_words(windows[0] if windows else asked, zone)
    number = entry.pickup.confirmation_number if entry.pickup else ""
    what = count_words(len(entry.request.label_ids), "label") + (
        f" · confirmation {number}" if number else ""
    )
    over = entry.state is PickupState.BOOKED and _is_over(windows or (asked,), now, zone)
    tones = {PickupState.BOOKED: "done", PickupState.IN_DOUBT: "waiting", PickupState.REFUSED: "trouble"}
    return EntryLine(
        id=entry.id,
        when=when,
        what=what,
        state=_OVER if over else _STATES[entry.state],
        tone="plain" if over else tones.get(entry.state, "plain"),
        difference=_difference(entry, zone, over=over),
        can_cancel=entry.state is PickupState.BOOKED
        and entry.pickup is not None
        and can_cancel(entry.pickup, now, rule),
        has_list=entry.state in _LISTED and not over,
    )


def _is_over(windows: tuple[PickupWindow, ...], now: datetime, zone: tzinfo) -> bool:
    """Whether the day of the pickup is past at its place."""
    last = max(window.end for window in windows)
    return last.astimezone(zone).date() < now.astimezone(zone).date()


def _difference(entry: PickupEntry, zone: tzinfo, *, over: bool) -> str:
    if over:
        return ""
    if entry.state is not PickupState.BOOKED:
        return entry.detail
    return difference_words(entry.request.window, entry.pickup.windows if entry.pickup else (), zone)


def difference_words(asked: PickupWindow, windows: tuple[PickupWindow, ...], zone: tzinfo) -> str:
    """How the booked day differs from the asked one; empty when it is the same or not told."""
    if not windows:
        return "The carrier named no time. It comes with the regular mail."
    wished, booked = asked.start.astimezone(zone).date(), windows[0].start.astimezone(zone).date()
    return "" if wished == booked else f"USPS chose {day_words(booked)}, not {day_words(wished)}."


@dataclass(frozen=True, slots=True)
class PickupsScreen:
    """Everything shown. `form` grows when the contact or note must be written anew into the fields."""

    plan: PickupPlan | None = None
    now: datetime | None = None
    chosen: frozenset[str] = frozenset()
    contact: Contact = Contact()
    place: str = ""
    note: str = ""
    papers: PaperChoice = field(default_factory=PaperChoice)
    form: int = 0
    problems: tuple[Problem, ...] = ()
    scheduling: bool = False
    cancelling: int = 0
    asking_cancel: int = 0
    notice: Notice | None = None

    @property
    def loaded(self) -> bool:
        return self.plan is not None

    @property
    def labels(self) -> tuple[LabelEntry, ...]:
        return self.plan.labels if self.plan else ()

    @property
    def chosen_labels(self) -> tuple[LabelEntry, ...]:
        return tuple(entry for entry in self.labels if entry.id in self.chosen)

    @property
    def zone(self) -> tzinfo:
        """The zone of the place that the pickup is at."""
        return self.plan.zone if self.plan else UTC

    @property
    def is_empty(self) -> bool:
        return self.plan is not None and not self.plan.labels and not self.plan.entries

    @property
    def day_line(self) -> str:
        """When USPS will really come, said before."""
        return f"USPS comes on {day_words(self.plan.day)}" if self.plan else ""

    @property
    def day_hint(self) -> str:
        """Why that day, and at what time."""
        return "With the regular mail, on the next delivery day. USPS takes no other day."

    @property
    def premium_hint(self) -> str:
        """USPS has asked for at least one Priority or Express piece (api.md 16)."""
        if self.plan is None or not self.plan.labels or self.plan.has_premium:
            return ""
        return "None of these is Priority Mail. Some post offices send a carrier only when one is."

    @property
    def choice_line(self) -> str:
        chosen = len(self.chosen_labels)
        return f"{chosen} of {count_words(len(self.labels), 'label')} {'goes' if chosen == 1 else 'go'} along"

    @property
    def nothing_line(self) -> str:
        """Why there is nothing to ask for, where pickups were asked for before; empty where there is."""
        if self.plan is None or self.labels:
            return ""
        waiting = any(line.state == _STATES[PickupState.BOOKED] for line in self.entry_lines)
        return "Every label is on a pickup already." if waiting else "No label waits for the carrier now."

    @property
    def can_schedule(self) -> bool:
        return self.plan is not None and bool(self.chosen_labels) and not self.scheduling

    @property
    def schedule_text(self) -> str:
        return f"Ask for a pickup · {day_words(self.plan.day)}" if self.plan else "Ask for a pickup"

    @property
    def entry_lines(self) -> tuple[EntryLine, ...]:
        if self.plan is None or self.now is None:
            return ()
        rule = self.plan.rule
        newest = sorted(self.plan.entries, key=lambda entry: entry.asked_at, reverse=True)
        return tuple(entry_line(entry, self.now, self.zone, rule) for entry in newest)

    @property
    def cancel_question(self) -> str:
        line = next((line for line in self.entry_lines if line.id == self.asking_cancel), None)
        return f"Cancel the pickup on {line.when}?" if line else ""

    def problem(self, field: str) -> str:
        """What is wrong with one field, or nothing."""
        return next((one.sentence for one in self.problems if one.field == field), "")
