"""Pieces of meaning found in plain text: where each stands and what it says (api.md 6.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from postwright.practice.desk import Json


@dataclass(frozen=True, slots=True)
class Entity:
    """One piece from `start` up to, and not with, `end`. `score` says how sure its pattern is, 0 to 1."""

    kind: str
    text: str
    start: int
    end: int
    score: float
    result: Json


def entity_of(kind: str, match: re.Match[str], group: str | int, score: float, **result: object) -> Entity:
    """The piece that a group of a match covers; its text as it stands is the value unless one is given."""
    text = match[group]
    return Entity(kind, text, match.start(group), match.end(group), score, {"value": text, **result})


def score_of(entities: Iterable[Entity]) -> float:
    """How sure the whole is: the mean; nothing found is 0."""
    scores = [one.score for one in entities]
    return round(sum(scores) / len(scores), 4) if scores else 0.0


def show_entity(entity: Entity) -> Json:
    """As a reply. `end_index` is that of the last character, as in the example of the specification."""
    return {
        "type": entity.kind,
        "score": entity.score,
        "text": entity.text,
        "start_index": entity.start,
        "end_index": entity.end - 1,
        "result": entity.result,
    }
