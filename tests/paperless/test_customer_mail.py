"""The mail tells a customer all that is needed and only what is true, in any mail program."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from html.parser import HTMLParser
from typing import Any

import pytest

from postwright.domain.faults import BadInput, FaultKind, MailFault
from postwright.paperless.customer_mail import QrMail, Templates, compose, preview

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
OFFICE = "https://tools.usps.com/find-location.htm?locationType=po&serviceType=lbroretail&address=97201"
STEPS = [
    "no printer", "Pack the parcel", "participating Post Office", "scans the code, prints the label",
    "gives you a receipt", "cannot be scanned, say the Label ID XYZZ YPJK", "what to bring", "expires",
    "print the label yourself", "A-1001", "help@example.com",
]  # fmt: skip
PRINT = "https://tools.usps.com/label-broker.htm?LabelID=XYZZYPJK&zip=18702"


class Page(HTMLParser):
    """What a mail program makes of the HTML: tags, links, pictures and the words between."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data

    def values(self, name: str) -> list[str]:
        return [value for _, found, value in self.attributes if found == name]

    @property
    def text(self) -> str:
        return " ".join(self.words.split())


def received(message: EmailMessage) -> EmailMessage:
    """The mail as it is after travelling as bytes."""
    arrived = message_from_bytes(message.as_bytes(policy=SMTP), policy=default)
    assert isinstance(arrived, EmailMessage)
    return arrived


def changed(mail: QrMail, **changes: Any) -> QrMail:
    return replace(mail, **changes)


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    content = body.get_content()
    assert isinstance(content, str)
    return content


def texts(mail: QrMail, templates: Templates) -> list[str]:
    """The HTML as read, and the plain text, both on one line."""
    seen = preview(mail, templates)
    return [Page(seen.html).text, " ".join(seen.text.split())]


# ---------------------------------------------------------------- the tree and the headers


def test_the_mail_is_text_or_html_with_its_picture_inside(
    mail: QrMail, templates: Templates, picture: bytes
) -> None:
    message = received(compose(mail, templates, at=AT))
    assert [one.get_content_type() for one in message.walk()] == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
    ]  # fmt: skip
    image = list(message.walk())[-1]
    assert image.get_content_disposition() == "inline"
    assert image.get_content() == picture
    assert Page(part(message, "html")).values("src") == [f"cid:{image['Content-ID'].strip('<>')}"]


def test_the_headers_name_one_sender_and_one_recipient(mail: QrMail, templates: Templates) -> None:
    message = received(compose(mail, templates, at=AT))
    assert str(message["From"]) == "Pat's Mugs <shop@example.com>"
    assert str(message["To"]) == "Ann Lee <ann@example.org>"
    assert str(message["Reply-To"]) == "Pat's Mugs <help@example.com>"
    assert message["Subject"] == "QR code for your parcel (order A-1001) from Pat's Mugs"
    assert message["Date"].datetime == AT
    assert message["Message-ID"].endswith("@example.com>")
    assert len(set(message.keys())) == len(message.keys())


def test_the_mail_travels_in_seven_bits_and_short_lines(mail: QrMail, templates: Templates) -> None:
    greek = replace(mail, shop_name="Κούπες του Πατ", recipient_name="Ann Ó Laoire")
    content = compose(greek, templates, at=AT).as_bytes(policy=SMTP)
    assert content.isascii()
    assert max(len(line) for line in content.split(b"\r\n")) <= 78
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert received(compose(greek, templates))["From"].addresses[0].display_name == "Κούπες του Πατ"


def test_the_mail_is_small_enough_that_no_program_cuts_it(mail: QrMail, templates: Templates) -> None:
    assert len(compose(mail, templates).as_bytes()) < 100_000


def test_without_a_sender_the_mail_program_puts_in_its_own(mail: QrMail, templates: Templates) -> None:
    message = received(compose(replace(mail, sender="", reply_to=""), templates))
    assert message["From"] is None
    assert message["Reply-To"] is None


# ---------------------------------------------------------------- what it says


