"""The places on the rail, in their order. The panels behind them are built by whoever has a shop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from postwright.ui.panel import Panel, PanelSpec

# Key, title, command, and other words by which it is found.
_PLACES = (
    ("ship", "Ship", "go.1", ""),
    ("queue", "Queue", "go.2", ""),
    ("labels", "Labels", "go.3", ""),
    ("voids", "Voids", "go.4", "refund"),
    ("pickups", "Pickups", "go.5", "collection"),
    ("end-of-day", "End of day", "go.6", "scan form manifest close the day"),
    ("attention", "Attention", "go.7", ""),
    ("mail", "Mail", "go.8", ""),
    ("reports", "Reports", "go.9", "month costs money lost csv bookkeeping"),
    ("settings", "Settings", "settings", ""),
)


def rail(build: Callable[[str], Panel]) -> tuple[PanelSpec, ...]:
    """Each place with the key that leads there; `build` is asked for its panel when it is first shown."""
    return tuple(
        PanelSpec(
            key=key,
            title=QCoreApplication.translate("Rail", title),
            icon=key,
            shortcut=shortcut,
            build=partial(build, key),
            also=also,
            at_end=key == "settings",
        )
        for key, title, shortcut, also in _PLACES
    )
