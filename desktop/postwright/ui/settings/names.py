"""Lists of named settings: a name not yet taken, one item changed, one item taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def free_name(wanted: str, taken: Sequence[str]) -> str:
    """The name itself, or with the first number that makes it new: "Zebra", "Zebra 2"."""
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    return name


def replaced(items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    """The tuple with another item at that place."""
    return (*items[:index], item, *items[index + 1 :])


def without(items: tuple[T, ...], index: int) -> tuple[T, ...]:
    """The tuple without the item at that place."""
    return items[:index] + items[index + 1 :]
