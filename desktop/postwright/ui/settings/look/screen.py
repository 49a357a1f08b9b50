"""What the Look page shows: the three themes. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.preferences import Theme

THEMES = {
    Theme.SYSTEM: ("As the system", "Changes by itself when the system does."),
    Theme.LIGHT: ("Light", "Dark text on a light ground."),
    Theme.DARK: ("Dark", "Light text on a dark ground."),
}


@dataclass(frozen=True, slots=True)
class LookScreen:
    """Which theme is chosen."""

    theme: Theme = Theme.SYSTEM
