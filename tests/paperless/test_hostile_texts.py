"""A text of the shop may name fields and ask for them. All else is refused, with its line, and quickly."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.letter import Language, LetterKind, LetterTemplate
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paperless.letters import preview, write_letter
from postwright.paperless.link_rules import allowed_for
from postwright.paperless.sample_facts import sample
from postwright.paperless.template_problems import problems_of
from postwright.paperless.template_rules import LONGEST_SOURCE
from tests.paperless.mail_reading import FRAME, Page

QR = sample(LetterKind.QR)
TEXT = LetterShelf(Path("there-is-none")).built_in(LetterKind.QR, Language.ENGLISH)

REFUSED = [
    ("{% for x in customer %}{{ x }}{% endfor %}", 1), ("a\n{% set x = 1 %}", 2),
    ("{% macro m() %}{% endmacro %}", 1),
    ("{% include 'x' %}", 1), ("{% import 'x' as y %}", 1), ("{% extends 'x' %}", 1),
    ("{% block b %}{% endblock %}", 1),
    ("{% call x() %}{% endcall %}", 1), ("{% filter upper %}x{% endfilter %}", 1),
    ("{% with x=1 %}{% endwith %}", 1),
    ("{{ customer.__class__ }}", 1), ("{{ customer['__class__'] }}", 1), ("{{ ''.join(customer) }}", 1),
    ("{{ 9**9 }}", 1),
    ("{{ 'a' * 9 }}", 1), ("{{ 'a' ~ 'b' }}", 1), ("{{ [1] }}", 1), ("{{ {} }}", 1), ("{{ (1,2) }}", 1),
    ("{{ range(9) }}", 1),
    ("{{ customer|join }}", 1), ("{{ customer|upper(1) }}", 1), ("{{ customer|attr('x') }}", 1),
    ("\n\n{{ self }}", 3),
    ("{{ custmer }}", 1), ("{{ is_return }}", 1), ("{{ customer is defined }}", 1), ("{{ customer }", 1),
    ("{{ }}", 1),
    ("{% if customer %}", 1), ("a\n{% if customer %}\n\nb", 2), ("{% if qr %}{% endif %}\n{% if order %}", 2),
    ("{% endif %}", 1), ("{% else %}", 1),
    ("{% nonsense %}", 1),
    ("{{ customer if }}", 1), ("{% raw %}x", 1), ("x {# y", 1), ("{{ 'a", 1), ("{{ customer:2 }}", 1),
    ("{{ lipsum() }}", 1),
]  # fmt: skip


@pytest.mark.parametrize(("body", "line"), REFUSED)
def test_a_text_may_only_name_fields_and_ask_for_them(body: str, line: int) -> None:
    found = [one for one in problems_of(replace(TEXT, body=body)) if not one.warning]
    assert [one.line for one in found][:1] == [line]
    assert all(one.sentence.endswith((".", "?")) for one in found)
    in_subject = [one for one in problems_of(replace(TEXT, subject=body)) if not one.warning]
    assert {one.line for one in in_subject} == {0}


HOSTILE = [
    "{{" + "(" * 5000, "{{" + "9" * 5000 + "}}", "{{ " + "not " * 2900 + "qr }}", "{% if qr %}" * 900,
    "{% if qr %}" * 500 + "{% endif %}" * 500, "{{ " + "qr if qr else " * 700 + "qr }}", "[" * 12_000,
    "*" * 12_000,
    "**a " * 3000, "_a" * 6000, "[a](" * 3000, "[a](<b" * 2000, "\\" * 12_000, "- " * 6000, "1. " * 4000,
    "> " * 6000,
    "{{ customer }}" * 850, "[a]({{ customer }}" * 600, "\ue001" * 12_000, "a\n" * 6000, "# " * 6000,
    "![" * 6000,
    "{{ " + "qr and " * 1700 + "qr }}", "{{ " + "qr == " * 1900 + "qr }}", "*a _b " * 2000, "(" * 12_000,
    "{" * 12_000,
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("body", HOSTILE, ids=[body[:12] for body in HOSTILE])
def test_a_hostile_text_ends_quickly(body: str) -> None:
    assert len(body) <= LONGEST_SOURCE
    text = replace(TEXT, body=body)
    began = time.process_time()
    found = problems_of(text)
    if not any(not one.warning for one in found):
        assert len(write_letter(text, QR).html) < 1_000_000
    # Less than a second here; a machine may be ten times slower.
    assert time.process_time() - began < 20


def test_a_text_that_is_too_long_is_not_even_read() -> None:
    (found,) = problems_of(replace(TEXT, body="x" * (LONGEST_SOURCE + 1)))
    assert "12,000 characters fit" in found.sentence
    (found,) = problems_of(replace(TEXT, subject="x" * 1001))
    assert "1,000 characters fit" in found.sentence


_PIECES = st.sampled_from(
    [
        "{{ ", " }}", "{% if ", " %}", "{% endif %}", "{% else %}", "qr", "customer", "is_return", "|upper",
        "[", "](", ")", "*", "_", "# ", "- ", "1. ", "\n", "\n\n", "  ", "https://tools.usps.com/", "![",
        "https://evil.example", "<b>", "<!--", "&amp;", "\\", "---", "'", '"', "{#", "#}", "{% raw %}",
        "\ue000", "\ue001", "\ue00f", "mailto:a@b.example",
    ]
)  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=5), max_size=25).map("".join))
def test_no_text_whatever_makes_a_tag_or_a_link_of_its_own(body: str) -> None:
    text = LetterTemplate(LetterKind.QR, Language.ENGLISH, "s", body)
    found = problems_of(text)
    assert all(0 <= one.line <= body.count("\n") + body.count("\r") + 1 for one in found)
    if any(not one.warning for one in found):
        return
    letter = write_letter(text, QR)
    page = Page(preview(letter).html)
    assert set(page.tags) <= FRAME
    assert page.strange == []
    allowed = allowed_for("")
    assert all(allowed(link) for link in page.values("href"))
    assert all(source.startswith("data:image/png;base64,") for source in page.values("src"))
    assert {name for _, name, _ in page.attributes} <= {
        "lang", "style", "charset", "name", "content", "role", "width", "cellpadding", "cellspacing",
        "border", "bgcolor",
        "align", "href", "src", "height", "alt", "start",
    }  # fmt: skip


def test_a_link_that_a_condition_hides_is_found_with_its_line() -> None:
    body = "1\n\n{% if not qr %}\n[a](https://evil.example)\n{% elif order %}\n[b](javascript:x)\n{% endif %}"
    found = [(one.line, one.sentence) for one in problems_of(replace(TEXT, body=body)) if not one.warning]
    assert [line for line, _ in found] == [4, 6]
    assert "https://evil.example" in found[0][1]


def test_what_is_wrong_is_said_so_that_it_can_be_mended() -> None:
    def said(body: str) -> str:
        return problems_of(replace(TEXT, body=body))[0].sentence

    assert said("{{ custmer }}") == "There is no field “custmer”. Did you mean “customer”?"
    assert said("{{ zzzzz }}") == "There is no field “zzzzz”. Choose one from the list of fields."
    assert said("{% if qr %}") == "This {% if … %} is not closed. Put {% endif %} where it ends."
    assert said("{% else %}") == "There is no {% if … %} before this {% else %}."
    assert (
        said("{{ is_return }}")
        == "“is_return” is yes or no, so it has no words. Use it in {% if is_return %}."
    )
    assert said("{{ qr").startswith("A {{ … }} or {% … %} here is not complete.")
    assert said("{% nonsense %}").startswith("{% nonsense %} cannot be used here.")
    assert said(" \n").startswith("The text is empty.")
    assert problems_of(replace(TEXT, subject=" "))[0].sentence == "The subject is empty."
    assert "inside one another" in said("{% if qr %}" * 20 + "{% endif %}" * 20)


def test_a_text_that_lacks_what_a_customer_needs_is_pointed_out_and_may_be_used() -> None:
    found = problems_of(replace(TEXT, body="Come and get it."))
    assert [one.warning for one in found] == [True, True, True]
    assert ["QR code" in found[0].sentence, "Label ID" in found[1].sentence] == [True, True]
    assert "office_link" in found[2].sentence
    hidden = "{% if is_return %}{{ qr }}\n\n{{ label_id }} [a]({{ office_link }}){% endif %}."
    assert len(problems_of(replace(TEXT, body=hidden))) == 3
    notice = LetterTemplate(LetterKind.TRACKING, Language.ENGLISH, "s", "It left.")
    assert "tracking_number" in problems_of(notice)[0].sentence
    assert problems_of(replace(notice, body="[x]({{ tracking_link }})")) == ()
    assert problems_of(replace(notice, kind=LetterKind.RETURN_LABEL)) == ()


def test_a_text_that_grows_too_long_is_refused() -> None:
    (found,) = [one for one in problems_of(replace(TEXT, body="{{ shop }}" * 1100)) if not one.warning]
    assert found.sentence == "The mail would be too long."


def test_words_in_a_text_may_be_in_capitals() -> None:
    text = replace(
        TEXT,
        subject="{{ shop|upper }} {{ qr }}{{ label_id }}",
        body="{{ shop|lower }} {{ label_id|lower }} {{ 5 }}",
    )
    letter = write_letter(text, replace(QR, valid_until=date(2026, 1, 1)))
    assert letter.subject == "JUNIPER GOODS XYZZ YPJK"
    assert letter.text == "juniper goods xyzz ypjk 5\n"
