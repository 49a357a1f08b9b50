"""What is wrong with a text of the shop, line by line, and what a QR mail should have and has not.

A text with problems is never sent; a warning is for the one who wrote it to decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from postwright.domain.letter import LetterFacts, LetterKind, LetterTemplate, TemplateProblem
from postwright.paperless import filling, template_rules
from postwright.paperless.link_rules import allowed_for
from postwright.paperless.passages import QR_MARK, Number, links
from postwright.paperless.sample_facts import sample

_ALLOWED = "Links may lead to tools.usps.com, to your own website from Settings, or to a mail address."
_LONG = "M" * 60


def problems_of(template: LetterTemplate, website: str = "") -> tuple[TemplateProblem, ...]:
    """Empty when all is well. `website` is the shop's own, where links may lead."""
    found = template_rules.problems(template.subject, 0) + template_rules.problems(template.body)
    if not template.subject.strip():
        found += (TemplateProblem(0, "The subject is empty."),)
    if not template.body.strip():
        found += (TemplateProblem(0, "The text is empty."),)
    if found:
        return found
    facts = replace(sample(template.kind), website=website)
    return (*dict.fromkeys(_refused(template, facts)), *_missing(template, facts))


def _refused(template: LetterTemplate, facts: LetterFacts) -> Iterator[TemplateProblem]:
    """Links that would be left out, whichever way the conditions go, and a text that grows too long."""
    allowed = allowed_for(facts.website)
    known = filling.values(facts, template.language)
    laid_out = template_rules.laid_out(template.body, known)
    for line, link in links(laid_out):
        # A field that is empty in the settings leads nowhere, and its words stay.
        if link and not allowed(link):
            yield TemplateProblem(line, f"“{link[:80]}” cannot be linked to. {_ALLOWED}")
    longest = replace(
        facts, customer_name=_LONG, shop_name=_LONG, order=_LONG, service=_LONG, ship_to_name=_LONG
    )
    for told in (longest, replace(longest, is_return=not facts.is_return)):
        if len(filling.body(template.body, told, template.language)) >= filling.LONGEST_BODY:
            yield TemplateProblem(0, "The mail would be too long.")


def _missing(template: LetterTemplate, facts: LetterFacts) -> Iterator[TemplateProblem]:
    for told in (facts, replace(facts, is_return=not facts.is_return)):
        filled = filling.body(template.body, told, template.language)
        lacks = list(_lacks(template.kind, filled, told))
        if lacks:
            yield from (TemplateProblem(0, sentence, warning=True) for sentence in lacks)
            return


def _lacks(kind: LetterKind, filled: str, told: LetterFacts) -> Iterator[str]:
    targets = {link for _, link in links(filled)}
    if kind is LetterKind.QR:
        if QR_MARK not in filled:
            yield "The QR code is missing. Put {{ qr }} on a line of its own."
        if Number.LABEL_ID not in filled:
            yield "The Label ID is missing. It helps when the code cannot be scanned. Put in {{ label_id }}."
        if told.office_link not in targets:
            yield "The link to a Post Office is missing. Put in [Find a Post Office]({{ office_link }})."
    if kind is LetterKind.TRACKING and Number.TRACKING not in filled and told.tracking_link not in targets:
        yield "The tracking number is missing. Put in {{ tracking_number }}."
