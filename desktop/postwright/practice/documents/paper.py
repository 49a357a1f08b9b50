"""The papers that a label is drawn on (api.md 10.2), and where it stands there. Draws nothing itself."""

from __future__ import annotations

from dataclasses import dataclass

_LABEL_WIDTH, _LABEL_HEIGHT = 288.0, 432.0


@dataclass(frozen=True, slots=True)
class Paper:
    """Width and height in points, and the margin between the upper left corner and the label."""

    width: float
    height: float
    margin: float = 0

    @property
    def scale(self) -> float:
        """How large the label is drawn: as it is, or smaller where the paper ends before it does."""
        free = (self.width - 2 * self.margin) / _LABEL_WIDTH, (self.height - 2 * self.margin) / _LABEL_HEIGHT
        return min(1, *free)

    @property
    def foot(self) -> float:
        """How far the lower edge of the label is above that of the paper."""
        return self.height - self.margin - _LABEL_HEIGHT * self.scale


ROLL = Paper(_LABEL_WIDTH, _LABEL_HEIGHT)
PAPERS = {
    "4x6": ROLL,
    "letter": Paper(612, 792, 36),
    "A4": Paper(595.28, 841.89, 36),
    "A6": Paper(297.64, 419.53),
}
