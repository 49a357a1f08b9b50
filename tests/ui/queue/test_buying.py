"""Buying many without a window: prices, the sum, its questions, five seconds, the batch and its result."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright.domain.approval import Approval
from postwright.domain.faults import BadInput, FaultKind, NotSent
from postwright.domain.guards import Held
from postwright.domain.money import Money
from postwright.domain.preferences import Mode
from postwright.operations.results import (
    CameBack,
    LeftAlone,
    ParcelBought,
    ParcelPriced,
    PlannedParcel,
    QueueRow,
    StillInDoubt,
    Stopping,
)
from postwright.ui.queue.batch import LineState
from postwright.ui.queue.screen import Step
from postwright.ui.queue.summary import Summary
from tests.ui import plausible
from tests.ui.queue.shop import Desk, Shop

READY = tuple(plausible.queue_rows()[:5])
SIMILAR = plausible.similar_guard()


def guarded(**changes: object) -> Desk:
    """A queue whose first parcel resembles a label that was bought before."""
    first = plausible.planned(READY[0], SIMILAR)
    parcels = (first, *(plausible.planned(row) for row in READY[1:]))
    return Desk(Shop(plans=[plausible.plan_with(parcels)], **changes))  # type: ignore[arg-type]


def summary(desk: Desk) -> Summary:
    assert desk.screen.summary
    return desk.screen.summary


def states(desk: Desk) -> list[LineState]:
    assert desk.screen.batch
    return [line.state for line in desk.screen.batch.lines]


# ------------------------------------------------------------ the sum


def test_the_first_press_only_sums_up() -> None:
    desk = Desk()
    desk.sum_up()
    assert desk.screen.step is Step.SUMMARY
    assert summary(desk).headline == "5 labels for $40.25"
    assert summary(desk).facts.startswith("At most $41.50 together")
    assert summary(desk).balance_line.startswith("The balance is $84.10, as of ")
    assert [one[0] for one in desk.shop.done] == ["plan"]


def test_nothing_is_bought_before_sum_and_countdown() -> None:
    desk = Desk()
    desk.buying.buy()
    desk.buying.confirm()
    assert desk.screen.step is Step.LOOKING
    desk.sum_up()
    desk.buying.buy()
    desk.run()
    assert desk.screen.step is Step.SUMMARY
    assert not desk.shop.did("begin")


def test_twelve_presses_give_one_batch() -> None:
    desk = Desk()
    for _ in range(12):
        desk.buying.summarise()
    desk.run()
    for _ in range(12):
        desk.buying.confirm()
    for _ in range(12):
        desk.buying.buy()
    desk.run()
    for _ in range(12):
        desk.buying.summarise()
        desk.buying.confirm()
        desk.buying.buy()
    desk.run()
    assert len(desk.shop.did("begin")) == len(desk.shop.did("run")) == 1


def test_the_sum_says_how_much_the_balance_lacks() -> None:
    desk = Desk(Shop(plans=[plausible.plan_of(READY, balance=2000)]))
    desk.sum_up()
    assert summary(desk).balance_short
    assert summary(desk).balance_line.endswith(": $21.50 less than this may need.")


def test_an_unknown_balance_is_said_to_be_unknown() -> None:
    desk = Desk(Shop(plans=[replace(plausible.plan_of(READY), balance=None, balance_at=None)]))
    desk.sum_up()
    assert summary(desk).balance_line == "The balance is not known."
    assert not summary(desk).balance_short


def test_in_practice_the_sum_says_that_no_real_money_is_spent() -> None:
    desk = Desk()
    desk.sum_up()
    assert "practice" not in summary(desk).facts
    desk.buying.step_back()
    desk.shop.mode = Mode.PRACTICE
    desk.look()
    desk.sum_up()
    assert "This is practice; no real money is spent." in summary(desk).facts


def test_what_is_ticked_but_cannot_be_bought_is_left_out_with_its_reason() -> None:
    desk = Desk()
    desk.presenter.choose(frozenset({"d0", "d7"}))
    desk.sum_up()
    assert [(one.who, one.why) for one in summary(desk).left] == [("Ruth Nakai", "The weight is missing.")]
    assert summary(desk).count == 1


def test_what_left_the_queue_meanwhile_is_left_out_and_the_sum_is_of_the_rest() -> None:
    gone = PlannedParcel(READY[1].record, waits_for="It is no longer in the queue.")
    parcels = (plausible.planned(READY[0]), gone)
    desk = Desk(Shop(plans=[plausible.plan_with(parcels)], held=list(READY[:3])))
    desk.sum_up()
    assert [(one.who, one.why) for one in summary(desk).left] == [
        ("Jens Lindqvist", "It is no longer in the queue."),
        ("Priya Raghunathan", "It is not among what is queued any more."),
    ]
    assert desk.shop.did("plan")[-1] == ("plan", ("d0",))


def test_with_nothing_left_there_is_nothing_to_confirm() -> None:
    gone = PlannedParcel(READY[0].record, waits_for="It is no longer in the queue.")
    desk = Desk(Shop(plans=[plausible.plan_with((gone,))], held=[READY[0]]))
    desk.sum_up()
    assert summary(desk).headline == "Nothing is left to buy"
    desk.buying.confirm()
    assert desk.screen.step is Step.SUMMARY


def test_a_sum_that_cannot_be_made_is_said() -> None:
    desk = Desk()
    desk.buying.summarise()
    desk.shop.fault = NotSent(FaultKind.NO_CONNECTION)
    desk.lane.run()
    assert desk.screen.step is Step.LOOKING
    assert desk.screen.notice


# ------------------------------------------------------------ prices


def unpriced(*rows: QueueRow) -> Desk:
    """A queue in which these have no price yet, and then have."""
    before = plausible.plan_with(tuple(plausible.planned(row, priced=False) for row in rows))
    return Desk(Shop(held=list(rows), plans=[before, plausible.plan_of(rows)]))


def test_prices_that_do_not_stand_are_asked_first_and_counted() -> None:
    desk = unpriced(*READY[:3])
    desk.buying.summarise()
    desk.lane.run_all()
    assert desk.screen.step is Step.ASKING
    assert desk.screen.asking_text == "Asking prices, 0 of 3"
    desk.errands.run()
    assert desk.screen.asking_text == "Asking prices, 1 of 3"
    desk.run()
    assert desk.screen.step is Step.SUMMARY
    assert desk.shop.did("price") == [("price", "d0"), ("price", "d1"), ("price", "d2")]


def test_prices_that_stand_are_not_asked_again() -> None:
    desk = Desk()
    desk.sum_up()
    assert not desk.shop.did("price")


def test_asking_can_be_stopped() -> None:
    desk = unpriced(*READY[:3])
    desk.buying.summarise()
    desk.lane.run_all()
    desk.errands.run()
    desk.presenter.step_back()
    desk.run()
    assert len(desk.shop.did("price")) == 1
    assert desk.screen.step is Step.LOOKING
    assert desk.screen.notice
    assert desk.screen.notice.text == "Stopped. Nothing was bought."


def test_a_parcel_whose_price_rose_is_left_out_until_the_new_price_is_taken() -> None:
    offer = Approval("usps_priority_mail", "package", Money(912), Money(912))
    row = READY[1]
    back = replace(row.record, offer=offer)
    over = "It costs $9.12 now; $6.92 was shown. That is $1.95 over the limit of $7.17."
    shop = Shop(
        held=list(READY[:2]),
        plans=[
            plausible.plan_with((plausible.planned(READY[0]), plausible.planned(row, priced=False))),
            plausible.plan_with((plausible.planned(READY[0]),)),
            plausible.plan_with((plausible.planned(READY[0]),)),
            plausible.plan_of(READY[:2]),
        ],
        prices={"d1": CameBack(back, over, Money(195))},
    )
    desk = Desk(shop)
    desk.sum_up()
    (left,) = summary(desk).left
    assert (left.who, left.why, left.take) == ("Jens Lindqvist", over, "Buy at $9.12")
    desk.buying.take("d0")
    desk.buying.take("d1")
    assert not summary(desk).can_confirm
    desk.run()
    assert desk.shop.did("approve") == [("approve", "d1", row.record.draft, offer)]
    assert summary(desk).count == 2
    assert summary(desk).left == ()


def test_what_would_meet_every_price_stops_the_asking() -> None:
    desk = unpriced(*READY[:3])
    fault = NotSent(FaultKind.NO_CONNECTION)
    desk.shop.prices["d0"] = Stopping("d0", "The carrier cannot be reached.", fault.kind, fault=fault)
    desk.sum_up()
    assert len(desk.shop.did("price")) == 1
    assert desk.screen.step is Step.LOOKING
    assert desk.screen.notice
    desk.sum_up()


def test_a_reason_without_a_fault_is_said_as_it_is() -> None:
    desk = unpriced(READY[0])
    desk.shop.prices["d0"] = Stopping("d0", "Postwright was closed.")
    desk.sum_up()
    assert desk.screen.notice
    assert desk.screen.notice.text == "Postwright was closed."


def test_a_shop_that_fails_while_prices_are_asked_stops_the_asking() -> None:
    desk = unpriced(*READY[:3])
    desk.buying.summarise()
    desk.lane.run_all()
    desk.shop.fault = NotSent(FaultKind.NO_CONNECTION)
    desk.errands.run()
    assert desk.screen.step is Step.LOOKING
    assert desk.errands.held == [] or all(one.withdrawn for one in desk.errands.held)


def test_a_price_that_comes_too_late_changes_nothing() -> None:
    desk = unpriced(READY[0])
    desk.shop.prices["d0"] = ParcelPriced(READY[0].record, Money(579))
    desk.sum_up()
    assert desk.screen.step is Step.SUMMARY


# ------------------------------------------------------------ questions


def test_nothing_is_confirmed_before_every_question_is_answered() -> None:
    desk = guarded()
    desk.sum_up()
    (question,) = summary(desk).questions
    assert (question.who, question.yes, question.no) == ("Amara Okafor", "Buy another", "Leave it out")
    assert summary(desk).hint == "Answer the question first."
    desk.buying.confirm()
    assert desk.screen.step is Step.SUMMARY
    desk.buying.answer(question.key)
    assert summary(desk).hint == ""
    desk.buying.confirm()
    assert desk.screen.step is Step.COUNTING


def test_an_answer_can_be_taken_back() -> None:
    desk = guarded()
    desk.sum_up()
    (question,) = summary(desk).questions
    desk.buying.answer(question.key)
    desk.buying.answer(question.key)
    assert not summary(desk).can_confirm


def test_answers_are_written_down_with_what_they_were_given_to() -> None:
    whole = plausible.day_limit_guard()
    first = plausible.planned(READY[0], SIMILAR)
    plan = plausible.plan_with((first, plausible.planned(READY[1])), whole)
    desk = Desk(Shop(held=list(READY[:2]), plans=[plan]))
    desk.sum_up()
    assert summary(desk).hint == "Answer 2 questions first."
    together, own = summary(desk).questions
    assert (together.who, together.no) == ("2 parcels", "")
    for question in (together, own):
        desk.buying.answer(question.key)
    desk.buying.confirm()
    desk.buying.buy()
    desk.run()
    answers = {"": frozenset({whole.key}), "d0": frozenset({SIMILAR.key})}
    assert desk.shop.did("begin") == [("begin", ("d0", "d1"), answers)]


def test_what_concerns_all_cannot_be_left_out() -> None:
    plan = plausible.plan_with((plausible.planned(READY[0]),), plausible.balance_guard())
    desk = Desk(Shop(held=[READY[0]], plans=[plan]))
    desk.sum_up()
    desk.buying.leave_out(summary(desk).questions[0].key)
    assert summary(desk).count == 1


def test_what_is_left_out_is_not_bought() -> None:
    desk = guarded()
    desk.sum_up()
    desk.buying.leave_out(summary(desk).questions[0].key)
    assert not summary(desk).can_confirm
    desk.run()
    assert summary(desk).can_confirm
    assert [one.why for one in summary(desk).left] == ["You left it out."]
    desk.buying.confirm()
    desk.buying.buy()
    desk.run()
    assert desk.shop.did("begin") == [("begin", ("d1", "d2", "d3", "d4"), {})]


def test_to_reprint_the_old_label_leaves_the_parcel_out_and_leads_to_it() -> None:
    desk = guarded()
    desk.sum_up()
    desk.buying.reprint(summary(desk).questions[0].key)
    desk.run()
    assert desk.shop.did("show label") == [("show label", "se-12")]
    assert summary(desk).count == 4


def test_to_void_the_old_label_leads_to_the_voids_and_answers_nothing() -> None:
    desk = guarded()
    desk.sum_up()
    desk.buying.void_old(summary(desk).questions[0].key)
    assert desk.shop.did("open void") == [("open void", "se-12")]
    assert not summary(desk).can_confirm


def test_a_question_that_nobody_asked_is_not_answered() -> None:
    desk = guarded()
    desk.sum_up()
    for deed in (desk.buying.answer, desk.buying.leave_out, desk.buying.reprint, desk.buying.void_old):
        deed("d0/similar:other")
    assert not summary(desk).can_confirm
    assert not desk.shop.did("open void")


def test_back_from_another_panel_the_sum_is_made_again() -> None:
    desk = guarded()
    desk.sum_up()
    desk.shop.plans = [plausible.plan_of(READY)]
    desk.look()
    assert summary(desk).questions == ()
    assert summary(desk).can_confirm


# ------------------------------------------------------------ the countdown


def test_the_countdown_can_be_stopped() -> None:
    desk = Desk()
    desk.sum_up()
    desk.buying.confirm()
    desk.presenter.step_back()
    desk.buying.buy()
    desk.run()
    assert not desk.shop.did("begin")
    assert desk.screen.notice
    assert desk.screen.notice.text == "Stopped. Nothing was bought."


def test_leaving_the_sum_says_nothing() -> None:
    desk = Desk()
    desk.sum_up()
    desk.presenter.step_back()
    assert (desk.screen.step, desk.screen.notice) == (Step.LOOKING, None)


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_panel_that_goes_away_buys_nothing(confirmed: bool) -> None:
    desk = Desk()
    desk.sum_up()
    if confirmed:
        desk.buying.confirm()
    desk.presenter.close()
    desk.buying.buy()
    desk.run()
    assert not desk.shop.did("begin")


def test_a_queue_that_changed_while_counting_is_summed_up_again() -> None:
    desk = Desk()
    desk.sum_up()
    desk.buying.confirm()
    desk.shop.held.pop(0)
    desk.look()
    assert desk.screen.step is Step.LOOKING
    assert desk.screen.notice
    assert "Nothing was bought" in desk.screen.notice.text


def test_what_cannot_be_written_down_is_not_bought() -> None:
    desk = Desk()
    desk.sum_up()
    desk.buying.confirm()
    desk.buying.buy()
    desk.shop.fault = BadInput(FaultKind.ALREADY_BOUGHT)
    desk.lane.run()
    assert desk.screen.step is Step.LOOKING
    assert not desk.shop.did("run")


def test_a_question_that_came_up_at_the_last_moment_is_not_missed() -> None:
    desk = Desk()
    desk.sum_up()
    desk.buying.confirm()
    desk.buying.buy()
    desk.shop.fault = Held((SIMILAR,))
    desk.lane.run()
    assert desk.screen.notice
    assert desk.screen.notice.text.endswith("Look at the sum again.")


# ------------------------------------------------------------ the batch


def test_each_parcel_shows_its_own_state() -> None:
    desk = Desk()
    batch = desk.buy()
    assert desk.screen.step is Step.RUNNING
    assert states(desk) == [LineState.WAITING] * 5
    batch.heard.begun("d1")
    batch.bought("d0")
    batch.end("d2", CameBack(READY[2].record, "It costs $9.12 now."))
    batch.end("d3", StillInDoubt("d3"))
    batch.heard.ended("nobody", StillInDoubt("nobody"))
    assert states(desk) == [
        LineState.BOUGHT,
        LineState.BUYING,
        LineState.CAME_BACK,
        LineState.IN_DOUBT,
        LineState.WAITING,
    ]
    shown = desk.screen.batch
    assert shown
    assert shown.headline == "Buying: 3 of 5 labels"
    assert shown.sums == "1 bought for $5.79 · 1 came back · 1 in doubt · 1 under way · 1 waiting"
    assert shown.lines[2].sentence == "It costs $9.12 now."
    assert shown.lines[3].sentence.startswith("We don't know yet")


def test_news_of_one_parcel_leaves_the_other_lines_as_they_are() -> None:
    desk = Desk()
    batch = desk.buy()
    assert desk.screen.batch
    before = desk.screen.batch.lines
    batch.heard.begun("d2")
    after = desk.screen.batch.lines
    assert [one is other for one, other in zip(before, after, strict=True)] == [True, True, False, True, True]


def test_stop_leaves_the_rest_and_says_so() -> None:
    desk = Desk()
    batch = desk.buy()
    batch.bought("d0")
    batch.heard.begun("d1")
    for _ in range(12):
        desk.buying.running.stop()
    assert batch.stops == 1
    shown = desk.screen.batch
    assert shown
    assert (shown.headline, shown.means) == (
        "Stopping: 1 of 5 labels",
        "The calls under way are finished; no other begins.",
    )
    batch.end("d1", ParcelBought(plausible.entry(1)))
    batch.heard.over("")
    assert desk.screen.step is Step.RESULT
    assert states(desk)[2:] == [LineState.LEFT] * 3
    assert desk.screen.batch
    assert desk.screen.batch.headline == "2 labels bought for $12.71"
    assert desk.screen.batch.sums == "3 not tried"
    assert "can be bought again" in desk.screen.batch.means


def test_a_stop_that_comes_while_it_is_written_down_is_not_lost() -> None:
    desk = Desk()
    desk.sum_up()
    desk.buying.confirm()
    desk.buying.buy()
    desk.buying.running.stop()
    desk.run()
    assert desk.shop.batch.stops == 1


def test_the_result_stays_until_it_is_closed() -> None:
    desk = Desk()
    batch = desk.buy()
    for number in range(5):
        batch.bought(f"d{number}", number)
    batch.heard.over("")
    desk.run()
    desk.look()
    assert desk.screen.step is Step.RESULT
    assert desk.told == ["changed"]
    desk.presenter.step_back()
    assert (desk.screen.step, desk.screen.batch) == (Step.LOOKING, None)


def test_what_stopped_the_batch_is_said() -> None:
    desk = Desk()
    batch = desk.buy()
    batch.end("d0", Stopping("d0", "The balance is too low."))
    batch.end("d1", LeftAlone("d1"))
    batch.heard.over("The balance is too low.")
    shown = desk.screen.batch
    assert shown
    assert shown.headline == "Nothing was bought"
    assert shown.means.startswith("The balance is too low.")
    assert shown.lines[0].sentence == "The balance is too low. It stays in the queue."
    assert shown.lines[1].sentence.startswith("It was changed or removed meanwhile")
    assert shown.lines[2].sentence.startswith("It was not tried.")
    assert shown.is_trouble


def test_a_label_that_differs_from_what_was_approved_is_no_good_news() -> None:
    desk = Desk()
    batch = desk.buy()
    batch.end("d0", ParcelBought(plausible.entry(0), ("The label cost $99.00.",), "It leaves Tue 24 Nov."))
    batch.end("d1", CameBack(READY[1].record, "No."))
    batch.end("d2", StillInDoubt("d2"))
    batch.heard.over("")
    shown = desk.screen.batch
    assert shown
    assert shown.lines[0].sentence == "The label cost $99.00. It leaves Tue 24 Nov."
    assert "1 label not as ordered. Compare before you print." in shown.means
    assert "Do not buy it again." in shown.means
    assert "not charged" in shown.means


def test_a_result_leads_on() -> None:
    desk = Desk()
    desk.buying.act("open_labels")
    assert desk.shop.went == ["open_labels"]


def test_a_batch_under_way_is_not_left_by_esc() -> None:
    desk = Desk()
    desk.buy()
    desk.presenter.step_back()
    desk.buying.summarise()
    assert desk.screen.step is Step.RUNNING


def test_print_these_leads_to_the_labels_of_the_batch_in_its_order() -> None:
    desk = Desk()
    batch = desk.buy()
    desk.buying.print_these()
    for number in (3, 0, 4):  # the lanes end in any order
        batch.bought(f"d{number}", number)
    batch.end("d1", StillInDoubt("d1"))
    batch.heard.over("")
    desk.run()
    desk.buying.print_these()
    ids = tuple(plausible.entry(number).id for number in (0, 3, 4))
    assert desk.shop.done[-1] == ("show labels", *ids)
    assert sum(one[0] == "show labels" for one in desk.shop.done) == 1


# ------------------------------------------------------------ leaves today?


def asked_about_today() -> Desk:
    """A sum in the evening: the shop's parcels would have left today."""
    parcels = tuple(plausible.planned(row) for row in READY)
    plan = replace(plausible.plan_with(parcels), leaving=(plausible.leaving(),))
    return Desk(Shop(plans=[plan, plausible.plan_with(parcels)]))


@pytest.mark.parametrize("today", [True, False])
def test_the_answer_about_today_is_kept_and_the_sum_made_again(today: bool) -> None:
    desk = asked_about_today()
    desk.sum_up()
    (asked,) = summary(desk).plan.leaving
    desk.buying.answer_leaving(asked, today)
    assert summary(desk).checking
    assert not summary(desk).can_confirm
    desk.buying.answer_leaving(asked, today)
    desk.run()
    assert desk.shop.did("leaves") == [("leaves", asked.place, today)]
    assert summary(desk).plan.leaving == ()
    assert summary(desk).can_confirm


def test_a_sum_that_asks_about_today_can_be_bought_as_it_is() -> None:
    desk = asked_about_today()
    assert desk.sum_up().summary
    desk.buying.confirm()
    assert desk.screen.step is Step.COUNTING


def test_outside_of_the_sum_nothing_is_asked_about_today() -> None:
    desk = asked_about_today()
    desk.buying.answer_leaving(plausible.leaving(), True)
    desk.run()
    assert desk.shop.did("leaves") == []
