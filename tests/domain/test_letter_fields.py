"""Every field that a text may name is listed, with how it is written."""

from __future__ import annotations

from postwright.domain.letter import Language, LetterFacts, LetterKind
from postwright.domain.letter_fields import FIELDS
from postwright.paperless.filling import values


def test_what_can_be_filled_in_is_what_is_listed() -> None:
    assert [field.name for field in FIELDS] == list(dict.fromkeys(field.name for field in FIELDS))
    assert values(LetterFacts(), Language.ENGLISH).keys() == {field.name for field in FIELDS}


def test_each_field_shows_how_it_is_written() -> None:
    written = {field.name: field.as_written for field in FIELDS}
    assert written["customer"] == "{{ customer }}"
    assert written["qr"] == "{{ qr }}"
    assert written["office_link"] == "[…]({{ office_link }})"
    assert written["is_return"] == "{% if is_return %} … {% endif %}"


def test_each_field_is_of_use_somewhere_and_explained_in_a_sentence() -> None:
    for field in FIELDS:
        assert field.kinds <= frozenset(LetterKind)
        assert field.kinds
        assert field.meaning.endswith(".")
