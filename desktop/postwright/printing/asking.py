"""Which printers are asked how they are before a label: none for a while after it gave no answer.

Lives as long as the program, since a printer that is silent today may be another one tomorrow.
"""

from __future__ import annotations

import time
from collections.abc import Callable

# A printer that says nothing costs a label half a second; so much is lost once in ten minutes at most.
_LEFT_ALONE = 600.0


class Asking:
    """`seconds` is a clock that never goes back. Printers are named by their ports, so that two profiles of
    one printer share what is known of it.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._until: dict[str, float] = {}

    def is_worth(self, port: str) -> bool:
        return self._seconds() >= self._until.get(port, float("-inf"))

    def gave_none(self, port: str) -> None:
        """It did not answer, or nothing that can be understood."""
        self._until[port] = self._seconds() + _LEFT_ALONE
