"""What a mail program makes of a mail: parts, tags, links and words."""

from __future__ import annotations

from collections import Counter
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from html.parser import HTMLParser

# The tags that the frame has; nothing else may ever be in a mail.
FRAME = frozenset(
    "html head meta title body table tr td h1 h2 p ul ol li a strong em span br img div".split()
)


class Page(HTMLParser):
    """The HTML as it is parsed: tags, their attributes, and the words between."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.words = ""
        self.strange: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag == "br":
            self.words += "\n"

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.strange.append(data)

    def unknown_decl(self, data: str) -> None:
        self.strange.append(data)

    def handle_pi(self, data: str) -> None:
        self.strange.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, found, value in self.attributes if found == name]

    @property
    def text(self) -> str:
        return " ".join(self.words.split())

    @property
    def shape(self) -> tuple[object, ...]:
        """All of it but the words: two mails with the same shape differ in what they say alone."""
        own = {"alt", "content"}
        return (tuple(self.tags.items()), [one if one[1] not in own else one[:2] for one in self.attributes])


def received(message: EmailMessage) -> EmailMessage:
    """The mail as it is after travelling as bytes."""
    arrived = message_from_bytes(message.as_bytes(policy=SMTP), policy=default)
    assert isinstance(arrived, EmailMessage)
    return arrived


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    content = body.get_content()
    assert isinstance(content, str)
    return content
