"""Which of a printer's papers a label goes on: none where it has none of that size, never another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# Names of papers end in their size (PWG 5101.1): na_index-4x6_4x6in, om_label_101.6x152.4mm.
_SIZED = re.compile(r"(?P<name>[^_]+_.+)_(?P<width>\d+(?:\.\d+)?)x(?P<height>\d+(?:\.\d+)?)(?P<unit>in|mm)")
_MM = 25.4
# Half a millimetre: papers are named in whole hundredths of one unit or the other.
_CLOSE = 0.02


def known(supported: Iterable[str], width: float, height: float) -> str | None:
    """The printer's own name for the paper; a standard's name before a maker's."""
    fitting = [
        name
        for name, wide, high in _sizes(supported)
        if not name.startswith("custom_") and abs(wide - width) < _CLOSE and abs(high - height) < _CLOSE
    ]
    return min(fitting, key=lambda name: not name.startswith(("na_", "iso_")), default=None)


def takes_custom(supported: Iterable[str], width: float, height: float) -> bool:
    """Whether the size lies between the smallest and the largest that the printer takes."""
    limits = {name.split("_")[1]: (wide, high) for name, wide, high in _sizes(supported) if _limit(name)}
    if {"min", "max"} - limits.keys():
        return False
    low, top = limits["min"], limits["max"]
    return all(
        least - _CLOSE <= size <= most + _CLOSE
        for least, size, most in zip(low, (width, height), top, strict=True)
    )


def hundredths(inches: float) -> int:
    """As IPP counts: in hundredths of a millimetre."""
    return round(inches * _MM * 100)


def _limit(name: str) -> bool:
    return name.startswith(("custom_min", "custom_max"))


def _sizes(supported: Iterable[str]) -> Iterator[tuple[str, float, float]]:
    for name in supported:
        if size := _SIZED.fullmatch(name):
            scale = _MM if size["unit"] == "mm" else 1
            yield name, float(size["width"]) / scale, float(size["height"]) / scale
