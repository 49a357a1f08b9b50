"""Print systems of this computer for a test of its own: CUPS, and a printer that speaks IPP. On loopback.

Each has folders, numbers and a message bus that nobody else uses, and ends with the test.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60

_CUPS_FILES = """User lp
Group lp
SystemGroup root lpadmin
ServerRoot {0}/root
RequestRoot {0}/spool
TempDir {0}/spool
CacheDir {0}/cache
StateDir {0}/state
AccessLog {0}/log/access
ErrorLog {0}/log/error
PageLog {0}/log/page
FileDevice Yes
"""
_CUPS = """Listen 127.0.0.1:{0}
Listen {1}/cups.sock
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={0}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/>
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/></policy></busconfig>
"""
_AVAHI = """[server]
allow-interfaces=lo
use-ipv4=yes
use-ipv6=no
enable-dbus=yes
[publish]
publish-addresses=yes
"""
_PAPER = """{{
  MEMBER collection media-size {{
    MEMBER integer x-dimension {0}
    MEMBER integer y-dimension {1}
  }}
  MEMBER integer media-bottom-margin 0
  MEMBER integer media-left-margin 0
  MEMBER integer media-right-margin 0
  MEMBER integer media-top-margin 0
}}"""
_PAPERS = {"letter": _PAPER.format(21590, 27940), "label": _PAPER.format(10160, 15240)}
# A label printer at 203 dpi that would take letter paper if nobody said anything else.
_LABEL_PRINTER = """ATTR mimeMediaType document-format-supported application/pdf,application/octet-stream
ATTR boolean color-supported false
ATTR keyword sides-supported one-sided
ATTR keyword sides-default one-sided
ATTR keyword print-color-mode-supported monochrome
ATTR keyword print-color-mode-default monochrome
ATTR enum print-quality-supported 4
ATTR enum print-quality-default 4
ATTR collection media-col-default {letter}
ATTR collection media-col-database {letter},{label}
ATTR textWithoutLanguage printer-make-and-model "{0}"
ATTR keyword media-supported na_letter_8.5x11in,na_index-4x6_4x6in,custom_min_2x2in,custom_max_8.5x14in
ATTR keyword media-default na_letter_8.5x11in
ATTR keyword media-ready na_letter_8.5x11in,na_index-4x6_4x6in
ATTR collection media-size-supported {{
  MEMBER rangeOfInteger x-dimension 5080-21590
  MEMBER rangeOfInteger y-dimension 5080-35560
}}
ATTR keyword print-scaling-supported auto,fill,fit,none
ATTR keyword print-scaling-default auto
ATTR resolution printer-resolution-supported 203dpi
ATTR resolution printer-resolution-default 203dpi
"""
# Prints at once, and says that the paper has run out when the test has taken it away.
_COMMAND = """#!/bin/sh
if [ -e {0}/no-paper ]; then echo "STATE: +media-empty-error" >&2; fi
exit 0
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number: int = server.getsockname()[1]
        return number


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def until(condition: Callable[[], object], seconds: float = SECONDS) -> None:
    """Ask again until it is so: a print system has no other way to tell."""
    end = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        pause.wait(0.02)


