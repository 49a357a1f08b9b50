"""Look once a minute, by the shop's clock, for what the operator is to be reminded of. Finds and keeps
nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from postwright.operations.remind import Reminded

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit, Ticket

EVERY_MS = 60_000
# Changes come in bursts; one look after them will do.
SOON_MS = 500


class Reminding(QObject):
    """`look` and `put_off` run on the lane, `show` on the window's thread."""

    def __init__(
        self,
        look: Callable[[], Reminded],
        put_off: Callable[[str], None],
        submit: Submit,
        show: Callable[[Reminded], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._put_off = put_off
        self._submit = submit
        self._show = show
        self._asked: Ticket | None = None
        self._closed = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    def wake(self) -> None:
        """Something changed: look soon, however many changes follow."""
        is_soon = self._timer.isActive() and self._timer.interval() == SOON_MS
        if not self._closed and not is_soon:
            self._timer.start(SOON_MS)

    def look(self) -> None:
        """Look now. A look that is under way tells what was before, so its answer is not waited for."""
        if self._closed:
            return
        if self._asked is not None:
            self._asked.withdraw()
        self._timer.stop()
        self._asked = self._submit(self._look, self._found, self._failed)

    def later(self, key: str) -> None:
        """Put one off until tomorrow. Where that cannot be kept, it is said again."""
        if not self._closed:
            self._submit(partial(self._put_off, key), lambda _: self.look(), self._failed)

    def close(self) -> None:
        """Look no more, and hear no late answer."""
        self._closed = True
        self._timer.stop()
        if self._asked is not None:
            self._asked.withdraw()
            self._asked = None

    def _found(self, reminded: Reminded) -> None:
        self._again()
        self._show(reminded)

    def _failed(self, _: object) -> None:
        self._again()

    def _again(self) -> None:
        self._asked = None
        if not self._closed:
            self._timer.start(EVERY_MS)
