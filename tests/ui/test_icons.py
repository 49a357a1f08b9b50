"""The icons: each draws something, in the colour that was asked for, faint when disabled."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from postwright import assets
from postwright.ui.icons import icon
from postwright.ui.style import LIGHT
from postwright.ui.theme import Look

FOLDER = assets.path("icons/ship.svg").parent
NAMES = sorted(file.stem for file in FOLDER.glob("*.svg"))


def strongest(
    picture: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off
) -> str:
    """The colour of the most opaque dot; empty for an empty picture."""
    image = picture.pixmap(QSize(48, 48), mode, state).toImage()
    colours = [image.pixelColor(x, y) for x in range(48) for y in range(48)]
    found = max(colours, key=QColor.alpha)
    return found.name().upper() if found.alpha() else ""


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_something_in_its_colour(look: Look, name: str) -> None:
    assert strongest(icon(name, "accent")) == LIGHT.accent


def test_a_disabled_icon_is_faint_and_one_that_is_on_has_its_other_colour(look: Look) -> None:
    made = icon("ship", "muted", "accent_text")
    assert strongest(made, QIcon.Mode.Disabled) == LIGHT.faint
    assert strongest(made, state=QIcon.State.On) == LIGHT.accent_text
    assert strongest(made) == LIGHT.muted


def test_every_icon_takes_the_colour_it_is_given() -> None:
    for file in FOLDER.glob("*.svg"):
        assert "currentColor" in Path(file).read_text("utf-8")
