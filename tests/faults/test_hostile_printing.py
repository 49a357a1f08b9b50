"""Words from outside on their way to a printer: drawn as dots, or told as text, and never an order."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import zplkit
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.practice.documents import zpl as practice_zpl
from postwright.practice.documents.layout import Words
from postwright.printing import ports
from postwright.printing.overprint import reprint_note
from postwright.printing.targets.trial_page import trial_page
from postwright.printing.zpl import page_to_zpl
from postwright.printing.zpl_reading import read_zpl
from tests.faults.matrix import Control
from tests.faults.nasty import FORMULAS, MARKUP, PATHS, SHELL
from tests.faults.world import UNIX_ONLY
from tests.printing.ipp_server import PRINT_JOB, Server, printer, reply, serve
from tests.printing.test_zpl import by_zplkit

ORDERS = [
    "^XA^XZ",
    "~JR",
    "^FS^FO0,0^GB800,800,800^FS",
    "_5E_7E",
    "^FH_^FD",
    "^CC!",
    "\x10^XA",
    "a\nb\r^XZ",
    "\\&",
    "^^~~__",
    ">;>:>5",
    "~DGR:X.GRF",
    "^JUF",
    "Ann_Lee ~ 5^2",
    "\x00\x1b",
    "é🙂\u202e",
]
WORDS = [*ORDERS, *MARKUP, *SHELL, *FORMULAS]
PROFILE = PrinterProfile("Zebra", "folder:x", Language.ZPL, dpi=203)


# ---------------------------------------------------------------- what we draw ourselves


@pytest.mark.row("X9")
@pytest.mark.parametrize("name", WORDS, ids=lambda text: ascii(text)[:20])
def test_a_printer_s_name_on_a_page_of_ours_is_dots(name: str) -> None:
    made = page_to_zpl(trial_page(replace(PROFILE, name=name)))
    usual = page_to_zpl(trial_page(PROFILE))
    assert [one.name for one in read_zpl(made).commands] == [one.name for one in read_zpl(usual).commands]
    assert not {"FD", "FV", "FN", "SN"} & {one.name for one in read_zpl(made).commands}
    if name.isprintable() and name.isascii():
        assert made != usual


@pytest.mark.row("X9")
def test_a_second_copy_s_margin_is_drawn_as_it_is_read() -> None:
    page = reprint_note(trial_page(replace(PROFILE, name=ORDERS[2])), 2)
    assert by_zplkit(page_to_zpl(page), page) == page


# ---------------------------------------------------------------- where text stands in ZPL


def label_of(text: str) -> bytes:
    return practice_zpl.draw([Words(100, 200, 40, text, 700)])


def picture(zpl: bytes) -> bytes:
    """As a printer would draw it, by a program that is not ours."""
    [scene] = zplkit.render(zpl, zplkit.Options(width=812, height=1218, dpi=203)).labels
    return Image.open(BytesIO(scene.png())).convert("1").tobytes()


def spelt_out(zpl: bytes) -> tuple[bytes, str]:
    """The same label with every letter of its text as a code, and the text."""
    found = re.search(rb"\^FH\^FD(.*?)\^FS", zpl, re.DOTALL)
    assert found is not None
    text = re.sub(rb"_([0-9A-F]{2})", lambda code: bytes([int(code[1], 16)]), found[1])
    coded = b"".join(b"_%02X" % sign for sign in text)
    return zpl[: found.start(1)] + coded + zpl[found.end(1) :], text.decode("ascii")


@pytest.mark.row("X9")
@pytest.mark.parametrize(
    "text", [one for one in WORDS if one.isprintable()], ids=lambda text: ascii(text)[:20]
)
def test_a_text_is_printed_sign_by_sign(text: str) -> None:
    made = label_of(text)
    spelt, read = spelt_out(made)
    assert picture(made) == picture(spelt)
    if text.isascii():
        assert text.strip().startswith(read.rstrip("….").strip()[:20])
    usual = [one.name for one in read_zpl(label_of("Ann")).commands]
    assert [one.name for one in read_zpl(made).commands] == usual


@pytest.mark.row("X9")
@given(st.text(max_size=40) | st.text(alphabet="^~_\\>FDXZA0\x00\n", max_size=40))
def test_no_text_whatever_begins_a_command(text: str) -> None:
    made = label_of(text)
    assert [one.name for one in read_zpl(made).commands] == [
        one.name for one in read_zpl(label_of("A")).commands
    ]
    assert made.isascii()
    assert not set(made) & (set(range(32)) - {10})


@pytest.mark.control
def test_a_text_that_is_put_in_as_it_is_does_begin_one(
    record_property: Callable[[str, object], None],
) -> None:
    usual = len(read_zpl(b"^XA^FO9,9^FDAnn^FS^XZ").commands)
    seen = sum(len(read_zpl(f"^XA^FO9,9^FD{one}^FS^XZ".encode()).commands) != usual for one in ORDERS)
    record_property(
        "control", Control("a text put into ZPL as it is: further commands", seen, len(ORDERS), 8).plain()
    )
    assert seen >= 8


# ---------------------------------------------------------------- printers and jobs by name


@pytest.fixture
def spooler(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serve() as server:
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{server.number}")
        yield server


@pytest.mark.row("X8")
@pytest.mark.parametrize("name", [*SHELL, *PATHS[:24], "..", "a%2fb"], ids=lambda text: ascii(text)[:20])
def test_a_queue_is_asked_for_under_its_own_path_or_not_at_all(spooler: Server, name: str) -> None:
    with pytest.raises(PaperFault) as caught:
        ports.send(f"cups:{name}", b"^XA^XZ", language=Language.ZPL, title="1")
    known = {FaultKind.PRINTER_UNKNOWN, FaultKind.PRINTER_UNREACHABLE, FaultKind.PRINTER_REFUSED}
    assert caught.value.kind in known
    assert all(re.fullmatch(r"/printers/[^/?#\s]+", asked.path) for asked in spooler.asked)
    assert spooler.printed() == []


@pytest.mark.row("X8")
@pytest.mark.parametrize("title", [*SHELL, "\x00", "a\r\nb", "-o raw"], ids=lambda text: ascii(text)[:20])
def test_a_job_s_title_is_told_as_text(spooler: Server, title: str) -> None:
    spooler.answers = {0x000B: reply(printer(model="Local Raw Printer"))}
    with pytest.raises(PaperFault):
        ports.send("cups:raw", b"^XA^XZ", language=Language.ZPL, title=title)
    (asked,) = (one for one in spooler.asked if one.operation == PRINT_JOB)
    found = re.search(rb"job-name(..)", asked.body, re.DOTALL)
    assert found is not None
    told = asked.body[found.end() :][: int.from_bytes(found[1])].decode()
    assert told.isprintable()
    assert not told.startswith("-")


@UNIX_ONLY
@pytest.mark.row("X8")
@pytest.mark.parametrize("name", ["$(touch ran)", "a;touch ran", "`touch ran`", "-rf"])
def test_a_file_s_name_is_one_word_of_a_command(tmp_path: Path, name: str) -> None:
    """The command line as another program starts it, in a process of its own."""
    target = tmp_path / f"{name}.pdf"
    target.write_bytes(b"%PDF-")
    command = [sys.executable, "-m", "postwright", "zpl", str(target), "--out", str(tmp_path / f"{name}.zpl")]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert ended.returncode in (1, 2, 4)
    assert b"Traceback" not in ended.stderr
    assert not list(tmp_path.rglob("ran"))
