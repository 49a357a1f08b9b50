"""A mailto address is short enough for every system, keeps what matters most, and adds no header."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import unquote, urlsplit

import pytest

from postwright.domain.faults import MailFault
from postwright.domain.letter import Language, Letter, LetterFacts, LetterKind
from postwright.paperless.instructions import office_link, print_link
from postwright.paperless.mailto import LONGEST, mailto

LETTER = Letter(LetterKind.QR, Language.ENGLISH, "Your code & more", "<p>", "Hello Ann,\nshow this.")
FACTS = LetterFacts(
    shop_name="Juniper Goods",
    label_id="XYZZYPJK",
    office_link=office_link("18702"),
    print_link=print_link("XYZZYPJK", "97204"),
    valid_until=date(2026, 12, 1),
)


def parts(address: str) -> dict[str, str]:
    """As a mail program reads it: a plus is a plus (RFC 6068)."""
    query = urlsplit(address).query
    return {name: unquote(value) for name, _, value in (one.partition("=") for one in query.split("&"))}


def test_a_short_mail_travels_whole() -> None:
    address = mailto(LETTER, FACTS, "ann+shop@example.com")
    assert address.startswith("mailto:ann%2Bshop@example.com?")
    assert parts(address) == {"subject": "Your code & more", "body": "Hello Ann,\r\nshow this."}


@pytest.mark.parametrize("language", list(Language))
def test_a_long_mail_keeps_what_brings_the_parcel_on_its_way(language: Language) -> None:
    address = mailto(replace(LETTER, language=language, text="word " * 1_000), FACTS, "ann@example.com")
    assert len(address) <= LONGEST
    body = parts(address)["body"]
    for essential in ("XYZZ YPJK", FACTS.office_link, FACTS.print_link, "2026-12-01", "Juniper Goods"):
        assert essential in body


def test_letters_that_take_much_room_still_fit() -> None:
    wide = replace(FACTS, shop_name="木" * 400)
    address = mailto(replace(LETTER, subject="木" * 900, text="木" * 900), wide, "ann@example.com")
    assert len(address) <= LONGEST


def test_a_notice_keeps_its_link() -> None:
    facts = LetterFacts(tracking_link="https://tools.usps.com/go/TrackConfirmAction?tLabels=9400")
    address = mailto(replace(LETTER, text="word " * 1_000), facts, "ann@example.com")
    assert parts(address)["body"] == f"Follow the parcel: {facts.tracking_link}"


@pytest.mark.parametrize(
    "hostile",
    ["a\r\nBcc: all@example.com", "a&bcc=all@example.com", "a?cc=x@example.com", "a%0ABcc:x", "a#b"],
)
def test_no_word_of_the_mail_becomes_a_header(hostile: str) -> None:
    address = mailto(replace(LETTER, subject=hostile, text=hostile), FACTS, "ann@example.com")
    assert set(parts(address)) == {"subject", "body"}
    assert address.isascii()
    assert address.isprintable()
    assert urlsplit(address).fragment == ""


@pytest.mark.parametrize(
    "recipient", ["a@b.example,c@d.example", "ann@", "ann@example.com\n", "a@b.example?cc=x"]
)
def test_no_second_recipient_is_added(recipient: str) -> None:
    try:
        address = mailto(LETTER, FACTS, recipient)
    except MailFault:
        return
    assert urlsplit(address).path.count("@") == 1
    assert set(parts(address)) == {"subject", "body"}
