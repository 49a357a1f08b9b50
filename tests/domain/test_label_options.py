"""What a label can be asked to look like, and what the carrier says of a refund."""

from __future__ import annotations

import pytest

from postwright.domain.label import DocumentKind
from postwright.domain.label_options import LabelPaper
from postwright.domain.refund import Refund


@pytest.mark.parametrize(
    ("document", "layout"),
    [
        (DocumentKind.ZPL, "letter"),
        (DocumentKind.ZPL, "A4"),
        (DocumentKind.PNG, "letter"),
    ],
)
def test_paper_that_the_carrier_does_not_draw_cannot_be_asked_for(
    document: DocumentKind, layout: str
) -> None:
    with pytest.raises(ValueError, match=r"ZPL|letter"):
        LabelPaper(document, layout)


@pytest.mark.parametrize(
    ("document", "layout"),
    [
        (DocumentKind.PDF, "letter"),
        (DocumentKind.ZPL, "4x6"),
        (DocumentKind.PNG, "A6"),
        (DocumentKind.PNG, "4x6"),
    ],
)
def test_paper_that_the_carrier_draws_can_be_asked_for(document: DocumentKind, layout: str) -> None:
    assert LabelPaper(document, layout).layout == layout


@pytest.mark.parametrize(
    ("status", "still"), [("request_scheduled", True), ("pending", False), ("pondered", False)]
)
def test_a_refund_can_be_called_off_only_while_it_is_scheduled(status: str, still: bool) -> None:
    assert Refund(status).can_opt_out is still
