"""Turn a fault into words for a person: what happened, what it means, what to do. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from postwright.domain.advice import Action, Words
from postwright.domain.carrier_codes import words_for
from postwright.domain.faults import BadInput, Fault, Lost
from postwright.domain.faults import FaultKind as K
from postwright.domain.label_words import LABEL_WORDS
from postwright.domain.mail_words import MAIL_WORDS
from postwright.domain.paper_words import OTHER_PAPERS, PAPER_WORDS


class Deed(StrEnum):
    """What was being done. When in doubt it is a purchase, because that sentence is the careful one."""

    PURCHASE = "purchase"
    VOID = "void"
    PICKUP = "pickup"
    FORM = "form"
    PAPER = "paper"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Our words, and apart from them the words of the carrier or the computer, to be shown as a quotation."""

    happened: str
    means: str
    do: str
    action: Action
    quotation: str = ""

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.happened, self.means, self.do) if part)

    @property
    def line(self) -> str:
        """What happened, for a line of a list, with the words of the carrier or the computer behind it."""
        return f'{self.happened} "{self.quotation}"' if self.quotation else self.happened


# Stands where the meaning depends on what was being done and on whether the request left this computer.
_DEPENDS = ""
_NOTHING_BOUGHT = "Nothing was bought."
_NO_MAIL = "No mail was sent. The label is not affected."
_LONGEST_QUOTATION = 500

_NOT_DONE = {
    Deed.PURCHASE: _NOTHING_BOUGHT,
    Deed.VOID: "No refund was asked for, and the label is still good.",
    Deed.PICKUP: "The pickup is as it was before.",
    Deed.FORM: "No SCAN form was made.",
    Deed.PAPER: "No paper was printed or saved.",
    Deed.LOOK: "Nothing was charged.",
}
_IN_DOUBT = {
    Deed.PURCHASE: (
        "We don't know yet whether this was bought.",
        "It is in Attention; do not buy it again.",
        Action.OPEN_ATTENTION,
    ),
    Deed.VOID: (
        "We don't know yet whether the refund was asked for.",
        "Do not use the label. Ask again from Attention; that is safe.",
        Action.OPEN_ATTENTION,
    ),
    Deed.PICKUP: (
        "We don't know yet whether the pickup was scheduled or cancelled.",
        "It is in Attention; look there before you ask again.",
        Action.OPEN_ATTENTION,
    ),
    Deed.FORM: (
        "We don't know yet whether the SCAN form was made.",
        "It is in Attention; look there before you ask again.",
        Action.OPEN_ATTENTION,
    ),
    Deed.PAPER: ("No paper was printed or saved.", "Try again in a moment.", Action.RETRY),
    Deed.LOOK: ("Nothing was charged.", "Try again in a moment.", Action.RETRY),
}
# Answers that leave open what exactly was refused; the carrier's code, where it is known, says it better.
_ANSWERS = (K.CARRIER_REFUSED, K.NOT_ALLOWED, K.NOT_FOUND, K.INSUFFICIENT_FUNDS)
# Told when we found it out ourselves, before the carrier or the mail server was asked.
_NEVER_ASKED = {
    K.KEY_REFUSED: "This text cannot be an API key.",
    K.NOT_ALLOWED: "This is not allowed here.",
    K.MAIL_LOGIN: "This text cannot be used as a password here.",
}

