"""A customer's mail, of every kind and in every language: our tags, our links, our headers, one recipient."""

from __future__ import annotations

import ast
import email
import time
from collections.abc import Callable
from dataclasses import replace
from email import policy
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from postwright.domain.faults import FaultKind, MailFault
from postwright.domain.letter import Language, LetterFacts, LetterKind, LetterTemplate
from postwright.paperless import delivery
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paperless.letters import compose, preview, write_letter
from postwright.paperless.link_rules import allowed_for
from postwright.paperless.sample_facts import sample
from postwright.paperless.template_problems import problems_of
from tests.fakes.mail_server import Post, serving
from tests.faults.matrix import Control
from tests.faults.nasty import FORMULAS, LINE_BREAKS, MARKUP, SHELL
from tests.faults.sampling import drawn
from tests.paperless.mail_reading import FRAME, Page
from tests.test_architecture import OURS, nodes, place

SHELF = LetterShelf(Path("there-is-none"))
KINDS = [(kind, language) for kind in LetterKind for language in Language]
FIELDS = ("shop_name", "customer_name", "ship_to_name", "order", "service")
NASTY = (
    *MARKUP,
    *SHELL[:4],
    *FORMULAS[:4],
    "</style></head>",
    "{{ 7*7 }}",
    "{% if %}",
    "\u202eeel",
    "Аnn",
    "=?utf-8?q?=0D=0ABcc:x?=",
    "x" * 10_000,
    "<" * 10_000,
    "[a](javascript:x)",
    "&#106;avascript:alert(1)",
    '" onload="alert(1)',
    "{0.__class__}",
    "%(a)s",
    "cid:qr",
    "\x00<b>",
    "<svg/onload=alert(1)>",
)
CELLS = [(kind, language, nasty) for kind, language in KINDS for nasty in NASTY]
TO = {
    "sender": "s@example.com",
    "shop_name": "Shop",
    "reply_to": "",
    "recipient_name": "",
    "recipient": "r@example.org",
}
MAILS = ("message", "draft", "mail", "heads")
ADDERS = ("add_header", "replace_header", "set_param", "set_raw")
HEADERS = {
    "Subject",
    "To",
    "From",
    "Reply-To",
    "Date",
    "Message-ID",
    "Content-Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Auto-Submitted",
}


def facts_with(kind: LetterKind, nasty: str) -> LetterFacts:
    return replace(sample(kind), **dict.fromkeys(FIELDS, nasty))


def whole(
    kind: LetterKind, language: Language, facts: LetterFacts, **ends: str
) -> email.message.EmailMessage:
    """The mail as somebody gets it: written as bytes, and read again."""
    letter = write_letter(SHELF.built_in(kind, language), facts)
    content = compose(letter, **(TO | ends)).as_bytes(policy=delivery.SEVEN_BITS)
    return email.message_from_bytes(content, _class=email.message.EmailMessage, policy=policy.default)


# ---------------------------------------------------------------- names


@pytest.mark.row("X2")
@pytest.mark.parametrize(("kind", "language", "nasty"), drawn(CELLS, 40, lambda cell: cell[2:]))
def test_a_name_changes_nothing_but_the_words(kind: LetterKind, language: Language, nasty: str) -> None:
    template = SHELF.built_in(kind, language)
    hostile, usual = facts_with(kind, nasty), sample(kind)
    page, plain = (Page(write_letter(template, one).html) for one in (hostile, usual))
    assert page.shape == plain.shape
    assert page.strange == []
    assert set(page.tags) <= FRAME
    assert all(allowed_for("")(link) for link in page.values("href"))
    assert all(source.startswith("cid:") for source in page.values("src"))


@pytest.mark.control
def test_a_name_that_is_put_in_as_it_is_does_change_them(
    record_property: Callable[[str, object], None],
) -> None:
    frame = "<p>Dear {}</p><p>Bye</p>"
    seen = sum(Page(frame.format(one)).shape != Page(frame.format("Ann")).shape for one in MARKUP)
    record_property(
        "control", Control("a name put into HTML as it is: other tags", seen, len(MARKUP), 5).plain()
    )
    assert seen >= 5


# ---------------------------------------------------------------- headers

BREAKS = [
    (kind, name, f"Ann{line_break}Bcc: evil@evil.example")
    for kind in LetterKind
    for name in (*FIELDS, "recipient_name", "sender", "reply_to", "recipient")
    for line_break in LINE_BREAKS
]


@pytest.mark.row("X3")
@pytest.mark.parametrize(("kind", "field", "text"), drawn(BREAKS, 60, lambda cell: [cell[1], cell[2]]))
def test_a_line_break_is_refused_or_taken_out(kind: LetterKind, field: str, text: str) -> None:
    facts = replace(sample(kind), **{field: text}) if field in FIELDS else sample(kind)
    ends = {} if field in FIELDS else {field: text}
    if field not in ("customer_name", "ship_to_name", "service"):
        with pytest.raises(MailFault) as caught:
            whole(kind, Language.ENGLISH, facts, **ends)
        assert caught.value.kind is FaultKind.MAIL_ADDRESS
        return
    message = whole(kind, Language.ENGLISH, facts, **ends)
    assert set(message.keys()) <= HEADERS
    assert [one.addr_spec for one in message["To"].addresses] == ["r@example.org"]


