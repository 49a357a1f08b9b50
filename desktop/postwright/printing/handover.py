"""What a port answers: what was taken, how a job and a printer are. Nothing here means "printed"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from postwright.domain.printing_profile import Language

# How many bytes have left, of how many.
Progress = Callable[[int, int], None]
# Whether the operator wants no more. Asked before the first byte: half a label is worse than one too many.
Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Handed:
    """The bytes were taken. `detail` is what the other side said; `job` is the port's own name for the job,
    to ask `follow` about, and empty where nothing can be asked.
    """

    detail: str = ""
    job: str = ""


class JobEnd(StrEnum):
    """What a spooler or printer says of a job. Even DONE is its word only."""

    WAITING = "waiting"
    PRINTING = "printing"
    HELD = "held"  # paused, out of paper, unplugged: somebody has to do something
    DONE = "done"
    ABORTED = "aborted"  # given up or cancelled; a part may have come out
    UNKNOWN = "unknown"  # it does not know that job, or not any more
    NO_ANSWER = "no_answer"  # it could not be asked now; ask again later


@dataclass(frozen=True, slots=True)
class JobWord:
    """How far a job is, and a sentence for the operator where there is something to say."""

    end: JobEnd
    words: str = ""


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """Whether a label can be sent now; `ready` is None where the printer does not say.

    `words` is one sentence for the operator; `reasons` are the printer's own words or keywords.
    """

    ready: bool | None
    words: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """What can be guessed of a printer; None and "" where nothing speaks for a guess. `how` says what did.

    `speaks` is its own word for the language that it is set to, where that is none of ours.
    """

    language: Language | None = None
    dpi: int | None = None
    model: str = ""
    how: str = ""
    speaks: str = ""


@dataclass(frozen=True, slots=True)
class FoundPrinter:
    """A printer of this computer. Language and density are guesses; the profile decides.

    `media` are the papers that it says it knows, in its own words.
    """

    name: str
    port: str
    state: str
    language: Language
    dpi: int | None = None
    model: str = ""
    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be printed: a title for the job, its language, and the size of the paper in inches."""

    title: str
    language: Language
    width: float = 4
    height: float = 6
