"""Know on which days parcels still leave, and keep what was answered about today. Makes no form, asks nobody
about one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from postwright.domain.postal_rules import FormRule
from postwright.domain.ship_day import LeavesToday, PlaceDay, ShipDays
from postwright.store.marks import Marks
from postwright.store.scan_forms import ScanForms

FAMILY = "leaves"
_TODAY, _INSTEAD = "today", "instead"
# A form for a day is asked for on that day, or in the days before; an answer outlives its day in every zone.
_FORMS_SINCE = timedelta(days=8)
_KEPT = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is needed to know the days. `now` is the shop's time."""

    forms: ScanForms
    marks: Marks
    rule: FormRule
    now: Callable[[], datetime]


def ship_days(calendar: Calendar) -> ShipDays:
    """As the books have them now."""
    closed = calendar.forms.closed_days(calendar.now() - _FORMS_SINCE)
    answers = [_read(name) for name in calendar.marks.all()]
    return ShipDays(
        calendar.rule,
        closed=frozenset((place, date.fromisoformat(day)) for place, day in closed),
        given_up=frozenset(about for said, about in answers if said == _INSTEAD),
        kept=frozenset(about for said, about in answers if said == _TODAY),
    )


def answer(calendar: Calendar, question: LeavesToday, *, today: bool) -> None:
    """Keep what was said, so that it is asked no more for that place and day. Raises Environment."""
    name = f"{_TODAY if today else _INSTEAD} {question.today.isoformat()} {question.place}"
    now = calendar.now()
    calendar.marks.keep(name, now + _KEPT, now)


def _read(name: str) -> tuple[str, PlaceDay]:
    said, day, place = name.split(" ", 2)
    return said, (place, date.fromisoformat(day))
