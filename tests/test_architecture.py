"""The shape of the code: who may import whom, how long things may be, and which words appear where."""

from __future__ import annotations

import ast
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "desktop" / "postwright"

# The libraries of others that each package may name. Files beside the packages (app, cli) may name any.
LIBRARIES = {
    "domain": {"pydantic"},
    "carrier": {"httpx", "pydantic"},
    "store": {"alembic", "sqlalchemy"},
    "printing": {"PIL", "numpy", "pypdfium2", "reportlab", "win32print", "zxingcpp"},
    "paperless": {"PIL", "email_validator", "jinja2", "markdown_it", "markupsafe", "qrcode"},
    "operations": set(),
    "jobs": {"PySide6"},
    "ui": {"PySide6"},
    "app": {"PySide6"},
    "commands": set(),
    "practice": {"PIL", "flask", "qrcode", "reportlab", "werkzeug"},
}
# Libraries that take long to load: none of them may be needed before the first window is drawn.
HEAVY = (
    "alembic flask httpx jinja2 keyring markdown_it numpy pydantic pypdfium2 qrcode reportlab sqlalchemy "
    "zxingcpp"
).split()
DRAWERS = set("utils util common helpers helper manager base misc handler handlers core".split())
# The one file outside jobs/ that may name threads: it catches what escapes from them.
THREADS_ALLOWED = {"faulthandling.py"}
# The one file whose output function may print: the rest of the program speaks through the window or the log.
PRINTS = "cli.py"
HTTPX_FAULTS = {
    name for name, value in vars(httpx).items() if isinstance(value, type) and issubclass(value, Exception)
}


def modules(folder: Path = PACKAGE) -> list[Path]:
    return sorted(folder.rglob("*.py"))


OURS = modules()
PRODUCT = [*OURS, *modules(ROOT / "installer")]
TESTS = modules(ROOT / "tests")


def place(file: Path) -> str:
    """The file as a person would name it: within the package, or else within the repository."""
    return file.relative_to(PACKAGE if file.is_relative_to(PACKAGE) else ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), str(file))


def nodes(file: Path, *kinds: type[ast.AST]) -> Iterator[Any]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, kinds))


def imported(file: Path) -> set[str]:
    """Full names of what the file imports from elsewhere; `from a import b` gives a.b."""
    names = {alias.name for node in nodes(file, ast.Import) for alias in node.names}
    for node in nodes(file, ast.ImportFrom):
        if node.level == 0:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def words(file: Path) -> set[str]:
    """Every name that the code itself uses, comments and texts left out."""
    found = {node.id for node in nodes(file, ast.Name)} | {node.attr for node in nodes(file, ast.Attribute)}
    return found | {part for name in imported(file) for part in name.split(".")}


def calls(file: Path, name: str) -> list[ast.Call]:
    """Calls of a function or method by its last name."""
    return [
        node
        for node in nodes(file, ast.Call)
        if name in (getattr(node.func, "id", None), getattr(node.func, "attr", None))
    ]


# ---------------------------------------------------------------- layers


def test_every_import_contract_is_kept() -> None:
    config = str(ROOT / "pyproject.toml")
    done = python(
        f"from importlinter.cli import lint_imports as run; sys.exit(run({config!r}, no_cache=True))"
    )
    assert done.returncode == 0, done.stdout + done.stderr


def python(program: str) -> subprocess.CompletedProcess[str]:
    """Run a line of Python in a fresh interpreter, where nothing has been imported yet."""
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent), "NO_COLOR": "1", "COLUMNS": "110"}
    command = [sys.executable, "-c", f"import importlib, sys; {program}"]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_every_package_has_its_list_of_libraries() -> None:
    assert {file.parent.name for file in PACKAGE.glob("*/__init__.py")} <= LIBRARIES.keys()


@pytest.mark.parametrize("package", sorted(LIBRARIES))
def test_a_package_uses_only_its_own_libraries(package: str) -> None:
    known = sys.stdlib_module_names | LIBRARIES[package] | {"postwright", "__future__"}
    foreign = {
        f"{place(file)}: {name}"
        for file in modules(PACKAGE / package)
        for name in imported(file)
        if name.split(".")[0] not in known
    }
    assert not foreign


def test_jobs_use_the_core_of_qt_alone() -> None:
    qt = {name for file in modules(PACKAGE / "jobs") for name in imported(file) if name.startswith("PySide6")}
    assert not {name for name in qt if not name.startswith("PySide6.QtCore.")}


def test_screens_and_presenters_name_nothing_of_qt() -> None:
    pure = [file for file in modules(PACKAGE / "ui") if file.name in ("screen.py", "presenter.py")]
    assert not {place(file) for file in pure if any(name.startswith("PySide6") for name in imported(file))}


