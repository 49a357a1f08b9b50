"""The programs of CUPS are called by name and argument, and what they answer becomes a fault or a job.

They are stood in for by scripts that answer as CUPS 2.4 did; `test_cups_for_real` asks CUPS itself.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import cups, ports
from postwright.printing.handover import FoundPrinter, Handed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="CUPS is not there")

OPTIONS = (
    "copies=1 printer-info='Shop''s' printer-state={state} printer-make-and-model='{model}' printer-location"
)
MODELS = {
    "raw": ("Local Raw Printer", 3),
    "zebra": ("Zebra ZPL Label Printer", 4),
    "office": ("Generic PostScript Printer", 3),
    "stopped": ("Local Raw Printer", 5),
}
LP = """
{ for word in "$@"; do printf '%s\\n' "$word"; done; printf 'END\\n'; cat; } > "$OUT"
[ -n "$FAIL" ] && { printf 'lp: %s\\n' "$FAIL" >&2; exit 1; }
printf 'request id is %s-7 (0 file(s))\\n' "$2"
"""
LPSTAT = """
case "$1" in
-e) printf '%s' "$QUEUES";;
-r) printf 'scheduler is %s\\n' "$SCHEDULER";;
esac
"""


@pytest.fixture
def spooler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs `lp`, `lpstat` and `lpoptions` first on the path; the file has what `lp` was given."""
    cases = "".join(
        f"{name}) cat <<'EOF'\n{OPTIONS.format(state=state, model=model)}\nEOF\n;;\n"
        for name, (model, state) in MODELS.items()
    )
    scripts = {"lp": LP, "lpstat": LPSTAT, "lpoptions": f'case "$2" in\n{cases}esac\n'}
    for name, script in scripts.items():
        program = tmp_path / name
        program.write_text("#!/bin/sh\n" + script, "utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setenv("QUEUES", "\n".join([*MODELS, "nameless"]))
    monkeypatch.setenv("SCHEDULER", "running")
    monkeypatch.setenv("OUT", str(tmp_path / "given"))
    return tmp_path / "given"


def send(
    port: str, language: Language, *, width: float = 4, height: float = 6, title: str = "1001"
) -> Handed:
    return ports.send(port, b"\x00label\xff", language=language, title=title, width=width, height=height)


def refusal(port: str, language: Language) -> PaperFault:
    with pytest.raises(PaperFault) as caught:
        send(port, language)
    return caught.value


def test_zpl_goes_through_untouched_by_any_driver(spooler: Path) -> None:
    for queue in ("raw", "zebra", "nameless"):
        assert send(f"cups:{queue}", Language.ZPL).detail == f"request id is {queue}-7 (0 file(s))"
        given = spooler.read_bytes()
        assert given == f"-d\n{queue}\n-t\n1001\n-o\nraw\nEND\n".encode() + b"\x00label\xff"


@pytest.mark.parametrize(
    ("width", "height", "media"), [(4, 6, "Custom.4x6in"), (8.5, 11, "Letter"), (4, 6.75, "Custom.4x6.75in")]
)
def test_a_pdf_always_has_a_paper_size(spooler: Path, width: float, height: float, media: str) -> None:
    send("cups:office", Language.PDF, width=width, height=height)
    assert f"-o\nmedia={media}\n-o\nprint-scaling=none\nEND\n" in spooler.read_text("latin-1")


def test_no_title_becomes_an_option_or_a_command(spooler: Path) -> None:
    send("cups:raw", Language.ZPL, title="--help\n; rm -rf $(HOME) 'x'")
    assert spooler.read_text("latin-1").splitlines()[3] == "help ; rm -rf $(HOME) 'x'"


def test_the_wrong_language_never_reaches_the_queue(spooler: Path) -> None:
    pdf, zpl = refusal("cups:raw", Language.PDF), refusal("cups:office", Language.ZPL)
    assert {pdf.kind, zpl.kind} == {FaultKind.PRINTER_REFUSED}
    assert "Choose ZPL" in pdf.detail
    assert "Generic PostScript Printer" in zpl.detail
    assert not spooler.exists()


def test_a_paused_queue_is_told(spooler: Path) -> None:
    assert send("cups:stopped", Language.ZPL).detail.endswith("The queue is paused.")


def test_a_queue_that_is_gone_is_unknown(spooler: Path) -> None:
    gone = refusal("cups:gone", Language.ZPL)
    assert (gone.kind, gone.detail) == (FaultKind.PRINTER_UNKNOWN, "gone")


def test_a_print_system_that_is_not_running_is_told_apart(
    spooler: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUEUES", "")
    monkeypatch.setenv("SCHEDULER", "not running")
    assert refusal("cups:raw", Language.ZPL).kind is FaultKind.PRINTER_UNREACHABLE
    assert cups.printers() == ()


def test_what_the_spooler_says_is_passed_on(spooler: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIL", 'Destination "raw" is not accepting jobs.')
    refused = refusal("cups:raw", Language.ZPL)
    assert refused.kind is FaultKind.PRINTER_REFUSED
    assert refused.detail == 'Destination "raw" is not accepting jobs.'


def test_a_computer_without_cups_has_no_printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert cups.printers() == ()
    assert refusal("cups:raw", Language.ZPL).kind is FaultKind.PRINTER_UNREACHABLE


def test_every_queue_is_found_with_its_state_and_language(spooler: Path) -> None:
    assert ports.printers() == (
        FoundPrinter("raw", "cups:raw", "ready", Language.ZPL),
        FoundPrinter("zebra", "cups:zebra", "printing", Language.ZPL),
        FoundPrinter("office", "cups:office", "ready", Language.PDF),
        FoundPrinter("stopped", "cups:stopped", "paused", Language.ZPL),
        FoundPrinter("nameless", "cups:nameless", "unknown", Language.PDF),
    )
