"""A link that somebody chose leads to USPS or to the shop, or nowhere, and the refusal is a sentence."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl

from postwright import outside
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.letter import Language, LetterKind
from postwright.domain.links import permitted, permitted_letter
from postwright.domain.sentences import sentence
from postwright.domain.tracking_page import tracking_page
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paperless.letters import write_letter
from postwright.paperless.mailto import mailto
from postwright.paperless.sample_facts import sample
from tests.fakes.openers import MAIL_FILE, MAILTO, Desktop
from tests.faults.matrix import Control
from tests.faults.nasty import MARKUP, SHELL

LINKS = [
    "http://tools.usps.com/",
    "https://evil.example/",
    "https://tools.usps.com.evil.example/",
    "https://evil.example/tools.usps.com",
    "https://tools.usps.com@evil.example/",
    "https://tools.usps.com:pw@evil.example/",
    "https://evil.example#@tools.usps.com/",
    "https://evil.example\\@tools.usps.com/",
    "https://tools.usps.com\\.evil.example/",
    "https://tools.usps.com%2eevil.example/",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "//evil.example",
    "https://tооls.usps.com/",
    "https://tools。usps。com.evil.example/",
    "https://tools.usps.com\t.evil.example/",
    "ht\ntps://evil.example",
    "\x00https://tools.usps.com/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,<script>",
    "smb://evil.example/x",
    "ms-settings:",
    "vbscript:x",
    "mailto:a@b.example",
    "--help",
    "-h",
    "",
    " ",
    "https://[::1]/",
    "https://2130706433/",
    "https://tools.usps.com:22/",
    "https://tools.usps.com./",
    "https://user@tools.usps.com/",
    *SHELL,
    *MARKUP,
]
PIECES = [
    "https",
    "http",
    ":",
    "/",
    "//",
    "\\",
    "@",
    "#",
    "?",
    ".",
    "tools.usps.com",
    "evil.example",
    "%2e",
    "%40",
    "\t",
    "[",
    "]",
    ":443",
    ":1",
]
NUMBER = "9400111899563821000017"


def hosts(link: str) -> set[str]:
    """Where the link leads, as three programs read it that are not ours."""
    return {QUrl(link).host(), httpx.URL(link).host, urlsplit(link).hostname or ""}


def taken(link: str) -> str | None:
    try:
        return permitted(link)
    except BadInput:
        return None


@pytest.mark.row("X10")
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=8).map("".join))
def test_what_is_permitted_leads_to_usps_by_anybody_s_reading(link: str) -> None:
    for tried in (link, f"https://{link}", f"https://tools.usps.com{link}"):
        kept = taken(tried)
        if kept is None:
            continue
        assert kept == tried
        assert hosts(kept) == {"tools.usps.com"}
        assert QUrl(kept).scheme() == "https"


@pytest.mark.row("X10", "X8")
@pytest.mark.parametrize("link", LINKS, ids=lambda text: ascii(text)[:30])
def test_no_other_link_reaches_a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str) -> None:
    if sys.platform != "linux":
        pytest.skip("Windows and macOS have openers of their own")
    desktop = Desktop(tmp_path, monkeypatch)
    desktop.opens(MAIL_FILE, MAILTO)
    with pytest.raises(BadInput) as caught:
        outside.open_link(link, "https://juniper.example")
    assert caught.value.kind is FaultKind.LINK_REFUSED
    assert sentence(caught.value).text.endswith(".")
    assert desktop.opened == []


@pytest.mark.row("X10")
@pytest.mark.parametrize("told", LINKS, ids=lambda text: ascii(text)[:30])
def test_the_carrier_s_word_for_a_tracking_page_is_not_believed(told: str) -> None:
    usual = tracking_page(NUMBER)
    assert tracking_page(NUMBER, told) == usual
    assert tracking_page(NUMBER, f"{usual}&x={told}") == usual
    assert hosts(usual) == {"tools.usps.com"}
    assert tracking_page(told) in ("", tracking_page(told, "x"))


@pytest.mark.row("X10", "X3")
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_letter_for_a_mail_program_names_nobody_else(order: str, name: str) -> None:
    template = LetterShelf(Path("there-is-none")).built_in(LetterKind.TRACKING, Language.ENGLISH)
    facts = replace(sample(LetterKind.TRACKING), customer_name=name)
    if len(f"{order}.".splitlines()) == 1:
        facts = replace(facts, order=order)
    address = mailto(write_letter(template, facts), facts, "ann+1@example.com")
    assert permitted_letter(address) == address
    assert QUrl(address).path() == "ann+1@example.com"


@pytest.mark.control
def test_a_link_that_is_looked_at_loosely_does_lead_elsewhere(
    record_property: Callable[[str, object], None],
) -> None:
    """As programs do that look for the host somewhere in the text."""
    loose = [link for link in LINKS if "tools.usps.com" in link and link.startswith("https")]
    seen = sum(urlsplit(link).hostname != "tools.usps.com" for link in loose)
    record_property(
        "control", Control("a link that is looked at loosely: leads elsewhere", seen, len(loose), 5).plain()
    )
    assert seen >= 5