def test_it_says_in_three_steps_what_to_do(mail: QrMail, templates: Templates) -> None:
    assert Page(preview(mail, templates).html).tags["ol"] == 1
    for text in texts(mail, templates):
        found = [text.lower().find(step.lower()) for step in STEPS]
        assert -1 not in found, STEPS[found.index(-1)]
        assert found == sorted(found)
        for known in ("Ann Lee", "to Bob Ray", "Ground Advantage", "puts it on the parcel", "Pat's Mugs"):
            assert known in text
        assert "return" not in text
        assert "Practice" not in text


def test_the_office_is_near_the_customer_and_the_label_is_printed_for_the_place_it_leaves(
    mail: QrMail, templates: Templates
) -> None:
    seen = preview(mail, templates)
    assert sorted(Page(seen.html).values("href")) == sorted([OFFICE, PRINT])
    assert re.findall(r"https?://\S+", seen.text) == [OFFICE, PRINT]


def test_with_pictures_blocked_the_label_id_still_stands_there(mail: QrMail, templates: Templates) -> None:
    page = Page(preview(mail, templates).html)
    assert all("XYZZ YPJK" in alt for alt in page.values("alt"))
    assert page.values("alt")
    assert page.text.count("XYZZ YPJK") >= 2


def test_the_code_is_large_and_on_white_whatever_the_colours_of_the_program(
    mail: QrMail, templates: Templates
) -> None:
    html = preview(mail, templates).html
    image = re.search(r"<td[^>]*background-color:#ffffff[^>]*><img[^>]*>", html)
    assert image is not None
    assert int(Page(image[0]).values("width")[0]) >= 300
    assert "linear-gradient(#ffffff,#ffffff)" in image[0]
    assert 'name="color-scheme" content="light only"' in html


def test_a_tall_picture_keeps_its_shape(mail: QrMail, templates: Templates, picture: bytes) -> None:
    tall = picture[:16] + (300).to_bytes(4, "big") + (450).to_bytes(4, "big") + picture[24:]
    page = Page(preview(replace(mail, qr_png=tall), templates).html)
    image = {name: value for tag, name, value in page.attributes if tag == "img"}
    assert (image["width"], image["height"]) == ("440", "660")


def test_with_the_code_alone_nothing_is_said_of_a_label_id(mail: QrMail, templates: Templates) -> None:
    mail = replace(mail, broker_id="")
    seen = preview(mail, templates)
    for text in texts(mail, templates):
        assert "Label ID" not in text
        assert "QR code" in text
    assert Page(seen.html).values("href") == [OFFICE]
    assert "Label ID" not in seen.html


def test_with_the_label_id_alone_nothing_is_said_of_a_code(mail: QrMail, templates: Templates) -> None:
    mail = replace(mail, qr_png=b"", practice=True)
    message = received(compose(mail, templates))
    assert [one.get_content_type() for one in message.walk()] == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip
    assert message["Subject"].startswith("Practice: Label ID for your parcel")
    assert Page(part(message, "html")).tags["img"] == 0
    for text in texts(mail, templates):
        assert not re.search(r"QR|\bcode\b|scan", text)
        assert "Say the Label ID" in text


def test_with_neither_there_is_no_mail(mail: QrMail, templates: Templates) -> None:
    for write in (compose, preview):
        with pytest.raises(MailFault) as caught:
            write(replace(mail, qr_png=b"", broker_id=" "), templates)
        assert caught.value.kind is FaultKind.QR_MISSING


def test_a_return_is_called_a_return(mail: QrMail, templates: Templates) -> None:
    mail = replace(mail, is_return=True, order_reference="", service_name="", reply_to="")
    assert preview(mail, templates).subject == "QR code for your return to Pat's Mugs"
    for text in texts(mail, templates):
        assert "postage for your return." in text
        assert "parcel to" not in text
        assert "Order:" not in text
        assert "Service:" not in text
        assert "Reply to this mail." in text


def test_a_practice_mail_says_so_first(mail: QrMail, templates: Templates) -> None:
    mail = replace(mail, practice=True)
    assert preview(mail, templates).subject.startswith("Practice: ")
    for text in texts(mail, templates):
        at = text.lower().find("practice. this mail ships nothing")
        assert 0 <= at < text.find("Hello")


def test_a_mail_without_names_still_reads_well(mail: QrMail, templates: Templates) -> None:
    mail = replace(mail, shop_name="", recipient_name="", ship_to_name="", order_reference="", reply_to="")
    assert preview(mail, templates).subject == "QR code for your parcel"
    for text in texts(mail, templates):
        assert "Hello, The shop has paid the postage for your parcel. You need" in text


