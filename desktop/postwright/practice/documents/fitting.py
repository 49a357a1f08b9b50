"""Makes a line of text fit its place: smaller first, then shorter. Measures with what the caller gives."""

from __future__ import annotations

from collections.abc import Callable

_SMALLEST = 0.62


def fit(text: str, size: int, width: int, measure: Callable[[str, float], float]) -> tuple[str, float]:
    """The text and the size at which it is at most `width` wide. `measure` gives a width."""
    wide = measure(text, size)
    if wide <= width:
        return text, size
    smaller = max(size * width / wide, size * _SMALLEST)
    while len(text) > 1 and measure(text, smaller) > width:
        text = f"{text[:-2]}…"
    return text, smaller
