"""Decides how the Pickups panel asks the carrier: once for a pickup, once to cancel, again only to look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from postwright.domain.faults import Fault
from postwright.domain.pickup import PickupEntry, PickupRequest, PickupState, asked_window
from postwright.domain.pickup_day import coming
from postwright.domain.pickup_words import difference_words
from postwright.domain.postal_calendar import day_words
from postwright.domain.sentences import Deed
from postwright.ui.notice import Notice, Tone, done, notice_of
from postwright.ui.pickups.choosing import problems_of
from postwright.ui.pickups.deeds import Deeds
from postwright.ui.pickups.screen import PickupsScreen
from postwright.ui.pickups.stage import Stage
from postwright.ui.pickups.told import when_words

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit


@dataclass(frozen=True, slots=True)
class Hears:
    """Who hears of what happened: every other panel, and this one, which reads anew."""

    announce: Callable[[], None]
    load: Callable[[], None]


class Asking:
    """Books and cancels on the money lane."""

    def __init__(self, stage: Stage, deeds: Deeds, money: Submit, hears: Hears) -> None:
        self._stage = stage
        self._deeds = deeds
        self._money = money
        self._hears = hears

    # ------------------------------------------------------------ booking

    def schedule(self) -> None:
        """Ask for the pickup, or mark what is missing. A day that has turned meanwhile is shown first."""
        screen = self._stage.screen
        if not screen.can_schedule or screen.place is None or screen.plan is None:
            return
        problems = problems_of(screen)
        if problems:
            self._stage.show(problems=problems)
            return
        day = coming(self._stage.now(), screen.zone, screen.plan.rule).day
        if day != screen.place.coming.day:
            late = f"It is too late for {day_words(screen.place.coming.day)} now."
            words = f"{late} USPS comes on {day_words(day)}. Nothing was asked for yet."
            self._stage.show(notice=Notice(Tone.WAITING, words))
            self._hears.load()
            return
        request = _request(screen)
        self._stage.show(scheduling=True, problems=(), notice=None)
        self._money(
            lambda: self._deeds.schedule(request),
            self._scheduled,
            self._not_scheduled,
            name="Asking for a pickup",
        )

    def _scheduled(self, entry: PickupEntry) -> None:
        self._stage.own_note = False
        self._stage.show(scheduling=False, chosen=frozenset(), notice=booked_notice(entry))
        self._hears.announce()
        self._hears.load()

    def _not_scheduled(self, fault: Fault) -> None:
        self._stage.show(scheduling=False, notice=notice_of(fault, Deed.PICKUP))
        self._hears.load()

    # ------------------------------------------------------------ cancelling

    def ask_cancel(self, number: int) -> None:
        """Put the question. Nothing is sent."""
        if any(card.id == number and card.can_cancel for card in self._stage.screen.cards):
            self._stage.show(asking_cancel=number, notice=None)

    def keep(self) -> None:
        """The answer that changes nothing."""
        self._stage.show(asking_cancel=0)

    def cancel(self) -> None:
        """The other answer."""
        number = self._stage.screen.asking_cancel
        if not number or self._stage.screen.cancelling:
            return
        self._stage.show(asking_cancel=0, cancelling=number)
        self._money(
            lambda: self._deeds.cancel(number), self._cancelled, self._not_asked, name="Cancelling a pickup"
        )

    def _cancelled(self, entry: PickupEntry) -> None:
        gone = entry.state is PickupState.CANCELLED
        doubt = Notice(
            Tone.WAITING,
            "We don't know yet whether the pickup was cancelled. It is in Attention.",
            entry.detail,
        )
        self._stage.show(cancelling=0, notice=done("The pickup is cancelled.") if gone else doubt)
        self._hears.announce()
        self._hears.load()

    # ------------------------------------------------------------ doubt

    def check(self, number: int) -> None:
        """Look at one in doubt. Nothing is asked for a second time."""
        if self._stage.screen.checking:
            return
        self._stage.show(checking=number, notice=None)
        self._money(
            lambda: self._deeds.check(number), self._checked, self._not_asked, name="Reading the pickups"
        )

    def _checked(self, entry: PickupEntry) -> None:
        self._stage.show(checking=0, notice=settled_notice(entry))
        self._hears.announce()
        self._hears.load()

    def _not_asked(self, fault: Fault) -> None:
        self._stage.show(cancelling=0, checking=0, notice=notice_of(fault, Deed.PICKUP))
        self._hears.load()


def _request(screen: PickupsScreen) -> PickupRequest:
    assert screen.place is not None  # can_schedule says so
    contact = screen.contact
    return PickupRequest(
        label_ids=tuple(piece.id for piece in screen.chosen_pieces),
        contact_name=contact.name.strip(),
        contact_phone=contact.phone.strip(),
        contact_email=contact.email.strip(),
        window=asked_window(screen.place.coming.day, screen.zone),
        notes=screen.note.strip(),
    )


def booked_notice(entry: PickupEntry) -> Notice:
    """What became of asking: the carrier's own window, and how it differs from the day that was said."""
    if entry.state is not PickupState.BOOKED or entry.pickup is None:
        words = "We don't know yet whether the pickup was booked. It is in Attention."
        return Notice(Tone.WAITING, words, entry.detail)
    differs, number = difference_words(entry), entry.pickup.confirmation_number
    parts = (f"Booked: {when_words(entry)}.", differs, f"Confirmation {number}." if number else "")
    return Notice(Tone.WAITING if differs else Tone.DONE, " ".join(part for part in parts if part))


def settled_notice(entry: PickupEntry) -> Notice:
    """What a look at a doubtful one brought."""
    if entry.state is PickupState.BOOKED:
        return replace(booked_notice(entry), action="")
    if entry.state is PickupState.CANCELLED:
        return done("The pickup is cancelled.")
    if entry.state is PickupState.REFUSED:
        return Notice(Tone.WAITING, "The pickup was not booked. Its labels can be asked for again.")
    words = "The carrier does not list it yet. Look again in a few minutes; no second one is asked for."
    return Notice(Tone.WAITING, words)
