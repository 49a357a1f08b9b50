"""What was measured on the page that goes to the printer, check by check. Reads a proof's stored facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from postwright.ui.tone_line import ToneLine

_RESULTS = {"passed": ("done", "ok"), "warned": ("waiting", "warning"), "failed": ("trouble", "failed")}
_UNKNOWN = ("plain", "not checked")


def check_lines(facts: Mapping[str, Any] | None) -> tuple[ToneLine, ...]:
    """One line for each check, with its measured values and who asks for it."""
    checks = facts.get("checks", ()) if facts else ()
    if not isinstance(checks, Sequence):
        return ()
    return tuple(_line(one) for one in checks if isinstance(one, Mapping))


def _line(check: Mapping[str, Any]) -> ToneLine:
    tone, word = _RESULTS.get(str(check.get("result")), _UNKNOWN)
    return ToneLine(tone, str(check.get("words", "")), word, tip=str(check.get("source", "")))
