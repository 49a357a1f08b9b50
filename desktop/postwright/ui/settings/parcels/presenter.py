"""Decides what the Parcels page does: keep what was written for each digit, drop what was emptied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.domain.preferences import ParcelPreset, Preferences
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, notice_of
from postwright.ui.settings.keeper import Keeper
from postwright.ui.settings.parcels.screen import ParcelsScreen, is_blank

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.ui.settings.presenter import Deeds


class ParcelsPresenter:
    """Holds the page."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        keeper: Keeper,
        render: Callable[[ParcelsScreen], None],
        *,
        tell: Callable[[Notice | None], None],
    ) -> None:
        self.screen = ParcelsScreen()
        self._deeds = deeds
        self._keeper = keeper
        self._render = render
        self._tell = tell
        self._reading = Asking(submit)
        keeper.listen(self._preferences)

    def _show(self, screen: ParcelsScreen) -> None:
        self.screen = screen
        self._render(screen)

    def load(self) -> None:
        """Read the package types."""
        self._reading.ask(self._packages, self._read, self._failed)

    def _packages(self) -> tuple[tuple[str, str], ...]:
        return tuple((package.code, package.name) for package in self._deeds.catalogue().packages)

    def _read(self, packages: tuple[tuple[str, str], ...]) -> None:
        self._show(replace(self.screen, packages=packages, form=self.screen.form + 1))

    def _preferences(self, preferences: Preferences) -> None:
        form = self.screen.form if self.screen.loaded else self.screen.form + 1
        self._show(replace(self.screen, presets=preferences.presets, loaded=True, form=form))

    def write(self, preset: ParcelPreset) -> None:
        """What stands in one row now. An emptied row is no preset."""

        def change(held: Preferences) -> Preferences:
            others = [one for one in held.presets if one.digit != preset.digit]
            kept = others if is_blank(preset) else [*others, preset]
            return replace(held, presets=tuple(sorted(kept, key=lambda one: one.digit)))

        self._keeper.edit(change)

    def close(self) -> None:
        self._reading.drop()

    def _failed(self, fault: Fault) -> None:
        self._tell(notice_of(fault))
