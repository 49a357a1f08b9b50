"""Make the checkout's own environment, .venv, from the locked libraries. Changes nothing outside it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from installer.trouble import Trouble

Kind = Literal["run", "test"]
Runner = Callable[[Sequence[str]], subprocess.CompletedProcess[str]]

LOCKS: dict[Kind, str] = {"run": "installer/requirements.txt", "test": "installer/requirements-dev.txt"}
STAMP = "postwright-ready"
UNFINISHED = "postwright-unfinished"

# A sign in pip's complaint, and the sentence that a person gets for it; the first that fits is told.
# After a colon follow pip's own last words, since only they name the library.
COMPLAINTS = (
    ("No space left on device", "The disk is full: Postwright's libraries need about 1 GB."),
    (
        "DO NOT MATCH THE HASHES",
        "A downloaded library is not the one that was locked, so it was not installed:",
    ),
    ("Permission denied", "This folder may not be written to: {folder}."),
    (
        "Failed to establish a new connection",
        "There is no network, and some libraries must be downloaded first.",
    ),
    ("name resolution", "There is no network, and some libraries must be downloaded first."),
    ("timed out", "The network is too slow or broke off. Start again."),
    ("No matching distribution", "A library is not to be had, or not for this Python:"),
)


def ensure(root: Path, kind: Kind) -> Path:
    """The Python of the checkout's environment, with everything installed that `kind` needs."""
    home = root / ".venv"
    python = python_of(home)
    # The list for testing holds everything that running needs.
    enough: tuple[Kind, ...] = ("run", "test") if kind == "run" else ("test",)
    good = {stamp(root, each) for each in enough}
    if not (python.exists() and read(home / STAMP) in good):
        make(root, kind)
    return python


def make(root: Path, kind: Kind, run: Runner | None = None) -> None:
    """Build or bring up to date. Until all is done, a file in the environment says that it is unfinished."""
    run = run or quietly
    home = root / ".venv"
    print("Getting Postwright's libraries; the first time this takes a minute or two ...", flush=True)
    try:
        if (home / UNFINISHED).exists() or not is_ours(home):
            create(home)
        (home / STAMP).unlink(missing_ok=True)
        (home / UNFINISHED).write_text("", "utf-8")
    except OSError as error:
        raise Trouble(f"The environment {home} cannot be made: {error.strerror or error}.") from error
    pip = [
        str(python_of(home)),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
    ]
    # Wheels only: a source package would run its own code and want a compiler.
    install(run, [*pip, "--require-hashes", "--only-binary=:all:", "-r", str(root / LOCKS[kind])], root)
    install(run, [*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(root)], root)
    (home / STAMP).write_text(stamp(root, kind), "utf-8")
    (home / UNFINISHED).unlink()


def create(home: Path) -> None:
    """Make it anew; whatever a stopped or older one left there goes first."""
    done = quietly([sys.executable, "-m", "venv", "--clear", str(home)])
    if done.returncode != 0:
        raise Trouble(explain(done.stdout + done.stderr, home))


def is_ours(home: Path) -> bool:
    """Whether an environment of this very Python version stands there and can install."""
    question = "import pip, sys; print(*sys.version_info[:2])"
    if not python_of(home).exists():
        return False
    answer = quietly([str(python_of(home)), "-c", question]).stdout.split()
    return answer == [str(part) for part in sys.version_info[:2]]


def install(run: Runner, command: Sequence[str], root: Path) -> None:
    done = run(command)
    if done.returncode != 0:
        raise Trouble(explain(done.stdout + done.stderr, root))


def explain(words: str, folder: Path) -> str:
    """One sentence for a person; where that is not enough, below it the last that the tool itself said."""
    fitting = (sentence for sign, sentence in COMPLAINTS if sign in words)
    sentence = next(fitting, "Installing the libraries did not work:").format(folder=folder)
    return "\n  ".join([sentence, *words.strip().splitlines()[-4:]]) if sentence.endswith(":") else sentence


def stamp(root: Path, kind: Kind) -> str:
    """What an environment was made from: the lock, what pyproject.toml asks for, and this Python."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    asked = json.dumps(
        [project["project"], project["build-system"], list(sys.version_info[:3])], sort_keys=True
    )
    return hashlib.sha256((root / LOCKS[kind]).read_bytes() + asked.encode()).hexdigest()


def read(file: Path) -> str:
    return file.read_text("utf-8") if file.is_file() else ""


def python_of(home: Path) -> Path:
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def quietly(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        env=plain(),
        check=False,
    )


def plain() -> dict[str, str]:
    """The environment variables without those that make one Python look into another's libraries."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
