"""Keep how the window was left. Nothing of value: a file that cannot be read or written is passed over."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

_log = logging.getLogger(__name__)


def read_look(path: Path) -> dict[str, Any]:
    """What was kept, or nothing."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_look(path: Path, look: dict[str, Any]) -> None:
    """Keep it for the next start, if the disk lets us."""
    fresh = path.with_suffix(".new")
    try:
        fresh.write_text(json.dumps(look), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        _log.info("the window's look was not kept: %s", error.strerror)
