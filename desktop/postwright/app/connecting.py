"""Try an API key at the live server and keep it where it works. Runs on a lane: it loads the HTTP library."""

from __future__ import annotations

from datetime import UTC, datetime

from postwright import logs
from postwright.carrier.pace import Pacer
from postwright.carrier.transport import open_carrier
from postwright.domain.account import Account
from postwright.domain.faults import Environment, FaultKind
from postwright.operations.quote import choose_account
from postwright.secret_store import SecretName, SecretStore
from postwright.server import LIVE_URL


def connect_key(secrets: SecretStore, key: str, *, session_only: bool) -> tuple[Account, ...]:
    """The accounts that the key opens; it is kept only if it opens any.

    Raises the faults of asking, and Environment (NO_KEYRING, KEYRING_LOCKED, KEYRING_SILENT) when it cannot
    be kept.
    """
    logs.redact(key)
    with open_carrier(LIVE_URL, key, patient=False, pacer=Pacer(), now=lambda: datetime.now(UTC)) as carrier:
        accounts = carrier.accounts.find()
    secrets.keep(SecretName.API_KEY, key, session_only=session_only)
    return accounts


class FirstKey:
    """Connecting from the first page. Where there is no keyring that is told once.

    Whoever then tries again uses the key until the program is closed, and is asked for it at the next start.
    """

    def __init__(self, secrets: SecretStore) -> None:
        self._secrets = secrets
        self._told = False

    def connect(self, key: str) -> Account:
        """The account to pay with. Raises Environment(NO_KEYRING) the first time there is none."""
        try:
            return choose_account(connect_key(self._secrets, key, session_only=self._told), "")
        except Environment as fault:
            self._told = self._told or fault.kind is FaultKind.NO_KEYRING
            raise
