"""What the Account page shows: practice or live, the key, accounts, the login form. No Qt, no secret."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.account import Account
from postwright.domain.preferences import Mode
from postwright.ui.words import clock_words


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as it stands in the list."""

    carrier_id: str
    name: str
    balance: str
    detail: str
    chosen: bool
    usable: bool


@dataclass(frozen=True, slots=True)
class AccountScreen:
    """Everything shown. `cleared` grows when secrets must vanish from the fields."""

    mode: Mode = Mode.UNDECIDED
    accounts: tuple[Account, ...] = ()
    chosen: str = ""
    loading: bool = False
    connecting: bool = False
    connecting_login: bool = False
    offer_session: bool = False
    key_problem: str = ""
    login_problem: str = ""
    asking_disconnect: str = ""
    cleared: int = 0

    @property
    def is_live(self) -> bool:
        return self.mode is Mode.LIVE

    @property
    def mode_line(self) -> str:
        """What the mode means for the money."""
        if self.is_live:
            return "Live. Labels are real and are paid from the account below."
        return "Practice. Nothing is bought, and no label that is printed is valid."

    @property
    def rows(self) -> tuple[AccountRow, ...]:
        return tuple(
            AccountRow(
                carrier_id=one.carrier_id,
                name=one.nickname or one.account_number or one.carrier_id,
                balance=str(one.balance),
                detail=one.problem or f"{one.account_number} · as of {clock_words(one.as_of)}",
                chosen=one.carrier_id == self.chosen,
                usable=not one.disabled and not one.problem,
            )
            for one in self.accounts
        )

    @property
    def empty_line(self) -> str:
        if self.rows or self.loading:
            return ""
        return "The postage accounts of your key will stand here, with their balances."

    @property
    def can_connect(self) -> bool:
        return not self.connecting

    @property
    def disconnect_question(self) -> str:
        row = next((row for row in self.rows if row.carrier_id == self.asking_disconnect), None)
        return f"Disconnect {row.name}?" if row else ""
