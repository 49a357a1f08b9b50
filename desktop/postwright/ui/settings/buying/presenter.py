"""Decides what the Buying page does: keep what can be read, and leave what cannot as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from postwright.domain.preferences import Preferences
from postwright.ui.settings.buying.screen import BuyingScreen, BuyingText, kept, problems_of, shown_of
from postwright.ui.settings.keeper import Keeper


class BuyingPresenter:
    """Holds the page."""

    def __init__(self, keeper: Keeper, render: Callable[[BuyingScreen], None]) -> None:
        self.screen = BuyingScreen()
        self._keeper = keeper
        self._render = render
        keeper.listen(self._preferences)

    def _show(self, screen: BuyingScreen) -> None:
        self.screen = screen
        self._render(screen)

    def _preferences(self, preferences: Preferences) -> None:
        """Another amount than the typed one is written anew; the same one stays as it was typed."""
        typed = self.screen.text
        text = shown_of(preferences, typed)
        readable = self.screen.loaded and not problems_of(typed)
        if readable and shown_of(kept(preferences, typed), typed) == text:
            return
        if self.screen.loaded and not readable:
            return
        self._show(replace(self.screen, text=text, loaded=True, form=self.screen.form + 1))

    def write(self, text: BuyingText) -> None:
        """What stands in the form now. It is kept once all of it can be read."""
        self._show(replace(self.screen, text=text))
        if not problems_of(text):
            self._keeper.edit(lambda held: kept(held, text))
