"""What the Settings panel shows around its pages: the list of pages and the banner. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from postwright.ui.notice import Notice


class Page(StrEnum):
    """The pages in their order; the value is the title."""

    ACCOUNT = "Account"
    ORIGINS = "Origins"
    PRINTERS = "Printers"
    PARCELS = "Parcels"
    BUYING = "Buying"
    MAIL = "Mail"
    REMINDERS = "Reminders"
    LOOK = "Look"
    PRACTICE = "Practice"
    ABOUT = "About"


@dataclass(frozen=True, slots=True)
class SettingsScreen:
    """Which page is open, and what the banner says."""

    page: Page = Page.ACCOUNT
    loaded: bool = False
    saving: bool = False
    notice: Notice | None = None

    @property
    def saved_line(self) -> str:
        """The quiet line that replaces an OK button."""
        if not self.loaded:
            return ""
        return "Saving…" if self.saving else "Every change is saved as you make it."