_WORDS = {
    # The connection and the carrier.
    K.NO_CONNECTION: Words("The carrier cannot be reached.", _DEPENDS,
        "Check the internet connection, then try again.", Action.RETRY),
    K.INSECURE: Words("No safe connection to the carrier could be made.", _DEPENDS,
        "Check the date of this computer and the network, then try again.", Action.RETRY),
    K.BAD_ADDRESS: Words("The address of the carrier's server cannot be used.", _DEPENDS,
        "Write an address that begins with https.", Action.OPEN_SETTINGS),
    K.UNANSWERED: Words("The carrier did not answer in time.", _DEPENDS, "Try again in a moment.",
        Action.RETRY),
    K.UNREADABLE: Words("The carrier's answer could not be read.", _DEPENDS, "Try again in a moment.",
        Action.RETRY),
    K.SERVER_TROUBLE: Words("The carrier has trouble of its own.", _DEPENDS, "Try again in a few minutes.",
        Action.RETRY),
    K.REDIRECTED: Words("The answer came from another place than the carrier.", _DEPENDS,
        "If this network asks you to sign in, do so in a browser, then try again.", Action.RETRY),
    K.SIGN_IN_PAGE: Words("A web page answered instead of the carrier.", _DEPENDS,
        "If this network asks you to sign in, do so in a browser, then try again.", Action.RETRY),
    K.CLOCK_WRONG: Words("The clock of this computer is wrong.", _DEPENDS,
        "Set the date, the time and the time zone of this computer, then try again.", Action.RETRY),
    K.TOO_LARGE: Words("The carrier's answer was too large to take.", _DEPENDS, "Try again in a moment.",
        Action.RETRY),
    K.KEY_MISSING: Words("There is no API key yet.", _DEPENDS, "Paste the key of your ShipStation account.",
        Action.PASTE_KEY),
    K.KEY_REFUSED: Words("The carrier does not accept the API key.", _DEPENDS,
        "Copy the key from your ShipStation account again and paste it.", Action.PASTE_KEY),
    K.NOT_ALLOWED: Words("The account may not do this.", _DEPENDS,
        "Check what your ShipStation plan and API key allow.", Action.OPEN_SETTINGS),
    K.OUT_OF_LIMITS: Words("The carrier takes no such thing.", _DEPENDS,
        "Correct what is named here, then try again."),
    K.INSUFFICIENT_FUNDS: Words("The postage balance is too low.", _DEPENDS,
        "Add money to the postage account, then try again.", Action.RETRY),
    K.RATE_LIMITED: Words("The carrier asks us to go slower.", _DEPENDS, "Try again in a minute.",
        Action.RETRY),
    K.NOT_FOUND: Words("The carrier does not know this.", _DEPENDS, "Check again later.", Action.RETRY),
    K.CARRIER_REFUSED: Words("The carrier said no.", _DEPENDS,
        "Read its reason, correct what it names, then try again.", Action.EDIT_DRAFT),
    K.NO_ACCOUNT: Words("No USPS postage account is connected.", _DEPENDS,
        "Connect or choose one in Settings.", Action.OPEN_SETTINGS),
    K.STAMPS_LOGIN: Words("Stamps.com did not accept the user name or the password.",
        "The account is not connected, and nothing was charged.", "Type both again.", Action.OPEN_SETTINGS),
    # The shop's own files.
    K.DISK_FULL: Words("The disk of this computer is full.",
        "Nothing more can be bought until there is room.", "Free some space, then try again.", Action.RETRY),
    K.NO_MEMORY: Words("This computer has no memory left for it.",
        "If a label was being bought, it is in Labels or in Attention.",
        "Close other programs, then look there before you try again.", Action.OPEN_ATTENTION),
    K.READ_ONLY: Words("The data folder cannot be written to.", "Nothing more can be bought until it can.",
        "Allow Postwright to write there, then try again.", Action.RETRY),
    K.DATABASE_BUSY: Words("Another program is using the shop's database.",
        "The last change is not saved yet.", "Close the other program, then try again.", Action.RETRY),
    K.DATABASE_DAMAGED: Words("The shop's database is damaged.",
        "Buying is stopped, so that no label is paid for twice.",
        "Open the newest copy: start the window again, or run postwright restore --newest."),
    K.DATABASE_GONE: Words("The shop's database is not where it was.",
        "Nothing new was begun in its place, so that no label is paid for twice.",
        "Put the file back, or open the newest copy with postwright restore --newest."),
    K.NO_GOOD_COPY: Words("There is no good copy of the shop's database.",
        "Nothing was changed. Your labels are safe with the carrier.",
        "Copy the whole data folder to a safe place, then ask for help with it."),
    K.NOT_COMPARED: Words("The shop was opened from a copy, and it is not yet compared with the carrier.",
        "Nothing was bought, so that no label is paid for twice.",
        "Connect to the internet; Postwright then compares by itself.", Action.RETRY),
    K.DATABASE_NEWER: Words("The shop's database was made by a newer Postwright.",
        "Nothing in it was changed.", "Install the newest Postwright, then open it again."),
    K.ALREADY_RUNNING: Words("Postwright is already open with this data folder.",
        "Only one may be, so that no label is paid for twice.", "Use the window that is open."),
    K.FILE_UNWRITABLE: Words("The file could not be written.",
        "Nothing was charged, and an older file of that name is as it was.", "Choose another place or name.",
        Action.RETRY),
    K.FILE_UNREADABLE: Words("The file could not be read.",
        "Nothing was taken from it, and nothing was charged.", "Choose another file.", Action.RETRY),
    # The practice carrier, served for other programs.
    K.PORT_TAKEN: Words("Another program has this port already.", "The practice carrier was not started.",
        "Choose another port, or 0 for a free one.", Action.RETRY),
    K.BAD_NUMBER: Words("A number in the command cannot be used.", "The practice carrier was not started.",
        "Write a seed with up to 18 digits, and a port up to 65535."),
    K.PRACTICE_ONLY: Words("Only the practice carrier can be played with.", "Nothing was changed.",
        "Choose practice in Settings, under Account, or another data folder.", Action.OPEN_SETTINGS),
    K.PRACTICE_REFUSED: Words("The practice carrier does not know this.", "Nothing was changed.",
        "Look at its manual for the words that it takes."),
    # Secrets.
    K.NO_KEYRING: Words("This computer has no safe place for passwords that Postwright can use.",
        "Nothing was saved.",
        "Try again to use it until you close Postwright, or set up the system's keyring first.",
        Action.OPEN_SETTINGS),
    K.KEYRING_LOCKED: Words("The system's keyring is locked.", "The key or password in it cannot be used.",
        "Unlock it, then try again.", Action.RETRY),
    K.KEYRING_SILENT: Words("The system's keyring does not answer.",
        "The key or password in it cannot be used yet.",
        "Look for a window that asks for your password, answer it, then try again.", Action.RETRY),
    # Drafts and purchases.
    K.DRAFT_UNREADABLE: Words("This draft cannot be read.", _NOTHING_BOUGHT,
        "Start the parcel again as a new draft."),
    K.DRAFT_INCOMPLETE: Words("Something about this parcel is missing or wrong.", _NOTHING_BOUGHT,
        "Correct the marked fields.", Action.EDIT_DRAFT),
    K.DRAFT_UNKNOWN: Words("This draft is no longer there.", _NOTHING_BOUGHT,
        "Look for the parcel in Labels before you start it again.", Action.OPEN_LABELS),
    K.DRAFT_CHANGED: Words("This parcel was changed while it was about to be bought.", _NOTHING_BOUGHT,
        "Look at it again, then buy it.", Action.EDIT_DRAFT),
    K.STALE_QUOTE: Words("The price no longer belongs to this parcel.", _NOTHING_BOUGHT,
        "Ask for the rates again.", Action.ASK_RATES),
    K.NO_RATES: Words("The carrier offers no service for this parcel.", _NOTHING_BOUGHT,
        "Check its address, weight and size.", Action.EDIT_DRAFT),
    K.NO_SUCH_SERVICE: Words("The chosen service is not offered for this parcel now.", _NOTHING_BOUGHT,
        "Choose another service.", Action.ASK_RATES),
    K.PRICE_ABOVE_LIMIT: Words("It costs more now than was allowed.", _NOTHING_BOUGHT,
        "Look at the new price, then decide.", Action.ASK_RATES),
    K.NEEDS_ANSWER: Words("Something about this purchase needs your answer first.", _NOTHING_BOUGHT,
        "Read it, then buy all the same or leave it."),
    K.ALREADY_BOUGHT: Words("This parcel has a label already.", "No second one was bought.",
        "Find it in Labels.", Action.OPEN_LABELS),
    K.STILL_IN_DOUBT: Words("We don't know yet whether a label for this parcel was bought.",
        "No second one was bought.", "Settle it in Attention first.", Action.OPEN_ATTENTION),
    # Paperless and mail.
    K.NOT_PAPERLESS: Words("This label was bought to be printed, not as a QR code.", _NO_MAIL,
        "Print the label."),
    K.QR_MISSING: Words("The carrier gave neither a QR code nor a Label ID.",
        "No mail was sent. The label stays paid for.", "Fetch its documents again.", Action.RETRY),
    K.NO_BROWSER: Words("No browser of this computer could be opened.", "Nothing was changed.",
        "Copy the link and open it yourself."),
    K.LINK_REFUSED: Words("This link leads somewhere else than to USPS or to your shop.",
        "It was not opened.", "Look where it leads before you use it in a browser."),
    K.BUG: Words("Something went wrong in Postwright.",
        "What you typed is kept.",
        "If you were buying a label, look at Labels and Attention before you buy it again.",
        Action.OPEN_ATTENTION),
} | LABEL_WORDS | MAIL_WORDS | PAPER_WORDS  # fmt: skip


