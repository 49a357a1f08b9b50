"""The one holder of the preferences while the settings are open: edits are shown at once, saved in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.domain.preferences import Preferences
from postwright.ui.notice import Notice, notice_of

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.ui.settings.presenter import Deeds

Listener = Callable[[Preferences], None]


class Keeper:
    """Edits go through here, so that two pages never save over each other. `desk` must keep strict order.

    `unsaved` is whether the last save failed; what is shown is then newer than what is kept.
    """

    def __init__(
        self,
        desk: Submit,
        deeds: Deeds,
        *,
        tell: Callable[[Notice | None], None],
        state: Callable[[bool, bool], None] = lambda loaded, saving: None,
        announce: Callable[[], None] = lambda: None,
    ) -> None:
        self.preferences = Preferences()
        self.loaded = False
        self._desk = desk
        self._deeds = deeds
        self._tell = tell
        self._state = state
        self._announce = announce
        self._listeners: list[Listener] = []
        self._unsaved = 0
        self.unsaved = False

    def listen(self, listener: Listener) -> None:
        """Be told the preferences after each change, wherever it was made."""
        self._listeners.append(listener)

    def load(self) -> None:
        """Read them again, after something else than an edit changed them."""
        self._desk(self._deeds.preferences, self._loaded, self._failed, name="Reading the settings")

    def _loaded(self, preferences: Preferences) -> None:
        if self._unsaved or self.unsaved:
            return  # An edit made since is newer; its own answer brings the truth.
        self.loaded = True
        self._spread(preferences)

    def edit(self, change: Callable[[Preferences], Preferences]) -> None:
        """Change them now and save that. Before the first reading there is nothing to edit."""
        if not self.loaded:
            return
        edited = change(self.preferences)
        if edited == self.preferences:
            return
        self._unsaved += 1
        self._spread(edited)
        self._desk(lambda: self._deeds.save(edited), self._saved, self._not_saved, name="Saving the settings")

    def _saved(self, preferences: Preferences) -> None:
        self._unsaved -= 1
        self.unsaved = False
        if not self._unsaved:
            self._spread(preferences)
            self._announce()

    def _not_saved(self, fault: Fault) -> None:
        self._unsaved -= 1
        self.unsaved = True
        self._spread(self.preferences)
        self._tell(notice_of(fault))

    def save_again(self) -> None:
        """After a failure: save what is shown."""
        held = self.preferences
        self._unsaved += 1
        self._desk(lambda: self._deeds.save(held), self._saved, self._not_saved, name="Saving the settings")

    def _spread(self, preferences: Preferences) -> None:
        self.preferences = preferences
        self._state(self.loaded, bool(self._unsaved))
        for listener in self._listeners:
            listener(preferences)

    def _failed(self, fault: Fault) -> None:
        self._tell(notice_of(fault))
