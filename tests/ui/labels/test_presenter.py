"""The Labels panel without a window: finding, showing, and printing no copy that was not meant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from postwright.domain.faults import Environment, Fault, FaultKind, PaperFault
from postwright.domain.label import DocumentKind, DocumentLink
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.domain.papers import PaperKind
from postwright.domain.print_record import COMPARED, PrintState
from postwright.domain.shipment import Delivery
from postwright.domain.void import VoidState
from postwright.ui.labels.deeds import LabelsLanes
from postwright.ui.labels.entry_words import documents, state_tone, state_words
from postwright.ui.labels.papers import KINDS
from postwright.ui.labels.presenter import LabelsPresenter
from postwright.ui.labels.screen import DIFFERS, LabelsScreen
from postwright.ui.notice import Tone
from postwright.ui.print_words import copy_line, print_notice
from tests.fakes.lane import HeldLane
from tests.ui import plausible
from tests.ui.labels.archive import Archive


@dataclass
class Desk:
    """A presenter with its lanes and all that it ever showed."""

    archive: Archive
    lane: HeldLane
    shown: list[LabelsScreen]
    told: list[str]
    presenter: LabelsPresenter

    @property
    def screen(self) -> LabelsScreen:
        return self.shown[-1]

    def press(self) -> None:
        assert self.screen.notice
        self.presenter.act(self.screen.notice.action)

    def choose(self, entry: LabelEntry) -> None:
        self.presenter.choose(entry.id)
        self.lane.run_all()


FRESH = plausible.entry(0, prints=0)
PRINTED = plausible.entry(1, prints=1)
VOIDED = plausible.entry(2, void_state=VoidState.REQUESTED)
QR = plausible.entry(3, prints=0, delivery=Delivery.QR)


@pytest.fixture
def desk() -> Desk:
    archive, lane, shown, told = Archive([FRESH, PRINTED, VOIDED, QR]), HeldLane(Fault), [], []
    presenter = LabelsPresenter(
        LabelsLanes(lane, lane, lane),
        archive.deeds(),
        shown.append,
        announce=lambda: told.append("changed"),
        go=told.append,
    )
    presenter.load()
    lane.run_all()
    return Desk(archive, lane, shown, told, presenter)


def test_the_newest_label_is_shown_first(desk: Desk) -> None:
    assert desk.screen.chosen == FRESH.id
    assert desk.screen.sheet
    assert desk.screen.sheet.label_id == FRESH.id
    assert not desk.screen.drawing


def test_the_newest_search_wins(desk: Desk) -> None:
    desk.presenter.find("jens")
    desk.presenter.find("amara")
    desk.lane.run_all()
    assert [one.shipment.ship_to.name for one in desk.screen.entries] == ["Amara Okafor"]


def test_the_choice_stays_while_the_label_is_among_those_found(desk: Desk) -> None:
    desk.choose(PRINTED)
    desk.presenter.find("jens")
    desk.lane.run_all()
    assert desk.screen.chosen == PRINTED.id
    desk.presenter.find("amara")
    desk.lane.run_all()
    assert desk.screen.chosen == FRESH.id


def test_the_picture_of_another_label_is_never_left_standing(desk: Desk) -> None:
    desk.presenter.choose(PRINTED.id)
    assert desk.screen.sheet is None
    desk.presenter.choose(VOIDED.id)
    desk.lane.run_all()
    assert desk.screen.sheet
    assert desk.screen.sheet.label_id == VOIDED.id


def test_the_first_copy_needs_no_reason(desk: Desk) -> None:
    desk.presenter.printing.print()
    assert desk.screen.printing
    desk.presenter.printing.print()
    desk.lane.run_all()
    assert desk.archive.done == [("print", FRESH.id, "")]
    assert desk.screen.notice
    assert desk.screen.notice.text == "Handed to Zebra ZD421."
    assert desk.told == ["changed"]


def test_a_second_copy_is_asked_for_its_reason(desk: Desk) -> None:
    desk.choose(PRINTED)
    assert desk.screen.print_text == "Reprint…"
    desk.presenter.printing.print()
    assert desk.screen.asking_reason
    assert desk.archive.done == []
    desk.presenter.printing.reprint("because")
    assert desk.archive.done == []
    desk.presenter.printing.reprint("jam")
    desk.lane.run_all()
    assert desk.archive.done == [("print", PRINTED.id, "jam")]


def test_the_question_for_a_reason_can_be_left(desk: Desk) -> None:
    desk.choose(PRINTED)
    desk.presenter.printing.print()
    desk.presenter.printing.leave()
    desk.presenter.printing.reprint("jam")
    assert desk.archive.done == []


def test_a_copy_that_may_have_come_out_makes_the_next_one_a_reprint(desk: Desk) -> None:
    desk.archive.copies[FRESH.id] = (plausible.print_record(state=PrintState.MAYBE),)
    desk.presenter.load()
    desk.presenter.choose(PRINTED.id)
    desk.choose(FRESH)
    assert desk.screen.is_reprint
    assert desk.screen.next_copy == 2


def test_a_copy_that_the_printer_refused_is_no_copy(desk: Desk) -> None:
    desk.archive.copies[FRESH.id] = (plausible.print_record(state=PrintState.FAILED),)
    desk.presenter.choose(PRINTED.id)
    desk.choose(FRESH)
    assert not desk.screen.is_reprint


def test_a_voided_label_cannot_be_printed_mailed_or_voided(desk: Desk) -> None:
    desk.choose(VOIDED)
    assert desk.screen.is_void
    assert "cannot be printed" in desk.screen.print_hint
    desk.presenter.printing.print()
    desk.presenter.mail()
    desk.presenter.void()
    assert desk.archive.done == []


def test_a_qr_label_is_mailed_and_not_printed(desk: Desk) -> None:
    desk.choose(QR)
    desk.presenter.printing.print()
    desk.presenter.mail()
    assert desk.archive.done == [("mail", QR.id, "qr")]
    assert "at the counter" in desk.screen.print_hint


def test_voiding_leads_to_the_voids_panel(desk: Desk) -> None:
    desk.presenter.void()
    assert desk.archive.done == [("void", FRESH.id)]


def test_a_return_is_offered_for_what_went_out_within_the_country(desk: Desk) -> None:
    desk.presenter.send_back()
    desk.lane.run_all()
    assert desk.archive.done == [("draft", f"return of {FRESH.id}")]
    desk.choose(VOIDED)
    assert not desk.screen.can_return


def test_the_parcel_of_a_void_label_is_corrected_from_here(desk: Desk) -> None:
    desk.choose(VOIDED)
    assert desk.screen.can_correct
    desk.presenter.send_back()
    desk.lane.run_all()
    assert desk.archive.done[-1] == ("draft", f"parcel of {VOIDED.id}")


def test_a_label_whose_void_is_in_doubt_is_neither_sent_back_nor_corrected(desk: Desk) -> None:
    doubtful = replace(VOIDED, void_state=VoidState.IN_DOUBT, label=replace(VOIDED.label, voided=False))
    assert not replace(desk.screen, entries=(doubtful,), chosen=doubtful.id).can_correct


def test_a_return_that_cannot_be_prepared_says_why(desk: Desk) -> None:
    desk.archive.fault = Environment(FaultKind.DISK_FULL)
    desk.presenter.send_back()
    desk.lane.run_all()
    assert desk.screen.notice is not None
    assert "disk" in desk.screen.notice.text


def test_a_print_made_elsewhere_meanwhile_asks_for_the_reason(desk: Desk) -> None:
    desk.archive.fault = PaperFault(FaultKind.REASON_NEEDED)
    desk.presenter.printing.print()
    desk.lane.run_all()
    assert desk.screen.asking_reason
    assert not desk.screen.printing


def test_a_printer_that_is_off_can_be_tried_again(desk: Desk) -> None:
    desk.archive.fault = PaperFault(FaultKind.PRINTER_UNREACHABLE)
    desk.presenter.printing.print()
    desk.lane.run_all()
    assert desk.screen.notice
    assert desk.screen.notice.button == "Try again"
    desk.archive.fault = None
    desk.press()
    desk.lane.run_all()
    assert len(desk.archive.done) == 2


def test_a_saved_document_is_told_with_its_place(desk: Desk) -> None:
    desk.presenter.save(DocumentKind.PDF, "/home/june/label.pdf")
    desk.lane.run_all()
    assert desk.archive.done == [("save", FRESH.id, DocumentKind.PDF, "/home/june/label.pdf")]
    assert desk.screen.notice
    assert desk.screen.notice.text == "Saved as /home/june/label.pdf."


def test_a_label_opened_from_elsewhere_is_chosen(desk: Desk) -> None:
    desk.presenter.open(VOIDED.id)
    desk.lane.run_all()
    assert desk.screen.chosen == VOIDED.id
    assert desk.screen.sheet


def test_an_archive_without_labels_is_told_from_a_search_without_hits(desk: Desk) -> None:
    desk.presenter.find("nobody")
    desk.lane.run_all()
    assert desk.screen.finds_nothing
    assert not desk.screen.is_empty
    assert replace(desk.screen, text="").is_empty


def test_nothing_claims_that_a_label_was_printed() -> None:
    assert state_words(PRINTED) == "Sent to printer"
    unsure = replace(PRINTED, doubtful=1)
    assert (state_words(unsure), state_tone(unsure)) == ("May have printed", "waiting")
    assert state_words(FRESH) == "Not printed yet"
    assert state_words(VOIDED) == "Refund requested"
    told = copy_line(plausible.print_record(copy=2, reason="jam"))
    assert (told.word, told.text) == ("Handed to Zebra ZD421", "Copy 2")
    assert told.below.endswith("The printer jammed or ran out")
    maybe = print_notice(plausible.print_record(state=PrintState.MAYBE))
    assert maybe.tone is Tone.WAITING
    assert print_notice(plausible.print_record(state=PrintState.FAILED)).tone is Tone.TROUBLE


ODD = replace(
    plausible.entry(4, prints=0), alarms=("The label cost $99.00, which is more than the $8.00 allowed.",)
)


@pytest.fixture
def odd(desk: Desk) -> Desk:
    """A label that differs from its order is chosen."""
    desk.archive.entries.append(ODD)
    desk.presenter.load()
    desk.lane.run_all()
    desk.choose(ODD)
    return desk


def test_a_label_that_differs_from_its_order_says_so_in_red(odd: Desk) -> None:
    assert odd.screen.alarms == (*ODD.alarms, DIFFERS)
    assert state_words(ODD) == "Differs from its order"
    assert (state_tone(ODD), state_tone(FRESH)) == ("trouble", "plain")
    assert replace(odd.screen, chosen=FRESH.id).alarms == ()


def test_a_label_that_differs_from_its_order_prints_when_a_person_compared_it(odd: Desk) -> None:
    odd.presenter.printing.print()
    assert odd.screen.asking_compared
    assert odd.archive.done == []
    odd.presenter.printing.print_compared()
    odd.lane.run_all()
    assert odd.archive.done == [("print", ODD.id, COMPARED)]
    assert not odd.screen.asking_compared


def test_a_page_with_a_remark_waits_for_a_person_too(desk: Desk) -> None:
    desk.choose(FRESH)
    assert desk.screen.sheet is not None
    remarked = replace(desk.screen.sheet, remarks=("The carrier's page lies on its side.",))
    screen = replace(desk.screen, sheet=remarked)
    assert screen.alarms == (*remarked.remarks, DIFFERS)
    assert screen.must_compare
    assert replace(screen, sheet=replace(remarked, label_id="se-1")).alarms == ()


def test_the_question_about_a_label_that_differs_can_be_left(odd: Desk) -> None:
    odd.presenter.printing.print()
    odd.presenter.printing.leave()
    odd.presenter.printing.print_compared()
    assert odd.archive.done == []


def test_a_second_copy_of_a_label_that_differs_asks_for_its_reason_only(odd: Desk) -> None:
    odd.archive.copies[ODD.id] = (plausible.print_record(),)
    odd.choose(FRESH)
    odd.choose(ODD)
    odd.presenter.printing.print()
    assert (odd.screen.asking_reason, odd.screen.asking_compared) == (True, False)


def test_a_ship_date_that_moved_is_told_with_the_one_that_was_asked_for() -> None:
    entry = plausible.entry(1)
    label = replace(entry.label, ship_date=date(2026, 11, 23))
    shipment = replace(entry.shipment, rolled_from=date(2026, 11, 20))
    moved = replace(entry, label=label, shipment=shipment)
    facts = dict(LabelsScreen(entries=(moved,), chosen=moved.id).facts)
    assert facts["Ship date"] == "Mon 23 Nov (it was Fri 20 Nov)"
    same = replace(moved, shipment=replace(shipment, rolled_from=None))
    assert dict(LabelsScreen(entries=(same,), chosen=same.id).facts)["Ship date"] == "Mon 23 Nov"


def test_slip_and_receipt_of_the_chosen_label_are_sent_and_saved(desk: Desk) -> None:
    assert desk.screen.papers.printers == dict.fromkeys(KINDS, "Office")
    desk.choose(PRINTED)
    desk.presenter.papers.send("packing-slip")
    assert desk.screen.papers.making
    desk.lane.run_all()
    desk.presenter.papers.save("receipt", "/home/june/receipt.pdf")
    desk.lane.run_all()
    assert desk.archive.drawer.made == [
        ("send", PaperKind.PACKING_SLIP, PRINTED.id),
        ("save", PaperKind.RECEIPT, PRINTED.id, "/home/june/receipt.pdf"),
    ]
    assert not desk.screen.papers.making
    assert desk.told == []
    assert not [deed for deed in desk.archive.done if deed[0] == "print"]


def test_a_slip_that_did_not_go_out_is_tried_again_from_the_banner(desk: Desk) -> None:
    desk.archive.drawer.fault = PaperFault(FaultKind.PRINTER_UNREACHABLE)
    desk.presenter.papers.send("packing-slip")
    desk.lane.run_all()
    desk.archive.drawer.fault = None
    desk.press()
    desk.lane.run_all()
    assert desk.archive.drawer.made == [("send", PaperKind.PACKING_SLIP, FRESH.id)]


def test_without_a_chosen_label_there_is_no_paper(desk: Desk) -> None:
    desk.archive.entries = []
    desk.presenter.find("nobody")
    desk.lane.run_all()
    desk.presenter.papers.send("receipt")
    desk.presenter.papers.save("receipt", "/home/june/receipt.pdf")
    assert not desk.lane.held


def test_the_chosen_label_says_what_is_known_of_its_newest_copy(desk: Desk) -> None:
    desk.archive.copies[PRINTED.id] = (
        plausible.print_record(1, state=PrintState.DONE),
        plausible.print_record(1, copy=2, state=PrintState.FAILED),
    )
    desk.choose(PRINTED)
    assert (desk.screen.state_text, desk.screen.state_tone) == ("Printer says done", "done")
    desk.archive.copies[VOIDED.id] = (plausible.print_record(2, state=PrintState.DONE),)
    desk.choose(VOIDED)
    assert desk.screen.state_text == "Refund requested"


# ---------------------------------------------------------------- mails about the label


def test_each_kind_of_mail_is_offered_or_says_why_not(desk: Desk) -> None:
    desk.choose(FRESH)
    reasons = {kind: reason for kind, _, reason in desk.screen.mails}
    assert reasons == {
        LetterKind.QR: "This label was bought to be printed, not as a QR code.",
        LetterKind.TRACKING: "",
        LetterKind.RETURN_LABEL: "This label is not a return.",
    }
    desk.presenter.mail(LetterKind.TRACKING)
    assert desk.archive.done == [("mail", FRESH.id, "tracking")]


def test_a_mail_that_cannot_be_says_so_in_the_banner(desk: Desk) -> None:
    desk.choose(VOIDED)
    desk.presenter.mail()
    assert desk.archive.done == []
    assert desk.screen.notice is not None
    assert desk.screen.notice.text == "This label was voided. It has no such mail."


def test_a_saved_document_is_named_after_the_label(desk: Desk) -> None:
    desk.choose(FRESH)
    name = desk.screen.file_name(DocumentKind.PDF)
    assert name.startswith("label-")
    assert FRESH.label.tracking_number in name
    assert LabelsScreen().file_name(DocumentKind.PDF) == "label.pdf"
    assert LabelsScreen().file_name(DocumentKind.FORM) == "customs-form.pdf"


def test_a_customs_form_is_saved_where_there_is_one() -> None:
    link = DocumentLink(DocumentKind.FORM, "https://api.shipengine.com/form.pdf")
    abroad = replace(FRESH, label=replace(FRESH.label, links=(link,)))
    assert DocumentKind.FORM in documents(abroad)
    assert DocumentKind.FORM not in documents(FRESH)
    assert DocumentKind.FORM not in documents(None)
    assert LabelsScreen().no_mail(LetterKind.QR) == "No label is chosen."
