"""Drafts as files."""

import json

import pytest
from hypothesis import given

from postwright.domain import draft_document
from postwright.domain.draft import Draft
from postwright.domain.faults import BadInput, FaultKind
from tests.domain.test_draft_reading import drafts


@given(drafts)
def test_a_draft_survives_its_document(draft: Draft) -> None:
    assert draft_document.read(json.dumps(draft_document.write(draft))) == draft


def test_numbers_may_stand_without_quotes() -> None:
    assert draft_document.read('{"pounds": 2, "ounces": 3.5}') == Draft(pounds="2", ounces="3.5")


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ('{\n "to": {\n  "nme": "Ann"}}', "Line 3", "to.nme"),
        ('{\n "to": 3}', "Line 2", "to"),
        ('{"customs_lines": [{}, {\n"quantity": [1]}]}', "Line 2", "customs_lines.1.quantity"),
        ('{"non_machinable": "perhaps"}', "Line 1", "non_machinable"),
        ("3", "Line 1", ""),
        ('{\n"pounds": 1,,}', "Line 2", ""),
        ("[1", "Line 1", ""),
    ],
)
def test_a_mistake_is_told_with_line_and_field(text: str, line: str, field: str) -> None:
    with pytest.raises(BadInput) as caught:
        draft_document.read(text)
    assert caught.value.kind is FaultKind.DRAFT_UNREADABLE
    assert line in caught.value.detail
    assert caught.value.field == field


@pytest.mark.parametrize(
    "text", ['{"pounds": NaN}', '{"pounds": 1, "pounds": 2}', "[" * 100_000, " " * 1_000_001]
)
def test_what_json_allows_but_no_draft_can_hold_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        draft_document.read(text)


def test_the_schema_names_every_field_and_forbids_others() -> None:
    described = json.loads(draft_document.schema())
    assert set(described["properties"]) == set(draft_document.write(Draft()))
    assert described["additionalProperties"] is False
