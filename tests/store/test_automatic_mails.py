"""Which labels lack a mail is read from the database alone, by the order in which labels came."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert

from postwright.domain.automatic_mail import LATEST
from postwright.domain.label import Label
from postwright.domain.letter import LetterKind
from postwright.domain.void import VoidEvent
from postwright.store.automatic_mails import AutomaticMails
from postwright.store.schema import RESTORATION
from postwright.store.value_json import stamp
from tests.store.shop import Shop

TRACKING = LetterKind.TRACKING


def kept(shop: Shop) -> AutomaticMails:
    return AutomaticMails(shop.database, shop.clock)


def lacking(shop: Shop, kind: LetterKind = TRACKING) -> tuple[str, ...]:
    return tuple(entry.id for entry in kept(shop).lacking(kind))


def mailed(shop: Shop, label: Label, kind: LetterKind = TRACKING) -> None:
    shop.mails.put(label.label_id, kind, "ann@example.com", "On its way", b"mail", "<1@example.com>")


def test_labels_bought_after_it_was_switched_on_lack_their_mail(shop: Shop) -> None:
    shop.bought()
    kept(shop).switch({TRACKING})
    first, second = shop.bought(), shop.bought()
    assert lacking(shop) == (first.label_id, second.label_id)
    assert lacking(shop, LetterKind.RETURN_LABEL) == ()
    kept(shop).switch({TRACKING})
    mailed(shop, first)
    assert lacking(shop) == (second.label_id,)


def test_clocks_that_differ_lose_no_label(shop: Shop) -> None:
    kept(shop).switch({TRACKING})
    behind = shop.bought(created_at=shop.clock() - timedelta(minutes=5))
    assert lacking(shop) == (behind.label_id,)


def test_a_shop_without_labels_can_be_switched_on(shop: Shop) -> None:
    kept(shop).switch({TRACKING, LetterKind.RETURN_LABEL})
    label = shop.bought()
    assert lacking(shop) == lacking(shop, LetterKind.RETURN_LABEL) == (label.label_id,)


def test_switched_off_nothing_lacks_and_switched_on_again_it_begins_anew(shop: Shop) -> None:
    kept(shop).switch({TRACKING})
    first = kept(shop).since(TRACKING)
    shop.bought()
    kept(shop).switch(())
    assert (lacking(shop), kept(shop).since(TRACKING)) == ((), None)
    shop.bought()
    kept(shop).switch({TRACKING})
    assert lacking(shop) == ()
    again = kept(shop).since(TRACKING)
    assert first is not None
    assert again is not None
    assert first < again


def test_another_kind_that_is_switched_on_later_leaves_the_first_alone(shop: Shop) -> None:
    kept(shop).switch({TRACKING})
    label = shop.bought()
    kept(shop).switch({TRACKING, LetterKind.RETURN_LABEL})
    assert lacking(shop) == (label.label_id,)
    assert lacking(shop, LetterKind.RETURN_LABEL) == ()


def test_a_mail_of_another_kind_is_not_the_one_that_lacks(shop: Shop) -> None:
    kept(shop).switch({TRACKING})
    label = shop.bought()
    mailed(shop, label, LetterKind.QR)
    assert lacking(shop) == (label.label_id,)


def test_after_a_week_it_is_no_news(shop: Shop) -> None:
    kept(shop).switch({TRACKING})
    label = shop.bought()
    shop.clock.at = label.created_at + LATEST - timedelta(minutes=1)
    assert lacking(shop) == (label.label_id,)
    shop.clock.at = label.created_at + LATEST
    assert lacking(shop) == ()


def test_of_a_voided_label_nobody_is_told(shop: Shop) -> None:
    kept(shop).switch({TRACKING})
    label = shop.bought()
    shop.voids.intend(label.label_id)
    for event in (VoidEvent.SENDING, VoidEvent.APPROVED):
        shop.voids.record(label.label_id, event)
    assert lacking(shop) == ()


def test_in_a_shop_opened_from_a_copy_nobody_is_told_what_he_may_have_been_told_already(shop: Shop) -> None:
    kept(shop).switch({TRACKING})
    shop.bought()
    opened = {"at": stamp(shop.clock()), "copied_at": stamp(shop.clock()), "kept_aside": ""}
    with shop.database.write() as connection:
        connection.execute(insert(RESTORATION).values(**opened, compared_at=opened["at"], found=""))
    after = shop.bought()
    assert lacking(shop) == (after.label_id,)
