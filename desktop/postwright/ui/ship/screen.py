"""Everything that the Ship panel shows, as one value. Reads nothing and knows no toolkit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from postwright.domain.draft import Draft
from postwright.domain.letter import LetterKind
from postwright.domain.qr_limits import QrOffer
from postwright.domain.ship_day import LeavesToday
from postwright.ui.notice import Notice
from postwright.ui.rate_line import RateLine
from postwright.ui.scan.screen import ScanScreen
from postwright.ui.ship.later import Later
from postwright.ui.tone_line import ToneLine

# (code, words)
Choices = tuple[tuple[str, str], ...]


_NEXT = {
    "label": "You print it and put it on the parcel.",
    "qr": "The Post Office prints the label from the code. You mail the code afterwards.",
    "both": "You get a label to print and a code to mail. Only one of them goes on the parcel.",
}


class Busy(StrEnum):
    """What the one button is doing."""

    NO = ""
    BUYING = "buying"
    QUEUEING = "queueing"


@dataclass(frozen=True, slots=True)
class Lists:
    """What can be chosen from; changes with the settings and the day."""

    packages: Choices = ()
    confirmations: Choices = ()
    dates: Choices = ()
    arrivals: Choices = ()
    origins: Choices = ()
    presets: Choices = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Who, what, when and how much, in words."""

    who: str = ""
    where: str = ""
    what: str = ""
    when: str = ""
    price: str = ""
    made_of: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True)
class LabelCard:
    """The label that was just bought. `reason_asked` while a reprint waits for its reason; `checks` is what
    the proof measured, `copies` what is known of each copy, newest first.
    """

    label_id: str
    tracking: str
    service: str
    cost: str
    recipient: str
    paper: bool = True
    qr: bool = False
    is_return: bool = False
    alarms: tuple[str, ...] = ()
    pages: tuple[bytes, ...] = field(default=(), repr=False)
    proof: str = ""
    proved: bool = False
    checks: tuple[ToneLine, ...] = ()
    copies: tuple[ToneLine, ...] = ()
    prints: int = 0
    printing: bool = False
    reason_asked: bool = False

    @property
    def can_print(self) -> bool:
        return self.paper and not self.printing

    @property
    def letter(self) -> LetterKind | None:
        """What the one who takes it to the Post Office can be mailed."""
        if self.qr:
            return LetterKind.QR
        return LetterKind.RETURN_LABEL if self.is_return else None

    @property
    def odd_checks(self) -> tuple[ToneLine, ...]:
        """What of the proof a person should read before it goes on the parcel."""
        return tuple(line for line in self.checks if line.tone != "done")


@dataclass(frozen=True, slots=True)
class GuardLine:
    """Something that must be answered before this parcel is bought. `label_id` is a label like it, if any."""

    key: str
    sentence: str
    yes: str
    label_id: str = ""
    answered: bool = False


@dataclass(frozen=True, slots=True)
class ShipScreen:
    """`form` changes when other texts belong into the inputs; `tries` when a purchase was tried in vain.

    `settled`: it was in doubt and turned out to be bought; its label is in Labels. `pointed` grows when an
    unanswered guard is to be pointed at; `risen` says how much more it costs than was shown before.
    """

    form: int = 0
    draft: Draft = field(default_factory=Draft)
    lists: Lists = field(default_factory=Lists)
    origin: str = ""
    origin_lines: tuple[str, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)
    tries: int = 0
    complete: bool = False
    customs_needed: bool = False
    codes: QrOffer = field(default_factory=QrOffer)
    size_needed: bool = True
    package_note: str = ""
    rates: tuple[RateLine, ...] = ()
    rates_said: str = ""
    chosen: str = ""
    arrive_by: str = ""
    fresh: bool = False
    asking: bool = False
    online: bool = True
    decision: Decision = field(default_factory=Decision)
    risen: str = ""
    leaving: LeavesToday | None = None
    guards: tuple[GuardLine, ...] = ()
    pointed: int = 0
    later: Later | None = None
    later_rules: Choices = ()
    later_at_most: str = ""
    later_problem: str = ""
    tolerance: str = ""
    limit: str = ""
    limit_problem: str = ""
    busy: Busy = Busy.NO
    in_doubt: bool = False
    settled: bool = False
    kept: bool = False
    label: LabelCard | None = None
    scan: ScanScreen = field(default_factory=ScanScreen)
    notice: Notice | None = None

    @property
    def delivery_said(self) -> str:
        """What happens next with the way that is chosen; beside a label, why a code is not offered."""
        if self._code_chosen:
            return " ".join((_NEXT[self.draft.delivery], *self.codes.facts)) if not self.codes.refusal else ""
        return self.codes.refusal or _NEXT["label"]

    @property
    def delivery_warnings(self) -> tuple[str, ...]:
        """What speaks against the code that is chosen."""
        if not self._code_chosen:
            return ()
        return (self.codes.refusal,) if self.codes.refusal else self.codes.warnings

    @property
    def _code_chosen(self) -> bool:
        return self.draft.delivery in ("qr", "both")

    @property
    def later_limit(self) -> str:
        """What queueing it by the card would mean."""
        if not self.later_at_most:
            return ""
        return f"Bought later for at most {self.later_at_most}. Nothing is bought now."

    @property
    def unanswered(self) -> bool:
        """Whether something must be answered before this parcel is bought."""
        return any(not guard.answered for guard in self.guards)

    @property
    def can_queue(self) -> bool:
        """Whether it can be queued for later, at a price that was shown."""
        return self.can_edit and self.complete and self._has_price

    @property
    def stale(self) -> bool:
        """Whether the rates belong to what was typed before."""
        return bool(self.rates) and not self.fresh

    @property
    def can_edit(self) -> bool:
        return not (self.busy or self.label or self.in_doubt or self.settled)

    @property
    def limit_needed(self) -> bool:
        """Offline with a whole parcel, of which no price was seen."""
        return not self.online and self.complete and not self._has_price

    @property
    def _has_price(self) -> bool:
        return self.fresh and bool(self.chosen)

    @property
    def can_press(self) -> bool:
        """An incomplete parcel may be tried, to see what is missing; a price that is being asked may not."""
        if self.later is not None and self.later_problem:
            return False
        return self.can_edit and not (self.online and self.complete and not self._has_price)

    @property
    def button(self) -> str:
        """The words on the one button: all that pressing it will do."""
        if self.busy is Busy.BUYING:
            return "Buying…"
        if self.busy is Busy.QUEUEING:
            return "Queueing…"
        if self.in_doubt:
            return "In doubt · see Attention"
        if self.settled:
            return "Bought · see Labels"
        if not self.online or self.later is not None:
            return self._queue_words
        if self.unanswered:
            return "Answer first"
        if self._has_price and self.complete:
            return f"Buy · {self.decision.price} · {self.decision.service}"
        if self.complete and self.asking:
            return "Asking for rates…"
        return "Buy"

    @property
    def _queue_words(self) -> str:
        if self.later is not None:
            when = "buy it later" if self.online else "buy when online"
            up_to = f"up to {self.later_at_most}" if self.later_at_most else ""
            return " · ".join(filter(None, ("Queue", when, up_to)))
        if self._has_price:
            return f"Queue · buy when online · up to {self.decision.price} + {self.tolerance}"
        if self.limit_needed:
            limit = self.limit.strip().removeprefix("$")
            return f"Queue · cheapest for any contents · {f'up to ${limit}' if limit else 'buy when online'}"
        return "Queue · buy when online"
