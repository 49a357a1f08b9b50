"""Read tags. A shipment's come as names or as objects."""

from __future__ import annotations

from collections.abc import Iterable

from postwright.carrier.wire import tags as wire
from postwright.domain.tag import Tag


def tag(reply: wire.Tag, text: str) -> Tag:
    return Tag(reply.name, reply.color, reply.tag_id)


def names(tags: Iterable[str | wire.Tag]) -> tuple[str, ...]:
    return tuple(one if isinstance(one, str) else one.name for one in tags)
