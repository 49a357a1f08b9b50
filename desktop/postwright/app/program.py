"""The running program: the window, the lanes, and which shop is open in it. Closes them in the order that is
safe.
"""

from __future__ import annotations

import gc
import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from postwright.app.ending import Ending
from postwright.app.look_file import read_look, write_look
from postwright.app.opening import find_server, open_at, server_is_named
from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.app.rail import rail
from postwright.domain.faults import Environment, Fault, FaultKind
from postwright.domain.preferences import Mode, Theme
from postwright.domain.sentences import sentence
from postwright.jobs.garbage import Garbage
from postwright.jobs.lanes import Lanes
from postwright.jobs.lock import Lock
from postwright.secret_store import SecretStore
from postwright.server import KEYRING_SERVICE
from postwright.ui.crash import CrashHook
from postwright.ui.theme import put_on, tokens
from postwright.ui.window import MainWindow

if TYPE_CHECKING:
    from postwright.app.connecting import FirstKey
    from postwright.app.doorbell import Doorbell
    from postwright.app.network_hint import NetworkHint
    from postwright.app.session import Session
    from postwright.paths import DataFolder
    from postwright.server import Server
    from postwright.shop import Shop
    from postwright.ui.find_box import Tell
    from postwright.ui.first_run.panel import FirstRunPanel
    from postwright.ui.panel import Panel
    from postwright.ui.rescue.panel import RescuePanel

_log = logging.getLogger(__name__)


