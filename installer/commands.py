"""The bootstrap's two commands: run the program, test the project."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from installer import debian, environment
from installer.trouble import Trouble

ROOT = Path(__file__).resolve().parents[1]
STATIC = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"])
USAGE = "Usage: python3 installer/bootstrap.py run [-- ARGS], or test [-- ARGS]"


def main(argv: Sequence[str]) -> int:
    """Carry out one command; give the exit status: 2 when something outside is in the way."""
    match argv:
        case ["run" | "test" as command]:
            args: Sequence[str] = []
        case ["run" | "test" as command, "--", *args]:
            pass
        case _:
            print(USAGE, file=sys.stderr)
            return 2
    try:
        return run(args) if command == "run" else test(args)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def run(args: Sequence[str]) -> int:
    """Start the program. With no screen, have it draw its panels into pictures instead."""
    screen = has_screen(os.environ, sys.platform)
    python = prepare("run", screen=screen)
    if args or screen:
        return become([python, "-m", "postwright", *args])
    return tour(python, Path.cwd() / "postwright-tour")


def become(command: list[str]) -> int:
    """Let the program take this process over, so that Ctrl+C and signals reach it and nothing else."""
    if os.name == "posix":
        os.execve(command[0], command, environment.plain())
    return subprocess.call(command, env=environment.plain())


def has_screen(variables: Mapping[str, str], system: str) -> bool:
    """Whether a window could be seen. Only Linux can be without a screen."""
    if not system.startswith("linux"):
        return True
    platform = variables.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in ("offscreen", "minimal"):
        return False
    return bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY")) or platform in (
        "vnc",
        "eglfs",
        "linuxfb",
    )


def tour(python: str, folder: Path) -> int:
    print(f"There is no screen here, so Postwright draws its panels into pictures in {folder}.", flush=True)
    unseen = environment.plain() | {"QT_QPA_PLATFORM": "offscreen"}
    status = subprocess.call([python, "-m", "postwright", "tour", "--out", str(folder)], env=unseen)
    for picture in sorted(folder.glob("*.png")):
        print(picture)
    return status


def test(args: Sequence[str]) -> int:
    """Check style, types, tests and full coverage where it is promised; pytest's closing line comes last."""
    python = prepare("test", screen=False)
    wanted = ((debian.FOR_FAULTS, "fault"), (debian.FOR_PRINTING, "printing"), (debian.FOR_MAILS, "mail"))
    for tools, kind in wanted:
        if missing := debian.try_for_tools(tools):
            names = " and ".join(missing)
            print(f"Without {names} some {kind} tests are skipped; the skips are counted.", flush=True)
    pytest = [python, "-m", "pytest", *args]
    if args:
        return check(pytest)
    failed = [" ".join(tool) for tool in STATIC if check([python, "-m", *tool]) != 0]
    colour = "yes" if sys.stdout.isatty() else "no"
    # A whole file goes to one process, since its tests share what takes long to set up. conftest.py puts the
    # slow ones first; sorting by the number of tests would undo that.
    together = ["-n", str(processes()), "--dist", "loadfile", "--no-loadscope-reorder"]
    measured = [*pytest, *together, "--cov=postwright", "--cov-report=", f"--color={colour}"]
    status, closing = check_and_keep_last_line(measured)
    if status != 0:
        failed.append("pytest")
    elif perfect := perfect_files():
        report = [python, "-m", "coverage", "report", f"--include={','.join(perfect)}", "--fail-under=100"]
        if check(report) != 0:
            failed.append("coverage of the files that must be fully tested")
    if failed:
        print("Not in order: " + ", ".join(failed) + ".")
    print(closing, flush=True)
    return 1 if failed else 0


def processes() -> int:
    """How many processes run the tests: one more than there are processors, since many tests only wait."""
    return max(2, (os.cpu_count() or 1) + 1)


def prepare(kind: environment.Kind, *, screen: bool) -> str:
    debian.ensure_libraries(screen=screen)
    debian.ensure_venv()
    return str(environment.ensure(ROOT, kind))


def check(command: list[str]) -> int:
    return subprocess.call(command, cwd=ROOT, env=unseen())


def unseen() -> dict[str, str]:
    variables = environment.plain()
    variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    return variables


def check_and_keep_last_line(command: list[str]) -> tuple[int, str]:
    """Run it with its output shown as it comes; give its status and the last line that it wrote."""
    with subprocess.Popen(
        command, cwd=ROOT, env=unseen(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as child:
        assert child.stdout is not None
        tail = b""
        while part := os.read(child.stdout.fileno(), 4096):
            sys.stdout.buffer.write(part)
            sys.stdout.buffer.flush()
            tail = (tail + part)[-4096:]
    lines = tail.decode("utf-8", "replace").strip().splitlines()
    return child.returncode, lines[-1] if lines else ""


def perfect_files() -> list[str]:
    """The patterns in pyproject.toml that fit a file of this checkout."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [pattern for pattern in settings["tool"]["postwright"]["perfect"] if any(ROOT.glob(pattern))]
