"""A wait that the carrier asked for is shown second by second, and a person can end it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from postwright.app.waiting import Waiting
from postwright.carrier.pace import Pacer
from postwright.domain.faults import FaultKind, NotSent
from postwright.jobs.lane import Lane
from postwright.jobs.lock import Lock
from postwright.ui.bottom_line import BottomLine


@pytest.mark.row("N10")
def test_a_purchase_that_waits_at_the_gate_is_told_and_called_off_before_anything_left(qtbot: QtBot) -> None:
    owner, line, pacer = QObject(), BottomLine(), Pacer(lock=Lock())
    qtbot.addWidget(line)
    waiting = Waiting(pacer, line, owner)
    waiting.look()
    assert line.notice.isHidden()
    pacer.close_gate(30)
    lane = Lane("money", lambda error: error if isinstance(error, NotSent) else None)
    faults: list[NotSent] = []
    lane.submit(lambda: pacer.admit(money=True), lambda _: None, faults.append)
    qtbot.waitUntil(lambda: pacer.wait_ahead > 0)
    waiting.look()
    assert line.notice.whole in ("Waiting for the carrier, 29 s", "Waiting for the carrier, 30 s")
    line.cancel.click()
    assert line.notice.isHidden()
    qtbot.waitUntil(lambda: bool(faults))
    assert faults[0].kind is FaultKind.RATE_LIMITED
    waiting.close()
    lane.close()
