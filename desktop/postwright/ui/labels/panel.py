"""The Labels panel: holds view and presenter and ties them together."""

from __future__ import annotations

from collections.abc import Callable

from postwright.domain.advice import Action
from postwright.ui.change import Change
from postwright.ui.labels.deeds import Deeds, LabelsLanes
from postwright.ui.labels.presenter import LabelsPresenter
from postwright.ui.labels.view import LabelsView


class LabelsPanel:
    """`begin` leads to Ship for a first label; `announce` gets the change and this panel as its origin."""

    def __init__(
        self,
        lanes: LabelsLanes,
        deeds: Deeds,
        *,
        announce: Callable[[Change, object], None] = lambda change, origin: None,
        go: Callable[[Action], None] = lambda action: None,
        begin: Callable[[], None] = lambda: None,
    ) -> None:
        self.view = LabelsView()
        self.presenter = LabelsPresenter(
            lanes,
            deeds,
            self.view.render_screen,
            announce=lambda: announce(Change(labels=True), self),
            scanned=lambda: announce(Change(prints=True), self),
            tracked=lambda: announce(Change(tracking=True), self),
            go=go,
        )
        self._connect()
        self._connect_printing()
        self._connect_run()
        self.view.first_wanted.connect(lambda: begin())

    def _connect(self) -> None:
        view, presenter, scanning = self.view, self.presenter, self.presenter.scanning
        view.found.connect(presenter.find)
        view.way_wanted.connect(presenter.show_under_way)
        view.chosen.connect(presenter.choose)
        view.left.connect(presenter.leave)
        view.mail_wanted.connect(presenter.mail)
        view.track_wanted.connect(presenter.track)
        view.save_chosen.connect(presenter.save)
        view.detail.papers.send_wanted.connect(presenter.papers.send)
        view.detail.papers.place_chosen.connect(presenter.papers.save)
        view.void_wanted.connect(presenter.void)
        view.detail.return_wanted.connect(presenter.send_back)
        view.banner.acted.connect(presenter.act)
        view.banner.closed.connect(lambda: presenter.act(""))
        view.scan_field.scanned.connect(scanning.take)
        view.scan_field.acknowledged.connect(scanning.acknowledge)
        view.scan_card.acknowledged.connect(scanning.acknowledge)

    def _connect_printing(self) -> None:
        view, printing, picking = self.view, self.presenter.printing, self.presenter.picking
        view.detail.print_wanted.connect(printing.print)
        view.print_wanted.connect(self._print)
        view.reprint_wanted.connect(printing.reprint)
        view.compared.connect(printing.print_compared)
        view.reason_left.connect(printing.leave)
        view.ticked.connect(picking.tick)
        view.tick_all_wanted.connect(picking.tick_all)
        view.ticked_bar.print_wanted.connect(picking.print)
        view.ticked_bar.reason_given.connect(picking.print_again)
        view.ticked_bar.reason_left.connect(picking.leave)

    def _connect_run(self) -> None:
        strip, running = self.view.run, self.presenter.running
        strip.toggled.connect(running.toggle)
        strip.from_place.connect(running.go_on_from)
        strip.skipped.connect(running.skip)
        strip.stopped.connect(running.stop)
        strip.came_out.connect(lambda: running.came_out(True))
        strip.nothing_out.connect(lambda: running.came_out(False))
        strip.again.connect(running.again)
        strip.turned.connect(running.turn)
        strip.reason_given.connect(running.print_again)
        strip.reason_left.connect(running.leave)
        strip.retried.connect(running.retry)
        strip.closed.connect(running.put_away)

    def _print(self) -> None:
        """The key: the ticked labels where some are ticked, else the chosen one."""
        screen = self.presenter.screen
        (self.presenter.picking if screen.ticked else self.presenter.printing).print()

    def open(self, label_id: str, text: str = "") -> None:
        """See one label; `text` finds it when it is an old one."""
        self.presenter.open(label_id, text)

    def open_many(self, label_ids: tuple[str, ...]) -> None:
        """Exactly these, in this order, ticked to be printed."""
        self.presenter.open_many(label_ids)

    def open_under_way(self) -> None:
        """What has left or should have, what needs a look first."""
        self.presenter.show_under_way(True)

    def shown(self) -> None:
        self.presenter.load()
        self.presenter.running.look()

    def closed(self) -> None:
        self.presenter.close()

    def changed(self, change: Change) -> None:
        if change.labels or change.mails or change.tracking:
            self.presenter.load()
        if change.labels or change.prints:
            self.presenter.prints_changed()
