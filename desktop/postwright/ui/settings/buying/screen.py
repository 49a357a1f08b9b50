"""What the Buying page shows: the rules of buying as they are typed, and what is wrong with them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from postwright.domain.buying_rules import USPS_INSURES, BuyingRules
from postwright.domain.draft import Problem
from postwright.domain.money import Money, read_money
from postwright.domain.preferences import Preferences

INSURERS = {
    "carrier": "USPS",
    "parcelguard": "ParcelGuard",
    "shipsurance": "Shipsurance, for accounts from before July 2024",
}
SCHEMES = {"paperless": "paperless, as documented now", "qr_code": "qr_code, the older word"}


@dataclass(frozen=True, slots=True)
class BuyingText:
    """The page as it is typed. Money is text until it can be read."""

    tolerance: str = ""
    quote_hours: int = 24
    insure_at_most: str = ""
    insurer: str = "carrier"
    offer_restricted_delivery: bool = False
    display_scheme: str = "paperless"


def text_of(held: Preferences) -> BuyingText:
    return BuyingText(
        str(held.tolerance),
        held.rules.quote_hours,
        str(held.rules.insure_at_most),
        held.rules.who_insures,
        held.rules.offer_restricted_delivery,
        held.display_scheme,
    )


def problems_of(text: BuyingText) -> tuple[Problem, ...]:
    """What cannot be kept as it is typed."""
    found = []
    for name in ("tolerance", "insure_at_most"):
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
        text.quote_hours, read_money(text.insure_at_most), text.insurer, text.offer_restricted_delivery
    )
    tolerance: Money = read_money(text.tolerance)
    return replace(held, tolerance=tolerance, rules=rules, display_scheme=text.display_scheme)


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
    def insurers(self) -> tuple[tuple[str, str], ...]:
        """Codes and names, with one that only the settings file names as it stands there."""
        return _with(INSURERS, self.text.insurer)

    @property
    def schemes(self) -> tuple[tuple[str, str], ...]:
        return _with(SCHEMES, self.text.display_scheme)


def _with(known: dict[str, str], code: str) -> tuple[tuple[str, str], ...]:
    return tuple((known if code in known else {**known, code: code}).items())
