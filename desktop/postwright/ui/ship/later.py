"""Queueing a parcel for later: which service may be bought then, and how far its price may rise. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from postwright.domain.approval import CHEAPEST, IN_TIME, Approval, Tolerance
from postwright.domain.money import read_money
from postwright.domain.rate import Quote, Rate
from postwright.ui.words import day_words

THIS = "this"
MOST_PER_CENT = 100
_NO_PER_CENT = f"Write whole per cent, from 0 to {MOST_PER_CENT}."


@dataclass(frozen=True, slots=True)
class Later:
    """The card as it is typed. `form` grows when other words belong into it."""

    rule: str = THIS
    more: str = ""
    per_cent: str = ""
    form: int = 0

    @property
    def problem(self) -> str:
        """What cannot be used as it is typed."""
        try:
            read_money(self.more or "0")
        except ValueError as error:
            return str(error)
        cleaned = _per_cent(self.per_cent)
        good = cleaned.isdecimal() and int(cleaned) <= MOST_PER_CENT
        return "" if good else _NO_PER_CENT

    @property
    def tolerance(self) -> Tolerance:
        """It must have no problem."""
        return Tolerance(read_money(self.more or "0"), int(_per_cent(self.per_cent)))


def _per_cent(text: str) -> str:
    return text.strip().removesuffix("%").strip() or "0"


def rules(service: str, by: date | None) -> tuple[tuple[str, str], ...]:
    """What may be bought later, as (code, words)."""
    in_time = ((IN_TIME, f"The cheapest that arrives by {day_words(by)}"),) if by else ()
    return ((THIS, f"{service}, as chosen"), (CHEAPEST, "The cheapest for any contents"), *in_time)


def approval_for(
    rule: str, quote: Quote, chosen: Rate, tolerance: Tolerance, by: date | None
) -> Approval | None:
    """What is approved by this rule at the prices shown; None where no rate fits the rule."""
    if rule == THIS:
        return Approval.of(chosen, quote, tolerance)
    fitting = [rate for rate in quote.rates if rate.fits_anything]
    if rule == IN_TIME:
        fitting = [rate for rate in fitting if by and rate.arrives and rate.arrives <= by]
    rate = min(fitting, key=lambda one: one.total, default=None)
    if rate is None:
        return None
    return Approval.of(rate, quote, tolerance, service_code=rule, arrive_by=by if rule == IN_TIME else None)
