"""Put the first page together. It is a panel without a place on the rail: the window visits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.domain.sentences import Deed
from postwright.ui.change import Change
from postwright.ui.first_run.presenter import FirstRunDeeds, FirstRunPresenter
from postwright.ui.first_run.view import FirstRunView
from postwright.ui.notice import Notice, notice_of

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class FirstRunPanel:
    """Holds view and presenter. `fault` is why the page is shown again, such as a key that was refused."""

    def __init__(self, submit: Submit, deeds: FirstRunDeeds, fault: Fault | None = None) -> None:
        self.view = FirstRunView()
        self.presenter = FirstRunPresenter(submit, deeds, self.view.render_screen)
        self._notice: Notice | None = None
        if fault is not None:
            words = notice_of(fault, Deed.LOOK)
            self._notice = Notice(words.tone, words.text, words.quotation)
        self.view.practise.connect(self.presenter.practise)
        self.view.connect_wanted.connect(self.presenter.connect)
        self.view.banner.closed.connect(self.presenter.dismiss)
        self.presenter.begin(self._notice)

    def shown(self) -> None:
        """It came to the front."""
        self.view.setFocus()

    def closed(self) -> None:
        """The window closes; nothing of this page is kept."""

    def changed(self, change: Change) -> None:
        """Nothing that changes elsewhere is shown here."""
