"""Decides what the Pickups panel does: choose labels, write the note, ask once, cancel after a question."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.draft import Problem
from postwright.domain.faults import Fault
from postwright.domain.label_entry import LabelEntry
from postwright.domain.papers import PaperKind
from postwright.domain.pickup import PickupEntry, PickupRequest, PickupState
from postwright.domain.preferences import Preferences
from postwright.domain.sentences import Deed
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, Tone, done, notice_of
from postwright.ui.papers import PaperChoice, PaperDeeds, Papers
from postwright.ui.pickups.screen import (
    PLACES,
    Contact,
    PickupsScreen,
    asked_window,
    auto_note,
    difference_words,
    window_words,
)

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.operations.results import PickupPlan

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LEAST_DIGITS = 7
# Labels of such a pickup are fetched already, or may be; they are not chosen a second time by themselves.
_TAKEN = frozenset({PickupState.SENT, PickupState.IN_DOUBT, PickupState.BOOKED})


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the panel may ask for."""

    plan: Callable[[], PickupPlan]
    schedule: Callable[[PickupRequest], PickupEntry]
    cancel: Callable[[int], PickupEntry]
    preferences: Callable[[], Preferences]
    papers: PaperDeeds


class PickupsPresenter:
    """Holds the Screen. A note that the person changed is theirs: it is not written over any more."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        render: Callable[[PickupsScreen], None],
        *,
        now: Callable[[], datetime],
        money: Submit | None = None,
        prints: Submit | None = None,
        announce: Callable[[], None] = lambda: None,
        go: Callable[[Action], None] = lambda action: None,
    ) -> None:
        self.screen = PickupsScreen()
        self._money = money or submit
        self._deeds = deeds
        self._render = render
        self._now = now
        self._announce = announce
        self._go = go
        self._looking = Asking(submit)
        self._own_note = False
        self.papers = Papers(prints or submit, deeds.papers, self._paper)
        self._again: Callable[[], None] = self.load

    def _show(self, screen: PickupsScreen) -> None:
        self.screen = screen
        self._render(screen)

    def shown(self) -> None:
        """The panel came to the front: what was booked before is no news any more; its card tells of it."""
        notice = self.screen.notice
        if notice is not None and notice.tone in (Tone.DONE, Tone.WAITING) and not notice.action:
            self._show(replace(self.screen, notice=None))
        self.load()

    def load(self) -> None:
        """Ask for the plan again; check boxes and what was typed stay."""
        self._again = self.load
        choice = replace(self.screen.papers, printers=self.papers.printers(PaperKind.PICKUP_LIST))
        self.screen = replace(self.screen, papers=choice)
        self._looking.ask(
            lambda: (self._deeds.plan(), self._deeds.preferences()),
            self._loaded,
            self._failed,
            name="Planning the pickup",
        )

    def _loaded(self, found: tuple[PickupPlan, Preferences]) -> None:
        plan, preferences = found
        before = self.screen
        known = {entry.id for entry in before.labels}
        known |= {one for entry in plan.entries if entry.state in _TAKEN for one in entry.request.label_ids}
        fresh = {entry.id for entry in plan.labels if entry.id not in known and self._is_for_today(entry)}
        there = {entry.id for entry in plan.labels}
        screen = replace(
            before, plan=plan, now=self._now(), chosen=frozenset((before.chosen | fresh) & there)
        )
        if not before.loaded:
            contact = Contact(preferences.contact_name, preferences.contact_phone, preferences.contact_email)
            screen = replace(screen, contact=contact, form=before.form + 1)
        self._show(self._noted(screen))

    def _is_for_today(self, entry: LabelEntry) -> bool:
        """Whether a label is chosen without being asked: made today at its origin, and good."""
        made = entry.label.created_at.astimezone(entry.zone).date()
        return not entry.is_void and made == self._now().astimezone(entry.zone).date()

    def _noted(self, screen: PickupsScreen) -> PickupsScreen:
        note = auto_note(screen.chosen_labels, screen.place)
        if self._own_note or note == screen.note:
            return screen
        return replace(screen, note=note, form=screen.form + 1)

    def choose(self, label_ids: frozenset[str]) -> None:
        self._show(self._noted(replace(self.screen, chosen=label_ids, problems=())))

    def choose_place(self, place: str) -> None:
        """Where the parcels stand. The sentence goes into the note, also into one that the person wrote."""
        old = PLACES[self.screen.place][1] if self.screen.place else ""
        screen = replace(self.screen, place=place)
        if self._own_note:
            rest = screen.note.removeprefix(old).strip()
            new = f"{PLACES[place][1] if place else ''} {rest}".strip()
            screen = replace(screen, note=new, form=screen.form + 1)
        self._show(self._noted(screen))

    def write_note(self, text: str) -> None:
        """What stands in the note field now. An emptied note is filled in again with the next choice."""
        self._own_note = bool(text.strip()) and text != auto_note(
            self.screen.chosen_labels, self.screen.place
        )
        self._show(replace(self.screen, note=text))

    def write_contact(self, contact: Contact) -> None:
        self._show(replace(self.screen, contact=contact, problems=()))

    def schedule(self) -> None:
        """Ask for the pickup, or mark what is missing."""
        screen = self.screen
        if not screen.can_schedule or screen.plan is None:
            return
        problems = problems_of(screen)
        if problems:
            self._show(replace(screen, problems=problems))
            return
        contact = screen.contact
        request = PickupRequest(
            label_ids=tuple(entry.id for entry in screen.chosen_labels),
            contact_name=contact.name.strip(),
            contact_phone=contact.phone.strip(),
            contact_email=contact.email.strip(),
            window=asked_window(screen.plan.day, screen.zone),
            notes=screen.note.strip(),
        )
        self._show(replace(screen, scheduling=True, problems=(), notice=None))
        self._money(
            lambda: self._deeds.schedule(request),
            self._scheduled,
            self._not_scheduled,
            name="Asking for a pickup",
        )

    def _scheduled(self, entry: PickupEntry) -> None:
        self._own_note = False
        self._show(replace(self.screen, scheduling=False, chosen=frozenset(), notice=self._notice(entry)))
        self._announce()
        self.load()

    def _notice(self, entry: PickupEntry) -> Notice:
        if entry.state is not PickupState.BOOKED:
            return Notice(
                Tone.WAITING,
                "We don't know yet whether the pickup was booked. It is in Attention.",
                entry.detail,
            )
        zone = self.screen.zone
        windows = entry.pickup.windows if entry.pickup else ()
        booked = f"Booked: {window_words(windows[0], zone)}." if windows else "Booked."
        differs = difference_words(entry.request.window, windows, zone)
        number = entry.pickup.confirmation_number if entry.pickup else ""
        parts = (booked, differs, f"Confirmation {number}." if number else "")
        return Notice(Tone.WAITING if differs else Tone.DONE, " ".join(part for part in parts if part))

    def _not_scheduled(self, fault: Fault) -> None:
        self._show(replace(self.screen, scheduling=False, notice=notice_of(fault, Deed.PICKUP)))
        self.load()

    def ask_cancel(self, entry_id: int) -> None:
        """Put the question. Nothing is sent."""
        if any(line.id == entry_id and line.can_cancel for line in self.screen.entry_lines):
            self._show(replace(self.screen, asking_cancel=entry_id, notice=None))

    def keep(self) -> None:
        """The answer that changes nothing."""
        self._show(replace(self.screen, asking_cancel=0))

    def cancel(self) -> None:
        """The other answer."""
        entry_id = self.screen.asking_cancel
        if not entry_id or self.screen.cancelling:
            return
        self._show(replace(self.screen, asking_cancel=0, cancelling=entry_id))
        self._money(
            lambda: self._deeds.cancel(entry_id),
            self._cancelled,
            self._not_cancelled,
            name="Cancelling a pickup",
        )

    def _cancelled(self, entry: PickupEntry) -> None:
        gone = entry.state is PickupState.CANCELLED
        doubt = Notice(Tone.WAITING, "We don't know yet whether the pickup was cancelled.", entry.detail)
        notice = done("The pickup is cancelled.") if gone else doubt
        self._show(replace(self.screen, cancelling=0, notice=notice))
        self._announce()
        self.load()

    def _not_cancelled(self, fault: Fault) -> None:
        self._show(replace(self.screen, cancelling=0, notice=notice_of(fault, Deed.PICKUP)))
        self.load()

    def send_list(self, entry_id: int) -> None:
        """Send the list of a pickup's parcels to the printer that takes it."""
        self.papers.send(PaperKind.PICKUP_LIST, str(entry_id))

    def save_list(self, entry_id: int, path: str) -> None:
        self.papers.save(PaperKind.PICKUP_LIST, str(entry_id), path)

    def _paper(self, making: bool, notice: Notice | None) -> None:
        self._again = self.papers.again
        self._show(
            replace(self.screen, papers=PaperChoice(self.screen.papers.printers, making), notice=notice)
        )

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget the banner."""
        self._show(replace(self.screen, notice=None))
        if action == Action.RETRY:
            self._again()
        elif action:
            self._go(Action(action))

    def close(self) -> None:
        self._looking.drop()
        if self.screen.asking_cancel:
            self.keep()

    def _failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, notice=notice_of(fault, Deed.LOOK)))


def problems_of(screen: PickupsScreen) -> tuple[Problem, ...]:
    """What the carrier would refuse, told before asking (api.md 16)."""
    found = []
    contact = screen.contact
    if not contact.name.strip():
        found.append(Problem("name", "Write whom the carrier may ask for."))
    if sum(character.isdigit() for character in contact.phone) < _LEAST_DIGITS:
        found.append(Problem("phone", "Write a phone number with at least seven digits."))
    if not _MAIL.fullmatch(contact.email.strip()):
        found.append(Problem("email", "Write a mail address, such as shop@example.com."))
    if len({entry.shipment.ship_from for entry in screen.chosen_labels}) > 1:
        found.append(
            Problem("labels", "These labels leave from more than one place. Ask for each place by itself.")
        )
    return tuple(found)
