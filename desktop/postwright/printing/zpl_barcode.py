"""What ^BC makes of its field: the symbols of a Code 128. Refuses what it cannot know to the last bar."""

from __future__ import annotations

from postwright.domain.code128 import FNC1, START_B, START_C, TO_B, TO_C

# `>` and a character stand for a symbol that no letter does, and for the subset after it (ZPL II Programming
# Guide, ^BC). Subset A, shift and the other functions are left out: no carrier was seen to use them.
_CALLS_AMONG_LETTERS = {
    "8": (FNC1, False),
    "5": (TO_C, True),
    "0": (ord(">") - 32, False),
    "<": (ord("^") - 32, False),
    "=": (ord("~") - 32, False),
}
_CALLS_AMONG_DIGITS = {"8": (FNC1, True), "6": (TO_B, False)}


def code_128(text: str) -> tuple[int, ...] | None:
    """The values from the start symbol on, of a field in the normal mode; subset B where none is called.

    None where it is not known what a printer makes of it: half a pair of digits, a letter among digits.
    """
    digits = text.startswith(">;")
    values = [START_C if digits else START_B]
    at = 2 if text.startswith((">;", ">:")) else 0
    while at < len(text):
        here = text[at : at + 2]
        if here.startswith(">"):
            call = (_CALLS_AMONG_DIGITS if digits else _CALLS_AMONG_LETTERS).get(here[1:])
            if call is None:
                return None
            value, digits = call
        elif digits:
            if not (len(here) == 2 and here.isascii() and here.isdecimal()):
                return None
            value = int(here)
        else:
            here = here[0]
            if not " " <= here <= "~":
                return None
            value = ord(here) - 32
        values.append(value)
        at += len(here)
    return tuple(values) if len(values) > 1 else None
