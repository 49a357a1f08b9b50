"""The Code 128 barcode of a practice label as runs of modules and in ZPL. Never a live mail barcode."""

from __future__ import annotations

import re

from reportlab.graphics.barcode.code128 import Code128

# At 203 dots an inch a module of three dots is 0.0148 in, which every printer and scanner in a shop handles.
MODULE_DOTS = 3
_DIGIT_RUN = re.compile(r"(?:\d\d){2,}")


def runs(text: str) -> tuple[int, ...]:
    """Widths in modules, a bar first and then bar and gap in turn."""
    code = Code128(text, quiet=0)
    code.validate()
    code.encode()
    code.decompose()
    # The library writes a width of one to four as a letter: capitals are gaps, small letters bars.
    return tuple(ord(letter.lower()) - ord("a") + 1 for letter in code.decomposed)


def zpl_text(text: str) -> str:
    """The same for ^BC: start in subset B, and pairs of digits in subset C."""
    done, at = ">:", 0
    for match in _DIGIT_RUN.finditer(text):
        done += f"{text[at : match.start()]}>5{match[0]}"
        at = match.end()
        if at < len(text):
            done += ">6"
    return done + text[at:]
