"""Decides what the End of day panel does: choose a day, make its form once, follow, show and print it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.faults import Fault
from postwright.domain.form_request import FormEntry, FormState
from postwright.domain.sentences import Deed
from postwright.ui.asking import Asking
from postwright.ui.end_of_day.countdown import until_next_minute
from postwright.ui.end_of_day.deeds import DayBook, Deeds
from postwright.ui.end_of_day.screen import EndOfDayScreen, day_key
from postwright.ui.notice import Notice, Tone, done, notice_of
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


class EndOfDayPresenter:
    """Holds the Screen. `now` is the shop's clock; `announce` tells other panels that there is a form."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        render: Callable[[EndOfDayScreen], None],
        *,
        now: Callable[[], datetime],
        money: Submit | None = None,
        prints: Submit | None = None,
        announce: Callable[[], None] = lambda: None,
        go: Callable[[Action], None] = lambda action: None,
    ) -> None:
        self.screen = EndOfDayScreen()
        self._deeds = deeds
        self._render = render
        self._now = now
        self._money = money or submit
        self._announce = announce
        self._go = go
        self._looking = Asking(submit)
        self._prints = prints or submit
        self._drawing = Asking(self._prints)
        self._again: Callable[[], None] = self.load

    def _show(self, screen: EndOfDayScreen) -> None:
        self.screen = screen
        self._render(screen)

    # ------------------------------------------------------------ looking

    def shown(self) -> None:
        """The panel came to the front: what went well before is no news any more; its card tells of it."""
        notice = self.screen.notice
        if notice is not None and notice.tone in (Tone.DONE, Tone.WAITING) and not notice.action:
            self._show(replace(self.screen, notice=None))
        self.load()

    def load(self) -> None:
        """Ask for the days again; what is chosen stays chosen."""
        self._again = self.load
        self.screen = replace(self.screen, printer=self._deeds.printer())
        self._looking.ask(self._deeds.look, self._loaded, self._failed, name="Looking at the day")

    def _loaded(self, book: DayBook) -> None:
        there = {entry.id for day in book.days for entry in day.on}
        screen = replace(self.screen, book=book, now=self._now(), left_out=self.screen.left_out & there)
        if screen.day is not None:
            screen = replace(screen, current=day_key(screen.day))
        self._show(screen if screen.sheet_card else replace(screen, sheet="", picture=b""))

    def tick(self) -> None:
        """The clock went on."""
        if self.screen.loaded:
            self._show(replace(self.screen, now=self._now()))

    def until_tick(self) -> int:
        """Milliseconds until the words about the time change; 0 for never."""
        day = self.screen.day
        return until_next_minute(day.closes_at, self._now()) if day is not None else 0

    def choose_day(self, key: str) -> None:
        self._show(replace(self.screen, current=key, notice=None))

    def tick_labels(self, label_ids: frozenset[str]) -> None:
        """Which parcels of this day go on the form; the others are taken off."""
        if self.screen.making:
            return
        mine = {entry.id for entry in self.screen.on}
        left_out = (self.screen.left_out - mine) | (mine - label_ids)
        self._show(replace(self.screen, left_out=left_out))

    # ------------------------------------------------------------ making

    def make(self) -> None:
        """Ask for the forms of the day, each once."""
        screen, day = self.screen, self.screen.day
        if not screen.can_make or day is None:
            return
        ids = tuple(entry.id for entry in screen.going)
        self._show(replace(screen, making=True, notice=None))
        name = "Asking for the SCAN form"
        self._money(lambda: self._deeds.close(day, ids), self._made, self._not_made, name=name)

    def try_again(self, number: int) -> None:
        """Ask once more for a form that was not made. The carrier's list is read first."""
        if self.screen.making or self.screen.retrying:
            return
        self._show(replace(self.screen, retrying=number, notice=None))
        name = "Asking for the SCAN form again"
        self._money(lambda: self._deeds.again(number), self._made, self._not_made, name=name)

    def _made(self, entries: tuple[FormEntry, ...]) -> None:
        self._show(replace(self.screen, making=False, retrying=0, notice=made_notice(entries)))
        self._announce()
        self.load()

    def _not_made(self, fault: Fault) -> None:
        self._again = self.load
        self._show(replace(self.screen, making=False, retrying=0, notice=notice_of(fault, Deed.FORM)))
        self._announce()
        self._looking.ask(self._deeds.look, self._loaded, self._failed)

    # ------------------------------------------------------------ the sheet

    def show_form(self, form_id: str) -> None:
        """Its sheet as it is printed, in front of the rest."""
        self._show(replace(self.screen, sheet=form_id, picture=b"", notice=None))

        def drawn(picture: bytes) -> None:
            if self.screen.sheet == form_id:
                self._show(replace(self.screen, picture=picture))

        def failed(fault: Fault) -> None:
            self._again = lambda: self.show_form(form_id)
            self._show(replace(self.screen, sheet="", notice=notice_of(fault, Deed.PAPER)))

        self._drawing.ask(lambda: self._deeds.picture(form_id), drawn, failed, name="Drawing the SCAN form")

    def hide_form(self) -> None:
        self._drawing.drop()
        self._show(replace(self.screen, sheet="", picture=b""))

    def print_form(self, form_id: str = "") -> None:
        """Send a form to the printer that takes it; without a name the newest of the day."""
        wanted = form_id or self.screen.newest_form
        if wanted:
            self._send(wanted, lambda: self._deeds.send(wanted), "Sending the SCAN form")

    def save_form(self, form_id: str, path: str) -> None:
        self._send(form_id, lambda: self._deeds.save(form_id, path), "Saving the SCAN form")

    def _send(self, form_id: str, work: Callable[[], str], name: str) -> None:
        """One at a time."""
        if self.screen.sending:
            return

        def sent(words: str) -> None:
            self._show(replace(self.screen, sending="", notice=done(words)))
            self._looking.ask(self._deeds.look, self._loaded, self._failed)  # a copy was counted

        def failed(fault: Fault) -> None:
            self._again = lambda: self._send(form_id, work, name)
            self._show(replace(self.screen, sending="", notice=notice_of(fault, Deed.PAPER)))

        self._show(replace(self.screen, sending=form_id, notice=None))
        self._prints(work, sent, failed, name=name)

    # ------------------------------------------------------------ the rest

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget the banner."""
        self._show(replace(self.screen, notice=None))
        if action == Action.RETRY:
            self._again()
        elif action:
            self._go(Action(action))

    def close(self) -> None:
        """Late answers are not heard."""
        self._looking.drop()
        self._drawing.drop()

    def _failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, notice=notice_of(fault, Deed.LOOK)))


def made_notice(entries: tuple[FormEntry, ...]) -> Notice:
    """How asking ended, over all its parts."""
    made = [one for one in entries if one.state is FormState.MADE]
    forms = sum(len(one.forms) for one in made)
    count = sum(form.count or len(form.label_ids) for one in made for form in one.forms)
    parts = []
    if made:
        verb = "is" if count == 1 else "are"
        words = f"{count_words(count, 'parcel')} {verb} on {count_words(forms, 'SCAN form')}."
        parts.append(
            f"{words} Print {'it' if forms == 1 else 'them'} and hand {'it' if forms == 1 else 'them'} over."
        )
    making = [one for one in entries if one.is_being_made]
    doubtful = [one for one in entries if one.state is FormState.IN_DOUBT and not one.is_being_made]
    refused = [one for one in entries if one.state is FormState.REFUSED]
    if making:
        parts.append("The carrier is still making a form. It appears here by itself.")
    if doubtful:
        parts.append("We don't know yet whether a form was made. Nothing is asked for twice; see Attention.")
    if refused:
        parts.append("A form was not made. Its card says why; nothing was put on it.")
    tone = Tone.TROUBLE if refused else Tone.WAITING if making or doubtful else Tone.DONE
    action = str(Action.OPEN_ATTENTION) if doubtful else ""
    return Notice(tone, " ".join(parts) or "No form was asked for.", action=action)
