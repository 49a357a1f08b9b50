"""Decides what choosing means in the Pickups panel: place, pieces, day, spot, contact, note. Asks nobody."""

from __future__ import annotations

import re
from dataclasses import replace

from postwright.domain.draft import Problem
from postwright.domain.pickup_note import Spot, with_spot
from postwright.domain.pickup_plan import PickupPlace
from postwright.ui.pickups.screen import Contact, PickupsScreen
from postwright.ui.pickups.stage import Stage

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LEAST_DIGITS = 7


def usual_choice(place: PickupPlace | None) -> frozenset[str]:
    """The pieces that go along without being asked."""
    pieces = place.pieces if place else ()
    return frozenset(piece.id for piece in pieces if place and piece.goes_along(place.coming))


class Choosing:
    """What a person does before asking."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def place(self, key: str) -> None:
        """Another place: its own pieces and day; the note of the other one is no note for it."""
        screen = self._stage.screen
        if screen.plan is None or screen.place is None or key == screen.place.key:
            return
        self._stage.own_note = False
        there = replace(screen, origin=key, day="", only="", problems=(), spot=None)
        self._stage.put(self._stage.noted(replace(there, chosen=usual_choice(there.place))))

    def only(self, only: str) -> None:
        """Which pieces are shown; what is chosen stays chosen."""
        self._stage.show(only=only)

    def pieces(self, ticked: frozenset[str]) -> None:
        """These of the pieces that are shown."""
        screen = self._stage.screen
        shown = {piece.id for piece in screen.shown_pieces}
        chosen = (screen.chosen - shown) | ticked
        self._stage.put(self._stage.noted(replace(screen, chosen=chosen, problems=())))

    def all(self) -> None:
        self.pieces(frozenset(piece.id for piece in self._stage.screen.shown_pieces))

    def none(self) -> None:
        self.pieces(frozenset())

    def day(self, day: str) -> None:
        self._stage.show(day=day)

    def spot(self, spot: Spot | None) -> None:
        """Where the parcels stand. The sentence goes into the note, also into one that the person wrote."""
        screen = replace(self._stage.screen, spot=spot)
        if self._stage.own_note:
            note = with_spot(screen.note, self._stage.screen.spot, spot)
            screen = replace(screen, note=note, form=screen.form + 1)
        self._stage.put(self._stage.noted(screen))

    def note(self, text: str) -> None:
        """What stands in the note field now. An emptied note is filled in again with the next choice."""
        written = self._stage.written_note(self._stage.screen)
        self._stage.own_note = bool(text.strip()) and text != written
        self._stage.show(note=text)

    def contact(self, contact: Contact) -> None:
        self._stage.show(contact=contact, problems=())


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
    if screen.note_problem:
        found.append(Problem("note", screen.note_problem))
    return tuple(found)
