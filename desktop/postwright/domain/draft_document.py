"""A draft as a JSON document for files and scripts: read with line and field of every mistake, written,
described.

Loads pydantic, so nothing that the window needs at its start imports this.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter, ValidationError

from postwright.domain.draft import Draft
from postwright.domain.faults import BadInput, FaultKind

_ADAPTER: TypeAdapter[Draft] = TypeAdapter(Draft)
_LARGEST = 1_000_000
_WORDS = {
    "unexpected_keyword_argument": "is not a field of a draft",
    "string_type": "must be text or a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "dataclass_type": "must be an object in braces",
    "dataclass_exact_type": "must be an object in braces",
    "tuple_type": "must be a list in brackets",
}


def schema() -> str:
    """The JSON schema of a draft document."""
    described = _ADAPTER.json_schema()
    described["title"] = "Postwright draft"
    return json.dumps(described, indent=2)


def write(draft: Draft) -> dict[str, Any]:
    """The draft as plain JSON values; `read` takes them back."""
    return asdict(draft)


def read(text: str) -> Draft:
    """The draft in a document. Raises BadInput(DRAFT_UNREADABLE) whose detail names line and field."""
    if len(text) > _LARGEST:
        raise BadInput(FaultKind.DRAFT_UNREADABLE, "The file is far too long for a draft.")
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        where = f"Line {error.lineno}, column {error.colno}"
        raise BadInput(FaultKind.DRAFT_UNREADABLE, f"{where}: this is not JSON ({error.msg}).") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(FaultKind.DRAFT_UNREADABLE, str(error)) from error
    try:
        return _ADAPTER.validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        path = tuple(part for part in first["loc"] if part != "Draft")
        field = ".".join(str(part) for part in path)
        words = _WORDS.get(first["type"], first["msg"])
        detail = f"Line {line_of(text, path)}, field {field or 'of the document'}: it {words}."
        raise BadInput(FaultKind.DRAFT_UNREADABLE, detail, field=field) from error


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    """The line on which the last named key of the path stands; the first line when it stands nowhere."""
    at = 0
    for part in path:
        if isinstance(part, str):
            found = text.find(f'"{part}"', at)
            at = found if found >= 0 else at
    return text.count("\n", 0, at) + 1


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen = dict(pairs)
    if len(seen) < len(pairs):
        twice = next(key for key, _ in pairs if sum(other == key for other, _ in pairs) > 1)
        raise ValueError(f"The field {twice} stands twice in one object.")
    return seen


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is not a number that a draft can hold.")
