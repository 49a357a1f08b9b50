"""Put the Ship panel together: view, presenter and keys."""

from __future__ import annotations

from functools import partial

from postwright.ui import keys
from postwright.ui.change import Change
from postwright.ui.ship.deeds import ShipDeeds, ShipLanes
from postwright.ui.ship.presenter import ShipPresenter
from postwright.ui.ship.view import ShipView


class ShipPanel:
    """Holds view and presenter. `open` takes up a kept draft, for whoever lists them."""

    def __init__(self, deeds: ShipDeeds, lanes: ShipLanes) -> None:
        self.view = ShipView()
        self.presenter = ShipPresenter(deeds, lanes, self.view.render_screen)
        self._wire()
        self._bind()

    def _wire(self) -> None:
        view, presenter = self.view, self.presenter
        view.edited.connect(presenter.edited)
        view.save_due.connect(presenter.save)
        view.ask_due.connect(lambda: presenter.ask())
        view.compose.left.connect(presenter.left)
        view.compose.preset.connect(presenter.preset)
        view.compose.origin.connect(presenter.origin)
        view.compose.locked.connect(self._locked)
        view.rates.chosen.connect(presenter.choose)
        view.rates.arrive_by.connect(presenter.arrive_by)
        view.rates.again.connect(self._again)
        view.decision.pressed.connect(self._press)
        view.decision.kept.connect(self._keep)
        view.decision.finished.connect(self._next)
        view.decision.limit.connect(presenter.purchasing.limit)
        self._wire_answers()
        view.label.printed.connect(presenter.after.print)
        view.label.mailed.connect(presenter.after.mail)
        view.label.voided.connect(presenter.after.void)
        view.label.finished.connect(self._next)
        scanning = presenter.after.scanning
        view.label.scan.scanned.connect(scanning.take)
        view.label.scan.acknowledged.connect(scanning.acknowledge)
        view.scan_card.acknowledged.connect(scanning.acknowledge)
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))

    def _wire_answers(self) -> None:
        decision, purchasing = self.view.decision, self.presenter.purchasing
        decision.leaving.answered.connect(self.presenter.leaving.answer)
        decision.guards.answered.connect(purchasing.answer)
        decision.guards.reprinted.connect(purchasing.reprint)
        decision.guards.voided.connect(purchasing.void_old)
        decision.later_wanted.connect(purchasing.postponing.ask)
        decision.later.written.connect(purchasing.postponing.write)
        decision.later.queued.connect(purchasing.postponing.queue)
        decision.later.left.connect(purchasing.postponing.leave)

    def _bind(self) -> None:
        view, after = self.view, self.presenter.after
        for command, deed in (
            ("buy", self._press),
            ("queue", self.presenter.purchasing.postponing.ask),
            ("keep", self._keep),
            ("next", self._next),
            ("edit", view.compose.setFocus),
            ("weigh", view.compose.weigh),
            ("refresh", self._again),
            ("arrive_by", view.rates.focus_on_arrival),
            ("leave", self._leave),
            ("print", lambda: after.print()),
            ("reprint", after.reprint),
            ("mail", after.mail),
            ("void", after.void),
            ("scan", self._scan),
        ):
            keys.bind(command, view, deed)
        for digit in range(1, 10):
            keys.bind(f"preset.{digit}", view, partial(self.presenter.preset, digit))

    def shown(self) -> None:
        """It came to the front."""
        self.presenter.begin()
        if not self.view.isAncestorOf(self.view.window().focusWidget() or self.view):
            self.view.setFocus()

    def closed(self) -> None:
        """The window closes."""
        self.view.flush()
        self.presenter.close()

    def changed(self, change: Change) -> None:
        """Settings or the standing of the shop may be others now, or a doubt was settled elsewhere."""
        if change.labels or change.money or change.drafts:
            self.presenter.doubting.look_again()
        if change.labels:
            self.presenter.purchasing.forget_guards()
        if change.labels or change.prints:
            self.presenter.after.prints_changed()
        if change.forms:
            self.presenter.leaving.look_again()
        if (change.settings or change.standing) and self.presenter.screen.form:
            self.presenter.refresh()

    def open(self, draft_id: str) -> None:
        """Take up a kept draft."""
        self.view.flush()
        self.presenter.open(draft_id)

    def _press(self) -> None:
        self.presenter.purchasing.press()

    def _keep(self) -> None:
        self.view.flush()
        self.presenter.keep()

    def _next(self) -> None:
        self.view.flush()
        self.presenter.next()
        self.view.setFocus()

    def _again(self) -> None:
        self.presenter.ask(again=True)

    def _locked(self, locked: bool) -> None:
        self.presenter.locked = locked

    def _scan(self) -> None:
        """To the scan line, once there is a label to scan."""
        if self.view.label.scan.isVisible():
            self.view.label.scan.setFocus()

    def _leave(self) -> None:
        """Away from a scan; else out of the card for queueing; else out of the field, for the presets."""
        if self.presenter.screen.scan.answer is not None:
            self.presenter.after.scanning.acknowledge()
            return
        if self.presenter.screen.later is not None:
            self.presenter.purchasing.postponing.leave()
            return
        focus = self.view.window().focusWidget()
        if focus is not None and self.view.isAncestorOf(focus):
            focus.clearFocus()
