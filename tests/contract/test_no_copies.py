"""The reference material is read where it lies: no file of the project holds a piece of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contract.spec import ABSENT, REFERENCE

ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = ("desktop", "tests", "resources", "installer")
_TEXTS = {".py", ".json", ".md", ".txt", ".toml", ".j2", ".qss", ".svg", ".mako", ".ini", ".yaml", ".yml"}
# Letters and digits alone count, so that neither layout nor quotes hide a copy.
_SPAN = 120


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def _without_words(value: Any) -> Any:
    """The reference without its lists of words: whoever lists the API's words writes the same."""
    if isinstance(value, list):
        return [_without_words(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: _without_words(one) for name, one in value.items() if name != "enum"}


def _files() -> Iterator[Path]:
    yield from (file for file in ROOT.iterdir() if file.suffix in _TEXTS)
    for folder in _FOLDERS:
        yield from (file for file in (ROOT / folder).rglob("*") if file.suffix in _TEXTS)


def _copied(text: str, pieces: set[str]) -> str:
    """The first span of the text that is a piece."""
    plain = _plain(text)
    spans = (plain[start : start + _SPAN] for start in range(len(plain) - _SPAN + 1))
    return next((span for span in spans if span in pieces), "")


@pytest.fixture(scope="module", params=["openapi.json", "recordings.json"])
def pieces(request: pytest.FixtureRequest) -> set[str]:
    """The reference cut up, so that of any copy twice as long one piece is whole."""
    file = REFERENCE / request.param
    if not file.is_file():
        pytest.skip(ABSENT)
    plain = _plain(json.dumps(_without_words(json.loads(file.read_text("utf-8"))), ensure_ascii=False))
    return {plain[start : start + _SPAN] for start in range(0, len(plain) - _SPAN, _SPAN)}


def test_no_file_holds_a_piece_of_the_reference(pieces: set[str]) -> None:
    found = {str(file): _copied(file.read_text("utf-8"), pieces) for file in _files()}
    assert {file: piece for file, piece in found.items() if piece} == {}


def test_a_copy_is_seen_however_it_is_laid_out(pieces: set[str]) -> None:
    one = sorted(pieces)[len(pieces) // 2]
    spread = "\n".join(f"  '{one[place : place + 7]}', " for place in range(0, len(one), 7))
    assert _copied(f"A = [{spread.upper()}]", pieces) == one
    assert _copied("Nothing of that kind stands here, however long the sentence may be. " * 5, pieces) == ""
