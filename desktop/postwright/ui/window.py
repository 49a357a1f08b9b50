"""The main window: rail, top bar, strips, panels, bottom line. Panels are built when first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from postwright.ui import keys, window_state
from postwright.ui.bottom_line import BottomLine
from postwright.ui.change import Change
from postwright.ui.find_box import Find, Found, Tell
from postwright.ui.panel import Panel, PanelSpec
from postwright.ui.rail import Rail
from postwright.ui.reminder_strip import ReminderStrip
from postwright.ui.strip import LookingStrip, PracticeStrip
from postwright.ui.topbar import TopBar
from postwright.ui.widgets.focus import enter
from postwright.ui.widgets.layout import column, row
from postwright.ui.words import folded

if TYPE_CHECKING:
    from postwright.domain.reminder import Reminder
    from postwright.operations.results import Standing

NARROW = 1180
SMALLEST = (1024, 640)
USUAL = (1280, 800)
State = dict[str, Any]


class MainWindow(QMainWindow):
    """The shell. It owns the panels; who builds the program owns it.

    `ready` is sent once after the first paint, and whoever heard it calls `begin`; `closing` before it goes.
    """

    ready = Signal()
    closing = Signal()
    connect_wanted = Signal()
    online_wanted = Signal(bool)
    theme_wanted = Signal()

    def __init__(
        self,
        specs: Sequence[PanelSpec],
        *,
        find: Find,
        load: Callable[[], State],
        save: Callable[[State], None],
    ) -> None:
        super().__init__()
        self._specs = {spec.key: spec for spec in specs}
        self._panels: dict[str, Panel] = {}
        self._stale: dict[str, Change] = {}
        self._find_more = find
        self._save = save
        self._state = load()
        self._painted = False
        self._begun = False
        self._wanted = str(self._state.get("panel", ""))
        self._guest: Panel | None = None
        self._badged: frozenset[str] = frozenset()
        self.rail = Rail(specs)
        self.top = TopBar(self._find)
        self.strip = PracticeStrip()
        self.looking = LookingStrip()
        self.reminder = ReminderStrip()
        self.bottom = BottomLine()
        self.stack = QStackedWidget()
        self._arrange()
        self._bind()
        self.show_attention(0)
        window_state.restore_place(self, self._state, USUAL)

    def _arrange(self) -> None:
        self.strip.hide()
        self.rail.setEnabled(False)
        right = column(self.top, self.strip, self.looking, self.reminder, self.stack, self.bottom, spacing=0)
        right.setStretch(4, 1)
        whole = row(self.rail, right, spacing=0)
        whole.setStretch(1, 1)
        body = QWidget()
        body.setObjectName("Window")
        body.setLayout(whole)
        body.installEventFilter(self)
        self.setCentralWidget(body)
        self.setMinimumSize(*SMALLEST)

    def _bind(self) -> None:
        self.rail.wanted.connect(self.go)
        self.strip.connect_wanted.connect(self.connect_wanted)
        self.strip.online_wanted.connect(self.online_wanted)
        self.top.theme_wanted.connect(self.theme_wanted)
        self.top.keys_wanted.connect(self.show_keys)
        self.reminder.wanted.connect(self.enter)
        self.bottom.news_read.connect(partial(self.enter, "queue"))
        keys.bind("find", self, self.top.find_box.start)
        keys.bind("keys", self, self.show_keys)
        keys.bind("pane", self, self.next_pane)
        keys.bind("quit", self, self.close)
        for key, spec in self._specs.items():
            keys.bind(spec.shortcut, self, partial(self.enter, key))

    # ------------------------------------------------------------ panels

    def begin(self) -> None:
        """Open the panel that was open last, or the first one; called when what panels ask for is there."""
        self._begun = True
        self.rail.setEnabled(True)
        first = next(iter(self._specs), "")
        key = self._wanted if self._wanted in self._specs else first
        if key:
            self.go(key)

    def go(self, key: str) -> None:
        """Bring a panel to the front; build it if this is the first time. Nothing before `begin`."""
        if not self._begun:
            return
        panel = self._panels.get(key) or self._build(key)
        self._wanted = key
        self.stack.setCurrentWidget(panel.view)
        self.rail.show_current(key)
        self.reminder.stand_at(key)
        self._refresh(key, panel)
        panel.shown()

    def enter(self, key: str) -> None:
        """Go there by its key: what is typed next is meant for that panel, wherever the focus stood."""
        self.go(key)
        panel, focus = self.stack.currentWidget(), self.focusWidget()
        if panel is not None and not (focus is not None and panel.isAncestorOf(focus)):
            enter(panel)

    def visit(self, panel: Panel) -> None:
        """Show a panel that has no place on the rail, in front of the one that led there."""
        if self.stack.indexOf(panel.view) < 0:
            panel.view.setObjectName(panel.view.objectName() or "Panel")
            self.stack.addWidget(panel.view)
        self._guest = panel
        self.stack.setCurrentWidget(panel.view)
        panel.shown()

    def back(self) -> None:
        """From a visit to the panel that led there."""
        self.go(self._wanted)

    def panel(self, key: str) -> Panel:
        """The panel, built if need be, without bringing it to the front."""
        return self._panels.get(key) or self._build(key)

    def changed(self, change: Change, origin: object = None) -> None:
        """Tell the panels; those behind hear of it when they come to the front, the origin not at all."""
        for key, panel in self._panels.items():
            if origin is not None and origin in (panel, panel.presenter):
                continue
            self._stale[key] = self._stale.get(key, Change()) | change
            if self.stack.currentWidget() is panel.view:
                self._refresh(key, panel)
        guest = self._guest
        if guest is not None and guest is not origin and self.stack.currentWidget() is guest.view:
            guest.changed(change)

    def _build(self, key: str) -> Panel:
        panel = self._panels[key] = self._specs[key].build()
        panel.view.setObjectName(panel.view.objectName() or "Panel")
        self.stack.addWidget(panel.view)
        window_state.restore_parts(panel.view, key, self._state)
        return panel

    def _refresh(self, key: str, panel: Panel) -> None:
        change = self._stale.pop(key, None)
        if change:
            panel.changed(change)

    # ------------------------------------------------------------ what it shows

    def show_standing(self, standing: Standing, *, practice: bool, now: datetime) -> None:
        """Online or offline, practice or not, and the balance as of a time."""
        self.top.show_online(
            online=standing.online, since=standing.since, practice=practice, problem=standing.problem
        )
        self.bottom.show_problem(standing.problem)
        account = standing.account
        balance = account.balance if account else None
        as_of = account.as_of if account else None
        self.top.show_balance(
            balance, as_of, today=as_of is None or as_of.astimezone().date() == now.astimezone().date()
        )
        self.strip.setVisible(practice)
        self.strip.show_online(standing.online)

    def show_attention(self, count: int) -> None:
        """How much waits for a person: on the rail and in the title."""
        self.rail.show_badge("attention", count)
        name = self.tr("Postwright")
        self.setWindowTitle(self.tr("%s (%d need attention)") % (name, count) if count else name)

    def show_reminders(self, reminders: Sequence[Reminder], badges: Mapping[str, int]) -> None:
        """The most pressing over the panel, and what waits at each place that has a badge of its own."""
        self.reminder.show_reminders(reminders)
        for key, count in (dict.fromkeys(self._badged, 0) | dict(badges)).items():
            self.rail.show_badge(key, count)
        self._badged = frozenset(badges)

    def show_keys(self) -> None:
        """Open the sheet of keys."""
        from postwright.ui.key_sheet import KeySheet  # not needed before the first paint

        KeySheet(self).open()

    def next_pane(self) -> None:
        """From the rail to the panel, from the panel to the top, from there to the rail."""
        focus = self.focusWidget()
        if focus is not None and self.stack.isAncestorOf(focus):
            self.top.find_box.start()
        elif focus is self.top.find_box:
            self.rail.take_focus()
        elif (panel := self.stack.currentWidget()) is not None:
            enter(panel)

    # ------------------------------------------------------------ finding

    def _find(self, text: str, tell: Tell) -> None:
        own = self._find_panels(text) + self._find_commands(text)
        tell(own)
        self._find_more(text, lambda found: tell(own + found))

    def _find_panels(self, text: str) -> tuple[Found, ...]:
        return tuple(
            Found(spec.title, self.tr("Panel"), spec.icon, partial(self.go, key))
            for key, spec in self._specs.items()
            if folded(text) in folded(f"{spec.title} {spec.also}")
        )

    def _find_commands(self, text: str) -> tuple[Found, ...]:
        panel = self.stack.currentWidget()
        found = keys.offered(panel, text) if panel is not None else {}
        return tuple(
            Found(said, self.tr("Command"), "keyboard", shortcut.activated.emit)
            for said, shortcut in found.items()
        )

    # ------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint of the body, which covers the window and so is the one that is painted."""
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.ready.emit)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.show_narrow(self.width() < NARROW)

    def closeEvent(self, event: QCloseEvent) -> None:
        for panel in self._panels.values():
            panel.closed()
        state: State = {"panel": self._wanted} | window_state.place(self)
        for key, panel in self._panels.items():
            state |= window_state.parts(panel.view, key)
        self._save(self._state | state)
        self.closing.emit()
        super().closeEvent(event)
