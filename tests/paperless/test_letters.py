"""A letter tells a customer all that is needed and only what is true, in two languages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from postwright.domain.faults import BadInput, FaultKind, MailFault
from postwright.domain.letter import Language, Letter, LetterFacts, LetterKind, LetterTemplate
from postwright.paperless.frame_words import WORDS, in_words
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paperless.letters import compose, preview, write_letter
from postwright.paperless.logo import small_logo
from postwright.paperless.sample_facts import sample
from postwright.paperless.template_problems import problems_of
from postwright.practice.documents.qr import draw
from tests.paperless.mail_reading import FRAME, Page, part, received

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ENGLISH, SPANISH = Language.ENGLISH, Language.SPANISH
QR = sample(LetterKind.QR)
OFFICE = "https://tools.usps.com/find-location.htm?locationType=po&serviceType=lbroretail&address=18702"
PRINT = "https://tools.usps.com/label-broker.htm?LabelID=XYZZYPJK&zip=18702"
STEPS = {
    ENGLISH: [
        "no printer", "XYZZ YPJK", "Please hand it in by Tuesday, December 1.", "Find a Post Office",
        "Pack the parcel", "participating Post Office", "scans the code, prints the label",
        "gives you a receipt", "cannot be scanned, say the Label ID XYZZ YPJK", "What to bring",
        "The packed parcel", "Extra services cannot be added", "print the label yourself", "A-1001",
        "help@juniper.example",
    ],
    SPANISH: [
        "No necesita impresora", "XYZZ YPJK", "a más tardar el martes 1 de diciembre.",
        "Buscar una Oficina de Correos", "Empaque", "Oficina de Correos participante",
        "escanea el código, imprime la etiqueta", "le da un recibo", "diga el Label ID XYZZ YPJK",
        "Qué debe llevar", "El paquete listo", "no se pueden agregar servicios adicionales",
        "imprimir la etiqueta usted mismo", "A-1001", "help@juniper.example",
    ],
}  # fmt: skip
EVERY = [(kind, language) for kind in LetterKind for language in Language]


def template(kind: LetterKind = LetterKind.QR, language: Language = ENGLISH) -> LetterTemplate:
    return LetterShelf(Path("there-is-none")).built_in(kind, language)


def letter(facts: LetterFacts = QR, language: Language = ENGLISH, kind: LetterKind = LetterKind.QR) -> Letter:
    return write_letter(template(kind, language), facts)


def addressed(written: Letter, **changes: Any) -> EmailMessage:
    ends = {
        "sender": "shop@example.com", "shop_name": "Pat's Mugs", "reply_to": "help@example.com",
        "recipient_name": "Ann Lee", "recipient": "ann@example.org", "at": AT,
    }  # fmt: skip
    return compose(written, **(ends | changes))


def both(written: Letter) -> list[str]:
    """The HTML as read, and the plain text, each on one line."""
    return [Page(written.html).text, " ".join(written.text.split())]


def logo() -> bytes:
    stream = BytesIO()
    Image.effect_noise((900, 300), 80).save(stream, "PNG")
    return small_logo(stream.getvalue())


# ---------------------------------------------------------------- the built-in texts


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_the_built_in_texts_have_nothing_wrong_with_them(kind: LetterKind, language: Language) -> None:
    assert problems_of(template(kind, language)) == ()


@pytest.mark.parametrize("language", Language)
def test_a_qr_mail_says_in_order_all_that_is_needed(language: Language) -> None:
    written = letter(language=language)
    assert Page(written.html).tags["ol"] == 1
    for text in both(written):
        at = 0
        for step in STEPS[language]:
            at = text.find(step, at)
            assert at >= 0, step


@pytest.mark.parametrize("language", Language)
def test_the_links_are_those_of_the_usps_guide_character_by_character(language: Language) -> None:
    written = letter(language=language)
    assert Page(written.html).values("href") == [OFFICE, PRINT]
    assert re.findall(r"https?://[^\s>]+", written.text) == [OFFICE, PRINT]
    assert OFFICE.replace("&", "&amp;") in written.html


@pytest.mark.parametrize("language", Language)
def test_both_twins_say_the_same_words_in_the_same_order(language: Language) -> None:
    for kind in LetterKind:
        written = letter(sample(kind), language, kind)
        # Links stand behind their words, steps are counted, and the picture is told of.
        added = r"<https\S+>|https\S+|^ *\d\. |" + WORDS[language].qr_in_text
        bare = re.sub(added, "", written.text, flags=re.MULTILINE)
        page = Page(written.html).text.split(written.subject, 1)[1]
        assert re.findall(r"\w+", bare) == re.findall(r"\w+", page.removeprefix(" Juniper Goods"))


@pytest.mark.parametrize("language", Language)
def test_with_the_code_alone_nothing_is_said_of_a_label_id(language: Language) -> None:
    written = letter(replace(QR, label_id="", print_link=""), language)
    for text in both(written):
        assert "Label ID" not in text
        assert "QR" in text
    assert Page(written.html).values("href") == [OFFICE]
    assert "Label ID" not in written.html


@pytest.mark.parametrize("language", Language)
def test_with_the_label_id_alone_nothing_is_said_of_a_code(language: Language) -> None:
    written = letter(replace(QR, qr_png=b""), language)
    assert written.pictures == ()
    assert "Label ID" in written.subject
    assert Page(written.html).tags["img"] == 0
    for text in both(written):
        assert not re.search(r"QR|\bcode\b|scan|código|escane", text)


def test_with_neither_there_is_no_mail() -> None:
    with pytest.raises(MailFault) as caught:
        letter(replace(QR, qr_png=b"", label_id=" "))
    assert caught.value.kind is FaultKind.QR_MISSING


def test_a_label_id_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        letter(replace(QR, label_id="<b>"))
    assert caught.value.kind is FaultKind.QR_MISSING


def test_a_return_is_called_a_return() -> None:
    english = letter(replace(QR, is_return=True, order="", service="", reply_to=""))
    assert english.subject == "QR code for your return to Juniper Goods"
    for text in both(english):
        assert "postage for your return." in text
        assert "parcel to" not in text
        assert "Order:" not in text
        assert "Service:" not in text
        assert "Reply to this mail." in text
    spanish = letter(replace(QR, is_return=True), SPANISH)
    assert spanish.subject == "Código QR para su devolución (pedido A-1001) a Juniper Goods"
    assert "envío de su devolución. No necesita" in spanish.text


def test_without_a_known_day_the_mail_asks_to_go_soon() -> None:
    for language, words in ((ENGLISH, "Please go within a few days"), (SPANISH, "vaya en los próximos días")):
        for text in both(letter(replace(QR, valid_until=None), language)):
            assert words in text
            assert "December" not in text


def test_a_mail_without_names_still_reads_well() -> None:
    bare = replace(QR, shop_name="", customer_name="", ship_to_name="", order="", reply_to="", service="")
    assert letter(bare).subject == "QR code for your parcel"
    assert letter(bare, SPANISH).subject == "Código QR para su paquete"
    for text in both(letter(bare)):
        assert "Hello, The shop has paid the postage for your parcel. You need" in text
    for text in both(letter(bare, SPANISH)):
        assert "Hola: La tienda ya pagó el envío de su paquete. No necesita" in text


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_practice_mail_says_so_first(kind: LetterKind, language: Language) -> None:
    written = letter(replace(sample(kind), practice=True), language, kind)
    word = "Practice" if language is ENGLISH else "Práctica"
    assert written.subject.startswith(f"{word}: ")
    for text, greeting in zip(both(written), ("Hello", "Hello"), strict=True):
        said = text.lower().find(f"{word.lower()}.")
        assert 0 <= said < text.find(greeting if language is ENGLISH else "Hola")


def test_a_tracking_notice_tells_the_number_and_where_to_follow_it() -> None:
    facts = sample(LetterKind.TRACKING)
    for language, words in ((ENGLISH, "Tracking number"), (SPANISH, "Número de rastreo")):
        written = letter(facts, language, LetterKind.TRACKING)
        assert Page(written.html).values("href") == [facts.tracking_link]
        for text in both(written):
            assert words in text
            assert "9400 1000 0000 0000 0000 01" in text
        assert "noviembre" in written.text or "leaves on Tuesday, November 24" in written.text


def test_a_return_label_travels_with_its_mail() -> None:
    facts = replace(sample(LetterKind.RETURN_LABEL), pdf=b"%PDF-1.7 the label")
    for language, name in ((ENGLISH, "return-label.pdf"), (SPANISH, "etiqueta-de-devolucion.pdf")):
        message = received(addressed(letter(facts, language, LetterKind.RETURN_LABEL)))
        assert [one.get_content_type() for one in message.walk()] == [
            "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
        ]  # fmt: skip
        attached = next(message.iter_attachments())
        assert attached.get_filename() == name
        assert attached.get_content_disposition() == "attachment"
        assert attached.get_content() == b"%PDF-1.7 the label"


def test_without_the_label_there_is_no_mail_with_a_label() -> None:
    with pytest.raises(MailFault) as caught:
        letter(QR, kind=LetterKind.RETURN_LABEL)
    assert caught.value.kind is FaultKind.DOCUMENT_MISSING


@pytest.mark.parametrize(
    ("day", "english", "spanish"),
    [
        (date(2026, 12, 1), "Tuesday, December 1", "martes 1 de diciembre"),
        (date(2027, 1, 31), "Sunday, January 31", "domingo 31 de enero"),
        (date(2028, 2, 29), "Tuesday, February 29", "martes 29 de febrero"),
        (date(2026, 8, 5), "Wednesday, August 5", "miércoles 5 de agosto"),
    ],
)
def test_days_are_told_in_words_of_the_language(day: date, english: str, spanish: str) -> None:
    assert in_words(day, ENGLISH) == english
    assert in_words(day, SPANISH) == spanish


# ---------------------------------------------------------------- the tree and the headers


def test_the_mail_is_text_or_html_with_its_pictures_inside() -> None:
    message = received(addressed(letter(replace(QR, logo=logo()))))
    assert [one.get_content_type() for one in message.walk()] == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "image/png",
    ]  # fmt: skip
    images = [one for one in message.walk() if one.get_content_maintype() == "image"]
    assert {one.get_content_disposition() for one in images} == {"inline"}
    assert {f"cid:{one['Content-ID'].strip('<>')}" for one in images} == set(
        Page(part(message, "html")).values("src")
    )


def test_the_headers_name_one_sender_and_one_recipient_and_no_program() -> None:
    message = received(addressed(letter()))
    assert str(message["From"]) == "Pat's Mugs <shop@example.com>"
    assert str(message["To"]) == "Ann Lee <ann@example.org>"
    assert str(message["Reply-To"]) == "Pat's Mugs <help@example.com>"
    assert message["Subject"] == "QR code for your parcel (order A-1001) from Juniper Goods"
    assert message["Date"].datetime == AT
    assert message["Message-ID"].endswith("@example.com>")
    assert message["Content-Language"] == "en"
    assert len(set(message.keys())) == len(message.keys())
    assert not {name.lower() for name in message.keys()} & {"x-mailer", "user-agent", "auto-submitted", "bcc"}


def test_each_mail_has_a_message_id_of_its_own() -> None:
    assert addressed(letter())["Message-ID"] != addressed(letter())["Message-ID"]


def test_without_a_sender_the_mail_program_puts_in_its_own() -> None:
    message = received(addressed(letter(), sender="", reply_to=""))
    assert message["From"] is None
    assert message["Reply-To"] is None


@pytest.mark.parametrize("language", Language)
def test_the_mail_travels_in_seven_bits_and_short_lines(language: Language) -> None:
    greek = replace(QR, shop_name="Κούπες του Πατ", customer_name="Ann Ó Laoire 🧵", logo=logo())
    content = addressed(letter(greek, language), shop_name="Κούπες του Πατ").as_bytes(policy=SMTP)
    assert content.isascii()
    assert max(len(line) for line in content.split(b"\r\n")) <= 78
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize("language", Language)
def test_the_mail_with_a_logo_and_the_carrier_s_picture_is_small_enough_that_no_program_cuts_it(
    language: Language,
) -> None:
    facts = replace(QR, logo=logo(), qr_png=draw("XYZZYPJK"))
    message = addressed(letter(facts, language))
    assert len(message.as_bytes(policy=SMTP)) < 100_000
    # Gmail cuts the HTML alone, at about 102 kB.
    assert len(part(message, "html").encode()) < 20_000


def test_the_preview_is_the_mail_with_the_pictures_put_in() -> None:
    written = letter(replace(QR, logo=logo()))
    seen = preview(written)
    assert (seen.subject, seen.text) == (written.subject, written.text)
    blank = re.compile(r'src="[^"]+"')
    assert blank.sub("", seen.html) == blank.sub("", written.html)
    assert all(source.startswith("data:image/png;base64,iVBOR") for source in Page(seen.html).values("src"))


# ---------------------------------------------------------------- the frame


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_screen_readers_hear_a_language_headings_and_no_tables(kind: LetterKind, language: Language) -> None:
    page = Page(letter(replace(sample(kind), logo=logo()), language, kind).html)
    assert page.values("lang") == [language.value]
    assert page.tags["h1"] == 1
    assert page.tags["table"] == page.values("role").count("presentation")
    assert page.tags["title"] == 1
    assert page.tags["img"] == len([alt for alt in page.values("alt") if alt])
    assert set(page.tags) <= FRAME


def test_with_pictures_blocked_the_label_id_still_stands_there() -> None:
    page = Page(letter(replace(QR, logo=logo())).html)
    assert page.values("alt") == [
        "Juniper Goods",
        "QR code for the Post Office. If you cannot see it, use the Label ID XYZZ YPJK.",
    ]
    assert page.text.count("XYZZ YPJK") >= 2


def test_without_a_logo_the_shop_s_name_stands_at_the_top() -> None:
    assert Page(letter().html).text.split("Ship without")[0].endswith("Juniper Goods ")
    assert Page(letter(replace(QR, logo=b"\x89PNG\r\n\x1a\n cut off")).html).tags["img"] == 1
    wide = logo()[:16] + (4000).to_bytes(4, "big") + logo()[20:]
    assert Page(letter(replace(QR, logo=wide)).html).tags["img"] == 1


def test_the_logo_is_shown_at_half_its_dots() -> None:
    page = Page(letter(replace(QR, logo=logo())).html)
    with Image.open(BytesIO(logo())) as picture:
        width, height = picture.size
    assert (page.values("width")[2], page.values("height")[0]) == (str(width // 2), str(height // 2))


def test_a_tall_picture_keeps_its_shape_and_is_shown_larger() -> None:
    stream = BytesIO()
    Image.new("L", (300, 450), 255).save(stream, "PNG")
    page = Page(letter(replace(QR, qr_png=stream.getvalue())).html)
    image = {name: value for tag, name, value in page.attributes if tag == "img"}
    assert (image["width"], image["height"]) == ("440", "660")


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(MailFault) as caught:
        letter(replace(QR, qr_png=b"GIF89a"))
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_nothing_is_loaded_from_elsewhere(kind: LetterKind, language: Language) -> None:
    html = letter(replace(sample(kind), logo=logo()), language, kind).html
    page = Page(html)
    assert all(value.startswith("https://tools.usps.com/") for value in page.values("href"))
    assert all(value.startswith("cid:") for value in page.values("src"))
    assert not re.search(r"url\(|@import|<link|<script|<style|<form|\bon\w+=", html)
    assert not {name for _, name, _ in page.attributes} & {"background", "srcset", "action", "poster"}


def test_the_website_and_a_mail_address_may_be_linked_to() -> None:
    text = "[Shop]({{ website }})\n\nWrite to [us](mailto:help@juniper.example) or [look](https://juniper.example/x).\n"
    own = LetterTemplate(LetterKind.QR, ENGLISH, "s", text)
    written = write_letter(own, replace(QR, website="juniper.example"))
    assert Page(written.html).values("href") == [
        "https://juniper.example", "mailto:help@juniper.example", "https://juniper.example/x",
    ]  # fmt: skip
    assert written.text == (
        "Shop:\nhttps://juniper.example\n\nWrite to us <help@juniper.example> or look <https://juniper.example/x>.\n"
    )


def test_a_text_of_the_shop_s_own_looks_as_it_was_written() -> None:
    text = (
        "# Hi **you**\n### Small\nOne\ntwo *three*\n\n- a\n  1. b\n  2. c\n- {{ qr }}\n\n5. five\n\n---\n\n"
        "more {{ label_id }}\n\n---\n\nsmall"
    )
    written = write_letter(LetterTemplate(LetterKind.QR, ENGLISH, "s", text), QR)
    page = Page(written.html)
    assert set(page.tags) <= FRAME
    assert (page.tags["h1"], page.tags["h2"], page.tags["img"], page.tags["em"]) == (1, 1, 1, 1)
    assert page.values("start") == ["5"]
    assert "One\ntwo three" in page.words
    assert written.text.splitlines()[:8] == ["Hi you", "======", "", "Small", "-----", "", "One", "two three"]
    assert "- a\n  1. b\n  2. c" in written.text
    assert "5. five" in written.text
    assert "more XYZZ YPJK" in written.text


@pytest.mark.parametrize(
    "content",
    [b"<svg onload=alert(1)>", b"GIF89a" + bytes(40), b"\x89PNG\r\n\x1a\n", b"%PDF-1.4" + bytes(60)],
)
def test_what_is_no_png_is_not_mailed(content: bytes) -> None:
    with pytest.raises(MailFault) as caught:
        letter(replace(QR, qr_png=content))
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE


@pytest.mark.parametrize(("width", "height"), [(1, 1), (100_000, 100_000), (40, 4000), (0, 300)])
def test_a_picture_of_no_sensible_size_is_not_mailed(width: int, height: int) -> None:
    odd = QR.qr_png[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + QR.qr_png[24:]
    with pytest.raises(MailFault):
        letter(replace(QR, qr_png=odd))


def test_a_picture_that_would_choke_a_mailbox_is_not_mailed() -> None:
    with pytest.raises(MailFault):
        letter(replace(QR, qr_png=QR.qr_png + bytes(1_000_001)))
