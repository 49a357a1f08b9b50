"""Every command of the program: its words, where its function is, what it takes. The help text comes from
here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from postwright.domain.letter import Language, LetterKind
from postwright.domain.papers import PaperSize
from postwright.domain.pickup_note import Spot
from postwright.domain.printing_profile import DENSITIES
from postwright.domain.sentences import Deed


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command, as argparse takes it."""

    name: str
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Command:
    """`words` as typed, e.g. "queue run"; `function` in the module `postwright.<module>`.

    `deed` is what a fault of the command leaves undone or in doubt.
    """

    words: str
    module: str
    function: str
    help: str
    arguments: tuple[Argument, ...] = ()
    deed: Deed = Deed.LOOK


def _takes(name: str, help: str, **options: Any) -> Argument:
    return Argument(name, {"help": help, **options})


_DRAFT = _takes("draft", "the draft's id", metavar="ID")
_MAIL = _takes("mail", "the mail's number", type=int, metavar="N")
_LABEL = _takes("label", "the label's id or tracking number", metavar="LABEL")
_FORM = _takes("form", "the form's number in the list, or the carrier's id", metavar="FORM")
_MONTH = _takes("--month", "the month, such as 2026-11; without it, the present one", metavar="MONTH")
_AT_MOST = _takes("--at-most", "the most it may cost, such as 8.50", metavar="USD")
_ANSWER = _takes(
    "--answer", "buy all the same, with the key of what was asked", action="append", default=[], metavar="KEY"
)
_TODAY = _takes("--leaves-today", "it leaves today, past the cut-off or after the form", action="store_true")
_ORIGIN = _takes(
    "--from", "the saved origin, where parcels leave from several", dest="origin", metavar="NAME"
)
_PACKAGE = _takes("--package", "only this package type", metavar="CODE")
_PRINTER = _takes("printer", "a printer set up before, by its name", metavar="PRINTER")
_DPI = _takes("--dpi", "the printer's dots per inch", type=int, choices=DENSITIES, default=203)

_PAPER = (
    _takes("--out", "the PDF file to write", metavar="FILE.pdf"),
    _takes("--printer", "a printer set up before, file:PATH, tcp:HOST:PORT or cups:NAME", metavar="PRINTER"),
    _takes("--size", "the paper; without it, what the printer holds", choices=tuple(PaperSize)),
    _takes("--as", "the language of a printer named by its port", choices=("pdf", "zpl"), dest="language"),
    _DPI,
)

