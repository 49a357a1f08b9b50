"""Finds labels by what a clerk has at hand: a scanned or typed number, its last digits, or words.

Everything is a range on an index, so a percent sign is only a percent sign. Ranks nothing.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Column, Select, intersect, select, union
from sqlalchemy.sql.elements import ColumnElement

from postwright.domain.barcode import read_label_code, squeeze
from postwright.store.label_rows import words_in
from postwright.store.schema import LABEL, LABEL_WORD

# Fewer last digits than this fit too many labels.
_FEWEST_DIGITS = 4
_LAST_CHARACTER = "\U0010ffff"


def number_in(text: str) -> str:
    """The tracking number in what was scanned or typed: without blanks, dashes and the routing in front."""
    plain = text.encode(errors="replace").decode()  # halves of characters, which no database takes
    code = read_label_code(plain)
    return code.tracking_number if code else squeeze(re.sub(r"-", "", plain))


def matching(text: str, limit: int) -> Select[Any] | None:
    """The numbers of the newest labels that fit: by the beginning or end of the tracking number, or by words.

    None when the text holds nothing that could be looked for.
    """
    found: list[Select[Any]] = []
    number = number_in(text)
    if number.isalnum() and len(number) >= _FEWEST_DIGITS:
        for column, start in ((LABEL.c.tracking, number), (LABEL.c.tracking_reversed, number[::-1])):
            found.append(select(LABEL.c.number).where(_begins(column, start)))
    if words := words_in(text):
        found.append(_with_words(sorted(words)))
    if not found:
        return None
    fitting = union(*found).subquery()
    return select(fitting.c.number).order_by(fitting.c.number.desc()).limit(limit)


def _with_words(words: list[str]) -> Select[Any]:
    """Labels that have, for each of these, a word that begins with it."""
    each = [select(LABEL_WORD.c.number).where(_begins(LABEL_WORD.c.word, word)) for word in words]
    return select(intersect(*each).subquery().c.number) if len(each) > 1 else each[0]


def _begins(column: Column[str], start: str) -> ColumnElement[bool]:
    return column.between(start, start + _LAST_CHARACTER)
