"""What a group of calls stands on: the line, the clock, and lists in pages. Asks nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar

from postwright.carrier import outcome
from postwright.carrier.line import READ, Line, Query, Terms
from postwright.carrier.reading import written
from postwright.carrier.reply import Reply
from postwright.carrier.to_wire.parts import moment
from postwright.carrier.wire.parts import Page, Wire
from postwright.domain.faults import Refused

T = TypeVar("T")
W = TypeVar("W", bound=Wire)

# The largest page is not documented (api.md 28, point 4); a refused one is asked for in the usual size.
PAGE_SIZE = 100
_MOST_PAGES = 200
_NOT_FOUND = frozenset({404})


@dataclass(frozen=True, slots=True)
class Listing(Generic[W, T]):
    """A list in pages: its path, the word that its items stand under, and how one of them is read."""

    path: str
    name: str
    kind: type[W]
    make: Callable[[W, str], T]
    terms: Terms = READ
    page_size: int = PAGE_SIZE
    size_name: str = "page_size"


class CallGroup:
    """Holds the line and the clock for the groups of calls."""

    def __init__(self, line: Line, now: Callable[[], datetime]) -> None:
        self._line = line
        self._now = now

    def _all(self, listing: Listing[W, T], query: Query) -> tuple[T, ...]:
        """Every item of every page, also one that comes twice.

        Raises Lost(UNREADABLE) for a list that does not say whether it goes on, that holds fewer items than
        it counts, or that has no end: "not in the list" may be taken for an answer.
        """
        found: list[T] = []
        for reply in self._pages(listing, query):
            found += self._each(reply, listing.name, listing.kind, listing.make)
        self._line.understood(reply, partial(_whole, len(found)))
        return tuple(found)

    def _pages(self, listing: Listing[W, T], query: Query) -> Iterator[Reply]:
        path, terms, size_name = listing.path, listing.terms, listing.size_name
        asked = {**query, "page": 1, size_name: listing.page_size}
        for page in range(1, _MOST_PAGES + 1):
            asked["page"] = page
            try:
                reply = self._line.ask("GET", path, terms, query=asked)
            except Refused as refused:
                if page > 1 or refused.field != size_name:
                    raise
                del asked[size_name]  # the carrier's own size is taken by every carrier
                reply = self._line.ask("GET", path, terms, query=asked)
            yield reply
            if not self._line.understood(reply, partial(_goes_on, page)):
                return
        raise outcome.unreadable(reply, "the list has no end")

    def _outside(self, place: str, external_id: str, path: str) -> Reply | None:
        """The reply with the thing that has an id of ours, which the reply calls `place`.

        None only where the carrier itself says that there is none. Raises Lost for another order's; a reply
        without the id is believed (api.md 24).
        """
        reply = self._line.look("GET", path, READ, allow=_NOT_FOUND)
        if outcome.is_clean_absence(reply):
            return None
        if fault := outcome.of_reply(reply, self._now()):
            raise fault

        def compare(data: object) -> None:
            told = data.get(place) if isinstance(data, dict) else None
            if told not in (None, "") and str(told) != external_id:
                raise ValueError("this belongs to another order")

        self._line.understood(reply, compare)
        return reply

    def _the_one(self, reply: Reply, kind: type[W], make: Callable[[W, str], T]) -> T:
        """What `make` reads from the reply and its JSON text."""
        return self._line.understood(reply, lambda data: make(kind.model_validate(data), written(data)))

    def _each(self, reply: Reply, name: str, kind: type[W], make: Callable[[W, str], T]) -> tuple[T, ...]:
        """What `make` reads from each item of the list under a name, and from the JSON text of that item."""

        def understood(data: object) -> tuple[T, ...]:
            items = data.get(name) if isinstance(data, dict) else None
            if not isinstance(items, list):
                raise ValueError(f"there is no list of {name}")
            return tuple(make(kind.model_validate(item), written(item)) for item in items)

        return self._line.understood(reply, understood)


def each_once(items: Iterable[T], key: Callable[[T], str]) -> tuple[T, ...]:
    """In order: what moves to the next page meanwhile comes twice."""
    return tuple({key(one): one for one in items}.values())


def given(**filters: str | datetime | None) -> dict[str, str]:
    """Those filters of a list that say something; the API has no word for "any". Times are in UTC."""
    told = {name: moment(one) if isinstance(one, datetime) else one for name, one in filters.items()}
    return {name: text for name, text in told.items() if text}


def _goes_on(page: int, data: object) -> bool:
    """Whether either of the two that tell it says so (api.md 1)."""
    told = Page.model_validate(data)
    if told.pages is None and told.links is None:
        raise ValueError("the list does not say whether it goes on")
    linked = bool(told.links and told.links.next and told.links.next.href)
    return linked or page < (told.pages or 0)


def _whole(count: int, data: object) -> None:
    total = Page.model_validate(data).total
    if total is not None and count < total:
        raise ValueError(f"the list counts {total}, but {count} came")
