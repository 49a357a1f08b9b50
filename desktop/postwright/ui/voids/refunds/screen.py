"""What the refunds part shows: the list, the card of one, and what a person is just entering. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from postwright.domain.refund_watch import RefundState
from postwright.domain.refund_words import assist_words, sums
from postwright.ui.voids.refunds.told import RefundCard, RefundDeed, card_of
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.domain.postal_rules import PostalRules
    from postwright.domain.refund_watch import RefundWatch

_ORDER = (RefundState.ASKED, RefundState.SCHEDULED, RefundState.DENIED, RefundState.EXCLUDED,
          RefundState.CREDITED)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RefundsScreen:
    """Everything shown. `entering` is the deed whose particulars are being typed; `amount`, `day` and `why`
    are what stands in the fields, and `problem` what is wrong with them.
    """

    rules: PostalRules
    watches: tuple[RefundWatch, ...] = ()
    today: date = date.min
    loaded: bool = False
    current: str = ""
    entering: RefundDeed | None = None
    amount: str = ""
    day: date = date.min
    why: str = ""
    problem: str = ""
    busy: bool = False

    @property
    def is_empty(self) -> bool:
        return self.loaded and not self.watches

    @property
    def rows(self) -> tuple[RefundWatch, ...]:
        """What waits for a person first, then by the day on which the money may be expected."""
        return tuple(sorted(self.watches, key=self._rank))

    def _rank(self, watch: RefundWatch) -> tuple[object, ...]:
        asks = watch.proposal is not None or watch.is_overdue(self.today)
        return not asks, _ORDER.index(watch.state), watch.expected_by, watch.id

    @property
    def watch(self) -> RefundWatch | None:
        return next((one for one in self.watches if one.id == self.current), None)

    @property
    def card(self) -> RefundCard | None:
        return card_of(self.watch, self.today, self.rules) if self.watch else None

    @property
    def title(self) -> str:
        """The words on the tab."""
        open_ones = sum(one.is_open for one in self.watches)
        return f"Refunds ({open_ones})" if open_ones else "Refunds"

    @property
    def line(self) -> str:
        """How much is still to come, and how much of it is late."""
        waiting = sum(one.is_open for one in self.watches)
        if not waiting:
            return "No refund is waited for"
        money = sums(self.watches, self.today)
        tail = f", {money.late} of it is late" if money.late.minor else ""
        return f"{count_words(waiting, 'refund')} waited for: {money.expected}{tail}"

    @property
    def assist_line(self) -> str:
        """What Refund Assist is, and where that is from."""
        return assist_words(self.rules.assist)
