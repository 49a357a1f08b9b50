"""Which labels go to a printer as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright.domain.printing_profile import Layout, PrinterProfile

PLAIN = PrinterProfile("Desk", "tcp:printer")


def test_a_label_on_four_by_six_stock_is_plain() -> None:
    assert PLAIN.is_plain
    assert replace(PLAIN, darkness=5, speed=4, dpi=300).is_plain


@pytest.mark.parametrize(
    "changed",
    [
        replace(PLAIN, offset_x=1),
        replace(PLAIN, offset_y=-1),
        replace(PLAIN, rotation=180),
        replace(PLAIN, scale_x=1001),
        replace(PLAIN, scale_y=999),
        replace(PLAIN, height=6.75),
        replace(PLAIN, width=8.5, height=11, layout=Layout.TWO),
        replace(PLAIN, layout=Layout.TWO),
        replace(PLAIN, dead_dots=(17,)),
    ],
)
def test_a_label_that_is_moved_stretched_or_put_on_a_sheet_is_not(changed: PrinterProfile) -> None:
    assert not changed.is_plain
