"""A label goes through a CUPS server of its own, and what comes out is what went in."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import ports
from postwright.printing.dots import page_from_pdf
from postwright.printing.pages import label_pdf as pdf_of_page
from postwright.printing.zpl import page_to_zpl
from tests.printing.labels import label_pdf

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("cupsd") is None, reason="needs CUPS"),
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="a CUPS server needs root"),
]

FILES = """User lp
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
SERVER = """Listen 127.0.0.1:{0}
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


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number: int = server.getsockname()[1]
        return number


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def wait_for(condition: object, text: str, *command: str) -> None:
    """Ask a program until it says so; CUPS has no other way to tell."""
    end = time.monotonic() + 30
    pause = threading.Event()
    while (text in run(*command)) is not condition:
        assert time.monotonic() < end, command
        pause.wait(0.05)


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A server on loopback; the folder is readable for its own user, which pytest's is not."""
    folder = Path(tempfile.mkdtemp(prefix="cups-"))
    for name in ("root/ppd", "spool", "cache", "state/certs", "log"):
        (folder / name).mkdir(parents=True)
    number = free_port()
    (folder / "files.conf").write_text(FILES.format(folder), "utf-8")
    (folder / "cupsd.conf").write_text(SERVER.format(number), "utf-8")
    for one in (folder, *folder.rglob("*")):
        one.chmod(0o755)
        shutil.chown(one, "lp", "lp")
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{number}")
    command = ["cupsd", "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "files.conf")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(True, "is running", "lpstat", "-r")
            yield folder
        finally:
            server.terminate()
            server.wait(20)
            shutil.rmtree(folder, ignore_errors=True)


def queue(name: str, device: str, model: str) -> None:
    run("lpadmin", "-p", name, "-E", "-v", device, "-m", model)


def test_a_raw_queue_passes_a_label_on_byte_by_byte(cups: Path) -> None:
    taken = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:
        queue("labels", f"socket://127.0.0.1:{server.getsockname()[1]}", "raw")

        def take() -> None:
            line, _ = server.accept()
            with line:
                while part := line.recv(4096):
                    taken.extend(part)

        thread = threading.Thread(target=take)
        thread.start()
        zpl = page_to_zpl(page_from_pdf(label_pdf(), dpi=203))
        handed = ports.send("cups:labels", zpl, language=Language.ZPL, title="1001")
        thread.join(30)
    assert handed.detail == "Job 1."
    assert taken == zpl
    with pytest.raises(PaperFault, match="Choose ZPL"):
        ports.send("cups:labels", b"%PDF-1.7", language=Language.PDF, title="1001")


def test_the_proved_page_reaches_a_driver_at_the_size_of_the_label(cups: Path) -> None:
    driver = "drv:///sample.drv/zebra.ppd"
    if driver not in run("lpinfo", "-m"):
        pytest.skip("CUPS has no driver for label printers here")
    out = cups / "out.prn"
    out.touch()
    out.chmod(0o666)
    queue("driven", f"file:{out}", driver)
    pdf = pdf_of_page(page_from_pdf(label_pdf(), dpi=203))
    ports.send("cups:driven", pdf, language=Language.PDF, title="1001")
    wait_for(False, "driven", "lpstat", "-o")
    # The driver sends its graphic as so many bytes in rows of 102: 812 x 1218 dots.
    assert b"~DGR:CUPS.GRF,124236,102," in out.read_bytes()


def test_queues_that_are_there_and_one_that_is_not(cups: Path) -> None:
    queue("labels", "file:/dev/null", "raw")
    run("cupsdisable", "labels")
    [found] = ports.printers()
    assert (found.port, found.state, found.language) == ("cups:labels", "paused", Language.ZPL)
    with pytest.raises(PaperFault) as caught:
        ports.send("cups:other", b"^XA^XZ", language=Language.ZPL, title="1001")
    assert caught.value.kind is FaultKind.PRINTER_UNKNOWN
