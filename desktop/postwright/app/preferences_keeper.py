"""Hold the preferences of the running program: read at start, written down at every change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from postwright.domain.preferences import Preferences
from postwright.settings_file import load, save


class PreferencesKeeper:
    """`save` may be called on any lane; the one holder of the value swaps it whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._preferences, self.notice = load(path)

    def preferences(self) -> Preferences:
        return self._preferences

    def change(self, **values: Any) -> Preferences:
        """Save them with some values changed."""
        return self.save(replace(self._preferences, **values))

    def save(self, preferences: Preferences) -> Preferences:
        """Write them down, then use them. Raises Environment and keeps the old ones when the file cannot be
        written.
        """
        save(self._path, preferences)
        self._preferences = preferences
        return preferences
