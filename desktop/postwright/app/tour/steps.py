"""The steps of the tour, in order. Each does one thing that a person does and proves that it happened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from postwright.app.tour import parcels
from postwright.app.tour.day_steps import pickup, void
from postwright.app.tour.parcels import TourParcel
from postwright.app.tour.person import StepFailed
from postwright.app.tour.settings_steps import mail_setup, mail_texts, settings
from postwright.app.tour.stage import CTRL, SHIFT, Tour, buy_parcel, compose, confirm, next_parcel
from postwright.domain.draft_record import DraftState
from postwright.domain.money import NOTHING
from postwright.domain.preferences import Mode
from postwright.operations import mail_qr


def first_run(tour: Tour) -> str:
    """Choose to practise, on the first page that a newcomer sees."""
    tour.person.wait("the first page is there", lambda: tour.person.sees("Practise now"))
    tour.person.picture("first-run")
    tour.person.press("Practise now")
    tour.person.wait("the shop is open", lambda: tour.program.session is not None)
    tour.person.wait("Ship is there", lambda: tour.person.sees("To: Name"))
    if tour.program.keeper.preferences().mode is not Mode.PRACTICE:
        raise StepFailed("the program does not practise")
    return "Chose to practise; no account was asked for."


def quote(tour: Tour) -> str:
    compose(tour, parcels.FIRST)
    tour.person.wait("there are rates", lambda: tour.ship.fresh and tour.ship.chosen)
    tour.person.picture("ship")
    return f"Compared {len(tour.ship.rates)} rates."


def buy(tour: Tour) -> str:
    """Buy with the keyboard and see the label proved."""
    buy_parcel(tour)
    tour.person.wait("the label is proved", lambda: tour.ship.label and tour.ship.label.proved)
    tour.person.picture("label")
    label = tour.newest().label
    return f"Bought {label.tracking_number} for {label.cost}."


def print_pdf(tour: Tour) -> str:
    tour.person.keys(Qt.Key.Key_P, CTRL)
    tour.person.wait("the label was handed over", lambda: tour.ship.label and tour.ship.label.prints == 1)
    return _printed(tour, ".pdf")


def print_zpl(tour: Tour) -> str:
    """A second copy for a label printer needs a reason."""
    tour.program.keeper.change(default_printer="ZPL files")
    tour.person.keys(Qt.Key.Key_P, CTRL, SHIFT)
    tour.person.wait("a reason is asked for", lambda: tour.ship.label and tour.ship.label.reason_asked)
    again = [one for one in tour.window.findChildren(QPushButton) if one.text() == "Print again"]
    shown = next(one for one in reversed(again) if one.isVisible())
    shown.click()
    tour.person.wait("the copy was handed over", lambda: tour.ship.label and tour.ship.label.prints == 2)
    return _printed(tour, ".zpl")


def _printed(tour: Tour, suffix: str) -> str:
    number = tour.newest().label.tracking_number
    found = [file for file in tour.out.glob(f"*{suffix}") if number in file.name]
    if not found:
        raise StepFailed(f"there is no {suffix} of {number} in {tour.out.name}")
    return f"Printed {found[0].name}, {found[0].stat().st_size} bytes."


def qr_mail(tour: Tour) -> str:
    """Sell a label as QR code, see the customer's mail and save it."""
    next_parcel(tour)
    compose(tour, parcels.QR)
    tour.person.press("Both")
    buy_parcel(tour)
    tour.person.wait("the label is proved", lambda: tour.ship.label and tour.ship.label.proved)
    entry = tour.newest()
    tour.person.keys(Qt.Key.Key_M, CTRL)
    tour.person.wait("the mail is shown", lambda: tour.person.sees("The mail as the customer sees it"))
    tour.person.wait("the work is done", lambda: not tour.program.lanes.working())
    tour.person.picture("qr-mail")
    tour.person.press("Mail it (practice)")
    tour.person.wait("its fate is told", lambda: tour.person.sees_text("Practice: kept here"))
    tour.person.picture("qr-mail-sent")
    saved = tour.out / "qr-mail.eml"
    post = tour.shop.post()
    mail_qr.save(post, mail_qr.wish_for(post, entry.id), saved)
    return f"QR mail with Label ID {entry.label.broker_id or 'in the picture'}, saved as {saved.name}."


