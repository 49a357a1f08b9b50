"""Where a QR code is not offered, and what is told beside the choice: each fact with its source and day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright import assets
from postwright.domain.catalogue import read_catalogue
from postwright.domain.money import Money
from postwright.domain.qr_limits import QrCase, QrLimit, offer_for

LIMITS = read_catalogue(assets.text("carrier/usps.json")).qr_limits
HOME = QrCase("US", "OR", has_extras=True)


def test_an_ordinary_parcel_with_its_extras_may_have_a_code_without_a_word() -> None:
    offer = offer_for(HOME, LIMITS)
    assert (offer.refusal, offer.warnings, offer.facts) == ("", (), ())


@pytest.mark.parametrize(("country", "state"), [("CA", "ON"), ("MX", "AE"), ("DE", "")])
def test_abroad_there_is_no_code_and_the_reason_is_said(country: str, state: str) -> None:
    offer = offer_for(QrCase(country, state, has_extras=True), LIMITS)
    assert offer.refusal == "QR codes are for parcels within the United States only."
    assert offer.warnings == ()


@pytest.mark.parametrize(
    ("state", "words"), [("ae", "military"), (" AP ", "military"), ("PR", "territories")]
)
def test_what_nobody_has_written_down_is_told_and_not_refused(state: str, words: str) -> None:
    offer = offer_for(replace(HOME, state=state), LIMITS)
    assert offer.refusal == ""
    (said,) = offer.warnings
    assert words in said
    assert "nothing is charged" in said


@pytest.mark.parametrize(
    ("insured", "warned"), [(None, False), (Money.of(500), False), (Money.of("500.01"), True)]
)
def test_one_providers_limit_is_a_warning_with_its_source(insured: Money | None, warned: bool) -> None:
    offer = offer_for(replace(HOME, insured=insured), LIMITS)
    assert offer.refusal == ""
    if warned:
        (said,) = offer.warnings
        assert said.endswith("(myib.com, limits of one provider, as of 22 Nov 2026)")
    else:
        assert offer.warnings == ()


def test_without_extras_it_is_said_that_the_counter_adds_none() -> None:
    offer = offer_for(replace(HOME, has_extras=False), LIMITS)
    assert offer.facts == ("Insurance and confirmation cannot be added at the counter.",)


def test_a_limit_without_an_amount_and_a_case_that_is_not_known_concern_nobody() -> None:
    odd = (replace(LIMITS[0], when="insured"), replace(LIMITS[0], when="on_the_moon"))
    assert offer_for(replace(HOME, insured=Money.of(900)), odd).refusal == ""


def test_a_fact_without_a_source_names_none() -> None:
    plain = QrLimit("abroad", "No.", "", LIMITS[0].as_of)
    assert plain.words == "No."


def test_every_limit_is_dated_and_one_of_a_kind() -> None:
    assert len({limit.when for limit in LIMITS}) == len(LIMITS) == 5
    assert all(limit.as_of.year >= 2026 for limit in LIMITS)
