"""A terminal with a data folder of its own, and the shop's own environment kept out."""

from __future__ import annotations

from pathlib import Path

import pytest

from postwright.server import KEY_VARIABLE, URL_VARIABLE
from tests.commands.terminal import NOON, Terminal


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    for variable in (URL_VARIABLE, KEY_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    opened = Terminal(tmp_path / "data", capsys)
    opened.practice.clock.freeze(NOON)
    return opened
