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
_RUNS = re.compile(r"([0-9A-Fa-f]+)|([G-Yg-z]+)([0-9A-Fa-f])|([,!:])")


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
    """`digits` to a row. A row ends when it is full, or at a mark that fills it or repeats the one above."""
    written, at = bytearray(), 0
    for match in _RUNS.finditer(data):
        if match.start() != at or len(written) > 2 * size:
            return None
        at = match.end()
        plain, letters, digit, mark = match.groups()
        if plain:
            written += plain.encode()
        elif digit:
            written += digit.encode() * min(_count(letters), 2 * size + 1)
        elif mark == ":":
            if not written or len(written) % digits:
                return None
            written += written[-digits:]
        else:
            written += (b"0" if mark == "," else b"F") * (digits - len(written) % digits)
    return bytes.fromhex(written.decode()) if at == len(data) and len(written) == 2 * size else None


def _count(letters: str) -> int:
    """How often the digit stands: G is 1 … Y 19, g is 20 … z 400; several letters add up."""
    return sum(ord(one) - ord("F") if one < "Z" else 20 * (ord(one) - ord("f")) for one in letters)
