"""The papers that labels are printed on, and where on a sheet each label lies. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.printing_profile import LABEL_HEIGHT, LABEL_WIDTH, Layout, PrinterProfile

# A label may be this much larger than its stock, in inches: 100 x 150 mm is sold as 4 x 6 inches, and no
# carrier prints up to the edge.
SLACK = 0.1
_LYING = 270


@dataclass(frozen=True, slots=True)
class Stock:
    """One kind of paper, upright, in inches. `tab` is the height of the part to tear off below the label."""

    code: str
    words: str
    width: float
    height: float
    layouts: tuple[Layout, ...] = (Layout.ONE,)
    tab: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """The left and the top of a label on an upright sheet, in inches, and how far it is turned clockwise."""

    left: float
    top: float
    turned: int = 0


STOCKS = (
    Stock("4x6", "Labels, 4 x 6 in", 4.0, 6.0),
    Stock("4x6.75", "Labels with a tab, 4 x 6¾ in", 4.0, 6.75, tab=0.75),
    Stock("4x8", "Labels with a tab, 4 x 8 in", 4.0, 8.0, tab=2.0),
    Stock("100x150", "Labels, 100 x 150 mm", 3.94, 5.91),
    Stock("letter", "Letter sheets, 8½ x 11 in", 8.5, 11.0, (Layout.ONE, Layout.TWO)),
    Stock("a4", "A4 sheets, 210 x 297 mm", 8.27, 11.69, (Layout.ONE, Layout.TWO)),
)


def upright(profile: PrinterProfile) -> tuple[float, float]:
    """Width and height of a sheet before it is turned: a profile has those of the sheet as it comes out."""
    lies = profile.rotation % 180 == 90
    return (profile.height, profile.width) if lies else (profile.width, profile.height)


def stock_of(profile: PrinterProfile) -> Stock | None:
    """The stock of that size, or None for a custom one."""
    size = upright(profile)
    return next((stock for stock in STOCKS if (stock.width, stock.height) == size), None)


def places(profile: PrinterProfile) -> tuple[Place, ...]:
    """Where labels lie on the upright sheet, in the order in which they are filled. Empty: none fits.

    A label lies on its side in the middle of its half of an office sheet, and at the top left of all else.
    """
    width, height = upright(profile)
    if _holds(width, height / 2, lying=True):
        left, top = (width - LABEL_HEIGHT) / 2, (height / 2 - LABEL_WIDTH) / 2
        halves = Place(left, top, _LYING), Place(left, top + height / 2, _LYING)
        return halves if profile.layout is Layout.TWO else halves[:1]
    if profile.layout is Layout.TWO:
        return ()
    for lying in (False, True):
        if _holds(width, height, lying=lying):
            across, down = _sides(lying=lying)
            # On stock a hair too small the label loses as much white on either side.
            left, top = min(0.0, (width - across) / 2), min(0.0, (height - down) / 2)
            return (Place(left, top, _LYING if lying else 0),)
    return ()


def label_scales(profile: PrinterProfile) -> tuple[int, int]:
    """How a label is stretched along its own width and height, in thousandths.

    A profile's scales are those of the sheet as it comes out, and a label may lie across it.
    """
    turned = profile.rotation + sum(place.turned for place in places(profile)[:1])
    scales = profile.scale_x, profile.scale_y
    return (scales[1], scales[0]) if turned % 180 == 90 else scales


def _holds(width: float, height: float, *, lying: bool) -> bool:
    across, down = _sides(lying=lying)
    return across <= width + SLACK and down <= height + SLACK


def _sides(*, lying: bool) -> tuple[float, float]:
    return (LABEL_HEIGHT, LABEL_WIDTH) if lying else (LABEL_WIDTH, LABEL_HEIGHT)
