"""Find the shared libraries that Qt needs; on Debian and Ubuntu install them, elsewhere only name them."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress

from installer.trouble import Trouble

# Library and the package that holds it, tried out on a bare Debian 12; newer systems know the older names.
ALWAYS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WITH_A_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


# What the fault tests use: one kills a program at a system call, the other sets its clock.
FOR_FAULTS = {"strace": "strace", "faketime": "faketime"}
# What labels are printed through in the tests: a CUPS server with its filters, and a printer that speaks IPP,
# which insists on making itself known by Avahi on a message bus.
FOR_PRINTING = {
    "cupsd": "cups",
    "lpadmin": "cups-client",
    "ippeveprinter": "cups-ipp-utils",
    "foomatic-rip": "cups-filters",
    "gs": "ghostscript",
    "avahi-daemon": "avahi-daemon",
    "dbus-daemon": "dbus",
}
# What mails to customers are looked at with, as mail programs draw them.
FOR_MAILS = {"chromium": "chromium"}


def ensure_libraries(*, screen: bool) -> None:
    """Have Qt's libraries on this Linux, or raise Trouble with the command that brings them."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries(ALWAYS | (WITH_A_SCREEN if screen else {}))
    if missing:
        install(sorted(missing.values()), why="Qt needs " + ", ".join(sorted(missing)))


def ensure_venv() -> None:
    """Have what Python needs to make an environment; Debian packs it apart."""
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        install([f"python{version}-venv"], why="this Python cannot make an environment yet")
        importlib.invalidate_caches()


def try_for_tools(tools: Mapping[str, str]) -> tuple[str, ...]:
    """Install programs that the tests are better with, and say which are still missing. Never in the way:
    what needs them is skipped, and the skips are counted.
    """
    wanted = {tool: package for tool, package in tools.items() if shutil.which(tool) is None}
    if wanted and sys.platform.startswith("linux") and shutil.which("apt-get") and os.geteuid() == 0:
        with suppress(Trouble, OSError):
            install(sorted(wanted.values()), why="the tests use " + ", ".join(sorted(wanted)))
    return tuple(sorted(tool for tool in wanted if shutil.which(tool) is None))


def missing_libraries(wanted: Mapping[str, str]) -> dict[str, str]:
    return {library: package for library, package in wanted.items() if not loads(library)}


def loads(library: str) -> bool:
    """Ask the system's own loader, which knows every place that counts."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(packages: list[str], *, why: str) -> None:
    """Install as root; tell anyone else the exact command."""
    if shutil.which("apt-get") is None:
        raise Trouble(
            f"Something is missing: {why}. Install it with your system's package tool, then start again."
        )
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    told = shlex.join(["sudo", *command])
    if os.geteuid() != 0:
        raise Trouble(f"Something is missing: {why}. Run this, then start again:\n  {told}")
    print(f"Installing system packages ({why}) ...", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "-qq"], command):
        done = subprocess.run(
            step, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise Trouble(f"{shlex.join(step)} did not work:\n{last_lines(done.stderr or done.stdout)}")


def last_lines(text: str, count: int = 5) -> str:
    return "\n".join(text.strip().splitlines()[-count:])
