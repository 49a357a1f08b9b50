"""The End of day panel without a window: the time that is left, what goes on the form, and one request."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from postwright.domain.advice import Action
from postwright.domain.day_end import WhyOff
from postwright.domain.faults import Environment, FaultKind, Lost, NotSent, PaperFault
from postwright.domain.form_request import FormState
from postwright.domain.scan_form import FormAnswer, LeftOut
from postwright.ui.end_of_day.countdown import until_next_minute
from postwright.ui.end_of_day.deeds import NextPickup
from postwright.ui.end_of_day.presenter import made_notice
from postwright.ui.end_of_day.screen import day_key
from postwright.ui.notice import Tone
from tests.ui import plausible
from tests.ui.end_of_day.counter import (
    CLOSES,
    NOW,
    OFF,
    Closing,
    book,
    day,
    elsewhere,
    form,
    parcels,
    request,
)

MINUTE = timedelta(minutes=1)
TOMORROW = date(2026, 11, 25)
THREE = day(parcels(3), OFF)


@pytest.fixture
def closing() -> Closing:
    return Closing(book(THREE)).look()


# ---------------------------------------------------------------- the time


@pytest.mark.parametrize(
    ("minutes", "heading", "tone"),
    [
        (258, "4 hours 18 minutes left", "plain"),
        (60, "1 hour left", "waiting"),
        (15, "15 minutes left", "trouble"),
        (0.5, "Less than a minute left", "trouble"),
    ],
)
def test_the_countdown_grows_more_pressing(minutes: float, heading: str, tone: str) -> None:
    screen = Closing(book(THREE), CLOSES - minutes * MINUTE).look().screen
    assert (screen.countdown.heading, screen.countdown.tone) == (heading, tone)
    assert screen.countdown.is_open
    assert screen.countdown.hint.startswith("USPS takes today's SCAN form until 9:00 pm")
    assert screen.countdown.hint.endswith("in Portland.")
    assert screen.source.startswith("As of 1 Nov 2026: USPS")


def test_the_bar_fills_over_the_working_day_and_never_beyond_it() -> None:
    shares = [
        Closing(book(THREE), CLOSES - hours * 60 * MINUTE).look().screen.countdown.share
        for hours in (20, 12, 6, 3)
    ]
    assert shares == [0, 0, 50, 75]


def test_after_the_hour_asking_is_still_possible_but_not_advised() -> None:
    screen = Closing(book(THREE), CLOSES).look().screen
    assert screen.countdown.heading.startswith("Over since 9:00 pm")
    assert "handed over" in screen.countdown.hint
    assert (screen.make_text, screen.can_make) == ("Ask all the same · 3 parcels", True)


def test_a_form_of_tomorrow_is_made_tomorrow() -> None:
    later = day(parcels(3), ship_date=TOMORROW, closes=CLOSES + timedelta(days=1))
    screen = Closing(book(later)).look().screen
    assert screen.countdown.heading == "Leaves on Wed 25 Nov"
    assert not screen.can_make


def test_the_clock_ticks_with_the_minutes_that_are_left(closing: Closing) -> None:
    closing.now = NOW + timedelta(seconds=30)
    closing.presenter.tick()
    assert closing.presenter.until_tick() == 30_001
    assert closing.screen.countdown.heading == "4 hours 17 minutes left"
    assert until_next_minute(CLOSES, CLOSES - timedelta(microseconds=1)) == 2
    unread = Closing(book())
    unread.presenter.tick()
    assert (unread.screen.loaded, unread.presenter.until_tick()) == (False, 0)
    assert unread.look().presenter.until_tick() == 0


def test_nothing_that_goes_on_a_form_is_said_as_that() -> None:
    screen = Closing(book(day((), OFF))).look().screen
    assert screen.countdown.heading == "Nothing goes on a form"
    assert not screen.can_make


def test_without_parcels_and_forms_the_panel_says_what_it_will_hold() -> None:
    screen = Closing(book(pickup=None)).look().screen
    assert screen.is_empty
    assert screen.countdown.heading == "No parcel leaves today"
    assert (screen.line, screen.pickup_line, screen.off, screen.day_cards) == ("", "", (), ())
    earlier = Closing(book(forms=(request(1),))).look().screen
    assert not earlier.is_empty
    assert [card.form_id for card in earlier.earlier_cards] == ["se-f1"]


# ---------------------------------------------------------------- the days


def test_each_origin_and_day_is_a_screen_of_its_own(closing: Closing) -> None:
    closing.counter.book = book(THREE, day(elsewhere(2)), day(parcels(1), ship_date=TOMORROW))
    closing.presenter.load()
    closing.lane.run_all()
    titles = [title for _, title in closing.screen.tabs]
    assert titles == ["Shop · today (3)", "Book fair · today (2)", "Shop · Wed 25 Nov (1)"]
    closing.presenter.choose_day(closing.screen.tabs[1][0])
    assert closing.screen.line == "Book fair · Tue 24 Nov"
    closing.presenter.load()
    closing.lane.run_all()
    assert closing.screen.line == "Book fair · Tue 24 Nov"
    closing.counter.book = book(THREE)
    closing.presenter.load()
    closing.lane.run_all()
    assert (closing.screen.tabs, closing.screen.line) == ((), "Shop · Tue 24 Nov")


def test_an_origin_without_a_name_goes_by_its_city(closing: Closing) -> None:
    closing.counter.book = book(THREE, names={})
    closing.presenter.load()
    closing.lane.run_all()
    assert closing.screen.line == "Portland · Tue 24 Nov"
    bare = day()
    assert closing.screen.place(bare) == "97214"


# ---------------------------------------------------------------- what goes on it, and what does not


def test_what_is_not_on_the_form_is_grouped_with_the_reason() -> None:
    screen = Closing(book(THREE)).look().screen
    told = [line.text for line in screen.off]
    assert told[0] == "2 parcels are void: Priya Raghunathan, Maria del Carmen Fuentes."
    assert any(text.startswith("1 parcel is a return: ") for text in told)
    assert all(line.below for line in screen.off)


def test_what_is_on_a_form_of_the_day_needs_no_line() -> None:
    made = replace(request(2), answer=FormAnswer((replace(form(2, 1), label_ids=("se-5000",)),)))
    off = tuple((entry, WhyOff.ON_FORM) for entry in parcels(2))
    screen = Closing(book(day((), off, forms=(made,)))).look().screen
    assert [line.text for line in screen.off] == ["1 parcel is on a form already: Jens Lindqvist."]


@pytest.mark.parametrize("why", WhyOff)
def test_every_reason_has_words_for_one_and_for_many(why: WhyOff) -> None:
    many = tuple((plausible.entry(number), why) for number in range(5))
    one = Closing(book(day((), many[:1]))).look().screen.off[0]
    all_of_them = Closing(book(day((), many))).look().screen.off[0]
    assert one.text.startswith("1 parcel ")
    assert all_of_them.text.startswith("5 parcels ")
    assert all_of_them.text.endswith("and 2 more.")
    assert all_of_them.tip.count("\n") == 4


def test_unused_labels_are_to_be_voided_first() -> None:
    on = parcels(3)
    closing = Closing(book(day(on, unused=on[:2]))).look()
    assert closing.screen.unused_line.startswith("2 labels were never printed or mailed: Amara Okafor, Jens")
    closing.presenter.tick_labels(frozenset({on[1].id, on[2].id}))
    assert closing.screen.unused_line.startswith("1 label was never printed or mailed: Jens")
    closing.presenter.tick_labels(frozenset({on[2].id}))
    assert closing.screen.unused_line == ""
    assert Closing(book()).look().screen.unused == ()


def test_a_parcel_that_is_taken_off_stays_off_while_it_is_there(closing: Closing) -> None:
    on = closing.screen.on
    closing.presenter.tick_labels(frozenset({on[0].id}))
    assert closing.screen.make_text == "Make the SCAN form · 1 parcel"
    assert closing.screen.taken_off_line.startswith("2 parcels are taken off.")
    closing.presenter.load()
    closing.lane.run_all()
    assert closing.screen.chosen == frozenset({on[0].id})
    closing.counter.book = book(day(on[1:]))
    closing.presenter.load()
    closing.lane.run_all()
    assert closing.screen.left_out == {on[1].id, on[2].id}
    assert not closing.screen.can_make
    closing.presenter.tick_labels(frozenset({on[1].id}))
    assert closing.screen.taken_off_line.startswith("1 parcel is taken off.")


def test_many_parcels_are_several_forms_and_that_is_said_before() -> None:
    screen = Closing(book(day(parcels(600)))).look().screen
    assert screen.make_text == "Make 2 SCAN forms · 600 parcels"
    assert screen.parts_line.startswith("One form takes 500 parcels, so 2 are made")


def test_labels_whose_day_is_over_are_listed_with_what_to_do() -> None:
    late = tuple(plausible.entry(number, days_ago=3) for number in range(9))
    screen = Closing(book(THREE, late=late)).look().screen
    assert [line.day for line in screen.late] == ["Sat 21 Nov"] * 6
    assert (screen.late[0].who, screen.late_more) == ("Amara Okafor", "and 3 more")
    assert "cannot be changed" in screen.late_words
    one = Closing(book(THREE, late=late[:1])).look().screen
    assert one.late_words.startswith("The ship date of this label has passed")
    assert (one.late_more, Closing(book(THREE)).screen.late_words) == ("", "")
    assert Closing(book(THREE)).look().screen.late_words == ""
    undated = replace(late[0], label=replace(late[0].label, ship_date=None))
    assert Closing(book(late=(undated,))).look().screen.late[0].day == "Tue 24 Nov"


def test_the_next_pickup_is_told() -> None:
    assert Closing(book(THREE)).look().screen.pickup_line == "USPS comes on Wed 25 Nov for 12 parcels."
    unbooked = Closing(book(THREE, pickup=NextPickup(TOMORROW))).look().screen
    assert unbooked.pickup_line == "No pickup is asked for. USPS could come on Wed 25 Nov."


# ---------------------------------------------------------------- making


def test_the_form_is_asked_for_once_however_often_it_is_pressed(closing: Closing) -> None:
    closing.counter.answers = (request(2, count=3),)
    closing.presenter.make()
    closing.presenter.make()
    closing.presenter.try_again(1)
    closing.presenter.tick_labels(frozenset())
    assert (closing.screen.making, closing.screen.make_text) == (True, "Asking for the SCAN form…")
    closing.lane.run_all()
    assert [ids for _, ids in closing.counter.closed] == [("se-5000", "se-5001", "se-5002")]
    assert closing.counter.again == []
    notice = closing.screen.notice
    assert notice is not None
    assert notice.text == "3 parcels are on 1 SCAN form. Print it and hand it over."
    assert closing.announced == ["forms"]
    assert not closing.screen.making


def test_several_forms_are_asked_for_as_that() -> None:
    closing = Closing(book(day(parcels(600)))).look()
    closing.presenter.make()
    assert closing.screen.make_text == "Asking for the SCAN forms…"


def test_what_was_taken_off_is_not_asked_for(closing: Closing) -> None:
    closing.presenter.tick_labels(frozenset({"se-5001"}))
    closing.presenter.make()
    closing.lane.run_all()
    assert closing.counter.closed[0][1] == ("se-5001",)


def test_a_form_that_never_left_says_so_and_the_day_is_read_again(closing: Closing) -> None:
    closing.counter.fault = NotSent(FaultKind.NO_CONNECTION)
    closing.presenter.make()
    closing.lane.run_all()
    notice = closing.screen.notice
    assert notice is not None
    assert "No SCAN form was made." in notice.text
    assert (closing.screen.making, closing.screen.can_make) == (False, True)
    closing.counter.fault = None
    closing.presenter.act(str(Action.RETRY))
    assert closing.screen.notice is None
    assert closing.lane.names == ["Looking at the day"]


def test_a_lost_answer_leads_to_attention(closing: Closing) -> None:
    closing.counter.fault = Lost(FaultKind.UNANSWERED)
    closing.presenter.make()
    closing.lane.run_all()
    notice = closing.screen.notice
    assert notice is not None
    assert notice.tone is Tone.WAITING
    closing.presenter.act(notice.action)
    assert closing.went == [Action.OPEN_ATTENTION]


def test_a_failed_form_is_tried_again_once() -> None:
    failed = request(4, FormState.REFUSED, count=3, detail="Busy.")
    closing = Closing(book(replace(THREE, forms=(failed,)))).look()
    (card,) = closing.screen.day_cards
    assert (card.state, card.can_retry) == ("Not made", True)
    assert card.detail == "No form was made. Busy."
    closing.counter.answers = (request(5, count=3),)
    closing.presenter.try_again(4)
    closing.presenter.try_again(4)
    assert closing.screen.retrying == 4
    closing.lane.run_all()
    assert (closing.counter.again, closing.screen.retrying) == ([4], 0)


def test_what_was_bought_before_its_ship_date_may_fit_no_form_and_is_handed_over_all_the_same() -> None:
    first, *others = THREE.on
    evening = replace(
        first, label=replace(first.label, created_at=first.label.created_at - timedelta(days=1))
    )
    failed = request(4, FormState.REFUSED, count=3, detail="Its own day only.")
    left = FormAnswer(request(5, count=3).forms, left_out=(LeftOut(first.id, "Its own day only."),))
    for entry in (failed, replace(request(5, count=3), answer=left)):
        (card,) = Closing(book(replace(THREE, on=(evening, *others), forms=(entry,)))).look().screen.day_cards
        assert card.detail.endswith("Hand them over all the same; each is scanned by itself.")
        (card,) = Closing(book(replace(THREE, forms=(entry,)))).look().screen.day_cards
        assert "Hand them over" not in card.detail


def test_a_failure_whose_labels_are_on_a_form_since_is_no_news() -> None:
    failed = request(4, FormState.REFUSED, count=3)
    closing = Closing(book(day((), OFF, forms=(request(5, count=3), failed)))).look()
    assert [card.state for card in closing.screen.day_cards] == ["Made"]


@pytest.mark.parametrize(
    ("states", "tone", "begins"),
    [
        ((), Tone.DONE, "No form was asked for."),
        ((FormState.MADE, FormState.MADE), Tone.DONE, "24 parcels are on 2 SCAN forms. Print them and hand"),
        ((FormState.IN_DOUBT,), Tone.WAITING, "We don't know yet whether a form was made."),
        ((FormState.MADE, FormState.REFUSED), Tone.TROUBLE, "12 parcels are on 1 SCAN form."),
    ],
)
def test_how_asking_ended_is_said_over_all_parts(
    states: tuple[FormState, ...], tone: Tone, begins: str
) -> None:
    notice = made_notice(tuple(request(number, state) for number, state in enumerate(states, start=1)))
    assert notice.tone is tone
    assert notice.text.startswith(begins)


def test_one_parcel_on_a_form_is_told_in_the_singular() -> None:
    assert made_notice((request(1, count=1),)).text.startswith("1 parcel is on 1 SCAN form.")


def test_a_form_that_the_carrier_is_making_comes_by_itself() -> None:
    making = request(3, FormState.IN_DOUBT, making=True)
    assert "by itself" in made_notice((making,)).text
    (card,) = Closing(book(replace(THREE, forms=(making,)))).look().screen.day_cards
    assert (card.state, card.in_doubt, card.can_retry) == ("Being made", False, False)
    assert "by itself" in card.detail


def test_a_form_that_nobody_knows_of_is_never_asked_for_twice() -> None:
    doubtful = request(3, FormState.IN_DOUBT)
    (card,) = Closing(book(replace(THREE, forms=(doubtful,)))).look().screen.day_cards
    assert (card.state, card.in_doubt, card.can_retry) == ("We don't know yet", True, False)


def test_requests_that_are_on_their_way_say_so() -> None:
    forms = (request(4, FormState.SENT, count=3), request(3, FormState.INTENDED, count=3))
    cards = Closing(book(replace(THREE, forms=forms))).look().screen.day_cards
    assert [card.state for card in cards] == ["Being asked", "Not asked yet"]
    assert [card.detail for card in cards] == ["", "Nothing left this computer yet."]


def test_one_request_may_hold_several_forms() -> None:
    both = request(2, FormState.MADE, form(2, 500), replace(form(3, 100), ship_date=None))
    cards = Closing(book(day((), OFF, forms=(both,)))).look().screen.day_cards
    assert [card.title[-9:] for card in cards] == [" (1 of 2)", " (2 of 2)"]
    assert cards[0].about.startswith("500 parcels · Tue 24 Nov · made at ")
    assert cards[1].about.startswith("100 parcels · made at ")
    assert cards[0].detail == "The carrier made 2 forms of them: a form is for one day only."


def test_a_form_of_another_program_says_so() -> None:
    other = request(2, FormState.MADE, form(2, 3))
    other = replace(other, wish=replace(other.wish, elsewhere=True))
    (card,) = Closing(book(day((), OFF, forms=(other,)))).look().screen.day_cards
    assert (card.state, card.detail, card.can_retry) == ("Made elsewhere", "", False)


def test_what_the_carrier_left_out_is_told_with_its_words() -> None:
    left = (LeftOut("se-1", "It is void."), LeftOut("se-2", "It is void."), LeftOut("se-3", ""))
    made = request(2, FormState.MADE, left_out=left)
    (card,) = Closing(book(day((), OFF, forms=(made,)))).look().screen.day_cards
    assert card.detail == ("The carrier left out 2 parcels: “It is void.” The carrier left out 1 parcel.")


def test_whom_the_carrier_left_out_is_named_where_it_is_known() -> None:
    one, other = parcels(2)
    left = (LeftOut(one.id, "Too late."), LeftOut(other.id, "Too late."))
    made = request(2, FormState.MADE, left_out=left)
    (card,) = Closing(book(day((one, other), forms=(made,)))).look().screen.day_cards
    names = f"{one.shipment.ship_to.who}, {other.shipment.ship_to.who}"
    assert card.detail == f"The carrier left out {names}: “Too late.”"


def test_a_closed_day_says_when_later_labels_leave() -> None:
    made = request(2, FormState.MADE, form(2, 39), count=39)
    closing = Closing(book(day((), OFF, forms=(made,)))).look()
    assert closing.screen.is_closed
    assert closing.screen.countdown.heading == "The day is closed"
    assert closing.screen.countdown.hint == (
        "39 parcels are on 1 SCAN form. Labels bought from now on leave on Wed 25 Nov."
    )
    again = Closing(book(day(parcels(2), forms=(made,)))).look().screen
    assert (again.is_closed, again.make_text) == (False, "Make another SCAN form · 2 parcels")
    single = replace(made, answer=FormAnswer((form(2, 1),)))
    closed = Closing(book(day((), OFF, forms=(single,)))).look().screen
    assert closed.countdown.hint.startswith("1 parcel is on 1 SCAN form.")


# ---------------------------------------------------------------- the sheet


@pytest.fixture
def closed() -> Closing:
    made, earlier = request(2, count=39), request(1)
    return Closing(book(day((), OFF, forms=(made,)), forms=(made, earlier))).look()


def test_a_form_is_shown_as_it_is_printed(closed: Closing) -> None:
    closed.counter.picture = b"png"
    closed.presenter.show_form("se-f1")
    assert closed.screen.sheet_card is not None
    closed.lane.run_all()
    assert closed.screen.picture == b"png"
    closed.presenter.print_form()
    closed.lane.run_all()
    assert closed.counter.sent == ["se-f1"]
    closed.presenter.hide_form()
    assert (closed.screen.sheet, closed.screen.picture) == ("", b"")


def test_a_picture_that_comes_late_is_not_shown(closed: Closing) -> None:
    closed.presenter.show_form("se-f2")
    late = closed.lane.held[-1]
    closed.presenter.hide_form()
    closed.lane.run_all()
    assert late.dropped
    assert closed.screen.picture == b""


def test_a_form_that_cannot_be_drawn_says_so_and_can_be_tried_again(closed: Closing) -> None:
    closed.counter.fault = PaperFault(FaultKind.DOCUMENT_UNUSABLE)
    closed.presenter.show_form("se-f2")
    closed.lane.run_all()
    assert closed.screen.sheet == ""
    assert closed.screen.notice is not None
    closed.counter.fault = None
    closed.presenter.act(str(Action.RETRY))
    assert closed.screen.sheet == "se-f2"


def test_a_form_that_is_gone_is_shown_no_longer(closed: Closing) -> None:
    closed.presenter.show_form("se-f2")
    closed.lane.run_all()
    closed.counter.book = book(THREE)
    closed.presenter.load()
    closed.lane.run_all()
    assert closed.screen.sheet == ""


def test_ctrl_p_prints_the_newest_form_of_the_day(closed: Closing) -> None:
    closed.presenter.print_form()
    closed.presenter.print_form()
    assert closed.screen.sending == "se-f2"
    closed.lane.run_all()
    assert closed.counter.sent == ["se-f2"]
    assert closed.screen.notice is not None
    assert closed.screen.notice.text == "Sent the SCAN form to Office laser."
    without = Closing(book(THREE)).look()
    without.presenter.print_form()
    without.lane.run_all()
    assert without.counter.sent == []


def test_a_form_is_saved_where_a_person_says(closed: Closing) -> None:
    closed.presenter.save_form("se-f1", "/tmp/form.pdf")
    closed.lane.run_all()
    assert closed.counter.saved == [("se-f1", "/tmp/form.pdf")]


def test_a_form_that_could_not_be_printed_can_be_tried_again(closed: Closing) -> None:
    closed.counter.fault = PaperFault(FaultKind.PRINTER_REFUSED)
    closed.presenter.print_form()
    closed.lane.run_all()
    assert closed.screen.notice is not None
    assert closed.screen.notice.tone is Tone.TROUBLE
    closed.counter.fault = None
    closed.presenter.act(str(Action.RETRY))
    closed.lane.run_all()
    assert closed.counter.sent == ["se-f2", "se-f2"]


# ---------------------------------------------------------------- coming and going


def test_a_shop_that_cannot_be_read_says_so() -> None:
    closing = Closing(book(THREE))
    closing.counter.unreadable = Environment(FaultKind.DATABASE_BUSY)
    closing.look()
    assert closing.screen.notice is not None
    assert closing.screen.notice.tone is Tone.TROUBLE
    assert not closing.screen.loaded


def test_good_news_is_old_when_the_panel_comes_back(closing: Closing) -> None:
    closing.counter.answers = (request(2, count=3),)
    closing.presenter.make()
    closing.lane.run_all()
    closing.look()
    assert closing.screen.notice is None


def test_late_answers_are_not_heard_once_the_panel_is_closed(closing: Closing) -> None:
    closing.counter.book = book()
    closing.presenter.load()
    closing.presenter.close()
    closing.lane.run_all()
    assert closing.screen.on


def test_the_key_of_a_day_names_its_date_and_place() -> None:
    assert day_key(THREE) == "2026-11-24 97214 1824 SE HAWTHORNE BLVD"
