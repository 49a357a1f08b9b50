"""The day on which a parcel leaves: one that is past, over for today, or closed by a SCAN form, moves to the
next postal day, and it is said. Reads no clock and keeps no answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from postwright.domain.approval import WhenPast
from postwright.domain.buying_rules import RULES, BuyingRules
from postwright.domain.catalogue import Catalogue
from postwright.domain.day_end import origin_key
from postwright.domain.draft import Draft, Problem
from postwright.domain.draft_reading import read_draft
from postwright.domain.postal_calendar import day_words, next_postal_day, postal_day_on_or_after
from postwright.domain.postal_rules import FormRule
from postwright.domain.shipment import Shipment
from postwright.domain.time_zone import zone_of

# A place that parcels leave from, as its key is written, and one day there.
PlaceDay = tuple[str, date]


@dataclass(frozen=True, slots=True)
class ShipDays:
    """What is known of the days at each origin. After the hour of `rule` no parcel leaves on the same day,
    and none on a `closed` day, for which a SCAN form is made; nor on a day that is `given_up`. Days that are
    `kept` stay open all the same: somebody said so.
    """

    rule: FormRule | None = None
    closed: frozenset[PlaceDay] = frozenset()
    given_up: frozenset[PlaceDay] = frozenset()
    kept: frozenset[PlaceDay] = frozenset()

    def why_over(self, place: str, day: date, local: datetime) -> WhyOver | None:
        """Why no parcel leaves on that day any more; `local` is the time at the origin."""
        key = (place, day)
        if key in self.kept:
            return None
        if key in self.given_up:
            return WhyOver.GIVEN_UP
        if key in self.closed:
            return WhyOver.FORM_MADE
        late = self.rule is not None and day == local.date() and local.time() >= self.rule.until
        return WhyOver.LATE if late else None


class WhyOver(StrEnum):
    """Why a parcel does not leave on a day."""

    LATE = "late"
    FORM_MADE = "form_made"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class LeavesToday:
    """The question whether parcels of a place leave today all the same. Unanswered, they leave `instead`."""

    place: str
    today: date
    instead: date
    why: WhyOver
    rule: FormRule

    @property
    def sentence(self) -> str:
        later = day_words(self.instead)
        if self.why is WhyOver.FORM_MADE:
            return (
                f"The SCAN form for {day_words(self.today)} is made, so parcels leave on {later} now. "
                "What leaves today all the same needs a second form, or a scan of its own."
            )
        return (
            f"It is past {_hour(self.rule)} at the origin, so parcels leave on {later} now. "
            "USPS may refuse one whose ship date is past."
        )


ANY_DAY = ShipDays()


def origin_day(draft: Draft, now: datetime) -> date:
    """Today where the parcel leaves from."""
    return now.astimezone(zone_of(draft.sender.state)).date()


def rolled(draft: Draft, now: datetime, days: ShipDays = ANY_DAY) -> Draft:
    """The draft with a ship date on which nothing leaves any more moved to the next postal day."""
    move = _move(draft, now, days)
    return draft if move is None else replace(draft, ship_date=move[1].isoformat())


def leaves_today(draft: Draft, now: datetime, days: ShipDays) -> LeavesToday | None:
    """What is to be asked of a parcel that would have left today, once for a place and a day."""
    today, place = origin_day(draft, now), str(origin_key(draft.sender))
    move = _move(draft, now, days)
    if move is None or move[0] != today or days.rule is None:
        return None
    why = days.why_over(place, today, _local(draft, now))
    if why is None or why is WhyOver.GIVEN_UP:
        return None
    return LeavesToday(place, today, move[1], why, days.rule)


def passed(draft: Draft, now: datetime) -> date | None:
    """The ship date that was typed, if it is past."""
    day = _typed(draft)
    return day if day is not None and day < origin_day(draft, now) else None


def read_waiting(
    draft: Draft,
    catalogue: Catalogue,
    now: datetime,
    rules: BuyingRules = RULES,
    when_past: WhenPast = WhenPast.ROLL,
    *,
    days: ShipDays,
) -> Shipment | tuple[Problem, ...]:
    """The shipment of a draft, or its problems. It keeps the day on which nothing leaves any more; with ASK,
    such a day is a problem where it was typed.
    """
    move = _move(draft, now, days)
    asks = when_past is WhenPast.ASK and _typed(draft) is not None
    moved = draft if move is None or asks else replace(draft, ship_date=move[1].isoformat())
    found = read_draft(moved, catalogue, origin_day(draft, now), rules)
    if move is None or not isinstance(found, Shipment):
        return found
    if asks:
        told = f"Nothing leaves on {day_words(move[0])} any more. Choose a later day."
        return (Problem("ship_date", told),)
    return replace(found, rolled_from=move[0])


def is_over(shipment: Shipment, now: datetime, days: ShipDays) -> bool:
    """Whether a parcel that was read before would be moved on by now."""
    place = str(origin_key(shipment.ship_from))
    local = now.astimezone(zone_of(shipment.ship_from.state))
    return not shipment.is_return and days.why_over(place, shipment.ship_date, local) is not None


def rolled_words(shipment: Shipment) -> str:
    """ "Ship date was Fri 20 Nov; it leaves Mon 23 Nov.", or nothing."""
    if shipment.rolled_from is None:
        return ""
    return f"Ship date was {day_words(shipment.rolled_from)}; it leaves {day_words(shipment.ship_date)}."


def _move(draft: Draft, now: datetime, days: ShipDays) -> tuple[date, date] | None:
    """The day that was wanted and the one that it becomes, where they differ. What a customer sends back has
    no day but its own; text that is no date is somebody else's problem.
    """
    typed, today = _typed(draft), origin_day(draft, now)
    if typed is None and draft.ship_date.strip():
        return None
    wanted = postal_day_on_or_after(today) if typed is None else typed
    day = wanted if wanted >= today else postal_day_on_or_after(today)
    place, local = str(origin_key(draft.sender)), _local(draft, now)
    while not draft.is_return and days.why_over(place, day, local) is not None:
        day = next_postal_day(day)
    return None if day == wanted else (wanted, day)


def _typed(draft: Draft) -> date | None:
    try:
        return date.fromisoformat(draft.ship_date.strip())
    except ValueError:
        return None


def _local(draft: Draft, now: datetime) -> datetime:
    return now.astimezone(zone_of(draft.sender.state))


def _hour(rule: FormRule) -> str:
    """ "9 pm"."""
    return f"{rule.until.hour % 12 or 12} {'pm' if rule.until.hour >= 12 else 'am'}"
