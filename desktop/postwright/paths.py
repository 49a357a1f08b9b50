"""Where things lie on this computer. Names files and makes folders; never opens or reads a file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ShopKind = Literal["practice", "live", "sandbox", "loopback"]

DATA_DIR_VARIABLE = "POSTWRIGHT_DATA_DIR"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The operator's data folder and the names in it. No two carriers share a folder."""

    root: Path

    @property
    def settings_file(self) -> Path:
        return self.root / "settings.json"

    @property
    def look_file(self) -> Path:
        """How the window was left: places and widths, nothing of value."""
        return self.root / "look.json"

    @property
    def lock_file(self) -> Path:
        """Held by the one running program of this folder."""
        return self.root / "lock"

    @property
    def log_file(self) -> Path:
        return self.root / "log" / "postwright.log"

    def shop_folder(self, kind: ShopKind) -> Path:
        """The folder of one shop's database and labels, made when missing."""
        return _private(self.root / kind)

    def pages_to_open(self, kind: ShopKind) -> Path:
        """Mails as pages on their way to the browser, made when the first one goes there."""
        return self.root / kind / "pages-to-open"

    @property
    def letters(self) -> Path:
        """The shop's own texts and logo for mails to customers, made when the first is kept."""
        return self.root / "mail"

    def mails_to_open(self, kind: ShopKind) -> Path:
        """Mails on their way to the operator's own mail program, made when the first one goes there."""
        return self.root / kind / "mails-to-open"


def data_dir(override: Path | None = None) -> Path:
    """The data folder: the one asked for, else the one in POSTWRIGHT_DATA_DIR, else the system's usual place.

    It is made when missing, and closed to other users of the computer: it holds customers' addresses.
    """
    named = os.environ.get(DATA_DIR_VARIABLE)
    chosen = override or (Path(named) if named else _usual_place())
    return _private(chosen.expanduser().absolute())


def _usual_place() -> Path:
    from platformdirs import user_data_path  # only needed when nobody named a folder

    return user_data_path("Postwright", appauthor=False)


def _private(folder: Path) -> Path:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
