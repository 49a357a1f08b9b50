"""Draws the frame of the settings: the list of pages at the left, the open page at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QStackedWidget, QWidget

from postwright.ui.icons import icon
from postwright.ui.settings.about.view import AboutView
from postwright.ui.settings.account.view import AccountView
from postwright.ui.settings.buying.view import BuyingView
from postwright.ui.settings.look.view import LookView
from postwright.ui.settings.mail.view import MailView
from postwright.ui.settings.origins.view import OriginsView
from postwright.ui.settings.parcels.view import ParcelsView
from postwright.ui.settings.practice.view import PracticeView
from postwright.ui.settings.printers.view import PrintersView
from postwright.ui.settings.reminders.view import RemindersView
from postwright.ui.settings.screen import Page, SettingsScreen
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.page import PanelPage
from postwright.ui.widgets.section import ScrollColumn

_PAGES = 152
_WIDEST = 760
_ICONS = {
    Page.ACCOUNT: "wallet",
    Page.ORIGINS: "addresses",
    Page.PRINTERS: "print",
    Page.PARCELS: "ship",
    Page.BUYING: "scale",
    Page.MAIL: "mail",
    Page.REMINDERS: "waiting",
    Page.LOOK: "sun",
    Page.PRACTICE: "practice",
    Page.ABOUT: "info",
}


class SettingsView(PanelPage):
    """`page_chosen` when a person goes to a page; the pages themselves are attributes."""

    page_chosen = Signal(Page)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name(self.tr("Settings"))
        self.account = AccountView()
        self.origins = OriginsView()
        self.printers = PrintersView()
        self.parcels = ParcelsView()
        self.buying = BuyingView()
        self.mail = MailView()
        self.reminders = RemindersView()
        self.look = LookView()
        self.practice = PracticeView()
        self.about = AboutView()
        pages: dict[Page, QWidget] = {
            Page.ACCOUNT: self.account,
            Page.ORIGINS: self.origins,
            Page.PRINTERS: self.printers,
            Page.PARCELS: self.parcels,
            Page.BUYING: self.buying,
            Page.MAIL: self.mail,
            Page.REMINDERS: self.reminders,
            Page.LOOK: self.look,
            Page.PRACTICE: self.practice,
            Page.ABOUT: self.about,
        }
        self._order = tuple(pages)
        self.stack = QStackedWidget()
        self.list = QListWidget()
        self._dress_list()
        for page, view in pages.items():
            item = QListWidgetItem(icon(_ICONS[page], "muted"), self.tr(page.value))
            item.setSizeHint(QSize(0, 40))
            self.list.addItem(item)
            view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            self.stack.addWidget(ScrollColumn(view, widest=_WIDEST))
        box = row(self.list, self.stack, spacing=24)
        box.setStretch(1, 1)
        self.add(box)
        self._quiet = False
        self.list.currentRowChanged.connect(self._moved)

    def _dress_list(self) -> None:
        self.list.setProperty("plain", True)
        self.list.setFixedWidth(_PAGES)
        self.list.setIconSize(QSize(18, 18))
        self.list.setAccessibleName(self.tr("Pages of the settings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def render_screen(self, screen: SettingsScreen) -> None:
        """Show the page and the banner. Sends nothing."""
        self.line.setText(screen.saved_line)
        self.banner.show_notice(screen.notice)
        place = self._order.index(screen.page)
        self._quiet = True
        self.list.setCurrentRow(place)
        self._quiet = False
        self.stack.setCurrentIndex(place)

    def flush(self) -> None:
        """Let every page tell what was typed and not told yet."""
        for page in (self.origins, self.printers, self.parcels, self.buying, self.mail):
            page.flush()

    def _moved(self, place: int) -> None:
        if not self._quiet and place >= 0:
            self.flush()
            self.page_chosen.emit(self._order[place])
