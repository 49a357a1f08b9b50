"""Unpack the data of a ^GFA into rows of bytes: hexadecimal, ZPL's run lengths, base64, zlib in base64.

Refuses data that is not as long as it says, or whose checksum is wrong.
"""

from __future__ import annotations

import binascii
import re
import zlib
from base64 import b64decode

from postwright.printing.zpl_reading import Command

_MOST = 2_000_000  # 4 x 6 inches at 600 dpi have 1.1 million bytes
_RUNS = re.compile(r"([G-Yg-z]*)([0-9A-Fa-f])|([,!:])")


def graphic(command: Command) -> tuple[int, bytes] | None:
    """Bytes a row and all rows, or None where the data cannot be known."""
    size, row = command.number(2, 0), command.number(3, 0)
    parts = command.text.split(",", 4)
    if len(parts) < 5 or row < 1 or not row <= size <= _MOST or size % row:
        return None
    data = re.sub(r"\s", "", parts[4])
    packed = re.fullmatch(r":([ZB])64:([A-Za-z0-9+/=]*):([0-9A-Fa-f]{4})", data, re.IGNORECASE)
    rows = _unpacked(packed, size) if packed else _from_runs(data, size, 2 * row)
    return (row, rows) if rows is not None and len(rows) == size else None


def _unpacked(packed: re.Match[str], size: int) -> bytes | None:
    if binascii.crc_hqx(packed[2].encode(), 0) != int(packed[3], 16):
        return None
    try:
        raw = b64decode(packed[2], validate=True)
        # One byte more than there should be shows that there is more, however much that would be.
        return zlib.decompressobj().decompress(raw, size + 1) if packed[1] in "Zz" else raw
    except (binascii.Error, zlib.error):
        return None


def _from_runs(data: str, size: int, digits: int) -> bytes | None:
    """`digits` to a row. A row ends when it is full, or at a mark that fills it."""
    rows: list[str] = []
    row, at, room = "", 0, 2 * size
    while at < len(data) and room > 0:
        match = _RUNS.match(data, at)
        if match is None:
            return None
        at = match.end()
        if match[3] == ":":
            if row or not rows:
                return None
            row = rows[-1]
        elif match[3]:
            row = row.ljust(digits, "0" if match[3] == "," else "F")
        else:
            count = _count(match[1])
            if len(row) + count > room:
                return None
            row += match[2] * count
        while len(row) >= digits:
            rows.append(row[:digits])
            row, room = row[digits:], room - digits
    return bytes.fromhex("".join(rows)) if not row and at == len(data) else None


def _count(letters: str) -> int:
    """How often the digit stands: G is 1 … Y 19, g is 20 … z 400; several letters add up."""
    return sum(
        ord(letter) - ord("F") if letter < "Z" else 20 * (ord(letter) - ord("f")) for letter in letters
    ) or (1 if not letters else 0)
