"""The QR page without a window: whom it goes to, what it names, and which label an answer belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from postwright.domain.faults import Fault, FaultKind, MailFault, PaperFault
from postwright.domain.papers import PaperKind
from postwright.operations.results import QrSheet
from postwright.ui.qr_mail.presenter import Deeds, QrMailPresenter
from postwright.ui.qr_mail.screen import QrMailScreen
from tests.fakes.lane import HeldLane
from tests.ui.papers import Drawer

SHEET = QrSheet(
    label_id="se-1",
    qr_png=b"png",
    broker_id="XYZZYPJK",
    office_link="https://tools.usps.com/find-location.htm",
    print_link="https://tools.usps.com/label-broker.htm",
    recipient="amara@example.com",
    subject="Your QR code",
    html="<p>Show this code</p>",
    text="Show this code",
)


@dataclass
class Shop:
    """Codes by label, and what was mailed."""

    done: list[tuple[str, ...]] = field(default_factory=list)
    fault: Fault | None = None
    broker_id: str = "XYZZYPJK"
    drawer: Drawer = field(default_factory=Drawer)

    def _or_fault(self, *deed: str) -> str:
        if self.fault is not None:
            raise self.fault
        self.done.append(deed)
        return "Handed to the mail server."

    def qr(self, label_id: str) -> QrSheet:
        if self.fault is not None:
            raise self.fault
        return replace(SHEET, label_id=label_id, broker_id=self.broker_id)

    def keep(self, label_id: str, text: str) -> QrSheet:
        self.done.append(("id", label_id, text))
        return replace(SHEET, label_id=label_id, broker_id=text)

    def deeds(self) -> Deeds:
        return Deeds(
            qr=self.qr,
            set_broker_id=self.keep,
            send=lambda label_id, to: self._or_fault("send", label_id, to),
            save_eml=lambda label_id, path, to: self._or_fault("save", label_id, path, to),
            copy_text=lambda text: self.done.append(("copy", text)),
            papers=self.drawer.deeds(),
        )


@dataclass
class Desk:
    """A presenter with its lane and all that it ever showed."""

    shop: Shop
    lane: HeldLane
    shown: list[QrMailScreen]
    told: list[str]
    presenter: QrMailPresenter

    @property
    def screen(self) -> QrMailScreen:
        return self.shown[-1]

    def press(self) -> None:
        assert self.screen.notice
        self.presenter.act(self.screen.notice.action)

    def open(self, label_id: str = "se-1") -> None:
        self.presenter.open(label_id)
        self.lane.run_all()


@pytest.fixture
def desk() -> Desk:
    shop, lane, shown, told = Shop(), HeldLane(Fault), [], []
    presenter = QrMailPresenter(
        lane,
        shop.deeds(),
        shown.append,
        announce=lambda: told.append("changed"),
        go=told.append,
        leave=lambda: told.append("left"),
    )
    return Desk(shop, lane, shown, told, presenter)


def test_the_customer_of_the_label_is_the_recipient(desk: Desk) -> None:
    desk.open()
    assert desk.screen.recipient == "amara@example.com"
    assert desk.screen.id_spelled == "XYZZ YPJK"
    assert desk.screen.can_send


def test_a_mail_is_sent_once_to_the_address_in_the_field(desk: Desk) -> None:
    desk.open()
    desk.presenter.write_recipient(" noor@example.com ")
    desk.presenter.send()
    desk.presenter.send()
    desk.lane.run_all()
    assert desk.shop.done == [("send", "se-1", "noor@example.com")]
    assert desk.screen.send_text == "Send again"
    assert desk.told == ["changed"]


def test_what_is_no_address_is_marked_and_not_sent(desk: Desk) -> None:
    desk.open()
    desk.presenter.write_recipient("noor at home")
    desk.presenter.send()
    assert desk.screen.recipient_problem == "Write one mail address, such as name@example.com."
    assert not desk.lane.held
    desk.presenter.write_recipient("")
    assert not desk.screen.can_send
    assert desk.screen.recipient_problem == ""


def test_an_answer_about_another_label_is_not_shown_here(desk: Desk) -> None:
    desk.open()
    desk.presenter.send()
    desk.presenter.open("se-2")
    desk.lane.run_all()
    assert desk.screen.label_id == "se-2"
    assert desk.screen.notice is None
    assert not desk.screen.sent


def test_the_code_of_the_label_before_does_not_stay(desk: Desk) -> None:
    desk.open()
    desk.presenter.open("se-2")
    assert desk.screen.sheet is None
    assert desk.screen.recipient == ""


def test_a_label_id_that_the_carrier_did_not_tell_is_typed_and_kept(desk: Desk) -> None:
    desk.shop.broker_id = ""
    desk.open()
    assert "Type the characters" in desk.screen.id_hint
    assert not desk.screen.can_save_id
    desk.presenter.write_id("abcdwxyz ")
    assert desk.screen.can_save_id
    desk.presenter.keep_id()
    desk.lane.run_all()
    assert desk.shop.done == [("id", "se-1", "ABCDWXYZ")]
    assert desk.screen.id_hint == ""
    assert not desk.screen.can_save_id


def test_the_banner_leads_to_the_settings_when_no_server_is_set_up(desk: Desk) -> None:
    desk.open()
    desk.shop.fault = MailFault(FaultKind.MAIL_NOT_SET_UP)
    desk.presenter.send()
    desk.lane.run_all()
    assert not desk.screen.sent
    desk.press()
    assert desk.told == ["mail_settings"]


def test_an_address_that_the_server_refuses_is_marked_at_the_field(desk: Desk) -> None:
    desk.open()
    desk.shop.fault = MailFault(FaultKind.MAIL_ADDRESS)
    desk.presenter.send()
    desk.lane.run_all()
    assert desk.screen.recipient_problem == "This address cannot be used."


def test_a_missing_code_can_be_fetched_again(desk: Desk) -> None:
    desk.shop.fault = PaperFault(FaultKind.QR_MISSING)
    desk.open()
    assert desk.screen.sheet is None
    assert not desk.screen.loading
    desk.shop.fault = None
    desk.press()
    desk.lane.run_all()
    assert desk.screen.sheet


def test_the_mail_can_be_saved_and_copied(desk: Desk) -> None:
    desk.open()
    desk.presenter.save_eml("/home/june/code.eml")
    desk.presenter.copy()
    desk.lane.run_all()
    assert desk.shop.done == [
        ("copy", "Show this code"),
        ("save", "se-1", "/home/june/code.eml", desk.screen.recipient),
    ]


def test_the_mail_is_saved_for_the_address_that_was_typed(desk: Desk) -> None:
    desk.open()
    desk.presenter.write_recipient(" typed@example.com ")
    desk.presenter.save_eml("/home/june/code.eml")
    desk.lane.run_all()
    assert desk.shop.done == [("save", "se-1", "/home/june/code.eml", "typed@example.com")]


def test_leaving_goes_back_to_where_one_came_from(desk: Desk) -> None:
    desk.open()
    desk.presenter.leave()
    assert desk.told == ["left"]
    assert QrMailScreen().is_empty


def test_the_card_for_the_counter_goes_to_its_printer_or_a_file(desk: Desk) -> None:
    desk.presenter.send_card()
    assert not desk.lane.held
    desk.open()
    assert desk.screen.papers.printers == {PaperKind.QR_CARD: "Office"}
    desk.presenter.send_card()
    assert desk.screen.papers.making
    desk.lane.run_all()
    desk.presenter.save_card("/home/june/card.pdf")
    desk.lane.run_all()
    assert desk.shop.drawer.made == [
        ("send", PaperKind.QR_CARD, "se-1"),
        ("save", PaperKind.QR_CARD, "se-1", "/home/june/card.pdf"),
    ]


def test_a_card_that_did_not_go_out_is_tried_again_from_the_banner(desk: Desk) -> None:
    desk.open()
    desk.shop.drawer.fault = PaperFault(FaultKind.PRINTER_UNREACHABLE)
    desk.presenter.send_card()
    desk.lane.run_all()
    desk.shop.drawer.fault = None
    desk.press()
    desk.lane.run_all()
    assert desk.shop.drawer.made == [("send", PaperKind.QR_CARD, "se-1")]
