"""The papers look as they did: every dot of every page, at the density of a label printer."""

from __future__ import annotations

import pytest
from PIL import Image

from postwright.domain.papers import PaperKind, PaperSize
from postwright.printing.page import page_of
from tests.printing.make_golden import DPI, FOLDER, SIZES, drawn, golden


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", PaperKind)
def test_a_paper_has_not_changed_by_a_dot(kind: PaperKind, size: PaperSize) -> None:
    pages = drawn(kind, size)
    kept = sorted(FOLDER.glob(f"{kind}-{size}-*.png"))
    assert [golden(kind, size, number) for number, _ in enumerate(pages, 1)] == kept
    for number, page in enumerate(pages, 1):
        with Image.open(golden(kind, size, number)) as picture:
            assert page == page_of(picture.convert("1"), DPI)


def test_nothing_else_lies_among_the_golden_pages() -> None:
    known = {golden(kind, size, n) for kind in PaperKind for size in SIZES for n in range(1, 10)}
    assert set(FOLDER.iterdir()) <= known
