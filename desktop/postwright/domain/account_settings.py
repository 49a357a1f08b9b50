"""What was set for the whole account at the carrier. Only read: the API changes none of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AccountSettings:
    """`label_layout` is 4x6, letter, or a word that is new to us; the carrier writes Letter (api.md 10.6)."""

    label_layout: str = ""
    raw: str = field(default="", repr=False)
