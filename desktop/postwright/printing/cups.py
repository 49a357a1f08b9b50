"""Hand a label to a CUPS queue by `lp`, and ask which queues there are. No shell, no page without a size.

A PDF is never given to a raw queue, which would print it as pages of letters, nor ZPL to an office printer.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess

from postwright.domain.child_environment import child_environment
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing.handover import FoundPrinter, Handed, Sheet

_SECONDS = 20
_LETTER = (8.5, 11.0)
# Makers whose printers take ZPL, with a driver too: `lp -o raw` passes it on untouched.
_LABEL_MAKERS = (
    "zebra zpl eltron label rollo munbyn polono tsc godex bixolon sato honeywell datamax intermec citizen "
    "thermal zdesigner".split()
)
_STATES = {"3": "ready", "4": "printing", "5": "paused"}


def send(queue: str, content: bytes, sheet: Sheet) -> Handed:
    """Give the bytes to the spooler. `detail` names its job. The spooler may still lose it (measured)."""
    options = _options(queue)
    _refuse_wrong_kind(queue, options.get("printer-make-and-model", ""), sheet.language)
    how = ["raw"] if sheet.language is Language.ZPL else [f"media={_media(sheet)}", "print-scaling=none"]
    chosen = [word for option in how for word in ("-o", option)]
    try:
        done = _run("lp", "-d", queue, "-t", sheet.title or "label", *chosen, content=content)
    except subprocess.TimeoutExpired as error:
        raise PaperFault(FaultKind.MAY_HAVE_PRINTED, "The print system did not answer.") from error
    if done.returncode != 0:
        raise PaperFault(FaultKind.PRINTER_REFUSED, _last_line(done.stderr))
    paused = options.get("printer-state") == "5"
    return Handed(done.stdout.decode(errors="replace").strip() + (" The queue is paused." if paused else ""))


def printers() -> tuple[FoundPrinter, ...]:
    """Every queue; none when CUPS is absent or not running."""
    try:
        return tuple(_found(name) for name in _names())
    except (PaperFault, subprocess.TimeoutExpired):
        return ()


def _found(name: str) -> FoundPrinter:
    options = _read_options(name)
    model = options.get("printer-make-and-model", "")
    language = Language.ZPL if _takes_zpl(model) else Language.PDF
    return FoundPrinter(
        name, f"cups:{name}", _STATES.get(options.get("printer-state", ""), "unknown"), language
    )


def _options(queue: str) -> dict[str, str]:
    """What CUPS knows of the queue. Raises the fault that says why it cannot be used."""
    try:
        if queue in _names():
            return _read_options(queue)
        running = b"not running" not in _run("lpstat", "-r").stdout
    except subprocess.TimeoutExpired as error:
        raise PaperFault(FaultKind.PRINTER_UNREACHABLE, "The print system does not answer.") from error
    if not running:
        raise PaperFault(FaultKind.PRINTER_UNREACHABLE, "The print system (CUPS) is not running.")
    raise PaperFault(FaultKind.PRINTER_UNKNOWN, queue)


def _names() -> list[str]:
    return _run("lpstat", "-e").stdout.decode(errors="replace").split()


def _read_options(queue: str) -> dict[str, str]:
    """`lpoptions` prints name=value pairs quoted as for a shell."""
    try:
        words = shlex.split(_run("lpoptions", "-p", queue).stdout.decode(errors="replace"))
    except ValueError:
        return {}
    return dict(word.split("=", 1) for word in words if "=" in word)


def _refuse_wrong_kind(queue: str, model: str, language: Language) -> None:
    if not model:
        return
    if language is Language.PDF and _is_raw(model):
        words = f"{queue} passes everything on as it is, so a PDF would come out as pages of letters."
        raise PaperFault(FaultKind.PRINTER_REFUSED, f"{words} Choose ZPL for this printer.")
    if language is Language.ZPL and not _takes_zpl(model):
        words = f"{queue} is a {model}, which would print ZPL as pages of letters."
        raise PaperFault(FaultKind.PRINTER_REFUSED, f"{words} Choose PDF for this printer.")


def _is_raw(model: str) -> bool:
    return "raw" in _words(model)


def _words(model: str) -> set[str]:
    """Whole words: "PostScript" is no TSC."""
    return set(re.findall(r"[a-z0-9]+", model.lower()))


def _takes_zpl(model: str) -> bool:
    return bool(_words(model) & {"raw", *_LABEL_MAKERS})


def _media(sheet: Sheet) -> str:
    """Without a paper size CUPS prints on letter paper (measured)."""
    if (sheet.width, sheet.height) == _LETTER:
        return "Letter"
    return f"Custom.{sheet.width:g}x{sheet.height:g}in"


def _run(program: str, *arguments: str, content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [program, *arguments],
            input=content,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env=child_environment(os.environ, LC_ALL="C"),
        )
    except OSError as error:
        words = "This computer has no print system (CUPS)."
        raise PaperFault(FaultKind.PRINTER_UNREACHABLE, words) from error


def _last_line(stderr: bytes) -> str:
    return (stderr.decode(errors="replace").strip().splitlines() or [""])[-1].removeprefix("lp: ")
