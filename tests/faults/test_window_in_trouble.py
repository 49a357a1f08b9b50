"""The window itself, once for each kind of trouble: it says what happened, pays once, finds what was lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from postwright.server import KEY_VARIABLE, PRACTICE_KEY, URL_VARIABLE
from tests.faults import mischief
from tests.faults.hostile import Hostile, Mischief
from tests.faults.sampling import drawn
from tests.faults.world import UNIX_ONLY, Carrier, until

pytestmark = [UNIX_ONLY, pytest.mark.slow]
# The window is started twice for each; the command line is put through every kind (test_spoilt_replies.py).
LOST = {"closed": mischief.close, "502": mischief.status(502, "Bad Gateway", b"<html>")}


class Window:
    """The program with its window on a folder, started anew for every deed."""

    def __init__(self, folder: Path, url: str) -> None:
        self._command = [sys.executable, "-m", "tests.faults.window_child", str(folder)]
        path = os.pathsep.join(filter(None, sys.path))
        named = {URL_VARIABLE: url, KEY_VARIABLE: PRACTICE_KEY}
        self._environment = os.environ | named | {"PYTHONPATH": path}

    def start(self, deed: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*self._command, deed], env=self._environment, stdout=subprocess.PIPE, text=True
        )

    def do(self, deed: str) -> dict[str, Any]:
        """What the person sees at the end of the deed."""
        process = self.start(deed)
        out, _ = process.communicate(timeout=90)
        assert process.returncode == 0
        found: dict[str, Any] = json.loads(out.splitlines()[-1])
        assert found["wrong"] == []
        return found


@pytest.fixture
def window(carrier: Carrier, hostile: Hostile, tmp_path: Path) -> Window:
    carrier.reset()
    return Window(tmp_path / "shop", hostile.url)


@pytest.mark.row("N3", "N4", "N6", "N8", "N11", "N18")
@pytest.mark.parametrize("way", drawn(tuple(LOST), 1, lambda _: ()))
def test_a_lost_reply_is_said_and_its_label_found(
    carrier: Carrier, hostile: Hostile, window: Window, way: str
) -> None:
    hostile.plot(Mischief(LOST[way], commits=1))
    bought = window.do("buy")
    assert bought["said"].endswith(".")
    found = window.do("look")
    (charge,) = carrier.charges()
    assert found["labels"] == [charge["label_id"]]


@pytest.mark.row("N10", "N13")
def test_a_refusal_is_said_and_leaves_nothing_behind(
    carrier: Carrier, hostile: Hostile, window: Window
) -> None:
    error = b'{"errors": [{"error_code": "insufficient_funds", "message": "Too little money."}]}'
    hostile.plot(Mischief(mischief.status(400, "Bad Request", error), commits=0))
    bought = window.do("buy")
    assert bought["said"] not in ("", "bought")
    assert (bought["labels"], bought["in_doubt"], carrier.charges()) == ([], 0, [])


@pytest.mark.row("K4", "K15")
def test_a_window_that_is_killed_while_it_buys_finds_its_label_at_the_next_start(
    carrier: Carrier, hostile: Hostile, window: Window
) -> None:
    hostile.plot(Mischief(mischief.hang, commits=1))
    process = window.start("buy")
    until(lambda: bool(carrier.charges()), "the charge")
    process.kill()
    process.communicate()
    found = window.do("look")
    (charge,) = carrier.charges()
    assert found["labels"] == [charge["label_id"]]
