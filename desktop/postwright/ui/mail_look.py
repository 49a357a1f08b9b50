"""The ways in which a mail is looked at before it is sent. Draws nothing. No Qt."""

from __future__ import annotations

from enum import StrEnum


class Look(StrEnum):
    """On a desk, on a phone, with pictures blocked, in a dark mail program, as text alone."""

    DESKTOP = "desktop"
    PHONE = "phone"
    BLOCKED = "blocked"
    DARK = "dark"
    TEXT = "text"
