"""One line whose tone, icon and word say the same thing: a check, a copy, what became of a label. No Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToneLine:
    """`tone` is done, waiting, trouble or plain; `word` says it aloud, `text` what it is about.

    `below` is smaller print, `tip` what a person reads who points at it.
    """

    tone: str
    text: str
    word: str = ""
    below: str = ""
    tip: str = ""

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.word, self.text, self.below) if part)