def listens(number: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", number)) == 0


@dataclass
class Cups:
    """A server of its own. The folder is readable for its user, which pytest's is not."""

    folder: Path
    number: int
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = ["cupsd", "-f", "-c", f"{self.folder}/cupsd.conf", "-s", f"{self.folder}/files.conf"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: listens(self.number))

    def kill(self) -> None:
        """As a crash or a power failure ends it."""
        self._end(subprocess.Popen.kill)

    def stop(self) -> None:
        self._end(subprocess.Popen.terminate)

    def queue(self, name: str, device: str, model: str) -> None:
        run("lpadmin", "-p", name, "-E", "-v", device, "-m", model)

    def _end(self, how: Callable[[subprocess.Popen[bytes]], None]) -> None:
        if self.process is not None:
            how(self.process)
            self.process.wait(20)
            self.process = None


@contextmanager
def cups_server() -> Iterator[Cups]:
    folder = Path(tempfile.mkdtemp(prefix="cups-"))
    cups = Cups(folder, free_port())
    for name in ("root/ppd", "spool", "cache", "state/certs", "log"):
        (folder / name).mkdir(parents=True)
    (folder / "files.conf").write_text(_CUPS_FILES.format(folder), "utf-8")
    (folder / "cupsd.conf").write_text(_CUPS.format(cups.number, folder), "utf-8")
    for one in (folder, *folder.rglob("*")):
        one.chmod(0o755)
        shutil.chown(one, "lp", "lp")
    cups.start()
    try:
        yield cups
    finally:
        cups.stop()
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class IppPrinter:
    """`ippeveprinter`, the IPP Everywhere printer of CUPS; what it printed lies in its folder."""

    folder: Path
    number: int
    process: subprocess.Popen[bytes]

    @property
    def uri(self) -> str:
        return f"ipp://localhost:{self.number}/ipp/print"

    def printed(self) -> list[bytes]:
        """The documents in the order in which they came."""
        files = sorted((self.folder / "out").glob("*.pdf"), key=lambda one: int(one.name.split("-")[0]))
        return [one.read_bytes() for one in files]

    def run_out_of_paper(self) -> None:
        (self.folder / "no-paper").touch()

    def unplug(self) -> None:
        self.process.kill()
        self.process.wait(20)


@contextmanager
def message_bus() -> Iterator[dict[str, str]]:
    """The environment in which a printer can make itself known, which it insists on. A computer has one
    Avahi at most; where it runs already, it is used.
    """
    if Path("/run/avahi-daemon/socket").exists() and Path("/run/dbus/system_bus_socket").exists():
        yield dict(os.environ)
        return
    folder = Path(tempfile.mkdtemp(prefix="bus-"))
    (folder / "bus.conf").write_text(_BUS.format(folder), "utf-8")
    (folder / "avahi.conf").write_text(_AVAHI, "utf-8")
    environment = os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/bus"}
    try:
        with running(["dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork"], environment):
            until((folder / "bus").exists)
            avahi = ["avahi-daemon", "-f", f"{folder}/avahi.conf", "--no-drop-root", "--no-chroot"]
            with running([*avahi, "--no-rlimits"], environment):
                yield environment
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def ipp_printer(environment: dict[str, str], model: str = "Shipping Label Printer") -> Iterator[IppPrinter]:
    folder = Path(tempfile.mkdtemp(prefix="ipp-"))
    for name in ("out", "keys"):
        (folder / name).mkdir()
    (folder / "label.conf").write_text(_LABEL_PRINTER.format(model, **_PAPERS), "utf-8")
    (folder / "print").write_text(_COMMAND.format(folder), "utf-8")
    (folder / "print").chmod(0o755)
    number = free_port()
    command = [
        "ippeveprinter",
        "-k",
        "-n",
        "localhost",
        "-p",
        str(number),
        "-r",
        "off",
        "-d",
        f"{folder}/out",
    ]
    command += ["-a", f"{folder}/label.conf", "-c", f"{folder}/print", f"Label printer {number}"]
    try:
        with running(command, environment, ready=lambda: listens(number)) as process:
            yield IppPrinter(folder, number, process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(
    command: list[str], environment: dict[str, str], *, ready: Callable[[], bool] = lambda: True
) -> Iterator[subprocess.Popen[bytes]]:
    """The program, begun again until it is ready: one that needs another may be quicker than that."""
    end = time.monotonic() + SECONDS
    pause = threading.Event()
    process = _begun(command, environment)
    try:
        while not ready():
            assert time.monotonic() < end, command
            if process.poll() is not None:
                process = _begun(command, environment)
            pause.wait(0.02)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def _begun(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, stdin=quiet, stdout=quiet, stderr=quiet)
