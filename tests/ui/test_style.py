"""The look: every text can be read on its ground, light and dark; the style sheet names no unknown colour."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from postwright import assets
from postwright.domain.preferences import Theme
from postwright.ui.style import DARK, LIGHT, TEXT_ON, Tokens, Type, sheet
from postwright.ui.theme import FAMILY, Look, put_on, tokens


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21
    assert round(contrast("#767676", "#FFFFFF"), 2) == 4.54


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda one: one.name)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON, ids=lambda one: str(one))
def test_every_text_can_be_read_on_its_ground(scheme: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(scheme, text), getattr(scheme, ground)) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda one: one.name)
def test_the_ring_of_focus_and_the_edge_of_a_field_can_be_seen(scheme: Tokens) -> None:
    for ground in (scheme.surface, scheme.window):
        assert contrast(scheme.focus, ground) >= 3
    assert contrast(scheme.control, scheme.surface) >= 3


def test_no_colour_is_written_in_the_style_sheet() -> None:
    assert not re.findall(
        r"#[0-9A-Fa-f]{3,8}\b", re.sub(r"Q\w+#\w+", "", assets.text("style/postwright.qss"))
    )


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda one: one.name)
def test_every_name_in_the_style_sheet_has_a_value(scheme: Tokens) -> None:
    assert "$" not in sheet(scheme, Type())


def test_type_grows_with_the_font_of_the_system() -> None:
    assert Type.grown(1.5) == Type(18, 21, 27, 36)


def test_the_program_wears_its_own_font_with_figures_of_one_width(qapp: QApplication, look: Look) -> None:
    font = qapp.font()
    metrics = QFontMetrics(font)
    assert QFontInfo(font).family() == FAMILY
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_the_look_changes_at_once_and_back(qapp: QApplication, look: Look) -> None:
    changed: list[str] = []
    look.changed.connect(lambda: changed.append(tokens().name))
    put_on(qapp, Theme.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    put_on(qapp, Theme.LIGHT)
    put_on(qapp, Theme.LIGHT)
    assert changed == ["dark", "light"]


def test_without_a_word_from_the_system_it_is_light(qapp: QApplication, look: Look) -> None:
    look.choose(Theme.SYSTEM)
    assert tokens() is LIGHT
