"""Tags of the account and of its shipments (api.md 8, 22). Knows a tag by its name alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.from_wire import tags as read
from postwright.carrier.line import CHANGE, READ, encoded, segment
from postwright.carrier.reply import Reply
from postwright.carrier.wire import tags as wire
from postwright.domain.tag import Tag

_TAGS = "/v1/tags"


class TagCalls(CallGroup):
    """Calls about tags. A name that no path can hold is BadInput(OUT_OF_LIMITS)."""

    def find(self) -> tuple[Tag, ...]:
        """All of them: this list has no pages."""
        return self._each(self._line.ask("GET", _TAGS, READ), "tags", wire.Tag, read.tag)

    def create(self, name: str, color: str = "") -> Tag:
        """`color` is a hex code such as #FF0000. A name that is taken is refused."""
        encoded(name)  # one that could be made, but never be named again, would be there for good
        body = {"name": name, "color": color} if color else {"name": name}
        reply = self._line.ask("POST", _TAGS, CHANGE, body=body)
        return self._the_one(reply, wire.Tag, read.tag)

    def rename(self, name: str, new_name: str) -> None:
        self._line.ask("PUT", f"{_TAGS}/{encoded(name)}/{encoded(new_name)}", CHANGE)

    def delete(self, name: str) -> None:
        self._line.ask("DELETE", f"{_TAGS}/{encoded(name)}", CHANGE)

    def of_shipment(self, shipment_id: str) -> tuple[str, ...]:
        return self._names(self._line.ask("GET", _of(shipment_id), READ))

    def add(self, shipment_id: str, name: str) -> tuple[str, ...]:
        """All tags that the shipment has then."""
        return self._names(self._line.ask("POST", f"{_of(shipment_id)}/{encoded(name)}", CHANGE))

    def remove(self, shipment_id: str, name: str) -> None:
        self._line.ask("DELETE", f"{_of(shipment_id)}/{encoded(name)}", CHANGE)

    def replace(self, tags: Mapping[str, Iterable[str]]) -> None:
        """Give several shipments, by their ids, the tags that are named and no others."""
        wanted = {segment(shipment_id): list(names) for shipment_id, names in tags.items()}
        for name in chain.from_iterable(wanted.values()):
            encoded(name)  # as in `create`
        listed = [{"shipment_id": shipment_id, "tags": names} for shipment_id, names in wanted.items()]
        self._line.ask("PUT", "/v1/shipments/tags", CHANGE, body={"shipments_tags": listed})

    def _names(self, reply: Reply) -> tuple[str, ...]:
        return self._line.understood(reply, lambda data: read.names(wire.Names.model_validate(data).tags))


def _of(shipment_id: str) -> str:
    return f"/v1/shipments/{segment(shipment_id)}/tags"
