"""Decides what the Reminders page does: keep what is switched and the time. The window then looks anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from postwright.domain.postal_rules import PostalRules
from postwright.domain.preferences import Preferences
from postwright.ui.settings.keeper import Keeper
from postwright.ui.settings.reminders.screen import RemindersScreen


class RemindersPresenter:
    """Holds the page."""

    def __init__(self, keeper: Keeper, rules: PostalRules, render: Callable[[RemindersScreen], None]) -> None:
        self.screen = RemindersScreen(rules)
        self._keeper = keeper
        self._render = render
        keeper.listen(self._preferences)

    def _preferences(self, preferences: Preferences) -> None:
        follows = preferences.follow_parcels
        self.screen = replace(self.screen, setup=preferences.reminders, follows=follows)
        self._render(self.screen)

    def remind_of_day(self, wanted: bool) -> None:
        self._keeper.edit(lambda held: replace(held, reminders=replace(held.reminders, day_end=wanted)))

    def remind_of_voids(self, wanted: bool) -> None:
        self._keeper.edit(lambda held: replace(held, reminders=replace(held.reminders, voids=wanted)))

    def remind_of_parcels(self, wanted: bool) -> None:
        self._keeper.edit(lambda held: replace(held, reminders=replace(held.reminders, parcels=wanted)))

    def follow_parcels(self, wanted: bool) -> None:
        self._keeper.edit(lambda held: replace(held, follow_parcels=wanted))

    def choose_time(self, minute: int) -> None:
        self._keeper.edit(
            lambda held: replace(held, reminders=replace(held.reminders, day_end_minute=minute))
        )
