"""What the Attention panel shows: one card for everything that waits for a person. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.label_alarms import asks_for_a_void
from postwright.ui.attention.cards_told import (
    DoubtCard,
    PlainCard,
    PrintCard,
    doubt_card,
    foreign_card,
    form_card,
    pickup_card,
    print_card,
    run_card,
    void_card,
)
from postwright.ui.attention.mail_cards import codes_card, mail_card
from postwright.ui.notice import Notice, Tone
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.operations.results import Attention


@dataclass(frozen=True, slots=True)
class AttentionScreen:
    """Everything shown. `busy` and `asking_deny` hold purchase ids; `busy_prints` print ids; `busy_others`
    the keys of the cards below. `asking_twice` is the second question, where the balance speaks for a charge.
    """

    attention: Attention | None = None
    busy: frozenset[str] = frozenset()
    busy_prints: frozenset[int] = frozenset()
    busy_others: frozenset[str] = frozenset()
    unfolded: frozenset[str] = frozenset()
    looking: bool = False
    asking_deny: str = ""
    asking_twice: bool = False
    problems: tuple[tuple[str, str], ...] = ()
    notice: Notice | None = None

    @property
    def loaded(self) -> bool:
        return self.attention is not None

    @property
    def count(self) -> int:
        return self.attention.count if self.attention else 0

    @property
    def is_empty(self) -> bool:
        return self.loaded and self.count == 0

    @property
    def banner(self) -> Notice | None:
        """What was just done or went wrong, unless labels differ from their orders: that comes before any
        good news, and stays until they are printed or given back.
        """
        alarms = self.attention.alarms if self.attention else ()
        if not alarms or (self.notice is not None and self.notice.tone is not Tone.DONE):
            return self.notice
        if any(asks_for_a_void(alarm) for alarm in alarms):
            return Notice(Tone.TROUBLE, " ".join(dict.fromkeys(alarms)), action=Action.OPEN_VOIDS)
        words = " ".join((*alarms, "Compare before you print. If it is wrong, void it."))
        return Notice(Tone.TROUBLE, words, action=Action.OPEN_LABELS)

    @property
    def count_line(self) -> str:
        return f"{count_words(self.count, 'thing')} to settle" if self.count else ""

    @property
    def counts_down(self) -> bool:
        """Whether it says how long something will take."""
        return any(not one.can_deny for one in (self.attention.doubts if self.attention else ()))

    @property
    def doubts(self) -> tuple[DoubtCard, ...]:
        problems = dict(self.problems)
        return tuple(
            doubt_card(
                doubt,
                busy=doubt.purchase.id in self.busy,
                asking=doubt.purchase.id == self.asking_deny,
                asking_twice=self.asking_twice,
                unfolded=doubt.purchase.id in self.unfolded,
                problem=problems.get(doubt.purchase.id, ""),
            )
            for doubt in (self.attention.doubts if self.attention else ())
        )

    @property
    def prints(self) -> tuple[PrintCard, ...]:
        pairs = self.attention.maybe_printed if self.attention else ()
        return tuple(print_card(record, entry, busy=record.id in self.busy_prints) for record, entry in pairs)

    @property
    def others(self) -> tuple[PlainCard, ...]:
        """What is settled by a look or a word: the most money first, then what costs nothing."""
        if self.attention is None:
            return ()
        voids = [(one.label.cost.minor, void_card(one)) for one in self.attention.doubtful_voids]
        foreign = [(one.label.cost.minor, foreign_card(one)) for one in self.attention.foreign]
        cards = (
            *map(run_card, self.attention.paused_runs),
            *(card for _, card in sorted(voids + foreign, key=lambda pair: -pair[0])),
            *map(pickup_card, self.attention.doubtful_pickups),
            *map(form_card, self.attention.doubtful_forms),
            *(mail_card(record, entry) for record, entry in self.attention.mails),
            *((codes_card(self.attention.ending_codes),) if self.attention.ending_codes else ()),
        )
        return tuple(card.marked(busy=card.key in self.busy_others) for card in cards)
