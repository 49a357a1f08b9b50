"""What the studio of texts may ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from postwright.domain.letter import Language, LetterKind, LetterTemplate
from postwright.domain.preferences import MailSetup

if TYPE_CHECKING:
    from postwright.operations.text_results import LabelChoice, TextCheck, TextSheet


@dataclass(frozen=True, slots=True)
class TextDeeds:
    """`check` and `browse` take the id of a real label, or nothing for a parcel that is made up; `test` sends
    the text to the shop itself and answers with a sentence.
    """

    setup: Callable[[], MailSetup]
    open: Callable[[LetterKind, Language], TextSheet]
    keep: Callable[[LetterTemplate], TextSheet]
    use: Callable[[LetterTemplate], TextSheet]
    use_ours: Callable[[LetterKind, Language], TextSheet]
    check: Callable[[LetterTemplate, str], TextCheck]
    labels: Callable[[LetterKind], tuple[LabelChoice, ...]]
    browse: Callable[[LetterTemplate, str], None]
    test: Callable[[LetterTemplate], str]
