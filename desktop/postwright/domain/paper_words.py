"""The words for faults about printers, paper and the documents that are printed. Decides nothing."""

from __future__ import annotations

from postwright.domain.advice import Action, Words
from postwright.domain.faults import FaultKind as K

_PAID_AND_KEPT = "Nothing was printed. The label is paid for and kept here."
# Of a document itself, which is also looked at and saved.
_NOT_FROM_IT = "Nothing is printed from it. The label is paid for and kept here."

PAPER_WORDS = {
    K.PRINTER_UNKNOWN: Words("The chosen printer is not there.", _PAID_AND_KEPT, "Choose a printer.",
        Action.CHOOSE_PRINTER),
    K.PRINTER_UNREACHABLE: Words("The printer does not answer.", _PAID_AND_KEPT,
        "Check that it is on and connected, then try again.", Action.RETRY),
    K.PRINTER_REFUSED: Words("The printer did not take the label.", _PAID_AND_KEPT,
        "Check its paper and its settings, then try again.", Action.RETRY),
    K.PRINTER_NOT_READY: Words("The printer says that it cannot print now.", _PAID_AND_KEPT,
        "Put right what it names, then try again.", Action.RETRY),
    K.MAY_HAVE_PRINTED: Words("It is not certain that the label came out.",
        "It may lie at the printer, whole or in part.",
        "Look at the printer. Reprint only if no good label lies there.", Action.REPRINT),
    K.QR_ONLY: Words("This label was bought as a QR code only.",
        "USPS prints it at the counter. A label of your own beside it would be a second one.",
        "Mail the QR code to the customer, or print the QR card."),
    K.QR_INSTEAD: Words("The carrier sent a QR code where the label should be.",
        "It goes to no printer. The label is paid for, and the code is kept as its QR code.",
        "Fetch the label again. If the code comes again, mail it, or void the label.", Action.RETRY),
    K.DOCUMENT_MISSING: Words("The document of this label is not on this computer.",
        "The label stays paid for.", "Fetch it from the carrier again.", Action.RETRY),
    K.DOCUMENT_UNUSABLE: Words("The document of this label cannot be used.", _NOT_FROM_IT,
        "Fetch it from the carrier again.", Action.RETRY),
    K.PROOF_FAILED: Words("This label did not pass its proof.", _PAID_AND_KEPT,
        "Check the paper, size and head of the printer, or choose another one.", Action.CHOOSE_PRINTER),
    K.DRAWING_NOT_STARTED: Words("The part of Postwright that draws labels did not start.",
        "Nothing is shown or printed without it. What was paid for is kept here.",
        "Close other programs, then try again. If that does not help, install Postwright again.",
        Action.RETRY),
    K.ZPL_UNSAFE: Words("The carrier's printer commands hold more than a label.", _PAID_AND_KEPT,
        "Print it as a picture instead.", Action.CHOOSE_PRINTER),
    K.PAPER_EMPTY: Words("There is nothing to put on this paper.", "Nothing was printed or saved.",
        "Choose another day, place or pickup."),
    K.REASON_NEEDED: Words("This label was printed before.",
        "Two parcels with one label pay for only one of them.", "Choose why you need another print.",
        Action.REPRINT),
    K.PRINT_UNKNOWN: Words("This print is not in the shop's records.", "Nothing was changed.",
        "Look at the prints of the label again.", Action.OPEN_LABELS),
    K.RUN_UNKNOWN: Words("These labels to be printed are not in the shop's records.",
        "Nothing was printed.", "Choose the labels again.", Action.OPEN_LABELS),
    K.RUN_NOT_OPEN: Words("Printing these labels has ended already.", "Nothing more was printed.",
        "Choose the labels that are missing, then print them.", Action.OPEN_LABELS),
}  # fmt: skip

# The same faults where the paper is no label: nothing is paid with it, and another copy costs nothing.
_NO_PAPER = "No paper was printed."
OTHER_PAPERS = {
    K.PRINTER_UNKNOWN: Words("No printer for this paper is set up.", _NO_PAPER,
        "Choose a printer, or save the paper.", Action.CHOOSE_PRINTER),
    K.PRINTER_UNREACHABLE: Words("The printer does not answer.", _NO_PAPER,
        "Check that it is on and connected, then try again.", Action.RETRY),
    K.PRINTER_REFUSED: Words("The printer did not take the paper.", _NO_PAPER,
        "Check its paper and its settings, or save the paper.", Action.RETRY),
    K.PRINTER_NOT_READY: Words("The printer says that it cannot print now.", _NO_PAPER,
        "Put right what it names, then try again.", Action.RETRY),
    K.MAY_HAVE_PRINTED: Words("It is not certain that the paper came out.",
        "It may lie at the printer, whole or in part.",
        "Look at the printer. Send it again if it is not there.", Action.RETRY),
    K.DOCUMENT_UNUSABLE: Words("This paper cannot be drawn.", "No paper was printed or saved.",
        "Read the reason, then try again.", Action.RETRY),
    K.LABEL_VOIDED: Words("This label was voided.", "It has no such paper any more.",
        "Buy a new label if the parcel is still to go."),
}  # fmt: skip
