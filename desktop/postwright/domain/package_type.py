"""A package type of the shop's own, with the limits that the carrier sets for its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.size import Size

# api.md 21.
LONGEST_NAME = 50
LONGEST_DESCRIPTION = 500
_CODE = re.compile(r"(?=.{1,50}\Z)[a-z0-9]+(_[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class PackageType:
    """One package type. A new one has no id yet; `raw` is the reply as JSON text."""

    code: str
    name: str
    size: Size | None = None
    description: str = ""
    package_id: str = ""
    raw: str = field(default="", repr=False)

    def checked(self) -> PackageType:
        """Itself. Raises BadInput(OUT_OF_LIMITS) for words that the carrier would not take."""
        if not _CODE.fullmatch(self.code):
            raise _outside("code", "A package code is 1 to 50 small letters, digits and single underscores.")
        if not 1 <= len(self.name.strip()) <= LONGEST_NAME:
            raise _outside("name", f"The name of a package type has 1 to {LONGEST_NAME} characters.")
        if len(self.description) > LONGEST_DESCRIPTION:
            raise _outside("description", f"A description has {LONGEST_DESCRIPTION} characters at most.")
        return self


def _outside(place: str, detail: str) -> BadInput:
    return BadInput(FaultKind.OUT_OF_LIMITS, detail, field=place)
