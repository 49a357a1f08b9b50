"""A table as every spreadsheet reads it (RFC 4180). No text in it can become a formula. Writes no file.

The one writer of tables that leave the program: names and orders come from strangers, and a spreadsheet runs
what begins like a formula (OWASP ASVS 1.2.10).
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal

# A number is ours and stays one, with its sign; None is an empty cell.
Cell = str | int | Decimal | None

# The wide signs are what programs for Japanese and Chinese take for the others.
_FORMULA = frozenset("=+-@＝＋－＠")
_FIRST = _FORMULA | {"\t", "\r", "\n", "\0"}
# What a cell cannot show: control characters, and halves of characters, which no file can hold.
_UNSHOWN = ("Cc", "Cs")


def sheet(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The whole table with its heading. Every text is in quotes, so that no separator splits it."""
    with io.StringIO(newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        writer.writerow([_text(one) for one in head])
        writer.writerows([_cell(one) for one in row] for row in rows)
        return stream.getvalue()


def _cell(value: Cell) -> str | int | Decimal:
    if value is None:
        return ""
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> str:
    """An apostrophe makes a text of what would be a formula, also behind signs that nobody sees."""
    seen = "".join(one for one in text if unicodedata.category(one)[0] != "C").lstrip()
    shown = "".join(" " if unicodedata.category(one) in _UNSHOWN else one for one in text)
    return f"'{shown}" if text[:1] in _FIRST or seen[:1] in _FORMULA else shown
