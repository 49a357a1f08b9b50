"""Bind what the Attention panel may ask for to the operations. Decides nothing."""

from __future__ import annotations

from dataclasses import replace

from postwright.app.archive_deeds import look_around
from postwright.app.outbox_deeds import settle
from postwright.operations.find_foreign import adopt_foreign, put_aside
from postwright.operations.follow_prints import answer_print
from postwright.operations.results import Attention
from postwright.operations.settle import LONGEST_CALL
from postwright.operations.settle_everything import (
    check_form,
    check_pickup,
    check_void,
    deny_label,
    name_label,
    settle_everything,
)
from postwright.shop import Shop
from postwright.ui.attention.cards_told import Answer
from postwright.ui.attention.presenter import Deeds
from postwright.ui.outbox.mails_told import MailDeed

_ABOUT_MAIL = {
    Answer.MAIL_AGAIN: MailDeed.SEND_AGAIN,
    Answer.ARRIVED: MailDeed.ARRIVED,
    Answer.PUT_ASIDE: MailDeed.PUT_ASIDE,
}


def attention_deeds(shop: Shop) -> Deeds:
    def check_again(purchase_id: str) -> Attention:
        now = shop.now()
        settle_everything(shop.books(), now=now, stale_before=now - LONGEST_CALL, only=purchase_id)
        return look_around(shop)

    def exists(purchase_id: str, text: str) -> Attention:
        named = name_label(shop.books(), purchase_id, text, now=shop.now())
        return replace(look_around(shop), notes=named.alarms)

    def does_not_exist(purchase_id: str, despite_balance: bool) -> Attention:
        deny_label(shop.books(), purchase_id, now=shop.now(), despite_balance=despite_balance)
        return look_around(shop)

    def print_came_out(print_id: int, came_out: bool) -> Attention:
        answer_print(shop.press(), print_id, came_out)
        return look_around(shop)

    return Deeds(
        look=lambda: look_around(shop),
        check_again=check_again,
        it_exists=exists,
        it_does_not_exist=does_not_exist,
        print_came_out=print_came_out,
        answer=lambda key, answer: _answer(shop, key, answer),
    )


def _answer(shop: Shop, key: str, answer: Answer) -> Attention:
    """About the card of this key: what it is of, and its id."""
    kind, _, subject = key.partition(" ")
    books, now = shop.books(), shop.now()
    if answer is Answer.ADOPT:
        adopt_foreign(books, subject)
    elif answer is Answer.ASIDE:
        put_aside(books, subject)
    elif kind == "mail":
        settle(shop, int(subject), _ABOUT_MAIL[answer])
    elif kind == "void":
        check_void(books, subject, now=now, stale_before=now - LONGEST_CALL)
    elif kind == "form":
        check_form(books, int(subject), now=now, stale_before=now - LONGEST_CALL)
    else:
        check_pickup(books, int(subject), now=now, stale_before=now - LONGEST_CALL)
    return look_around(shop)
