"""What the Origins page shows: the saved places, one of them in a form, and what is wrong with it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.address_reading import read_address
from postwright.domain.draft import AddressText, Problem
from postwright.domain.preferences import Origin


@dataclass(frozen=True, slots=True)
class OriginsScreen:
    """Everything shown. `form` grows when the fields must be written anew."""

    origins: tuple[Origin, ...] = ()
    default: str = ""
    chosen: int = 0
    form: int = 0
    name_problem: str = ""

    @property
    def origin(self) -> Origin | None:
        return self.origins[self.chosen] if 0 <= self.chosen < len(self.origins) else None

    @property
    def is_empty(self) -> bool:
        return not self.origins

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a carrier would refuse about the chosen place. It is saved all the same."""
        found: list[Problem] = []
        if self.origin is not None and self.origin.address != AddressText():
            read_address(self.origin.address, "origin", found, sender=True)
        return tuple(found)

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Name and place of each row."""
        return tuple(
            (
                one.name,
                ", ".join(part for part in (one.address.city, one.address.state) if part) or "No address yet",
            )
            for one in self.origins
        )

    def is_default(self, index: int) -> bool:
        names = [one.name for one in self.origins]
        return index == (names.index(self.default) if self.default in names else 0)

    @property
    def can_make_default(self) -> bool:
        return self.origin is not None and not self.is_default(self.chosen)
