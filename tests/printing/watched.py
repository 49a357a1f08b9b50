"""Draw a hostile document and then a label, and tell what that took of time and memory, seen from outside.

Run as `python -m tests.printing.watched FILE`. Judges nothing.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from postwright.domain.faults import Environment, PaperFault
from postwright.printing.dots import page_from_pdf
from postwright.printing.renderer import Renderer
from tests.printing.labels import label_pdf


@dataclass(frozen=True)
class Watched:
    """What became of it. `sentence` is empty for one that was drawn; sizes in bytes, work in CPU seconds."""

    kind: str
    sentence: str
    next_is_right: bool
    largest_child: int
    grown: int
    work: float


def watch(bomb: bytes) -> Watched:
    """In a process of its own, where every child is a renderer's."""
    kind = sentence = ""
    with Renderer() as renderer:
        before = _parent()
        try:
            renderer.render(bomb, 203)
        except (PaperFault, Environment) as fault:
            kind, sentence = str(fault.kind), fault.detail
        grown = _parent() - before
        right = renderer.render(label_pdf(), 203) == page_from_pdf(label_pdf(), dpi=203)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Watched(kind, sentence, right, used.ru_maxrss * 1024, grown, used.ru_utime + used.ru_stime)


def _parent() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(watch(Path(sys.argv[1]).read_bytes()))))
