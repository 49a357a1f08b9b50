"""The command that shows the whole program: `postwright tour --out DIR`. Needs no screen."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from postwright.commands.answer import FAILED, Answer
from postwright.domain.faults import Environment, FaultKind


def tour(args: Namespace) -> Answer:
    """`tour --out DIR`: the main job through the real window; exit code 1 when a step fails."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from postwright.app.tour.journey import take_tour  # Qt reads its platform when it is loaded

    out = Path(args.out)
    try:
        reports = take_tour(out, args.data_dir)
    except OSError as error:
        raise Environment(FaultKind.FILE_UNWRITABLE, f"{out}: {error.strerror}") from error
    lines = tuple(f"{'done  ' if one.done else 'FAILED'}  {one.step:<12} {one.said}" for one in reports)
    return Answer(reports, (*lines, f"Pictures, documents and tour.json are in {out}."), _code(reports))


def _code(reports: tuple[object, ...]) -> int:
    return 0 if all(getattr(one, "done", False) for one in reports) else FAILED
