"""Decides what the studio of texts does: what is typed is kept at once, and used when a person says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.faults import Fault
from postwright.domain.letter import Language, LetterKind, LetterTemplate
from postwright.ui.mail_texts.deeds import TextDeeds
from postwright.ui.mail_texts.screen import KINDS, LANGUAGES, MailTextsScreen
from postwright.ui.notice import UNDO, Notice, Tone, done, notice_of
from postwright.ui.settings.mail.trial_words import trial_notice

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit, Ticket
    from postwright.operations.text_results import LabelChoice, TextCheck, TextSheet


@dataclass(frozen=True, slots=True)
class TextLanes:
    """`desk` keeps strict order, since texts are kept on it; `errands` reach other programs and servers."""

    desk: Submit
    errands: Submit


class MailTextsPresenter:
    """Holds the screen. `announce` is told when customers get another text."""

    def __init__(
        self,
        lanes: TextLanes,
        deeds: TextDeeds,
        render: Callable[[MailTextsScreen], None],
        *,
        announce: Callable[[], None] = lambda: None,
        go: Callable[[Action], None] = lambda action: None,
        leave: Callable[[], None] = lambda: None,
    ) -> None:
        self.screen = MailTextsScreen()
        self._desk, self._errands = lanes.desk, lanes.errands
        self._deeds = deeds
        self._render = render
        self._announce = announce
        self._go = go
        self._leave = leave
        self._opening: Ticket | None = None
        self._checking: Ticket | None = None
        self._before: LetterTemplate | None = None

    def _show(self, screen: MailTextsScreen) -> None:
        self.screen = screen
        self._render(screen)

    def _tell(self, notice: Notice | None) -> None:
        self._show(replace(self.screen, notice=notice))

    # ------------------------------------------------------------ which text

    def open(self) -> None:
        """Come here from the settings: the text in the language that mails are written in."""
        self.choose(self.screen.kind, self._deeds.setup().language)

    def load(self) -> None:
        """It came to the front: the settings may have changed, and other labels may be there."""
        self._show(replace(self.screen, can_send=self._deeds.setup().can_send))
        self._ask_labels()
        if self.screen.loaded:
            self._check()

    def choose(self, kind: LetterKind, language: Language) -> None:
        """Turn to another text. What was typed is kept already."""
        if self._opening is not None:
            self._opening.withdraw()
        self._before = None
        other = kind is not self.screen.kind
        self._show(
            replace(
                self.screen,
                kind=kind,
                language=language,
                sheet=None,
                check=None,
                last_look=None,
                label_id="" if other else self.screen.label_id,
                notice=None,
            )
        )
        self._opening = self._desk(
            partial(self._deeds.open, kind, language), self._opened, self._failed, name="Opening the text"
        )
        if other:
            self._ask_labels()

    def _opened(self, sheet: TextSheet) -> None:
        self._put(sheet)
        self._check()

    def _put(self, sheet: TextSheet) -> None:
        """Write a text into the editor."""
        held = replace(self.screen, sheet=sheet, fresh=False, form=self.screen.form + 1)
        self._show(replace(held, subject=sheet.template.subject, body=sheet.template.body))

    def _ask_labels(self) -> None:
        work = partial(self._deeds.labels, self.screen.kind)
        self._desk(work, self._labels, lambda _: None)

    def _labels(self, labels: tuple[LabelChoice, ...]) -> None:
        self._show(replace(self.screen, labels=labels))

    def choose_label(self, label_id: str) -> None:
        """Look at the text with a real label, or with a parcel that is made up."""
        self._show(replace(self.screen, label_id=label_id, last_look=None))
        self._check()

    # ------------------------------------------------------------ what is typed

    def write(self, subject: str, body: str) -> None:
        """What stands in the editor now."""
        if not self.screen.loaded or (subject, body) == (self.screen.subject, self.screen.body):
            return
        self._show(replace(self.screen, subject=subject, body=body, fresh=False))
        self._keep()

    def _keep(self) -> None:
        work = partial(self._deeds.keep, self.screen.template)
        self._desk(work, self._kept, self._failed, name="Keeping the text")
        self._check()

    def _kept(self, sheet: TextSheet) -> None:
        held = self.screen
        if (sheet.template.kind, sheet.template.language) == (held.kind, held.language):
            self._show(replace(held, sheet=sheet))

    def _check(self) -> None:
        """Look at it as it stands now; the answer about an older one is not waited for. What a real label
        needs may have to be fetched first, which must keep no typing waiting.
        """
        if self._checking is not None:
            self._checking.withdraw()
        work = partial(self._deeds.check, self.screen.template, self.screen.label_id)
        lane = self._errands if self.screen.label_id else self._desk
        self._checking = lane(work, self._checked, self._failed)

    def _checked(self, check: TextCheck) -> None:
        last = check.look or self.screen.last_look
        self._show(replace(self.screen, check=check, fresh=True, last_look=last))

    # ------------------------------------------------------------ using it

    def use(self) -> None:
        """Customers get this text from now on."""
        if self.screen.can_use:
            self._show(replace(self.screen, using=True, notice=None))
            work = partial(self._deeds.use, self.screen.template)
            self._desk(work, self._used, self._not_used, name="Using the text")

    def _used(self, sheet: TextSheet) -> None:
        self._show(replace(self.screen, using=False, sheet=sheet))
        self._tell(done(f"Customers get this text from now on: {self._which()}."))
        self._announce()

    def _not_used(self, fault: Fault) -> None:
        self._show(replace(self.screen, using=False))
        self._failed(fault)

    def use_ours(self) -> None:
        """Back to the text that the program came with. What stood here can be brought back as a draft."""
        held = self.screen
        if held.can_go_back and not held.using:
            self._show(replace(held, using=True, notice=None))
            self._before = held.template
            work = partial(self._deeds.use_ours, held.kind, held.language)
            self._desk(work, self._ours, self._not_used, name="Using our text again")

    def _ours(self, sheet: TextSheet) -> None:
        self._show(replace(self.screen, using=False))
        self._put(sheet)
        self._check()
        words = (
            f"Customers get our text again: {self._which()}. Undo brings yours back, to be used or changed."
        )
        self._tell(Notice(Tone.DONE, words, action=UNDO))
        self._announce()

    def undo(self) -> None:
        """Bring back what stood here before ours, as a draft."""
        before, self._before = self._before, None
        self._show(replace(self.screen, notice=None))
        if before is not None and self.screen.sheet is not None:
            self._put(replace(self.screen.sheet, template=before))
            self._keep()

    def _which(self) -> str:
        return f"{KINDS[self.screen.kind]}, {LANGUAGES[self.screen.language]}"

    # ------------------------------------------------------------ seeing it elsewhere

    def browse(self) -> None:
        """Open it in the browser, which draws more of it than we do."""
        if self.screen.can_browse:
            self._show(replace(self.screen, browsing=True, notice=None))
            work = partial(self._deeds.browse, self.screen.template, self.screen.label_id)
            self._errands(work, self._browsed, self._not_browsed, name="Opening the browser")

    def _browsed(self, _: None) -> None:
        self._show(replace(self.screen, browsing=False))

    def _not_browsed(self, fault: Fault) -> None:
        self._show(replace(self.screen, browsing=False))
        self._failed(fault)

    def test(self) -> None:
        """Mail it to the shop itself, about a parcel that is made up."""
        if self.screen.can_test:
            self._show(replace(self.screen, testing=True, notice=None))
            work = partial(self._deeds.test, self.screen.template)
            self._errands(work, self._tested, self._not_tested, name="Sending a test mail")

    def _tested(self, words: str) -> None:
        self._show(replace(self.screen, testing=False, notice=done(words)))

    def _not_tested(self, fault: Fault) -> None:
        notice = trial_notice(fault, self._deeds.setup())
        self._show(replace(self.screen, testing=False, notice=notice))

    # ------------------------------------------------------------ the rest

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget it."""
        self._tell(None)
        if action == UNDO:
            self.undo()
        elif action == Action.RETRY and self.screen.loaded:
            self._keep()
        elif action == Action.RETRY:
            self.choose(self.screen.kind, self.screen.language)
        elif action:
            self._go(Action(action))

    def leave(self) -> None:
        """Back to the settings."""
        self._leave()

    def _failed(self, fault: Fault) -> None:
        self._tell(notice_of(fault))
