"""Random values that fit a schema of the published description. Holds no test."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from tests.contract.overlay import Json
from tests.contract.spec import Spec

# A pattern is for whole texts; written with `$` it would let a line break pass in Python.
_ASCII = st.characters(codec="ascii", exclude_categories=["Cc"])
_DEEPEST = 7


def fitting(spec: Spec, schema: Json, depth: int = 0) -> st.SearchStrategy[Any]:
    """A strategy of values that fit. Optional names are mostly left out, the deeper the more."""
    schema = spec.resolved(schema)
    for word in ("oneOf", "anyOf"):
        if word in schema:
            rest = {key: value for key, value in schema.items() if key != word}
            parts = schema.get("allOf", [])
            return st.one_of(*(fitting(spec, rest | {"allOf": [*parts, one]}, depth) for one in schema[word]))
    schema = _merged(spec, schema)
    if "enum" in schema:
        return st.sampled_from([word for word in schema["enum"] if word is not None])
    made = _of_type(spec, schema, depth)
    return st.none() | made if schema.get("nullable") else made


def _of_type(spec: Spec, schema: Json, depth: int) -> st.SearchStrategy[Any]:
    match schema.get("type"):
        case "array":
            items = fitting(spec, schema["items"], depth + 1)
            least = schema.get("minItems", 0)
            return st.lists(items, min_size=least, max_size=least + 2)
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(schema.get("minimum", -5), min(schema.get("maximum", 10**6), 10**6))
        case "number":
            least = schema.get("minimum", -1000)
            return st.floats(least, 60, exclude_min=schema.get("exclusiveMinimum", False))
        case "string":
            return _text(schema)
        case _:
            return _object(spec, schema, depth)


def _object(spec: Spec, schema: Json, depth: int) -> st.SearchStrategy[Any]:
    named = {
        name: one
        for name, one in schema.get("properties", {}).items()
        if not _merged(spec, one).get("readOnly")
    }
    wanted = {name for name in schema.get("required", ()) if name in named}
    deep = depth >= _DEEPEST
    return st.fixed_dictionaries(
        {name: fitting(spec, named[name], depth + 1) for name in sorted(wanted)},
        optional={}
        if deep
        else {n: fitting(spec, one, depth + 1) for n, one in named.items() if n not in wanted},
    )


def _text(schema: Json) -> st.SearchStrategy[str]:
    if schema.get("format") == "date-time":
        times = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
        return times.map(lambda time: time.isoformat().replace("+00:00", "Z"))
    if schema.get("format") == "email":
        return st.just("shop@example.com")
    longest = min(schema.get("maxLength", 40), 40)
    if schema.get("title") == "se_id":
        return st.integers(1, 10**9).map("se-{}".format)  # the service gives no other (api.md 1)
    if schema.get("title") == "date":
        return st.dates(date(2020, 1, 1), date(2040, 1, 1)).map(date.isoformat)
    if "pattern" in schema:
        made = st.from_regex(re.compile(schema["pattern"], re.ASCII), alphabet=_ASCII).map(str.strip)
        return made.map(lambda text: text[:longest].rstrip("_")) if "maxLength" in schema else made
    return st.text(min_size=schema.get("minLength", 0), max_size=longest)


def _merged(spec: Spec, schema: Json) -> Json:
    """One schema of the parts that hold together."""
    schema = spec.resolved(schema)
    found = {key: value for key, value in schema.items() if key != "allOf"}
    parts = [_merged(spec, part) for part in schema.get("allOf", ())]
    required = {name for one in (found, *parts) for name in one.get("required", ())}
    properties: Json = {}
    for one in (*parts, found):
        found = one | found
        # A whole names what its parts describe, and says of it at most who may write it.
        properties |= {name: told for name, told in one.get("properties", {}).items() if _is_told(told)}
    return found | {"properties": properties, "required": sorted(required)}


def _is_told(schema: Json) -> bool:
    return bool(set(schema) - {"readOnly", "writeOnly"})
