"""The Pickups panel without a window: the true day, the note, the place, and one request for one pickup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from postwright.domain.advice import Action
from postwright.domain.faults import FaultKind, Lost, NotSent, PaperFault
from postwright.domain.papers import PaperKind
from postwright.domain.pickup import PickupState
from postwright.domain.pickup_note import Spot
from postwright.domain.pickup_plan import WhyNot
from postwright.domain.preferences import Preferences
from postwright.ui.notice import Tone
from postwright.ui.pickups.screen import Contact, PickupsScreen
from tests.ui import plausible
from tests.ui.pickups.dock import FAIR, NOW, RULE, TOMORROW, Desk, Yard, piece, place, plan, visit

PIECES = (piece(0), piece(1), piece(2, days_ago=1), piece(3, ship_date=date(2026, 11, 30)))
SHOP = place(*PIECES)


@pytest.fixture
def desk() -> Desk:
    made = Desk(Yard(plan(SHOP)))
    made.load()
    return made


def booked(**more: object) -> PickupsScreen:
    entry = plausible.pickup_entry(1, **more)  # type: ignore[arg-type]
    return PickupsScreen(plan=plan(place(entries=(entry,)), visits=(visit(entry),)), now=NOW)


# ---------------------------------------------------------------- before asking


def test_what_leaves_by_the_day_is_chosen_from_the_start(desk: Desk) -> None:
    assert desk.screen.chosen == {"se-5000", "se-5001"}
    assert desk.screen.choice_line == "2 of 4 labels go along, 1 premium"


def test_the_true_day_is_said_before(desk: Desk) -> None:
    assert desk.screen.day_line == "USPS comes on Wed 25 Nov"
    assert desk.screen.schedule_text == "Ask for a pickup · Wed 25 Nov"
    assert "the end of Tue 24 Nov in Portland" in desk.screen.until_line
    assert desk.screen.source.startswith("As of 1 Nov 2026: ")


def test_the_holiday_that_lies_between_is_named() -> None:
    later = NOW + timedelta(days=1)
    desk = Desk(Yard(plan(place(piece(0), now=later)), later))
    desk.load()
    assert desk.screen.day_line == "USPS comes on Fri 27 Nov"
    assert desk.screen.why_line.startswith("Thu 26 Nov is Thanksgiving Day: no pickup.")


def test_nothing_is_said_before_anything_is_known() -> None:
    screen = PickupsScreen()
    assert (screen.day_line, screen.why_line, screen.until_line, screen.source) == ("", "", "", "")
    assert (screen.choice_line, screen.left_out_line, screen.nothing_line, screen.day_words) == (
        "",
        "",
        "",
        "",
    )
    assert (screen.cells, screen.cards, screen.tabs, screen.warning_lines) == ((), (), (), ())
    assert (screen.booked_line, screen.note_problem, screen.cancel_question) == ("", "", "")
    assert screen.schedule_text == "Ask for a pickup"
    assert not screen.can_schedule
    assert not screen.is_empty


def test_count_and_weight_are_in_the_note(desk: Desk) -> None:
    choosing = desk.presenter.choosing
    assert desk.screen.note == "2 packages, 1 lb 9 oz together."
    choosing.spot(Spot.PORCH)
    assert desk.screen.note == "On the porch. 2 packages, 1 lb 9 oz together."
    choosing.pieces(frozenset({"se-5000"}))
    assert desk.screen.note == "On the porch. 1 package, 4 oz together."


def test_a_note_of_ones_own_is_not_written_over(desk: Desk) -> None:
    choosing = desk.presenter.choosing
    choosing.note("Behind the blue gate.")
    choosing.pieces(frozenset({"se-5000"}))
    assert desk.screen.note == "Behind the blue gate."
    choosing.spot(Spot.BELL)
    assert desk.screen.note == "Please ring the bell. Behind the blue gate."
    choosing.spot(Spot.SIDE)
    assert desk.screen.note == "At the side door. Behind the blue gate."
    choosing.spot(None)
    assert desk.screen.note == "Behind the blue gate."


def test_an_emptied_note_is_filled_in_again(desk: Desk) -> None:
    desk.presenter.choosing.note("  ")
    desk.presenter.choosing.pieces(frozenset({"se-5000"}))
    assert desk.screen.note == "1 package, 4 oz together."


def test_the_contact_comes_from_the_settings_once(desk: Desk) -> None:
    assert desk.screen.contact.name == "June Alder"
    desk.presenter.choosing.contact(replace(desk.screen.contact, name="Noor"))
    form = desk.screen.form
    desk.load()
    assert (desk.screen.contact.name, desk.screen.form) == ("Noor", form)


def test_where_the_settings_name_nobody_the_sender_may_be_asked() -> None:
    bare = Desk(Yard(plan(SHOP), own=Preferences(contact_phone="503 555 0199")))
    bare.load()
    assert bare.screen.contact == Contact("Juniper Books", "503 555 0199", "shop@example.com")
    empty = Desk(Yard(plan(), own=Preferences()))
    empty.load()
    assert empty.screen.contact == Contact()


def test_what_a_person_took_off_stays_off_and_what_is_new_is_chosen(desk: Desk) -> None:
    desk.presenter.choosing.pieces(frozenset({"se-5001"}))
    desk.holds(plan(place(*PIECES, piece(6))))
    assert desk.screen.chosen == {"se-5001", "se-5006"}


def test_labels_of_a_cancelled_pickup_are_not_chosen_by_themselves() -> None:
    entry = plausible.pickup_entry(1, labels=("se-5000",))
    desk = Desk(Yard(plan(place(piece(1), entries=(entry,)), visits=(visit(entry),))))
    desk.load()
    gone = replace(entry, state=PickupState.CANCELLED)
    desk.holds(plan(place(piece(0), piece(1)), visits=(visit(gone),)))
    assert desk.screen.chosen == {"se-5001"}


# ---------------------------------------------------------------- premium, heavy, insured


def test_a_choice_without_a_premium_piece_is_warned_of_and_one_with_it_is_not(desk: Desk) -> None:
    assert desk.screen.warning_lines == ()
    desk.presenter.choosing.pieces(frozenset({"se-5000"}))
    assert "None of these is Priority" in desk.screen.warning_lines[0].text


def test_only_premium_pieces_are_shown_and_what_is_hidden_stays_chosen(desk: Desk) -> None:
    choosing = desk.presenter.choosing
    choosing.only("premium")
    assert [one.id for one in desk.screen.shown_pieces] == ["se-5001"]
    assert desk.screen.choice_line == "2 of 4 labels go along, 1 premium, 1 not shown"
    choosing.none()
    assert desk.screen.chosen == {"se-5000"}
    choosing.only("plain")
    choosing.all()
    assert desk.screen.chosen == {"se-5000", "se-5002", "se-5003"}
    choosing.only("")
    assert len(desk.screen.shown_pieces) == 4


def test_heavy_and_insured_pieces_are_told_of_before() -> None:
    desk = Desk(Yard(plan(place(piece(1, pounds=71), piece(2, insured=5000)))))
    desk.load()
    assert [line.text[:26] for line in desk.screen.warning_lines] == [
        "1 parcel is over 70 lb. US", "1 parcel is insured. Older",
    ]  # fmt: skip


def test_a_pickup_that_stands_already_is_told_of() -> None:
    entry = plausible.pickup_entry(1, labels=("se-5001", "se-5002"))
    desk = Desk(Yard(plan(place(piece(0), entries=(entry,)), visits=(visit(entry, voided=1),))))
    desk.load()
    assert desk.screen.booked_line.startswith("USPS comes here on Wed 25 Nov already, for 1 parcel.")
    assert desk.screen.warning_lines[0].tone == "done"


def test_what_is_not_offered_is_said() -> None:
    desk = Desk(Yard(plan(place(piece(0), left_out=((WhyNot.RETURN, 1),)))))
    desk.load()
    assert desk.screen.left_out_line == "Not offered: 1 is a return."


# ---------------------------------------------------------------- places


def test_each_place_has_its_own_choice_and_note(desk: Desk) -> None:
    desk.holds(plan(SHOP, place(piece(9, at=FAIR), name="Book fair", at=FAIR)))
    assert [title for _, title in desk.screen.tabs] == ["Shop · 4", "Book fair · 1"]
    desk.presenter.choosing.note("Behind the blue gate.")
    desk.presenter.choosing.place(desk.screen.tabs[1][0])
    assert (desk.screen.chosen, desk.screen.note) == ({"se-5009"}, "1 package, 13 oz together.")
    desk.presenter.choosing.place(desk.screen.tabs[1][0])
    desk.load()
    assert desk.screen.chosen == {"se-5009"}
    desk.presenter.asking.schedule()
    desk.lane.run_all()
    assert [request.label_ids for request in desk.yard.asked] == [("se-5009",)]


def test_a_place_that_is_gone_gives_way_to_one_where_parcels_wait(desk: Desk) -> None:
    desk.holds(plan(SHOP, place(piece(9, at=FAIR), name="Book fair", at=FAIR)))
    desk.presenter.choosing.place(desk.screen.tabs[1][0])
    desk.holds(plan(SHOP))
    assert desk.screen.place == SHOP
    assert desk.screen.chosen == {"se-5000", "se-5001"}


def test_no_place_can_be_chosen_before_any_is_known() -> None:
    desk = Desk(Yard(plan()))
    desk.presenter.choosing.place("anywhere")
    assert desk.shown == []
    desk.load()
    assert desk.screen.place is None
    assert desk.presenter.until_turn() == 0


# ---------------------------------------------------------------- the week


def test_the_week_tells_of_the_day_on_which_usps_comes_until_another_is_chosen(desk: Desk) -> None:
    assert [cell.title for cell in desk.screen.cells] == [
        "Tue 24", "Wed 25", "Thu 26", "Fri 27", "Sat 28", "Sun 29", "Mon 30",
    ]  # fmt: skip
    assert desk.screen.cells[0].today
    assert desk.screen.day_words == "Wed 25 Nov. USPS comes on it if you ask now."
    desk.presenter.choosing.day("2026-11-26")
    assert desk.screen.day_words == "Thu 26 Nov. Thanksgiving Day: USPS fetches nothing."
    desk.presenter.choosing.day("2026-11-24")
    assert desk.screen.day_words == "Tue 24 Nov, today. 2 labels leave on it."


def test_booked_and_doubtful_pickups_stand_on_their_days() -> None:
    sure, unsure = plausible.pickup_entry(1), plausible.pickup_entry(2, state=PickupState.IN_DOUBT)
    cells = PickupsScreen(plan=plan(place(entries=(sure, unsure)))).cells
    assert (cells[1].word, cells[1].tone) == ("Pickup", "done")
    assert cells[1].spoken == "Wed 25 Nov. 1 pickup booked. 1 pickup of which we don't know yet."
    two = PickupsScreen(plan=plan(place(entries=(sure, replace(sure, id=3)))))
    assert two.cells[1].word == "2 pickups"
    doubt = PickupsScreen(plan=plan(place(entries=(unsure,))))
    assert (doubt.cells[1].word, doubt.cells[1].tone) == ("Not sure", "waiting")


def test_a_month_that_begins_is_named_in_its_cell() -> None:
    cells = PickupsScreen(plan=plan(place(now=NOW + timedelta(days=3)))).cells
    assert [cell.title for cell in cells][:5] == ["Fri 27", "Sat 28", "Sun 29", "Mon 30", "Tue 1 Dec"]
    assert [cell.word for cell in cells][:3] == ["", "USPS comes", "No mail"]
    assert cells[2].spoken == "Sun 29 Nov. It is a Sunday: USPS fetches nothing."


# ---------------------------------------------------------------- asking


def test_one_pickup_is_asked_for_with_the_day_that_was_said(desk: Desk) -> None:
    desk.presenter.asking.schedule()
    assert desk.screen.scheduling
    assert not desk.screen.can_schedule
    desk.presenter.asking.schedule()
    desk.lane.run_all()
    (request,) = desk.yard.asked
    assert request.window.start == datetime(2026, 11, 25, 8, tzinfo=plausible.PACIFIC)
    assert request.label_ids == ("se-5000", "se-5001")
    assert request.notes == "2 packages, 1 lb 9 oz together."
    assert desk.told == ["pickups"]
    assert desk.screen.notice
    assert desk.screen.notice.text == "Booked: Wed 25 Nov, 9:00 am to 5:00 pm PST. Confirmation WTC66129."
    assert desk.screen.notice.tone is Tone.DONE


def test_a_day_that_the_carrier_changed_is_pointed_out(desk: Desk) -> None:
    desk.yard.booked = date(2026, 11, 27)
    desk.presenter.asking.schedule()
    desk.lane.run_all()
    assert desk.screen.notice
    assert "USPS chose Fri 27 Nov, not Wed 25 Nov." in desk.screen.notice.text
    assert desk.screen.notice.tone is Tone.WAITING


def test_after_the_hour_the_new_day_is_shown_and_nothing_is_asked(desk: Desk) -> None:
    desk.yard.now = datetime(2026, 11, 25, 0, 1, tzinfo=plausible.PACIFIC)
    desk.yard.held = plan(place(*PIECES, now=desk.yard.now))
    desk.presenter.asking.schedule()
    desk.lane.run_all()
    assert desk.yard.asked == []
    assert desk.screen.notice
    assert desk.screen.notice.text == (
        "It is too late for Wed 25 Nov now. USPS comes on Fri 27 Nov. Nothing was asked for yet."
    )
    assert desk.screen.day_line == "USPS comes on Fri 27 Nov"


def test_what_is_missing_is_marked_before_asking(desk: Desk) -> None:
    desk.presenter.choosing.contact(Contact(" ", "555", "june"))
    desk.presenter.asking.schedule()
    assert {one.field for one in desk.screen.problems} == {"name", "phone", "email"}
    assert desk.screen.problem("phone") == "Write a phone number with at least seven digits."
    assert desk.lane.names == []
    desk.presenter.choosing.contact(desk.screen.contact)
    assert desk.screen.problem("phone") == ""


def test_a_note_beyond_a_known_limit_is_marked() -> None:
    short = replace(RULE, most_note=10)
    desk = Desk(Yard(plan(SHOP, rule=short)))
    desk.load()
    assert desk.screen.note_problem == "The note has 31 characters. The carrier takes 10."
    desk.presenter.asking.schedule()
    assert [one.field for one in desk.screen.problems] == ["note"]
    assert desk.yard.asked == []


def test_nothing_is_asked_for_without_labels(desk: Desk) -> None:
    desk.presenter.choosing.none()
    desk.presenter.asking.schedule()
    assert desk.lane.names == []


def test_a_fault_leaves_the_choice(desk: Desk) -> None:
    desk.yard.fault = NotSent(FaultKind.NO_CONNECTION)
    desk.presenter.asking.schedule()
    desk.lane.run_all()
    assert desk.screen.notice
    assert not desk.screen.scheduling
    assert desk.screen.chosen == {"se-5000", "se-5001"}


def test_a_lost_answer_is_told_as_a_doubt(desk: Desk) -> None:
    desk.yard.answer = PickupState.IN_DOUBT
    desk.presenter.asking.schedule()
    desk.lane.run_all()
    assert desk.screen.notice
    assert desk.screen.notice.text.startswith("We don't know yet whether the pickup was booked.")


def test_what_was_booked_is_no_news_when_the_panel_is_shown_again(desk: Desk) -> None:
    desk.presenter.asking.schedule()
    desk.lane.run_all()
    assert desk.screen.notice
    desk.presenter.shown()
    assert desk.screen.notice is None


# ---------------------------------------------------------------- the pickups


def test_a_booked_pickup_tells_its_window_and_until_when_it_can_be_cancelled() -> None:
    (card,) = booked().cards
    assert (card.when, card.what) == (
        "Wed 25 Nov, 9:00 am to 5:00 pm PST", "1 label · Shop · confirmation WTC66121",
    )  # fmt: skip
    assert card.told[0].startswith(
        "Time as the carrier gave it. It can be cancelled until 2:00 am Central on"
    )
    assert card.told[1] == "Note: At the side door. 1 package, 4 oz together."
    assert (card.can_cancel, card.can_check, card.has_list, card.too_late) == (True, False, True, "")


def test_after_two_central_a_pickup_comes_today_and_says_why_it_stays() -> None:
    entry = plausible.pickup_entry(1)
    at = datetime(2026, 11, 25, 0, 0, tzinfo=plausible.PACIFIC)
    (card,) = PickupsScreen(plan=plan(place(), visits=(visit(entry),)), now=at).cards
    assert (card.state, card.can_cancel) == ("Comes today", False)
    assert card.too_late.startswith("USPS takes no cancellation any more")


def test_a_pickup_that_is_over_tells_what_was_scanned() -> None:
    entry = plausible.pickup_entry(1, day=date(2026, 11, 23), labels=("se-1", "se-2"))
    (card,) = PickupsScreen(plan=plan(place(), visits=(visit(entry, scanned=1),)), now=NOW).earlier_cards
    assert (card.state, card.can_cancel, card.has_list) == ("Was booked", False, False)
    assert card.told == ("USPS has scanned 1 of 2. The others can go on another pickup.",)


def test_voided_labels_of_a_pickup_are_told_of() -> None:
    entry = plausible.pickup_entry(1, labels=("se-1", "se-2"))
    (card,) = PickupsScreen(plan=plan(place(), visits=(visit(entry, voided=2),)), now=NOW).cards
    assert card.notes == ("All its labels were voided. Cancel it, or USPS comes for nothing.",)
    assert not card.has_list


def test_a_pickup_made_elsewhere_says_so() -> None:
    entry = replace(
        plausible.pickup_entry(1, labels=("se-1", "se-2")), elsewhere=True, detail="Made elsewhere."
    )
    (card,) = PickupsScreen(plan=plan(place(), visits=(visit(entry, unknown=1),)), now=NOW).cards
    assert card.what.startswith("2 labels, 1 not bought here")
    assert card.told[0] == "Made elsewhere for the same account."
    assert card.notes == ()


@pytest.mark.parametrize(
    ("state", "words", "note"),
    [
        (PickupState.IN_DOUBT, "Asked for Wed 25 Nov", "No second one is asked for."),
        (PickupState.CANCELLING, "Wed 25 Nov, 9:00 am to 5:00 pm PST", "USPS may still come."),
    ],
)
def test_a_doubt_is_told_and_can_be_looked_at(state: PickupState, words: str, note: str) -> None:
    (card,) = booked(state=state).cards
    assert (card.state, card.when, card.can_check) == ("We don't know yet", words, True)
    assert card.notes[0].endswith(note)


def test_a_refused_and_a_cancelled_pickup_say_why() -> None:
    refused = replace(plausible.pickup_entry(1, state=PickupState.REFUSED), detail="No such address.")
    gone = replace(plausible.pickup_entry(2, state=PickupState.CANCELLED), detail="The carrier lists it so.")
    cards = PickupsScreen(plan=plan(place(), visits=(visit(refused), visit(gone))), now=NOW).cards
    assert (cards[0].state, cards[0].notes) == ("Not booked", ("No such address.",))
    assert (cards[1].state, cards[1].told[-1]) == ("Cancelled", "The carrier lists it so.")
    assert not any(card.comes or card.has_list for card in cards)


def test_a_pickup_without_a_time_says_so() -> None:
    entry = plausible.pickup_entry(1)
    assert entry.pickup
    bare = replace(entry, pickup=replace(entry.pickup, windows=(), confirmation_number=""))
    (card,) = PickupsScreen(plan=plan(place(), visits=(visit(bare, name=""),)), now=NOW).cards
    assert (card.when, card.what) == ("Wed 25 Nov, no time named", "1 label")
    assert card.notes == ("The carrier named no time. It comes with the regular mail.",)


def test_the_next_pickup_stands_on_top_and_the_oldest_are_left_to_the_list() -> None:
    days = (date(2026, 11, 28), date(2026, 11, 25), *[date(2026, 11, 20)] * 12)
    entries = [plausible.pickup_entry(number, day=day) for number, day in enumerate(days, 1)]
    screen = PickupsScreen(plan=plan(place(), visits=tuple(map(visit, entries))), now=NOW)
    assert [card.id for card in screen.coming_cards] == [2, 1]
    assert len(screen.earlier_cards) == 8


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        (((WhyNot.ON_PICKUP, 2),), "Every label is on a pickup already."),
        ((), "No label waits for the carrier here."),
        (((WhyNot.SCANNED, 1),), "No label waits for the carrier here. Not offered: 1 was scanned by USPS."),
    ],
)
def test_where_nothing_waits_it_is_said_why(left_out: tuple[tuple[WhyNot, int], ...], words: str) -> None:
    assert PickupsScreen(plan=plan(place(left_out=left_out))).nothing_line == words
    assert PickupsScreen(plan=plan(SHOP)).nothing_line == ""


def test_a_shop_without_labels_and_pickups_is_empty() -> None:
    assert PickupsScreen(plan=plan(place())).is_empty
    assert not PickupsScreen(plan=plan(SHOP)).is_empty
    assert not booked().is_empty


# ---------------------------------------------------------------- cancelling and checking


@pytest.fixture
def coming() -> Desk:
    entry = plausible.pickup_entry(1)
    desk = Desk(Yard(plan(place(entries=(entry,)), visits=(visit(entry),)), answer=PickupState.CANCELLED))
    desk.load()
    return desk


def test_a_pickup_is_cancelled_after_a_question(coming: Desk) -> None:
    asking = coming.presenter.asking
    asking.ask_cancel(1)
    assert coming.screen.cancel_question == (
        "Cancel the pickup on Wed 25 Nov, 9:00 am to 5:00 pm PST? USPS then does not come for its 1 label."
    )
    assert coming.lane.names == []
    asking.cancel()
    asking.cancel()
    coming.lane.run_all()
    assert coming.yard.cancelled == [1]
    assert coming.told == ["pickups"]
    assert coming.screen.notice
    assert coming.screen.notice.text == "The pickup is cancelled."


def test_keeping_a_pickup_sends_nothing(coming: Desk) -> None:
    coming.presenter.asking.ask_cancel(1)
    coming.presenter.asking.keep()
    coming.presenter.asking.cancel()
    assert coming.lane.names == []
    coming.presenter.asking.ask_cancel(7)
    assert coming.screen.asking_cancel == 0


def test_a_question_is_taken_back_when_the_panel_closes(coming: Desk) -> None:
    coming.presenter.asking.ask_cancel(1)
    coming.presenter.close()
    assert coming.screen.asking_cancel == 0


def test_a_cancellation_in_doubt_is_told_as_one(coming: Desk) -> None:
    coming.yard.answer = PickupState.CANCELLING
    coming.presenter.asking.ask_cancel(1)
    coming.presenter.asking.cancel()
    coming.lane.run_all()
    assert coming.screen.notice
    assert coming.screen.notice.tone is Tone.WAITING


def test_a_cancellation_that_failed_says_so(coming: Desk) -> None:
    coming.yard.fault = Lost(FaultKind.UNANSWERED)
    coming.presenter.asking.ask_cancel(1)
    coming.presenter.asking.cancel()
    coming.lane.run_all()
    assert coming.screen.cancelling == 0
    assert coming.screen.notice


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (PickupState.BOOKED, "Booked: Wed 25 Nov"),
        (PickupState.REFUSED, "The pickup was not booked."),
        (PickupState.CANCELLED, "The pickup is cancelled."),
        (PickupState.IN_DOUBT, "The carrier does not list it yet."),
    ],
)
def test_a_look_at_a_doubt_tells_what_it_brought(coming: Desk, state: PickupState, words: str) -> None:
    coming.yard.answer = state
    coming.presenter.asking.check(1)
    coming.presenter.asking.check(1)
    assert coming.screen.checking == 1
    coming.lane.run_all()
    assert coming.yard.checked == [1]
    assert coming.screen.checking == 0
    assert coming.screen.notice
    assert coming.screen.notice.text.startswith(words)


# ---------------------------------------------------------------- the carrier's own list


def test_the_carriers_list_is_read_when_the_panel_is_shown_though_not_at_every_glance(desk: Desk) -> None:
    desk.presenter.shown()
    desk.lane.run_all()
    assert (desk.yard.looks, desk.screen.looked) == (1, NOW)
    assert desk.screen.looked_line.startswith("The carrier's list was read on ")
    desk.presenter.shown()
    desk.lane.run_all()
    assert desk.yard.looks == 1
    desk.yard.now = NOW + timedelta(minutes=1)
    desk.presenter.shown()
    desk.lane.run_all()
    assert desk.yard.looks == 2


def test_news_of_the_carriers_list_are_shown_and_told_to_the_others(desk: Desk) -> None:
    entry = replace(plausible.pickup_entry(1), elsewhere=True)
    desk.yard.held = plan(place(*PIECES, entries=(entry,)), visits=(visit(entry),))
    desk.yard.news = True
    desk.presenter.look()
    desk.lane.run_all()
    assert desk.told == ["pickups"]
    assert [card.id for card in desk.screen.coming_cards] == [1]


def test_offline_the_shops_own_records_are_shown_all_the_same(desk: Desk) -> None:
    desk.yard.fault = NotSent(FaultKind.NO_CONNECTION)
    desk.presenter.look()
    desk.lane.run_all()
    assert (desk.screen.notice, desk.screen.looked) == (None, None)


def test_the_day_is_looked_at_again_when_it_turns(desk: Desk) -> None:
    desk.yard.now = datetime(2026, 11, 24, 23, 59, tzinfo=plausible.PACIFIC)
    assert desk.presenter.until_turn() == 60_000
    desk.yard.now = datetime(2026, 11, 25, 1, tzinfo=plausible.PACIFIC)
    assert desk.presenter.until_turn() == 1000
    desk.yard.now = NOW
    assert desk.presenter.until_turn() == 3_600_000


# ---------------------------------------------------------------- banner and papers


def test_a_plan_that_cannot_be_read_is_tried_again_from_the_banner(desk: Desk) -> None:
    desk.yard.unread = NotSent(FaultKind.NO_CONNECTION)
    desk.load()
    assert desk.screen.notice
    desk.yard.unread = None
    desk.yard.held = plan(place(piece(6)))
    desk.presenter.act(Action.RETRY)
    desk.lane.run_all()
    assert [one.id for one in desk.screen.pieces] == ["se-5006"]
    desk.presenter.act(Action.OPEN_ATTENTION)
    assert desk.told == [Action.OPEN_ATTENTION]


def test_the_list_of_a_pickup_goes_to_its_printer_or_a_file(coming: Desk) -> None:
    assert coming.screen.papers.printers == {PaperKind.PICKUP_LIST: "Office"}
    coming.presenter.send_list(1)
    assert coming.screen.papers.making
    coming.lane.run_all()
    coming.presenter.save_list(1, "/home/june/list.pdf")
    coming.lane.run_all()
    assert coming.yard.drawer.made == [
        ("send", PaperKind.PICKUP_LIST, "1"),
        ("save", PaperKind.PICKUP_LIST, "1", "/home/june/list.pdf"),
    ]


def test_a_list_that_did_not_go_out_is_tried_again_from_the_banner(coming: Desk) -> None:
    coming.yard.drawer.fault = PaperFault(FaultKind.PRINTER_UNREACHABLE)
    coming.presenter.send_list(1)
    coming.lane.run_all()
    coming.yard.drawer.fault = None
    assert coming.screen.notice
    coming.presenter.act(coming.screen.notice.action)
    coming.lane.run_all()
    assert coming.yard.drawer.made == [("send", PaperKind.PICKUP_LIST, "1")]


def test_tomorrow_is_the_day_that_the_tests_mean() -> None:
    assert SHOP.coming.day == TOMORROW
