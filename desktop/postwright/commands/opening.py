"""Open the shop for one command and close it again. A running program on the same data keeps commands out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from postwright.domain.faults import Environment
from postwright.domain.file_faults import cannot_write
from postwright.instance import claim
from postwright.operations.keep_copy import keep_copy
from postwright.paths import DataFolder, data_dir
from postwright.secret_store import SecretStore
from postwright.server import KEYRING_SERVICE, chosen_server
from postwright.settings_file import load
from postwright.shop import Shop
from postwright.shop_opening import DATABASE_NAME, open_shop


def folder_of(args: Namespace) -> DataFolder:
    """The data folder of the command line, made when missing. Raises Environment."""
    try:
        return DataFolder(data_dir(args.data_dir))
    except (OSError, ValueError) as error:
        raise cannot_write(error if isinstance(error, OSError) else OSError(str(error))) from error


@contextmanager
def opened(args: Namespace, *, copied: bool = True) -> Iterator[Shop]:
    """The shop in the data folder of the command line. A copy of it that is due is made in the end, unless
    nothing shall be changed (`copied`).

    Raises Environment: ALREADY_RUNNING while a window or another command has the folder, or why there can be
    none.
    """
    folder = folder_of(args)
    with claim(folder.root):
        preferences, _ = load(folder.settings_file)
        shop = open_shop(
            folder, lambda: preferences, server=chosen_server(preferences, SecretStore(KEYRING_SERVICE))
        )
        try:
            yield shop
            if copied:
                _keep_copy(shop)
        finally:
            shop.close()


def _keep_copy(shop: Shop) -> None:
    """The copy that the window would make when one is due. One that cannot be made stops no command; doctor
    tells why.
    """
    if shop.database.closed_for is None:
        with suppress(Environment):
            keep_copy(shop.database, shop.now())


def database_of(args: Namespace) -> Path:
    """The database of the shop that the preferences name. Raises Environment, and BadInput without a key."""
    folder = folder_of(args)
    preferences, _ = load(folder.settings_file)
    server = chosen_server(preferences, SecretStore(KEYRING_SERVICE))
    try:
        return folder.shop_folder(server.kind if server else "practice") / DATABASE_NAME
    except OSError as error:
        raise cannot_write(error) from error
