"""The words for faults about mails to customers. Decides nothing.

What a fault means for one mail of the outbox stands with that mail (domain/mail_record.py); these are told to
somebody who waits for an answer, such as to a test mail.
"""

from __future__ import annotations

from postwright.domain.advice import Action, Words
from postwright.domain.faults import Fault
from postwright.domain.faults import FaultKind as K

_NO_MAIL = "No mail was sent. The label is not affected."
_AS_IT_WAS = "Nothing was sent, and the label is not affected."

MAIL_WORDS = {
    K.MAIL_ADDRESS: Words("A mail address or name cannot be used as it is.", _NO_MAIL,
        "Correct it, then try again."),
    K.MAIL_NOT_SET_UP: Words("No mail server is set up.", _NO_MAIL,
        "Set one up in Settings, or save the mail and send it with your mail program.", Action.MAIL_SETTINGS),
    K.MAIL_UNREACHABLE: Words("The mail server cannot be reached.", _NO_MAIL,
        "Check the network, and the server's name and port in the mail settings, then try again.",
        Action.RETRY),
    K.MAIL_CERTIFICATE: Words("The mail server could not prove that it is the one in the settings.",
        "Nothing was sent to it, nor was the password.",
        "Check its name in the mail settings and the date of this computer, or ask who runs the server.",
        Action.MAIL_SETTINGS),
    K.MAIL_UNPROTECTED: Words("No protected connection to the mail server could be made.",
        "Nothing was sent to it, nor was the password.",
        "Choose the protection and the port that your mail provider names.", Action.MAIL_SETTINGS),
    K.MAIL_LOGIN: Words("The mail server did not accept the user name or the password.", _NO_MAIL,
        "Type both again in Settings.", Action.MAIL_SETTINGS),
    K.MAIL_SENDER: Words("The mail server does not let you send from your mail address.", _NO_MAIL,
        "In the mail settings, write the address that belongs to this server and user name.",
        Action.MAIL_SETTINGS),
    K.MAIL_BUSY: Words("The mail server takes no mails just now.", _NO_MAIL, "Try again in a few minutes.",
        Action.RETRY),
    K.MAIL_PUT_OFF: Words("The mail server does not take this mail yet.", _NO_MAIL,
        "Try again in a few minutes.", Action.RETRY),
    K.MAIL_REFUSED: Words("The mail server did not take the mail.", _NO_MAIL,
        "Check the customer's address. You can also save the mail and send it with your mail program.",
        Action.SAVE_MAIL),
    K.MAIL_IN_DOUBT: Words("The connection broke after the mail was handed over.",
        "It may have been sent. The label is not affected.",
        "Ask the customer, or send it again; a second copy costs nothing.", Action.OPEN_MAIL),
    K.MAIL_UNKNOWN: Words("There is no such mail.", "Nothing was changed.", "Look for it in Mail.",
        Action.OPEN_MAIL),
    K.MAIL_IN_OUTBOX: Words("This mail is in the outbox already, and leaves from there.",
        "Nothing was added, so that nobody gets it twice.",
        "Send it now in Mail, or call it off there first to write it anew.", Action.OPEN_MAIL),
    K.MAIL_MOVED_ON: Words("This cannot be done with the mail as it stands now.", _AS_IT_WAS,
        "Look at it in Mail.", Action.OPEN_MAIL),
    K.MAIL_FORGOTTEN: Words("This mail is too old to be sent again as it was.", _AS_IT_WAS,
        "Write it anew from its label.", Action.OPEN_LABELS),
    K.TEXT_UNUSABLE: Words("Something in the text of the mail is not right yet.",
        "The text in use was not changed; what you typed is kept.", "Mend what is marked, then try again."),
    K.LOGO_UNUSABLE: Words("This file cannot be used as a logo.", "The logo was not changed.",
        "Choose a PNG or JPEG picture of your logo."),
    K.NO_TRACKING_NUMBER: Words("This label has no tracking number.", _NO_MAIL,
        "There is nothing that could be followed."),
    K.PAPERLESS_ABROAD: Words("Codes and labels by mail work within the United States only.", _NO_MAIL,
        "Print the label."),
    K.NO_MAIL_PROGRAM: Words("No mail program of this computer could be opened.", _NO_MAIL,
        "Save the mail or copy it, and send it with what you usually write mail with.", Action.SAVE_MAIL),
}  # fmt: skip


def told(fault: Fault) -> str:
    """Why a mail waits, in one line: what happened, and the other side's own words."""
    happened = MAIL_WORDS[fault.kind].happened
    return f"{happened.removesuffix('.')}: {fault.detail}" if fault.detail else happened
