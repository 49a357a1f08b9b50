"""What the Reminders page shows: which reminders there are, from when on, and the rules of it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time

from postwright.domain.parcel_watch import pace_words
from postwright.domain.postal_rules import PostalRules
from postwright.domain.preferences import ReminderSetup
from postwright.ui.words import time_words

_EVERY, _FIRST = 30, 8 * 60


@dataclass(frozen=True, slots=True)
class RemindersScreen:
    """The setup, the dated rules that it is about, and whether USPS is asked by itself where parcels are."""

    rules: PostalRules
    setup: ReminderSetup = field(default_factory=ReminderSetup)
    follows: bool = True

    @property
    def times(self) -> tuple[tuple[str, str], ...]:
        """What can be chosen, as (minute, words): each half hour until the form closes, and what is set."""
        until = self.rules.form.until
        last = until.hour * 60 + until.minute
        minutes = {*range(_FIRST, last, _EVERY), self.minute}
        return tuple((str(one), time_words(time(*divmod(one, 60)))) for one in sorted(minutes))

    @property
    def minute(self) -> int:
        at = self.setup.day_end_at
        return at.hour * 60 + at.minute

    @property
    def day_line(self) -> str:
        """By whose clock, and until when there is time."""
        until = time_words(self.rules.form.until)
        return (
            f"By the clock of the place that parcels leave from. A SCAN form can be made until {until} there."
        )

    @property
    def day_source(self) -> str:
        return self.rules.form.dated.words

    @property
    def void_line(self) -> str:
        days, red = self.rules.void.days, self.rules.void.red_day
        return f"A label can be given back for {days} days. From day {red} on the window says so."

    @property
    def void_source(self) -> str:
        return self.rules.void.dated.words

    @property
    def parcels_line(self) -> str:
        return "Until somebody has looked at them under Labels, Under way."

    @property
    def follow_line(self) -> str:
        """What asking costs, and what is not known without it."""
        if self.follows:
            return f"{pace_words(self.rules.tracking)} Some plans bill each question."
        return (
            "Postwright then learns only from your own questions which parcels were scanned, are late or "
            "have trouble, and which QR codes were used. Without an answer a label counts as unused, and no "
            "report can say that its refund was missed. Labels and the command “track” ask when you want "
            "it; a void asks once all the same."
        )
