"""The pages for setting up a printer are drawn at its dots, true to the inch, and hold no postage."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from postwright.domain.barcode import make_impb
from postwright.domain.calibration import EDGE, anchor, outlines, spans
from postwright.domain.faults import PaperFault
from postwright.domain.head_check import Gap, ladder_of
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.domain.stock import STOCKS, Stock, label_scales
from postwright.printing.barcodes import read_codes
from postwright.printing.dots import page_from_document
from postwright.printing.head import burnt
from postwright.printing.layout import sheet
from postwright.printing.page import Page, page_of
from postwright.printing.proof import prove
from postwright.printing.targets.calibration import calibration_target
from postwright.printing.targets.ladder import head_ladder
from postwright.printing.targets.trial_page import trial_page
from tests.printing.targets.make_golden import DRAWERS, FOLDER, PROFILES, golden

ZEBRA = PrinterProfile("Bench", "tcp:printer:9100", Language.ZPL)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("drawer", DRAWERS)
def test_a_page_has_not_changed_by_a_dot(drawer: str, profile: str) -> None:
    with Image.open(golden(drawer, profile)) as picture:
        kept = page_of(picture.convert("1"), PROFILES[profile].dpi)
    assert DRAWERS[drawer](PROFILES[profile]) == kept


def test_nothing_else_lies_among_the_golden_pages() -> None:
    assert set(FOLDER.iterdir()) == {golden(drawer, name) for drawer in DRAWERS for name in PROFILES}


@pytest.mark.parametrize("stock", STOCKS)
@pytest.mark.parametrize("drawer", DRAWERS)
def test_a_page_has_the_dots_of_its_stock(drawer: str, stock: Stock) -> None:
    profile = replace(ZEBRA, width=stock.width, height=stock.height)
    page = DRAWERS[drawer](profile)
    assert (page.width, page.height) == profile.dots


@pytest.mark.parametrize(("width", "height"), [(2.25, 1.25), (4, 4), (1, 1)])
@pytest.mark.parametrize("drawer", DRAWERS)
def test_a_page_suits_a_sheet_of_any_size(drawer: str, width: float, height: float) -> None:
    profile = replace(ZEBRA, width=width, height=height, name="A printer with a very long name" * 3)
    page = DRAWERS[drawer](profile)
    assert (page.width, page.height) == profile.dots
    assert page.black


# ---------------------------------------------------------------- calibration


def frame_of(profile: PrinterProfile) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the large frame, as found on the dots."""
    dots = np.asarray(calibration_target(profile).image()) == 0
    inside = dots[2:-2, 2:-2]
    columns = np.flatnonzero(inside.mean(0) > 0.75) + 2
    rows = np.flatnonzero(inside.mean(1) > 0.7) + 2
    tenth = profile.dpi // 4  # the frame near the edge lies within a quarter of an inch, whatever moves it
    columns = columns[(columns > tenth) & (columns < dots.shape[1] - tenth)]
    rows = rows[(rows > tenth) & (rows < dots.shape[0] - tenth)]
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_the_frame_is_as_long_as_the_ruler_should_show(dpi: int) -> None:
    profile = replace(ZEBRA, dpi=dpi)
    left, top, right, bottom = frame_of(profile)
    wanted = spans(profile)
    assert right - left == pytest.approx(float(wanted.across * dpi), abs=1)
    assert bottom - top == pytest.approx(float(wanted.down * dpi), abs=1)
    assert (left, top) == pytest.approx((float(EDGE * dpi), float(EDGE * dpi)), abs=1)


@pytest.mark.parametrize("rotation", [0, 180])
@pytest.mark.parametrize(
    ("scale", "offset"), [((1000, 1000), (9, -5)), ((970, 1030), (0, 0)), ((1011, 988), (-3, 4))]
)
def test_the_target_is_stretched_and_moved_as_labels_are(
    rotation: int, scale: tuple[int, int], offset: tuple[int, int]
) -> None:
    profile = replace(
        ZEBRA, rotation=rotation, scale_x=scale[0], scale_y=scale[1], offset_x=offset[0], offset_y=offset[1]
    )
    fixed = anchor(profile)
    expected = []
    for at, axis in (
        (EDGE, 0),
        (EDGE, 1),
        (EDGE + spans(profile).across, 0),
        (EDGE + spans(profile).down, 1),
    ):
        inches = float(fixed[axis] + (at - fixed[axis]) * scale[axis] / 1000)
        expected.append(inches * profile.dpi + offset[axis])
    assert frame_of(profile) == pytest.approx(expected, abs=1)


