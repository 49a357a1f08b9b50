"""Which cells run: a few by a seed, so that the usual check is quick, or every one by hand.

POSTWRIGHT_FAULTS=all runs every one; POSTWRIGHT_FAULTS_SEED draws other ones.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
ALL = os.environ.get("POSTWRIGHT_FAULTS") == "all"
SEED = os.environ.get("POSTWRIGHT_FAULTS_SEED", "1")


def drawn(cells: Sequence[T], number: int, covering: Callable[[T], Iterable[Hashable]]) -> list[T]:
    """So many of the cells in their order, among them at least one for everything that they cover."""
    if ALL or len(cells) <= number:
        return list(cells)
    shuffled = random.Random(SEED).sample(range(len(cells)), len(cells))
    covered: set[Hashable] = set()
    chosen: list[int] = []
    for place in shuffled:
        new = set(covering(cells[place])) - covered
        if new:
            covered |= new
            chosen.append(place)
    chosen += [place for place in shuffled if place not in chosen][: max(0, number - len(chosen))]
    return [cells[place] for place in sorted(chosen)]


def few(number: int, whole: int) -> int:
    """How many runs of something that is drawn by chance."""
    return whole if ALL else number
