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
from postwright.shop import LIVE_URL


def connect_key(secrets: SecretStore, key: str, *, session_only: bool) -> tuple[Account, ...]:
    """The accounts that the key opens; it is kept only if it opens any.

    Raises the faults of asking, and Environment(NO_KEYRING, KEYRING_LOCKED) when it cannot be kept.
    """
    logs.redact(key)
    with open_carrier(LIVE_URL, key, patient=False, pacer=Pacer(), now=lambda: datetime.now(UTC)) as carrier:
        accounts = carrier.accounts()
    secrets.keep(SecretName.API_KEY, key, session_only=session_only)
    return accounts


def connect_account(secrets: SecretStore, key: str) -> Account:
    """The account to pay with. Without a keyring the key stays in memory until the program is closed.

    The page that asks for a key is then shown at the next start, and says why.
    """
    try:
        accounts = connect_key(secrets, key, session_only=False)
    except Environment as fault:
        if fault.kind not in {FaultKind.NO_KEYRING, FaultKind.KEYRING_LOCKED}:
            raise
        accounts = connect_key(secrets, key, session_only=True)
    return choose_account(accounts, "")
