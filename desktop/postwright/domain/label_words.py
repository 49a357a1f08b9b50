"""The words for faults about labels, voids, pickups, forms and returns. Decides nothing."""

from __future__ import annotations

from postwright.domain.advice import Action, Words
from postwright.domain.faults import FaultKind as K

_NOTHING_BOUGHT = "Nothing was bought."
_STILL_OPEN = "It was not taken. We still don't know about this purchase."
_COMPARE = "Compare the numbers, then paste the one of this parcel."

LABEL_WORDS = {
    K.LABEL_UNKNOWN: Words("This label is not in the shop's records.", "Nothing was done with it.",
        "Look for it in Labels by name or tracking number.", Action.OPEN_LABELS),
    K.LABEL_MISMATCH: Words("The label that came back differs from the one that was ordered.",
        "It is paid for and kept here.", "Compare it before you print it. If it is wrong, void it.",
        Action.OPEN_LABELS),
    K.RETURN_ABROAD: Words("A return label works within the United States only.", _NOTHING_BOUGHT,
        "Ask the customer to buy the postage in that country."),
    K.RETURN_OF_RETURN: Words("This label is a return itself.", _NOTHING_BOUGHT,
        "Choose the label with which the parcel went out.", Action.OPEN_LABELS),
    K.NOT_A_RETURN: Words("This label is not a return.", "It was not mailed to anybody.",
        "Print it yourself, or make the return first.", Action.OPEN_LABELS),
    K.CODE_USED: Words("USPS has scanned this parcel, so its QR code was used.", _NOTHING_BOUGHT,
        "There is nothing to do.", Action.OPEN_LABELS),
    K.CODE_REPLACED: Words("Another label has taken the place of this one already.", _NOTHING_BOUGHT,
        "Void this one to ask for its money back.", Action.OPEN_VOIDS),
    K.LABEL_OF_ANOTHER: Words("This label belongs to another parcel.", _STILL_OPEN, _COMPARE),
    K.LABEL_OTHER_ACCOUNT: Words("This label was paid from another account.", _STILL_OPEN, _COMPARE),
    K.LABEL_OTHER_SERVICE: Words("This label is for another service than the one that was ordered.",
        _STILL_OPEN, _COMPARE),
    K.LABEL_OTHER_PLACE: Words("This label goes to another ZIP code than this parcel.", _STILL_OPEN,
        _COMPARE),
    K.BALANCE_SPEAKS_FOR_IT: Words("The balance fell by the price of this label.",
        "It speaks for a charge. Nothing was changed.",
        "Look for the label at the carrier. Say so a second time if you are sure that there is none.",
        Action.OPEN_ATTENTION),
    K.NOT_YET_ABSENT: Words("It is too early to say that this label does not exist.",
        "It may still turn up, and then it is paid for.", "Check again from Attention in a few minutes.",
        Action.OPEN_ATTENTION),
    # Voids and pickups.
    K.VOID_DENIED: Words("The refund was not approved.", "The label stays paid for.",
        "Read the reason, or ask the carrier."),
    K.VOID_FIRST: Words("The label of this parcel is not void yet.", "Nothing was changed.",
        "Void it first, so that the parcel is not paid for twice.", Action.OPEN_VOIDS),
    K.VOID_TOO_LATE: Words("The days for voiding this label are over.", "The label stays paid for.",
        "Ask the carrier."),
    K.REFUND_MOVED_ON: Words("The refund of this label does not stand like this any more.",
        "Nothing was changed.", "Look at it again."),
    K.REFUND_AMOUNT: Words("This cannot be what came back.", "Nothing was written down.",
        "Write what the account was credited, at most the price, and on which day."),
    K.MONTH_UNUSABLE: Words("This is no month that can be reported on.", "Nothing was changed.",
        "Write a month that has begun, such as 2026-11."),
    K.LABEL_VOIDED: Words("This label was voided.", "It must not go on a parcel.",
        "Tear up any print of it, and buy a new label if the parcel is still to go."),
    K.PICKUP_UNKNOWN: Words("This pickup is not in the shop's records.", "Nothing was changed.",
        "Look at the list of pickups."),
    K.PICKUP_INCOMPLETE: Words("Something about this pickup is missing or wrong.",
        "No pickup was scheduled.", "Correct the marked fields."),
    K.PICKUP_TOO_LATE: Words("It is too late to cancel this pickup.", "USPS still comes for it.",
        "Have the parcels ready, or tell the mail carrier that there are none."),
    # SCAN forms.
    K.FORM_UNKNOWN: Words("This form is not in the shop's records.", "Nothing was changed.",
        "Look at the list of forms."),
    K.FORM_INCOMPLETE: Words("No form can be made of these labels.", "Nothing was asked for.",
        "Correct what is named here, then try again."),
    K.FORM_IN_DOUBT: Words("One of these labels is on a form that may have been made.",
        "No second form was asked for.", "Settle that form in Attention first.", Action.OPEN_ATTENTION),
    K.FORM_NO_SHEET: Words("There is no sheet of this form.", "Nothing was saved or printed.",
        "A sheet comes with the form, once it is made. Look at the list of forms."),
    K.FORM_NOT_PROVED: Words("This sheet of the SCAN form cannot be used as it is.",
        "Nothing was sent to the printer. The form itself stands.",
        "Save it, and compare the number under its bars. Each parcel can also be scanned by itself."),
}  # fmt: skip
