"""The Pickups panel without a window: the true day, the note, and one request for one pickup."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from postwright.domain.faults import Fault, FaultKind, Lost, PaperFault
from postwright.domain.label_entry import LabelEntry
from postwright.domain.papers import PaperKind
from postwright.domain.pickup import PickupEntry, PickupRequest, PickupState
from postwright.domain.void import VoidState
from postwright.operations.results import PickupPlan
from postwright.ui.notice import Tone
from postwright.ui.pickups.presenter import Deeds, PickupsPresenter
from postwright.ui.pickups.screen import Contact, PickupsScreen
from tests.fakes.lane import HeldLane
from tests.rules import RULES
from tests.ui import plausible
from tests.ui.papers import Drawer

TOMORROW = date(2026, 11, 25)
LABELS = (
    plausible.entry(0),
    plausible.entry(1),
    plausible.entry(2, days_ago=1),
    plausible.entry(3, void_state=VoidState.REQUESTED),
)


@dataclass
class Shop:
    """The plan, and what was asked of the carrier."""

    labels: tuple[LabelEntry, ...] = LABELS
    entries: tuple[PickupEntry, ...] = ()
    asked: list[PickupRequest] = field(default_factory=list)
    cancelled: list[int] = field(default_factory=list)
    booked: date = TOMORROW
    fault: Fault | None = None

    def plan(self) -> PickupPlan:
        return PickupPlan(
            TOMORROW,
            plausible.entry(0).zone,
            self.labels,
            has_premium=False,
            entries=self.entries,
            rule=RULES.pickup,
        )

    def schedule(self, request: PickupRequest) -> PickupEntry:
        self.asked.append(request)
        if self.fault is not None:
            raise self.fault
        entry = plausible.pickup_entry(1, booked=self.booked, labels=request.label_ids)
        self.entries = (entry,)
        return entry

    def cancel(self, entry_id: int) -> PickupEntry:
        self.cancelled.append(entry_id)
        self.entries = (replace(self.entries[0], state=PickupState.CANCELLED),)
        return self.entries[0]


@dataclass
class Desk:
    """A presenter with its lane and all that it ever showed."""

    shop: Shop
    lane: HeldLane
    shown: list[PickupsScreen]
    presenter: PickupsPresenter
    drawer: Drawer

    @property
    def screen(self) -> PickupsScreen:
        return self.shown[-1]

    def load(self) -> None:
        self.presenter.load()
        self.lane.run_all()


@pytest.fixture
def desk() -> Desk:
    shop, lane, shown, drawer = Shop(), HeldLane(Fault), [], Drawer()
    deeds = Deeds(shop.plan, shop.schedule, shop.cancel, plausible.preferences, drawer.deeds())
    presenter = PickupsPresenter(lane, deeds, shown.append, now=lambda: plausible.NOW)
    desk = Desk(shop, lane, shown, presenter, drawer)
    desk.load()
    return desk


def test_todays_good_labels_are_chosen_from_the_start(desk: Desk) -> None:
    assert desk.screen.chosen == frozenset({"se-5000", "se-5001"})
    assert desk.screen.choice_line == "2 of 4 labels go along"


def test_the_true_day_is_said_before(desk: Desk) -> None:
    assert desk.screen.day_line == "USPS comes on Wed 25 Nov"
    assert desk.screen.schedule_text == "Ask for a pickup · Wed 25 Nov"


def test_count_and_weight_are_in_the_note(desk: Desk) -> None:
    assert desk.screen.note == "2 packages, 1 lb 9 oz together."
    desk.presenter.choose_place("porch")
    assert desk.screen.note == "On the front porch. 2 packages, 1 lb 9 oz together."
    desk.presenter.choose(frozenset({"se-5000"}))
    assert desk.screen.note == "On the front porch. 1 package, 4 oz together."


def test_a_note_of_ones_own_is_not_written_over(desk: Desk) -> None:
    desk.presenter.write_note("Behind the blue gate.")
    desk.presenter.choose(frozenset({"se-5000"}))
    assert desk.screen.note == "Behind the blue gate."
    desk.presenter.choose_place("bell")
    assert desk.screen.note == "Please ring the bell. Behind the blue gate."
    desk.presenter.choose_place("side")
    assert desk.screen.note == "At the side door. Behind the blue gate."


def test_the_contact_comes_from_the_settings_once(desk: Desk) -> None:
    assert desk.screen.contact.name == "June Alder"
    desk.presenter.write_contact(replace(desk.screen.contact, name="Noor"))
    form = desk.screen.form
    desk.load()
    assert desk.screen.contact.name == "Noor"
    assert desk.screen.form == form


def test_what_is_missing_is_marked_and_nothing_is_asked(desk: Desk) -> None:
    desk.presenter.write_contact(Contact("", "555", "nobody"))
    desk.presenter.schedule()
    assert {one.field for one in desk.screen.problems} == {"name", "phone", "email"}
    assert not desk.lane.held
    assert desk.screen.problem("phone") == "Write a phone number with at least seven digits."
    assert desk.screen.problem("note") == ""


def test_labels_from_two_places_cannot_share_a_pickup(desk: Desk) -> None:
    other = replace(LABELS[1], shipment=replace(LABELS[1].shipment, ship_from=plausible.person(1)))
    desk.shop.labels = (LABELS[0], other)
    desk.load()
    desk.presenter.schedule()
    assert desk.screen.problem("labels").startswith("These labels leave from more than one place.")
    assert desk.shop.asked == []


def test_one_press_asks_once_for_the_whole_day(desk: Desk) -> None:
    desk.presenter.schedule()
    desk.presenter.schedule()
    desk.lane.run_all()
    (request,) = desk.shop.asked
    assert request.label_ids == ("se-5000", "se-5001")
    assert (request.window.start.date(), request.window.start.hour, request.window.end.hour) == (
        TOMORROW,
        8,
        18,
    )
    assert request.window.start.tzinfo is not None
    assert desk.screen.notice
    assert desk.screen.notice.tone is Tone.DONE
    assert desk.screen.notice.text == "Booked: Wed 25 Nov, 9:00 am to 5:00 pm PST. Confirmation WTC66121."


def test_another_day_than_the_one_asked_is_pointed_out(desk: Desk) -> None:
    desk.shop.booked = date(2026, 11, 27)
    desk.presenter.schedule()
    desk.lane.run_all()
    assert desk.screen.notice
    assert desk.screen.notice.tone is Tone.WAITING
    assert "USPS chose Fri 27 Nov, not Wed 25 Nov." in desk.screen.notice.text
    assert desk.screen.entry_lines[0].difference == "USPS chose Fri 27 Nov, not Wed 25 Nov."


def test_labels_of_a_booked_pickup_are_not_chosen_again(desk: Desk) -> None:
    desk.presenter.schedule()
    desk.lane.run_all()
    assert desk.screen.chosen == frozenset()
    fresh = PickupsPresenter(
        desk.lane,
        Deeds(desk.shop.plan, desk.shop.schedule, desk.shop.cancel, plausible.preferences, Drawer().deeds()),
        desk.shown.append,
        now=lambda: plausible.NOW,
    )
    fresh.load()
    desk.lane.run_all()
    assert desk.screen.chosen == frozenset()


def test_cancelling_is_asked_about_first(desk: Desk) -> None:
    desk.shop.entries = (plausible.pickup_entry(1),)
    desk.load()
    desk.presenter.cancel()
    assert desk.shop.cancelled == []
    desk.presenter.ask_cancel(1)
    assert desk.screen.cancel_question == "Cancel the pickup on Wed 25 Nov, 9:00 am to 5:00 pm PST?"
    desk.presenter.keep()
    desk.presenter.cancel()
    assert desk.shop.cancelled == []
    desk.presenter.ask_cancel(1)
    desk.presenter.cancel()
    desk.lane.run_all()
    assert desk.shop.cancelled == [1]
    assert desk.screen.entry_lines[0].state == "Cancelled"


def test_a_pickup_of_the_past_cannot_be_cancelled(desk: Desk) -> None:
    desk.shop.entries = (plausible.pickup_entry(1, day=date(2026, 11, 23)),)
    desk.load()
    assert not desk.screen.entry_lines[0].can_cancel
    desk.presenter.ask_cancel(1)
    assert desk.screen.asking_cancel == 0


def test_a_pickup_of_the_past_is_not_booked_any_more(desk: Desk) -> None:
    desk.shop.entries = (
        plausible.pickup_entry(1, day=date(2026, 11, 20), booked=date(2026, 11, 23)),
        plausible.pickup_entry(2, day=date(2026, 11, 24)),
    )
    desk.load()
    past, today = desk.screen.entry_lines
    assert (past.state, past.tone, past.difference) == ("Was booked", "plain", "")
    assert today.state == "Booked"


def test_where_nothing_waits_it_says_why(desk: Desk) -> None:
    assert desk.screen.nothing_line == ""
    desk.shop.labels = ()
    desk.shop.entries = (plausible.pickup_entry(1),)
    desk.load()
    assert desk.screen.nothing_line == "Every label is on a pickup already."
    desk.shop.entries = (plausible.pickup_entry(1, day=date(2026, 11, 20)),)
    desk.load()
    assert desk.screen.nothing_line == "No label waits for the carrier now."


def test_what_was_booked_is_no_news_when_the_panel_is_shown_again(desk: Desk) -> None:
    desk.presenter.schedule()
    desk.lane.run_all()
    assert desk.screen.notice
    desk.presenter.shown()
    assert desk.screen.notice is None


@pytest.mark.parametrize(
    ("chosen", "words"),
    [(0, "0 of 4 labels go along"), (1, "1 of 4 labels goes along"), (2, "2 of 4 labels go along")],
)
def test_how_many_go_along_is_said_in_good_english(desk: Desk, chosen: int, words: str) -> None:
    desk.presenter.choose(frozenset(entry.id for entry in LABELS[:chosen]))
    assert desk.screen.choice_line == words
    desk.shop.labels = LABELS[:1]
    desk.presenter.choose(frozenset({"se-5000"}))
    desk.load()
    assert desk.screen.choice_line == "1 of 1 label goes along"


def test_a_lost_answer_is_told_as_a_doubt(desk: Desk) -> None:
    desk.shop.fault = Lost(FaultKind.UNANSWERED)
    desk.presenter.schedule()
    desk.lane.run_all()
    assert desk.screen.notice
    assert desk.screen.notice.tone is Tone.WAITING
    assert not desk.screen.scheduling


def test_the_hint_about_priority_mail_stands_only_where_it_applies(desk: Desk) -> None:
    assert "Priority Mail" in desk.screen.premium_hint
    plan = desk.screen.plan
    assert plan
    assert replace(desk.screen, plan=replace(plan, has_premium=True)).premium_hint == ""
    assert replace(desk.screen, plan=replace(plan, labels=(), entries=())).is_empty


def test_the_list_of_a_pickup_goes_to_its_printer_or_a_file(desk: Desk) -> None:
    desk.shop.entries = (plausible.pickup_entry(1),)
    desk.load()
    assert desk.screen.entry_lines[0].has_list
    assert desk.screen.papers.printers == {PaperKind.PICKUP_LIST: "Office"}
    desk.presenter.send_list(1)
    assert desk.screen.papers.making
    desk.lane.run_all()
    desk.presenter.save_list(1, "/home/june/list.pdf")
    desk.lane.run_all()
    assert not desk.screen.papers.making
    assert desk.drawer.made == [
        ("send", PaperKind.PICKUP_LIST, "1"),
        ("save", PaperKind.PICKUP_LIST, "1", "/home/june/list.pdf"),
    ]


def test_a_list_that_did_not_go_out_is_tried_again_from_the_banner(desk: Desk) -> None:
    desk.drawer.fault = PaperFault(FaultKind.PRINTER_UNREACHABLE)
    desk.presenter.send_list(1)
    desk.lane.run_all()
    desk.drawer.fault = None
    assert desk.screen.notice
    desk.presenter.act(desk.screen.notice.action)
    desk.lane.run_all()
    assert desk.drawer.made == [("send", PaperKind.PICKUP_LIST, "1")]


@pytest.mark.parametrize("state", [PickupState.REFUSED, PickupState.CANCELLED])
def test_a_pickup_that_does_not_come_has_no_list(desk: Desk, state: PickupState) -> None:
    desk.shop.entries = (plausible.pickup_entry(1, state=state),)
    desk.load()
    assert not desk.screen.entry_lines[0].has_list
