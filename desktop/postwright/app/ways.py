"""The ways between panels, on the window's thread: where a deed leads when it is not a deed of the panel
itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from postwright.domain.advice import Action
from postwright.domain.letter import LetterKind
from postwright.operations.results import Standing
from postwright.ui.change import Change


@dataclass(frozen=True, slots=True)
class Ways:
    """Handed to every panel that leads elsewhere."""

    standing: Callable[[], Standing]
    announce: Callable[[Change], None]
    go: Callable[[Action], None]
    edit_draft: Callable[[str], None]
    open_mail: Callable[[str, LetterKind], None]
    open_void: Callable[[str], None]
    open_label: Callable[[str], None]
    open_labels: Callable[[tuple[str, ...]], None]
