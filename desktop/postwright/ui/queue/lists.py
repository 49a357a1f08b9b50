"""What the approval card lets choose from: service rules, days. Chooses nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from postwright.domain.approval import CHEAPEST, IN_TIME
from postwright.domain.catalogue import Catalogue
from postwright.domain.draft_reading import MAX_DAYS_AHEAD
from postwright.ui.days import ARRIVAL_DAYS, day_of, days_after
from postwright.ui.queue.screen import Choices, Lists
from postwright.ui.queue.terms import AS_THEY_ARE
from postwright.ui.words import code_words, day_words

if TYPE_CHECKING:
    from postwright.operations.results import QueueRow

_AS_THEY_ARE = (AS_THEY_ARE, "As they are")


def lists_for(rows: tuple[QueueRow, ...], catalogue: Catalogue, today: date) -> Lists:
    """For the picked parcels: "as they are" is among it where there are several."""
    many = (_AS_THEY_ARE,) if len(rows) > 1 else ()
    held = [row.record.approval for row in rows if row.record.approval]
    arrivals = days_after(today, ARRIVAL_DAYS)
    today_words = f"Today, {day_words(today)}"
    dates = (("", "Soonest day"), (today.isoformat(), today_words), *days_after(today, MAX_DAYS_AHEAD))
    typed = [day_of(row.record.draft.ship_date) for row in rows]
    return Lists(
        services=(*many, *_services(rows, catalogue)),
        arrivals=(*many, ("", "Choose a day"), *_with(arrivals, [one.arrive_by for one in held])),
        dates=(*many, *_with(dates, typed)),
    )


def _services(rows: tuple[QueueRow, ...], catalogue: Catalogue) -> Choices:
    """The rules, then the services that every one of the parcels could take, then what they have now."""
    abroad = {row.record.draft.to.country != "US" for row in rows}
    offered = {
        one.code: one.name for one in catalogue.services if len(abroad) == 1 and one.international in abroad
    }
    rules = {CHEAPEST: "Cheapest", IN_TIME: "Cheapest that arrives in time"}
    held = [row.record.approval.service_code for row in rows if row.record.approval]
    others = {code: code_words(code) for code in held if code not in rules and code not in offered}
    return tuple((rules | offered | others).items())


def _with(days: Choices, held: list[date | None]) -> Choices:
    """Days that a parcel has already but that are not offered any more, such as one that is past."""
    known = {code for code, _ in days}
    others = sorted({day for day in held if day is not None and day.isoformat() not in known})
    return (*days, *((day.isoformat(), day_words(day)) for day in others))
