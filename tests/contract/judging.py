"""Holds an exchange against the description and the written deviations. Holds no test."""

from __future__ import annotations

from collections.abc import Iterator

from tests.contract.deviations import REPLIES, Place, Reply
from tests.contract.spec import Problem, Spec
from tests.contract.world import Exchange

ANY = "*"


class Judge:
    """For replies of one schema, the recorded one of 2024 or that of 2026."""

    def __init__(self, spec: Spec, schema: str, more: tuple[Reply, ...] = ()) -> None:
        self._spec = spec
        self.known = [one for one in (*REPLIES, *more) if one.schema in ("", schema)]
        self._places = {place for one in self.known for place in one.places()}

    def strange(self, exchange: Exchange) -> Iterator[str]:
        """What breaks the description and is not written down."""
        for name, problem in self._problems(exchange):
            here = {(name, problem.path, problem.kind), (ANY, problem.path, problem.kind)}
            if not here & self._places:
                yield f"{name} {problem}"

    def places(self, exchange: Exchange) -> Iterator[Place]:
        """Where it breaks the description, written down or not."""
        return ((name, one.path, one.kind) for name, one in self._problems(exchange))

    def covers(self, one: Reply, place: Place) -> bool:
        return any(place == known or (ANY, *place[1:]) == known for known in one.places())

    def _problems(self, exchange: Exchange) -> Iterator[tuple[str, Problem]]:
        if not exchange.is_json:
            return
        try:
            operation = self._spec.operation(exchange.method, exchange.url)
        except LookupError:
            assert exchange.status == 404
            name, found = "unknown operation", self._spec.error(exchange.answer)
        else:
            name, found = operation.name, operation.reply(exchange.status, exchange.answer)
        yield from ((name, one) for one in found)
