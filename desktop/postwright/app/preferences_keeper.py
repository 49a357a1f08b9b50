"""Hold the preferences of the running program: read at start, written down at every change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from postwright.domain.preferences import Preferences
from postwright.jobs.lock import Lock
from postwright.settings_file import load, save


class PreferencesKeeper:
    """`change` and `save` may be called on any lane; one waits for the other, so none undoes another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._one_at_a_time = Lock()
        self._preferences, self.notice = load(path)

    def preferences(self) -> Preferences:
        """As they are now; never waits for the disk."""
        return self._preferences

    def change(self, **values: Any) -> Preferences:
        """Save them with some values changed."""
        with self._one_at_a_time:
            return self._save(replace(self._preferences, **values))

    def save(self, preferences: Preferences) -> Preferences:
        """Write them down, then use them. Raises Environment and keeps the old ones when the file cannot be
        written.
        """
        with self._one_at_a_time:
            return self._save(preferences)

    def _save(self, preferences: Preferences) -> Preferences:
        save(self._path, preferences)
        self._preferences = preferences
        return preferences
