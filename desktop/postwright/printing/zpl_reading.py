"""Take ZPL apart into its commands. Accounts for every byte, judges none and refuses nothing.

The marks `^` and `~` begin a command wherever they stand, even inside a text: so does a printer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(rb"[\^~]")
_NAME = 2


@dataclass(frozen=True, slots=True)
class Command:
    """A mark, the two characters after it in capitals, and everything up to the next mark."""

    mark: str
    name: str
    value: bytes

    @property
    def text(self) -> str:
        """The value with a letter for each byte, so that none is lost."""
        return self.value.decode("latin-1")

    @property
    def parameters(self) -> tuple[str, ...]:
        """The value at its commas, without the blanks and line ends that printers skip."""
        return tuple(part.strip() for part in self.text.split(","))

    def number(self, place: int, default: int) -> int:
        """A parameter in whole dots, as printers take it; the default where it is missing or no number."""
        found = self.parameters[place] if place < len(self.parameters) else ""
        return round(float(found)) if re.fullmatch(r"-?\d{1,7}(\.\d{0,3})?", found) else default

    def letter(self, place: int, default: str) -> str:
        """A parameter of one letter, in capitals."""
        found = self.parameters[place] if place < len(self.parameters) else ""
        return found.upper() or default


@dataclass(frozen=True, slots=True)
class Script:
    """ZPL as it was read: what stands before the first mark, and the commands."""

    lead: bytes
    commands: tuple[Command, ...]

    def last(self, name: str) -> Command | None:
        """The command of that name that counts in the end."""
        return next((one for one in reversed(self.commands) if one.name == name), None)


def read_zpl(data: bytes) -> Script:
    """Prefix and delimiter are the usual `^`, `~` and `,`: a label that changes them is refused elsewhere."""
    starts = [match.start() for match in _MARK.finditer(data)]
    if not starts:
        return Script(data, ())
    ends = [*starts[1:], len(data)]
    pieces = [data[start:end] for start, end in zip(starts, ends, strict=True)]
    return Script(data[: starts[0]], tuple(_command(piece) for piece in pieces))


def _command(piece: bytes) -> Command:
    name = piece[1 : 1 + _NAME].decode("latin-1")
    # Only these have capitals: `upper` would make two letters of a sharp s.
    name = name.upper() if name.isascii() else name
    return Command(chr(piece[0]), name, piece[1 + _NAME :])


def unescape(value: bytes, indicator: str) -> bytes:
    """A field's bytes after ^FH: the indicator and two hexadecimal digits stand for one byte."""
    mark = re.escape(indicator.encode("latin-1"))
    return re.sub(mark + rb"([0-9A-Fa-f]{2})", lambda match: bytes.fromhex(match[1].decode()), value)
