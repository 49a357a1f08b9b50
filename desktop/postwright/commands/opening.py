"""Open the shop for one command and close it again. A running program on the same data keeps commands out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from postwright.domain.file_faults import cannot_write
from postwright.instance import claim
from postwright.paths import DataFolder, data_dir
from postwright.secret_store import SecretStore
from postwright.server import KEYRING_SERVICE, chosen_server
from postwright.settings_file import load
from postwright.shop import Shop, open_shop


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
