"""Mail in the whole program, with a carrier and a mail server of their own: written down, carried by itself,
shown as it is, and never repeated where it may have left.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from postwright.app.program import Program
from postwright.app.starting_point import SAMPLE_ORIGIN, for_practice
from postwright.app.tour.person import Person
from postwright.domain.letter import Language, LetterKind
from postwright.domain.mail_record import MailState
from postwright.domain.postal_calendar import postal_day_on_or_after
from postwright.domain.preferences import MailSecurity, MailSetup, Mode, Preferences
from postwright.domain.shipment import Delivery
from postwright.operations.post_mail import put_in_outbox
from postwright.operations.quote import quote
from postwright.operations.sell import sell
from postwright.paths import DataFolder
from postwright.practice.app import PRACTICE_KEY
from postwright.settings_file import save
from postwright.shop import Shop
from postwright.ui.attention.panel import AttentionPanel
from postwright.ui.change import Change
from postwright.ui.outbox.panel import OutboxPanel
from postwright.ui.outbox.screen import OutboxScreen
from tests.app.whole import running, session_of, window_of
from tests.domain.samples import DRAFT, SHIPMENT
from tests.fakes.mail_server import Post, free_port, serving
from tests.faults.world import Carrier

TO = "ann@example.com"
GROUND = "usps_ground_advantage/package"


@pytest.fixture(scope="module")
def carrier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Carrier]:
    carrier = Carrier(tmp_path_factory.mktemp("carrier"))
    yield carrier
    carrier.close()


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def server() -> Post:
    return Post()


@pytest.fixture
def folder(tmp_path: Path, carrier: Carrier, port: int, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    carrier.reset()  # a label of another test would be a strange one in this
    monkeypatch.setenv("POSTWRIGHT_API_URL", carrier.url)
    monkeypatch.setenv("POSTWRIGHT_API_KEY", PRACTICE_KEY)
    setup = MailSetup("Juniper Books", "shop@example.com", host="127.0.0.1", port=port,
                      security=MailSecurity.NONE)  # fmt: skip
    known = for_practice(Preferences(), SAMPLE_ORIGIN, tmp_path)
    found = DataFolder(tmp_path)
    save(found.settings_file, replace(known, mode=Mode.LIVE, mail=setup))
    return found


@dataclass
class Shopkeeper:
    """A person at the window of the running program."""

    program: Program
    person: Person

    @property
    def shop(self) -> Shop:
        return session_of(self.program).shop

    def put(self) -> int:
        """Buy a QR code, and put its mail into the outbox; the mail's number."""
        shop = self.shop
        day = postal_day_on_or_after(shop.now().date())
        shipment = replace(SHIPMENT, delivery=Delivery.QR, ship_date=day)
        found = quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)
        entry = sell(shop.counter(), shop.archive(), shop.drafts.new(DRAFT).id, shipment, found, GROUND).entry
        assert entry is not None
        record = put_in_outbox(shop.post(), entry.id, LetterKind.QR, TO, Language.ENGLISH)
        session_of(self.program).announce(Change(mails=True))
        return record.id

    def state(self, mail_id: int) -> MailState:
        return next(one.state for one in self.shop.mails.outbox() if one.id == mail_id)

    def wait_for(self, mail_id: int, state: MailState) -> None:
        self.person.wait(f"the mail is {state}", lambda: self.state(mail_id) is state)

    def open_mail(self) -> OutboxPanel:
        window = window_of(self.program)
        window.go("mail")
        panel = window.panel("mail")
        assert isinstance(panel, OutboxPanel)
        self.person.wait("the outbox is read", lambda: panel.presenter.screen.outbox)
        return panel

    def screen(self) -> OutboxScreen:
        return self.open_mail().presenter.screen


@contextmanager
def at_work(folder: DataFolder, application: QApplication) -> Iterator[Shopkeeper]:
    with running(folder, application) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        yield Shopkeeper(program, person)


def test_a_mail_that_is_put_in_leaves_by_itself_and_every_panel_says_so(
    folder: DataFolder, qapp: QApplication, port: int, server: Post
) -> None:
    with serving(server, port), at_work(folder, qapp) as keeper:
        panel = keeper.open_mail()
        mail_id = keeper.put()
        keeper.wait_for(mail_id, MailState.SENT)
        assert [one.rcpt_tos for one in server.taken] == [[TO]]
        keeper.person.wait(
            "the panel says so",
            lambda: [row.cells[4] for row in panel.view.mails.rows_model.rows] == ["Sent"],
        )
        assert keeper.shop.labels.recent(1)[0].mailed == 1


def test_a_server_that_is_down_keeps_the_mail_and_send_now_sends_it_once(
    folder: DataFolder, qapp: QApplication, port: int, server: Post
) -> None:
    with at_work(folder, qapp) as keeper:
        mail_id = keeper.put()
        person = keeper.person
        person.wait("it was tried", lambda: keeper.shop.mails.outbox()[0].attempts)
        keeper.wait_for(mail_id, MailState.WAITING)
        assert keeper.screen().rows[0].record.next_at is not None
        with serving(server, port):
            person.wait("the card is there", lambda: person.sees("Send now"))
            person.press("Send now")
            keeper.wait_for(mail_id, MailState.SENT)
            assert len(server.taken) == 1


def test_a_doubt_stands_in_attention_until_a_person_answers_and_is_not_repeated(
    folder: DataFolder, qapp: QApplication, port: int, server: Post
) -> None:
    server.answers["DATA"] = "hang up"
    with serving(server, port), at_work(folder, qapp) as keeper:
        mail_id = keeper.put()
        keeper.wait_for(mail_id, MailState.IN_DOUBT)
        window, person = window_of(keeper.program), keeper.person
        window.go("attention")
        panel = window.panel("attention")
        assert isinstance(panel, AttentionPanel)
        person.wait("it is counted", lambda: panel.presenter.screen.count == 1)
        person.wait("it says so", lambda: person.sees_text("We don't know whether this mail left."))
        person.press("It arrived")
        keeper.wait_for(mail_id, MailState.SENT)
        person.wait("it is off the list", lambda: panel.presenter.screen.is_empty)
        assert len(server.taken) == 1


def test_a_mail_that_was_cut_off_is_a_doubt_at_the_next_start_and_is_not_sent(
    folder: DataFolder, qapp: QApplication, port: int, server: Post
) -> None:
    with at_work(folder, qapp) as keeper:
        mail_id = keeper.put()
        keeper.person.wait("it was tried", lambda: keeper.shop.mails.outbox()[0].attempts)
        keeper.wait_for(mail_id, MailState.WAITING)
        keeper.shop.mails.take(mail_id)  # and no word of its end
    with serving(server, port), at_work(folder, qapp) as keeper:
        keeper.wait_for(mail_id, MailState.IN_DOUBT)
        window = window_of(keeper.program)
        keeper.person.wait("it is counted", lambda: "1 need attention" in window.windowTitle())
        assert server.taken == []


def test_without_a_mail_server_nothing_is_lost_and_the_way_to_the_settings_is_offered(
    folder: DataFolder, qapp: QApplication
) -> None:
    with at_work(folder, qapp) as keeper:
        setup = replace(keeper.program.keeper.preferences().mail, host="")
        keeper.program.keeper.change(mail=setup)
        mail_id = keeper.put()
        person = keeper.person
        keeper.open_mail()
        person.wait("it says so", lambda: person.sees_text("No mail server is set up. 1 mail waits here"))
        assert keeper.state(mail_id) is MailState.WAITING
        person.press("Open mail settings")
        person.wait("the page of the mail is there", lambda: person.sees("Mail server"))
