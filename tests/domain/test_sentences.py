"""Every fault has words that a shipping clerk can act on, and foreign words never pass as ours."""

from __future__ import annotations

import re
from itertools import product

import pytest

from postwright.domain.advice import Action
from postwright.domain.faults import (
    BadInput,
    Environment,
    Fault,
    FaultKind,
    Lost,
    MailFault,
    NotSent,
    PaperFault,
    Refused,
)
from postwright.domain.sentences import Deed, looking_only, sentence

FAULTS = (NotSent, Refused, Lost, Environment, BadInput, PaperFault, MailFault, Fault)
# Words of ours, of programmers and of the API that a clerk need not know.
JARGON = re.compile(
    r"in.doubt|ledger|fault|exception|error|timeout|http\b|json|smtp|tls|null|invalid|database row|retry",
    re.I,
)


@pytest.mark.parametrize("kind", FaultKind)
def test_every_fault_says_what_happened_what_it_means_and_what_to_do(kind: FaultKind) -> None:
    for fault, deed in product(FAULTS, Deed):
        said = sentence(fault(kind), deed)
        for part in (said.happened, said.means, said.do):
            assert part.endswith(".")
            assert part[0].isupper()
        assert said.text == f"{said.happened} {said.means} {said.do}"


@pytest.mark.parametrize("kind", FaultKind)
def test_no_sentence_shouts_blames_or_speaks_of_the_programs_insides(kind: FaultKind) -> None:
    for fault, deed in product(FAULTS, Deed):
        text = sentence(fault(kind), deed).text
        assert "!" not in text
        assert "  " not in text
        assert not JARGON.search(text)
        assert not re.search(r"\byou (did|have|forgot|must)\b|wrongly|your mistake", text, re.I)
        assert len(text) <= 220


def test_two_kinds_never_say_the_same() -> None:
    said = [sentence(NotSent(kind)).happened for kind in FaultKind]
    assert len(set(said)) == len(FaultKind)


@pytest.mark.parametrize("kind", [FaultKind.NO_CONNECTION, FaultKind.SERVER_TROUBLE, FaultKind.UNREADABLE])
def test_what_never_left_or_was_refused_was_not_bought(kind: FaultKind) -> None:
    for fault in (NotSent(kind), Refused(kind)):
        assert sentence(fault).means == "Nothing was bought."
        assert sentence(fault).action is Action.RETRY


@pytest.mark.parametrize("kind", FaultKind)
def test_a_lost_purchase_is_a_doubt_and_is_never_to_be_bought_again(kind: FaultKind) -> None:
    said = sentence(Lost(kind, body="half an answer"))
    assert said.means == "We don't know yet whether this was bought."
    assert "do not buy it again" in said.do
    assert said.action is Action.OPEN_ATTENTION
    assert "half" not in said.text + said.quotation


def test_a_lost_look_at_the_rates_is_no_doubt_about_money() -> None:
    said = sentence(Lost(FaultKind.UNANSWERED), Deed.LOOK)
    assert said.means == "Nothing was charged."
    assert said.action is Action.RETRY


@pytest.mark.parametrize(
    ("deed", "word"), [(Deed.VOID, "refund"), (Deed.PICKUP, "pickup"), (Deed.FORM, "SCAN form")]
)
def test_a_lost_void_pickup_or_form_waits_in_attention(deed: Deed, word: str) -> None:
    said = sentence(Lost(FaultKind.UNANSWERED), deed)
    assert word in said.means
    assert said.action is Action.OPEN_ATTENTION
    assert word in sentence(NotSent(FaultKind.NO_CONNECTION), deed).means


def test_the_carriers_reason_sends_a_buyer_to_the_draft_but_nobody_else() -> None:
    refused = Refused(FaultKind.CARRIER_REFUSED, "weight must not exceed 70 lb")
    assert sentence(refused).action is Action.EDIT_DRAFT
    assert sentence(refused, Deed.LOOK).action is Action.EDIT_DRAFT
    assert sentence(refused, Deed.VOID).action is Action.NONE


def test_foreign_words_stand_in_the_quotation_alone() -> None:
    said = sentence(Refused(FaultKind.CARRIER_REFUSED, " Bad\r\n address\x00:\x1b[31m  <b>97201</b> "))
    assert said.quotation == "Bad address : [31m <b>97201</b>"
    assert "97201" not in said.text


def test_a_long_quotation_is_cut_for_the_banner() -> None:
    assert len(sentence(Refused(FaultKind.CARRIER_REFUSED, "x" * 10_000)).quotation) == 500


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "a second"), (1.2, "2 seconds"), (60, "60 seconds"), (120.0, "2 minutes"), (170, "3 minutes")],
)
def test_the_wait_that_the_carrier_names_is_passed_on(seconds: float, words: str) -> None:
    said = sentence(Refused(FaultKind.RATE_LIMITED, retry_after=seconds))
    assert said.do == f"Try again in {words}."


def test_a_wait_is_not_promised_where_trying_again_does_not_help() -> None:
    assert "seconds" not in sentence(Refused(FaultKind.KEY_REFUSED, retry_after=30)).do


@pytest.mark.parametrize("kind", [FaultKind.KEY_REFUSED, FaultKind.MAIL_LOGIN])
def test_nobody_is_said_to_have_refused_what_they_were_never_asked(kind: FaultKind) -> None:
    assert sentence(BadInput(kind)).happened.startswith("This text cannot be")
    assert "did not accept" in (said := sentence(Refused(kind)).happened) or "does not accept" in said


def test_a_shop_that_can_be_looked_at_only_says_why() -> None:
    assert looking_only(None) == ""
    assert looking_only(FaultKind.READ_ONLY).startswith("Looking only. The data folder cannot be written to.")


def test_a_paper_that_did_not_go_out_is_no_label_that_is_kept() -> None:
    for kind in (FaultKind.PRINTER_UNREACHABLE, FaultKind.PRINTER_REFUSED, FaultKind.MAY_HAVE_PRINTED):
        said = sentence(PaperFault(kind), Deed.PAPER)
        assert "label" not in said.text
        assert said.action is Action.RETRY
    assert sentence(Lost(FaultKind.UNANSWERED), Deed.PAPER).means == "No paper was printed or saved."
    assert sentence(PaperFault(FaultKind.QR_MISSING), Deed.PAPER) == sentence(
        PaperFault(FaultKind.QR_MISSING)
    )


def test_what_was_wanted_only_to_be_looked_at_or_saved_is_not_called_unprinted() -> None:
    fault = PaperFault(FaultKind.DOCUMENT_UNUSABLE)
    assert (
        sentence(fault, Deed.LOOK).means == "Nothing is printed from it. The label is paid for and kept here."
    )
    assert sentence(fault, Deed.PAPER).means == "No paper was printed or saved."
