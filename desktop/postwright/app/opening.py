"""Choose and open the shop that the preferences name. Runs on a lane: it loads the heavy libraries."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from postwright.domain.preferences import Mode

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from postwright.app.preferences_keeper import PreferencesKeeper
    from postwright.domain.faults import FaultKind
    from postwright.paths import DataFolder
    from postwright.secret_store import SecretStore
    from postwright.server import Server
    from postwright.shop import Shop


def server_is_named() -> bool:
    """Whether the environment names a server, so that nobody need be asked."""
    return bool(os.environ.get("POSTWRIGHT_API_URL"))


def find_server(keeper: PreferencesKeeper, secrets: SecretStore) -> Server | None:
    """Where the shop's carrier is, None for practice. It may wait for the keyring, so on an errands lane.

    Raises BadInput or Environment when there is no key to the live server.
    """
    preferences = keeper.preferences()
    if preferences.mode is not Mode.LIVE and not server_is_named():
        return None  # without the libraries below, so that the desk lane alone loads them
    from postwright.server import chosen_server

    return chosen_server(preferences, secrets)


def open_at(
    folder: DataFolder,
    keeper: PreferencesKeeper,
    lock: AbstractContextManager[object],
    server: Server | None,
    look: FaultKind | None = None,
) -> Shop:
    """On the desk lane. Raises the store's Environment faults, and BadInput for an address that cannot be
    used.
    """
    from postwright.shop_opening import open_shop

    return open_shop(folder, keeper.preferences, server=server, lock=lock, look=look)
