"""The list of the Queue without a window: what is chosen, approved, removed, and what Buy would take."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from postwright.domain.approval import CHEAPEST, IN_TIME, Approval, Tolerance, WhenPast
from postwright.domain.draft_record import DraftState
from postwright.domain.faults import BadInput, FaultKind, NotSent
from postwright.domain.money import Money
from postwright.operations.results import QueueRow
from postwright.ui.notice import UNDO
from postwright.ui.queue.screen import QueueScreen, Step
from postwright.ui.queue.service_words import service_text
from postwright.ui.queue.terms import AS_THEY_ARE, TermsText
from tests.ui import plausible
from tests.ui.queue.shop import Desk, Shop


@pytest.fixture
def desk() -> Desk:
    return Desk()


def card(desk: Desk, *draft_ids: str, **changes: str) -> QueueScreen:
    """The approval card of these, with something written into it."""
    desk.presenter.choose(frozenset(draft_ids))
    desk.presenter.ask_terms()
    desk.presenter.write_terms(replace(desk.screen.terms, **changes))
    return desk.screen


def approved(desk: Desk) -> dict[object, Approval]:
    desk.presenter.approve()
    desk.run()
    return {one[1]: one[3] for one in desk.shop.did("approve") if isinstance(one[3], Approval)}


def test_without_a_choice_every_queued_and_ready_parcel_would_be_bought(desk: Desk) -> None:
    assert desk.screen.buy_text == "Buy 5 · $40.25"
    assert desk.screen.can_buy
    assert desk.screen.count_line == "3 drafts · 5 queued"


def test_a_parcel_whose_price_was_not_seen_counts_with_its_limit() -> None:
    desk = Desk(Shop(held=[plausible.queue_row(0), plausible.in_time_row()]))
    assert desk.screen.buy_text == "Buy 2 · up to $15.79"


def test_only_the_chosen_ones_are_bought(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0", "d1", "d6"}))
    assert desk.screen.buy_text == "Buy 2 · $12.71"


def test_what_is_hidden_by_the_search_is_neither_chosen_nor_bought(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0", "d1"}))
    desk.presenter.find("jens")
    assert desk.screen.chosen == frozenset({"d1"})
    desk.presenter.choose(frozenset())
    assert [row.record.id for row in desk.screen.to_buy] == ["d1"]


def test_rows_cannot_be_changed_while_money_is_about_to_move(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0"}))
    desk.sum_up()
    before = list(desk.shop.done)
    desk.presenter.choose(frozenset({"d1"}))
    desk.presenter.remove()
    desk.presenter.unqueue()
    desk.presenter.edit()
    desk.presenter.ask_terms()
    desk.presenter.find("jens")
    assert desk.screen.chosen == frozenset({"d0"})
    assert desk.shop.done == before


def test_offline_nothing_can_be_bought(desk: Desk) -> None:
    desk.shop.standing_now = plausible.standing(online=False)
    desk.look()
    assert not desk.screen.can_buy
    assert desk.screen.buy_hint.startswith("Offline.")
    assert desk.sum_up().step is Step.LOOKING


def test_removing_asks_nothing_and_can_be_undone(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d6"}))
    desk.presenter.remove()
    desk.run()
    assert desk.shop.done == [("remove", "d6")]
    assert desk.screen.notice
    assert desk.screen.notice.action == UNDO
    desk.press()
    desk.run()
    assert desk.shop.done[-1] == ("restore", "d6")


def test_queued_parcels_go_back_among_the_drafts(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0", "d6"}))
    desk.presenter.unqueue()
    desk.run()
    assert desk.shop.done == [("unqueue", "d0")]


def test_one_chosen_parcel_is_opened_for_editing_two_are_not(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0", "d1"}))
    desk.presenter.edit()
    desk.presenter.choose(frozenset({"d1"}))
    desk.presenter.edit()
    assert desk.shop.done == [("edit", "d1")]


def test_without_a_tick_the_row_one_stands_on_is_edited_but_not_bought_alone(desk: Desk) -> None:
    desk.presenter.point("d1")
    assert desk.screen.buy_text == "Buy 5 · $40.25"
    desk.presenter.edit()
    desk.presenter.choose(frozenset({"d6"}))
    desk.presenter.edit()
    assert desk.shop.done == [("edit", "d1"), ("edit", "d6")]


def test_a_change_that_fails_is_said_and_the_list_is_read_again(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0", "d1"}))
    desk.presenter.remove()
    desk.shop.fault = BadInput(FaultKind.ALREADY_BOUGHT)
    desk.lane.run()
    desk.shop.fault = None
    desk.run()
    assert desk.screen.notice
    assert desk.screen.notice.button == "Open Labels"
    assert desk.told == ["changed"]


# ------------------------------------------------------------ the approval card


def test_the_card_says_what_was_approved_and_the_limit_that_follows(desk: Desk) -> None:
    screen = card(desk, "d0")
    assert screen.step is Step.APPROVING
    assert screen.terms == TermsText("usps_ground_advantage", "", "$0.25", "0", "", "", "roll")
    assert screen.limit_line == "At most $6.04: the price seen was $5.79, and 25¢ more."
    assert (screen.terms_line, screen.save_text) == ("Amara Okafor", "Change 1")


def test_the_larger_of_cents_and_per_cent_is_the_tolerance(desk: Desk) -> None:
    assert card(desk, "d0", per_cent="10 %").limit_line.endswith("and 57¢ more.")
    (approval,) = approved(desk).values()
    assert (approval.limit, approval.tolerance) == (Money(636), Tolerance(Money(25), 10))
    assert desk.screen.step is Step.LOOKING


def test_a_limit_that_was_written_is_the_limit(desk: Desk) -> None:
    screen = card(desk, "d0", at_most="5.50")
    assert screen.limit_line == "At most $5.50. That is less than the price seen, $5.79."
    assert approved(desk)["d0"].limit == Money(550)


def test_another_service_keeps_the_limit_but_not_the_price_that_was_seen(desk: Desk) -> None:
    screen = card(desk, "d0", service=CHEAPEST)
    assert screen.limit_line == "At most $6.04. The price is asked for before it is bought."
    approval = approved(desk)["d0"]
    assert (approval.service_code, approval.seen, approval.basis) == (CHEAPEST, None, None)


def test_the_cheapest_in_time_needs_a_day(desk: Desk) -> None:
    screen = card(desk, "d0", service=IN_TIME)
    assert screen.terms_problems == {}
    assert approved(desk) == {}
    assert desk.screen.terms_problems == {"arrive_by": "Choose the day by which it is to arrive."}
    desk.presenter.write_terms(replace(desk.screen.terms, arrive_by="2026-11-28"))
    approval = approved(desk)["d0"]
    assert approval.arrive_by == date(2026, 11, 28)
    assert service_text(approval) == "Cheapest by Sat 28 Nov"


def test_a_draft_needs_a_limit_before_it_is_queued(desk: Desk) -> None:
    card(desk, "d6")
    assert approved(desk) == {}
    assert desk.screen.terms_problems == {"at_most": "No price was seen, so say the most it may cost."}
    desk.presenter.write_terms(replace(desk.screen.terms, at_most="ten"))
    assert desk.screen.terms_problems == {"at_most": "Write an amount in dollars, such as 25.00."}
    desk.presenter.write_terms(replace(desk.screen.terms, at_most="$10"))
    assert desk.screen.save_text == "Queue 1"
    approval = approved(desk)["d6"]
    assert (approval.service_code, approval.limit, approval.seen) == (CHEAPEST, Money(1000), None)


@pytest.mark.parametrize("typed", ["5.5", "-1", "101", "many"])
def test_per_cent_are_whole_and_at_most_a_hundred(desk: Desk, typed: str) -> None:
    assert card(desk, "d0", per_cent=typed).terms_problems == {
        "per_cent": "Write whole per cent, from 0 to 100."
    }


def test_an_incomplete_draft_cannot_be_queued(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d7"}))
    assert not desk.screen.can_approve
    desk.presenter.ask_terms()
    assert desk.screen.step is Step.LOOKING


def test_what_is_in_doubt_cannot_be_approved_again() -> None:
    desk = Desk(Shop(held=[plausible.doubtful_row()]))
    desk.presenter.choose(frozenset({"d12"}))
    assert not desk.screen.can_approve
    assert not desk.screen.to_buy


def test_one_thing_is_set_on_all_and_the_rest_stays_as_it_is(desk: Desk) -> None:
    screen = card(desk, "d0", "d1", "d3", more="0.50")
    assert (screen.terms.service, screen.terms.at_most) == (AS_THEY_ARE, "")
    assert screen.limit_line == "3 parcels, at most $23.39 together."
    found = approved(desk)
    assert [one.limit for one in found.values()] == [Money(629), Money(742), Money(968)]
    assert [one.service_code for one in found.values()] == [
        "usps_ground_advantage",
        "usps_priority_mail",
        CHEAPEST,
    ]


def test_several_drafts_and_queued_parcels_are_told_apart(desk: Desk) -> None:
    screen = card(desk, "d0", "d6", at_most="9")
    assert screen.save_text == "Queue 1, change 1"
    assert screen.approve_text == "Queue…"
    assert [one.limit for one in approved(desk).values()] == [Money(900), Money(900)]


def test_a_ship_date_is_set_with_what_was_approved(desk: Desk) -> None:
    card(desk, "d0", ship_date="2026-11-27", when_past=WhenPast.ASK.value)
    desk.presenter.approve()
    desk.run()
    ((_, _, draft, approval),) = desk.shop.did("approve")
    assert getattr(draft, "ship_date", "") == "2026-11-27"
    assert isinstance(approval, Approval)
    assert approval.when_past is WhenPast.ASK


def test_a_parcel_that_came_back_with_a_price_is_approved_at_that_price() -> None:
    offer = Approval("usps_priority_mail", "package", Money(912), Money(912))
    row = plausible.queue_row(5, queued=False, ready=False, came_back="It costs $9.12 now.")
    desk = Desk(Shop(held=[replace(row, record=replace(row.record, offer=offer))]))
    screen = card(desk, "d5")
    assert screen.limit_line == "At most $9.37: the price seen was $9.12, and 25¢ more."
    assert approved(desk)["d5"].service_code == "usps_priority_mail"


def test_the_card_follows_the_choice_and_goes_with_it(desk: Desk) -> None:
    card(desk, "d0", more="1")
    desk.presenter.choose(frozenset({"d1"}))
    assert (desk.screen.terms.more, desk.screen.terms_line) == ("$0.25", "Jens Lindqvist")
    desk.presenter.choose(frozenset({"d7"}))
    assert desk.screen.step is Step.LOOKING


def test_the_card_is_left_without_a_change(desk: Desk) -> None:
    card(desk, "d0", more="1")
    desk.presenter.step_back()
    assert desk.screen.step is Step.LOOKING
    assert desk.shop.done == []


def test_the_card_closes_when_its_parcel_is_gone(desk: Desk) -> None:
    card(desk, "d0")
    desk.shop.held.pop(0)
    desk.look()
    assert desk.screen.step is Step.LOOKING


def test_services_are_offered_that_every_picked_parcel_can_take(desk: Desk) -> None:
    card(desk, "d0", "d1")
    codes = [code for code, _ in desk.screen.lists.services]
    assert codes[:3] == [AS_THEY_ARE, CHEAPEST, IN_TIME]
    assert "usps_media_mail" in codes
    assert "usps_priority_mail_international" not in codes


def test_a_day_that_is_past_and_a_service_of_other_times_can_still_be_seen() -> None:
    row = plausible.rolled_row()
    assert row.record.approval
    held = replace(row.record, approval=replace(row.record.approval, service_code="usps_old_mail"))
    desk = Desk(Shop(held=[replace(row, record=held)]))
    card(desk, "d9")
    assert ("usps_old_mail", "Old Mail") in desk.screen.lists.services
    assert ("2026-11-20", "Fri 20 Nov") in desk.screen.lists.dates


# ------------------------------------------------------------ looking


def test_the_newest_look_wins(desk: Desk) -> None:
    desk.presenter.load()
    desk.shop.held = desk.shop.held[:1]
    desk.look()
    assert len(desk.screen.rows) == 1


def test_a_failed_look_keeps_the_list_and_offers_to_try_again(desk: Desk) -> None:
    desk.shop.fault = NotSent(FaultKind.NO_CONNECTION)
    desk.look()
    assert len(desk.screen.rows) == 8
    assert desk.screen.notice
    assert desk.screen.notice.button == "Try again"
    desk.shop.fault = None
    desk.press()
    assert desk.lane.names == ["Looking at the queue"]


def test_what_is_chosen_stays_chosen_over_a_fresh_look(desk: Desk) -> None:
    desk.presenter.choose(frozenset({"d0", "d1"}))
    desk.shop.held = [replace(row) for row in desk.shop.held[1:]]
    desk.look()
    assert desk.screen.chosen == frozenset({"d1"})


def test_rows_that_did_not_change_are_the_same_objects_after_a_fresh_look(desk: Desk) -> None:
    before = desk.screen.rows
    desk.shop.held = [replace(row) for row in desk.shop.held]
    desk.shop.held[0] = replace(desk.shop.held[0], waits_for="A printer.")
    desk.look()
    assert [old is new for old, new in zip(before, desk.screen.rows, strict=True)] == [False] + [True] * 7


def test_an_empty_queue_says_so_only_once_it_is_known() -> None:
    assert not QueueScreen().is_empty
    assert QueueScreen(loaded=True).is_empty


def test_a_panel_that_goes_away_hears_no_late_answer(desk: Desk) -> None:
    desk.presenter.load()
    desk.presenter.close()
    assert desk.lane.names == []


def test_a_notice_leads_where_its_button_says(desk: Desk) -> None:
    desk.presenter.act("open_settings")
    assert desk.shop.went == ["open_settings"]


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (plausible.queue_row(0), DraftState.QUEUED),
        (plausible.queue_row(6, queued=False), DraftState.OPEN),
    ],
)
def test_the_search_knows_states_and_services(row: QueueRow, state: DraftState) -> None:
    desk = Desk(Shop(held=[row]))
    desk.presenter.find("queued" if state is DraftState.QUEUED else "draft")
    assert desk.screen.shown == (row,)


def test_other_terms_for_what_is_queued_already_are_a_change(desk: Desk) -> None:
    card(desk, "d0", more="0.50")
    approved(desk)
    assert desk.screen.notice is not None
    assert desk.screen.notice.text == "1 parcel changed."
