"""Which account pays, and what it held when somebody last looked. Asks the carrier as seldom as can be."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from postwright.carrier.client import CarrierClient
from postwright.domain.account import Account
from postwright.domain.faults import Environment
from postwright.domain.guards import Balance
from postwright.operations.quote import choose_account


class PayingAccount:
    """Which account pays: asked of the carrier once, then remembered until told to forget.

    `note` hears of every balance that is seen.
    """

    def __init__(
        self,
        carrier: CarrierClient,
        preferred: Callable[[], str],
        note: Callable[[Account], None] = lambda account: None,
    ) -> None:
        self._carrier = carrier
        self._preferred = preferred
        self._note = note
        self._known = ""
        self._balance: Balance | None = None

    def look(self) -> Account:
        """The account with its balance now. Raises BadInput(NO_ACCOUNT) or the fault of the call."""
        account = choose_account(self._carrier.accounts.find(), self._preferred())
        self._known = account.carrier_id
        self._balance = Balance(account.balance, account.as_of)
        with suppress(Environment):  # a balance that cannot be kept is evidence less, and no more
            self._note(account)
        return account

    def balance(self) -> Balance | None:
        """What the account held when somebody last looked."""
        return self._balance

    def id(self) -> str:
        return self._preferred() or self._known or self.look().carrier_id

    def forget(self) -> None:
        self._known, self._balance = "", None
