"""The countries of the world to choose from, United States first. Names come from Qt, codes are ISO 3166."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox

from postwright.ui.widgets.field import choice

HOME = "US"


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """(code, name) in the order of names; regions such as "Europe" have no two letters and are left out."""
    named: dict[str, str] = {}
    for territory in QLocale.Country:
        code = QLocale.territoryToCode(territory)
        if len(code) == 2 and code.isalpha():
            named[code] = QLocale.territoryToString(territory)
    others = sorted((name, code) for code, name in named.items() if code != HOME)
    return ((HOME, named[HOME]), *((code, name) for name, code in others))


def country_name(code: str) -> str:
    """The name, or the code itself."""
    return dict(countries()).get(code, code)


def country_box(current: str = HOME) -> QComboBox:
    """A list of all countries; typing its first letters finds one."""
    return choice(countries(), current)
