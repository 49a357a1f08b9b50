"""The ways from one panel to another, on the window's thread. Reads and changes nothing of the shop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.letter import LetterKind
from postwright.domain.parcel_reminder import UNDER_WAY_PART
from postwright.domain.reminder import Reminder, ReminderTone
from postwright.ui.attention.mail_cards import CODES
from postwright.ui.outbox.screen import Part
from postwright.ui.panel import Panel
from postwright.ui.settings.screen import Page

if TYPE_CHECKING:
    from postwright.ui.mail_texts.panel import MailTextsPanel
    from postwright.ui.qr_mail.panel import QrMailPanel
    from postwright.ui.window import MainWindow

_BACK_TO_DAY = Reminder(
    "back-to-day",
    "You were closing the day.",
    "",
    "end-of-day",
    "Back to End of day",
    tone=ReminderTone.PLAIN,
)


class Routes:
    """`make_mail` builds the panel of the customer's mail, `make_texts` the studio of its texts; both have no
    place on the rail and get the way back. Nothing leads anywhere while there is no window.
    """

    def __init__(
        self,
        make_mail: Callable[[Callable[[], None]], QrMailPanel],
        make_texts: Callable[[Callable[[], None]], MailTextsPanel],
    ) -> None:
        self.window: MainWindow | None = None
        self._make_mail, self._make_texts = make_mail, make_texts
        self._mail: QrMailPanel | None = None
        self._texts: MailTextsPanel | None = None

    def close(self) -> None:
        """The mail and the texts keep what was typed."""
        for panel in (self._mail, self._texts):
            if panel is not None:
                panel.closed()

    def go(self, action: Action) -> None:
        """Where the button of a notice leads."""
        panels = {
            Action.OPEN_ATTENTION: "attention",
            Action.OPEN_LABELS: "labels",
            Action.OPEN_VOIDS: "voids",
            Action.OPEN_MAIL: "mail",
            Action.REPRINT: "labels",
            Action.EDIT_DRAFT: "ship",
        }
        if action in panels:
            self.bring(panels[action])
            return
        pages = {
            Action.CHOOSE_PRINTER: Page.PRINTERS,
            Action.MAIL_SETTINGS: Page.MAIL,
            Action.BUYING_SETTINGS: Page.BUYING,
        }
        self.open_settings(pages.get(action, Page.ACCOUNT))

    def open_named(self, title: str) -> None:
        """The panel, or the part of one, of that title."""
        if title == CODES:
            self.open_codes()
        else:
            self.bring(title.lower().replace(" ", "-"))

    def open_codes(self) -> None:
        """The QR codes that nobody used."""
        from postwright.ui.outbox.panel import OutboxPanel

        panel = self._panel("mail")
        if isinstance(panel, OutboxPanel):
            panel.open(Part.CODES)
            self.bring("mail")

    def open_settings(self, page: Page) -> None:
        from postwright.ui.settings.panel import SettingsPanel

        panel = self._panel("settings")
        if isinstance(panel, SettingsPanel):
            self.bring("settings")
            panel.open(page)

    def bring(self, key: str) -> None:
        if self.window is not None:
            self.window.go(key)

    def _panel(self, key: str) -> Panel | None:
        return self.window.panel(key) if self.window is not None else None

    def edit_draft(self, draft_id: str) -> None:
        from postwright.ui.ship.panel import ShipPanel

        panel = self._panel("ship")
        if isinstance(panel, ShipPanel):
            self.bring("ship")
            panel.open(draft_id)

    def open_label(self, label_id: str, text: str = "") -> None:
        from postwright.ui.labels.panel import LabelsPanel

        panel = self._panel("labels")
        if isinstance(panel, LabelsPanel):
            self.bring("labels")
            panel.open(label_id, text)

    def open_labels(self, label_ids: tuple[str, ...]) -> None:
        """Exactly these labels, in this order, ticked to be printed."""
        from postwright.ui.labels.panel import LabelsPanel

        panel = self._panel("labels")
        if isinstance(panel, LabelsPanel):
            panel.open_many(label_ids)
            self.bring("labels")

    def open_part(self, part: str) -> None:
        """Make a panel ready to show a part of it; it is brought to the front by who asked."""
        from postwright.ui.labels.panel import LabelsPanel

        panel = self._panel("labels")
        if part == UNDER_WAY_PART and isinstance(panel, LabelsPanel):
            panel.open_under_way()

    def open_mail(self, label_id: str, kind: LetterKind = LetterKind.QR) -> None:
        """The customer's mail stands in a panel of its own, in front of the one that led there."""
        if self.window is not None:
            self._mail = self._mail or self._make_mail(self.window.back)
            self._mail.open(label_id, kind)
            self.window.visit(self._mail)

    def open_texts(self) -> None:
        """What the mails say, in a panel of its own in front of the settings."""
        if self.window is not None:
            self._texts = self._texts or self._make_texts(self.window.back)
            self._texts.open()
            self.window.visit(self._texts)

    def void_from_day(self, label_ids: tuple[str, ...]) -> None:
        """From the end of the day to what is to be voided, with a way back. One label's question is put."""
        if self.window is not None:
            self.window.reminder.lead_back(_BACK_TO_DAY, "voids")
        if len(label_ids) == 1:
            self.open_void(label_ids[0])
        else:
            self.bring("voids")

    def pickups_from_day(self) -> None:
        """From the end of the day to who fetches its parcels, with a way back."""
        if self.window is not None:
            self.window.reminder.lead_back(_BACK_TO_DAY, "pickups")
            self.bring("pickups")

    def open_void(self, label_id: str) -> None:
        from postwright.ui.voids.panel import VoidsPanel

        panel = self._panel("voids")
        if isinstance(panel, VoidsPanel):
            self.bring("voids")
            panel.open(label_id)
