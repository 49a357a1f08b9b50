"""Open, keep, look at and use the shop's texts for mails. Sends nothing; uses no text with problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from itertools import islice

from postwright.domain.faults import BadInput, Fault, FaultKind
from postwright.domain.letter import Language, Letter, LetterFacts, LetterKind, LetterTemplate
from postwright.domain.mail_refusal import why_not
from postwright.domain.preferences import MailSetup
from postwright.domain.sentences import sentence
from postwright.operations.text_results import LabelChoice, TextCheck, TextLook, TextSheet
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paperless.letters import preview, write_letter
from postwright.paperless.sample_facts import sample
from postwright.store.labels import Labels

_LOOKED_THROUGH, _OFFERED = 200, 20


@dataclass(frozen=True, slots=True)
class Studio:
    """What texts are edited with. `facts_of` gathers what a mail of that kind may tell of a real label."""

    shelf: LetterShelf
    setup: MailSetup
    zone: tzinfo
    facts_of: Callable[[str, LetterKind], LetterFacts]


def open_text(studio: Studio, kind: LetterKind, language: Language) -> TextSheet:
    """What was typed last, or the text in use, with what is to be said of it."""
    return _sheet(studio, studio.shelf.draft(kind, language))


def keep_text(studio: Studio, template: LetterTemplate) -> TextSheet:
    """Put it on disk as it is typed. What is in use again, letter for letter, is no draft.

    Raises Environment; BadInput(TEXT_UNUSABLE) for one that is far too long.
    """
    shelf, kind, language = studio.shelf, template.kind, template.language
    if template == shelf.in_use(kind, language) and not shelf.notice(kind, language):
        shelf.discard_draft(kind, language)
    else:
        shelf.keep_draft(template)
    return _sheet(studio, template)


def use_text(studio: Studio, template: LetterTemplate) -> TextSheet:
    """Bring it into use. Raises BadInput(TEXT_UNUSABLE) while anything is wrong with it; Environment."""
    studio.shelf.keep_draft(template)
    return _sheet(studio, studio.shelf.adopt(template.kind, template.language))


def use_ours(studio: Studio, kind: LetterKind, language: Language) -> TextSheet:
    """Use the built-in text again. Raises Environment."""
    return _sheet(studio, studio.shelf.reset(kind, language))


def check_text(studio: Studio, template: LetterTemplate, label_id: str = "") -> TextCheck:
    """What is wrong with the text, and the mail that it makes of a label, or of a parcel that is made up."""
    problems = studio.shelf.problems(template)
    if any(not one.warning for one in problems):
        return TextCheck(problems)
    try:
        return TextCheck(problems, look_of(_letter(studio, template, label_id)))
    except Fault as fault:
        return TextCheck(problems, trouble=sentence(fault).text)


def letter_of(studio: Studio, template: LetterTemplate, label_id: str = "") -> Letter:
    """The mail without its addresses. Raises BadInput(TEXT_UNUSABLE) while anything is wrong with the text;
    MailFault, PaperFault or BadInput where the label gives no mail of this kind.
    """
    wrong = [one for one in studio.shelf.problems(template) if not one.warning]
    if wrong:
        raise BadInput(FaultKind.TEXT_UNUSABLE, wrong[0].sentence)
    return _letter(studio, template, label_id)


def _letter(studio: Studio, template: LetterTemplate, label_id: str) -> Letter:
    real = studio.facts_of(label_id, template.kind) if label_id else None
    return write_letter(template, real or sample_facts(studio, template.kind))


def sample_facts(studio: Studio, kind: LetterKind) -> LetterFacts:
    """A parcel that is made up, from this shop. The mail says that it is practice."""
    setup = studio.setup
    shop = LetterFacts(
        shop_name=setup.shop_name,
        website=setup.website,
        reply_to=setup.reply_to or setup.sender,
        practice=True,
        logo=studio.shelf.logo(),
    )
    return sample(kind, shop)


def look_of(letter: Letter) -> TextLook:
    seen = preview(letter)
    return TextLook(seen.subject, seen.html, seen.text, tuple(one.png for one in letter.pictures))


def labels_for(labels: Labels, kind: LetterKind, zone: tzinfo) -> tuple[LabelChoice, ...]:
    """The newest labels about which a mail of this kind can be written."""
    fit = (entry for entry in labels.recent(_LOOKED_THROUGH) if why_not(kind, entry) is None)
    return tuple(
        LabelChoice(one.id, one.shipment.ship_to.who, one.label.created_at.astimezone(zone).date())
        for one in islice(fit, _OFFERED)
    )


def _sheet(studio: Studio, template: LetterTemplate) -> TextSheet:
    shelf, kind, language = studio.shelf, template.kind, template.language
    since = shelf.own_since(kind, language)
    return TextSheet(
        template,
        shelf.problems(template),
        since.astimezone(studio.zone).date() if since else None,
        shelf.has_draft(kind, language),
        shelf.notice(kind, language),
    )
