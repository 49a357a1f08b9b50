"""One shop open in one window: its panels, its standing, its queue coming back online. Ends when the carrier
changes.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from postwright.app import archive_deeds, printing_deeds
from postwright.app.alarm import Alarm
from postwright.app.background import Background
from postwright.app.routes import Routes
from postwright.app.standing import StandingKeeper
from postwright.app.waiting import Waiting
from postwright.app.ways import Ways
from postwright.domain.advice import Action
from postwright.domain.label_entry import LabelEntry
from postwright.domain.preferences import Mode, Theme
from postwright.domain.sentences import looking_only
from postwright.operations.run_queue import run_queue, wait_for_connection
from postwright.ui.change import Change
from postwright.ui.find_box import Found, Tell
from postwright.ui.panel import Panel
from postwright.ui.run_words import run_words
from postwright.ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Callable

    from postwright.app.preferences_keeper import PreferencesKeeper
    from postwright.jobs.lanes import Lanes
    from postwright.jobs.ticket import Ticket
    from postwright.operations.remind import Reminded
    from postwright.operations.results import Attention, QueueRun
    from postwright.secret_store import SecretStore
    from postwright.shop import Shop
    from postwright.ui.mail_texts.panel import MailTextsPanel
    from postwright.ui.qr_mail.panel import QrMailPanel
    from postwright.ui.window import MainWindow

# Looks count as proof when they are a minute apart (domain/absence.py); a timer may fire a little early.
ATTENTION_EVERY_MS = 65_000


class Session(QObject):
    """`server_changed` says, once, that the operator chose another carrier or gave another key to it. The
    program then opens the shop anew, since the open one goes on with what it was opened with.
    """

    server_changed = Signal()

    def __init__(
        self, shop: Shop, lanes: Lanes, keeper: PreferencesKeeper, secrets: SecretStore, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.shop = shop
        self.lanes = lanes
        self.keeper = keeper
        self.secrets = secrets
        self._in_doubt = self._forms_in_doubt = 0
        self._server = self._which_server()
        self._closed = False
        self._looking: Ticket | None = None
        self._window: MainWindow | None = None
        self._waiting: Waiting | None = None
        self.standing = StandingKeeper(
            shop.paying.look, lanes.errands.submit, shop.clock.glance, self,
            clock=lambda: shop.pacer.clock.words,
        )  # fmt: skip
        self.errands = self.standing.watching(lanes.errands.submit)
        self.money = self.standing.watching(lanes.money.submit)
        self.alarm = Alarm(lanes.errands.submit)
        self.routes = Routes(self._make_mail, self._make_texts)
        self.ways = Ways(
            standing=self.standing.standing,
            announce=self.announce,
            go=self.routes.go,
            edit_draft=self.routes.edit_draft,
            open_mail=self.routes.open_mail,
            open_void=self.routes.open_void,
            open_label=self.routes.open_label,
            open_labels=self.routes.open_labels,
        )
        self.background = Background(
            shop, lanes, secrets, self._online, self.announce, self._tell, self._remind, self
        )
        self._watch = QTimer(self, interval=ATTENTION_EVERY_MS)
        self._connect()

    def _connect(self) -> None:
        self.standing.changed.connect(self._show_standing)
        self.standing.came_back.connect(self._buy_what_waited)
        self.standing.came_back.connect(self.background.came_back)
        self._watch.timeout.connect(self.look_up)

    # ------------------------------------------------------------ beginning and end

    def enter(self, window: MainWindow) -> None:
        """Show this shop in the window: settle what is in doubt, ask for the balance, open the panels."""
        self._window = self.routes.window = window
        window.online_wanted.connect(self._switch_practice_network)
        window.connect_wanted.connect(partial(self.routes.go, Action.PASTE_KEY))
        window.reminder.part_wanted.connect(self.routes.open_part)
        window.reminder.put_off.connect(self.background.reminding.later)
        window.looking.show_reason(looking_only(self.shop.database.closed_for))
        window.begin()
        self._show_standing()
        self.standing.refresh()
        self._settle(at_start=True, name=self.tr("Looking up what is in doubt"))
        self._watch.start()
        self.background.start()
        self._waiting = Waiting(self.shop.pacer, window.bottom, self)

    def close(self) -> None:
        """Stop asking, hear no more news. The lanes and the shop are closed by the program."""
        self._closed = True
        self._watch.stop()
        self.standing.close()
        if self._waiting is not None:
            self._waiting.close()
        self.background.close()
        self.routes.close()

    def _make_mail(self, leave: Callable[[], None]) -> QrMailPanel:
        from postwright.app.panels import mail_panel

        return mail_panel(self, leave)

    def _make_texts(self, leave: Callable[[], None]) -> MailTextsPanel:
        from postwright.app.panels import texts_panel

        return texts_panel(self, leave)

    def build(self, key: str) -> Panel:
        """The panel of a place on the rail."""
        from postwright.app.panels import PANELS  # the first panel needs them all the same; after the paint

        return PANELS[key](self)

    # ------------------------------------------------------------ news

    def announce(self, change: Change, origin: object = None) -> None:
        """Tell every panel but the origin, and see to what lies below the panels."""
        if self._closed:
            return
        if change.settings and self._which_server() != self._server:
            self._closed = True
            self.server_changed.emit()
            return
        if self._window is not None:
            self._window.changed(change, origin)
        if change.settings:
            self._wear(self.keeper.preferences().theme)
        if change.money or change.labels or change.standing or change.settings:
            self.standing.refresh()
        if replace(change, drafts=False, tracking=False):
            self.look_around()
        self.background.wake(change, origin)

    def _tell(self, news: str) -> None:
        if self._window is not None and not self._closed:
            self._window.bottom.show_news(news)

    def _remind(self, reminded: Reminded) -> None:
        if self._window is not None and not self._closed:
            self._window.show_reminders(reminded.waking, reminded.badges)

    def _online(self) -> bool:
        return self.standing.standing().online

    def _which_server(self) -> tuple[Mode, int]:
        """The carrier that the preferences name, and which of the keys given so far opens it."""
        mode = self.keeper.preferences().mode
        return mode, self.secrets.keys_kept if mode is Mode.LIVE else 0

    def _show_standing(self) -> None:
        if self._window is None:
            return
        now = self.shop.clock.glance()
        self._window.show_standing(self.standing.standing(), practice=self.shop.is_practice, now=now)
        printer = self.keeper.preferences().printer
        self._window.bottom.show_printer(printer.name if printer else self.tr("No printer is set up"))
        self._window.changed(Change(standing=True))

    def _switch_practice_network(self, online: bool) -> None:
        if self.shop.practice is not None:
            self.shop.practice.set_offline(not online)
            self.standing.refresh()

    def _buy_what_waited(self) -> None:
        """The carrier answers again: ask for prices anew and buy what was approved, within its limits."""
        counter = self.shop.counter()
        self.lanes.money.submit(
            lambda: run_queue(counter, wait_for_connection(counter)),
            self._bought, lambda _: self.look_around(), name="Buying what waited")  # fmt: skip

    def _bought(self, run: QueueRun) -> None:
        if run.bought or run.handed_back or run.left:
            self.announce(Change(drafts=True, labels=True, money=True))
        self._tell(run_words(run))

    def _wear(self, theme: Theme) -> None:
        if (worn := look()) is not None:
            worn.choose(theme)
        if self._window is not None:
            self._window.top.show_theme()

    def look_around(self) -> None:
        """Count what waits for a person; reads the database only."""
        work = partial(archive_deeds.look_around, self.shop)
        self.lanes.desk.submit(work, self._looked, lambda _: None)

    def look_up(self) -> None:
        """Ask the carrier about what is unsettled, a purchase without an answer included.

        Whether there is anything is asked on the lane; offline it is only counted.
        """
        if not self.standing.standing().online:
            self.look_around()
            return
        self._settle(at_start=False, name=self.tr("Looking up what is in doubt") if self._in_doubt else "")

    def _settle(self, *, at_start: bool, name: str) -> None:
        """One at a time: two looks at once would be one proof counted twice."""
        if self._looking is not None:
            return
        work = partial(archive_deeds.settle_all, self.shop, at_start=at_start)
        self._looking = self.lanes.money.submit(work, self._looked_up, self._no_answer, name=name)

    def _looked_up(self, found: Attention) -> None:
        self._looking = None
        if found.notes and self._window is not None:
            self._window.looking.show_reason(" ".join(found.notes))
        self._looked(found)

    def _looked(self, found: Attention) -> None:
        if self._closed:
            return
        settled = len(found.doubts) < self._in_doubt
        known = len(found.doubtful_forms) < self._forms_in_doubt
        self._in_doubt, self._forms_in_doubt = len(found.doubts), len(found.doubtful_forms)
        self.count(found.count)
        if settled or known:
            self.announce(Change(drafts=settled, forms=known, labels=settled, money=settled))

    def count(self, number: int) -> None:
        """How much waits for a person: on the rail and in the title."""
        if self._window is not None:
            self._window.show_attention(number)

    def _no_answer(self, _: object) -> None:
        """What is in doubt stays so, and is counted."""
        self._looking = None
        self.look_around()

    def find(self, text: str, tell: Tell) -> None:
        """Labels for the find box."""
        if len(text.strip()) < 2:
            return

        def told(entries: tuple[LabelEntry, ...]) -> None:
            tell(tuple(self._found(entry) for entry in entries))

        work = partial(self.shop.labels.find, printing_deeds.searched(text), 8)
        self.lanes.desk.submit(work, told, lambda _: None)

    def _found(self, entry: LabelEntry) -> Found:
        detail = f"{entry.label.tracking_number} · {entry.label.cost}"
        show = partial(self.routes.open_label, entry.id, entry.label.tracking_number)
        return Found(entry.shipment.ship_to.who, detail, "labels", show)
