"""A month's figures add up to the cent, and each label is counted once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.cost_report import (
    Cause,
    CostReport,
    Likely,
    Reprints,
    Share,
    report,
    twins,
)
from postwright.domain.cost_words import (
    NOTHING_LOST,
    amount_words,
    cause_words,
    definitions,
    figures,
    lost_words,
    other_figures,
    refund_figures,
)
from postwright.domain.label_fate import Fate, PaidLabel, Part
from postwright.domain.money import Money
from postwright.domain.month import Month
from postwright.domain.papers import made_words
from postwright.domain.refund_watch import RefundState
from postwright.domain.void import VoidState
from postwright.domain.weight import Weight
from tests.domain.samples import SHIPMENT
from tests.rules import RULES

PORTLAND = ZoneInfo("America/Los_Angeles")
BOUGHT = datetime(2026, 11, 2, 20, tzinfo=UTC)
DAY = timedelta(days=1)
NOVEMBER = Month(2026, 11)
PAID = PaidLabel("se-1", Money(761), BOUGHT, PORTLAND)


def fate(label: PaidLabel, days: float) -> Fate:
    return label.fate(BOUGHT + days * DAY, RULES.void)


def reported(*labels: PaidLabel, days: float = 60, **more: object) -> CostReport:
    assert set(more) <= {"reprints", "came_in", "is_running"}
    return report(NOVEMBER, str(PORTLAND), labels, BOUGHT + days * DAY, RULES.void, **more)  # type: ignore[arg-type]  # checked above


def test_an_unused_label_can_be_given_back_until_its_last_day_and_is_missed_afterwards() -> None:
    asked = replace(PAID, asked_at=BOUGHT + 40 * DAY)
    assert fate(asked, 27) is Fate.OPEN
    assert fate(asked, 28) is Fate.MISSED


def test_nothing_is_called_missed_unless_usps_was_asked_after_the_last_day() -> None:
    assert fate(PAID, 40) is Fate.UNKNOWN
    assert fate(replace(PAID, asked_at=BOUGHT + 20 * DAY), 40) is Fate.UNKNOWN
    assert fate(replace(PAID, asked_at=BOUGHT + 28 * DAY), 40) is Fate.MISSED


def test_a_scanned_label_is_used_and_a_void_one_given_back() -> None:
    assert fate(replace(PAID, scanned=True), 1) is Fate.USED
    assert fate(replace(PAID, voided=True, scanned=True), 1) is Fate.GIVEN_BACK
    assert fate(replace(PAID, void_state=VoidState.REQUESTED), 1) is Fate.GIVEN_BACK
    assert fate(replace(PAID, void_state=VoidState.IN_DOUBT), 1) is Fate.IN_DOUBT
    assert fate(replace(PAID, void_state=VoidState.DENIED), 1) is Fate.OPEN


def test_how_the_price_of_a_void_label_divides() -> None:
    asked = replace(PAID, voided=True)
    credited = replace(asked, refund=RefundState.CREDITED, refunded=Money(532))
    assert asked.parts == {Part.EXPECTED: Money(761)}
    assert replace(asked, refund=RefundState.DENIED).parts == {Part.DENIED: Money(761)}
    assert credited.parts == {Part.CREDITED: Money(532), Part.KEPT: Money(229)}


moments = st.floats(0, 60, allow_nan=False)
states: st.SearchStrategy[VoidState | None] = st.sampled_from([None, *VoidState])
refund_states: st.SearchStrategy[RefundState | None] = st.sampled_from([None, *RefundState])


@st.composite
def paid_labels(draw: st.DrawFn) -> PaidLabel:
    cost = Money(draw(st.integers(0, 90_000)), draw(st.sampled_from(["usd", "usd", "usd", "cad"])))
    back = draw(st.none() | st.integers(0, cost.minor).map(lambda cents: Money(cents, cost.currency)))
    asked = draw(st.none() | moments.map(lambda days: BOUGHT + days * DAY))
    return PaidLabel(
        draw(st.uuids()).hex, cost, BOUGHT, PORTLAND, draw(st.booleans()), draw(states),
        draw(st.booleans()), asked, draw(refund_states), back, draw(st.booleans()),
    )  # fmt: skip


def summed(shares: Mapping[object, Share]) -> Money:
    return sum((one.amount for one in shares.values()), Money(0))


@given(st.lists(paid_labels(), max_size=12), moments)
def test_the_parts_add_up_to_what_was_paid(labels: list[PaidLabel], days: float) -> None:
    found = reported(*labels, days=days)
    assert summed(dict(found.fates)) == found.paid.amount
    assert sum(one.count for one in found.fates.values()) == found.paid.count
    assert found.paid.count + found.left_out == len(labels)


@given(st.lists(paid_labels(), max_size=12), moments)
def test_the_money_of_refunds_adds_up_to_what_was_given_back(labels: list[PaidLabel], days: float) -> None:
    found = reported(*labels, days=days)
    assert summed(dict(found.parts)) == found.fates[Fate.GIVEN_BACK].amount


@given(st.lists(paid_labels(), max_size=12), moments)
def test_what_was_lost_is_what_was_missed_denied_and_kept_each_cent_once(
    labels: list[PaidLabel], days: float
) -> None:
    found = reported(*labels, days=days)
    missed = found.fates[Fate.MISSED].amount
    assert found.lost == missed + found.parts[Part.DENIED].amount + found.parts[Part.KEPT].amount
    assert found.lost.minor <= found.paid.amount.minor
    assert (found.top is None) is (found.lost.minor == 0)
    assert found.twins_given_back.count <= found.twins.count


@given(st.lists(paid_labels(), max_size=12), moments)
def test_the_lines_that_are_shown_leave_nothing_out(labels: list[PaidLabel], days: float) -> None:
    found = reported(*labels, days=days)
    for whole, *inner in (figures(found, RULES), refund_figures(found, RULES)):
        assert sum((one.share.amount for one in inner), Money(0)) == whole.share.amount
        assert all(one.inner and one.meaning for one in inner)


def test_the_cause_that_cost_most_is_named_with_what_to_do() -> None:
    missed = replace(PAID, asked_at=BOUGHT + 50 * DAY)
    second = replace(missed, label_id="se-2", cost=Money(900), twin=True)
    denied = replace(PAID, label_id="se-3", voided=True, refund=RefundState.DENIED)
    assert reported(missed).top is Cause.MISSED
    assert reported(missed, second).top is Cause.DUPLICATES
    assert reported(denied, replace(denied, label_id="se-4"), second).top is Cause.DENIED
    why, what = cause_words(reported(missed))
    assert why.startswith("Labels that nobody used")
    assert what
    assert lost_words(reported(missed, denied)) == "$15.22 lost: missed $7.61, refunds denied $7.61."


def test_a_month_without_losses_says_so() -> None:
    found = reported(replace(PAID, scanned=True))
    assert (cause_words(found), lost_words(found), found.top) == ((NOTHING_LOST, ""), NOTHING_LOST, None)
    assert found.is_final


def test_what_can_still_change_is_said() -> None:
    running = reported(is_running=True)
    waiting = reported(replace(PAID, voided=True))
    assert not running.is_final
    assert not waiting.is_final
    assert definitions(waiting, RULES)[-1].startswith("These figures still change")
    settled = definitions(reported(replace(PAID, scanned=True)), RULES)
    assert len(settled) == 3
    assert settled[0].startswith("The month begins and ends at midnight, Los Angeles time.")
    assert RULES.void.dated.words in settled[1]


def test_labels_in_another_currency_are_counted_and_left_out() -> None:
    abroad = replace(PAID, cost=Money(761, "cad"), scanned=True)
    one, two = reported(abroad), reported(abroad, replace(abroad, label_id="se-2"))
    assert (one.left_out, one.paid) == (1, Share())
    assert "1 label in another currency is left out." in definitions(one, RULES)
    assert "2 labels in other currencies are left out." in definitions(two, RULES)


def test_rare_things_have_a_line_only_where_there_are_any() -> None:
    usual = [one.title for one in figures(reported(), RULES)]
    unknown = [one.title for one in figures(reported(PAID), RULES)]
    assert usual == ["Paid", "Used", "Voided in time", "Can still be voided", "Missed"]
    assert unknown == [*usual, "Not known"]
    kept = replace(PAID, voided=True, refund=RefundState.CREDITED, refunded=Money(532))
    assert [one.title for one in refund_figures(reported(), RULES)][1:] == ["Credited", "Expected", "Denied"]
    assert refund_figures(reported(kept), RULES)[-1].title == "Kept by the carrier"


def test_reprints_and_duplicates_stand_beside_the_sums() -> None:
    reprints = Reprints((("damaged", 1), ("jam", 2)))
    second = replace(PAID, twin=True, voided=True)
    twin_line, print_line, in_line = other_figures(
        reported(second, reprints=reprints, came_in=Share(1, Money(5)))
    )
    assert "1 of them voided in time ($7.61)." in twin_line.meaning
    assert (print_line.share.count, reprints.top) == (3, "jam")
    assert "Most often: the printer jammed" in print_line.meaning
    assert in_line.share == Share(1, Money(5))


def test_no_reprints_have_no_reason() -> None:
    twin_line, print_line, _ = other_figures(reported())
    assert (Reprints().top, print_line.share.count) == ("", 0)
    assert "Most often" not in print_line.meaning
    assert "voided in time" not in twin_line.meaning


def test_the_words_of_an_empty_amount_and_of_the_moment() -> None:
    assert (amount_words(Share()), amount_words(Share(7))) == ("–", "–")
    assert amount_words(Share(1, Money(5))) == "$0.05"
    assert made_words(BOUGHT, PORTLAND) == "As of Mon 2 Nov 2026, 12:00 pm PST."


LIKELY = Likely("se-1", BOUGHT, SHIPMENT, False)


def test_a_second_label_for_the_same_parcel_within_a_day_is_found() -> None:
    second = replace(LIKELY, label_id="se-2", created_at=BOUGHT + DAY)
    third = replace(LIKELY, label_id="se-3", created_at=BOUGHT + 2.1 * DAY)
    assert twins([third, second, LIKELY]) == {"se-2"}


def test_another_parcel_or_a_return_is_no_second_label() -> None:
    heavy = replace(SHIPMENT, parcel=replace(SHIPMENT.parcel, weight=Weight.of(pounds=20)))
    back = replace(SHIPMENT, is_return=True, ship_from=SHIPMENT.ship_to, ship_to=SHIPMENT.ship_from)
    elsewhere = replace(SHIPMENT, ship_to=SHIPMENT.ship_from)
    for other in (heavy, back, elsewhere):
        assert twins([LIKELY, replace(LIKELY, label_id="se-2", shipment=other)]) == frozenset()


def test_two_labels_that_were_both_scanned_were_two_parcels() -> None:
    both = [replace(LIKELY, scanned=True), replace(LIKELY, label_id="se-2", scanned=True)]
    one = [replace(LIKELY, scanned=True), replace(LIKELY, label_id="se-2")]
    assert (twins(both), twins(one)) == (frozenset(), {"se-2"})
