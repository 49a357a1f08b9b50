"""Open the shop for one command and close it again. A running program on the same data keeps commands out."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.file_faults import cannot_write
from postwright.domain.preferences import Mode, Preferences
from postwright.instance import claim
from postwright.paths import DataFolder, data_dir
from postwright.secret_store import SecretName, SecretStore
from postwright.settings_file import load
from postwright.shop import KEY_VARIABLE, LIVE_URL, Server, Shop, open_shop, server_from

KEYRING_SERVICE = "Postwright"


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


@contextmanager
def opened(args: Namespace) -> Iterator[Shop]:
    """The shop in the data folder of the command line.

    Raises Environment: ALREADY_RUNNING while a window or another command has the folder, or why there can be
    none.
    """
    try:
        folder = DataFolder(data_dir(args.data_dir))
    except OSError as error:
        raise cannot_write(error) from error
    with claim(folder.root):
        preferences, _ = load(folder.settings_file)
        shop = open_shop(
            folder, lambda: preferences, server=chosen_server(preferences, SecretStore(KEYRING_SERVICE))
        )
        try:
            yield shop
        finally:
            shop.close()
