"""What the page of a mail may ask for, bound by whoever builds the program; its one screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from postwright.ui.papers import PaperDeeds
from postwright.ui.qr_mail.screen import QrMailScreen

if TYPE_CHECKING:
    from postwright.domain.letter import LetterKind
    from postwright.domain.mail_record import MailRecord
    from postwright.operations.mail_results import GivenAway, MailDraft, MailSheet, MailWish


@dataclass(frozen=True, slots=True)
class Deeds:
    """`write` composes and sends nothing; `post` puts a mail into the outbox; `give` opens the operator's own
    mail program. The saving ones take a file and answer with a sentence; the copying ones are of the window.
    """

    sheet: Callable[[str, LetterKind], MailSheet]
    write: Callable[[MailWish], MailDraft]
    keep_id: Callable[[str, str], None]
    post: Callable[[MailWish], MailRecord]
    give: Callable[[MailWish], GivenAway]
    save_eml: Callable[[MailWish, str], str]
    save_picture: Callable[[str, str], str]
    copy_text: Callable[[str], None]
    copy_mail: Callable[[str, str, bytes], None]
    open_link: Callable[[str], None]
    papers: PaperDeeds


class Stage:
    """Holds the one screen of the page for its parts. `again` is what "Try again" means."""

    def __init__(self, render: Callable[[QrMailScreen], None]) -> None:
        self.screen = QrMailScreen()
        self.again: Callable[[], None] = lambda: None
        self._render = render

    def show(self, **changes: Any) -> None:
        """Replace parts of the screen and draw it."""
        self.screen = replace(self.screen, **changes)
        self._render(self.screen)

    def hold(self, **changes: Any) -> None:
        """Replace parts of the screen; what comes next draws it."""
        self.screen = replace(self.screen, **changes)
