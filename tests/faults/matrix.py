"""Counts what was tried for each row of the fault matrix, and writes it down as a table. Judges nothing.

A test says with `@pytest.mark.row("K1", …)` for which rows it is, and with `record_property("cells", 40)` of
how many cells it consists; one, if it does not say. A control, which must fail for the harness to be alive,
says so with `record_property("control", Control(…).plain())`. Tests may run in several processes: what is
counted comes with the reports, which carry plain values only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field
from pathlib import Path

import pytest

from tests.faults.rows import LATER, ROWS


@dataclass(frozen=True)
class Control:
    """What a buyer that breaks the rules did: `seen` times in `cells`, where `needed` is the least."""

    name: str
    seen: int
    cells: int
    needed: int
    detail: str = ""

    def plain(self) -> tuple[object, ...]:
        return astuple(self)


@dataclass
class Matrix:
    """The outcomes by row."""

    run: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, set[str]] = field(default_factory=dict)
    controls: list[Control] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, report: pytest.TestReport) -> None:
        """Count one phase of a test: what ran, what was skipped and why, what failed, set-up included."""
        rows = dict(report.user_properties).get("rows", ())
        told = dict(report.user_properties) if report.when == "call" else {}
        if "control" in told:
            self.controls.append(Control(*told["control"]))
        if "note" in told:
            self.notes.append(told["note"])
        for row in rows:
            if report.skipped:
                self.skipped[row] += told.get("cells", 1)
                self.reasons.setdefault(_reason(report), set()).add(row)
            elif report.failed:
                self.failed[row] += 1
            if report.when == "call" and not report.skipped:
                self.run[row] += told.get("cells", 1)

    def summary(self) -> list[str]:
        """In a few lines; nothing where no fault was tried."""
        run, skipped, failed = (sum(one.values()) for one in (self.run, self.skipped, self.failed))
        if not (run or skipped or failed or self.controls):
            return []
        said = [f"fault matrix: {run} cells run, {skipped} skipped, {failed} failed, over all rows"]
        return said + [f"  {one.name}: {one.seen} of {one.cells}" for one in self.added_up()]

    def added_up(self) -> list[Control]:
        """Controls of the same name as one."""
        found: dict[str, Control] = {}
        for one in self.controls:
            before = found.get(one.name, Control(one.name, 0, 0, 0))
            numbers = (before.seen + one.seen, before.cells + one.cells, before.needed + one.needed)
            found[one.name] = Control(one.name, *numbers, one.detail)
        return list(found.values())

    def text(self) -> str:
        """The report."""
        lines = ["# The fault matrix", "", _HEAD, "", "| row | fault | run | skipped | failed |"]
        lines.append("|---|---|--:|--:|--:|")
        lines += [self._line(row, fault) for row, fault in ROWS.items()]
        lines += [self._line(row, f"later: {fault}") for row, fault in LATER.items()]
        counts = (sum(one.values()) for one in (self.run, self.skipped, self.failed))
        lines.append("| all | a cell counts for each of its rows | {} | {} | {} |".format(*counts))
        lines += [
            "",
            "## What must fail",
            "",
            "| control | seen | in cells | at least |",
            "|---|--:|--:|--:|",
        ]
        lines += [f"| {one.name} | {one.seen} | {one.cells} | {one.needed} |" for one in self.added_up()]
        lines += [f"\n{one.name}: {one.detail}" for one in self.added_up() if one.detail]
        lines += ["", "## Skipped", "", *self._skips()]
        lines += ["", "## Notes", "", *(f"- {note}" for note in self.notes or ["None."])]
        return "\n".join(lines) + "\n"

    def _line(self, row: str, fault: str) -> str:
        return f"| {row} | {fault} | {self.run[row]} | {self.skipped[row]} | {self.failed[row]} |"

    def _skips(self) -> list[str]:
        said = [f"- {reason} ({', '.join(sorted(rows))})" for reason, rows in sorted(self.reasons.items())]
        return said or ["Nothing."]


_HEAD = (
    "How many cells were run for each row. "
    "`POSTWRIGHT_FAULTS=all pytest tests -m 'row or control' --matrix tests/faults/matrix.md` writes it."
)


def _reason(report: pytest.TestReport) -> str:
    said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return said.removeprefix("Skipped: ")


def name_rows(items: Iterable[pytest.Item]) -> None:
    """Have every report of a test say for which rows it is."""
    for item in items:
        rows = tuple(dict.fromkeys(row for mark in item.iter_markers("row") for row in mark.args))
        unknown = [row for row in rows if row not in ROWS and row not in LATER]
        if unknown:
            raise pytest.UsageError(f"{item.nodeid}: the fault matrix has no row {', '.join(unknown)}")
        if rows:
            item.user_properties.append(("rows", rows))


class Collector:
    """The plugin: follows the run and writes the table at its end."""

    def __init__(self, path: Path | None) -> None:
        self.matrix = Matrix()
        self._path = path

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        name_rows(items)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.matrix.take(report)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for line in self.matrix.summary():
            terminalreporter.write_line(line)

    def pytest_sessionfinish(self) -> None:
        if self._path is not None:
            self._path.write_text(self.matrix.text(), encoding="utf-8")
