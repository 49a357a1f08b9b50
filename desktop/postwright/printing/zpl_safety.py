"""Let the carrier's ZPL through only when it is one label and nothing else; what is not allowed is refused.

A ZPL file can also reset a printer, rewrite its settings, erase its memory or print a thousand copies.
What is allowed is listed, with the values that each command may have (ZPL II Programming Guide).
"""

from __future__ import annotations

import re

from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.zpl_reading import Command, Script, read_zpl, unescape

_MAX_BYTES = 4_000_000  # a 4 x 6 inch graphic at 600 dpi, uncompressed in hexadecimal, has 2.2 million
_MAX_COMMANDS = 5_000
_MAX_VALUE = 200
_MAX_DOTS = 7_200  # twelve inches at 600 dpi; more would feed paper for nothing

# Numbers and single letters between commas: nothing that names a file, a drive or a setting.
_PLAIN = re.compile(rb"[A-Za-z0-9.,\-\s]*")
_NOTHING = re.compile(rb"\s*")
_COUNT = rb"\s*0*[1-9]\d{0,6}\s*"
_NUMBER = rb"\s*-?\d*(\.\d*)?\s*"
_PLACE = re.compile(_NUMBER + rb"(," + _NUMBER + rb"(,\s*[012]?\s*)?)?")
_YES_OR_NO = re.compile(rb"\s*[NY]?\s*", re.IGNORECASE)
_HEX_OR_RUNS = rb"[0-9A-Za-z,:!\s]*"
_PACKED = rb"\s?:[ZB]64:[A-Za-z0-9+/=\s]*:[0-9A-Fa-f]{4}\s*"
_VALUES = {
    "XA": _NOTHING,
    "XZ": _NOTHING,
    "FS": _NOTHING,
    "FR": _NOTHING,
    # Which character escapes: one that is no letter, mark or comma.
    "FH": re.compile(rb"\s*[!-+\-./:-@\[\]_`{|}\\]?\s*"),
    # Single-byte alphabets and UTF-8. Others read the marks out of other bytes, and remapping moves them.
    "CI": re.compile(rb"\s*(\d|1[0-3]|27|28)\s*,?\s*"),
    # ASCII: binary data could hold any byte, so any command.
    "GF": re.compile(
        rb"\s*A?\s*," + (_COUNT + rb",") * 3 + rb"(" + _HEX_OR_RUNS + rb"|" + _PACKED + rb")",
        re.IGNORECASE,
    ),
    # Quantity, pause after, copies of each serial number, and two switches: one label, once.
    "PQ": re.compile(rb"\s*(0*1)?\s*(,\s*0*\s*(,\s*0*1?\s*(,\s*[YN]?\s*(,\s*[YN]?\s*)?)?)?)?"),
    "MD": re.compile(rb"\s*-?([012]?\d|30)(\.\d)?\s*"),
    "PR": re.compile(rb"\s*(1[0-4]|[1-9A-E])\s*(,\s*(1[0-4]|[2-9A-E])?\s*){0,2}"),
    # The whole label is drawn anew: keeping the last one beneath (N) is not allowed.
    "MC": re.compile(rb"\s*Y?\s*", re.IGNORECASE),
    # What places and draws bars has numbers that every printer reads alike: none with a blank in it.
    "FO": _PLACE,
    "FT": _PLACE,
    "LH": _PLACE,
    "BY": re.compile(rb"\s*([1-9]|10)?\s*(,\s*\d?(\.\d)?\s*(,\s*\d{0,5}\s*)?)?"),
    "BC": re.compile(
        rb"\s*[NRIB]?\s*(,\s*\d{0,5}\s*(,\s*[YN]?\s*(,\s*[YN]?\s*(,\s*[YN]?\s*(,\s*[NUAD]?\s*)?)?)?)?)?",
        re.IGNORECASE,
    ),
    "GB": re.compile(
        rb"\s*\d{0,7}\s*(,\s*\d{0,7}\s*(,\s*\d{0,7}\s*(,\s*[BW]?\s*(,\s*[0-8]?\s*)?)?)?)?",
        re.IGNORECASE,
    ),
    # Its second parameter would hang every field after it by its other side.
    "FW": re.compile(rb"\s*[NRIB]?\s*(,\s*0?\s*)?", re.IGNORECASE),
    "LR": _YES_OR_NO,
    "PM": _YES_OR_NO,
    # Both stay in the printer and move every later label.
    "LS": re.compile(rb"\s*0*\s*"),
    "LT": re.compile(rb"\s*0*\s*"),
    # The last parameters name the escape character and the aspect ratio.
    "BX": re.compile(rb"[A-Za-z0-9.,\-_\s]*"),
}
# Commands of two letters that place or draw things on this one label.
_PLAIN_ONES = frozenset(
    "FB TB CF GC GD GE GS PO "
    # Bar codes.
    "B0 B1 B2 B3 B4 B5 B7 B8 B9 BA BB BD BE BF BI BJ BK BL BM BO BP BQ BR BS BT BU BZ".split()
)
# Their text is for people: anything may stand in it, as long as no printer takes it for another language.
_TEXTS = frozenset({"FD", "FV", "FX"})
_LENGTHS = frozenset({"LL", "PW"})
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Set-Get-Do commands, JSON settings, XML and CPCL, which printers also look for beside ZPL.
_FOREIGN = re.compile(rb"!\s*(U|DF|\d)|\{\s*\}\s*\{|<\s*\?\s*xml", re.IGNORECASE)
# In a compressed graphic `!` ends a row and any letter may follow; in those languages a blank does.
_FOREIGN_IN_DOTS = re.compile(rb"![ \t]+[A-Z]", re.IGNORECASE)
# A mark that an escape would bring into a text, in front of what might be a command's name.
_HIDDEN = re.compile(rb"[\^~][A-Za-z@][A-Za-z0-9@]|[\x00-\x1c\x1e\x1f\x7f]")
_LINE_ENDS = re.compile(rb"[\t\r\n]")
_FONT = re.compile("A[A-Z0-9]")
_LENGTH = re.compile(rb"\s*0*([1-9]\d{0,4})(\.\d*)?\s*,?\s*(Y|N)?\s*", re.IGNORECASE)


