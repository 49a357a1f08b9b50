"""What a sentence for the operator is made of: our words, and the one thing to do next. Knows no fault."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """The one thing that a banner offers beside its sentence."""

    NONE = "none"
    RETRY = "retry"
    ASK_RATES = "ask_rates"
    EDIT_DRAFT = "edit_draft"
    OPEN_ATTENTION = "open_attention"
    OPEN_LABELS = "open_labels"
    OPEN_VOIDS = "open_voids"
    OPEN_SETTINGS = "open_settings"
    PASTE_KEY = "paste_key"
    CHOOSE_PRINTER = "choose_printer"
    REPRINT = "reprint"
    SAVE_MAIL = "save_mail"
    MAIL_SETTINGS = "mail_settings"
    OPEN_MAIL = "open_mail"
    BUYING_SETTINGS = "buying_settings"
    CORRECT_PARCEL = "correct_parcel"


@dataclass(frozen=True, slots=True)
class Words:
    """What happened, what it means and what to do. An empty meaning depends on what was being done."""

    happened: str
    means: str
    do: str
    action: Action = Action.NONE
