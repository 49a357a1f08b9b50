"""What the End of day panel shows: a day at an origin, the time left, its parcels and its forms. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from postwright.domain.day_end import DayEnd
from postwright.domain.form_request import FormState
from postwright.domain.label_entry import LabelEntry
from postwright.domain.postal_calendar import next_postal_day
from postwright.ui.end_of_day.countdown import Countdown, countdown
from postwright.ui.end_of_day.deeds import DayBook
from postwright.ui.end_of_day.told import (
    FormCard,
    LateLine,
    form_cards,
    late_lines,
    late_words,
    names_words,
    off_lines,
)
from postwright.ui.notice import Notice
from postwright.ui.tone_line import ToneLine
from postwright.ui.words import count_words, day_words


@dataclass(frozen=True, slots=True)
class EndOfDayScreen:
    """Everything shown. `current` is the key of the day in front; `left_out` are labels that a person took
    off the form. `sheet` is the form whose picture stands in front of the rest, `sending` the one that goes
    to the printer or into a file.
    """

    book: DayBook | None = None
    now: datetime | None = None
    current: str = ""
    left_out: frozenset[str] = frozenset()
    making: bool = False
    retrying: int = 0
    printer: str = ""
    sending: str = ""
    sheet: str = ""
    picture: bytes = field(default=b"", repr=False)
    notice: Notice | None = None

    @property
    def loaded(self) -> bool:
        return self.book is not None

    @property
    def days(self) -> tuple[DayEnd, ...]:
        return self.book.days if self.book else ()

    @property
    def day(self) -> DayEnd | None:
        """The day in front: the one chosen, else the first."""
        chosen = (day for day in self.days if day_key(day) == self.current)
        return next(chosen, self.days[0] if self.days else None)

    @property
    def tabs(self) -> tuple[tuple[str, str], ...]:
        """Each day's key and title; one alone needs none."""
        if len(self.days) < 2:
            return ()
        return tuple((day_key(day), f"{self.place(day)} · {self._day_words(day)}") for day in self.days)

    def place(self, day: DayEnd) -> str:
        """The shop's own word for the origin, or its city."""
        name = self.book.names.get(day.origin, "") if self.book else ""
        return name or _city(day)

    def _day_words(self, day: DayEnd) -> str:
        today = self.now.astimezone(zone_of_day(day)).date() if self.now else None
        return f"{'today' if day.ship_date == today else day_words(day.ship_date)} ({len(day.on)})"

    @property
    def is_empty(self) -> bool:
        return self.book is not None and not (self.book.days or self.book.forms or self.book.late)

    @property
    def line(self) -> str:
        """Under the title: which place and day this is."""
        day = self.day
        return f"{self.place(day)} · {day_words(day.ship_date)}" if day else ""

    # ------------------------------------------------------------ the time, and the one button

    @property
    def countdown(self) -> Countdown:
        """The time that is left; once the day is closed, that it is."""
        day = self.day
        if day is None or self.now is None:
            return Countdown("No parcel leaves today", "Labels that you buy for today stand here.")
        if self.is_closed:
            return Countdown("The day is closed", self._closed_hint(day))
        told = countdown(day, self.now, zone_of_day(day), _city(day))
        if not day.on:
            return Countdown("Nothing goes on a form", told.hint, told.share)
        return told

    def _closed_hint(self, day: DayEnd) -> str:
        count = sum(form.count or len(form.label_ids) for one in day.forms for form in one.forms)
        forms = count_words(sum(len(one.forms) for one in day.forms), "SCAN form")
        leaves = day_words(next_postal_day(day.ship_date))
        verb = "is" if count == 1 else "are"
        on = f"{count_words(count, 'parcel')} {verb} on {forms}."
        return f"{on} Labels bought from now on leave on {leaves}."

    @property
    def is_closed(self) -> bool:
        """Whether every parcel of the day that goes on a form is on one."""
        return self.has_forms and not self.on

    @property
    def source(self) -> str:
        """Where the rule of the hour stands, and as of when."""
        return self.book.rule.dated.words if self.book else ""

    @property
    def on(self) -> tuple[LabelEntry, ...]:
        return self.day.on if self.day else ()

    @property
    def going(self) -> tuple[LabelEntry, ...]:
        """What goes on the form now: all but what a person took off."""
        return tuple(entry for entry in self.on if entry.id not in self.left_out)

    @property
    def chosen(self) -> frozenset[str]:
        return frozenset(entry.id for entry in self.going)

    @property
    def parts(self) -> int:
        """How many forms are asked for, one after the other."""
        most = self.book.rule.most_labels if self.book else 1
        return -(-len(self.going) // most)

    @property
    def can_make(self) -> bool:
        day, now = self.day, self.now
        if day is None or now is None or self.making or not self.going:
            return False
        return day.ship_date <= now.astimezone(zone_of_day(day)).date()

    @property
    def is_over(self) -> bool:
        """Whether the hour has passed: the carrier will most likely refuse."""
        return self.day is not None and self.now is not None and self.now >= self.day.closes_at

    @property
    def make_text(self) -> str:
        if self.making:
            return "Asking for the SCAN form…" if self.parts < 2 else "Asking for the SCAN forms…"
        count = count_words(len(self.going), "parcel")
        if self.is_over:
            return f"Ask all the same · {count}"
        if self.parts > 1:
            return f"Make {self.parts} SCAN forms · {count}"
        return f"Make {'another' if self.has_forms else 'the'} SCAN form · {count}"

    @property
    def has_forms(self) -> bool:
        """Whether a form of the day was made already."""
        return self.day is not None and any(one.state is FormState.MADE for one in self.day.forms)

    @property
    def parts_line(self) -> str:
        """Why there are several forms, before they are made."""
        if self.parts < 2 or self.book is None:
            return ""
        most, parts = self.book.rule.most_labels, self.parts
        return f"One form takes {most} parcels, so {parts} are made, one after the other. Print them all."

    @property
    def taken_off_line(self) -> str:
        off = len(self.on) - len(self.going)
        if not off:
            return ""
        verb = "is" if off == 1 else "are"
        return f"{count_words(off, 'parcel')} {verb} taken off. A second form can take them later today."

    # ------------------------------------------------------------ what stands below

    @property
    def unused(self) -> tuple[LabelEntry, ...]:
        """Labels that go on the form and look unused: to be voided first."""
        return tuple(one for one in self.day.unused if one.id in self.chosen) if self.day else ()

    @property
    def unused_line(self) -> str:
        if not self.unused:
            return ""
        count, names = len(self.unused), names_words([one.shipment.ship_to.who for one in self.unused])
        verb = "was" if count == 1 else "were"
        return (
            f"{count_words(count, 'label')} {verb} never printed or mailed: {names}. Void what will not "
            "leave before you make the form. Once it is on a form, USPS may refuse the refund."
        )

    @property
    def off(self) -> tuple[ToneLine, ...]:
        return off_lines(self.day) if self.day else ()

    @property
    def day_cards(self) -> tuple[FormCard, ...]:
        """The forms of the day in front."""
        if self.day is None:
            return ()
        waiting = frozenset(entry.id for entry in self.on)
        return form_cards(self.day.forms, zone_of_day(self.day), waiting, self.day.labels)

    @property
    def earlier_cards(self) -> tuple[FormCard, ...]:
        """All other forms, newest first."""
        if self.book is None:
            return ()
        of_day = {one.id for one in self.day.forms} if self.day else set()
        zone: tzinfo = zone_of_day(self.day) if self.day else UTC
        return form_cards([one for one in self.book.forms if one.id not in of_day], zone)

    @property
    def late(self) -> tuple[LateLine, ...]:
        """The first of the labels whose ship date has passed unscanned."""
        return late_lines(self.book.late) if self.book else ()

    @property
    def late_words(self) -> str:
        return late_words(len(self.book.late)) if self.book else ""

    @property
    def late_more(self) -> str:
        more = len(self.book.late) - len(self.late) if self.book else 0
        return f"and {more} more" if more else ""

    @property
    def pickup_line(self) -> str:
        """When USPS comes next."""
        found = self.book.pickup if self.book else None
        if found is None:
            return ""
        if found.parcels is None:
            return f"No pickup is asked for. USPS could come on {day_words(found.day)}."
        return f"USPS comes on {day_words(found.day)} for {count_words(found.parcels, 'parcel')}."

    @property
    def sheet_card(self) -> FormCard | None:
        """The form whose picture is shown."""
        cards = (*self.day_cards, *self.earlier_cards)
        return next((one for one in cards if one.form_id and one.form_id == self.sheet), None)

    @property
    def newest_form(self) -> str:
        """What Ctrl+P prints: the picture's form, else the newest of the day."""
        if self.sheet:
            return self.sheet
        return next((one.form_id for one in self.day_cards if one.form_id), "")


def day_key(day: DayEnd) -> str:
    return f"{day.ship_date.isoformat()} {day.origin}"


def zone_of_day(day: DayEnd) -> tzinfo:
    """The clock of the origin."""
    return day.labels[0].zone if day.labels else day.closes_at.tzinfo or UTC


def _city(day: DayEnd) -> str:
    return day.labels[0].shipment.ship_from.city if day.labels else day.origin.postal_code
