"""Whatever is in a name or in a text of the shop, a mail has our tags, our links and one recipient."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.faults import FaultKind, MailFault
from postwright.domain.letter import Language, LetterFacts, LetterKind
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paperless.letters import compose, write_letter
from postwright.paperless.link_rules import allowed_for
from postwright.paperless.mail_address import mailbox
from postwright.paperless.sample_facts import sample
from tests.paperless.mail_reading import FRAME, Page, received

QR = sample(LetterKind.QR)
TEXT = LetterShelf(Path("there-is-none")).built_in(LetterKind.QR, Language.ENGLISH)
FIELDS = ["shop_name", "customer_name", "ship_to_name", "order", "service"]
NASTY = [
    "<script>alert(1)</script>",
    "<img src=http://evil.example/x.png>",
    '"><a href="https://evil.example">here</a>',
    "'; background:url(//evil.example)",
    "{{ 7*7 }}{% for x in y %}{{ self.__init__.__globals__ }}",
    "</td></tr></table><table><tr><td>",
    "&lt;b&gt; &#60;b&#62; &amp;",
    "<!-- <b>",
    "]]><b>",
    "[x](https://tools.usps.com/evil)",
    "![x](https://tools.usps.com/x.png)",
    "<https://tools.usps.com/evil>",
    "https://evil.example www.evil.example",
    "**bold** _it_ `code` ~~gone~~",
    "# head",
    "- point",
    "1. step",
    "1) step",
    "> quoted",
    "---",
    "===",
    "| a | b |",
    "back\\slash \\*",
    "[x]: https://evil.example",
    "*",
    "a_b_c",
]


def shown(facts: LetterFacts) -> Page:
    return Page(write_letter(TEXT, facts).html)


def changed(**changes: Any) -> LetterFacts:
    return replace(QR, **changes)


def assert_only_words_differ(facts: LetterFacts) -> Page:
    hostile = shown(facts)
    assert hostile.shape == shown(QR).shape
    assert hostile.strange == []
    return hostile


# ---------------------------------------------------------------- values


@pytest.mark.parametrize("nasty", NASTY)
def test_a_value_is_shown_as_it_was_typed(nasty: str) -> None:
    page = assert_only_words_differ(changed(**dict.fromkeys(FIELDS, nasty)))
    assert page.text.count(nasty[:59]) >= len(FIELDS)
    letter = write_letter(TEXT, changed(**dict.fromkeys(FIELDS, nasty)))
    assert nasty[:59] in letter.text
    assert nasty[:59] in letter.subject


@pytest.mark.parametrize("nasty", NASTY)
def test_a_value_at_the_beginning_of_a_line_is_shown_as_it_was_typed(nasty: str) -> None:
    body = "{{ customer }}\n\n- {{ customer }}\n\n{{ order }}\n{{ customer }}\n\n## {{ service }}"
    text = replace(TEXT, subject="s", body=body)
    facts = changed(customer_name=nasty, order=nasty, service=nasty)
    page = Page(write_letter(text, facts).html)
    assert page.shape == Page(write_letter(text, QR).html).shape
    assert page.text.count(nasty) == 5


_ANYTHING = st.text(max_size=80)


@given(st.fixed_dictionaries(dict.fromkeys([*FIELDS, "website", "reply_to"], _ANYTHING)))
def test_no_value_whatever_makes_a_tag_a_link_or_a_header(values: dict[str, str]) -> None:
    facts = changed(**values)
    if any(len(f"{values[name]}.".splitlines()) > 1 for name in ("order", "shop_name")):
        with pytest.raises(MailFault):
            write_letter(TEXT, facts)
        return
    letter = write_letter(TEXT, facts)
    page = Page(letter.html)
    assert set(page.tags) <= FRAME
    assert page.strange == []
    assert page.values("href") == shown(QR).values("href")
    assert len(letter.subject.splitlines()) == 1


@pytest.mark.parametrize(
    "hidden",
    [
        "\u202eeel nnA",
        "A\u200bnn",
        "A\x00nn",
        "A\x1b[31mnn",
        "A\u2028nn",
        "A\ue000nn",
        "A\ue001nn\ue00f",
        "A\ud800nn",
    ],
)
def test_what_hides_or_turns_the_writing_is_taken_out(hidden: str) -> None:
    page = assert_only_words_differ(changed(customer_name=hidden, ship_to_name=hidden))
    bad = set("\u202e\u200b\x00\x1b\u2028\ue000\ue001\ue00f\ud800")
    assert not bad & set(page.words)
    assert not bad & set(write_letter(TEXT, changed(customer_name=hidden)).text)


def test_a_text_of_ten_thousand_characters_is_cut() -> None:
    long = changed(**dict.fromkeys(FIELDS, "W" * 10_000))
    page = assert_only_words_differ(long)
    assert page.text.count("W" * 59 + "…") >= len(FIELDS)
    assert "W" * 60 not in page.text
    assert len(write_letter(TEXT, long).subject) <= 150


LINE_BREAKS = ["a\r\nBcc: x@evil.example", "a\nb", "a\rb", "a\u2028b", "a\x85b", "a\x0bb", "a\n", "a\x1cb"]


@pytest.mark.parametrize("text", LINE_BREAKS)
@pytest.mark.parametrize("field", ["shop_name", "order"])
def test_a_line_break_where_it_could_become_a_header_is_refused(field: str, text: str) -> None:
    with pytest.raises(MailFault) as caught:
        write_letter(TEXT, changed(**{field: text}))
    assert caught.value.kind is FaultKind.MAIL_ADDRESS


ENDS = {
    "sender": "s@example.com",
    "shop_name": "",
    "reply_to": "",
    "recipient_name": "",
    "recipient": "r@example.org",
}


@pytest.mark.parametrize("text", LINE_BREAKS)
@pytest.mark.parametrize("field", ["shop_name", "recipient_name", "sender", "recipient", "reply_to"])
def test_a_line_break_in_a_name_or_an_address_is_refused(field: str, text: str) -> None:
    letter = write_letter(TEXT, QR)
    with pytest.raises(MailFault) as caught:
        compose(letter, **(ENDS | {field: text}))
    assert caught.value.kind is FaultKind.MAIL_ADDRESS


BAD_ADDRESSES = [
    "ann@example.org, x@evil.example", "Ann <ann@example.org>", "ann", "ann@", "@example.org",
    "ann@localhost",
    "a b@example.org", "ann@exam_ple.org", "ünn@example.org", '"a b"@example.org',
    "a" * 10_000 + "@example.org",
    "ann@[127.0.0.1]", "ann\x00@example.org", "ann@example.org;x@evil.example", "ann@@example.org",
    "=?utf-8?q?ann?=@example..org", "ann(comment)@example.org", "(c)ann@example.org", "ann@example.org (Ann)",
    "ann@(x)example.org", "\u202eann@example.org",
]  # fmt: skip


@pytest.mark.parametrize("address", BAD_ADDRESSES)
@pytest.mark.parametrize("field", ["recipient", "sender", "reply_to"])
def test_only_one_plain_address_is_an_address(field: str, address: str) -> None:
    with pytest.raises(MailFault) as caught:
        compose(write_letter(TEXT, QR), **(ENDS | {field: address}))
    assert (caught.value.kind, caught.value.field) == (FaultKind.MAIL_ADDRESS, field)


NAMES = [
    "Jane <a@b.example>, evil@x.example",
    '"; x@evil.example',
    "a, b@evil.example",
    "=?utf-8?q?x=0ABcc:_y?=",
    "a:b;",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_adds_no_recipient(name: str) -> None:
    message = received(
        compose(write_letter(TEXT, QR), **(ENDS | {"recipient_name": name, "shop_name": name}))
    )
    assert [one.addr_spec for one in message["To"].addresses] == ["r@example.org"]
    assert [one.addr_spec for one in message["From"].addresses] == ["s@example.com"]
    assert message["Bcc"] is None


def test_a_host_in_other_letters_is_written_as_servers_know_it() -> None:
    assert mailbox("", "ann@gооgle.example", "recipient").domain == "xn--ggle-55da.example"


def test_a_name_that_passes_for_another_is_left_out_of_the_header() -> None:
    assert mailbox("Аnn Lee", "ann@example.org", "recipient").display_name == ""
    assert mailbox("Κούπες του Πατ", "ann@example.org", "recipient").display_name == "Κούπες του Πατ"


# ---------------------------------------------------------------- links


@pytest.mark.parametrize(
    "link",
    [
        "http://tools.usps.com/x", "https://tools.usps.com.evil.example/",
        "https://evil.example/tools.usps.com",
        "https://tools.usps.com@evil.example/", "https://tools.usps.com:8443/", "javascript:alert(1)",
        "//evil.example",
        "data:text/html,x", "https://tools.usps.com\\@evil.example/", "https://tооls.usps.com/", "/x", "x",
        "",
        "https://tools.usps.com/\n", "https://[tools.usps.com", "mailto:a@example.org?bcc=x@evil.example",
        "mailto:a@example.org,b@evil.example", "mailto:", "HTTPS://evil.example",
        "https://evil.juniper.example/",
        "https://juniper.example@evil.example", "ftp://tools.usps.com/", "https:tools.usps.com",
    ],
)  # fmt: skip
def test_a_link_elsewhere_is_no_link(link: str) -> None:
    assert not allowed_for("https://juniper.example")(link)


@pytest.mark.parametrize(
    "website", ["", "http://juniper.example", "not a site", "https://", "jünïper.example", "https://[x"]
)
def test_a_website_that_cannot_be_linked_to_permits_nothing(website: str) -> None:
    allowed = allowed_for(website)
    assert not allowed("https://juniper.example/")
    assert not allowed("https:///")
    assert allowed("https://tools.usps.com/x?y=1&z=2")
    assert "[" not in write_letter(replace(TEXT, body="[shop]({{ website }})"), changed(website=website)).text


def test_a_value_in_a_link_leads_nowhere_else() -> None:
    text = replace(
        TEXT, body="[x]({{ customer }})\n\n[y](https://tools.usps.com{{ order }})\n\n[z]({{ ship_to }}/)"
    )
    facts = changed(
        customer_name="https://evil.example", order=".evil.example", ship_to_name="//evil.example"
    )
    page = Page(write_letter(text, facts).html)
    assert page.values("href") == []
    assert [word in page.text for word in "xyz"] == [True, True, True]