def looking_only(why: K | None) -> str:
    """What stands over a shop that is open to be looked at only; empty for any other."""
    if why is None:
        return ""
    return f"Looking only. {_WORDS[why].happened} Nothing can be bought, voided or kept."


def sentence(fault: Fault, deed: Deed = Deed.PURCHASE) -> Sentence:
    """The words for a fault that came up during the deed. A lost request is always told as a doubt."""
    words = (words_for(fault.code) if fault.kind in _ANSWERS else None) or _WORDS[fault.kind]
    if deed is Deed.PAPER:
        words = OTHER_PAPERS.get(fault.kind, words)
    happened, means, do, action = words.happened, words.means, words.do, words.action
    if isinstance(fault, BadInput):
        happened = _NEVER_ASKED.get(fault.kind, happened)
    if isinstance(fault, Lost):
        means, do, action = _IN_DOUBT[deed]
    elif means == _DEPENDS:
        means = _NOT_DONE[deed]
    if action is Action.EDIT_DRAFT and deed in (Deed.VOID, Deed.PICKUP, Deed.FORM):
        action = Action.NONE
    if action is Action.RETRY and fault.retry_after:
        do = f"Try again in {_wait(fault.retry_after)}."
    return Sentence(happened, means, do, action, _quoted(fault.detail))


def _wait(seconds: float) -> str:
    if seconds > 90:
        return f"{round(seconds / 60)} minutes"
    return "a second" if seconds <= 1 else f"{-int(-seconds // 1)} seconds"


def _quoted(detail: str) -> str:
    """Foreign words on one line, without control characters, of a length that a banner can hold."""
    line = " ".join("".join(one if one.isprintable() else " " for one in detail).split())
    return line if len(line) <= _LONGEST_QUOTATION else f"{line[: _LONGEST_QUOTATION - 1]}…"
