"""Every row of the fault matrix has a test, and the report counts what was run, skipped and failed."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Literal

import pytest

from tests.faults.matrix import Control, Matrix
from tests.faults.mischief import cells
from tests.faults.rows import LATER, ROWS
from tests.faults.ways import CASES, rows_of

TESTS = Path(__file__).parents[1]


def named_rows() -> set[str]:
    """The rows that tests name in a call of `row(…)`, or by the way that a purchase goes."""
    found = {row for case in CASES for row in rows_of(*case)} | {row for cell in cells() for row in cell.rows}
    for path in TESTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "row"
            ):
                found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    return found


def test_every_row_has_a_test() -> None:
    assert named_rows() <= ROWS.keys() | LATER.keys()
    assert ROWS.keys() - named_rows() == set()


def report_of(
    when: Literal["setup", "call"], outcome: Literal["passed", "failed", "skipped"], **told: object
) -> pytest.TestReport:
    why = ("file", 1, "Skipped: no strace here") if outcome == "skipped" else None
    return pytest.TestReport(
        "a test", ("", 0, ""), {}, outcome, why, when, user_properties=[("rows", ("K3", "N2")), *told.items()]
    )


def test_the_report_counts_cells_skips_with_their_reasons_and_failures() -> None:
    matrix = Matrix()
    control = Control("naive", seen=32, cells=47, needed=20).plain()
    matrix.take(report_of("call", "passed", cells=40, control=control))
    matrix.take(report_of("setup", "skipped"))
    matrix.take(report_of("call", "failed"))
    text = matrix.text()
    assert "| K3 | killed with the request partly written | 41 | 1 | 1 |" in text
    assert "| N2 | reset or closed in the request or before any reply, nothing charged | 41 | 1 | 1 |" in text
    assert "| naive | 32 | 47 | 20 |" in text
    assert "- no strace here (K3, N2)" in text
