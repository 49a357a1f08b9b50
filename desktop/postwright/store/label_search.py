"""Finds labels by what a clerk has at hand: a scanned or typed number, its last digits, or words.

Everything is a range on an index, so a percent sign is only a percent sign. Ranks nothing.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Column, CompoundSelect, Select, select, union
from sqlalchemy.sql.elements import ColumnElement

from postwright.domain.barcode import read_label_code, squeeze
from postwright.store.label_rows import words_in
from postwright.store.schema import LABEL, LABEL_WORD

# Fewer last digits than this fit too many labels.
_FEWEST_DIGITS = 4
_LAST_CHARACTER = "\U0010ffff"


def number_in(text: str) -> str:
    """The tracking number in what was scanned or typed: without blanks, dashes and the routing in front."""
    code = read_label_code(text)
    return code.tracking_number if code else squeeze(re.sub(r"-", "", text))


def matching(text: str) -> CompoundSelect[Any] | None:
    """The ids of the labels that fit: by the beginning or end of the number, or by the beginnings of words.

    None when the text holds nothing that could be looked for.
    """
    found: list[Select[Any]] = []
    number = number_in(text)
    if number.isalnum() and len(number) >= _FEWEST_DIGITS:
        for column, start in ((LABEL.c.tracking, number), (LABEL.c.tracking_reversed, number[::-1])):
            found.append(select(LABEL.c.label_id).where(_begins(column, start)))
    if words := words_in(text):
        found.append(_with_words(sorted(words, key=len, reverse=True)))
    return union(*found) if found else None


def _with_words(words: list[str]) -> Select[Any]:
    """Labels that have all of the words; the longest, which fits the fewest, is looked up first."""
    first, *others = [select(LABEL_WORD.c.label_id).where(_begins(LABEL_WORD.c.word, word)) for word in words]
    return first.where(*(LABEL_WORD.c.label_id.in_(other) for other in others))


def _begins(column: Column[str], start: str) -> ColumnElement[bool]:
    return column.between(start, start + _LAST_CHARACTER)
