"""Lists in pages with filters and links, the same for every kind (api.md 1)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from postwright.practice import problems
from postwright.practice.desk import Desk, Json, body_id
from postwright.practice.wire_text import read_time, stored

# Later than every time that is kept. What was made on a day from which the clock was since turned back is
# found too: a label that was paid for is never denied.
NO_END = "9999"
_USUAL_SIZE = 25


@dataclass(frozen=True, slots=True)
class Filter:
    """A query value and the SQL condition it stands for; `time` and `number` say how the value is read, and
    `words` which there are.

    With `many` the value may come more than once; the condition then says {} where the choices belong.
    """

    name: str
    condition: str
    time: bool = False
    number: bool = False
    many: bool = False
    words: frozenset[str] = frozenset()

    def given(self, desk: Desk) -> tuple[str, ...]:
        if self.many:
            return desk.all_of(self.name)
        value = desk.query.get(self.name)
        return (value,) if value else ()

    def where(self, values: tuple[str, ...]) -> str:
        return self.condition.format(", ".join("?" * len(values))) if self.many else self.condition

    def read(self, value: str) -> Any:
        if self.number:
            return body_id(self.name, value)
        if self.words and value not in self.words:
            raise problems.bad_value(self.name, value)
        if not self.time:
            return value
        try:
            return stored(read_time(value.replace(" ", "+")))  # a plus sign that was not escaped
        except ValueError:
            raise problems.bad_value(self.name, value) from None


def span(column: str) -> tuple[Filter, Filter]:
    """From a time and up to one. The end counts as precisely as times are shown, to the millisecond."""
    until = f"substr({column}, 1, 23) <= substr(?, 1, 23)"
    return Filter(f"{column}_start", f"{column} >= ?", time=True), Filter(f"{column}_end", until, time=True)


def page_of(
    desk: Desk,
    table: str,
    key: str,
    filters: tuple[Filter, ...],
    show: Callable[[sqlite3.Row], Json],
    *,
    until: str = NO_END,
    sorts: tuple[str, ...] = (),
    path: str = "",
) -> Json:
    """One page of a table as a reply. Nothing made after `until` is listed; the order is stable.

    `path` is where the list lives, when that is not /v1/ and its key.
    """
    page, size = count(desk, "page", 1), _size(desk)
    asked = [(one, found) for one in filters if (found := one.given(desk))]
    where = " AND ".join(["mode = ?", "created_at <= ?", *(one.where(found) for one, found in asked)])
    values = [desk.mode, until, *(one.read(value) for one, found in asked for value in found)]
    total = desk.connection.execute(f"SELECT count(*) FROM {table} WHERE {where}", values).fetchone()[0]
    order = f"{_sort(desk, sorts)}, id {'ASC' if _ascending(desk) else 'DESC'}"
    rows = desk.connection.execute(
        f"SELECT * FROM {table} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        [*values, size, (page - 1) * size],
    ).fetchall()
    pages = -(-total // size)
    return {
        key: [show(row) for row in rows],
        "total": total,
        "page": page,
        "pages": pages,
        "links": links(desk, path or f"/v1/{key}", page, pages, {"page_size": size}),
    }


def _size(desk: Desk) -> int:
    most = desk.switches.largest_page
    asked = count(desk, "page_size", min(_USUAL_SIZE, most))
    if asked > most and desk.switches.page_above == "refuse":
        raise problems.bad_value("page_size", str(asked))
    return min(asked, most)


def count(desk: Desk, name: str, usual: int) -> int:
    """A whole number of the query above zero. Raises Problem for anything else."""
    text = desk.query.get(name) or str(usual)
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= 10_000_000:
        raise problems.bad_value(name, text)
    return int(text)


def _ascending(desk: Desk) -> bool:
    direction = desk.query.get("sort_dir") or "desc"
    if direction not in ("asc", "desc"):
        raise problems.bad_value("sort_dir", direction)
    return direction == "asc"


def _sort(desk: Desk, sorts: tuple[str, ...]) -> str:
    name = desk.query.get("sort_by") or "created_at"
    if name not in ("created_at", *sorts):
        raise problems.bad_value("sort_by", name)
    return f"{name} {'ASC' if _ascending(desk) else 'DESC'}"


def links(desk: Desk, path: str, page: int, pages: int, size: Json) -> Json:
    """The addresses of other pages; `size` is the query that sets how much is on one."""
    others = [pair for pair in desk.pairs if pair[0] not in ("page", *size)]

    def link(number: int) -> Json:
        query = urlencode([*others, ("page", number), *size.items()])
        return {"href": f"{desk.base}{path}?{query}"}

    return {
        "first": link(1),
        "last": link(max(1, pages)),
        "prev": link(page - 1) if 1 < page <= pages + 1 else {},
        "next": link(page + 1) if page < pages else {},
    }
