"""Who says that a deviation is right: a recording, a sentence of api.md, or nobody but us. Holds no test.

A source that does not say it is refused by tests/contract/test_sources.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Recorded:
    """A recorded exchange that shows it, named by its method and its operation."""

    operation: str


@dataclass(frozen=True)
class Said:
    """A section of api.md and a few of its words that say it."""

    section: str
    words: str


@dataclass(frozen=True)
class Ours:
    """Nobody has confirmed it; the reason why we do it nevertheless."""

    reason: str


Source = Recorded | Said | Ours
# Said of optional names alone: whoever is excused by it must be one.
OPTIONAL = Said("1", "almost any optional field may be null")


def is_said(document: str, source: Said) -> bool:
    """Whether the words stand in that very section, its subsections left out, whatever their markdown."""
    pieces = re.split(r"(?m)^#{1,3} +(?=\S)", document)
    sections = [one for one in pieces if re.match(rf"{re.escape(source.section)}\.? ", one)]
    return any(_plain(source.words) in _plain(section) for section in sections)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[*`]", "", text).split())
