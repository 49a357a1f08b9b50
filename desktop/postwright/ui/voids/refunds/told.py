"""What each refund says, and what a person may say or do about it. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from postwright.domain.barcode import in_fours
from postwright.domain.postal_rules import AssistRule, PostalRules
from postwright.domain.refund_watch import How, RefundState, RefundWatch, assist_day
from postwright.domain.refund_words import told
from postwright.ui.words import day_words


class RefundDeed(StrEnum):
    """What a person may do about a refund. BELIEVE and OTHER_MONEY answer what the balance suggests."""

    BELIEVE = "believe"
    OTHER_MONEY = "other_money"
    CAME = "came"
    DENIED = "denied"
    REOPEN = "reopen"
    OPT_OUT = "opt_out"
    VOID_NOW = "void_now"
    CORRECT = "correct"


WORDS = {
    RefundDeed.BELIEVE: "Yes, it is this",
    RefundDeed.OTHER_MONEY: "No, other money",
    RefundDeed.CAME: "The money came…",
    RefundDeed.DENIED: "It was denied…",
    RefundDeed.REOPEN: "Take that back",
    RefundDeed.OPT_OUT: "Leave this label alone",
    RefundDeed.VOID_NOW: "Void it now…",
    RefundDeed.CORRECT: "Correct and buy again",
}
ICONS = {
    RefundDeed.BELIEVE: "check",
    RefundDeed.OTHER_MONEY: "close",
    RefundDeed.CAME: "check",
    RefundDeed.DENIED: "close",
    RefundDeed.REOPEN: "refresh",
    RefundDeed.OPT_OUT: "pause",
    RefundDeed.VOID_NOW: "voids",
    RefundDeed.CORRECT: "ship",
}


_QUESTION = " Is it this refund?"


@dataclass(frozen=True, slots=True)
class RefundCard:
    """The refund that the person stands on."""

    label_id: str
    title: str
    known: str
    text: str
    source: str
    tone: str
    deeds: tuple[RefundDeed, ...]


def state_words(watch: RefundWatch, today: date, rules: PostalRules) -> str:
    """What came of it, for a cell."""
    match watch.state:
        case RefundState.CREDITED:
            on = f" on {day_words(watch.day)}" if watch.day else ""
            return f"{watch.amount} credited{on}"
        case RefundState.DENIED:
            return "Denied"
        case RefundState.EXCLUDED:
            return "Left alone by Refund Assist"
        case RefundState.SCHEDULED:
            return f"Refund Assist voids it on {day_words(assist_date(watch, rules.assist))}"
    if watch.is_overdue(today):
        return f"Late: expected by {day_words(watch.expected_by)}"
    if watch.proposal is not None:
        return "It may have come: look"
    return f"Expected by {day_words(watch.expected_by)}"


def tone(watch: RefundWatch, today: date) -> str:
    """How that is coloured; its words say the same."""
    if watch.state is RefundState.CREDITED:
        return "done"
    if watch.state is RefundState.DENIED:
        return "trouble"
    if watch.state is RefundState.EXCLUDED:
        return ""
    waits = watch.state is RefundState.SCHEDULED or watch.is_overdue(today) or watch.proposal is not None
    return "waiting" if waits else ""


def card_of(watch: RefundWatch, today: date, rules: PostalRules) -> RefundCard:
    """All that is known of one refund, and what may be done."""
    entry = watch.entry
    return RefundCard(
        label_id=watch.id,
        title=f"{entry.shipment.ship_to.who} · {entry.label.cost}",
        known=f"{in_fours(entry.label.tracking_number)} · {_since(watch)}",
        text=f"{told(watch, today, rules.assist)}{_QUESTION if watch.proposal else ''}",
        source=_source(watch, rules),
        tone=tone(watch, today),
        deeds=_deeds(watch),
    )


def _since(watch: RefundWatch) -> str:
    asked = day_words(watch.asked_at.astimezone(watch.entry.zone).date())
    verb = "scheduled" if watch.state is RefundState.SCHEDULED else "asked"
    who = "by Refund Assist" if watch.by_assist else ""
    return " ".join(part for part in (verb, who, f"on {asked}") if part)


def assist_date(watch: RefundWatch, rule: AssistRule) -> date:
    """The day at the origin."""
    return assist_day(watch.entry.label.created_at, rule).astimezone(watch.entry.zone).date()


def _source(watch: RefundWatch, rules: PostalRules) -> str:
    """Where the dates are from; the source of what Refund Assist does stands below the list anyhow."""
    return "" if watch.state is RefundState.SCHEDULED else rules.refund.dated.words


def _deeds(watch: RefundWatch) -> tuple[RefundDeed, ...]:
    if watch.proposal is not None:
        return RefundDeed.BELIEVE, RefundDeed.OTHER_MONEY, RefundDeed.DENIED
    return {
        RefundState.ASKED: (RefundDeed.CAME, RefundDeed.DENIED, RefundDeed.CORRECT),
        RefundState.SCHEDULED: (RefundDeed.OPT_OUT, RefundDeed.VOID_NOW),
        RefundState.CREDITED: (RefundDeed.CORRECT, *_take_back(watch)),
        RefundState.DENIED: (RefundDeed.CAME, RefundDeed.CORRECT, *_take_back(watch)),
        RefundState.EXCLUDED: (RefundDeed.VOID_NOW,),
    }[watch.state]


def _take_back(watch: RefundWatch) -> tuple[RefundDeed, ...]:
    """What the carrier said is not ours to take back."""
    return () if watch.how is How.CARRIER else (RefundDeed.REOPEN,)
