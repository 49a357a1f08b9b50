"""Decides what the Voids panel does: choose, ask once, request the refund. Never says money came back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.faults import Fault
from postwright.domain.sentences import Deed
from postwright.domain.tracking import Tracking
from postwright.domain.void import VoidState
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, Tone, notice_of
from postwright.ui.voids.screen import REFUND_TIME, TEAR_UP, VoidsScreen
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.domain.postal_rules import VoidRule
    from postwright.jobs.ticket import Submit
    from postwright.operations.results import Voidable, Voided


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the panel may ask for. `correct` gives the draft of a voided label's parcel, open again."""

    rows: Callable[[], tuple[Voidable, ...]]
    void: Callable[[tuple[str, ...]], tuple[Voided, ...]]
    track: Callable[[str], Tracking]
    correct: Callable[[str], str]
    open_draft: Callable[[str], None]
    rule: VoidRule


class VoidsPresenter:
    """Holds the Screen. `announce` tells other panels that labels changed."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        render: Callable[[VoidsScreen], None],
        *,
        money: Submit | None = None,
        announce: Callable[[], None] = lambda: None,
        go: Callable[[Action], None] = lambda action: None,
    ) -> None:
        self.screen = VoidsScreen(rule=deeds.rule)
        self._money = money or submit
        self._deeds = deeds
        self._render = render
        self._announce = announce
        self._go = go
        self._looking = Asking(submit)
        self._tracking = Asking(submit)
        self._correcting = Asking(submit)
        self._wanted = ""

    def _show(self, screen: VoidsScreen) -> None:
        self.screen = screen
        self._render(screen)

    def shown(self) -> None:
        """The panel came to the front: what went well before is no news any more."""
        notice = self.screen.notice
        if notice is not None and notice.tone is Tone.DONE:
            self._show(replace(self.screen, notice=None))
        self.load()

    def load(self) -> None:
        """Ask for the rows again; what is chosen stays chosen while it can be voided."""
        self._looking.ask(self._deeds.rows, self._loaded, self._failed, name="Looking at what can be voided")

    def _loaded(self, rows: tuple[Voidable, ...]) -> None:
        screen = replace(self.screen, rows=rows, loaded=True)
        there = frozenset(row.entry.id for row in screen.open_rows)
        asking = tuple(one for one in screen.asking if one in there)
        self._show(replace(screen, chosen=screen.chosen & there, asking=asking))
        if self._wanted in there:
            self.choose(frozenset({self._wanted}))
            self.ask()
        self._wanted = ""

    def find(self, text: str) -> None:
        """Show only what holds these words. What is hidden is not chosen: nobody voids what is not seen."""
        screen = replace(self.screen, text=text)
        there = frozenset(row.entry.id for row in screen.open_rows)
        self._show(replace(screen, chosen=screen.chosen & there))

    def choose(self, label_ids: frozenset[str]) -> None:
        if not self.screen.asking:
            self._show(replace(self.screen, chosen=label_ids))

    def point(self, label_id: str) -> None:
        """The row that the person stands on."""
        if not self.screen.asking and label_id != self.screen.current:
            self._show(replace(self.screen, current=label_id))

    def open(self, label_id: str) -> None:
        """Come here from elsewhere about one label: choose it and put the question once it is known."""
        self._wanted = label_id
        self.screen = replace(self.screen, text="", asking=())
        self.load()

    def tell(self, notice: Notice | None) -> None:
        """Show what the other part of the panel has to say."""
        self._show(replace(self.screen, notice=notice))

    def correct(self) -> None:
        """Bring the parcel of the label that was just voided back as its draft, and lead there."""
        label_id = self.screen.voided
        if label_id:
            self._correcting.ask(
                lambda: self._deeds.correct(label_id),
                self._corrected,
                self._failed,
                name="Opening the parcel",
            )

    def _corrected(self, draft_id: str) -> None:
        self._show(replace(self.screen, notice=None))
        self._announce()
        self._deeds.open_draft(draft_id)

    def ask(self) -> None:
        """Put the question. Nothing is sent."""
        if self.screen.can_void:
            ids = tuple(row.entry.id for row in self.screen.picked)
            self._show(replace(self.screen, asking=ids, notice=None))

    def keep(self) -> None:
        """The answer that changes nothing."""
        self._show(replace(self.screen, asking=()))

    def void(self) -> None:
        """The other answer: ask the carrier for the refunds."""
        ids = self.screen.asking
        if not ids or self.screen.voiding:
            return
        self._show(replace(self.screen, asking=(), voiding=True))
        name = f"Voiding {count_words(len(ids), 'label')}"
        self._money(lambda: self._deeds.void(ids), self._voided, self._not_voided, name=name)

    def _voided(self, ended: tuple[Voided, ...]) -> None:
        last = ended[0].label_id if len(ended) == 1 else ""
        screen = replace(self.screen, voiding=False, chosen=frozenset(), voided=last)
        self._show(replace(screen, notice=void_notice(ended)))
        self._announce()
        self.load()

    def _not_voided(self, fault: Fault) -> None:
        self._show(replace(self.screen, voiding=False, notice=notice_of(fault, Deed.VOID)))
        self._announce()
        self.load()

    def track(self) -> None:
        """Ask USPS whether the chosen label was scanned; a scanned one is not refunded."""
        if self.screen.can_track:
            label_id = self.screen.picked[0].entry.id
            self._tracking.ask(
                lambda: self._deeds.track(label_id), self._tracked, self._failed, name="Tracking"
            )

    def _tracked(self, tracking: Tracking) -> None:
        if tracking.unscanned:
            notice = Notice(Tone.DONE, f"{tracking.words}. It was not scanned, so it can be voided.")
        else:
            notice = Notice(Tone.WAITING, f"{tracking.words}. USPS has scanned it, so it counts as used.")
        self._show(replace(self.screen, notice=notice))

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget the banner."""
        self._show(replace(self.screen, notice=None))
        if action == Action.RETRY:
            self.load()
        elif action == Action.CORRECT_PARCEL:
            self.correct()
        elif action:
            self._go(Action(action))

    def close(self) -> None:
        """The panel goes away: the question is withdrawn, and late answers are not heard."""
        self._looking.drop()
        self._tracking.drop()
        self._correcting.drop()
        if self.screen.asking:
            self.keep()

    def _failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, notice=notice_of(fault, Deed.LOOK)))


def void_notice(ended: tuple[Voided, ...]) -> Notice:
    """How asking ended: one label in its own sentence, several counted, with the sentences of the others."""
    asked = [one for one in ended if one.state is VoidState.REQUESTED]
    others = [one for one in ended if one.state is not VoidState.REQUESTED]
    tone = Tone.DONE if not others else Tone.WAITING if asked or _any_doubt(ended) else Tone.TROUBLE
    if len(ended) == 1:
        again = Action.CORRECT_PARCEL.value if asked else ""
        return Notice(tone, f"{ended[0].sentence} {TEAR_UP}" if asked else ended[0].sentence, action=again)
    parts = [f"{count_words(len(asked), 'refund')} requested. {REFUND_TIME}"] if asked else []
    parts += list(dict.fromkeys(one.sentence for one in others))
    return Notice(tone, " ".join(parts))


def _any_doubt(ended: tuple[Voided, ...]) -> bool:
    return any(one.state is VoidState.IN_DOUBT for one in ended)
