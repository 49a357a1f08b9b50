"""A word that shipments are marked with, shared by the whole account."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag (api.md 22). `color` is a hex code such as #FF0000, or empty."""

    name: str
    color: str = ""
    tag_id: int | None = None
