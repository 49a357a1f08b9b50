"""Decides what the Look page does: keep the theme. The window applies it when it hears of the change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from postwright.domain.preferences import Preferences, Theme
from postwright.ui.settings.keeper import Keeper
from postwright.ui.settings.look.screen import LookScreen


class LookPresenter:
    """Holds the page."""

    def __init__(self, keeper: Keeper, render: Callable[[LookScreen], None]) -> None:
        self.screen = LookScreen()
        self._keeper = keeper
        self._render = render
        keeper.listen(self._preferences)

    def _preferences(self, preferences: Preferences) -> None:
        self.screen = replace(self.screen, theme=preferences.theme)
        self._render(self.screen)

    def choose(self, theme: Theme) -> None:
        self._keeper.edit(lambda held: replace(held, theme=theme))
