"""The table of commands: each is there, explains itself, and loads nothing that it does not need."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from postwright import __version__
from postwright.commands.table import COMMANDS, GROUPS, Command
from tests.commands.terminal import Terminal
from tests.test_architecture import HEAVY, python

README = Path(__file__).parents[2] / "README.md"


def name(command: Command) -> str:
    return command.words


def test_every_command_stands_in_the_table_once() -> None:
    words = [command.words for command in COMMANDS]
    assert len(words) == len(set(words))
    assert {text.split()[0] for text in words if " " in text} == GROUPS.keys()


@pytest.mark.parametrize("command", COMMANDS, ids=name)
def test_every_command_has_its_function(command: Command) -> None:
    module = import_module(f"postwright.{command.module}")
    function = getattr(module, command.function)
    assert callable(function)
    assert function.__doc__ or command.words == "draft add"


@pytest.mark.parametrize("command", COMMANDS, ids=name)
def test_every_command_explains_itself(command: Command, terminal: Terminal) -> None:
    said = terminal.words(*command.words.split(), "--help")
    assert (said.code, said.error) == (0, "")
    assert command.help in " ".join(said.out.split())
    for argument in command.arguments:
        assert argument.options["help"] in " ".join(said.out.split())


@pytest.mark.parametrize("command", COMMANDS, ids=name)
def test_every_command_is_in_the_readme(command: Command) -> None:
    verb = command.words.split()[-1]
    group = f"postwright {command.words.split()[0]}"
    lines = re.split(r"\n|(?=postwright )", README.read_text("utf-8"))
    assert any(line.startswith(group) and verb in line for line in lines)


@pytest.mark.parametrize("typed", [["ship"], ["draft"], ["buy"], ["buy", "1"], ["zpl", "a", "--dpi", "100"]])
def test_what_is_no_command_is_told_with_how_it_is_used(terminal: Terminal, typed: list[str]) -> None:
    said = terminal.words(*typed)
    assert (said.code, said.out) == (2, "")
    assert said.error.startswith("usage: postwright")
    assert "Traceback" not in said.error


def test_options_count_before_the_command_and_after_it(terminal: Terminal) -> None:
    assert terminal("queue", "list").result == []
    assert terminal.words("queue", "list", "--json").result == []


def test_the_version_is_told_without_the_slow_libraries() -> None:
    done = python(
        "sys.argv = ['postwright', '--version']; from postwright.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print(*{{'PySide6', *{HEAVY}}} & set(sys.modules))"
    )
    assert done.stdout.splitlines() == [f"postwright {__version__}", ""], done.stderr


def test_the_program_starts_as_a_module(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "postwright", "queue", "list", "--json", "--data-dir", str(tmp_path)]
    package = str(Path(__file__).parents[2] / "desktop")
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PYTHONPATH": package, "PATH": ""}
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, '{\n  "ok": true,\n  "result": []\n}\n', "")