def doubt(tour: Tour) -> str:
    """The carrier's answer is lost; nothing is bought twice, and asking finds the label."""
    practice = tour.shop.practice
    if practice is None:
        raise StepFailed("this is no practice shop")
    practice.lose_next_purchase_reply()
    next_parcel(tour)
    compose(tour, parcels.DOUBTFUL)
    before = len(practice.ledger())
    buy_parcel(tour)
    tour.person.wait(
        "the doubt is known", lambda: len(tour.shop.ledger.unsettled()) == 1 and not tour.ship.busy
    )
    tour.go("attention")
    tour.person.picture("attention")
    tour.person.press("Check again")
    tour.person.wait("the doubt is settled", lambda: not tour.shop.ledger.unsettled())
    charges = len(practice.ledger()) - before
    if charges != 1:
        raise StepFailed(f"{charges} charges for one parcel")
    return "A lost answer stood in Attention; asking again found the label. One charge."


def offline(tour: Tour) -> str:
    """Queue a parcel without a network; back online it is bought within the limit."""
    next_parcel(tour)
    tour.person.press("Go offline")
    tour.person.wait("the window says so", lambda: not tour.ship.online)
    compose(tour, parcels.OFFLINE)
    tour.person.wait("it can be queued", lambda: tour.ship.complete)
    tour.person.type("Pay at most", "25.00")
    tour.person.picture("offline")
    tour.person.keys(Qt.Key.Key_Return, CTRL)
    tour.person.wait("it is queued", lambda: tour.shop.drafts.queued())
    waiting = tour.shop.drafts.queued()[0].id
    tour.go("queue")
    tour.person.picture("queue")
    tour.person.press("Go online")
    tour.person.wait("it was bought", lambda: tour.shop.drafts.get(waiting).state is DraftState.DONE)
    label = tour.newest().label
    return f"Queued offline; bought on reconnect for {label.cost}, within $25.00."


def batch(tour: Tour) -> str:
    """Queue two parcels, one of them like one that was bought; answer the question and buy both at once."""
    waiting = [_queue_for_later(tour, parcel) for parcel in (parcels.FIRST, parcels.SECOND)]
    tour.go("queue")
    tour.person.keys(Qt.Key.Key_Return, CTRL)
    tour.person.wait("the sum asks", lambda: tour.person.sees("Buy another"))
    tour.person.picture("batch")
    tour.person.press("Buy another")
    tour.person.keys(Qt.Key.Key_Return, CTRL)
    drafts = tour.shop.drafts
    tour.person.wait(
        "both are bought", lambda: all(drafts.get(one).state is DraftState.DONE for one in waiting)
    )
    tour.person.wait("the result stands", lambda: tour.person.sees("Print these"))
    tour.person.picture("batch-result")
    spent = sum((entry.label.cost for entry in tour.shop.labels.recent(2)), start=NOTHING)
    return f"Bought 2 queued parcels for {spent} after one question."


def print_run(tour: Tour) -> str:
    """Print the labels of the batch in its order, and scan one onto its parcel."""
    tour.person.press("Print these")
    tour.person.wait("its labels are ticked", lambda: tour.person.sees("Print 2 labels"))
    tour.person.keys(Qt.Key.Key_P, CTRL)
    tour.person.wait("both were handed over", lambda: tour.person.sees_text("2 labels handed to"))
    first = tour.shop.labels.recent(1)[0]
    tour.person.keys(Qt.Key.Key_F9)
    tour.person.type("Scan the label on its parcel", first.label.tracking_number)
    tour.person.keys(Qt.Key.Key_Return)
    tour.person.wait("the scan is answered", lambda: tour.person.sees_text("On its parcel: "))
    tour.person.wait("its picture is drawn", lambda: not tour.program.lanes.working())
    tour.person.picture("print-run")
    return f"Printed 2 labels as a run and scanned the one for {first.shipment.ship_to.who}."


def _queue_for_later(tour: Tour, parcel: TourParcel) -> str:
    """The draft's id."""
    next_parcel(tour)
    compose(tour, parcel)
    tour.person.wait("there are rates", lambda: tour.ship.fresh and tour.ship.chosen)
    before = len(tour.shop.drafts.queued())
    tour.person.keys(Qt.Key.Key_Return, CTRL, SHIFT)
    confirm(tour, "Queue", keeps="Not now")
    tour.person.wait("it is queued", lambda: len(tour.shop.drafts.queued()) > before)
    return tour.shop.drafts.queued()[-1].id


STEPS: tuple[Callable[[Tour], str], ...] = (
    first_run, quote, buy, print_pdf, print_zpl, qr_mail, void, pickup, doubt, offline, batch,
    print_run, settings, mail_setup, mail_texts,
)  # fmt: skip
