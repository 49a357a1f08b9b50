"""File names made of words from outside: plain letters, short, a word of ours first. Touches no file."""

from __future__ import annotations

import re

LONGEST = 80

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
# Names that Windows keeps for its devices, whatever ending they have.
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def plain_name(title: str, *, otherwise: str, longest: int = LONGEST) -> str:
    """The title in plain letters: nothing in it leaves a folder, hides a file or names a device."""
    name = _UNSAFE.sub("-", title).strip("-.")[:longest].rstrip("-.") or otherwise
    return f"{otherwise}-{name}"[:longest] if _DEVICE.fullmatch(name) else name


def file_name(ours: str, *words: str, suffix: str) -> str:
    """Our own word, then what tells one file from the next, such as an order's number; 80 letters at most."""
    longest = LONGEST - len(suffix) - 1
    told = "-".join(name for word in words if (name := plain_name(word, otherwise="")))
    return f"{plain_name(f'{ours}-{told}', otherwise=ours, longest=longest)}.{suffix}"
