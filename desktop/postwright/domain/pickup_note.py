"""The note to the mail carrier: the door, how many, how heavy, since the API has fields for none of them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from postwright.domain.papers import weighed
from postwright.domain.weight import Weight


class Spot(StrEnum):
    """Where parcels stand ready: the words of USPS's own pickup form."""

    FRONT = "front"
    BACK = "back"
    SIDE = "side"
    PORCH = "porch"
    BELL = "bell"
    MAILBOX = "mailbox"
    MAIL_ROOM = "mail-room"
    OFFICE = "office"
    RECEPTION = "reception"


# The word on the button, and the sentence in the note.
SPOTS: dict[Spot, tuple[str, str]] = {
    Spot.FRONT: ("Front door", "At the front door."),
    Spot.BACK: ("Back door", "At the back door."),
    Spot.SIDE: ("Side door", "At the side door."),
    Spot.PORCH: ("Porch", "On the porch."),
    Spot.BELL: ("Ring the bell", "Please ring the bell."),
    Spot.MAILBOX: ("Mailbox", "In or at the mailbox."),
    Spot.MAIL_ROOM: ("Mail room", "In the mail room."),
    Spot.OFFICE: ("Office", "At the office."),
    Spot.RECEPTION: ("Reception", "At the reception."),
}


def note_for(weights: Sequence[Weight], spot: Spot | None = None) -> str:
    """The spot, then "3 packages, 4 lb 2 oz together."; what matters stands first, should it be cut short."""
    if not weights:
        return ""
    count = f"{len(weights)} package{'s' if len(weights) > 1 else ''}"
    told = f"{count}, {weighed(tuple(weights))} together."
    return f"{SPOTS[spot][1]} {told}" if spot else told


def with_spot(note: str, old: Spot | None, new: Spot | None) -> str:
    """A note of somebody's own with another spot before it."""
    rest = note.removeprefix(SPOTS[old][1] if old else "").strip()
    return f"{SPOTS[new][1] if new else ''} {rest}".strip()


def too_long(note: str, most: int | None) -> str:
    """What is wrong with a note that the carrier would cut; nothing where no limit is known."""
    if most is None or len(note) <= most:
        return ""
    return f"The note has {len(note)} characters. The carrier takes {most}."
