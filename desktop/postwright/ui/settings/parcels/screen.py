"""What the Parcels page shows: nine presets, and what is wrong with a number in one. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from postwright.domain.preferences import ParcelPreset

DIGITS = range(1, 10)
_NUMBERS = ("pounds", "ounces", "length", "width", "height")


def preset_problem(preset: ParcelPreset) -> str:
    """What is wrong with a preset, or nothing. Blank numbers are filled in at the scale."""
    for field in _NUMBERS:
        text = getattr(preset, field).strip()
        try:
            number = Decimal(text or "0")
        except InvalidOperation:
            return f"Write the {field} as a number, or leave it blank."
        if not number.is_finite() or number < 0:
            return f"The {field} cannot be below zero."
    sides = [bool(getattr(preset, side).strip()) for side in ("length", "width", "height")]
    if any(sides) and not all(sides):
        return "Write all three sides, or none."
    return ""


def is_blank(preset: ParcelPreset) -> bool:
    """Whether nothing was written for this digit."""
    return not any((preset.name.strip(), *(getattr(preset, field).strip() for field in _NUMBERS)))


@dataclass(frozen=True, slots=True)
class ParcelsScreen:
    """Everything shown. `packages` are codes and names; `form` grows when the fields must be written anew."""

    presets: tuple[ParcelPreset, ...] = ()
    packages: tuple[tuple[str, str], ...] = ()
    form: int = 0
    loaded: bool = False

    def preset(self, digit: int) -> ParcelPreset:
        """The preset of a digit, blank when there is none."""
        return next((one for one in self.presets if one.digit == digit), ParcelPreset(digit, ""))

    def problem(self, digit: int) -> str:
        return preset_problem(self.preset(digit))
