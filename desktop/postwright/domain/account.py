"""A postage account as the carrier lists it, with its balance at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from postwright.domain.money import Money


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
    """One connected carrier account. `problem` holds the carrier's words when the account cannot be used."""

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
