"""Start the program with its window and end it in order: lock, look, window, log, shop, lanes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from postwright.app.program import Program
from postwright.domain.faults import Environment, FaultKind
from postwright.domain.sentences import sentence
from postwright.instance import claim
from postwright.paths import DataFolder, data_dir

SHOWN_BY_THE_FIRST, NOT_STARTED = 0, 4


def run_window(where: Path | None) -> int:
    """Open the window and stay until it is closed. A second start on the same data raises the first one."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Postwright")
    try:
        root = data_dir(where)
        held = claim(root)
    except Environment as fault:
        return _not_started(fault, where)
    with held:
        program = Program(DataFolder(root), application)
        program.open()
        try:
            code = QApplication.exec()
        finally:
            program.close()
        if not program.ended:
            # A thread still waits for the keyring. Qt cannot end it, and aborts when it is destroyed.
            os._exit(code)
    return code


def _not_started(fault: Environment, where: Path | None) -> int:
    """Raise the window of the program that has the folder; where none answers, say why there is none."""
    from postwright.app.doorbell import ring
    from postwright.ui.refusal import show_refusal

    if fault.kind is FaultKind.ALREADY_RUNNING and ring(data_dir(where)):
        return SHOWN_BY_THE_FIRST
    show_refusal(sentence(fault).text)
    return NOT_STARTED
