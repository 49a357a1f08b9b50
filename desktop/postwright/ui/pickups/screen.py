"""What the Pickups panel shows: the place, the day, the pieces, the note, the week, the pickups. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from postwright.domain.draft import Problem
from postwright.domain.pickup_note import Spot, too_long
from postwright.domain.pickup_plan import PickupPlace, PickupPlan, Piece, WhyNot
from postwright.domain.pickup_words import comes_words, left_out_words, until_words, warnings, why_words
from postwright.domain.time_zone import zone_of
from postwright.ui.notice import Notice
from postwright.ui.papers import PaperChoice
from postwright.ui.pickups.told import DayCell, PickupCard, card_of, cell_of, day_line, looked_words
from postwright.ui.tone_line import ToneLine
from postwright.ui.words import count_words, day_words

# Which pieces are shown, as (key, words).
SHOWN = (("", "All mail classes"), ("premium", "Premium only"), ("plain", "Not premium"))
_EARLIER = 8


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the carrier may ask, as typed."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class PickupsScreen:
    """Everything shown. `origin` is the key of the place, `only` which pieces are shown, `day` the day of the
    strip that is told of. `form` grows when the contact or note must be written anew into the fields.
    """

    plan: PickupPlan | None = None
    now: datetime | None = None
    origin: str = ""
    only: str = ""
    day: str = ""
    chosen: frozenset[str] = frozenset()
    contact: Contact = Contact()
    spot: Spot | None = None
    note: str = ""
    papers: PaperChoice = field(default_factory=PaperChoice)
    form: int = 0
    problems: tuple[Problem, ...] = ()
    scheduling: bool = False
    cancelling: int = 0
    checking: int = 0
    asking_cancel: int = 0
    looked: datetime | None = None
    notice: Notice | None = None

    @property
    def loaded(self) -> bool:
        return self.plan is not None

    # ------------------------------------------------------------ the place

    @property
    def place(self) -> PickupPlace | None:
        return self.plan.place(self.origin) if self.plan else None

    @property
    def zone(self) -> tzinfo:
        """The zone of the place that the pickup is at."""
        return self.place.zone if self.place else zone_of("")

    @property
    def tabs(self) -> tuple[tuple[str, str], ...]:
        """The places to choose from, as (key, name); none where there is only one."""
        places = self.plan.places if self.plan else ()
        if len(places) < 2:
            return ()
        return tuple((one.key, f"{one.name} · {len(one.pieces)}") for one in places)

    @property
    def is_empty(self) -> bool:
        return (
            self.plan is not None
            and not self.plan.visits
            and not any(one.pieces or one.left_out for one in self.plan.places)
        )

    # ------------------------------------------------------------ the day

    @property
    def day_line(self) -> str:
        """When USPS will really come, said before."""
        return comes_words(self.place.coming) if self.place else ""

    @property
    def why_line(self) -> str:
        """Why that day."""
        return why_words(self.place.coming, self.plan.rule) if self.plan and self.place else ""

    @property
    def until_line(self) -> str:
        """Until when that day can be asked for."""
        place = self.place
        if self.plan is None or place is None:
            return ""
        return until_words(place.coming, self.plan.rule, place.zone, place.city)

    @property
    def source(self) -> str:
        """When and where the rule was read."""
        return self.plan.rule.dated.words if self.plan else ""

    @property
    def booked_line(self) -> str:
        """A pickup that stands for the same day and place."""
        place = self.place
        if self.plan is None or place is None or self.now is None:
            return ""
        there = next((day.pickups for day in place.week if day.day == place.coming.day), ())
        parcels = sum(one.good for one in self.plan.visits if one.entry.id in there)
        if not there or not place.pieces:
            return ""
        day = day_words(place.coming.day)
        return (
            f"USPS comes here on {day} already, for {count_words(parcels, 'parcel')}. It takes along what "
            "stands ready; ask again to have these listed too."
        )

    @property
    def warning_lines(self) -> tuple[ToneLine, ...]:
        """What is told before USPS is asked."""
        if self.plan is None or not self.pieces:
            return ()
        chosen = self.chosen_pieces or self.pieces
        told = tuple(ToneLine("waiting", words) for words in warnings(chosen, self.plan.rule))
        return (ToneLine("done", self.booked_line), *told) if self.booked_line else told

    # ------------------------------------------------------------ the pieces

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return self.place.pieces if self.place else ()

    @property
    def shown_pieces(self) -> tuple[Piece, ...]:
        if not self.only:
            return self.pieces
        return tuple(piece for piece in self.pieces if piece.premium is (self.only == "premium"))

    @property
    def chosen_pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.id in self.chosen)

    @property
    def choice_line(self) -> str:
        if self.place is None or not self.pieces:
            return ""
        chosen = self.chosen_pieces
        premium = sum(piece.premium for piece in chosen)
        hidden = len(chosen) - sum(piece.id in self.chosen for piece in self.shown_pieces)
        words = f"{len(chosen)} of {count_words(len(self.pieces), 'label')} {_goes(len(chosen))} along"
        more = ((premium, "premium"), (hidden, "not shown"))
        return ", ".join((words, *(f"{count} {told}" for count, told in more if count)))

    @property
    def left_out_line(self) -> str:
        return left_out_words(self.place.left_out) if self.place else ""

    @property
    def nothing_line(self) -> str:
        """Why there is nothing to ask for; empty where there is."""
        if self.place is None or self.pieces:
            return ""
        on_pickup = any(why is WhyNot.ON_PICKUP for why, _ in self.place.left_out)
        others = tuple(one for one in self.place.left_out if one[0] is not WhyNot.ON_PICKUP)
        first = "Every label is on a pickup already." if on_pickup else "No label waits for the carrier here."
        return f"{first} {left_out_words(others)}".strip()

    @property
    def can_schedule(self) -> bool:
        return bool(self.chosen_pieces) and not self.scheduling

    @property
    def schedule_text(self) -> str:
        return f"Ask for a pickup · {day_words(self.place.coming.day)}" if self.place else "Ask for a pickup"

    @property
    def note_problem(self) -> str:
        return too_long(self.note, self.plan.rule.most_note) if self.plan else ""

    def problem(self, field: str) -> str:
        """What is wrong with one field, or nothing."""
        return next((one.sentence for one in self.problems if one.field == field), "")

    # ------------------------------------------------------------ the week and the pickups

    @property
    def cells(self) -> tuple[DayCell, ...]:
        return tuple(map(cell_of, self.place.week)) if self.place else ()

    @property
    def day_words(self) -> str:
        """The day of the strip that is told of: the one chosen, else the one on which USPS comes."""
        week = self.place.week if self.place else ()
        usual = next((day for day in week if day.comes), None)
        found = next((day for day in week if day.day.isoformat() == self.day), usual)
        return day_line(found) if found else ""

    @property
    def cards(self) -> tuple[PickupCard, ...]:
        """All pickups; those that come first, the next one on top."""
        if self.plan is None or self.now is None:
            return ()
        made = [card_of(visit, self.now, self.plan.rule) for visit in self.plan.visits]
        days = {visit.entry.id: visit.entry.day for visit in self.plan.visits}
        coming = sorted((card for card in made if card.comes), key=lambda card: (days[card.id], card.id))
        return (*coming, *[card for card in made if not card.comes][:_EARLIER])

    @property
    def coming_cards(self) -> tuple[PickupCard, ...]:
        return tuple(card for card in self.cards if card.comes)

    @property
    def earlier_cards(self) -> tuple[PickupCard, ...]:
        return tuple(card for card in self.cards if not card.comes)

    @property
    def looked_line(self) -> str:
        return looked_words(self.looked)

    @property
    def cancel_question(self) -> str:
        card = next((card for card in self.cards if card.id == self.asking_cancel), None)
        if card is None:
            return ""
        labels = card.what.split(" · ")[0]
        return f"Cancel the pickup on {card.when}? USPS then does not come for its {labels}."


def _goes(count: int) -> str:
    return "goes" if count == 1 else "go"