def check_zpl(data: bytes) -> Script:
    """The label's commands. Raises PaperFault(ZPL_UNSAFE), which names the first thing that is too much."""
    if len(data) > _MAX_BYTES:
        raise _unsafe(f"it has {len(data)} bytes")
    if found := _CONTROL.search(data):
        raise _unsafe(f"{found[0]!r}")
    script = read_zpl(data)
    if found := _FOREIGN.search(script.lead):
        raise _unsafe(f"{found[0]!r}")
    if script.lead.strip() or not script.commands:
        raise _unsafe("it does not begin with a label")
    if len(script.commands) > _MAX_COMMANDS:
        raise _unsafe(f"it has {len(script.commands)} commands")
    for command in script.commands:
        _check_command(command)
    _check_texts(script)
    names = [command.name for command in script.commands]
    if names[0] != "XA" or names[-1] != "XZ" or names.count("XA") != 1 or names.count("XZ") != 1:
        raise _unsafe("it is not exactly one label from ^XA to ^XZ")
    return script


def _check_command(command: Command) -> None:
    name, value, shown = command.name, command.value, f"{command.mark}{command.name}"
    if command.mark != "^" or not _is_known(name):
        raise _unsafe(shown)
    if found := (_FOREIGN_IN_DOTS if name == "GF" else _FOREIGN).search(value):
        raise _unsafe(f"{found[0]!r} in a text" if name in _TEXTS else f"{found[0]!r}")
    if name in _TEXTS:
        return
    if not value.isascii():
        raise _unsafe(f"{shown} with letters it cannot have")
    if not _is_allowed(name, value):
        what = "something follows the end of the label" if name == "XZ" else f"{shown}{command.text[:12]}"
        raise _unsafe(" ".join(what.split()))


def _is_allowed(name: str, value: bytes) -> bool:
    if len(value) > _MAX_VALUE and name != "GF":
        return False
    if name in _LENGTHS:
        length = _LENGTH.fullmatch(value)
        return length is not None and int(length[1]) <= _MAX_DOTS
    return _VALUES.get(name, _PLAIN).fullmatch(value) is not None


def _is_known(name: str) -> bool:
    return (
        name in _PLAIN_ONES
        or name in _VALUES
        or name in _TEXTS
        or name in _LENGTHS
        or bool(_FONT.fullmatch(name))
    )


def _check_texts(script: Script) -> None:
    """What ^FH brings into a text is looked at too, and bytes that are no UTF-8 where the label says UTF-8:
    two readers would see different letters in them.
    """
    indicator, unicode = "", False
    for command in script.commands:
        match command.name:
            case "FH":
                indicator = command.text.strip() or "_"
            case "FS":
                indicator = ""
            case "CI":
                unicode = command.number(0, 0) == 28
            case "FD" | "FV":
                _check_text(unescape(command.value, indicator) if indicator else command.value, unicode)
            case _:
                pass


def _check_text(value: bytes, unicode: bool) -> None:
    if found := _HIDDEN.search(_LINE_ENDS.sub(b"", value)) or _FOREIGN.search(value):
        raise _unsafe(f"{found[0]!r} in a text")
    if unicode and not _is_utf8(value):
        raise _unsafe("letters that are no UTF-8 in a text")


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unsafe(what: str) -> PaperFault:
    return PaperFault(FaultKind.ZPL_UNSAFE, what)
