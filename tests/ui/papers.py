"""Deeds of papers that remember what was made. Holds no test."""

from __future__ import annotations

from dataclasses import dataclass, field

from postwright.domain.faults import Fault
from postwright.domain.papers import PaperKind
from postwright.ui.papers import PaperDeeds


@dataclass
class Drawer:
    """What was sent and saved; a fault happens instead. `printer` takes every kind."""

    made: list[tuple[str, ...]] = field(default_factory=list)
    fault: Fault | None = None
    printer: str = "Office"

    def send(self, kind: PaperKind, of: str) -> str:
        return self._made("send", kind, of)

    def save(self, kind: PaperKind, of: str, path: str) -> str:
        return self._made("save", kind, of, path)

    def _made(self, *what: str) -> str:
        if self.fault is not None:
            raise self.fault
        self.made.append(what)
        return "It went out." if what[0] == "send" else "Saved."

    def deeds(self) -> PaperDeeds:
        return PaperDeeds(lambda kind: self.printer, self.send, self.save)
