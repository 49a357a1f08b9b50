"""Which names of somebody's choosing the carrier can be asked for again. Changes none to make it fit."""

from __future__ import annotations


def can_be_asked_for(text: str, longest: int) -> bool:
    """Whether the text can stand in an address, where it is one part.

    Some server could read dots alone and slashes as another path; and what cannot be printed nobody can type.
    """
    plain = 0 < len(text) <= longest and text.isprintable() and not set(text) & set("/\\")
    return plain and bool(text.strip(" ."))
