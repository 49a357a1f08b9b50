"""The studio of texts as a panel: holds view and presenter and ties them together."""

from __future__ import annotations

from collections.abc import Callable

from postwright.domain.advice import Action
from postwright.ui.change import Change
from postwright.ui.mail_texts.deeds import TextDeeds
from postwright.ui.mail_texts.presenter import MailTextsPresenter, TextLanes
from postwright.ui.mail_texts.view import MailTextsView


class MailTextsPanel:
    """`open` turns to the text of the settings' language; `leave` goes back to where it was opened from."""

    def __init__(
        self,
        lanes: TextLanes,
        deeds: TextDeeds,
        *,
        announce: Callable[[Change, object], None] = lambda change, origin: None,
        go: Callable[[Action], None] = lambda action: None,
        leave: Callable[[], None] = lambda: None,
    ) -> None:
        self.view = MailTextsView()
        self.presenter = MailTextsPresenter(
            lanes,
            deeds,
            self.view.render_screen,
            announce=lambda: announce(Change(settings=True), self),
            go=go,
            leave=leave,
        )
        self._connect()
        self.view.render_screen(self.presenter.screen)

    def _connect(self) -> None:
        view, presenter = self.view, self.presenter
        view.text_chosen.connect(presenter.choose)
        view.left.connect(presenter.leave)
        view.editor.written.connect(presenter.write)
        view.editor.use_wanted.connect(presenter.use)
        view.editor.ours_wanted.connect(presenter.use_ours)
        view.looks.label_chosen.connect(presenter.choose_label)
        view.looks.browse_wanted.connect(self._browse)
        view.looks.test_wanted.connect(self._test)
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def _browse(self) -> None:
        self.view.flush()
        self.presenter.browse()

    def _test(self) -> None:
        self.view.flush()
        self.presenter.test()

    def open(self) -> None:
        """Turn to the text that mails are written with now."""
        self.presenter.open()

    def shown(self) -> None:
        self.presenter.load()

    def closed(self) -> None:
        self.view.flush()

    def changed(self, change: Change) -> None:
        if change.settings or change.labels:
            self.presenter.load()
