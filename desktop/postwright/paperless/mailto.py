"""Write a mailto address: recipient, subject and text, short enough for every system. Carries no picture.

Programs cut long addresses without a word (Windows at about 2,000 characters), so a long mail is told in its
essential lines instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from postwright.domain.barcode import in_fours
from postwright.domain.letter import Language, Letter, LetterFacts
from postwright.paperless.mail_address import mailbox, shown

LONGEST = 1_900

_WORDS = {
    Language.ENGLISH: {
        "label_id": "Label ID: {}",
        "office": "Show it at a Post Office near you: {}",
        "home": "Or print the label at home: {}",
        "until": "Hand the parcel in by {}.",
        "follow": "Follow the parcel: {}",
    },
    Language.SPANISH: {
        "label_id": "Label ID: {}",
        "office": "Muéstrelo en una oficina de correos cercana: {}",
        "home": "O imprima la etiqueta en casa: {}",
        "until": "Entregue el paquete a más tardar el {}.",
        "follow": "Siga el paquete: {}",
    },
}


def mailto(letter: Letter, facts: LetterFacts, recipient: str) -> str:
    """The whole text where it fits, else its essential lines. Raises MailFault(MAIL_ADDRESS)."""
    to = mailbox("", recipient, "recipient").addr_spec if recipient.strip() else ""
    whole = _address(to, letter.subject, letter.text)
    if len(whole) <= LONGEST:
        return whole
    return _shortest(to, shown(letter.subject, 120), _essentials(letter.language, facts))


def _shortest(to: str, subject: str, lines: list[str]) -> str:
    """As many of the lines as fit, from the first on."""
    while len(made := _address(to, subject, "\n".join(lines))) > LONGEST and lines:
        lines = lines[:-1]
    return made


def _essentials(language: Language, facts: LetterFacts) -> list[str]:
    """Without these the parcel does not get on its way; the order is that of their weight."""
    words = _WORDS[language]
    until = facts.valid_until.isoformat() if facts.valid_until else ""
    told: Iterable[tuple[str, str]] = (
        ("label_id", in_fours("".join(facts.label_id.split()))),
        ("office", facts.office_link),
        ("home", facts.print_link),
        ("until", until),
        ("follow", "" if facts.label_id else facts.tracking_link),
    )
    head = [shown(facts.shop_name)] if facts.shop_name else []
    return [*head, *(words[name].format(value) for name, value in told if value)]


def _address(to: str, subject: str, text: str) -> str:
    lines = "\r\n".join(text.splitlines())  # as RFC 6068 asks
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"
