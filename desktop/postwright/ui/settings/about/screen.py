"""What the About page shows: names and values, as the program tells them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AboutScreen:
    """Version, folders, licences."""

    rows: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """All of it, to be pasted into a letter to support."""
        return "\n".join(f"{name}: {value}" for name, value in self.rows)