def test_screen_readers_hear_a_language_headings_and_no_tables(mail: QrMail, templates: Templates) -> None:
    page = Page(preview(mail, templates).html)
    assert page.values("lang") == ["en"]
    assert page.tags["h1"] == 1
    assert page.tags["table"] == page.values("role").count("presentation")
    assert page.tags["title"] == 1


def test_the_preview_is_the_mail_with_the_picture_put_in(mail: QrMail, templates: Templates) -> None:
    seen, message = preview(mail, templates), received(compose(mail, templates))
    assert seen.subject == message["Subject"]
    assert seen.text.split() == part(message, "plain").split()
    blank = re.compile(r'src="[^"]+"')
    assert blank.sub("", seen.html).split() == blank.sub("", part(message, "html")).split()
    assert Page(seen.html).values("src")[0].startswith("data:image/png;base64,iVBOR")


def test_the_preview_is_there_before_the_addresses_are(mail: QrMail, templates: Templates) -> None:
    early = replace(mail, sender="", recipient="", reply_to="not an address")
    assert "XYZZ YPJK" in preview(early, templates).text


# ---------------------------------------------------------------- what comes from outside

NASTY = [
    "<script>alert(1)</script>",
    "<img src=http://evil.example/x.png>",
    '"><a href="https://evil.example">here</a>',
    "'; background:url(//evil.example)",
    "{{ 7*7 }}{% for x in y %}{{ self.__init__.__globals__ }}",
    "</td></tr></table><table><tr><td>",
    "&lt;b&gt; &#60;b&#62;",
    "<!-- <b>",
    "]]><b>",
]
FIELDS = ["shop_name", "recipient_name", "ship_to_name", "order_reference", "service_name"]


@pytest.mark.parametrize("nasty", NASTY)
def test_no_tag_and_no_link_comes_from_a_name(mail: QrMail, templates: Templates, nasty: str) -> None:
    hostile = changed(mail, **dict.fromkeys(FIELDS, nasty))
    plain, page = Page(preview(mail, templates).html), Page(preview(hostile, templates).html)
    assert page.tags == plain.tags
    assert [one[:2] for one in page.attributes] == [one[:2] for one in plain.attributes]
    assert page.values("href") == plain.values("href")
    assert page.values("style") == plain.values("style")
    assert nasty[:59] in page.words
    assert nasty[:59] in preview(hostile, templates).text


def test_nothing_is_loaded_from_elsewhere(mail: QrMail, templates: Templates) -> None:
    html = part(compose(mail, templates), "html")
    page = Page(html)
    assert all(value.startswith("https://tools.usps.com/") for value in page.values("href"))
    assert all(value.startswith("cid:") for value in page.values("src"))
    assert not re.search(r"url\(|@import|<link|<script|<style|<form|\bon\w+=", html)
    assert not {name for _, name, _ in page.attributes} & {"background", "srcset", "action", "poster"}


LINE_BREAKS = ["a\r\nBcc: x@evil.example", "a\nb", "a\rb", "a\u2028b", "a\x85b", "a\x0bb", "a\n", "a\x1cb"]


@pytest.mark.parametrize("text", LINE_BREAKS)
@pytest.mark.parametrize("field", ["shop_name", "recipient_name", "order_reference"])
def test_a_line_break_cannot_become_a_header(
    mail: QrMail, templates: Templates, field: str, text: str
) -> None:
    with pytest.raises(MailFault) as caught:
        compose(changed(mail, **{field: text}), templates)
    assert caught.value.kind is FaultKind.MAIL_ADDRESS


BAD_ADDRESSES = [
    "ann@example.org\r\nBcc: x@evil.example", "ann@example.org\n", "ann@example.org, x@evil.example",
    "Ann <ann@example.org>", "ann", "ann@", "@example.org", "ann@localhost", "ann@example", "a b@example.org",
    "ann@exam_ple.org", "ünn@example.org", '"a b"@example.org', "a" * 10_000 + "@example.org",
    "ann@[127.0.0.1]", "ann\x00@example.org", "ann@example.org;x@evil.example", "ann@@example.org",
    "=?utf-8?q?ann?=@example..org",
]  # fmt: skip


