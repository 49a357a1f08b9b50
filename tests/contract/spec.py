"""The published description of the API, asked by method and path. Judges requests and replies, sends none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from openapi_schema_validator import OAS30ReadValidator, OAS30WriteValidator, oas30_format_checker

from tests.contract.overlay import PARTS, Json, mended

REFERENCE = Path(__file__).resolve().parents[2].parent / "shared" / "reference"
ABSENT = "the reference material is not beside this checkout"
_METHODS = ("get", "put", "post", "delete", "patch")
_ERROR = {"$ref": "#/components/schemas/error_response_body"}


@dataclass(frozen=True, order=True)
class Problem:
    """What does not fit: `path` as in `labels[].packages[].package_id`, `kind` the rule that it breaks.

    For the kinds `missing` and `unknown` the path ends with the name that is missing or unknown.
    """

    path: str
    kind: str
    said: str = ""

    def __str__(self) -> str:
        return f"{self.path or '(all)'}: {self.kind}: {self.said}"


def _or_null(rule: Callable[..., Iterator[ValidationError]]) -> Callable[..., Iterator[ValidationError]]:
    """The same rule, but null passes where the schema says `nullable` (overlay, 6)."""

    def judged(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        if not (instance is None and schema.get("nullable") is True):
            yield from rule(validator, value, instance, schema)

    return judged


def _lenient(base: Any) -> Any:
    return extend(base, {word: _or_null(base.VALIDATORS[word]) for word in (*PARTS, "enum")})


_WRITE, _READ = _lenient(OAS30WriteValidator), _lenient(OAS30ReadValidator)


class Spec:
    """The description with its contradictions mended. Validators are made once for each schema."""

    def __init__(self, document: Json) -> None:
        self.document = document
        self._validators: dict[tuple[str, str], Any] = {}

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """Those with the fewest parameters in the path first, so that `/tags` is not read as an id."""
        found = [
            Operation(self, method.upper(), path, place[method], (*place.get("parameters", ()),))
            for path, place in self.document["paths"].items()
            for method in _METHODS
            if method in place
        ]
        return tuple(sorted(found, key=lambda one: one.path.count("{")))

    def operation(self, method: str, url: str) -> Operation:
        """The operation of a method and a concrete path. Raises LookupError where there is none."""
        path = urlsplit(url).path
        for one in self.operations:
            if one.method == method and one.pattern.fullmatch(path):
                return one
        raise LookupError(f"the description has no {method} {path}")

    def error(self, body: Any) -> list[Problem]:
        """What is wrong with the body of an error that belongs to no operation."""
        return self.problems(_ERROR, body, written=False)

    def resolved(self, thing: Json) -> Json:
        while "$ref" in thing:
            place: Any = self.document
            for step in thing["$ref"].removeprefix("#/").split("/"):
                place = place[step]
            thing = place
        return thing

    def problems(self, schema: Json, value: Any, *, written: bool) -> list[Problem]:
        """What a value breaks of a schema, sorted, each once."""
        key = (json.dumps(schema, sort_keys=True), "write" if written else "read")
        if key not in self._validators:
            whole = {"allOf": [schema], "components": self.document["components"]}
            kind = _WRITE if written else _READ
            self._validators[key] = kind(whole, format_checker=oas30_format_checker)
        found = {problem for error in self._validators[key].iter_errors(value) for problem in _of(error)}
        first = {(one.path, one.kind): one for one in sorted(found, reverse=True)}
        return sorted(first.values())


@dataclass(frozen=True)
class Operation:
    """One operation of the description."""

    spec: Spec
    method: str
    path: str
    told: Json
    shared_parameters: tuple[Json, ...]

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        pieces = re.split(r"\{[^}]+\}", self.path)
        return re.compile("[^/]+".join(map(re.escape, pieces)))

    def query(self, url: str) -> list[Problem]:
        """Names that are unknown or missing in the query, and values of another kind."""
        told = [
            self.spec.resolved(one) for one in (*self.told.get("parameters", ()), *self.shared_parameters)
        ]
        known = {one["name"]: one for one in told if one["in"] == "query"}
        sent = parse_qsl(urlsplit(url).query, keep_blank_values=True)
        given = {name for name, _ in sent}
        found = [Problem(name, "unknown", "in the query") for name in sorted(given - set(known))]
        found += [
            Problem(name, "missing", "in the query")
            for name, one in known.items()
            if one.get("required") and name not in given
        ]
        for name, text in sent:
            if name in known:
                parts = [text] if known[name].get("explode", True) else text.split(",")
                for part in parts:
                    found += self._parameter(name, known[name]["schema"], part)
        return found

    def _parameter(self, name: str, schema: Json, text: str) -> list[Problem]:
        """A list may come as one value of several; then each is judged by itself."""
        plain = _flat(self.spec, schema)
        if plain.get("type") == "array":
            plain = _flat(self.spec, plain["items"])
        kind = plain.get("type")
        try:
            value: Any = json.loads(text) if kind in ("integer", "number", "boolean") else text
        except ValueError:
            value = text
        return [Problem(name, one.kind, one.said) for one in self.spec.problems(plain, value, written=True)]

    def request(self, body: Any) -> list[Problem]:
        """What is wrong with a request's JSON; None stands for no body."""
        told = self.told.get("requestBody")
        if told is None:
            return [] if body is None else [Problem("", "unknown", "a body is sent, none is described")]
        told = self.spec.resolved(told)
        if body is None:
            return [Problem("", "missing", "the body")] if told.get("required") else []
        return self.spec.problems(told["content"]["application/json"]["schema"], body, written=True)

    def reply(self, status: int, body: Any) -> list[Problem]:
        """What is wrong with a reply's JSON; None stands for an empty reply."""
        replies = self.told["responses"]
        told = self.spec.resolved(replies.get(str(status), {}))
        found = [] if told else [Problem("", f"status {status}", "is not described")]
        schema = told.get("content", {}).get("application/json", {}).get("schema")
        if not told and status >= 400:
            schema = _ERROR
        if body is None:
            empty = status == 204 or schema is None
            return found if empty else [*found, Problem("", "missing", "the reply has no body")]
        if schema is None:
            return [*found, Problem("", "unknown", "the reply has a body, none is described")]
        return found + self.spec.problems(schema, body, written=False)


