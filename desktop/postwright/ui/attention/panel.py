"""The Attention panel: holds view and presenter and ties them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from postwright.domain.advice import Action
from postwright.ui.attention.cards_told import Answer
from postwright.ui.attention.presenter import AttentionPresenter, Deeds
from postwright.ui.attention.screen import AttentionScreen
from postwright.ui.attention.view import AttentionView
from postwright.ui.change import Change

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit

# The time that is left until a doubt can be denied is said in minutes.
_AGAIN_MS = 60_000


class AttentionPanel:
    """`open_panel` gets a name such as "Voids"; `counted` gets how much waits, for the rail and the title."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        *,
        money: Submit | None = None,
        announce: Callable[[Change, object], None] = lambda change, origin: None,
        go: Callable[[Action], None] = lambda action: None,
        open_panel: Callable[[str], None] = lambda name: None,
        counted: Callable[[int], None] = lambda count: None,
    ) -> None:
        self.view = AttentionView()
        self._counted = counted
        change = Change(drafts=True, forms=True, labels=True, mails=True, money=True)
        self.presenter = AttentionPresenter(
            submit,
            deeds,
            self._render,
            money=money,
            announce=lambda: announce(change, self),
            go=go,
        )
        self._again = QTimer(self.view, interval=_AGAIN_MS)
        self._connect()
        self.view.panel_wanted.connect(lambda name: open_panel(name))

    def _render(self, screen: AttentionScreen) -> None:
        self.view.render_screen(screen)
        if screen.loaded:
            self._counted(screen.count)

    def _connect(self) -> None:
        view, presenter = self.view, self.presenter
        self._again.timeout.connect(self._look_again)
        self._again.start()
        view.look_wanted.connect(presenter.load)
        view.check_wanted.connect(presenter.check)
        view.exists_said.connect(presenter.exists)
        view.deny_wanted.connect(presenter.ask_deny)
        view.denied.connect(presenter.deny)
        view.kept.connect(presenter.keep)
        view.print_said.connect(presenter.came_out)
        view.unfold_wanted.connect(presenter.unfold)
        view.answered.connect(lambda key, said: presenter.answer(key, Answer(said)))
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def _look_again(self) -> None:
        """Let the time until a doubt can be denied run down while somebody looks on."""
        if self.view.isVisible() and self.presenter.screen.counts_down:
            self.presenter.load()

    def shown(self) -> None:
        self.presenter.shown()

    def closed(self) -> None:
        self._again.stop()
        self.presenter.close()

    def changed(self, change: Change) -> None:
        if change:
            self.presenter.load()
