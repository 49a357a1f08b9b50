"""What a deed changed, told to every panel once. Carries no data; panels read for themselves."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Change:
    """Which of the shop's things are no longer what they were. `prints`: more is known of a copy that was
    counted before; a new copy changes `labels`. `mails`: one was put into the outbox or left it. `forms`: a
    SCAN form was asked for or came. `tracking`: USPS said something new of a parcel.
    """

    drafts: bool = False
    forms: bool = False
    labels: bool = False
    mails: bool = False
    money: bool = False
    pickups: bool = False
    prints: bool = False
    settings: bool = False
    standing: bool = False
    tracking: bool = False

    def __or__(self, other: Change) -> Change:
        return Change(*(getattr(self, one.name) or getattr(other, one.name) for one in fields(Change)))

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(Change))


class Announcer(QObject):
    """The one signal: (change, origin). The origin is who announced it, and passes its own over."""

    announced = Signal(object, object)

    def announce(self, change: Change, origin: object = None) -> None:
        """Tell everybody."""
        self.announced.emit(change, origin)
