"""What a group of calls stands on: the line, the clock, and lists in pages. Asks nothing by itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from postwright.carrier import outcome
from postwright.carrier.line import READ, Line, Query
from postwright.carrier.reply import Reply
from postwright.carrier.wire.parts import Page

# The largest page is not documented (api.md 1); this many were always taken.
PAGE_SIZE = 100
_MOST_PAGES = 200


class CallGroup:
    """Holds the line and the clock for the groups of calls."""

    def __init__(self, line: Line, now: Callable[[], datetime]) -> None:
        self._line = line
        self._now = now

    def _pages(self, path: str, query: Query) -> Iterator[Reply]:
        """Page after page until the last. Raises Lost(UNREADABLE) when there is no end to them."""
        for page in range(1, _MOST_PAGES + 1):
            reply = self._line.ask("GET", path, READ, query={**query, "page": page, "page_size": PAGE_SIZE})
            yield reply
            if not self._line.understood(reply, partial(_goes_on, page)):
                return
        raise outcome.unreadable(reply, "the list has no end")


def given(**filters: str | int) -> dict[str, str | int]:
    """Those filters of a list that say something; the API has no word for "any"."""
    return {name: value for name, value in filters.items() if value != ""}


def texts(data: object, name: str) -> list[str]:
    """Each item of a list that was understood as JSON text, to be kept beside it; unknown fields stay."""
    assert isinstance(data, dict)
    return [json.dumps(raw, default=str) for raw in data[name]]


def _goes_on(page: int, data: object) -> bool:
    told = Page.model_validate(data)
    if told.pages is not None:
        return page < told.pages
    return bool(told.links and told.links.next and told.links.next.href)
