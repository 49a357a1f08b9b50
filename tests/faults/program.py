"""The real program from outside: its command line, each command in a process of its own. Decides nothing."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from postwright import cli, shop_opening
from postwright.carrier import transport
from postwright.carrier.calls import buying
from postwright.carrier.line import SPEND
from postwright.server import KEY_VARIABLE, PRACTICE_KEY, URL_VARIABLE

OUT, ERR = "said.out", "said.err"
# DONE, FAILED, USAGE, IN_DOUBT, ENVIRONMENT: what the README lists.
EXIT_CODES = {0, 1, 2, 3, 4}


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said; `code` is negative where a signal ended it."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def result(self) -> Any:
        return self.said["result"]

    def assert_clear(self) -> None:
        """One clear sentence, whatever happened: no traceback, and a documented exit code."""
        assert self.code in EXIT_CODES, self
        assert "Traceback" not in self.out + self.err, self
        if "fault" in self.said:
            assert self.said["fault"]["message"].rstrip().endswith("."), self


def command(argv: tuple[str, ...], folder: str, url: str, patience: float | None, minutes: int) -> int:
    """In a child process: run one command as the terminal would, with its words kept in files.

    `patience` shortens the limits of a purchase; `minutes` sets this process's clock forward.
    """
    os.environ[URL_VARIABLE], os.environ[KEY_VARIABLE] = url, PRACTICE_KEY
    for name, number in ((OUT, 1), (ERR, 2)):
        file = os.open(Path(folder) / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, number)
        os.close(file)
    if patience is not None:
        # Shorter waits, in this process alone.
        transport._PATIENT = transport._BRISK = httpx.Timeout(patience)  # noqa: SLF001 - as said
        buying.SPEND = type(SPEND)(2 * patience, SPEND.size, money=True, own_id=True)
    if minutes:
        _set_clocks_forward(minutes)
    code = cli.main(["--data-dir", folder, "--json", *argv])
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _set_clocks_forward(minutes: int) -> None:
    """Both clocks of the computer, in this process alone: the date, and the time since it was started."""
    clocks = {"utc_now": timedelta(minutes=minutes), "uptime": minutes * 60_000}
    for name, ahead in clocks.items():
        setattr(shop_opening, name, partial(_later, getattr(shop_opening, name), ahead))


def _later(real: Callable[[], Any], ahead: Any) -> Any:
    return real() + ahead


def ended(folder: Path, code: int) -> Ended:
    """What the command that ended last had to say; it is taken away, so that it is read once."""
    out, err = folder / OUT, folder / ERR
    found = Ended(code, out.read_text(), err.read_text())
    out.unlink()
    err.unlink()
    return found
