"""What the Attention panel shows: one card for everything that waits for a person. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.label_entry import LabelEntry
from postwright.domain.pickup import PickupEntry
from postwright.domain.printing_profile import PrintRecord
from postwright.ui.notice import Notice, Tone
from postwright.ui.words import clock_words, code_words, count_words, moment_words

if TYPE_CHECKING:
    from postwright.operations.results import Attention, Doubt


@dataclass(frozen=True, slots=True)
class DoubtCard:
    """Money we do not know about."""

    purchase_id: str
    title: str
    amount: str
    since: str
    lines: tuple[str, ...]
    can_deny: bool
    deny_hint: str
    busy: bool = False
    asking: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PrintCard:
    """A copy that may have come out of the printer."""

    print_id: int
    title: str
    lines: tuple[str, ...]
    busy: bool = False


@dataclass(frozen=True, slots=True)
class PlainCard:
    """A void or a pickup in doubt, which is settled in its own panel. `panel` is the name on the rail."""

    title: str
    lines: tuple[str, ...]
    panel: str


def doubt_card(doubt: Doubt, *, busy: bool, asking: bool, problem: str) -> DoubtCard:
    """What, how much, since when, what we know."""
    order = doubt.purchase.order
    to = order.shipment.ship_to
    hint = (
        ""
        if doubt.can_deny
        else f"This can be said from {clock_words(doubt.absent_from)}, after two clean looks."
    )
    return DoubtCard(
        purchase_id=doubt.purchase.id,
        title=f"We don't know yet whether a label for {to.who} was bought",
        amount=f"{order.expected}",
        since=moment_words(doubt.since),
        lines=(
            f"{code_words(order.service_code)} to {to.city}, {to.state or to.country}",
            *doubt.what_we_know,
        ),
        can_deny=doubt.can_deny and not busy,
        deny_hint=hint,
        busy=busy,
        asking=asking,
        problem=problem,
    )


def print_card(record: PrintRecord, entry: LabelEntry, *, busy: bool) -> PrintCard:
    """A print that was interrupted."""
    return PrintCard(
        print_id=record.id,
        title=f"Did copy {record.copy} for {entry.shipment.ship_to.who} come out?",
        lines=(
            f"Sending it to {record.printer} broke off, {moment_words(record.at)}.",
            "Look at the printer. Two parcels with one label pay for only one of them.",
        ),
        busy=busy,
    )


def void_card(entry: LabelEntry) -> PlainCard:
    """A refund that may or may not have been asked for."""
    return PlainCard(
        title=f"We don't know yet whether a refund for {entry.shipment.ship_to.who} was asked for",
        lines=(f"{entry.label.cost}. Do not use this label. Asking again is safe.",),
        panel="Voids",
    )


def pickup_card(entry: PickupEntry) -> PlainCard:
    """A pickup that may or may not be booked."""
    count = count_words(len(entry.request.label_ids), "label")
    known = (entry.detail,) if entry.detail else ()
    return PlainCard(
        title="We don't know yet whether a pickup was booked",
        lines=(f"{count}, asked on {moment_words(entry.asked_at)}.", *known),
        panel="Pickups",
    )


@dataclass(frozen=True, slots=True)
class AttentionScreen:
    """Everything shown. `busy` and `asking` hold purchase ids; `busy_prints` print ids."""

    attention: Attention | None = None
    busy: frozenset[str] = frozenset()
    busy_prints: frozenset[int] = frozenset()
    looking: bool = False
    asking_deny: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    notice: Notice | None = None

    @property
    def loaded(self) -> bool:
        return self.attention is not None

    @property
    def count(self) -> int:
        return self.attention.count if self.attention else 0

    @property
    def is_empty(self) -> bool:
        return self.loaded and self.count == 0

    @property
    def banner(self) -> Notice | None:
        """What was just done or went wrong, unless labels differ from their orders: that comes before any
        good news, and stays until they are printed or given back.
        """
        alarms = self.attention.alarms if self.attention else ()
        if not alarms or (self.notice is not None and self.notice.tone is not Tone.DONE):
            return self.notice
        words = " ".join((*alarms, "Compare before you print. If it is wrong, void it."))
        return Notice(Tone.TROUBLE, words, action=Action.OPEN_LABELS)

    @property
    def count_line(self) -> str:
        return f"{count_words(self.count, 'thing')} to settle" if self.count else ""

    @property
    def doubts(self) -> tuple[DoubtCard, ...]:
        problems = dict(self.problems)
        return tuple(
            doubt_card(
                doubt,
                busy=doubt.purchase.id in self.busy,
                asking=doubt.purchase.id == self.asking_deny,
                problem=problems.get(doubt.purchase.id, ""),
            )
            for doubt in (self.attention.doubts if self.attention else ())
        )

    @property
    def prints(self) -> tuple[PrintCard, ...]:
        pairs = self.attention.maybe_printed if self.attention else ()
        return tuple(print_card(record, entry, busy=record.id in self.busy_prints) for record, entry in pairs)

    @property
    def others(self) -> tuple[PlainCard, ...]:
        if self.attention is None:
            return ()
        voids = tuple(void_card(entry) for entry in self.attention.doubtful_voids)
        return voids + tuple(pickup_card(entry) for entry in self.attention.doubtful_pickups)
