"""Run the tour from an empty folder and write down how it went. Buys nothing anywhere but in practice."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from postwright import __version__
from postwright.app.program import Program
from postwright.app.tour import day_steps, mail_steps
from postwright.app.tour.person import SIZE, Person, StepFailed
from postwright.app.tour.stage import Tour
from postwright.app.tour.steps import STEPS
from postwright.domain.faults import Fault
from postwright.domain.sentences import sentence
from postwright.instance import claim
from postwright.paths import DataFolder, data_dir


@dataclass(frozen=True, slots=True)
class StepReport:
    """One step: its name, whether it was done, and what was done or what failed."""

    step: str
    done: bool
    said: str


def take_tour(out: Path, data: Path | None) -> tuple[StepReport, ...]:
    """Do every step; the first that fails ends the tour. `tour.json` in `out` has the reports.

    The tour has a data folder of its own, so that it never touches the operator's.
    """
    out.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(["postwright"])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory(prefix="postwright-tour-") as fresh:
        root = data_dir(data or Path(fresh) / "data")
        with claim(root):
            reports = _in_folder(DataFolder(root), out, application)
    report = {"version": __version__, "steps": [asdict(one) for one in reports], "pictures": _pictures(out)}
    (out / "tour.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return reports


def _in_folder(folder: DataFolder, out: Path, application: QApplication) -> tuple[StepReport, ...]:
    os.environ.pop("POSTWRIGHT_API_URL", None)  # the tour is practice, whatever the shell says
    program = Program(folder, application)
    program.printed_into = out
    program.open()
    try:
        return _walk(program, out)
    finally:
        if program.window is not None:
            program.window.close()
        program.close()


def _walk(program: Program, out: Path) -> tuple[StepReport, ...]:
    def window() -> QWidget:
        if program.window is None:
            raise StepFailed("the window is gone")
        return program.window

    window().resize(*SIZE)
    tour = Tour(program, Person(window, out), out)
    reports: list[StepReport] = []
    for step in (*STEPS, *mail_steps.STEPS, *day_steps.STEPS):
        name = step.__name__.replace("_", " ")
        try:
            reports.append(StepReport(name, True, step(tour)))
        except (StepFailed, AssertionError) as failure:
            reports.append(StepReport(name, False, str(failure)))
            break
        except Fault as fault:
            reports.append(StepReport(name, False, sentence(fault).text))
            break
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return tuple(reports)


def _pictures(out: Path) -> list[str]:
    return sorted(file.name for file in out.glob("*.png"))
