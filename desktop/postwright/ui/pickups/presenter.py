"""Decides what the Pickups panel does: reads the plan and the carrier's list; its parts choose and ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.draft import AddressText
from postwright.domain.faults import Fault
from postwright.domain.papers import PaperKind
from postwright.domain.pickup_plan import PickupPlace, PickupPlan
from postwright.domain.preferences import Preferences
from postwright.domain.sentences import Deed
from postwright.ui.asking import Asking as Question
from postwright.ui.notice import Notice, Tone, notice_of
from postwright.ui.papers import PaperChoice, Papers
from postwright.ui.pickups.asking import Asking, Hears
from postwright.ui.pickups.choosing import Choosing, usual_choice
from postwright.ui.pickups.deeds import Deeds
from postwright.ui.pickups.screen import Contact, PickupsScreen
from postwright.ui.pickups.stage import Stage

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit

# The list is read again when the panel comes to the front, though not for every glance at it.
_LOOK_EVERY = timedelta(minutes=1)
# A computer that slept wakes with a clock of long ago, so the day is looked at every hour all the same.
_SOONEST, _LATEST = timedelta(seconds=1), timedelta(hours=1)


class PickupsPresenter:
    """`choosing` and `asking` are its parts; all share one stage."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        render: Callable[[PickupsScreen], None],
        *,
        now: Callable[[], datetime],
        money: Submit | None = None,
        prints: Submit | None = None,
        announce: Callable[[], None] = lambda: None,
        go: Callable[[Action], None] = lambda action: None,
    ) -> None:
        self.stage = Stage(render, now)
        self._deeds = deeds
        self._announce = announce
        self._go = go
        self._planning, self._looking = Question(submit), Question(submit)
        self.choosing = Choosing(self.stage)
        self.asking = Asking(self.stage, deeds, money or submit, Hears(announce, self.load))
        self.papers = Papers(prints or submit, deeds.papers, self._paper)
        self._again: Callable[[], None] = self.load

    @property
    def screen(self) -> PickupsScreen:
        return self.stage.screen

    def shown(self) -> None:
        """The panel came to the front: what was booked before is no news any more; its card tells of it."""
        notice = self.screen.notice
        if notice is not None and notice.tone in (Tone.DONE, Tone.WAITING) and not notice.action:
            self.stage.show(notice=None)
        self.load()
        looked = self.screen.looked
        if looked is None or self.stage.now() - looked >= _LOOK_EVERY:
            self.look()

    def until_turn(self) -> int:
        """Milliseconds until the day on which USPS comes may be another one; 0 where no day is shown."""
        place = self.screen.place
        if place is None:
            return 0
        midnight = datetime.combine(place.coming.today + timedelta(days=1), time(), place.zone)
        left = min(place.coming.until, midnight) - self.stage.now()
        return round(min(max(left, _SOONEST), _LATEST) / timedelta(milliseconds=1))

    # ------------------------------------------------------------ reading

    def load(self) -> None:
        """Ask for the plan again; check boxes and what was typed stay."""
        self._again = self.load
        choice = replace(self.screen.papers, printers=self.papers.printers(PaperKind.PICKUP_LIST))
        self.stage.screen = replace(self.screen, papers=choice)
        self._planning.ask(
            lambda: (self._deeds.plan(), self._deeds.preferences()),
            self._loaded,
            self._failed,
            name="Planning the pickup",
        )

    def _loaded(self, found: tuple[PickupPlan, Preferences]) -> None:
        plan, preferences = found
        before = self.screen
        screen = replace(before, plan=plan, now=self.stage.now())
        place = screen.place
        known = _known(before)
        same = place is not None and before.place is not None and place.key == before.place.key
        fresh = usual_choice(place) - known if same else usual_choice(place)
        there = {piece.id for piece in screen.pieces}
        screen = replace(screen, chosen=((before.chosen if same else frozenset()) | fresh) & there)
        screen = replace(screen, origin=place.key if place else "")
        if not before.loaded:
            screen = replace(screen, contact=_contact(preferences, place), form=before.form + 1)
        self.stage.put(self.stage.noted(screen))

    def _failed(self, fault: Fault) -> None:
        self.stage.show(notice=notice_of(fault, Deed.LOOK))

    def look(self) -> None:
        """Read the carrier's own list: pickups made elsewhere, and what became of those in doubt."""
        self._looking.ask(self._deeds.look, self._looked, self._not_looked, name="Reading the pickups")

    def _looked(self, changed: bool) -> None:
        self.stage.show(looked=self.stage.now())
        if changed:
            self._announce()
            self.load()

    def _not_looked(self, fault: Fault) -> None:
        """What stands here is shown all the same; when the list was last read stands beside it."""

    # ------------------------------------------------------------ the rest

    def send_list(self, number: int) -> None:
        """Send the list of a pickup's parcels to the printer that takes it."""
        self.papers.send(PaperKind.PICKUP_LIST, str(number))

    def save_list(self, number: int, path: str) -> None:
        self.papers.save(PaperKind.PICKUP_LIST, str(number), path)

    def _paper(self, making: bool, notice: Notice | None) -> None:
        self._again = self.papers.again
        self.stage.show(papers=PaperChoice(self.screen.papers.printers, making), notice=notice)

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget the banner."""
        self.stage.show(notice=None)
        if action == Action.RETRY:
            self._again()
        elif action:
            self._go(Action(action))

    def close(self) -> None:
        self._planning.drop()
        self._looking.drop()
        if self.screen.asking_cancel:
            self.asking.keep()


def _contact(own: Preferences, place: PickupPlace | None) -> Contact:
    """Whom the settings name; what they leave open is the sender of the place."""
    sender = place.address if place else AddressText()
    return Contact(
        own.contact_name or sender.name,
        own.contact_phone or sender.phone,
        own.contact_email or sender.email,
    )


def _known(screen: PickupsScreen) -> frozenset[str]:
    """The labels that were there before: these are not chosen a second time by themselves."""
    visits = screen.plan.visits if screen.plan else ()
    now = screen.now
    held = (one.entry for one in visits if now is not None and one.entry.holds(now))
    return frozenset(piece.id for piece in screen.pieces).union(*(entry.request.label_ids for entry in held))
