"""What the Buying page shows: the rules of buying as they are typed, and what is wrong with them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from postwright.domain.approval import Tolerance
from postwright.domain.buying_rules import DAY_LIMIT, LABEL_LIMIT, RULES, USPS_INSURES, BuyingRules
from postwright.domain.draft import Problem
from postwright.domain.money import Money, read_money
from postwright.domain.preferences import Preferences

INSURERS = {
    "carrier": "USPS",
    "parcelguard": "ParcelGuard",
    "shipsurance": "Shipsurance, for accounts from before July 2024",
}
_EXAMPLE = Money(1000)
MOST_PER_CENT = 100
_LIMITS = ("label_limit", "day_limit")
SCHEMES = {"paperless": "paperless, as documented now", "qr_code": "qr_code, the older word"}


@dataclass(frozen=True, slots=True)
class BuyingText:
    """The page as it is typed. Money is text until it can be read."""

    tolerance: str = ""
    per_cent: int = 0
    quote_hours: int = 24
    similar_on: bool = True
    similar_hours: int = 12
    label_limit_on: bool = True
    label_limit: str = ""
    day_limit_on: bool = True
    day_limit: str = ""
    insure_at_most: str = ""
    insurer: str = "carrier"
    offer_restricted_delivery: bool = False
    display_scheme: str = "paperless"


def text_of(held: Preferences) -> BuyingText:
    rules = held.rules
    return BuyingText(
        tolerance=str(held.tolerance),
        per_cent=held.tolerance_per_cent,
        quote_hours=rules.quote_hours,
        similar_on=rules.similar_hours > 0,
        similar_hours=rules.similar_hours or RULES.similar_hours,
        label_limit_on=rules.label_limit is not None,
        label_limit=str(rules.label_limit or LABEL_LIMIT),
        day_limit_on=rules.day_limit is not None,
        day_limit=str(rules.day_limit or DAY_LIMIT),
        insure_at_most=str(rules.insure_at_most),
        insurer=rules.who_insures,
        offer_restricted_delivery=rules.offer_restricted_delivery,
        display_scheme=held.display_scheme,
    )


def problems_of(text: BuyingText) -> tuple[Problem, ...]:
    """What cannot be kept as it is typed."""
    found = []
    asked = ["tolerance", "insure_at_most"]
    asked += [name for name in _LIMITS if getattr(text, f"{name}_on")]
    for name in asked:
        try:
            amount = read_money(getattr(text, name))
        except ValueError as error:
            found.append(Problem(name, str(error)))
            continue
        if name == "insure_at_most" and text.insurer == "carrier" and amount > USPS_INSURES:
            found.append(Problem(name, f"USPS insures up to {USPS_INSURES}."))
    return tuple(found)


def kept(held: Preferences, text: BuyingText) -> Preferences:
    """The settings with the rules that were typed. The text must have no problem."""
    rules = BuyingRules(
        quote_hours=text.quote_hours,
        insure_at_most=read_money(text.insure_at_most),
        insurer=text.insurer,
        offer_restricted_delivery=text.offer_restricted_delivery,
        similar_hours=text.similar_hours if text.similar_on else 0,
        label_limit=read_money(text.label_limit) if text.label_limit_on else None,
        day_limit=read_money(text.day_limit) if text.day_limit_on else None,
    )
    return replace(
        held,
        tolerance=read_money(text.tolerance),
        tolerance_per_cent=text.per_cent,
        rules=rules,
        display_scheme=text.display_scheme,
    )


def shown_of(held: Preferences, typed: BuyingText) -> BuyingText:
    """The page as it is kept. What is off keeps the number that stands in its field."""
    found = text_of(held)
    if not found.similar_on:
        found = replace(found, similar_hours=typed.similar_hours)
    for name in _LIMITS:
        if not getattr(found, f"{name}_on") and getattr(typed, name):
            found = replace(found, **{name: getattr(typed, name)})
    return found


@dataclass(frozen=True, slots=True)
class BuyingScreen:
    """Everything shown. `form` grows when the fields must be written anew."""

    text: BuyingText = field(default_factory=BuyingText)
    form: int = 0
    loaded: bool = False

    def problem(self, name: str) -> str:
        """What is wrong with one field, or nothing."""
        found = problems_of(self.text) if self.loaded else ()
        return next((one.sentence for one in found if one.field == name), "")

    @property
    def rise(self) -> str:
        """What the tolerance means for a price, in an example."""
        if problems_of(self.text):
            return ""
        room = Tolerance(read_money(self.text.tolerance), self.text.per_cent)
        price = _EXAMPLE
        return f"A label that was shown at {price} is bought for at most {price + room.room(price)}."

    @property
    def insurers(self) -> tuple[tuple[str, str], ...]:
        """Codes and names, with one that only the settings file names as it stands there."""
        return _with(INSURERS, self.text.insurer)

    @property
    def schemes(self) -> tuple[tuple[str, str], ...]:
        return _with(SCHEMES, self.text.display_scheme)


def _with(known: dict[str, str], code: str) -> tuple[tuple[str, str], ...]:
    return tuple((known if code in known else {**known, code: code}).items())
