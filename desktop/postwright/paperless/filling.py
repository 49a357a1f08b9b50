"""Fill facts into a text of the shop. Whatever is filled in is shown as it was typed, and is never Markdown.

A text may only name fields and ask whether they are there (`template_rules` refuses the rest), so filling
in ends by its construction: there is nothing in it that could be repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from postwright.domain.barcode import in_fours
from postwright.domain.letter import Language, LetterFacts
from postwright.paperless.frame_words import in_words
from postwright.paperless.link_rules import website_link
from postwright.paperless.mail_address import shown, visible
from postwright.paperless.passages import QR_MARK, Number, marked, typed

LONGEST_SUBJECT = 150
LONGEST_BODY = 60_000  # characters, filled in

FILTERS: dict[str, Callable[[str], str]] = {"upper": str.upper, "lower": str.lower}

# All that CommonMark knows as punctuation may be escaped, and then means nothing.
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_LONGEST_LINK = 1000


class _Spelled(str):
    """A number, which keeps its look wherever it stands."""

    __slots__ = ("number",)
    number: Number


class _Mark(str):
    """What is replaced by a picture."""

    __slots__ = ()


def body(source: str, facts: LetterFacts, language: Language) -> str:
    """The text with its fields filled in: Markdown, with marks for the picture and the numbers."""
    filled = environment(literal).from_string(typed(source)).render(values(facts, language))
    return filled[:LONGEST_BODY]


def subject(source: str, facts: LetterFacts, language: Language) -> str:
    """The subject as one line of plain text, in which nothing is left for a reader of mail to decode."""
    filled = environment(_plain).from_string(typed(source)).render(values(facts, language))
    return shown(filled, LONGEST_SUBJECT)


def environment(finalize: Callable[[Any], Any] | None = None) -> ImmutableSandboxedEnvironment:
    """Jinja with next to nothing in it."""
    jinja = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=finalize
    )
    jinja.globals.clear()
    jinja.tests.clear()
    jinja.filters = dict(FILTERS)
    return jinja


def values(facts: LetterFacts, language: Language) -> dict[str, str | bool]:
    """The fields as `domain/letter_fields.py` names them. What is not known is an empty text."""
    return {
        "customer": visible(facts.customer_name),
        "shop": visible(facts.shop_name),
        "reply_to": visible(facts.reply_to, 254),
        "website": website_link(facts.website),
        "order": visible(facts.order),
        "service": visible(facts.service),
        "ship_to": visible(facts.ship_to_name),
        "ship_date": _day(facts.ship_date, language),
        "qr": _Mark(QR_MARK if facts.qr_png else ""),
        "label_id": _spelled(Number.LABEL_ID, facts.label_id),
        "office_link": visible(facts.office_link, _LONGEST_LINK),
        "print_link": visible(facts.print_link, _LONGEST_LINK),
        "valid_until": _day(facts.valid_until, language),
        "tracking_number": _spelled(Number.TRACKING, facts.tracking_number),
        "tracking_link": visible(facts.tracking_link, _LONGEST_LINK),
        "is_return": facts.is_return,
        "practice": facts.practice,
    }


def _day(day: date | None, language: Language) -> str:
    return in_words(day, language) if day else ""


def _spelled(number: Number, text: str) -> _Spelled:
    spelled = _Spelled(in_fours("".join(visible(text).split())))
    spelled.number = number
    return spelled


def literal(value: object) -> Markup:
    """A value as Markdown that shows it and does nothing else."""
    if isinstance(value, _Mark):
        # The picture stands on a line of its own, wherever it was written.
        return Markup(f"\n\n{value}\n\n" if value else "")
    text = _words(value)
    escaped = _PUNCTUATION.sub(r"\\\1", text)
    if isinstance(value, _Spelled) and text:
        escaped = marked(value.number, escaped)
    return Markup(escaped)


def _plain(value: object) -> Markup:
    return Markup("" if isinstance(value, _Mark) else _words(value))


def _words(value: object) -> str:
    """Yes and no are for conditions; there are no words for them."""
    return "" if isinstance(value, bool) or value is None else visible(str(value), _LONGEST_LINK)
