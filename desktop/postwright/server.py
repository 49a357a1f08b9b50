"""Which carrier the operator speaks to, and where its key comes from. Opens nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.preferences import Mode, Preferences
from postwright.secret_store import SecretName, SecretStore

if TYPE_CHECKING:
    from postwright.shop import Server

KEYRING_SERVICE = "Postwright"


def live_server(secrets: SecretStore) -> Server:
    """The live API with the key of the environment or the keyring. Raises BadInput(KEY_MISSING)."""
    from postwright.shop import KEY_VARIABLE, LIVE_URL, Server  # heavy; the window draws before it needs this

    named = os.environ.get(KEY_VARIABLE, "")
    if named:
        return Server(LIVE_URL, named)
    secret = secrets.get(SecretName.API_KEY)
    if secret is None:
        raise BadInput(FaultKind.KEY_MISSING)
    return Server(LIVE_URL, secret.reveal())


def chosen_server(preferences: Preferences, secrets: SecretStore) -> Server | None:
    """The server to speak to: the environment's, the live one, or None for practice."""
    from postwright.shop import server_from  # heavy, as above

    named = server_from(os.environ)
    if named is not None or preferences.mode is not Mode.LIVE:
        return named
    return live_server(secrets)
