"""A carrier pickup: what is asked, what was booked, and where our request stands. Reads no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from postwright.domain.address import Address
from postwright.domain.carrier_address import CarrierAddress
from postwright.domain.pickup_day import DAY_BEGINS, DAY_ENDS, change_until
from postwright.domain.postal_rules import PickupRule
from postwright.domain.time_zone import zone_of

# USPS comes late on a heavy day. After this much more than the window nobody comes any more.
_LATE = timedelta(hours=6)
# No mail carrier's round begins or ends beyond these hours of the place.
_EARLIEST, _LATEST = time(5), time(22)


@dataclass(frozen=True, slots=True)
class PickupWindow:
    """From when to when, aware times."""

    start: datetime
    end: datetime

    def at(self, zone: tzinfo) -> PickupWindow:
        """By the clocks of the place. The documents contradict each other about what the times of a reply
        mean: UTC, or the clocks of the place with UTC written behind them (api.md 16). A window that as UTC
        would lie in the night is read as the latter.
        """
        start, end = self.start.astimezone(zone), self.end.astimezone(zone)
        if start.date() == end.date() and _EARLIEST <= start.time() and end.time() <= _LATEST:
            return PickupWindow(start, end)
        bare = (moment.astimezone(UTC).replace(tzinfo=zone) for moment in (self.start, self.end))
        return PickupWindow(*bare)


@dataclass(frozen=True, slots=True)
class PickupRequest:
    """What is asked for. All labels leave from one `place`, which requests of earlier releases lack; count,
    weight and door go into `notes` (api.md 16).
    """

    label_ids: tuple[str, ...]
    contact_name: str
    contact_phone: str
    contact_email: str
    window: PickupWindow
    notes: str = ""
    place: Address | None = None


@dataclass(frozen=True, slots=True)
class Pickup:
    """A pickup as the carrier booked it. `windows` are the times that count, whatever was asked;
    `problems` are what it said against a booking that it made all the same.
    """

    pickup_id: str
    label_ids: tuple[str, ...]
    windows: tuple[PickupWindow, ...]
    created_at: datetime
    confirmation_number: str = ""
    cancelled_at: datetime | None = None
    notes: str = ""
    contact_name: str = ""
    carrier_id: str = ""
    warehouse_id: str = ""
    problems: tuple[str, ...] = ()
    address: CarrierAddress = field(default_factory=CarrierAddress)
    contact_phone: str = ""
    contact_email: str = ""
    raw: str = ""


class PickupState(StrEnum):
    """Where our request for a pickup stands. CANCELLING: only the carrier knows whether it still comes."""

    INTENDED = "intended"
    SENT = "sent"
    IN_DOUBT = "in_doubt"
    BOOKED = "booked"
    CANCELLING = "cancelling"
    REFUSED = "refused"
    CANCELLED = "cancelled"


_S = PickupState
# Every way back to SENT passes through INTENDED: proof that no pickup was booked. A cancellation may be asked
# for again and again, since cancelling twice changes nothing.
NEXT: dict[PickupState, frozenset[PickupState]] = {
    _S.INTENDED: frozenset({_S.SENT, _S.CANCELLED}),
    _S.SENT: frozenset({_S.BOOKED, _S.REFUSED, _S.IN_DOUBT, _S.INTENDED}),
    _S.IN_DOUBT: frozenset({_S.BOOKED, _S.REFUSED, _S.IN_DOUBT, _S.INTENDED, _S.CANCELLED}),
    _S.BOOKED: frozenset({_S.BOOKED, _S.CANCELLING, _S.CANCELLED}),
    _S.CANCELLING: frozenset({_S.CANCELLING, _S.CANCELLED, _S.BOOKED}),
    _S.REFUSED: frozenset(),
    _S.CANCELLED: frozenset(),
}
# Only the carrier knows the end of these, if anything of them left this computer.
UNSETTLED = frozenset({_S.INTENDED, _S.SENT, _S.IN_DOUBT, _S.CANCELLING})
# What a person should know of, since nobody knows the end.
DOUBTFUL = frozenset({_S.IN_DOUBT, _S.CANCELLING})
# Labels of these are on a pickup, or may be soon.
STANDING = UNSETTLED | {_S.BOOKED}


@dataclass(frozen=True, slots=True)
class PickupEntry:
    """Our request for a pickup and what the carrier made of it. `elsewhere`: made for the same account by
    another program, and found in the carrier's list. `origin` is the key of its place; `changed_at` is when
    its state was last written down.
    """

    id: int
    request: PickupRequest
    state: PickupState
    asked_at: datetime
    pickup: Pickup | None = None
    detail: str = ""
    origin: str = ""
    elsewhere: bool = False
    changed_at: datetime | None = None

    @property
    def zone(self) -> tzinfo:
        """The time zone of its place; Eastern time where an earlier release kept no place."""
        place = self.request.place
        return zone_of(place.state if place else "")

    @property
    def window(self) -> PickupWindow:
        """The carrier's, or the one that was asked for where it named none; by the clocks of the place."""
        booked = self.pickup.windows if self.pickup else ()
        first = min(booked, key=lambda window: window.start, default=self.request.window)
        return first.at(self.zone)

    @property
    def day(self) -> date:
        """The day on which USPS comes, or was to come."""
        return self.window.start.date()

    @property
    def asked_day(self) -> date:
        """The day that was asked for."""
        return self.request.window.at(self.zone).start.date()

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING

    def is_over(self, now: datetime) -> bool:
        """Whether nobody comes any more, whatever became of it."""
        return now >= self.window.end + _LATE

    def holds(self, now: datetime) -> bool:
        """Whether its labels are spoken for. Those of a booked pickup are free again when it is over: if USPS
        did not come, they must be able to go on another.
        """
        if self.state is PickupState.BOOKED:
            return not self.is_over(now)
        return self.is_standing


def can_cancel(entry: PickupEntry, now: datetime, rule: PickupRule) -> bool:
    """Whether the carrier still takes a cancellation: until that hour on the day."""
    if entry.state not in {PickupState.BOOKED, PickupState.CANCELLING} or entry.pickup is None:
        return False
    return now < change_until(entry.day, rule)


def asked_window(day: date, zone: tzinfo) -> PickupWindow:
    """The whole working day at the place."""
    return PickupWindow(datetime.combine(day, DAY_BEGINS, zone), datetime.combine(day, DAY_ENDS, zone))
