"""Which carrier the operator speaks to, and where its key comes from. Opens nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from postwright.domain import child_environment
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.preferences import Mode, Preferences
from postwright.paths import ShopKind
from postwright.secret_store import SecretName, SecretStore

KEYRING_SERVICE = "Postwright"
LIVE_URL = "https://api.shipengine.com"
PRACTICE_URL = "http://localhost"
PRACTICE_KEY = "TEST_practice"
URL_VARIABLE = "POSTWRIGHT_API_URL"
KEY_VARIABLE = child_environment.KEY_VARIABLE
# A key that begins so buys sample labels for no money (api.md 2).
SANDBOX_KEYS = "TEST_"


@dataclass(frozen=True, slots=True)
class Server:
    """A carrier's address and the key to it."""

    url: str
    key: str = field(repr=False)

    @property
    def kind(self) -> ShopKind:
        """https is live, or the sandbox with a key for that, whose labels are samples; http, which is taken
        on this computer only, is a carrier of somebody's own.
        """
        if not self.url.strip().lower().startswith("https:"):
            return "loopback"
        return "sandbox" if self.key.strip().startswith(SANDBOX_KEYS) else "live"


def server_from(environ: Mapping[str, str]) -> Server | None:
    """The server that the environment names, if any. Raises BadInput(KEY_MISSING) for an address without a
    key.
    """
    url, key = environ.get(URL_VARIABLE, ""), environ.get(KEY_VARIABLE, "")
    if url and not key:
        raise BadInput(FaultKind.KEY_MISSING, f"{URL_VARIABLE} is set, but {KEY_VARIABLE} is not.")
    return Server(url, key) if url else None


def live_server(secrets: SecretStore) -> Server:
    """The live API with the key of the environment or the keyring. Raises BadInput(KEY_MISSING)."""
    named = os.environ.get(KEY_VARIABLE, "")
    if named:
        return Server(LIVE_URL, named)
    secret = secrets.get(SecretName.API_KEY)
    if secret is None:
        raise BadInput(FaultKind.KEY_MISSING)
    return Server(LIVE_URL, secret.reveal())


def chosen_server(preferences: Preferences, secrets: SecretStore) -> Server | None:
    """The server to speak to: the environment's, the live one, or None for practice."""
    named = server_from(os.environ)
    if named is not None or preferences.mode is not Mode.LIVE:
        return named
    return live_server(secrets)
