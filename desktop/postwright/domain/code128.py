"""The arithmetic of Code 128: symbol values to bars and spaces, and its check symbol. Chooses no subset."""

from __future__ import annotations

from collections.abc import Sequence

START_B, START_C = 104, 105
TO_C, TO_B, FNC1 = 99, 100, 102
_STOP = "2331112"
# Widths in modules of three bars and three spaces, for each value from 0 to 105.
_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 "
    "122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 "
    "322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 "
    "112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 "
    "331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 "
    "112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 "
    "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 "
    "411311 113141 114131 311141 411131 211412 211214 211232"
).split()


def check_symbol(values: Sequence[int]) -> int:
    """The value before the stop: the start counts once, every other symbol as often as its place."""
    return (values[0] + sum(place * value for place, value in enumerate(values[1:], 1))) % 103


def bars(values: Sequence[int]) -> tuple[int, ...]:
    """Widths of bars and spaces in turn, in modules, from a start symbol on; check and stop are added."""
    if not values or not all(0 <= value < len(_WIDTHS) for value in values):
        raise ValueError("a Code 128 has a start and values of 0 to 105")
    symbols = [_WIDTHS[value] for value in (*values, check_symbol(values))]
    return tuple(int(width) for width in "".join(symbols) + _STOP)
