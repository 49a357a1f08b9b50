"""The Label ID and the QR code: which one counts, and what is said where they differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from postwright.domain.label import Label
from postwright.domain.money import Money
from postwright.domain.qr_code import (
    SOURCE_WORDS,
    IdSource,
    QrCode,
    differing,
    disagreement,
    id_in_link,
    id_it_names,
    keep_known_id,
    read_label_id,
    unreadable,
)

PAGE = "https://tools.usps.com/label-broker.htm"
LABEL = Label(
    label_id="se-1",
    shipment_id="se-2",
    tracking_number="9400111899563821705427",
    status="completed",
    carrier_id="se-3",
    service_code="usps_ground_advantage",
    package_code="package",
    cost=Money(761),
    created_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
)
FOUND = replace(LABEL, broker_id="XYZZYPJK", broker_id_from=IdSource.HANDOFF.value, broker_notes=("Odd.",))
TYPED = replace(LABEL, broker_id="TYPED123", broker_id_from=IdSource.TYPED.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" xyzz ypjk ", "XYZZYPJK"),
        ("XYZZ-YPJK", "XYZZYPJK"),
        ("ABC12", ""),
        ("A" * 17, ""),
        ("ÄÖÜÄÖÜÄÖ", ""),
        ("", ""),
    ],
)
def test_a_label_id_is_read_in_any_grouping(text: str, code: str) -> None:
    assert read_label_id(text) == code


@pytest.mark.parametrize(
    ("href", "code"),
    [
        (f"{PAGE}?LabelID=XYZZYPJK&zip=97204", "XYZZYPJK"),
        (f"{PAGE}?zip=97204&labelid=xyzzypjk", "XYZZYPJK"),
        (f"{PAGE}?LabelID=<script>", ""),
        (f"{PAGE}?LabelID=", ""),
        (PAGE, ""),
        ("https://[broken?LabelID=XYZZYPJK", ""),
        ("data:image/png;base64,AAAA", ""),
    ],
)
def test_a_link_names_the_label_id_as_uspss_own_page_does(href: str, code: str) -> None:
    assert id_in_link(href) == code


@pytest.mark.parametrize(
    ("reads", "code"),
    [
        ("XYZZYPJK", "XYZZYPJK"),
        (f"{PAGE}?LabelID=XYZZYPJK", "XYZZYPJK"),
        ("LabelID=XYZZYPJK", "XYZZYPJK"),
        ("LabelID=?", ""),
        ("POSTWRIGHT-PRACTICE-SAMPLE:XYZZYPJK", ""),
        ("\x1dSGW0001928374655", ""),
    ],
)
def test_only_what_a_code_names_outright_is_a_label_id(reads: str, code: str) -> None:
    assert id_it_names(reads) == code


@pytest.mark.parametrize(
    ("reads", "alarm"),
    [
        ("XYZZYPJK", ""),
        (f"{PAGE}?LabelID=XYZZYPJK", ""),
        ("some 40 characters that only USPS can read", ""),
        ("OTHER123", "names the Label ID OTHER123, but the carrier gave XYZZYPJK"),
        (f"{PAGE}?LabelID=OTHER123", "names the Label ID OTHER123"),
        ("https://evil.example/pay", "a link without this label's ID: https://evil.example/pay"),
        ("WWW.EVIL.EXAMPLE", "a link without this label's ID"),
        ("LabelID=?", "a link without this label's ID"),
    ],
)
def test_a_code_that_names_something_else_is_an_alarm(reads: str, alarm: str) -> None:
    said = disagreement(reads, "XYZZYPJK")
    assert alarm in said if alarm else said == ""


def test_a_code_that_names_an_id_where_none_is_known_differs_from_nothing() -> None:
    assert disagreement("OTHER123", "") == ""


def test_a_long_or_hostile_link_is_shown_short_and_plain() -> None:
    said = disagreement("https://evil.example/\x1b[31m‮" + "a" * 500, "XYZZYPJK")
    assert said.isprintable()
    assert len(said) < 200
    assert "…" in said


def test_an_unreadable_code_says_what_still_works() -> None:
    assert unreadable("XYZZYPJK").endswith("The Label ID can still be told at the counter.")
    assert unreadable("").endswith("type the Label ID that stands under it.")


def test_what_was_read_is_told_as_a_number_of_characters() -> None:
    code = QrCode(b"png", False, "XYZZYPJK", "XYZZYPJK", "link", "")
    assert code.said == "The code reads 8 characters."
    assert replace(code, reads="A").said == "The code reads 1 character."
    assert (replace(code, ours=True).said, replace(code, reads="").said) == ("", "")


def test_every_place_has_words() -> None:
    assert set(SOURCE_WORDS) == set(IdSource)


# ---------------------------------------------------------------- several of them


def test_other_label_ids_are_told_once_each_in_their_order() -> None:
    others = [("XYZZYPJK", "link"), ("SECOND22", "identifier"), ("THIRD333", "link"), ("SECOND22", "link")]
    first, second = differing("XYZZYPJK", others)
    assert first.startswith("The carrier also gave the Label ID SECOND22 (the label's other identifiers).")
    assert second.startswith("The carrier also gave the Label ID THIRD333 (a link in the reply).")
    assert "XYZZYPJK is used" in first
    assert differing("XYZZYPJK", others[:1]) == ()


def test_a_report_without_a_label_id_does_not_take_the_known_one_away() -> None:
    kept = keep_known_id(LABEL, FOUND)
    assert (kept.broker_id, kept.broker_id_from, kept.broker_notes) == (
        "XYZZYPJK",
        "handoff_code",
        ("Odd.",),
    )


def test_a_newer_label_id_of_the_carrier_takes_the_older_ones_place() -> None:
    newer = replace(LABEL, broker_id="NEWER123", broker_id_from="link")
    assert keep_known_id(newer, FOUND) == newer


def test_what_was_typed_stays_and_the_carriers_word_is_told() -> None:
    kept = keep_known_id(FOUND, TYPED)
    assert (kept.broker_id, kept.broker_id_from) == ("TYPED123", "typed")
    (note,) = kept.broker_notes
    assert note.startswith("The Label ID TYPED123 was typed here, but the carrier gives XYZZYPJK.")


@pytest.mark.parametrize("report", [LABEL, replace(FOUND, broker_id="TYPED123")])
def test_what_was_typed_and_is_confirmed_or_unsaid_has_nothing_odd(report: Label) -> None:
    kept = keep_known_id(report, TYPED)
    assert (kept.broker_id, kept.broker_notes) == ("TYPED123", ())
