"""A postage account as the carrier lists it, with its balance at a moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.money import Money

# The carrier code of a Stamps.com account, by which the API sells USPS (api.md 5).
STAMPS = "stamps_com"
# The carrier's limits for one addition of money, in US dollars (api.md 5.4).
LEAST_FUNDS, MOST_FUNDS = Money.of(10), Money.of(10_000)


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A service, package type or option that the account offers, as its code and the carrier's name for
    it.
    """

    code: str
    name: str
    international: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One connected carrier account. `raw` is the reply as JSON text.

    `problem` holds the carrier's words when the account cannot be used.
    """

    carrier_id: str
    carrier_code: str
    nickname: str
    account_number: str
    balance: Money
    as_of: datetime
    services: tuple[NamedCode, ...] = ()
    packages: tuple[NamedCode, ...] = ()
    options: tuple[NamedCode, ...] = ()
    disabled: bool = False
    problem: str = ""
    raw: str = field(default="", repr=False)


def checked_funds(amount: Money) -> Money:
    """Itself. Raises BadInput(OUT_OF_LIMITS) unless it is 10 to 10,000 US dollars."""
    if amount.currency != LEAST_FUNDS.currency or not LEAST_FUNDS <= amount <= MOST_FUNDS:
        raise BadInput(FaultKind.OUT_OF_LIMITS, f"{LEAST_FUNDS} to {MOST_FUNDS} can be added at a time.")
    return amount
