"""A label looks as it did, dot for dot: drawn, sent as ZPL, and drawn again by two other readers."""

from __future__ import annotations

import pytest
from PIL import Image

from postwright.printing.page import Page, page_of
from postwright.printing.proof import examine
from postwright.printing.zpl import page_to_zpl
from tests.printing.make_golden_labels import DENSITIES, drawn, golden
from tests.printing.test_zpl import by_zebrafy, by_zplkit
from tests.printing.zpl_samples import NUMBER


def kept(dpi: int) -> Page:
    with Image.open(golden(dpi)) as picture:
        return page_of(picture.convert("1"), dpi)


@pytest.mark.parametrize("dpi", DENSITIES)
def test_a_label_has_not_changed_by_a_dot(dpi: int) -> None:
    assert drawn(dpi) == kept(dpi)


@pytest.mark.parametrize("dpi", DENSITIES)
def test_what_two_other_readers_make_of_our_zpl_is_the_same_label(dpi: int) -> None:
    page = drawn(dpi)
    assert by_zplkit(page_to_zpl(page), page) == kept(dpi)
    assert by_zplkit(page_to_zpl(page, z64=False), page) == kept(dpi)
    assert by_zebrafy(page_to_zpl(page), page) == kept(dpi)


@pytest.mark.parametrize("dpi", DENSITIES)
def test_the_kept_label_proves(dpi: int) -> None:
    proof = examine(kept(dpi), tracking_number=NUMBER, sample_allowed=True)
    assert not proof.failure
    assert not proof.warnings
