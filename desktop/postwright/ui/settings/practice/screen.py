"""What the Practice page shows: the practice carrier's clock and switches. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from postwright.domain.preferences import Mode
from postwright.ui.words import moment_words

JUMPS = ((1, "Tomorrow"), (28, "In 28 days"))


@dataclass(frozen=True, slots=True)
class PracticeScreen:
    """Everything shown. `losing` is whether the next purchase will lose its reply."""

    mode: Mode = Mode.UNDECIDED
    now: datetime | None = None
    offline: bool = False
    losing: bool = False
    busy: bool = False

    @property
    def is_practice(self) -> bool:
        return self.mode is not Mode.LIVE

    @property
    def can_play(self) -> bool:
        return self.is_practice and not self.busy

    @property
    def clock_line(self) -> str:
        return moment_words(self.now) if self.now else ""

    @property
    def hint(self) -> str:
        if self.is_practice:
            return "Try what would be costly to try for real. Nothing here reaches a carrier."
        return "You are live. These switches work in practice only; change the mode under Account."
