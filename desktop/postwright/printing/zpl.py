"""Write a page as a ZPL label: one graphic, and no command that changes stored settings.

Refuses darkness and speed that no printer has.
"""

from __future__ import annotations

import binascii
import re
import zlib
from base64 import b64encode

import numpy as np
import numpy.typing as npt

from postwright.printing.page import Page

Digits = npt.NDArray[np.uint8]

# Measured beside zlib's default on sparse and dense labels at 203, 300 and 600 dpi. A sparse one is 1 or 2
# per cent smaller at level 8 for a fifth of a millisecond; a dense one takes twice as long there and gets 7.
# Above 203 dpi the filter for small differences alone saves as much, at no cost. Level 1 takes a third of the
# time and a third more bytes, which matter on serial lines.
_SPARSE, _LARGE = 10_000, 150_000


def page_to_zpl(
    page: Page,
    *,
    darkness: int | None = None,
    speed: int | None = None,
    z64: bool = True,
) -> bytes:
    """The label as the printer takes it.

    `darkness` is -30 to 30 on top of the printer's own (^MD: relative to its configuration, never cumulative;
    some desktop models keep the last value). ~SD is not used: it would overwrite the printer's own setting.
    `speed` is in inches a second. Printers that do not know Z64 (before firmware V13) get `z64=False`.
    """
    if darkness is not None and not -30 <= darkness <= 30:
        raise ValueError("darkness is -30 to 30")
    if speed is not None and not 1 <= speed <= 14:
        raise ValueError("speed is 1 to 14 inches a second")
    own = burn_settings(darkness, speed)
    # ^PON ^PMN ^LRN ^LH0,0: what an earlier label left behind must not turn, mirror, invert or move this one.
    head = f"^XA^PW{page.width}^LL{page.height}^LH0,0^PON^PMN^LRN{own}^FO0,0"
    size = len(page.bits)
    graphic = f"^GFA,{size},{size},{page.row_bytes},{_smallest(page, z64=z64)}"
    return f"{head}{graphic}^FS^PQ1^XZ\n".encode("ascii")


def burn_settings(darkness: int | None, speed: int | None) -> str:
    """The commands for those that are not left to the printer."""
    dark = "" if darkness is None else f"^MD{darkness}"
    return dark + ("" if speed is None else f"^PR{speed}")


def _smallest(page: Page, *, z64: bool) -> str:
    """The dots in the shortest of the forms that the printer knows. What is longer is not even written."""
    kept = _rows_of_their_own(page)
    again, left, right = page.height - kept.shape[0], kept >> np.uint8(4), kept & np.uint8(15)
    changes = np.count_nonzero(left != right) + np.count_nonzero(right[:, :-1] != left[:, 1:])
    runs = again + kept.shape[0] + int(changes)
    packed = _z64(page, sparse=runs < _SPARSE) if z64 else ""
    # Each run takes a character at least: as a rule that tells already.
    if packed and len(packed) <= runs:
        return packed
    counted = again + _run_length_size(_digits(left, right))
    if packed and len(packed) <= counted:
        return packed
    # Run lengths are never longer than hexadecimal; where they save nothing, the plainer form is sent.
    return _run_lengths(page) if counted < 2 * len(page.bits) else page.bits.hex().upper()


def _z64(page: Page, *, sparse: bool) -> str:
    """zlib in base64 with its CRC."""
    large = len(page.bits) > _LARGE
    level = 8 if sparse else 6
    # Up to 203 dpi, all the memory that zlib may use saves what our commands before the dots take.
    memory, strategy = (8, zlib.Z_FILTERED) if large else (9, zlib.Z_DEFAULT_STRATEGY)
    deflate = zlib.compressobj(level, zlib.DEFLATED, zlib.MAX_WBITS, memory, strategy)
    packed = b64encode(deflate.compress(page.bits) + deflate.flush())
    return f":Z64:{packed.decode('ascii')}:{binascii.crc_hqx(packed, 0):04X}"


def _rows_of_their_own(page: Page) -> Digits:
    """The rows without those that repeat the one above."""
    rows = np.frombuffer(page.bits, np.uint8).reshape(page.height, page.row_bytes)
    own = np.ones(page.height, np.bool_)
    own[1:] = (rows[1:] != rows[:-1]).any(axis=1)
    return rows[own]


def _digits(left: Digits, right: Digits) -> Digits:
    """Rows of hexadecimal digits from the halves of their bytes."""
    digits = np.empty((left.shape[0], 2 * left.shape[1]), np.uint8)
    digits[:, ::2] = left
    digits[:, 1::2] = right
    return digits


def _run_length_size(digits: Digits) -> int:
    """How long `_run_lengths` would be, counted without writing it: that takes ten times as long."""
    starts = np.ones(digits.shape, np.bool_)
    np.not_equal(digits[:, 1:], digits[:, :-1], out=starts[:, 1:])
    places = np.flatnonzero(starts)
    runs = np.diff(places, append=digits.size)
    ends_row = (places + runs) % digits.shape[1] == 0
    rest = ends_row & np.isin(digits.reshape(-1)[places], (0, 15))
    return int(rest.sum() + _counts(runs[~rest]).sum())


def _counts(runs: npt.NDArray[np.int_]) -> npt.NDArray[np.int_]:
    """Letters before the digit and the digit: none for a single one, then z for each 400, one for twenties
    and one for units.
    """
    below = runs % 400
    letters = runs // 400 + (below >= 20) + (below % 20 > 0)
    return np.where(runs == 1, 1, letters + 1)


_RUN = re.compile(r"([0-9A-F])\1*")


def _run_lengths(page: Page) -> str:
    """ZPL's own compression: `:` repeats the row above, `,` and `!` fill a row with white and black,
    a letter repeats the digit after it.
    """
    written, above = [], ""
    for start in range(0, len(page.bits), page.row_bytes):
        row = page.bits[start : start + page.row_bytes].hex().upper()
        written.append(":" if row == above else _row_runs(row))
        above = row
    return "".join(written)


def _row_runs(row: str) -> str:
    runs = [match[0] for match in _RUN.finditer(row)]
    fill = {"0": ",", "F": "!"}.get(row[-1], "")
    if fill:
        runs.pop()
    return "".join(_run(len(run)) + run[0] for run in runs) + fill


def _run(length: int) -> str:
    if length == 1:
        return ""
    hundreds, below = divmod(length, 400)
    twenties, units = divmod(below, 20)
    # g is 20, h is 40 … z is 400; G is 1, H is 2 … Y is 19.
    return (
        "z" * hundreds
        + (chr(ord("f") + twenties) if twenties else "")
        + (chr(ord("F") + units) if units else "")
    )
