"""Let the carrier's ZPL through only when it is one label and nothing else; what is not allowed is refused.

A ZPL file can also reset a printer, rewrite its settings, erase its memory or print a thousand copies.
"""

from __future__ import annotations

import re

from postwright.domain.faults import FaultKind, PaperFault

_MAX_BYTES = 4_000_000  # a 4 x 6 inch graphic at 600 dpi, uncompressed in hexadecimal, has 2.2 million
_MAX_COMMANDS = 5_000
_MAX_GRAPHIC = 2_000_000
_MAX_DOTS = 7_200  # twelve inches at 600 dpi; more would feed paper for nothing

# Commands of two letters that place or draw things on this one label (ZPL II Programming Guide).
_ALLOWED = frozenset(
    "XA XZ FO FT FD FS FV FH FB FW FR FP FX TB CF CI BY GB GC GD GE GF GS LH LL LR LS LT MD PM PO PQ PR PW "
    # Bar codes.
    "B0 B1 B2 B3 B4 B5 B7 B8 B9 BA BB BC BD BE BF BI BJ BK BL BM BO BP BQ BR BS BT BU BX BZ".split()
)
# Their text is for people: anything may stand in it, as long as no printer takes it for another language.
_TEXTS = {"FD", "FV", "FX"}
_COMMAND = re.compile(rb"([\^~])([A-Za-z@0-9]{0,2})([^\^~]*)")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Set-Get-Do commands and JSON settings, which printers also look for beside ZPL.
_FOREIGN = re.compile(rb"!\s*U|\{\s*\}\s*\{", re.IGNORECASE)
_FONT = re.compile("A[A-Z0-9@]")
# Quantity, pause after, copies of each serial number, and two switches: one label, once.
_ONE_COPY = re.compile(r"\s*(0*1)?(,0*(,0*1?(,[YN]?(,[YN]?)?)?)?)?\s*")
_NUMBER = re.compile(r"-?\d{1,7}")


def check_zpl(data: bytes) -> None:
    """Raise PaperFault(ZPL_UNSAFE), which names the first thing that is not part of one plain label."""
    if len(data) > _MAX_BYTES:
        raise _unsafe(f"it has {len(data)} bytes")
    if found := _CONTROL.search(data) or _FOREIGN.search(data):
        raise _unsafe(f"{found[0]!r}")
    commands = _commands(data)
    if len(commands) > _MAX_COMMANDS:
        raise _unsafe(f"it has {len(commands)} commands")
    for mark, name, value in commands:
        _check_command(mark, name, value)
    names = [name for _, name, _ in commands]
    if names[:1] != ["XA"] or names[-1] != "XZ" or names.count("XA") != 1 or names.count("XZ") != 1:
        raise _unsafe("it is not exactly one label from ^XA to ^XZ")
    if commands[-1][2].strip():
        raise _unsafe("something follows the end of the label")


def zpl_dots(data: bytes) -> tuple[int, int] | None:
    """The width and length in dots that the label itself states (^PW and ^LL), or None when it does not.

    They tell which density the label was made for.
    """
    stated = {name: value for _, name, value in _commands(data) if name in ("PW", "LL")}
    sizes = [_NUMBER.match(stated.get(name, "")) for name in ("PW", "LL")]
    width, length = (int(size[0]) if size else 0 for size in sizes)
    return (width, length) if width > 0 and length > 0 else None


def _commands(data: bytes) -> list[tuple[str, str, str]]:
    """Mark (^ or ~), name and the rest of each command. A mark counts anywhere, even in a text."""
    start = data.find(b"^")
    if start < 0 or data[:start].strip():
        raise _unsafe("it does not begin with a label")
    found = _COMMAND.finditer(data, start)
    return [(one[1].decode(), one[2].decode().upper(), one[3].decode("latin-1")) for one in found]


def _check_command(mark: str, name: str, value: str) -> None:
    if mark != "^" or not (name in _ALLOWED or _FONT.fullmatch(name)):
        raise _unsafe(f"{mark}{name}")
    if name not in _TEXTS and not value.isascii():
        raise _unsafe(f"^{name} with letters it cannot have")
    if name == "PQ" and not _ONE_COPY.fullmatch(value):
        raise _unsafe(f"^PQ{value[:12]}")
    if name in ("LL", "PW") and not _is_a_length(value):
        raise _unsafe(f"^{name}{value[:12]}")
    if name == "GF" and not _is_small_text_graphic(value):
        raise _unsafe("^GF with a graphic of another kind or size")


def _is_a_length(value: str) -> bool:
    number = _NUMBER.match(value)
    return number is not None and 0 < int(number[0]) <= _MAX_DOTS


def _is_small_text_graphic(value: str) -> bool:
    """^GFA only: binary data could hold any byte, so any command."""
    parts = value.split(",", 4)
    if len(parts) < 5 or parts[0].strip().upper() not in ("A", ""):
        return False
    counts = [part.strip() for part in parts[1:4]]
    return all(count.isdecimal() and 0 < int(count) <= _MAX_GRAPHIC for count in counts)


def _unsafe(what: str) -> PaperFault:
    return PaperFault(FaultKind.ZPL_UNSAFE, what)
