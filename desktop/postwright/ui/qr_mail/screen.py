"""What the QR page shows: the picture, the Label ID, the mail as it will be read, the recipient. No Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postwright.ui.notice import Notice
from postwright.ui.papers import PaperChoice

if TYPE_CHECKING:
    from postwright.operations.results import QrSheet

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class QrMailScreen:
    """Everything shown. `form` grows when recipient and Label ID must be written anew into the fields."""

    label_id: str = ""
    sheet: QrSheet | None = None
    loading: bool = False
    form: int = 0
    recipient: str = ""
    broker_id: str = ""
    recipient_problem: str = ""
    saving_id: bool = False
    sending: bool = False
    sent: bool = False
    notice: Notice | None = None
    papers: PaperChoice = field(default_factory=PaperChoice)

    @property
    def can_send(self) -> bool:
        return self.sheet is not None and not self.sending and bool(self.recipient.strip())

    @property
    def can_save(self) -> bool:
        return self.sheet is not None

    @property
    def send_text(self) -> str:
        return "Send again" if self.sent else "Send"

    @property
    def can_save_id(self) -> bool:
        """Whether a Label ID was typed that is not stored yet."""
        typed = self.broker_id.strip().upper()
        return self.sheet is not None and not self.saving_id and typed != self.sheet.broker_id and bool(typed)

    @property
    def id_spelled(self) -> str:
        """The Label ID as it is read out: in characters, four by four."""
        code = self.sheet.broker_id if self.sheet else ""
        return " ".join(code[start : start + 4] for start in range(0, len(code), 4))

    @property
    def id_hint(self) -> str:
        if self.sheet is None or self.sheet.broker_id:
            return ""
        return "The carrier did not tell the Label ID. Type the characters printed under the QR code."

    @property
    def id_line(self) -> str:
        """The quiet line under the title."""
        if self.loading:
            return "Fetching…"
        return "USPS prints the label at the counter. Within the country only." if self.sheet else ""

    @property
    def is_empty(self) -> bool:
        return not self.label_id


def looks_like_mail(text: str) -> bool:
    """Whether the text could be one mail address; the mail server has the last word."""
    return _MAIL.fullmatch(text.strip()) is not None
