"""The one door through which other programs of this computer are opened: a link, or a mail that we wrote.

Opens no link but those that `domain/links.py` permits, and no file but one in a folder of ours. No shell.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

from postwright.domain.child_environment import child_environment
from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.links import permitted, permitted_letter

# An opener that has not ended by then is showing the program that it opened.
_LONGEST = 5.0
_MAIL_FILE, _MAILTO = "message/rfc822", "x-scheme-handler/mailto"


class Opened(StrEnum):
    """What the mail program was given: the whole mail, or an address with a text."""

    FILE = "file"
    MAILTO = "mailto"


def open_link(address: str, website: str = "") -> None:
    """Show a page in the browser. Raises BadInput(LINK_REFUSED); Environment where no browser opened."""
    if not _hand_over(permitted(address, website)):
        raise Environment(FaultKind.NO_BROWSER)


def open_page(page: Path, folder: Path) -> None:
    """Show a page that we wrote into the folder in the browser. Raises as `open_link` does."""
    file = page.resolve()
    if file.parent != folder.resolve() or file.suffix != ".html" or not file.is_file():
        raise BadInput(FaultKind.LINK_REFUSED)
    if not _hand_over(str(file)):
        raise Environment(FaultKind.NO_BROWSER)


def open_mail(eml: Path, folder: Path, mailto: str) -> Opened:
    """Open a mail that we wrote into the folder; where no program takes such files, the mailto address.

    Raises BadInput(LINK_REFUSED) for another file or address, Environment(NO_MAIL_PROGRAM).
    """
    file = eml.resolve()
    if file.parent != folder.resolve() or file.suffix != ".eml" or not file.is_file():
        raise BadInput(FaultKind.LINK_REFUSED)
    letter = permitted_letter(mailto)
    if _has_program(_MAIL_FILE) and _hand_over(str(file)):
        return Opened.FILE
    if _has_program(_MAILTO) and _hand_over(letter):
        return Opened.MAILTO
    raise Environment(FaultKind.NO_MAIL_PROGRAM)


def _has_program(kind: str) -> bool:
    """Whether some program is set up for it. Windows and macOS say so when they are asked to open it."""
    if sys.platform in ("win32", "darwin"):
        return True
    asker = shutil.which("xdg-mime")
    if asker is None:
        return False
    command = [asker, "query", "default", kind]
    try:
        said = subprocess.run(
            command, capture_output=True, timeout=_LONGEST, check=False, env=_environment(), text=True
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0 and said.stdout.strip().endswith(".desktop")


def _hand_over(what: str) -> bool:
    """Whether the system's opener took it."""
    if sys.platform == "win32":
        return _open_on_windows(what)
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        return False
    try:
        # A session of its own, so that what was opened stays when this program is left.
        child = subprocess.Popen(
            [opener, what], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, env=_environment(),
        )  # fmt: skip
        return child.wait(_LONGEST) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False


def _open_on_windows(what: str) -> bool:
    try:
        os.startfile(what)  # type: ignore[attr-defined] # known on Windows only
    except OSError:
        return False
    return True


def _environment() -> dict[str, str]:
    """The opener's environment: without the key, and with the libraries of the system instead of a frozen
    program's own (PyInstaller keeps the system's path under another name).
    """
    known = child_environment(os.environ)
    if getattr(sys, "frozen", False):
        system = known.pop("LD_LIBRARY_PATH_ORIG", "")
        known.pop("LD_LIBRARY_PATH", None)
        known |= {"LD_LIBRARY_PATH": system} if system else {}
    return known
