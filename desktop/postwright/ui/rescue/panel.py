"""Put the page for a damaged shop together. It has no place on the rail: the window visits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.ui.change import Change
from postwright.ui.rescue.presenter import RescueDeeds, RescuePresenter
from postwright.ui.rescue.view import RescueView

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class RescuePanel:
    """Holds view and presenter. `fault` is why the shop could not be opened."""

    def __init__(self, submit: Submit, deeds: RescueDeeds, fault: Fault) -> None:
        self.view = RescueView()
        self.presenter = RescuePresenter(submit, deeds, fault, self.view.render_screen)
        self.view.acted.connect(self.presenter.act)
        self.view.banner.closed.connect(self.presenter.dismiss)
        self.presenter.begin()

    def shown(self) -> None:
        """It came to the front."""
        self.view.setFocus()

    def closed(self) -> None:
        """The window closes; nothing of this page is kept."""

    def changed(self, change: Change) -> None:
        """Nothing that changes elsewhere is shown here."""
