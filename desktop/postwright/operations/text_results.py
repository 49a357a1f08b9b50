"""What the studio of texts is told: a text with its standing, and how it looks in a mail. Plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from postwright.domain.letter import LetterTemplate, TemplateProblem


@dataclass(frozen=True, slots=True)
class TextSheet:
    """One text as it stands in the editor.

    `changed_on` is when the shop's own text came into use, None while ours is; `has_draft` that what is typed
    is not in use; `notice` why the shop's own text is not used although there is one.
    """

    template: LetterTemplate
    problems: tuple[TemplateProblem, ...] = ()
    changed_on: date | None = None
    has_draft: bool = False
    notice: str = ""


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """A real label that a text can be looked at with: who gets the parcel, and when it was bought there."""

    label_id: str
    who: str
    bought_on: date


@dataclass(frozen=True, slots=True)
class TextLook:
    """The mail that a text makes, as HTML with its pictures inside, and as plain text."""

    subject: str
    html: str = field(repr=False)
    text: str = field(repr=False)
    pictures: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class TextCheck:
    """What is wrong with a text, and how it looks; no look while anything is wrong with it.

    `trouble` says why there is no look at a chosen parcel.
    """

    problems: tuple[TemplateProblem, ...] = ()
    look: TextLook | None = None
    trouble: str = ""
