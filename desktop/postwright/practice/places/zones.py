"""Where ZIP codes lie, and the postal zone of two of them by rough distance. Not for quoting."""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from math import asin, cos, radians, sin, sqrt

from postwright import assets

_EARTH_MILES = 3959
# Zones 1 to 7 reach to these miles; beyond is 8.
_REACH = (50, 150, 300, 600, 1000, 1400, 1800)


@cache
def _places() -> tuple[list[str], list[tuple[float, float]]]:
    data = json.loads(assets.text("practice/zip3.json"))["places"]
    return [place[0] for place in data], [(place[1], place[2]) for place in data]


@cache
def _unassigned() -> frozenset[str]:
    return frozenset(json.loads(assets.text("practice/zip3.json"))["unassigned"])


def is_known_zip(five: str) -> bool:
    """Whether mail goes to ZIP codes that begin so. Which of them exist is not known here."""
    return five[:3] >= _places()[0][0] and five[:3] not in _unassigned()


def _where(zip_code: str) -> tuple[float, float]:
    starts, spots = _places()
    return spots[max(0, bisect_right(starts, zip_code[:3]) - 1)]


def zone_between(origin: str, destination: str) -> int:
    """1 to 8."""
    if origin[:3] == destination[:3]:
        return 1
    return 1 + bisect_right(_REACH, _miles(_where(origin), _where(destination)))


def _miles(one: tuple[float, float], other: tuple[float, float]) -> float:
    (south, west), (north, east) = (tuple(map(radians, spot)) for spot in (one, other))
    chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * _EARTH_MILES * asin(sqrt(chord))
