"""Postage accounts: list, read, connect, disconnect; add money only where the operator allowed it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.from_wire import accounts as read
from postwright.carrier.line import CHANGE, READ, SPEND, Line, segment
from postwright.carrier.to_wire.parts import money
from postwright.carrier.wire import accounts as wire
from postwright.domain.account import Account, NamedCode, checked_funds
from postwright.domain.carrier_codes import words_for
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost, NotSent
from postwright.domain.money import Money

_CONNECTIONS = "/v1/connections/carriers/stamps_com"


class AccountCalls(CallGroup):
    """Calls about the postage accounts behind the API key."""

    def __init__(self, line: Line, now: Callable[[], datetime], may_add_funds: Callable[[], bool]) -> None:
        super().__init__(line, now)
        self._may_add_funds = may_add_funds

    def find(self) -> tuple[Account, ...]:
        """All of them, those for USPS first; also the test of a key, as there is no other (api.md 2)."""
        reply = self._line.ask("GET", "/v1/carriers", READ)
        now = self._now()
        return self._line.understood(reply, lambda data: read.accounts(data, now))

    def read(self, carrier_id: str) -> Account:
        reply = self._line.ask("GET", _place(carrier_id), READ)
        now = self._now()
        return self._the_one(reply, wire.Carrier, lambda one, text: read.account(one, text, now))

    def services(self, carrier_id: str) -> tuple[NamedCode, ...]:
        reply = self._line.ask("GET", f"{_place(carrier_id)}/services", READ)
        return self._line.understood(
            reply, lambda data: read.services(wire.Services.model_validate(data).services)
        )

    def packages(self, carrier_id: str) -> tuple[NamedCode, ...]:
        reply = self._line.ask("GET", f"{_place(carrier_id)}/packages", READ)
        return self._line.understood(
            reply, lambda data: read.packages(wire.Packages.model_validate(data).packages)
        )

    def options(self, carrier_id: str) -> tuple[NamedCode, ...]:
        reply = self._line.ask("GET", f"{_place(carrier_id)}/options", READ)
        return self._line.understood(
            reply, lambda data: read.options(wire.Options.model_validate(data).options)
        )

    def add_funds(self, carrier_id: str, amount: Money) -> Money:
        """Spend money: one request, never repeated. The balance after it.

        The stored means of payment is charged, also with a sandbox key (api.md 5.4). Raises
        BadInput, and sends nothing, unless the operator allowed it (NOT_ALLOWED) and the amount is one of
        10 to 10,000 US dollars (OUT_OF_LIMITS); Lost when perhaps it was charged.
        """
        if not self._may_add_funds():
            raise BadInput(
                FaultKind.NOT_ALLOWED, "Adding money is switched off (may_add_funds in the settings file)."
            )
        checked_funds(amount)
        reply = self._line.ask("PUT", f"{_place(carrier_id)}/add_funds", SPEND, body=money(amount))
        return self._line.understood(reply, lambda data: read.balance(wire.Balance.model_validate(data)))

    def connect_stamps(self, *, nickname: str, username: str, password: str) -> str:
        """The new carrier_id. Nothing keeps the password, and no fault keeps a word of the carrier's."""
        body = {"nickname": nickname, "username": username, "password": password}
        try:
            reply = self._line.ask("POST", _CONNECTIONS, CHANGE, body=body)
            return self._line.understood(reply, lambda data: wire.Connected.model_validate(data).carrier_id)
        except Fault as fault:
            silent = _silent(fault)
        raise silent  # outside the handler: the context would carry the carrier's echo of the password

    def disconnect(self, carrier_id: str) -> None:
        self._line.ask("DELETE", f"{_CONNECTIONS}/{segment(carrier_id)}", CHANGE)


def _place(carrier_id: str) -> str:
    return f"/v1/carriers/{segment(carrier_id)}"


def _silent(fault: Fault) -> Fault:
    """The same fault without a word of the carrier's, which may repeat the password in any spelling."""
    code = fault.code if words_for(fault.code) else ""
    if isinstance(fault, Lost):
        return Lost(fault.kind, request_id=fault.request_id)
    # Where nothing was sent, the words are those of this computer.
    detail = fault.detail if isinstance(fault, NotSent) else ""
    return type(fault)(
        fault.kind, detail, code=code, request_id=fault.request_id, retry_after=fault.retry_after
    )