def test_the_window_loads_without_the_slow_libraries() -> None:
    names = [".".join(("postwright", *file.relative_to(PACKAGE).with_suffix("").parts)) for file in OURS]
    # Everything that can be seen, and what is loaded before the first paint; the rest of app/ comes after it.
    wanted = [name.removesuffix(".__init__") for name in names if name.startswith("postwright.ui")]
    wanted += ["postwright.app.start", "postwright.app.program", "postwright.app.welcome"]
    done = python(f"[importlib.import_module(n) for n in {wanted}]; print(*set({HEAVY}) & set(sys.modules))")
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_every_folder_of_code_is_a_package() -> None:
    folders = {file.parent for file in OURS}
    assert not {place(folder) for folder in folders if not (folder / "__init__.py").is_file()}


# ---------------------------------------------------------------- sizes and names


def test_no_file_is_longer_than_300_lines() -> None:
    assert not {place(file): n for file in PRODUCT if (n := length(file)) > 300}


def test_files_are_short_as_a_rule() -> None:
    # The aim is 90; the limit leaves room for a bad week, not for a bad habit.
    assert statistics.median(n for file in OURS if (n := length(file)) > 1) <= 120


def length(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def test_no_function_is_longer_than_50_lines() -> None:
    functions = [
        (file, node) for file in PRODUCT for node in nodes(file, ast.FunctionDef, ast.AsyncFunctionDef)
    ]
    assert not {
        f"{place(f)}:{node.name}": n for f, node in functions if (n := node.end_lineno - node.lineno + 1) > 50
    }


def test_no_class_has_more_than_15_public_methods() -> None:
    classes = [(file, node) for file in PRODUCT for node in nodes(file, ast.ClassDef)]
    assert not {f"{place(file)}:{node.name}": n for file, node in classes if (n := public_methods(node)) > 15}


def public_methods(node: ast.ClassDef) -> int:
    """Methods that others call, or that Qt calls; a property reads as a value and is not counted."""
    methods = [
        item for item in node.body if isinstance(item, ast.FunctionDef) and not item.name.startswith("_")
    ]
    return len([one for one in methods if not {"property", "cached_property"} & set(decorators(one))])


def decorators(node: ast.FunctionDef) -> list[str]:
    return [one.id for one in node.decorator_list if isinstance(one, ast.Name)]


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    named = {part for file in PRODUCT for part in (file.stem, file.parent.name)}
    assert not named & DRAWERS


def test_every_module_begins_by_saying_what_it_is_for() -> None:
    assert not {place(file) for file in [*PRODUCT, *TESTS] if not ast.get_docstring(tree(file))}


# ---------------------------------------------------------------- what appears where


def test_the_faults_of_httpx_are_named_in_one_file() -> None:
    named = {place(file) for file in OURS if "httpx" in words(file) and HTTPX_FAULTS & words(file)}
    assert named <= {"carrier/outcome.py"}


def test_threads_are_made_in_jobs_alone() -> None:
    others = [file for file in OURS if not file.is_relative_to(PACKAGE / "jobs")]
    named = {place(file) for file in others if {"threading", "QThread", "moveToThread"} & words(file)}
    assert named <= THREADS_ALLOWED


def test_the_program_prints_in_one_place() -> None:
    # A method of that name sends a label to a printer; only the built-in one writes to the terminal.
    printing = [
        place(file) for file in OURS for call in calls(file, "print") if isinstance(call.func, ast.Name)
    ]
    assert printing in ([], [PRINTS])


def test_nothing_of_ours_is_mocked_in_tests() -> None:
    assert not {place(file) for file in TESTS if any(n.startswith("unittest.mock") for n in imported(file))}


def test_text_is_never_formatted_but_plain() -> None:
    formats = [(file, call) for file in OURS for call in calls(file, "setTextFormat")]
    assert not {place(file) for file, call in formats if not ast.unparse(call.args[0]).endswith(".PlainText")}


def test_labels_are_made_by_the_one_class_for_plain_text() -> None:
    # A bare QLabel guesses the format, and a text from outside that looks like markup then loads files.
    outside = [file for file in OURS if not file.is_relative_to(PACKAGE / "ui" / "widgets")]
    subclasses = {
        place(file) for file in outside for node in nodes(file, ast.ClassDef) if "QLabel" in parents(node)
    }
    assert not {place(file) for file in outside if calls(file, "QLabel")} | subclasses


def parents(node: ast.ClassDef) -> set[str]:
    return {ast.unparse(parent).rpartition(".")[-1] for parent in node.bases}
