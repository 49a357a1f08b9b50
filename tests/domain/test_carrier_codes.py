"""Each error code of the carrier becomes a sentence with something to do, also one that is not there yet."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from postwright.carrier import outcome
from postwright.carrier.reply import Reply
from postwright.domain.advice import Action
from postwright.domain.faults import FaultKind, Lost, Refused
from postwright.domain.sentences import Deed, Sentence, sentence
from tests.domain.test_sentences import JARGON

_NOW = datetime(2026, 11, 22, tzinfo=UTC)
# The published list of October 2026 (api.md 3.1) and two that were only seen.
CODES = """
auto_fund_not_supported batch_cannot_be_modified carrier_conflict carrier_disconnected carrier_not_connected
carrier_not_supported confirmation_not_supported default_warehouse_cannot_be_deleted field_conflict
field_value_required forbidden identifier_conflict identifiers_must_match insufficient_funds invalid_address
invalid_billing_plan invalid_field_value invalid_identifier invalid_status invalid_string_length
label_images_not_supported meter_failure order_source_not_active rate_limit_exceeded refresh_not_supported
request_body_required return_label_not_supported settings_not_supported subscription_inactive
terms_not_accepted tracking_not_supported trial_expired unauthorized unknown unspecified verification_failure
warehouse_conflict webhook_event_type_conflict customs_items_required incompatible_paired_labels
invalid_charge_event invalid_object no_rates_returned file_not_found shipping_rule_not_found
service_not_determined funding_source_registration_in_progress insurance_failure
funding_source_missing_configuration funding_source_error not_found timeout
""".split()
SAYS_NOTHING = {"unknown", "unspecified"}
GENERAL = sentence(Refused(FaultKind.CARRIER_REFUSED))
_SPEC = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "openapi.json"


def refusal(*codes: str, status: int = 400, source: str = "shipengine") -> Refused:
    errors = [
        {"error_source": source, "error_type": "business_rules", "error_code": code, "message": f"No {code}"}
        for code in codes
    ]
    body = json.dumps({"request_id": "an-id", "errors": errors}).encode()
    fault = outcome.of_reply(Reply(status, {}, body), _NOW)
    assert isinstance(fault, Refused)
    return fault


def told(code: str, deed: Deed = Deed.LOOK) -> Sentence:
    if code == "identifier_conflict":  # about a purchase it is no refusal; elsewhere it comes as one
        return sentence(Refused(FaultKind.CARRIER_REFUSED, "No", code=code), deed)
    return sentence(refusal(code), deed)


@pytest.mark.parametrize("code", sorted(set(CODES) - SAYS_NOTHING))
def test_a_code_says_more_than_that_the_carrier_said_no(code: str) -> None:
    said = told(code)
    assert said.happened != GENERAL.happened
    for part in (said.happened, said.means, said.do):
        assert part.endswith(".")
        assert part[0].isupper()
    assert len(said.text) <= 220
    assert not JARGON.search(said.text)
    assert code.replace("_", " ") not in said.text


@pytest.mark.parametrize("code", sorted({*SAYS_NOTHING, "a_code_of_next_year"}))
def test_a_code_that_says_nothing_leaves_the_word_to_the_carriers_reason(code: str) -> None:
    said = sentence(refusal(code))
    assert (said.happened, said.do, said.action) == (GENERAL.happened, GENERAL.do, Action.EDIT_DRAFT)
    assert said.quotation == f"No {code}".strip()


def test_the_published_list_of_codes_is_covered() -> None:
    if not _SPEC.is_file():
        pytest.skip("the official specification is not beside this checkout")
    published = json.loads(_SPEC.read_text("utf-8"))["components"]["schemas"]["error_code"]["enum"]
    assert set(published) <= set(CODES)


def test_two_codes_never_say_the_same() -> None:
    """Apart from those that are one thing to an operator: no account, and the empty balance."""
    same = {"carrier_disconnected", "carrier_not_connected"}
    said = [told(code).happened for code in CODES if code not in same | SAYS_NOTHING]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("code", sorted(set(CODES) - {"identifier_conflict"}))
def test_a_refused_purchase_says_that_nothing_was_bought(code: str) -> None:
    assert told(code, Deed.PURCHASE).means == "Nothing was bought."


def test_the_first_code_that_tells_something_is_the_one_that_is_told() -> None:
    fault = refusal("unspecified", "customs_items_required", "invalid_address")
    assert fault.code == "customs_items_required"
    assert sentence(fault).happened == "The customs declaration is missing."


def test_a_lost_purchase_stays_in_doubt_whatever_code_came_with_it() -> None:
    errors = [{"error_source": "shipengine", "error_code": "invalid_address", "message": "No"}]
    reply = Reply(500, {}, json.dumps({"errors": errors}).encode())
    fault = outcome.of_reply(reply, _NOW)
    assert isinstance(fault, Lost)
    assert sentence(fault).means == "We don't know yet whether this was bought."


def test_what_the_status_proves_outweighs_the_code() -> None:
    assert sentence(refusal("invalid_address", status=429)).happened == "The carrier asks us to go slower."
    assert sentence(refusal("unauthorized", status=401)).happened.endswith("the API key.")
    assert "Stamps.com" in sentence(refusal("unauthorized", source="carrier")).happened


def test_no_code_stands_in_a_sentence() -> None:
    assert not any(re.search(r"[a-z]_[a-z]", told(code).text) for code in CODES)
