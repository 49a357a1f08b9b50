"""The dated rules: shipped whole, in an order that can be, and stated with their source."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path

import pytest

from postwright import assets
from postwright.domain.postal_rules import Dated, read_rules

SHIPPED = assets.text("carrier/rules.json")
RULES = read_rules(SHIPPED)


def test_the_void_days_are_those_of_the_usps_guide(shared: Path) -> None:
    guide = (shared / "usps-guide.txt").read_text("utf-8")
    assert f"within {RULES.void.days} days of label creation" in guide


def test_a_form_is_made_by_the_hour_that_the_usps_guide_names(shared: Path) -> None:
    guide = (shared / "usps-guide.txt").read_text("utf-8")
    assert RULES.form.until == time(21)
    assert "by 9pm local time" in guide


def test_warnings_come_before_the_last_day_and_the_own_void_before_the_carriers() -> None:
    void, assist = RULES.void, RULES.assist
    assert 0 < void.amber_day < void.red_day < void.days
    assert assist.scheduled_day < assist.void_day < void.days
    assert 0 < assist.percent < 100


def test_a_refund_has_a_first_day_and_a_later_last_one() -> None:
    assert 0 < RULES.refund.first_days < RULES.refund.last_days


def test_a_pickup_is_changed_by_the_clocks_of_central_time() -> None:
    assert RULES.pickup.zone.key == "America/Chicago"
    assert RULES.pickup.change_until == time(2)


@pytest.mark.parametrize("name", sorted(json.loads(SHIPPED)))
def test_every_rule_says_when_and_where_it_was_read(name: str) -> None:
    item = json.loads(SHIPPED)[name]
    assert date.fromisoformat(item["as_of"]) <= date(2026, 12, 31)
    assert item["source"].strip()


def test_a_rule_is_told_with_its_date_its_source_and_what_is_open() -> None:
    sure = Dated(date(2026, 11, 1), "the guide")
    assert sure.words == "As of 1 Nov 2026: the guide."
    open_one = Dated(date(2026, 11, 1), "the guide", "how many days")
    assert open_one.words == "As of 1 Nov 2026: the guide. Not confirmed: how many days."


def test_a_file_that_lacks_a_rule_is_not_taken() -> None:
    lacking = {name: item for name, item in json.loads(SHIPPED).items() if name != "pickup"}
    with pytest.raises(KeyError):
        read_rules(json.dumps(lacking))
