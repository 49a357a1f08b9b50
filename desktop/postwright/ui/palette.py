"""The colours of a scheme as Qt's palette, for whatever the style sheet does not reach."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from postwright.ui.style import Tokens

_Role = QPalette.ColorRole


def palette(tokens: Tokens) -> QPalette:
    """A full palette; the disabled group is faint."""
    made = QPalette()
    for role, colour in (
        (_Role.Window, tokens.window),
        (_Role.WindowText, tokens.text),
        (_Role.Base, tokens.surface),
        (_Role.AlternateBase, tokens.window),
        (_Role.ToolTipBase, tokens.text),
        (_Role.ToolTipText, tokens.surface),
        (_Role.PlaceholderText, tokens.faint),
        (_Role.Text, tokens.text),
        (_Role.Button, tokens.surface),
        (_Role.ButtonText, tokens.text),
        (_Role.BrightText, tokens.on_accent),
        (_Role.Light, tokens.surface),
        (_Role.Midlight, tokens.hover),
        (_Role.Mid, tokens.border),
        (_Role.Dark, tokens.control),
        (_Role.Shadow, tokens.control),
        (_Role.Highlight, tokens.accent),
        (_Role.HighlightedText, tokens.on_accent),
        (_Role.Accent, tokens.accent),
        (_Role.Link, tokens.accent_text),
        (_Role.LinkVisited, tokens.accent_text),
    ):
        made.setColor(role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.faint))
    return made
