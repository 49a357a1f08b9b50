"""What the Mail panel does to the books: a word counts once, and nobody gets a mail by two ways."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from postwright.app.outbox_deeds import outbox_deeds, rounds
from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.app.ways import Ways
from postwright.domain.draft_record import DraftState
from postwright.domain.faults import Environment, FaultKind, MailFault
from postwright.domain.letter import Language, LetterKind
from postwright.domain.mail_record import MailEvent, MailState
from postwright.domain.postal_calendar import postal_day_on_or_after
from postwright.domain.shipment import Delivery
from postwright.operations.post_mail import put_in_outbox
from postwright.operations.quote import quote
from postwright.operations.results import Standing
from postwright.operations.sell import sell
from postwright.paths import DataFolder
from postwright.secret_store import SecretStore
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from postwright.ui.outbox.mails_told import MailDeed
from postwright.ui.outbox.presenter import Deeds
from tests.domain.samples import DRAFT, SHIPMENT
from tests.fakes.openers import MAIL_FILE, MAILTO, Desktop

GROUND = "usps_ground_advantage/package"


@dataclass
class Room:
    """The deeds of a practice shop with one QR code that was sold."""

    shop: Shop
    deeds: Deeds
    label_id: str

    def put(self, to: str) -> int:
        post = self.shop.post()
        return put_in_outbox(post, self.label_id, LetterKind.QR, to, Language.ENGLISH).id

    def end(self, mail_id: int, event: MailEvent) -> None:
        self.shop.mails.take(mail_id)
        self.shop.mails.ended(mail_id, event)

    def state(self, mail_id: int) -> MailState:
        return self.shop.mails.get(mail_id).state


@pytest.fixture
def room(folder: DataFolder) -> Iterator[Room]:
    shop = open_shop(folder, PreferencesKeeper(folder.settings_file).preferences, server=None)
    day = postal_day_on_or_after(shop.now().date())
    shipment = replace(SHIPMENT, delivery=Delivery.QR, ship_date=day)
    found = quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)
    entry = sell(shop.counter(), shop.archive(), shop.drafts.new(DRAFT).id, shipment, found, GROUND).entry
    assert entry is not None
    ways = Ways(
        standing=lambda: Standing(online=True, since=shop.now()),
        announce=lambda change: None,
        go=lambda action: None,
        edit_draft=lambda draft_id: None,
        open_mail=lambda label_id, kind: None,
        open_void=lambda label_id: None,
        open_label=lambda label_id: None,
        open_labels=lambda label_ids: None,
    )
    yield Room(shop, outbox_deeds(shop, ways, lambda: None), entry.id)
    shop.close()


def test_a_code_is_mailed_again_to_the_one_who_got_it_and_not_to_an_address_that_was_refused(
    room: Room,
) -> None:
    room.end(room.put("ann@example.com"), MailEvent.TAKEN)
    room.end(room.put("ann@exmaple.com"), MailEvent.REFUSED)
    assert room.deeds.mail_again(room.label_id) == "The mail to ann@example.com is in the outbox."
    newest = room.shop.mails.of_label(room.label_id)[-1]
    assert (newest.recipient, newest.state) == ("ann@example.com", MailState.WAITING)


def test_a_code_that_nobody_got_is_mailed_to_nobody_by_itself(room: Room) -> None:
    with pytest.raises(MailFault) as caught:
        room.deeds.mail_again(room.label_id)
    assert caught.value.kind is FaultKind.MAIL_ADDRESS
    assert room.shop.mails.of_label(room.label_id) == ()


@pytest.mark.parametrize(
    ("event", "deed", "state"),
    [
        (MailEvent.DOUBTED, MailDeed.ARRIVED, MailState.SENT),
        (MailEvent.DOUBTED, MailDeed.SEND_AGAIN, MailState.WAITING),
        (MailEvent.REFUSED, MailDeed.PUT_ASIDE, MailState.CANCELLED),
        (MailEvent.REFUSED, MailDeed.SEND_AGAIN, MailState.WAITING),
    ],
)
def test_a_persons_word_is_written_down(
    room: Room, event: MailEvent, deed: MailDeed, state: MailState
) -> None:
    mail_id = room.put("ann@example.com")
    room.end(mail_id, event)
    outbox = room.deeds.settle(mail_id, deed)
    assert [row.record.state for row in outbox.rows] == [state]


def test_a_word_that_comes_too_late_changes_nothing_and_the_outbox_says_how_it_is(room: Room) -> None:
    mail_id = room.put("ann@example.com")
    room.end(mail_id, MailEvent.TAKEN)
    outbox = room.deeds.settle(mail_id, MailDeed.CANCEL)
    assert [row.record.state for row in outbox.rows] == [MailState.SENT]


@pytest.mark.skipif(sys.platform != "linux", reason="these openers are a Linux desktop's")
def test_what_went_to_the_own_mail_program_does_not_leave_from_the_outbox_too(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = Desktop(tmp_path, monkeypatch)
    mail_id = room.put("ann@example.com")
    desktop.opens()
    with pytest.raises(Environment):
        room.deeds.own_program(mail_id)
    assert room.state(mail_id) is MailState.WAITING  # no program took it, so it is not lost
    desktop.opens(MAIL_FILE, MAILTO)
    room.deeds.own_program(mail_id)
    assert room.state(mail_id) is MailState.CANCELLED
    assert room.shop.mails.of_label(room.label_id)[-1].state is MailState.OWN_PROGRAM
    another = room.put("ann@example.com")
    room.shop.mails.take(another)
    assert "was just sending it too" in room.deeds.own_program(another)


def test_a_new_code_is_a_draft_and_buys_nothing(room: Room) -> None:
    before = len(room.shop.labels.recent())
    draft_id = room.deeds.new_code(room.label_id)
    assert room.shop.drafts.get(draft_id).state is DraftState.OPEN
    assert len(room.shop.labels.recent()) == before


def test_practice_carries_to_nobody_and_a_shop_without_a_server_looks_for_nothing(room: Room) -> None:
    mail_id = room.put("ann@example.com")
    carried = rounds(room.shop, SecretStore("Postwright test"))
    assert carried.ahead().due == 1
    carried.deliver()
    assert room.state(mail_id) is MailState.SENT
    assert carried.ahead().wait is None
    live = rounds(replace(room.shop, practice=None), SecretStore("Postwright test"))
    room.put("ann@example.com")
    assert live.ahead().due == 0
