"""What a port answers: what was handed over, and which printers there are. Nothing here means "printed"."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.printing_profile import Language


@dataclass(frozen=True, slots=True)
class Handed:
    """The bytes were taken. `detail` is what the other side said, such as a spooler's job name."""

    detail: str = ""


@dataclass(frozen=True, slots=True)
class FoundPrinter:
    """A printer of this computer. `language` is a guess by its model; the profile decides."""

    name: str
    port: str
    state: str
    language: Language


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be printed: a title for the job, its language, and the size of the paper in inches."""

    title: str
    language: Language
    width: float = 4
    height: float = 6
