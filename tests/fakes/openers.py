"""Programs like those of a Linux desktop in a folder of their own: they write down what they were given.

Holds no test.
"""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

_OPENER = """#!{python}
import json, os, sys
with open({told!r}, "a") as told:
    told.write(json.dumps({{"argv": sys.argv[1:], "knows": dict(os.environ)}}) + "\\n")
sys.exit({code})
"""
_ASKER = """#!{python}
import sys
print({handlers!r}.get(sys.argv[3], "") if sys.argv[1:3] == ["query", "default"] else "")
"""
MAIL_FILE, MAILTO = "message/rfc822", "x-scheme-handler/mailto"


class Desktop:
    """`xdg-open` and `xdg-mime` as a desktop with these kinds of file set up would have them."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._folder = folder / "bin"
        self._folder.mkdir()
        self._told = folder / "told.jsonl"
        patch.setenv("PATH", str(self._folder))

    def opens(self, *kinds: str, code: int = 0) -> None:
        """From here on, these kinds have a program; the opener ends with the code."""
        handlers = dict.fromkeys(kinds, "letters.desktop")
        self._write("xdg-open", _OPENER.format(python=sys.executable, told=str(self._told), code=code))
        self._write("xdg-mime", _ASKER.format(python=sys.executable, handlers=handlers))

    def _write(self, name: str, program: str) -> None:
        file = self._folder / name
        file.write_text(program)
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    @property
    def opened(self) -> list[str]:
        """What the opener was given, each as its one argument."""
        return [argument for told in self._lines() for argument in told["argv"]]

    def known(self, variable: str) -> set[str]:
        """What the opener found in its environment under that name, each time."""
        return {told["knows"].get(variable, "") for told in self._lines()}

    def _lines(self) -> list[dict[str, Any]]:
        lines = self._told.read_text().splitlines() if self._told.exists() else []
        return [json.loads(line) for line in lines]
