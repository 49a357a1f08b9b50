"""Choose and open the shop that the preferences name. Runs on a lane: it loads the heavy libraries."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from postwright import logs

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from postwright.app.preferences_keeper import PreferencesKeeper
    from postwright.paths import DataFolder
    from postwright.secret_store import SecretStore
    from postwright.shop import Shop


def server_is_named() -> bool:
    """Whether the environment names a server, so that nobody need be asked."""
    return bool(os.environ.get("POSTWRIGHT_API_URL"))


def open_chosen(
    folder: DataFolder,
    keeper: PreferencesKeeper,
    secrets: SecretStore,
    lock: AbstractContextManager[object],
) -> Shop:
    """Raises the store's Environment faults, and BadInput or Environment when there is no key to the live
    server.
    """
    from postwright.server import chosen_server
    from postwright.shop import open_shop

    server = chosen_server(keeper.preferences(), secrets)
    if server is not None:
        logs.redact(server.key)
    return open_shop(folder, keeper.preferences, server=server, lock=lock)