COMMANDS = (
    Command("draft add", "commands.drafts", "add", "keep a draft from a JSON file, with errors or without",
            (_takes("file", "the file, or - for standard input", metavar="FILE"),)),
    Command("draft schema", "commands.drafts", "schema", "print the JSON schema of a draft"),
    Command("quote", "commands.drafts", "ask", "ask what each service costs for a draft", (_DRAFT,)),
    Command("buy", "commands.buying", "buy", "buy the label of a draft",
            (_DRAFT, _takes("--service", "the service code", required=True, metavar="CODE"), _PACKAGE,
             _AT_MOST, _ANSWER, _TODAY),
            Deed.PURCHASE),
    Command("queue list", "commands.queueing", "queue_list", "list drafts and queued parcels"),
    Command("queue add", "commands.queueing", "queue_add", "approve a draft to be bought when online",
            (_DRAFT, _AT_MOST, _PACKAGE,
             _takes("--service", "a service code, cheapest (as without it), or in-time", metavar="CODE"),
             _takes("--arrive-by", "the day by which it must arrive", metavar="DATE"),
             _takes("--tolerance", "how far the price of now may rise: cents, or so many per cent",
                    metavar="ROOM"),
             _takes("--when-past", "what a ship date that has passed does: move on, or come back",
                    choices=("roll", "ask"), default="roll"))),
    Command("queue price", "commands.queueing", "queue_price", "ask what the queued parcels cost now"),
    Command("queue unqueue", "commands.queueing", "queue_unqueue", "put a parcel back among the drafts",
            (_DRAFT,)),
    Command("queue remove", "commands.queueing", "queue_remove", "take a parcel out of sight", (_DRAFT,)),
    Command("queue run", "commands.queueing", "queue_run", "buy what was approved, within its limits",
            (_takes("--once", "go through the queue once", action="store_true"),
             _takes("--dry", "only say what it would mean", action="store_true"), _ANSWER, _TODAY),
            Deed.PURCHASE),
    Command("settle", "commands.settling", "settle_all", "find out what became of what is in doubt",
            (_takes("--exists", "this purchase is that label", action="append", default=[],
                    metavar="ID=LABEL"),
             _takes("--absent", "this purchase was never made", action="append", default=[], metavar="ID"),
             _takes("--despite-balance", "with --absent: say so although the balance speaks for a charge",
                    action="store_true"),
             _takes("--adopt", "this label that turned up is ours", action="append", default=[],
                    metavar="LABEL"),
             _takes("--aside", "this label is known and not ours", action="append", default=[],
                    metavar="LABEL"))),
    Command("labels", "commands.labels", "listing", "list the labels that were bought",
            (_takes("text", "part of a number, name, order or ZIP", nargs="?", default=""),
             _takes("--csv", "write all of them as a table for spreadsheets", metavar="FILE.csv"))),
    Command("track", "commands.tracking", "track", "list the parcels under way, or ask USPS about one",
            (_takes("label", "ask USPS about this label now, by its id or tracking number", nargs="?",
                    metavar="LABEL"),
             _takes("--ask", "first ask about every label that is due, one at a time", action="store_true"))),
    Command("print", "commands.printing", "printing", "prove labels and hand them to a printer",
            (_takes("labels", "the label's id or tracking number; run LABEL... prints one after the other",
                    nargs="*", metavar="LABEL"),
             _takes("--printer", "file:PATH, tcp:HOST:PORT, cups:NAME, or a printer set up before"),
             _takes("--as", "the printer's language", choices=("pdf", "zpl"), dest="language"), _DPI,
             _takes("--reason", "why again: damaged, jam, not_out, lost, other; or compared"),
             _takes("--resume", "go on with this run", type=int, metavar="RUN"),
             _takes("--from", "with --resume: everything from this place on, once more where it was sent",
                    type=int, dest="first", metavar="N"),
             _takes("--list", "list the runs that have not ended", action="store_true"))),
    Command("prints", "commands.prints", "prints", "list what was sent to printers, and what is known",
            (_takes("label", "only this label, by its id or tracking number", nargs="?", metavar="LABEL"),
             _takes("--came-out", "this print lies there, says who looked", type=int, action="append",
                    default=[], metavar="ID"),
             _takes("--not-out", "nothing came out of this print, says who looked", type=int,
                    action="append", default=[], metavar="ID"))),
    Command("printers", "commands.prints", "printers", "list the printers and how they are"),
    Command("printer test-page", "commands.calibrating", "test_page", "print a page that shows its edges",
            (_PRINTER,), Deed.PAPER),
    Command("printer calibrate", "commands.calibrating", "calibration",
            "print a target, and make labels come out at their size",
            (_PRINTER, *(_takes(f"--{mark}", f"what the ruler shows for {mark.upper()}, such as '2 15/16'",
                                metavar="LENGTH") for mark in "abcd"),
             _takes("--box", "the side of the box, where A or B is off the paper", metavar="LENGTH"),
             _takes("--reset", "forget the calibration", action="store_true")), Deed.PAPER),
    Command("printer head-check", "commands.calibrating", "head_check",
            "print a ladder, and keep bars off dots that burn no more",
            (_PRINTER, _takes("--gaps", "the gaps on the ladder, such as '37.4, 52'; '' for none",
                              metavar="GAPS")), Deed.PAPER),
    Command("scan", "commands.prints", "scan", "note the barcode on a parcel as seen, or say what is wrong",
            (_takes("code", "what the scanner typed", metavar="CODE"),
             _takes("--expected", "the label that belongs on this parcel", metavar="LABEL"),
             _takes("--run", "the label must be one of this run", type=int, metavar="RUN"))),
    Command("void", "commands.labels", "void", "ask for the refund of an unused label", (_LABEL,), Deed.VOID),
    Command("refunds", "commands.reporting", "watch", "list the refunds that are waited for",
            (_takes("--look", "ask the carrier first what it reports", action="store_true"),
             _takes("--credited", "so much came back for this label", action="append", default=[],
                    metavar="LABEL=USD"),
             _takes("--day", "with --credited: when, such as 2026-12-14; without it, today", metavar="DATE"),
             _takes("--denied", "nothing comes back for this label", action="append", default=[],
                    metavar="LABEL"),
             _takes("--why", "with --denied: who said so, in your words", default="", metavar="TEXT"),
             _takes("--agree", "the balance rose by this refund, as it proposes", action="append",
                    default=[], metavar="LABEL"),
             _takes("--other-money", "the balance rose by something else", action="append", default=[],
                    metavar="LABEL"),
             _takes("--reopen", "take back what was entered", action="append", default=[], metavar="LABEL"),
             _takes("--opt-out", "keep this label out of Refund Assist", action="append", default=[],
                    metavar="LABEL"))),
    Command("report", "commands.reporting", "report", "what the labels of a month came to, and what was lost",
            (_MONTH,
             _takes("--csv", "write a line for each label, for spreadsheets", metavar="FILE.csv"))),
    Command("return", "commands.labels", "send_back", "make the draft of a return from a label",
            (_LABEL, _takes("--rma", "the number under which you allowed the return", default="",
                            metavar="TEXT"))),
    Command("mail", "commands.mailing", "mail", "show a mail about a label, save it as a file, or send it",
            (_LABEL, _takes("--out", "the .eml file to write", metavar="FILE"),
             _takes("--to", "the e-mail address; without it, the one that is proposed", metavar="ADDRESS"),
             _takes("--send", "put it into the outbox, and carry what is due", action="store_true"),
             _takes("--kind", "what it is about", choices=tuple(LetterKind), default=LetterKind.QR),
             _takes("--language", "without it, the shop's", choices=tuple(Language)))),
    Command("outbox list", "commands.mailing", "outbox", "list the mails that wait or ended of late"),
    Command("outbox send", "commands.mailing", "send", "hand what is due to the mail server, each mail once"),
    Command("outbox cancel", "commands.mailing", "cancel", "do not send a mail that has not left", (_MAIL,)),
    Command("outbox again", "commands.mailing", "again", "send once more what was refused or may have left",
            (_MAIL,)),
    Command("outbox arrived", "commands.mailing", "arrived", "say that a mail that may have left arrived",
            (_MAIL,)),
    Command("zpl", "commands.labels", "zpl", "turn a 4x6 PDF into ZPL, without any account",
            (_takes("file", "the PDF", metavar="FILE.pdf"), _DPI,
             _takes("--out", "the ZPL file to write", required=True, metavar="FILE.zpl"))),
    Command("pickup plan", "commands.pickups", "planned", "show the day USPS would come, why, and for what",
            (_ORIGIN,)),
    Command("pickup schedule", "commands.pickups", "schedule", "book a pickup for the next postal day",
            (_takes("labels", "labels; without any, those that leave by that day", nargs="*",
                    metavar="LABEL"), _ORIGIN,
             _takes("--name", "whom to ask for"), _takes("--phone", "a phone number"),
             _takes("--email", "an e-mail address"),
             _takes("--at", "where the parcels stand", choices=tuple(Spot)),
             _takes("--notes", "more for the mail carrier, behind count and weight")), Deed.PICKUP),
    Command("pickup list", "commands.pickups", "listing", "list the pickups that were asked for",
            (_takes("--look", "read the carrier's list first: pickups made elsewhere are kept",
                    action="store_true"),)),
    Command("pickup check", "commands.pickups", "check", "look at a pickup that is in doubt",
            (_takes("pickup", "the pickup's number", type=int, metavar="N"),), Deed.PICKUP),
    Command("pickup cancel", "commands.pickups", "cancel", "cancel a booked pickup",
            (_takes("pickup", "the pickup's number", type=int, metavar="N"),), Deed.PICKUP),
    Command("form make", "commands.forms", "make", "make a SCAN form: one scan accepts its parcels",
            (_takes("labels", "labels; without any, all that leave the origin on the day", nargs="*",
                    metavar="LABEL"),
             _takes("--day", "the ship date, such as 2026-11-24; without it, today", metavar="DATE"),
             _takes("--origin", "the place, by its name in Settings", default="", metavar="NAME"),
             _takes("--out", "the PDF file to write; further forms get a number", metavar="FILE")),
            Deed.FORM),
    Command("form list", "commands.forms", "listing", "list the SCAN forms that were asked for"),
    Command("form check", "commands.forms", "check", "ask the carrier about forms that are being made"),
    Command("form again", "commands.forms", "again", "ask once more for a form that was not made",
            (_takes("form", "the form's number in the list", type=int, metavar="N"),), Deed.FORM),
    Command("form save", "commands.forms", "save", "save the sheet of a form",
            (_FORM, _takes("--out", "the PDF file to write", required=True, metavar="FILE.pdf")), Deed.PAPER),
    Command("form print", "commands.forms", "send", "print the sheet of a form, again if need be",
            (_FORM, *_PAPER[1:]), Deed.PAPER),
    Command("day", "commands.day", "days", "what leaves each place from today on, and on which form"),
    Command("paper packing-slip", "commands.papers", "packing_slip", "what goes along with the goods",
            (_LABEL, *_PAPER), Deed.PAPER),
    Command("paper receipt", "commands.papers", "receipt", "what the postage of a label cost",
            (_LABEL, *_PAPER), Deed.PAPER),
    Command("paper qr-card", "commands.papers", "qr_card", "the QR code and its three steps, for the counter",
            (_LABEL, *_PAPER), Deed.PAPER),
    Command("paper pickup-list", "commands.papers", "pickup_list", "which parcels the carrier takes along",
            (_takes("pickup", "the pickup's number", type=int, metavar="N"), *_PAPER), Deed.PAPER),
    Command("paper end-of-day", "commands.papers", "end_of_day", "the parcels that leave on a day",
            (_takes("--date", "the ship date, such as 2026-11-24; without it, today", metavar="DATE"),
             _takes("--origin", "only this place, by its name in Settings", default="", metavar="NAME"),
             *_PAPER), Deed.PAPER),
    Command("paper month-report", "commands.papers", "month_report", "what the labels of a month came to",
            (_MONTH, *_PAPER), Deed.PAPER),
    Command("doctor", "commands.health", "doctor", "check this installation and its data",
            (_takes("--deep", "also look into every copy and every document", action="store_true"),)),
    Command("restore", "commands.restoring", "restore", "open a copy of a damaged shop",
            (_takes("--list", "list the copies", action="store_true"),
             _takes("--newest", "put the newest good copy in the place of a damaged database",
                    action="store_true"))),
    Command("practice serve", "commands.serving", "serve", "run the practice carrier for other programs",
            (_takes("--port", "the port; 0 takes a free one", default="0", metavar="N"),
             _takes("--data", "the folder where it keeps its state", type=Path, required=True, metavar="DIR"),
             _takes("--seed", "a whole number; the same one draws the same tokens and codes", metavar="N"),
             _takes("--key", "a key that opens production data of its own", metavar="KEY"),
             _takes("--control-token", "the word that opens its controls", default="", metavar="T"),
             _takes("--schema", "the year of the replies' keys", choices=("2024", "2026")))),
    Command("practice clock", "commands.practising", "clock", "move the practice carrier's time on",
            (_takes("--days", "let so many days pass", type=int, metavar="N"),
             _takes("--until", "on to the next 9 pm at the origin, or to the next 2 am Central",
                    choices=("form", "pickup")),
             _takes("--today", "back to the present first", action="store_true"))),
    Command("practice mail", "commands.practising", "mail", "hand a parcel in at the practice post office",
            (_LABEL, _takes("--story", "what becomes of it, such as delivered, delayed, lost",
                            default="delivered", metavar="STORY"))),
    Command("practice switch", "commands.practising", "switch", "how the practice carrier behaves",
            (_takes("changes", "a switch of the manual and its value", nargs="*", metavar="NAME=VALUE"),)),
    Command("practice ledger", "commands.practising", "ledger", "list the practice carrier's books"),
    Command("tour", "app.tour.command", "tour", "do the whole job in practice, with a picture of every step",
            (_takes("--out", "where pictures and documents go", required=True, metavar="DIR"),)),
)  # fmt: skip

GROUPS = {
    "draft": "keep drafts",
    "queue": "parcels that wait to be bought",
    "pickup": "carrier pickups",
    "form": "SCAN forms",
    "paper": "slips, receipts, cards and lists",
    "outbox": "mails to customers",
    "printer": "set a printer right",
    "practice": "the practice carrier",
}
