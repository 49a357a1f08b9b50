"""Everything that the page for a damaged shop shows. Knows no toolkit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from postwright.ui.notice import Notice


class Stage(StrEnum):
    """How far it is."""

    LOOKING = "looking"
    FOUND = "found"
    NO_COPY = "no_copy"
    OPENING = "opening"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class RescueScreen:
    """`happened` is what is wrong, `detail` the computer's words for it, `copy_of` when the copy was made.

    `told` is what was done, once it is done.
    """

    happened: str = ""
    detail: str = ""
    stage: Stage = Stage.LOOKING
    copy_of: str = ""
    told: str = ""
    notice: Notice | None = None

    @property
    def title(self) -> str:
        if self.stage is Stage.OPENED:
            return "The shop is open again"
        return "The shop could not be opened"

    @property
    def explained(self) -> str:
        """What can be done, and what it means for money and parcels."""
        match self.stage:
            case Stage.LOOKING:
                return "Looking for the newest good copy…"
            case Stage.NO_COPY:
                return (
                    "There is no good copy of it. Copy the whole data folder to a safe place before anything "
                    "else. You can look at what can still be read; nothing can be bought."
                )
            case Stage.OPENED:
                return self.told
            case _:
                return (
                    f"There is a good copy of {self.copy_of}. What was typed after that is missing from it, "
                    "and what was printed after that is not counted: look before you print a label again. "
                    "Labels bought after that are fetched from the carrier before anything can be bought, so "
                    "that none is paid for twice. The damaged file is kept."
                )

    @property
    def button(self) -> str:
        """The one thing to do now; empty while there is nothing."""
        match self.stage:
            case Stage.LOOKING:
                return ""
            case Stage.NO_COPY:
                return "Open to look only"
            case Stage.OPENED:
                return "Go on"
            case Stage.OPENING:
                return "Opening the copy…"
            case Stage.FOUND:
                return f"Open the copy of {self.copy_of}"

    @property
    def can_act(self) -> bool:
        return self.stage in (Stage.FOUND, Stage.NO_COPY, Stage.OPENED)

    @property
    def is_busy(self) -> bool:
        return self.stage is Stage.OPENING