class Program(QObject):
    """Owns everything that lives as long as the program does. `gone` is sent when it has ended."""

    gone = Signal()

    def __init__(self, folder: DataFolder, application: QApplication) -> None:
        super().__init__()
        application.setQuitOnLastWindowClosed(False)  # it quits when what was under way has ended
        self.folder = folder
        self.printed_into = folder.root / "printed"
        self.keeper = PreferencesKeeper(folder.settings_file)
        self.secrets = SecretStore(KEYRING_SERVICE)
        self.look = put_on(application, self.keeper.preferences().theme)
        self._hook = CrashHook(_redacted, folder.log_file, self)
        self._hook.install()
        self._log: logging.Handler | None = None
        self._bell: Doorbell | None = None
        self._hint: NetworkHint | None = None
        self._lock = Lock()
        self._garbage = Garbage(self)
        self._garbage.begin()
        self.gone.connect(self._garbage.end)
        self.lanes = self._new_lanes()
        self.window: MainWindow | None = None
        self.session: Session | None = None
        self.page: FirstRunPanel | RescuePanel | None = None
        self.first_key: FirstKey | None = None
        self._endings: list[Ending] = []
        self._ending: Ending | None = None
        self._leaving = self._over = False

    def _new_lanes(self) -> Lanes:
        lanes = Lanes(stand_in, self)
        lanes.bug.connect(self._hook.report)
        lanes.changed.connect(self._show_work)
        return lanes

    # ------------------------------------------------------------ opening

    def open(self) -> None:
        """Show the window; the shop is opened after its first paint."""
        self.window = MainWindow(
            rail(self._build),
            find=self._find,
            load=partial(read_look, self.folder.look_file),
            save=partial(write_look, self.folder.look_file),
        )
        self.window.theme_wanted.connect(self._switch_theme)
        self.window.ready.connect(self._settle_in)
        self.window.ready.connect(self.open_shop)
        self.window.closing.connect(self._leave)
        self.window.show()
        self.window.activateWindow()  # nobody else gives it the keyboard where there is no window manager

    def _settle_in(self) -> None:
        """What can wait for the first paint: the log, and the bell for later starts."""
        if self._log is not None:
            return
        from postwright import logs
        from postwright.app.doorbell import Doorbell

        self._log = logs.start(self.folder.log_file)
        self._bell = Doorbell(self.folder.root, self)
        self._bell.rung.connect(self._raise_window)

    def open_shop(self) -> None:
        """Open what the preferences name; where nothing was chosen yet, ask."""
        if self.window is None:
            return
        if self.keeper.preferences().mode is Mode.UNDECIDED and not server_is_named():
            self._welcome()
            return
        work = partial(find_server, self.keeper, self.secrets)
        waits = self.keeper.preferences().mode is Mode.LIVE and not server_is_named()
        name = self.tr("Asking the system's keyring for the key") if waits else self.tr("Opening your shop")
        self.lanes.errands.submit(work, self.open_at, self._cannot_open, name=name)

    def open_at(self, server: Server | None, look: FaultKind | None = None) -> None:
        """Open the shop of that carrier; with `look`, to be looked at only, for that reason."""
        work = partial(open_at, self.folder, self.keeper, self._lock, server, look)
        failed = partial(self._cannot_open, server=server)
        self.lanes.desk.submit(work, self._enter, failed, name=self.tr("Opening your shop"))

    def _enter(self, shop: Shop) -> None:
        from postwright.app.rescue import keep_copies
        from postwright.app.session import Session  # its libraries were loaded by the opening

        if self.window is None:  # it was closed in the meantime
            shop.close()
            return
        # What the libraries brought along stays for good. A full collection over those 135,000 objects stops
        # every lane and the window for 80 to 130 ms, so they are left out of it (tests/bench/bench_gaps.py).
        gc.freeze()
        self.session = Session(shop, self.lanes, self.keeper, self.secrets, self)
        self.session.server_changed.connect(self.reopen, Qt.ConnectionType.QueuedConnection)
        self.window.rail.setEnabled(True)
        self.page = None
        self.session.enter(self.window)
        keep_copies(self, shop)
        if shop.kind in ("live", "sandbox"):  # the others need no network
            self._network_hint().tell(self.session.standing)

    def _network_hint(self) -> NetworkHint:
        """One for the program: Qt keeps its source until the application ends."""
        from postwright.app.network_hint import NetworkHint  # a plugin of the system; after the paint

        if self._hint is None:
            self._hint = NetworkHint(self)
        return self._hint

    def _cannot_open(self, fault: Fault, server: Server | None = None) -> None:
        """Offer to paste a key where there is none, a copy of a damaged shop; else say why, and leave."""
        from postwright.app.rescue import RESCUABLE, rescue
        from postwright.ui.refusal import show_refusal

        if self.window is None:
            return
        if fault.kind in RESCUABLE:
            self._visit(rescue(self, fault, server))
            return
        if fault.kind in {FaultKind.KEY_MISSING, FaultKind.KEY_REFUSED, FaultKind.NO_KEYRING,
                          FaultKind.KEYRING_LOCKED, FaultKind.KEYRING_SILENT}:  # fmt: skip
            self._welcome(fault)
            return
        window = self.window
        show_refusal(sentence(fault).text, window)
        window.close()

    def _welcome(self, fault: Fault | None = None) -> None:
        from postwright.app.welcome import welcome  # seen once in a shop's life

        if self.window is not None:
            self._visit(welcome(self, fault))

    def _visit(self, page: FirstRunPanel | RescuePanel) -> None:
        """Show a page that stands in the place of the shop."""
        self.page = page
        if self.window is not None:
            self.window.visit(page)
            self.window.rail.setEnabled(False)

    def _build(self, key: str) -> Panel:
        if self.session is None:
            raise RuntimeError("a panel was asked for before the shop was open")
        return self.session.build(key)

    def _find(self, text: str, tell: Tell) -> None:
        if self.session is not None:
            self.session.find(text, tell)

    # ------------------------------------------------------------ while it runs

    def reopen(self) -> None:
        """Close this shop and open the one that the preferences name in a fresh window: the operator chose
        another, or this one was found to be damaged.
        """
        window = self.window
        if window is None or self._leaving:
            return
        window.closing.disconnect(self._leave)
        window.close()  # what was typed is handed to the desk lane now
        self._end()

    def _switch_theme(self) -> None:
        wanted = Theme.LIGHT if tokens().name == "dark" else Theme.DARK
        self.look.choose(wanted)
        if self.window is not None:
            self.window.top.show_theme()
        work = partial(self.keeper.change, theme=wanted)
        self.lanes.desk.submit(work, lambda _: None, self._not_kept)

    def _not_kept(self, fault: Fault) -> None:
        _log.warning("the look was not kept: %s", fault)

    def _show_work(self) -> None:
        if self.window is not None:
            self.window.bottom.show_work(self.lanes.working())

    def _raise_window(self) -> None:
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.raise_()
            self.window.activateWindow()
        elif self._ending is not None:
            self._ending.show()

    # ------------------------------------------------------------ the end

    def _leave(self) -> None:
        """The window closes: a later start is not answered any more, and nothing new begins."""
        if self._leaving:
            return
        self._leaving = True
        if self._bell is not None:
            self._bell.close()
        if self._ending is None:
            self._end()

    def _end(self) -> None:
        """Let calls in flight finish, start none that waits, save what was typed; then close the shop."""
        self._ending = Ending(self.lanes, self.window, self.session, self)
        self._endings.append(self._ending)
        self._ending.over.connect(self._go_on)
        self.window = self.session = self.page = None
        self._ending.begin()

    def _go_on(self) -> None:
        self._ending = None
        if not self._leaving:
            self.lanes = self._new_lanes()
            self.open()
            return
        self._over = True
        self.gone.emit()
        QApplication.quit()

    @property
    def ended(self) -> bool:
        """Whether no thread runs any more. One that waits for the keyring may be left after `close`."""
        return self._over and all(one.cleared for one in self._endings)

    def close(self) -> None:
        """End everything, and come back when it has ended; the event loop turns meanwhile."""
        gc.unfreeze()
        if self.window is not None:
            self.window.close()
        self._leave()
        while not self._over:
            loop = QEventLoop()
            self.gone.connect(loop.quit)
            loop.exec()
        self._hook.remove()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self._log is not None:
            from postwright import logs

            logs.stop(self._log)
            self._log = None


def _redacted(text: str) -> str:
    """A report without secrets and people; the log's own rules, loaded when there is something to report."""
    from postwright import logs

    return logs.clean(text)


def stand_in(error: Exception) -> Fault | None:
    """What a panel is told of a bug; faults it understands itself."""
    return None if isinstance(error, Fault) else Environment(FaultKind.BUG, type(error).__name__)
