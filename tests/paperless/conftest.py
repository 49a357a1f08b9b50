"""A mail as a shop sends it, and a QR picture as a carrier gives it."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from postwright.domain.letter import Language, LetterKind
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paperless.letters import compose, write_letter
from postwright.paperless.sample_facts import sample


@pytest.fixture
def message() -> EmailMessage:
    text = LetterShelf(Path("there-is-none")).built_in(LetterKind.QR, Language.ENGLISH)
    facts = replace(sample(LetterKind.QR), shop_name="Pat's Mugs")
    return compose(
        write_letter(text, facts),
        sender="shop@example.com",
        shop_name="Pat's Mugs",
        reply_to="help@example.com",
        recipient_name="Ann Lee",
        recipient="ann@example.org",
    )