@pytest.mark.parametrize("address", BAD_ADDRESSES)
@pytest.mark.parametrize("field", ["recipient", "sender", "reply_to"])
def test_only_one_plain_address_is_an_address(
    mail: QrMail, templates: Templates, field: str, address: str
) -> None:
    with pytest.raises(MailFault) as caught:
        compose(changed(mail, **{field: address}), templates)
    assert (caught.value.kind, caught.value.field) == (FaultKind.MAIL_ADDRESS, field)


def test_a_recipient_must_be_named(mail: QrMail, templates: Templates) -> None:
    with pytest.raises(MailFault):
        compose(replace(mail, recipient=""), templates)


def test_a_domain_in_other_letters_is_written_as_servers_know_it(mail: QrMail, templates: Templates) -> None:
    message = compose(replace(mail, recipient=" ann@exämple.de "), templates)
    assert message["To"].addresses[0].addr_spec == "ann@xn--exmple-cua.de"


@pytest.mark.parametrize(
    "name", ['"Ann" <evil@x.com>', "Lee, Ann", "a@b.com", "Ann (boss); x", "\\", "=?utf-8?q?=0D=0ABcc?="]
)
def test_a_name_full_of_marks_stays_a_name(mail: QrMail, templates: Templates, name: str) -> None:
    message = received(compose(replace(mail, recipient_name=name, shop_name=name), templates))
    for header in ("To", "From"):
        assert len(message[header].addresses) == 1
        assert message[header].addresses[0].addr_spec in ("ann@example.org", "shop@example.com")
        assert message[header].addresses[0].display_name.isprintable()
    assert "Bcc" not in message


def test_what_cannot_be_seen_is_left_out(mail: QrMail, templates: Templates) -> None:
    hidden = "Ann\x00\x1b[31m \u202eeeL\u200b \ud800 \t end"
    message = received(compose(replace(mail, recipient_name=hidden), templates))
    assert message["To"].addresses[0].display_name == "Ann [31m eeL end"
    assert "Hello Ann [31m eeL end," in part(message, "plain")


@pytest.mark.parametrize("field", FIELDS)
def test_a_name_without_end_is_cut_for_show(mail: QrMail, templates: Templates, field: str) -> None:
    long = changed(mail, **{field: "Supercalifragilistic " * 500})
    message = compose(long, templates)
    assert len(message.as_bytes()) < 100_000
    assert len(message["Subject"]) < 180
    assert len(message["To"].addresses[0].display_name) <= 60
    assert len(received(message)["To"].addresses) == 1
    assert "Supercalifragilistic Supercalifragilistic Supercalifragilis…"[:41] in part(message, "plain")


@pytest.mark.parametrize(
    "changes",
    [{"office_zip": "K1A 0B1"}, {"office_zip": ""}, {"ship_from_zip": "1"}, {"broker_id": "<b>XYZZYPJK</b>"}],
)
def test_a_wrong_zip_or_label_id_makes_no_mail(
    mail: QrMail, templates: Templates, changes: dict[str, Any]
) -> None:
    with pytest.raises(BadInput) as caught:
        compose(changed(mail, **changes), templates)
    assert caught.value.field in changes


@pytest.mark.parametrize(
    "content",
    [
        b"<svg onload=alert(1)>", b"GIF89a" + b"\x00" * 40, b"\x89PNG\r\n\x1a\n", b"%PDF-1.4" + b" " * 60,
    ],
)  # fmt: skip
def test_what_is_no_png_is_not_mailed(mail: QrMail, templates: Templates, content: bytes) -> None:
    with pytest.raises(MailFault) as caught:
        compose(replace(mail, qr_png=content), templates)
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE


@pytest.mark.parametrize(("width", "height"), [(1, 1), (100_000, 100_000), (40, 4000), (0, 300)])
def test_a_picture_of_no_sensible_size_is_not_mailed(
    mail: QrMail, templates: Templates, picture: bytes, width: int, height: int
) -> None:
    odd = picture[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + picture[24:]
    with pytest.raises(MailFault):
        compose(replace(mail, qr_png=odd), templates)


def test_a_picture_that_would_choke_a_mailbox_is_not_mailed(
    mail: QrMail, templates: Templates, picture: bytes
) -> None:
    with pytest.raises(MailFault):
        compose(replace(mail, qr_png=picture + bytes(1_000_001)), templates)