def _flat(spec: Spec, schema: Json) -> Json:
    """A schema of a plain value without references, so that its type can be seen."""
    schema = spec.resolved(schema)
    for part in schema.get("allOf", ()):
        schema = _flat(spec, part) | {key: value for key, value in schema.items() if key != "allOf"}
    return schema


def _of(error: ValidationError) -> Iterable[Problem]:
    """The problems in an error; of alternatives those of the one that comes closest."""
    if error.validator in ("anyOf", "oneOf") and error.context:
        branches: dict[Any, list[ValidationError]] = {}
        for one in error.context:
            branches.setdefault(one.schema_path[0], []).append(one)
        closest = min(branches.values(), key=_distance)
        return [problem for one in closest for problem in _of(one)]
    path = ""
    for step in error.absolute_path:
        path += "[]" if isinstance(step, int) else f".{step}"
    path = path.removeprefix(".")
    if error.validator == "required":
        return [Problem(f"{path}.{_quoted(error.message)}".lstrip("."), "missing", error.message)]
    if error.validator == "additionalProperties":
        names = set(error.instance) - set(error.schema.get("properties", {}))
        return [Problem(f"{path}.{name}".lstrip("."), "unknown", error.message) for name in sorted(names)]
    return [Problem(path, "null" if error.instance is None else str(error.validator), error.message[:200])]


def _distance(branch: list[ValidationError]) -> tuple[bool, int]:
    """An alternative whose own name is there is meant, however much is wrong within."""
    return any(one.validator == "required" and not one.path for one in branch), len(branch)


def _quoted(message: str) -> str:
    return message.split("'")[1]


@cache
def published() -> Spec | None:
    """The description, read and mended once; None where it is not beside this checkout."""
    file = REFERENCE / "openapi.json"
    return Spec(mended(json.loads(file.read_text("utf-8")))) if file.is_file() else None
