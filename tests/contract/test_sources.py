"""A source says what it is named for, in a few words; what is ours alone is counted."""

from __future__ import annotations

import pytest

from tests.contract.deviations import RECORDED, REPLIES, REQUESTS
from tests.contract.sources import OPTIONAL, Ours, Said, is_said
from tests.contract.spec import ABSENT, REFERENCE

_ALL = (*REQUESTS, *REPLIES, *RECORDED)
_MOST_WORDS, _FEWEST_LETTERS = 8, 15


@pytest.fixture(scope="module")
def document() -> str:
    file = REFERENCE / "api.md"
    if not file.is_file():
        pytest.skip(ABSENT)
    return file.read_text("utf-8")


@pytest.mark.parametrize(
    "source", sorted({one.source for one in _ALL if isinstance(one.source, Said)}, key=str)
)
def test_a_section_says_what_it_is_named_for(source: Said, document: str) -> None:
    assert is_said(document, source)
    assert len(source.words.split()) <= _MOST_WORDS
    assert len(source.words) >= _FEWEST_LETTERS


@pytest.mark.parametrize(
    "wrong",
    [
        Said("25.7", OPTIONAL.words),
        Said("27", OPTIONAL.words),
        Said("99", OPTIONAL.words),
        Said("3", "field_value, carrier_name, path, method are real"),
        Said("1", "almost every optional field may be null"),
    ],
    ids=["elsewhere", "in our own list", "nowhere", "one level up", "in other words"],
)
def test_another_section_or_sentence_does_not(wrong: Said, document: str) -> None:
    assert not is_said(document, wrong)


def test_no_deviation_rests_on_what_we_ask_of_the_practice_carrier_ourselves() -> None:
    assert [one for one in _ALL if isinstance(one.source, Said) and one.source.section == "27"] == []


def test_what_nobody_has_confirmed_is_counted() -> None:
    ours = {kind: sum(isinstance(one.source, Ours) for one in listed) for kind, listed in _KINDS.items()}
    # A number that grows is a promise less: find a source, or make the practice carrier fit first.
    assert ours == {"sent": 12, "answered": 15}


_KINDS = {"sent": REQUESTS, "answered": (*REPLIES, *RECORDED)}
