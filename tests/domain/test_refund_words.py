"""What is told of a refund says who says so, and never that money came which nobody has seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from postwright.domain.balance_evidence import BalanceSeen
from postwright.domain.money import Money
from postwright.domain.refund_match import Proposal
from postwright.domain.refund_watch import ASSIST, How, RefundState
from postwright.domain.refund_words import (
    assist_words,
    rule_words,
    state_words,
    sums,
    told,
)
from tests.domain.test_refund_watch import NOON, WATCH
from tests.rules import RULES

TODAY, LATE = date(2026, 11, 30), date(2026, 12, 21)
CREDITED = replace(WATCH, state=RefundState.CREDITED, day=date(2026, 12, 14))
DENIED = replace(WATCH, state=RefundState.DENIED)
SEEN = BalanceSeen(NOON, "se-9", Money(0))
PROPOSED = replace(WATCH, proposal=Proposal(("se-1",), Money(761), SEEN, SEEN))


def words(watch: object, today: date = TODAY) -> str:
    return told(watch, today, RULES.assist)  # type: ignore[arg-type]  # whatever `replace` gave


def test_a_refund_that_was_asked_for_says_between_which_days_the_money_may_come() -> None:
    assert words(WATCH) == (
        "Asked for on Sun 22 Nov. The money is expected between Sun 13 Dec and Sun 20 Dec."
    )
    assert state_words(WATCH, TODAY) == "Refund requested"


def test_a_late_one_says_what_to_do() -> None:
    assert "should have come by Sun 20 Dec" in words(WATCH, LATE)
    assert state_words(WATCH, LATE) == "Late"


def test_what_the_balance_suggests_is_told_as_no_more_than_that() -> None:
    assert words(PROPOSED).endswith("just this refund. Money that you added would look the same.")
    assert state_words(PROPOSED, LATE) == "May have come"


def test_a_credit_says_who_says_so_and_what_is_missing() -> None:
    assert words(CREDITED) == "$7.61 came on Mon 14 Dec, the carrier reports."
    assert "a person agreed" in words(replace(CREDITED, how=How.BALANCE))
    short = replace(CREDITED, how=How.HAND, amount=Money(532), day=None)
    assert words(short) == ("$5.32 came on Sun 20 Dec, a person says. $2.29 of the price did not come back.")


def test_a_denial_quotes_what_a_person_wrote() -> None:
    by_hand = replace(DENIED, how=How.HAND, detail="Used, says Stamps.com")
    assert words(by_hand) == "No money comes, a person says. “Used, says Stamps.com”"
    assert words(replace(by_hand, detail="")) == "No money comes, a person says."
    assert words(replace(DENIED, detail="It was rejected.")) == (
        "No money comes, the carrier reports. It was rejected."
    )


def test_refund_assist_is_told_with_the_day_the_sum_and_the_advice() -> None:
    scheduled = replace(WATCH, state=RefundState.SCHEDULED, amount=Money(532))
    assert words(scheduled) == (
        "USPS has not scanned it, so Refund Assist voids it on Fri 18 Dec and credits $5.32, which is 70 %. "
        "Void it yourself before then, and you ask for all of $7.61."
    )
    excluded = replace(WATCH, state=RefundState.EXCLUDED, detail="Refund Assist leaves this label alone.")
    assert words(excluded).startswith("Refund Assist leaves this label alone. It can still be voided by hand")


def test_a_label_that_refund_assist_voided_says_so() -> None:
    label = replace(WATCH.entry.label, void_type=ASSIST)
    assisted = replace(WATCH, entry=replace(WATCH.entry, label=label), amount=Money(532))
    assert words(assisted).startswith("Refund Assist voided it, and pays $5.32 of $7.61.")


def test_the_sums_of_a_list() -> None:
    found = sums((WATCH, CREDITED, DENIED, replace(WATCH, amount=Money(5, "cad"))), LATE)
    assert (found.expected, found.late, found.credited) == (Money(761), Money(761), Money(761))
    assert sums((WATCH,), TODAY).late == Money(0)


def test_rules_are_told_with_their_source() -> None:
    assert RULES.refund.dated.words in rule_words(RULES.refund)
    assert RULES.assist.dated.words in assist_words(RULES.assist)
