"""What each QR code that nobody used says, and what a person may do about it. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from postwright.domain.qr_watch import CodeState
from postwright.domain.void import Urgency
from postwright.ui.words import day_words

if TYPE_CHECKING:
    from postwright.domain.qr_watch import UnusedCode


class CodeDeed(StrEnum):
    """What a person may do about a code."""

    MAIL = "mail"
    MAIL_AGAIN = "mail_again"
    NEW_CODE = "new_code"
    VOID = "void"
    OPEN_LABEL = "open_label"


WORDS = {
    CodeDeed.MAIL: "Mail it…",
    CodeDeed.MAIL_AGAIN: "Mail it again",
    CodeDeed.NEW_CODE: "New code…",
    CodeDeed.VOID: "Void…",
    CodeDeed.OPEN_LABEL: "Open label",
}
_TONES = {CodeState.ENDING: "waiting", CodeState.ENDED: "trouble"}
_VOID_TONES = {Urgency.AMBER: "waiting", Urgency.RED: "trouble", Urgency.OVER: "trouble"}
_VOID_WORDS = {Urgency.AMBER: "Soon", Urgency.RED: "Urgent", Urgency.OVER: "Over"}


@dataclass(frozen=True, slots=True)
class CodeCard:
    """The code that a person stands on."""

    label_id: str
    title: str
    known: str
    text: str
    validity: str = ""
    tone: str = ""
    deeds: tuple[CodeDeed, ...] = ()
    busy: bool = False


def ends_words(code: UnusedCode) -> str:
    """ "Ends tomorrow · Wed 25 Nov"."""
    words = code.state_words
    return f"{words[:1].upper()}{words[1:]} · {day_words(code.valid_until)}"


def ends_tone(code: UnusedCode) -> str:
    return _TONES.get(code.state, "")


def void_words(code: UnusedCode) -> str:
    """The last day to void, with a word where it is near."""
    near = _VOID_WORDS.get(code.window.urgency, "")
    return " · ".join(part for part in (near, day_words(code.last_void_day)) if part)


def void_tone(code: UnusedCode) -> str:
    return _VOID_TONES.get(code.window.urgency, "")


def code_card(code: UnusedCode, *, busy: bool = False) -> CodeCard:
    """What is known of it and what to do about its money."""
    return CodeCard(
        label_id=code.entry.id,
        title=f"QR code for {code.entry.customer.who}, {code.since_words} and not used",
        known=f"{code.news_words}. It {code.state_words}, {day_words(code.valid_until)}.",
        text=code.advice,
        validity=code.validity,
        tone=ends_tone(code),
        deeds=deeds_for(code),
        busy=busy,
    )


def deeds_for(code: UnusedCode) -> tuple[CodeDeed, ...]:
    """The likeliest first. A code that has ended is not mailed again: it would be refused at the counter. One
    that never was mailed has nobody whom a person chose; that is done on the page of its mail.
    """
    if code.replaced_by:
        first: tuple[CodeDeed, ...] = ()
    elif code.state is CodeState.ENDED:
        first = (CodeDeed.NEW_CODE,)
    else:
        first = (CodeDeed.MAIL_AGAIN if code.mailed_at else CodeDeed.MAIL, CodeDeed.NEW_CODE)
    can_void = code.entry.can_void and code.window.urgency is not Urgency.OVER
    return (*first, *((CodeDeed.VOID,) if can_void else ()), CodeDeed.OPEN_LABEL)