# ---------------------------------------------------------------- head


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_every_dot_of_the_head_has_one_stroke_of_its_own(dpi: int) -> None:
    profile = replace(ZEBRA, dpi=dpi, offset_x=30, scale_x=1040)
    page, ladder = head_ladder(profile), ladder_of(profile)
    assert (page.width, page.height) == profile.dots
    whole = page.black
    least = round(dpi * 0.03)
    for column in (0, 1, dpi, 2 * dpi + 5, profile.dots[0] - 1):
        band = round(dpi * 0.24)
        assert whole - burnt(page, [column]).black >= band + least
    strokes = stroke_rows(page, ladder.lines)
    assert set(strokes) == set(range(1, ladder.lines + 1))


def stroke_rows(page: Page, lines: int) -> dict[int, int]:
    """For each line the row of dots that holds its strokes alone, found by their spacing."""
    dots = np.asarray(page.image()) == 0
    found: dict[int, int] = {}
    for number, row in enumerate(dots):
        columns = np.flatnonzero(row)
        if len(columns) == len(range(columns[0] if len(columns) else 0, page.width, lines)) > 1:
            if set(np.diff(columns)) == {lines}:
                found.setdefault(int(columns[0]) + 1, number)
    return found


def test_a_dead_dot_is_missing_where_its_number_says() -> None:
    page, ladder = head_ladder(ZEBRA), ladder_of(ZEBRA)
    gap = Gap(37, 4)
    row = stroke_rows(page, ladder.lines)[gap.line]
    alive, dead = (np.asarray(one.image())[row] == 0 for one in (page, burnt(page, ladder.columns(gap))))
    missing = np.flatnonzero(alive & ~dead)
    assert list(missing) == [36 * 8 + 3]
    assert int(alive[: missing[0] + 1].sum()) == gap.block


# ---------------------------------------------------------------- test page


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_test_page_fills_the_stock_to_its_last_dot_and_can_be_scanned(dpi: int) -> None:
    page = trial_page(replace(ZEBRA, dpi=dpi))
    assert page.black_box() == (0, 0, page.width, page.height)
    assert [(code.text, code.module) for code in read_codes(page)] == [
        ("2 DOTS", 2),
        ("3 DOTS", 3),
        ("4 DOTS", 4),
    ]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_test_page_shows_where_the_top_of_a_label_comes_to_lie(rotation: int) -> None:
    wide, high = (6.0, 4.0) if rotation % 180 else (4.0, 6.0)
    turned = trial_page(replace(ZEBRA, rotation=rotation, width=wide, height=high))
    other = trial_page(replace(ZEBRA, rotation=(rotation + 180) % 360, width=wide, height=high))
    assert turned != other


@pytest.mark.parametrize("draw", DRAWERS.values())
def test_no_page_holds_a_number_that_could_pass_for_postage(draw: object) -> None:
    number = make_impb(service_type="001", source="11", mailer="899563821", serial=1)
    with pytest.raises(PaperFault, match="No shipping barcode"):
        prove(draw(ZEBRA), tracking_number=number, sample_allowed=True)  # type: ignore[operator]


# ---------------------------------------------------------------- the target and labels agree


def marked_label() -> bytes:
    """A 4 x 6 label with one black box from 0.5, 0.5 to 3.5, 5.5 inches."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(288, 432))
    canvas.rect(36, 36, 216, 360, stroke=0, fill=1)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(4.0, 6.0), (8.5, 11.0)])
def test_a_label_comes_to_lie_where_the_calibration_says(size: tuple[float, float], rotation: int) -> None:
    wide, high = size if rotation % 180 == 0 else size[::-1]
    profile = replace(
        ZEBRA,
        width=wide,
        height=high,
        rotation=rotation,
        scale_x=975,
        scale_y=990,
        offset_x=7,
        offset_y=-5,
    )
    across, down = label_scales(profile)
    label = page_from_document(marked_label(), dpi=203, width=4, height=6, scale_x=across, scale_y=down)
    found = sheet([label], profile).black_box()
    place = outlines(profile)[0]
    fixed = [float(one) for one in anchor(profile)]
    # The box lies half an inch inside the label's outline on every side, whichever way the label is turned.
    nominal = (place.left + 0.5, place.top + 0.5, place.right - 0.5, place.bottom - 0.5)
    expected = [
        (fixed[axis % 2] + (at - fixed[axis % 2]) * (975, 990)[axis % 2] / 1000) * 203 + (7, -5)[axis % 2]
        for axis, at in enumerate(nominal)
    ]
    assert found == pytest.approx(expected, abs=1.5)
