"""Run the whole program in a process of its own before an internet that is played here. Judges nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from postwright.domain.preferences import MailSetup, Mode, Origin, Preferences
from postwright.domain.printing_profile import PrinterProfile
from postwright.server import KEY_VARIABLE, URL_VARIABLE
from postwright.settings_file import save
from tests.domain.samples import SENDER_TEXT
from tests.faults.internet import Heard, Internet

CHILD = Path(__file__).with_name("canary_child.py")
ROOT = CHILD.parents[2]


@dataclass(frozen=True)
class Scene:
    """What there was to be searched after the program had run."""

    everything: Path
    said: bytes
    heard: list[Heard]


def go(scene: str, internet: Internet, folder: Path, *, key: str = "") -> Scene:
    """Run the program in a process that has a home and a temporary folder of its own."""
    home, temporary = folder / "home", folder / "tmp"
    home.mkdir()
    temporary.mkdir()
    hidden = (KEY_VARIABLE, URL_VARIABLE, "PYTHON_KEYRING_BACKEND", "https_proxy", "no_proxy")
    environment = {name: text for name, text in os.environ.items() if name not in hidden}
    environment |= {"HOME": str(home), "TMPDIR": str(temporary), "QT_QPA_PLATFORM": "offscreen"}
    environment |= {"PYTHONPATH": f"{ROOT / 'desktop'}{os.pathsep}{ROOT}", **internet.environment}
    environment |= {KEY_VARIABLE: key} if key else {}
    command = [sys.executable, str(CHILD), scene, str(folder / "data"), str(folder / "children")]
    ended = subprocess.run(
        command, env=environment, capture_output=True, timeout=100, cwd=home, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr.decode()
    return Scene(folder, ended.stdout + ended.stderr, list(internet.heard))


def connected_shop(folder: Path) -> Path:
    """A shop whose operator has connected a sandbox account."""
    (folder / "data").mkdir(parents=True)
    printer = folder / "printed"
    printer.mkdir()
    mail = MailSetup("Juniper Goods", "shop@example.com", host="localhost", port=9, user="shop")
    preferences = Preferences(
        mode=Mode.LIVE,
        origins=(Origin("Desk", SENDER_TEXT),),
        printers=(PrinterProfile("Files", f"folder:{printer}"),),
        mail=mail,
    )
    save(folder / "data" / "settings.json", preferences)
    return folder
