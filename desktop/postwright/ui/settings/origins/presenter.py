"""Decides what the Origins page does: add, edit, remove, choose the usual one. Saves half-typed ones too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from postwright.domain.draft import AddressText
from postwright.domain.preferences import Origin, Preferences
from postwright.ui.notice import UNDO, Notice, Tone
from postwright.ui.settings.keeper import Keeper
from postwright.ui.settings.names import free_name, replaced, without
from postwright.ui.settings.origins.screen import OriginsScreen


class OriginsPresenter:
    """Holds the page."""

    def __init__(
        self,
        keeper: Keeper,
        render: Callable[[OriginsScreen], None],
        *,
        tell: Callable[[Notice | None], None],
    ) -> None:
        self.screen = OriginsScreen()
        self._keeper = keeper
        self._render = render
        self._tell = tell
        self._removed: tuple[int, Origin, str] | None = None
        keeper.listen(self._preferences)

    def _show(self, screen: OriginsScreen) -> None:
        self.screen = screen
        self._render(screen)

    def _preferences(self, preferences: Preferences) -> None:
        before = self.screen
        chosen = min(before.chosen, max(0, len(preferences.origins) - 1))
        form = before.form if before.origins else before.form + 1
        default = preferences.default_origin
        self._show(replace(before, origins=preferences.origins, default=default, chosen=chosen, form=form))

    def choose(self, index: int) -> None:
        if index != self.screen.chosen:
            self._show(replace(self.screen, chosen=index, form=self.screen.form + 1, name_problem=""))

    def add(self) -> None:
        """A new place, opened for typing."""
        name = free_name("New origin", [one.name for one in self.screen.origins])
        self._keeper.edit(lambda held: replace(held, origins=(*held.origins, Origin(name, AddressText()))))
        self.choose(max(0, len(self.screen.origins) - 1))

    def rename(self, name: str) -> None:
        """The shop's own word for it; two places cannot share one."""
        name, origin = name.strip(), self.screen.origin
        if origin is None or name == origin.name:
            self._show(replace(self.screen, name_problem=""))
            return
        taken = any(one.name == name for one in self.screen.origins)
        if not name or taken:
            problem = "Another origin has this name." if taken else "Write a name for this place."
            self._show(replace(self.screen, name_problem=problem))
            return
        self._show(replace(self.screen, name_problem=""))
        index, old = self.screen.chosen, origin.name

        def change(held: Preferences) -> Preferences:
            default = name if held.default_origin == old else held.default_origin
            origins = replaced(held.origins, index, replace(held.origins[index], name=name))
            return replace(held, origins=origins, default_origin=default)

        self._keeper.edit(change)

    def write(self, address: AddressText) -> None:
        """What stands in the form now."""
        index = self.screen.chosen
        if self.screen.origin is not None:
            self._keeper.edit(
                lambda held: replace(
                    held,
                    origins=replaced(held.origins, index, replace(held.origins[index], address=address)),
                )
            )

    def make_default(self) -> None:
        origin = self.screen.origin
        if origin is not None:
            self._keeper.edit(lambda held: replace(held, default_origin=origin.name))

    def remove(self) -> None:
        """Take the chosen place off the list; Undo brings it back."""
        index, origin = self.screen.chosen, self.screen.origin
        if origin is None:
            return
        self._removed = (index, origin, self.screen.default)
        self.screen = replace(self.screen, form=self.screen.form + 1, name_problem="")
        self._keeper.edit(lambda held: replace(held, origins=without(held.origins, index)))
        self._tell(Notice(Tone.PLAIN, f"{origin.name} removed.", action=UNDO))

    def undo(self) -> None:
        if self._removed is None:
            return
        index, origin, default = self._removed
        self._removed = None

        def change(held: Preferences) -> Preferences:
            origins = (*held.origins[:index], origin, *held.origins[index:])
            return replace(held, origins=origins, default_origin=default)

        self.screen = replace(self.screen, chosen=index, form=self.screen.form + 1)
        self._keeper.edit(change)
