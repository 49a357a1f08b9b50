"""What a panel's banner says: our words, foreign words as a quotation, and at most one thing to do. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from postwright.domain.advice import Action
from postwright.domain.faults import Fault, Lost
from postwright.domain.sentences import Deed, sentence

# The button beside a sentence. REPRINT, rates and CORRECT_PARCEL belong to panels that offer them themselves.
BUTTONS = {
    Action.NONE: "",
    Action.RETRY: "Try again",
    Action.ASK_RATES: "Ask for rates",
    Action.EDIT_DRAFT: "Edit the parcel",
    Action.OPEN_ATTENTION: "Open Attention",
    Action.OPEN_LABELS: "Open Labels",
    Action.OPEN_VOIDS: "Open Voids",
    Action.OPEN_SETTINGS: "Open Settings",
    Action.PASTE_KEY: "Paste the key",
    Action.CHOOSE_PRINTER: "Choose a printer",
    Action.REPRINT: "Reprint",
    Action.SAVE_MAIL: "Save the mail",
    Action.MAIL_SETTINGS: "Open mail settings",
    Action.OPEN_MAIL: "Open Mail",
    Action.BUYING_SETTINGS: "Open Buying",
    Action.CORRECT_PARCEL: "Correct and buy again",
}
UNDO = "undo"


class Tone(StrEnum):
    """How a notice is coloured; its words and icon say the same."""

    PLAIN = "plain"
    DONE = "done"
    WAITING = "waiting"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Notice:
    """One banner. `action` is what the button means, an Action's value or UNDO; empty for no button."""

    tone: Tone
    text: str
    quotation: str = ""
    action: str = ""

    @property
    def button(self) -> str:
        """The words on the button."""
        if self.action == UNDO:
            return "Undo"
        return BUTTONS[Action(self.action)] if self.action else ""


def notice_of(fault: Fault, deed: Deed = Deed.LOOK) -> Notice:
    """A fault as a banner. A doubt is amber, since nothing is known to be lost."""
    words = sentence(fault, deed)
    tone = Tone.WAITING if isinstance(fault, Lost) else Tone.TROUBLE
    return Notice(tone, words.text, words.quotation, "" if words.action is Action.NONE else words.action)


def done(text: str) -> Notice:
    """Something that worked."""
    return Notice(Tone.DONE, text)
