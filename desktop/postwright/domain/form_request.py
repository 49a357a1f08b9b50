"""Our request for a SCAN form: what was asked, where it stands, what came of it. Asks nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from postwright.domain.scan_form import FormAnswer, ScanForm


class FormState(StrEnum):
    """Where a request stands."""

    INTENDED = "intended"
    SENT = "sent"
    IN_DOUBT = "in_doubt"
    MADE = "made"
    REFUSED = "refused"


# A label can be on one form only (api.md 15), so that nothing is asked for again before it is known that
# nothing was made.
NEXT: dict[FormState, frozenset[FormState]] = {
    FormState.INTENDED: frozenset({FormState.SENT, FormState.REFUSED}),
    FormState.SENT: frozenset({FormState.MADE, FormState.REFUSED, FormState.IN_DOUBT}),
    FormState.IN_DOUBT: frozenset({FormState.MADE, FormState.REFUSED, FormState.IN_DOUBT}),
    FormState.MADE: frozenset(),
    # What was refused may turn up on the carrier's list: then it was made after all.
    FormState.REFUSED: frozenset({FormState.MADE}),
}
UNSETTLED = frozenset({FormState.SENT, FormState.IN_DOUBT})
# While a request stands so, its labels are on a form, or may be.
STANDING = UNSETTLED | {FormState.MADE}


@dataclass(frozen=True, slots=True)
class FormWish:
    """The labels that a form is wanted for, each by its id, with their place and day. `group` names the parts
    of a wish that was too large for one request, `tries` counts how often these were asked for; `elsewhere`:
    another program asked, and the form turned up on the carrier's list.
    """

    label_ids: tuple[str, ...]
    origin: str = ""
    ship_date: date | None = None
    group: str = ""
    tries: int = 1
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One request. There is more than one form where labels span places, days or accounts."""

    id: int
    wish: FormWish
    state: FormState
    asked_at: datetime
    answer: FormAnswer | None = None
    detail: str = ""

    @property
    def forms(self) -> tuple[ScanForm, ...]:
        return self.answer.forms if self.answer else ()

    @property
    def is_being_made(self) -> bool:
        """Whether the carrier said that it is making the form: it comes by itself, and needs nobody."""
        return (
            self.state is FormState.IN_DOUBT and self.answer is not None and bool(self.answer.open_requests)
        )
