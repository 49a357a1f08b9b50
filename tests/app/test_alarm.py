"""The alarm's sound: made by us, played by whatever the system has, and silent where nobody stands."""

from __future__ import annotations

import io
import sys
import wave
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from postwright import assets
from postwright.app.alarm import PLAYERS, Alarm, play
from tests.app.alarm_tone import tone
from tests.fakes.lane import HeldLane

SOUND = assets.path("sounds/alarm.wav")


def test_the_sound_is_the_one_that_our_recipe_makes() -> None:
    assert SOUND.read_bytes() == tone()
    with wave.open(io.BytesIO(tone())) as file:
        assert 0.5 < file.getnframes() / file.getframerate() < 1.5


def test_nothing_sounds_where_there_is_no_screen(qapp: QApplication) -> None:
    lane = HeldLane()
    Alarm(lane)()
    assert not lane.held


@pytest.mark.skipif(sys.platform == "win32", reason="Windows plays it itself")
@pytest.mark.parametrize(("code", "played"), [(0, True), (1, False)])
def test_the_first_player_that_is_there_plays_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, played: bool
) -> None:
    heard = tmp_path / "heard"
    player = tmp_path / PLAYERS[1]
    player.write_text(f'#!/bin/sh\necho "$1" > "{heard}"\nexit {code}\n')
    player.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert play(SOUND) is played
    assert heard.read_text().strip() == str(SOUND)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows plays it itself")
def test_a_system_without_a_player_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not play(SOUND)
