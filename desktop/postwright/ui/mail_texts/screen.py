"""What the studio of texts shows: a text as typed, what is wrong with it, whether it is used. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postwright.domain.letter import Language, LetterKind, LetterTemplate, TemplateProblem
from postwright.domain.letter_fields import FIELDS, LetterField
from postwright.ui.notice import Notice
from postwright.ui.words import day_words

if TYPE_CHECKING:
    from postwright.operations.text_results import LabelChoice, TextCheck, TextLook, TextSheet

KINDS = {
    LetterKind.QR: "QR code",
    LetterKind.TRACKING: "Tracking number",
    LetterKind.RETURN_LABEL: "Return label",
}
LANGUAGES = {Language.ENGLISH: "English", Language.SPANISH: "Spanish"}
_NOT_YET = "The mail is drawn here when nothing is wrong with the text."
_OLDER = "This is the mail as it was before what is to be mended."


@dataclass(frozen=True, slots=True)
class MailTextsScreen:
    """Everything shown. `form` grows when the text must be written anew into the editor. `fresh` is whether
    `check` is of the text as it stands now; `last_look` is the newest one of this text without fault.
    """

    kind: LetterKind = LetterKind.QR
    language: Language = Language.ENGLISH
    subject: str = ""
    body: str = ""
    form: int = 0
    sheet: TextSheet | None = None
    check: TextCheck | None = None
    fresh: bool = False
    last_look: TextLook | None = None
    label_id: str = ""
    labels: tuple[LabelChoice, ...] = ()
    can_send: bool = False
    using: bool = False
    testing: bool = False
    browsing: bool = False
    notice: Notice | None = None

    @property
    def template(self) -> LetterTemplate:
        """The text as it is typed."""
        return LetterTemplate(self.kind, self.language, self.subject, self.body)

    @property
    def loaded(self) -> bool:
        return self.sheet is not None

    @property
    def problems(self) -> tuple[TemplateProblem, ...]:
        return self.check.problems if self.check else ()

    @property
    def wrong(self) -> int:
        """How much keeps the text from use."""
        return sum(not one.warning for one in self.problems)

    @property
    def look(self) -> TextLook | None:
        """The mail as the text makes it; while something is wrong, as it was before that."""
        if self.check is None:
            return None
        return self.check.look or (None if self.check.trouble else self.last_look)

    @property
    def look_note(self) -> str:
        """That the mail shown is older than the text."""
        return _OLDER if self.wrong and self.look is not None else ""

    @property
    def no_look(self) -> str:
        """Why there is no mail to be seen."""
        if self.check is None:
            return ""
        return self.check.trouble or _NOT_YET

    @property
    def parcels(self) -> tuple[tuple[str, str], ...]:
        """What the mail can be shown with, as (id of the label, words)."""
        real = ((one.label_id, f"{one.who} · {day_words(one.bought_on)}") for one in self.labels)
        return (("", "A parcel that is made up"), *real)

    @property
    def fields(self) -> tuple[LetterField, ...]:
        """What may be put into this kind of text."""
        return tuple(one for one in FIELDS if self.kind in one.kinds)

    @property
    def state_line(self) -> str:
        """Whose text customers get, and what is only typed."""
        sheet = self.sheet
        if sheet is None:
            return ""
        if sheet.notice:
            return sheet.notice
        if not sheet.changed_on:
            draft = "What you typed is kept. Customers get our text until you use yours."
            return draft if sheet.has_draft else "This is our text, as it came."
        changed = f"You changed this text on {day_words(sheet.changed_on)}."
        return f"{changed} What you typed since is kept, and not used yet." if sheet.has_draft else changed

    @property
    def can_use(self) -> bool:
        ready = self.fresh and self.check is not None and not self.wrong
        return ready and self._differs and not self.using

    @property
    def _differs(self) -> bool:
        return self.sheet is not None and self.sheet.has_draft

    @property
    def use_tip(self) -> str:
        """Why the text cannot be used yet, or what it means to use it."""
        if self.wrong:
            return (
                "1 thing is to be mended first."
                if self.wrong == 1
                else f"{self.wrong} things are to be mended first."
            )
        return "Customers get this text from then on." if self._differs else "This text is used already."

    @property
    def can_go_back(self) -> bool:
        """Whether there is anything but our own text."""
        sheet = self.sheet
        return sheet is not None and (sheet.has_draft or sheet.changed_on is not None or bool(sheet.notice))

    @property
    def can_test(self) -> bool:
        return self.can_send and self._is_whole and not self.testing

    @property
    def can_browse(self) -> bool:
        return self._is_whole and not self.browsing

    @property
    def _is_whole(self) -> bool:
        """Whether the text as it stands makes a mail."""
        return self.fresh and self.check is not None and self.check.look is not None

    @property
    def test_tip(self) -> str:
        """Why no test can be sent, or what it is."""
        if not self.can_send:
            return "Set up a mail server in Settings first."
        return "A real mail to your own address, in practice too, about a parcel that is made up."
