"""Postage accounts: list, read, connect, disconnect. Adds no money."""

from __future__ import annotations

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.from_wire import accounts as read
from postwright.carrier.line import CHANGE, READ, segment
from postwright.carrier.wire import accounts as wire
from postwright.domain.account import Account
from postwright.domain.faults import Fault, Lost

_CONNECTIONS = "/v1/connections/carriers/stamps_com"
_HIDDEN = "•••"


class AccountCalls(CallGroup):
    """Calls about the postage accounts behind the API key."""

    def find(self) -> tuple[Account, ...]:
        """All of them, those for USPS first; also the test of a key, as there is no other (api.md 2)."""
        reply = self._line.ask("GET", "/v1/carriers", READ)
        now = self._now()
        return self._line.understood(
            reply, lambda data: read.accounts(wire.Carriers.model_validate(data), now)
        )

    def read(self, carrier_id: str) -> Account:
        reply = self._line.ask("GET", f"/v1/carriers/{segment(carrier_id)}", READ)
        now = self._now()
        return self._line.understood(reply, lambda data: read.account(wire.Carrier.model_validate(data), now))

    def connect_stamps(self, *, nickname: str, username: str, password: str) -> str:
        """The new carrier_id. The password is in no fault, and nothing keeps it."""
        body = {"nickname": nickname, "username": username, "password": password}
        try:
            reply = self._line.ask("POST", _CONNECTIONS, CHANGE, body=body)
            return self._line.understood(reply, lambda data: wire.Connected.model_validate(data).carrier_id)
        except Fault as fault:
            silent = _without(fault, password)
        raise silent  # outside the handler: the context would carry the carrier's echo of the password

    def disconnect(self, carrier_id: str) -> None:
        self._line.ask("DELETE", f"{_CONNECTIONS}/{segment(carrier_id)}", CHANGE)


def _without(fault: Fault, secret: str) -> Fault:
    """The same fault with the secret gone from every text, in case the carrier repeated it."""

    def hide(text: str) -> str:
        return text.replace(secret, _HIDDEN) if secret else text

    if isinstance(fault, Lost):
        return Lost(fault.kind, hide(fault.detail), body=hide(fault.body), request_id=fault.request_id)
    return type(fault)(
        fault.kind,
        hide(fault.detail),
        field=fault.field,
        code=fault.code,
        request_id=fault.request_id,
        retry_after=fault.retry_after,
    )
