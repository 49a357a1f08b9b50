"""A mail given to the operator's own mail program: whole where that can be, private, and written down."""

from __future__ import annotations

import os
import stat
import sys
import time
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from postwright.app.mail_deeds import opened_whole
from postwright.domain.faults import Environment, FaultKind, MailFault
from postwright.domain.mail_record import MailState
from postwright.domain.shipment import Delivery
from postwright.operations import mail_qr
from postwright.operations.give_mail import KEPT_SECONDS, MailDoor, give
from postwright.operations.mail_qr import Post
from postwright.operations.mail_results import MailWish
from tests.domain.samples import SHIPMENT
from tests.fakes.openers import MAIL_FILE, MAILTO, Desktop
from tests.operations.shops import Shop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these openers are a Linux desktop's")


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    return Desktop(tmp_path, monkeypatch)


@pytest.fixture
def post(shop: Shop) -> Post:
    return shop.post()


@pytest.fixture
def wish(shop: Shop, post: Post) -> MailWish:
    label_id = shop.bought(replace(SHIPMENT, delivery=Delivery.QR, order_reference="A/../1001 & co")).id
    return mail_qr.wish_for(post, label_id, address="ann@example.com")


@pytest.fixture
def door(tmp_path: Path) -> MailDoor:
    return MailDoor(tmp_path / "mails", opened_whole)


def test_the_program_gets_the_whole_mail_ready_to_send(
    desktop: Desktop, post: Post, wish: MailWish, door: MailDoor
) -> None:
    desktop.opens(MAIL_FILE, MAILTO)
    given = give(post, door, wish)
    assert given.whole
    (opened,) = desktop.opened
    file = Path(opened)
    saved = message_from_bytes(file.read_bytes(), policy=default)
    assert (saved["X-Unsent"], saved["To"]) == ("1", "Ann Lee <ann@example.com>")
    assert [part.get_content_type() for part in saved.walk()].count("image/png") == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(door.folder.stat().st_mode) == 0o700
    assert file.name.startswith("mail-")
    assert file.parent == door.folder


def test_that_it_was_given_is_written_down_and_no_more(
    desktop: Desktop, post: Post, wish: MailWish, door: MailDoor
) -> None:
    desktop.opens(MAIL_FILE)
    given = give(post, door, wish)
    (record,) = mail_qr.mail_sheet(post, wish.label_id).history
    assert (record.id, record.state) == (given.record.id, MailState.OWN_PROGRAM)
    assert record.recipient == "ann@example.com"
    assert "that program alone knows" in given.sentence


def test_where_only_addresses_are_taken_the_text_goes_and_the_picture_is_told_of(
    desktop: Desktop, post: Post, wish: MailWish, door: MailDoor
) -> None:
    desktop.opens(MAILTO)
    given = give(post, door, wish)
    (address,) = desktop.opened
    asked = parse_qs(urlsplit(address).query)
    assert unquote(urlsplit(address).path) == "ann@example.com"
    code = post.labels.get(wish.label_id).label.broker_id
    assert f"LabelID={code}" in asked["body"][0]
    assert len(address) <= 1_900
    assert not given.whole
    assert "save the picture (More) and attach it there" in given.sentence
    assert list(door.folder.glob("*.eml")) == []


def test_without_a_mail_program_nothing_is_written_down(
    desktop: Desktop, post: Post, wish: MailWish, door: MailDoor
) -> None:
    desktop.opens()
    with pytest.raises(Environment) as caught:
        give(post, door, wish)
    assert caught.value.kind is FaultKind.NO_MAIL_PROGRAM
    assert mail_qr.mail_sheet(post, wish.label_id).history == ()
    assert list(door.folder.glob("*.eml")) == []


def test_an_address_that_is_none_opens_nothing(
    desktop: Desktop, post: Post, wish: MailWish, door: MailDoor
) -> None:
    desktop.opens(MAIL_FILE, MAILTO)
    for address in ("", "ann@", "ann@example.com, bob@example.com", "ann@example.com\nBcc: all@example.com"):
        with pytest.raises(MailFault):
            give(post, door, replace(wish, to=replace(wish.to, email=address)))
    assert desktop.opened == []


def test_what_was_opened_a_day_ago_is_gone(
    desktop: Desktop, post: Post, wish: MailWish, door: MailDoor
) -> None:
    desktop.opens(MAIL_FILE)
    give(post, door, wish)
    (first,) = door.folder.glob("*.eml")
    long_ago = time.time() - KEPT_SECONDS - 60
    os.utime(first, (long_ago, long_ago))
    give(post, door, wish)
    assert [file == first for file in door.folder.glob("*.eml")] == [False]


def test_a_folder_that_cannot_be_made_is_told(desktop: Desktop, post: Post, wish: MailWish) -> None:
    desktop.opens(MAIL_FILE)
    blocked = MailDoor(Path("/proc/mails"), opened_whole)
    with pytest.raises(Environment):
        give(post, blocked, wish)


def test_practice_says_that_it_ships_nothing(
    desktop: Desktop, shop: Shop, wish: MailWish, door: MailDoor
) -> None:
    desktop.opens(MAIL_FILE)
    given = give(shop.post(practice=True), door, wish)
    assert given.sentence.endswith("Practice: it ships nothing. Close it there without sending it.")
