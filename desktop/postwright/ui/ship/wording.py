"""The words of the Ship panel that depend on the parcel: lists to choose from, the decision, amounts."""

from __future__ import annotations

from datetime import date

from postwright.domain.address import CUSTOMS_STATES
from postwright.domain.catalogue import Catalogue
from postwright.domain.draft import AddressText, Draft, Problem
from postwright.domain.draft_reading import MAX_DAYS_AHEAD
from postwright.domain.guards import Guard, GuardKind
from postwright.domain.money import Money
from postwright.domain.postal_calendar import postal_day_on_or_after
from postwright.domain.preferences import Preferences
from postwright.domain.rate import Rate
from postwright.domain.shipment import Shipment
from postwright.ui.days import ARRIVAL_DAYS, days_after
from postwright.ui.rate_line import RateLine
from postwright.ui.ship.screen import Choices, Decision, GuardLine, Lists
from postwright.ui.words import day_words

# The code of an origin that is none of the saved ones.
OTHER = "?"
_CHEAPEST = "The cheapest for any contents"
_UNSEEN = "No price was seen, so say the most it may cost."


def lists(
    catalogue: Catalogue, preferences: Preferences, today: date, draft: Draft, soonest: date | None = None
) -> Lists:
    """Everything that can be chosen from. `soonest` is when a parcel without a ship date would leave."""
    origins = tuple((origin.name, origin.name) for origin in preferences.origins)
    if origin_code(preferences, draft.sender) == OTHER:
        origins = (*origins, (OTHER, "Another address"))
    return Lists(
        packages=tuple((one.code, one.name) for one in catalogue.packages),
        confirmations=tuple(
            (one.code, one.name) for one in catalogue.confirmations if preferences.rules.offers(one.code)
        ),
        dates=_dates(today, soonest or postal_day_on_or_after(today)),
        arrivals=(("", "Any day"), *days_after(today, ARRIVAL_DAYS)),
        origins=origins,
        presets=tuple((str(preset.digit), preset.name) for preset in preferences.presets),
    )


def _dates(today: date, soonest: date) -> Choices:
    """A draft without a date ships on the soonest day: after the cut-off or on a Sunday not today."""
    day = day_words(soonest)
    words = f"Today, {day}" if soonest == today else f"{day} (next postal day)"
    return (("", words), *days_after(today, MAX_DAYS_AHEAD))


def origin_code(preferences: Preferences, sender: AddressText) -> str:
    """The name of the saved origin with that address; OTHER for none, empty where no address stands."""
    for origin in preferences.origins:
        if origin.address == sender:
            return origin.name
    return "" if sender.is_blank else OTHER


def lines_of(address: AddressText) -> tuple[str, ...]:
    """An address as typed, in two or three lines."""
    place = " ".join(part for part in (address.city, address.state, address.postal_code) if part)
    lines = (
        address.name or address.company,
        ", ".join(one for one in (address.line1, address.line2) if one),
        place,
    )
    return tuple(line for line in lines if line)


def customs_needed(draft: Draft) -> bool:
    """Whether mail to what was typed so far needs a declaration."""
    to = draft.to
    return to.country != "US" or to.state.strip().upper() in CUSTOMS_STATES


def declare(draft: Draft, found: tuple[Problem, ...]) -> bool:
    """Whether the declaration is still to be filled in; lines are not read before the address is whole."""
    wrong = any(problem.field.startswith("customs_") for problem in found)
    return wrong or (customs_needed(draft) and not draft.customs_lines)


def decide(
    shipment: Shipment | None, catalogue: Catalogue, rate: Rate | None, line: RateLine | None, *, online: bool
) -> Decision:
    """Who, what, when and how much; empty parts for what is not known yet.

    Offline without a price: which service will be bought, and why a limit is asked for.
    """
    if shipment is None:
        return Decision()
    to, parcel = shipment.ship_to, shipment.parcel
    place = f"{to.city} {to.state} {to.postal_code}".replace("  ", " ")
    package = catalogue.package_name(parcel.package_code)
    typed = catalogue.package(parcel.package_code)
    size = str(parcel.size) if parcel.size and not (typed and typed.outside) else ""
    arrives = f"arrives {day_words(rate.arrives)} (estimate)" if rate and rate.arrives else ""
    return Decision(
        who=f"Return from {shipment.ship_from.who} to {to.who}" if shipment.is_return else to.who,
        where=place,
        what=" · ".join(part for part in (package, str(parcel.weight), size) if part),
        when=" · ".join(part for part in (f"Ships {day_words(shipment.ship_date)}", arrives) if part),
        price=str(rate.total) if rate else "",
        made_of=line.made_of if line else "" if online else _UNSEEN,
        service=line.service if line else "" if online else _CHEAPEST,
    )


def risen_words(risen: tuple[Money, Money] | None) -> str:
    """ "It was $7.61 when it was shown. It costs 49¢ more now."."""
    if risen is None:
        return ""
    before, now = risen
    return f"It was {before} when it was shown. It costs {small_words(now - before)} more now."


def guard_line(guard: Guard) -> GuardLine:
    """A guard with the words of the button that buys all the same."""
    yes = "Buy another" if guard.kind is GuardKind.SIMILAR else "Buy anyway"
    return GuardLine(guard.key, guard.sentence, yes, guard.label_ids[0] if guard.label_ids else "")


def small_words(amount: Money) -> str:
    """ "25¢" for less than a dollar, else "$1.50"."""
    return f"{amount.minor}¢" if amount.currency == "usd" and 0 <= amount.minor < 100 else str(amount)
