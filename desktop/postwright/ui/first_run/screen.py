"""Everything that the first page shows. Knows no toolkit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from postwright.domain.draft import AddressText
from postwright.ui.notice import Notice


class Doing(StrEnum):
    """What is under way."""

    NOTHING = ""
    PRACTISING = "practising"
    CONNECTING = "connecting"


@dataclass(frozen=True, slots=True)
class FirstRunScreen:
    """`tries` changes when the person should look at what is wrong."""

    origin: AddressText = field(default_factory=AddressText)
    problems: Mapping[str, str] = field(default_factory=dict)
    key_problem: str = ""
    tries: int = 0
    doing: Doing = Doing.NOTHING
    notice: Notice | None = None

    @property
    def can_act(self) -> bool:
        return self.doing is Doing.NOTHING

    @property
    def practise_words(self) -> str:
        return "Opening practice…" if self.doing is Doing.PRACTISING else "Practise now"

    @property
    def connect_words(self) -> str:
        return "Connecting…" if self.doing is Doing.CONNECTING else "Connect"
