"""What each card of the Attention panel says: a doubt about money, a print, a void, a pickup, a
strange label. No Qt, no deeds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from postwright.domain.balance_evidence import BalanceEvidence
from postwright.domain.barcode import in_fours
from postwright.domain.foreign_label import ForeignLabel
from postwright.domain.form_request import FormEntry
from postwright.domain.label_entry import LabelEntry
from postwright.domain.pickup import PickupEntry, PickupState
from postwright.domain.print_record import PrintRecord
from postwright.domain.print_run import PrintRun
from postwright.domain.purchase_history import Told
from postwright.ui.words import clock_words, code_words, count_words, moment_words, span_words

if TYPE_CHECKING:
    from postwright.operations.results import Doubt

_MINUTE = timedelta(minutes=1)
_DOUBTED = {PickupState.CANCELLING: "cancelled"}


class Answer(StrEnum):
    """What a person may say about a card that is no purchase."""

    CHECK = "check"
    ADOPT = "adopt"
    ASIDE = "aside"
    MAIL_AGAIN = "mail_again"
    ARRIVED = "arrived"
    PUT_ASIDE = "put_aside"


ABOUT_MAIL = frozenset({Answer.MAIL_AGAIN, Answer.ARRIVED, Answer.PUT_ASIDE})


@dataclass(frozen=True, slots=True)
class DoubtCard:
    """Money we do not know about. `history` is all that the book says, `question` what denying asks."""

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
    question: str = ""
    yes: str = ""
    history: tuple[str, ...] = ()
    unfolded: bool = False


@dataclass(frozen=True, slots=True)
class PrintCard:
    """A copy that may have come out of the printer."""

    print_id: int
    title: str
    lines: tuple[str, ...]
    busy: bool = False


@dataclass(frozen=True, slots=True)
class PlainCard:
    """A void, a pickup or a label of unknown origin. `panel` is the name on the rail of where more is known,
    empty where there is none; `answers` are its buttons with their words.
    """

    key: str
    title: str
    lines: tuple[str, ...]
    panel: str = ""
    answers: tuple[tuple[Answer, str], ...] = ()
    amount: str = ""
    busy: bool = False

    def marked(self, *, busy: bool) -> PlainCard:
        return replace(self, busy=busy)


def doubt_card(
    doubt: Doubt, *, busy: bool, asking: bool, asking_twice: bool, unfolded: bool, problem: str
) -> DoubtCard:
    """What, how much, since when, what we know."""
    order = doubt.purchase.order
    to = order.shipment.ship_to
    known = tuple(map(_told, doubt.what_we_know)) or ("The carrier was not asked yet.",)
    question, yes = _question(doubt, asking_twice=asking_twice)
    return DoubtCard(
        purchase_id=doubt.purchase.id,
        title=f"We don't know yet whether a label for {to.who} was bought",
        amount=f"{order.expected}",
        since=moment_words(doubt.since),
        lines=(
            f"{code_words(order.service_code)} to {to.city}, {to.state or to.country}",
            *known,
            *_balance_line(doubt.balance),
        ),
        can_deny=doubt.can_deny and not busy,
        deny_hint="" if doubt.can_deny else _wait(doubt),
        busy=busy,
        asking=asking,
        problem=problem,
        question=question,
        yes=yes,
        history=tuple(map(_dated, doubt.history)),
        unfolded=unfolded,
    )


def _told(one: Told) -> str:
    return f"{clock_words(one.at)}  {one.text}"


def _dated(one: Told) -> str:
    return f"{moment_words(one.at)}  {one.text}"


def _balance_line(balance: BalanceEvidence | None) -> tuple[str, ...]:
    if balance is None:
        return ()
    if balance.before is None or balance.after is None:
        return (balance.sentence,)
    before, after = balance.before, balance.after
    seen = f"{before.balance} at {clock_words(before.at)}, {after.balance} at {clock_words(after.at)}."
    return (f"{balance.sentence} {seen}",)


def _wait(doubt: Doubt) -> str:
    """From when denying is possible, as a countdown in words."""
    looks = _looks(doubt.looks_missing)
    left = doubt.absent_from - doubt.asked_at
    if left <= timedelta():
        return f"This can be said {looks or 'now'}."
    minutes = span_words(left + _MINUTE - timedelta(microseconds=1))
    since = f"in {minutes}, from {clock_words(doubt.absent_from)}"
    return f"This can be said {', '.join(filter(None, (since, looks)))}."


def _looks(missing: int) -> str:
    if not missing:
        return ""
    return "if one more search finds nothing" if missing == 1 else f"if {missing} more searches find nothing"


def _question(doubt: Doubt, *, asking_twice: bool) -> tuple[str, str]:
    """What denying asks, with the evidence; the second time where the balance speaks for a charge."""
    if asking_twice:
        return (
            f"The account's balance fell by {doubt.purchase.order.expected}, which speaks for a charge. "
            "If the label exists, it is paid for and will be bought a second time. "
            "Say all the same that there is none? It is recorded that you saw this.",
            "There is none, all the same",
        )
    balance = doubt.balance.sentence if doubt.balance else ""
    asked = (
        f"{balance} Say that no label exists? The parcel can then be bought again. "
        "A label that turns up later is paid for."
    )
    return asked.strip(), "It does not exist"


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


def run_card(run: PrintRun) -> PlainCard:
    """Labels that were to be printed and are not, because the run was cut off or paused."""
    count = count_words(len(run.waiting), "label")
    known = (run.problem,) if run.problem else ()
    return PlainCard(
        key=f"run {run.id}",
        title=f"{count} still to be printed on {run.printer}"
        if run.waiting
        else "A run of labels is not over",
        lines=(*known, run.summary, "Nothing goes on by itself. Labels asks from where."),
        panel="Labels",
    )


def void_card(entry: LabelEntry) -> PlainCard:
    """A refund that may or may not have been asked for."""
    return PlainCard(
        key=f"void {entry.id}",
        title=f"We don't know yet whether a refund for {entry.shipment.ship_to.who} was asked for",
        lines=("Do not use this label. Asking again in Voids is safe.",),
        panel="Voids",
        answers=((Answer.CHECK, "Check again"),),
        amount=f"{entry.label.cost}",
    )


def pickup_card(entry: PickupEntry) -> PlainCard:
    """A pickup that may or may not be booked, or cancelled."""
    count = count_words(len(entry.request.label_ids), "label")
    known = (entry.detail,) if entry.detail else ()
    return PlainCard(
        key=f"pickup {entry.id}",
        title=f"We don't know yet whether a pickup was {_DOUBTED.get(entry.state, 'booked')}",
        lines=(f"{count}, asked on {moment_words(entry.asked_at)}.", *known),
        panel="Pickups",
        answers=((Answer.CHECK, "Check again"),),
    )


def form_card(entry: FormEntry) -> PlainCard:
    """A SCAN form that may or may not have been made."""
    count = count_words(len(entry.wish.label_ids), "label")
    known = (entry.detail,) if entry.detail else ()
    return PlainCard(
        key=f"form {entry.id}",
        title="We don't know yet whether a SCAN form was made",
        lines=(f"{count}, asked on {moment_words(entry.asked_at)}. No second one is asked for.", *known),
        panel="End of day",
        answers=((Answer.CHECK, "Check again"),),
    )


def foreign_card(foreign: ForeignLabel) -> PlainCard:
    """A label of the account that nobody here bought."""
    label = foreign.label
    number = in_fours(label.tracking_number)
    made = f"{code_words(label.service_code)}, made {moment_words(label.created_at)}, tracking {number}."
    if foreign.is_ours:
        return PlainCard(
            key=f"foreign {foreign.id}",
            title="A label turned up that carries the number of a purchase made here",
            lines=(made, "It is paid for. Adopt it to print or void it here."),
            answers=((Answer.ADOPT, "Adopt it"), (Answer.ASIDE, "Put it aside")),
            amount=f"{label.cost}",
        )
    whose = f"It is for {label.ship_to_name}. " if label.ship_to_name else ""
    return PlainCard(
        key=f"foreign {foreign.id}",
        title="A label was bought on this account that does not come from here",
        lines=(made, f"{whose}Another program or computer may have bought it."),
        answers=((Answer.ASIDE, "It is known"),),
        amount=f"{label.cost}",
    )
