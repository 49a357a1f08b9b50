"""The page of a mail in the whole program: reached by key and menu, sent to nobody in practice."""

from __future__ import annotations

import sys
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication

from postwright.app.program import Program
from postwright.app.tour.person import Person
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import PRACTICE, MailState
from postwright.domain.ship_day import read_waiting
from postwright.domain.shipment import Delivery, Shipment
from postwright.operations.quote import quote
from postwright.operations.sell import sell
from postwright.operations.void_label import void_many
from postwright.paths import DataFolder
from postwright.ui.labels.panel import LabelsPanel
from tests.app.whole import running, session_of, window_of
from tests.domain.samples import DRAFT
from tests.fakes.openers import MAIL_FILE, Desktop

CTRL = Qt.KeyboardModifier.ControlModifier


class Counter:
    """A running program with one QR label, seen in Labels."""

    def __init__(self, program: Program, person: Person) -> None:
        person.wait("the shop is open", lambda: program.session is not None)
        self.program, self.person = program, person
        self.shop = session_of(program).shop
        self.entry = self._bought()
        session_of(program).routes.open_label(self.entry.id)
        panel = window_of(program).panel("labels")
        assert isinstance(panel, LabelsPanel)
        self.labels = panel
        person.wait("the label is chosen", lambda: panel.presenter.screen.entry)

    def _bought(self) -> LabelEntry:
        shop = self.shop
        held = shop.drafts.new(DRAFT)
        shipment = read_waiting(DRAFT, shop.catalogue, shop.now(), days=shop.days.now())
        assert isinstance(shipment, Shipment)
        shipment = replace(shipment, delivery=Delivery.QR)
        found = quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)
        best = found.cheapest()
        assert best is not None
        done = sell(
            shop.counter(), shop.archive(), held.id, shipment, found, best.key,
            answered=frozenset(), revision=held.revision,
        )  # fmt: skip
        assert done.entry is not None
        return done.entry

    def states(self) -> list[tuple[LetterKind, MailState]]:
        return [(one.kind, one.state) for one in self.shop.mails.of_label(self.entry.id)]

    def page(self) -> None:
        """The mail is there to be seen and nothing is under way."""
        self.person.wait("the mail is written", lambda: self.person.sees("The mail as the customer sees it"))
        self.person.wait("the work is done", lambda: not self.program.lanes.working())


def test_the_key_opens_the_page_and_practice_mails_to_nobody(folder: DataFolder, qapp: QApplication) -> None:
    with running(folder, qapp) as (program, person):
        counter = Counter(program, person)
        person.keys(Qt.Key.Key_M, CTRL)
        counter.page()
        assert person.sees_text("The parcel leaves from")
        person.press("Mail it (practice)")
        person.wait("its fate is told", lambda: person.sees_text(PRACTICE))
        assert counter.states() == [(LetterKind.QR, MailState.SENT)]
        person.wait("a second one is said to be one", lambda: person.sees_text("this is the second."))
        person.press("Back")
        person.wait("Labels is in front", lambda: person.sees("Mail…"))


def test_another_kind_of_mail_is_chosen_from_the_menu_of_the_label(
    folder: DataFolder, qapp: QApplication
) -> None:
    with running(folder, qapp) as (program, person):
        counter = Counter(program, person)
        letters = counter.labels.view.detail.letters
        assert not letters[LetterKind.RETURN_LABEL].isEnabled()
        assert letters[LetterKind.RETURN_LABEL].toolTip() == "This label is not a return."
        letters[LetterKind.TRACKING].trigger()
        counter.page()
        assert person.sees("Tracking mail")
        person.press("Mail it (practice)")
        person.wait("its fate is told", lambda: person.sees_text(PRACTICE))
        assert counter.states() == [(LetterKind.TRACKING, MailState.SENT)]


def test_a_label_that_is_voided_meanwhile_closes_its_page(folder: DataFolder, qapp: QApplication) -> None:
    with running(folder, qapp) as (program, person):
        counter = Counter(program, person)
        person.keys(Qt.Key.Key_M, CTRL)
        counter.page()
        void_many(counter.shop.till(), (counter.entry.id,), now=counter.shop.now())
        person.press("Mail it (practice)")
        person.wait("the page is closed", lambda: person.sees_text("Nothing is mailed about it."))
        assert not person.sees("Mail it (practice)")
        assert counter.states() == []


@pytest.mark.skipif(sys.platform != "linux", reason="these openers are a Linux desktop's")
def test_the_own_mail_program_gets_the_mail(
    folder: DataFolder, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = Desktop(tmp_path, monkeypatch)
    desktop.opens(MAIL_FILE)
    with running(folder, qapp) as (program, person):
        counter = Counter(program, person)
        person.keys(Qt.Key.Key_M, CTRL)
        counter.page()
        person.press("Open in my mail program")
        person.wait("it is told", lambda: person.sees_text("given to your mail program"))
        (opened,) = desktop.opened
        mail = message_from_bytes(Path(opened).read_bytes(), policy=default)
        assert mail["X-Unsent"] == "1"
        assert Path(opened).parent == counter.shop.folder.mails_to_open("practice")
        assert counter.states() == [(LetterKind.QR, MailState.OWN_PROGRAM)]


def test_the_whole_mail_is_copied_with_its_picture(folder: DataFolder, qapp: QApplication) -> None:
    with running(folder, qapp) as (program, person):
        counter = Counter(program, person)
        person.keys(Qt.Key.Key_M, CTRL)
        counter.page()
        (action,) = (
            one for one in window_of(program).findChildren(QAction)
            if one.text() == "Copy the mail"
        )  # fmt: skip
        action.trigger()
        data = qapp.clipboard().mimeData()
        assert "data:image/png;base64," in data.html()
        assert counter.entry.label.broker_id in data.text().replace(" ", "")
        picture = data.imageData()
        assert isinstance(picture, QImage)
        assert not picture.isNull()
