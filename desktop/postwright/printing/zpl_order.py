"""Whether a label's commands stand in an order that every printer reads alike. Draws and refuses nothing.

Between two ^FS: one place, one thing, its data last. A field that no ^FS ends, a second place or a setting
amid a field one printer takes for this and another for that, so what was drawn of it proves nothing.
"""

from __future__ import annotations

from postwright.printing.zpl_fields import DRAWS
from postwright.printing.zpl_reading import Command, Script

_BETWEEN = "a setting amid a field"
_PLACES, _DATA, _BLOCKS = frozenset({"FO", "FT"}), frozenset({"FD", "FV"}), frozenset({"FB", "TB"})
# Of the settings, those of bars and of letters may stand inside a field, in front of what they are for.
_OWN_SETTINGS = frozenset({"BY", "CF"})
_COMMENT = "FX"
# A printer may begin with the first and go on with the second.
_ONCE = ("PW", "LL")


def disorder(script: Script) -> str:
    """What is out of order, as in "the carrier's ZPL has …", or nothing."""
    names = [command.name for command in script.commands]
    if any(names.count(name) > 1 for name in _ONCE):
        return "two sizes"
    seen: list[str] = []
    for command in script.commands:
        part = _part(command)
        if command.name == "FS":
            seen = []
        elif command.name == _COMMENT:
            continue
        elif part and (problem := _amiss(part, command, seen)):
            return problem
        elif part:
            seen.append(part)
        elif seen and not (command.name in _OWN_SETTINGS and not {"thing", "data"} & set(seen)):
            return "a field that does not end" if command.name in ("XZ", "XA") else _BETWEEN
    return ""


def _part(command: Command) -> str:
    """Which part of a field it is, or nothing for a command that stands between fields."""
    name = command.name
    if name in _PLACES:
        return "place"
    if name in _DATA:
        return "data"
    if name in DRAWS:
        return "thing"
    if name in _BLOCKS:
        return "block"
    if name.startswith("A"):
        return "letters"
    return {"FH": "escape", "FR": "reverse"}.get(name, "")


def _amiss(part: str, command: Command, seen: list[str]) -> str:
    if part in seen or "data" in seen:
        return "two fields in one"
    if part in ("thing", "data") and "place" not in seen:
        return "a field without a place"
    if command.name == "FT" and not all(place.strip() for place in (*command.parameters, "")[:2]):
        return "a field without a place"
    return ""
