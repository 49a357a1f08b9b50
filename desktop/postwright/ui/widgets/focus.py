"""Where the focus goes when its holder hides or is switched off. Never to a button one might press."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

_GROUND = "Panel"


def can_hold(widget: QWidget | None) -> bool:
    """Whether a widget can take the focus now. Parts of what is just hiding still call themselves visible."""
    if widget is None:
        return False
    try:
        return widget.isVisible() and widget.isVisibleTo(widget.window()) and widget.isEnabled()
    except RuntimeError:  # Qt has destroyed it meanwhile
        return False


def hand_over(widget: QWidget) -> None:
    """Give the focus from this widget to a safe place in its panel.

    That is what the panel, or a part of it around the widget, names as its focus proxy; else the first list,
    else the first line of text, else the ground of the panel itself. Qt would take the next widget of the
    window, which may be the button that voids.
    """
    ground = widget.parentWidget()
    while ground is not None and not ground.isWindow():
        proxy = ground.focusProxy()
        if proxy is not None and _is_place(proxy, widget):
            proxy.setFocus()
            return
        if ground.objectName() == _GROUND:
            break
        ground = ground.parentWidget()
    if ground is None:
        return
    safe = _first(ground, widget, QAbstractItemView) or _first(ground, widget, QLineEdit)
    if safe is not None:
        safe.setFocus()
    elif can_hold(ground) and ground.focusProxy() is None:
        ground.setFocus()


def enter(ground: QWidget) -> None:
    """Bring the focus into a panel: to the place that it names, its first list, its first line, itself."""
    if ground.focusProxy() is None:
        for kind in (QAbstractItemView, QLineEdit):
            if (place := next(filter(can_hold, ground.findChildren(kind)), None)) is not None:
                place.setFocus()
                return
    ground.setFocus()


def show_part(part: QWidget, visible: bool) -> None:
    """Show or hide a part of a panel; a focus within what hides goes to a safe place."""
    focus = part.window().focusWidget()
    if not visible and focus is not None and (focus is part or part.isAncestorOf(focus)):
        hand_over(part)
    part.setVisible(visible)


def _first(ground: QWidget, leaving: QWidget, kind: type[QWidget]) -> QWidget | None:
    return next((one for one in ground.findChildren(kind) if _is_place(one, leaving)), None)


def _is_place(place: QWidget, leaving: QWidget) -> bool:
    return can_hold(place) and place is not leaving and not leaving.isAncestorOf(place)