@pytest.mark.row("X3")
@pytest.mark.parametrize(
    "word", ["=?utf-8?q?a=0D=0ABcc:_x@y.example?=", "=?utf-8?b?DQpCY2M6IHg=?=", "=?x?q?=00?="]
)
def test_an_encoded_word_stays_the_words_that_it_is(word: str) -> None:
    message = whole(
        LetterKind.QR, Language.ENGLISH, facts_with(LetterKind.QR, word), recipient_name=word, shop_name=word
    )
    assert set(message.keys()) <= HEADERS
    for header in ("Subject", "To", "From"):
        assert len(str(message[header]).splitlines()) == 1
        assert "\x00" not in str(message[header])
    assert "= ?" in str(message["Subject"])


@pytest.mark.row("X3")
def test_the_names_of_headers_are_constants() -> None:
    strange = []
    for file in (one for one in OURS if place(one).startswith(("paperless/", "operations/", "app/"))):
        for node in nodes(file, ast.Assign):
            for target in node.targets:
                named = isinstance(target, ast.Subscript) and ast.unparse(target.value) in (
                    "message",
                    "draft",
                    "mail",
                )
                if named and not isinstance(target.slice, ast.Constant):
                    strange.append(f"{place(file)}: {ast.unparse(target)}")
        strange += [
            f"{place(file)}: {ast.unparse(call)}"
            for call in nodes(file, ast.Call)
            if getattr(call.func, "attr", "") in ADDERS
        ]
    assert strange == []


@pytest.mark.row("X3", "X4")
@pytest.mark.parametrize("sender", ["s@bücher.example", "s@xn--bcher-kva.example"])
def test_a_message_is_numbered_at_a_host_in_plain_letters(sender: str) -> None:
    message = whole(LetterKind.QR, Language.ENGLISH, sample(LetterKind.QR), sender=sender)
    assert message["Message-ID"].endswith("@xn--bcher-kva.example>")
    assert message["From"].addresses[0].addr_spec == "s@xn--bcher-kva.example"


@pytest.mark.control
def test_an_older_way_to_write_a_mail_does_write_the_header(
    record_property: Callable[[str, object], None],
) -> None:
    seen = 0
    for line_break in ("\r\n", "\n"):
        text = f"Subject: Hi{line_break}Bcc: evil@evil.example\r\nTo: r@example.org\r\n\r\nHello"
        seen += email.message_from_string(text)["Bcc"] is not None
    old = MIMEText("Hello")
    old["To"] = "Jane <a@b.example>, evil@evil.example"
    again = email.message_from_bytes(old.as_bytes(), policy=policy.default)
    seen += len(again["To"].addresses) == 2
    record_property(
        "control", Control("a header made of texts: another header or recipient", seen, 3, 3).plain()
    )
    assert seen == 3


# ---------------------------------------------------------------- recipients

RECIPIENTS = [
    "Jane <a@b.example>, evil@x.example",
    "jane(comment)@x.example",
    "(c)jane@x.example",
    '"a b"@x.example',
    '"a@b"@x.example',
    "group:a@x.example,b@x.example;",
    "a@b@c.example",
    "@a,@b:c@x.example",
    "a@x.example b@x.example",
    "<a@x.example>",
    "a@[127.0.0.1]",
    "a@x",
    "a" * 1000 + "@x.example",
    "a@" + "x" * 1000 + ".example",
    "a@\u202ex.example",
    "a\u202e@x.example",
    "a@x.example\x00",
    "a@x.example%0d",
    "a..b@x.example",
    ".a@x.example",
    "a@-x.example",
    "",
    " ",
]


@pytest.mark.row("X4")
@pytest.mark.parametrize("address", RECIPIENTS, ids=lambda text: ascii(text)[:24])
@pytest.mark.parametrize("field", ["recipient", "sender", "reply_to"])
def test_what_is_not_one_plain_address_is_refused(field: str, address: str) -> None:
    if field != "recipient" and not address:
        return  # a mail may have neither
    with pytest.raises(MailFault) as caught:
        whole(LetterKind.TRACKING, Language.ENGLISH, sample(LetterKind.TRACKING), **{field: address})
    assert caught.value.kind is FaultKind.MAIL_ADDRESS


