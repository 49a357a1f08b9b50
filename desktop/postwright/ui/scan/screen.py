"""What the scan line shows: the last scan's meaning in words, or the alarm that stands. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postwright.domain.scan_back import ScanWord

# Verdicts as the tones of the window; what is not named here is amber.
_TONES = {"on_parcel": "done", "wrong_parcel": "trouble", "void": "trouble"}
_WORDS = {
    "already": "Scanned before",
    "wrong_parcel": "Wrong parcel",
    "void": "Void label",
    "unknown": "Not one of ours",
    "not_a_label": "No shipping label",
}


@dataclass(frozen=True, slots=True)
class Scanned:
    """The answer to a scan; `what` names the parcel: service, place, order."""

    word: ScanWord
    what: str = ""


@dataclass(frozen=True, slots=True)
class ScanScreen:
    """`scans` counts what was taken in, so that the same answer twice is still news."""

    answer: Scanned | None = None
    asking: bool = False
    problem: str = ""
    scans: int = 0

    @property
    def alarms(self) -> bool:
        """Whether somebody must stop and look; it stands until a person has said so."""
        return self.answer is not None and self.answer.word.is_alarm

    @property
    def tone(self) -> str:
        if self.problem:
            return "trouble"
        return _TONES.get(str(self.answer.word.verdict), "waiting") if self.answer else "plain"

    @property
    def headline(self) -> str:
        """The verdict in two or three words; where all is well, who the parcel is for."""
        if self.problem:
            return "Not noted"
        if self.answer is None:
            return ""
        return self.answer.word.sentence if self._is_good else _WORDS[str(self.answer.word.verdict)]

    @property
    def sentence(self) -> str:
        if self.answer is None or self._is_good:
            return self.problem
        return self.problem or self.answer.word.sentence

    @property
    def _is_good(self) -> bool:
        return self.tone == "done"

    @property
    def what(self) -> str:
        return self.answer.what if self.answer and not self.problem else ""
