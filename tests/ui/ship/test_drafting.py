"""What becomes of a draft in Ship: the parcel after it is sent by whom."""

from __future__ import annotations

from dataclasses import replace

from postwright.domain.draft import AddressText
from postwright.ui.ship.drafting import following
from tests.domain.samples import DRAFT
from tests.ui import plausible

CUSTOMER = AddressText(name="Jane Doe", line1="1 Elm St", city="Salem", state="OR", postal_code="97301")


def test_the_next_parcel_leaves_from_the_same_place() -> None:
    elsewhere = replace(DRAFT, sender=CUSTOMER)
    assert following(elsewhere, plausible.preferences()).sender == CUSTOMER


def test_after_a_return_it_is_the_shop_that_sends_again() -> None:
    origin = plausible.preferences().origin
    assert origin is not None
    after = following(replace(DRAFT, sender=CUSTOMER, is_return=True), plausible.preferences())
    assert after.sender == origin.address
    assert not after.is_return