@pytest.mark.row("X4")
def test_a_server_hears_of_one_recipient_whatever_the_name_is() -> None:
    names = ("Jane <a@b.example>, evil@x.example", '"; evil@x.example', "a:b@x.example;", "x" * 10_000)
    post = Post()
    with serving(post) as setup:
        for name in names:
            letter = write_letter(
                SHELF.built_in(LetterKind.QR, Language.SPANISH), facts_with(LetterKind.QR, name)
            )
            ends = TO | {"recipient_name": name, "shop_name": name, "reply_to": "h@example.com"}
            delivery.send(compose(letter, **ends), setup)
    assert [taken.rcpt_tos for taken in post.taken] == [["r@example.org"]] * len(names)
    assert [taken.mail_from for taken in post.taken] == ["s@example.com"] * len(names)


@pytest.mark.row("X4")
@pytest.mark.parametrize(
    ("typed", "sent"),
    [("a@раураl.example", "a@xn--l-7sba6dbr.example"), ("a@BÜCHER.example", "a@xn--bcher-kva.example")],
)
def test_a_host_in_other_letters_is_written_in_its_plain_form(typed: str, sent: str) -> None:
    message = whole(LetterKind.QR, Language.ENGLISH, sample(LetterKind.QR), recipient=typed)
    assert [one.addr_spec for one in message["To"].addresses] == [sent]


# ---------------------------------------------------------------- texts of the shop

LINKS = [
    "[x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,x)",
    "[x](vbscript:x)",
    "[x][1]\n\n[1]: https://evil.example",
    "<https://evil.example>",
    "https://evil.example",
    "[x](//evil.example)",
    "[x](https://tools.usps.com@evil.example/)",
    "[x](file:///etc/passwd)",
    "![x](https://evil.example/x.png)",
    "<img src=https://evil.example/x.png>",
    "<div>\n<script>alert(1)</script>\n</div>",
    "[x](https://tools.usps.com\\@evil.example)",
    "[x](HTTPS://EVIL.EXAMPLE)",
    "[x](<javascript:alert(1)>)",
    "[x](\tjavascript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](mailto:a@b.example?bcc=evil@x.example)",
    "[x](mailto:a@b.example,evil@x.example)",
    "[x](https://{{ customer }}/)",
    "[x](https://tools.usps.com.evil.example)",
    "[x](https&colon;//evil.example)",
    "[![y](data:image/png;base64,x)](https://evil.example)",
]


@pytest.mark.row("X2", "X10")
@pytest.mark.parametrize("body", LINKS)
@pytest.mark.parametrize(("kind", "language"), drawn(KINDS, 2, lambda _: ()))
def test_a_text_of_the_shop_leads_nowhere_else(kind: LetterKind, language: Language, body: str) -> None:
    template = LetterTemplate(kind, language, "s", body)
    if any(not one.warning for one in problems_of(template)):
        return
    for facts in (sample(kind), facts_with(kind, "https://evil.example")):
        page = Page(preview(write_letter(template, facts)).html)
        assert all(allowed_for("")(link) for link in page.values("href"))
        assert all(source.startswith("data:image/png;base64,") for source in page.values("src"))
        assert set(page.tags) <= FRAME
        assert page.strange == []


SLOW = [
    "[" * 6000 + "](",
    "*_" * 6000,
    "`" * 12_000,
    "`" * 50 + "a" * 50,
    "<" * 12_000,
    "&" * 12_000,
    "> - 1. " * 1700,
    "a\n=\n" * 3000,
    "\\\n" * 6000,
    "[a][" * 3000,
    "![a](" * 2400,
    "{{ qr }}" * 1500,
    "\t" * 12_000,
    "**" * 6000,
    "x" * 1_000_000,
    "{{ qr }}" * 125_000,
    "[" * 1_000_000,
]


@pytest.mark.row("X2")
@pytest.mark.parametrize("body", drawn(SLOW, 10, lambda _: ()), ids=lambda text: text[:8])
def test_no_text_keeps_the_program_busy(body: str) -> None:
    template = replace(SHELF.built_in(LetterKind.QR, Language.ENGLISH), body=body)
    began = time.process_time()
    if not any(not one.warning for one in problems_of(template)):
        write_letter(template, sample(LetterKind.QR))
    assert time.process_time() - began < 15  # a few tenths here


@pytest.mark.row("X2")
@pytest.mark.parametrize(
    "content",
    [
        b"x" * 2_000_000,
        b"\xff\xfe\x00",
        b"",
        b"\x00" * 100,
        b"{{ ''.__class__.__mro__ }}",
        b"---\n!!python/object:os.system",
    ],
)
def test_a_spoilt_text_in_the_folder_is_not_what_a_customer_gets(tmp_path: Path, content: bytes) -> None:
    shelf = LetterShelf(tmp_path)
    shelf.keep_draft(SHELF.built_in(LetterKind.QR, Language.ENGLISH))
    shelf.adopt(LetterKind.QR, Language.ENGLISH)
    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert files
    for file in files:
        file.write_bytes(content)
    template = shelf.in_use(LetterKind.QR, Language.ENGLISH)
    letter = write_letter(template, sample(LetterKind.QR))
    assert set(Page(letter.html).tags) <= FRAME
    assert "XYZZ YPJK" in letter.text
