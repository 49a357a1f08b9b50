"""Write the program's log. Secrets and people are blacked out as the very last step, tracebacks included."""

from __future__ import annotations

import base64
import json
import logging
import re
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from urllib.parse import quote

GONE = "[redacted]"

# A shorter run of base64 than this would black out ordinary words.
_SHORTEST_CODE = 6

# What is left of a text that is mostly blanks may be a single letter.
_SHORTEST_BARE = 4

_LINE = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"

_known: dict[str, None] = {}

# What to look for when nobody has told the secret. The word kept in front says what kind of thing was there.
_PATTERNS = (
    # api.md 10.6: a download address opens postage for anyone who has it.
    (re.compile(r"(/v1/downloads/)[^\s\"'<>)\]}]+"), r"\1" + GONE),
    (re.compile(r"\bTEST_[A-Za-z0-9+/=_-]{8,}"), "TEST_" + GONE),
    (
        re.compile(
            r"(?i)((?:api-key|authorization)[\"']?\s*[:=,]\s*)(?:b?[\"'])?(?:(?:basic|bearer)\s+)?[^\s\"',;}]+"
        ),
        r"\1" + GONE,
    ),
    (re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"(?<![\w.+-])\+\d[\d ().-]{6,18}\d"), "[phone]"),
    (re.compile(r"(?<![\w.-])(?:1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-]?)\d{3}[ .-]?\d{4}(?![\w-])"), "[phone]"),
)


def redact(secret: str) -> None:
    """Never let this text into the log from now on, plain or in the ways that libraries write it down.

    As it is given, and without the blanks around it, since it may be used without them.
    """
    bare = secret.strip()
    for text in (secret, bare if len(bare) >= _SHORTEST_BARE else ""):
        for form in _forms(text):
            _known[form] = None


def clean(text: str) -> str:
    """The text with every known secret, key, download address, e-mail address and phone number gone."""
    for form in sorted(tuple(_known), key=len, reverse=True):
        text = text.replace(form, GONE)
    for pattern, left in _PATTERNS:
        text = pattern.sub(left, text)
    return text


def start(file: Path) -> logging.Handler:
    """Log everything from INFO on into the file; it and its three predecessors stay under 4 MB."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(_CleanFormatter(_LINE))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # At INFO the first two write down signed addresses, the third its own plumbing.
    for talkative in ("httpx", "httpcore", "alembic"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    return handler


def stop(handler: logging.Handler) -> None:
    """Stop writing and close the file."""
    logging.getLogger().removeHandler(handler)
    handler.close()


class _CleanFormatter(logging.Formatter):
    """Cleans the whole finished line, since a secret may sit in an argument or a traceback as well."""

    def format(self, record: logging.LogRecord) -> str:
        return clean(super().format(record))


def _forms(secret: str) -> Iterator[str]:
    if not secret:
        return
    yield secret
    yield quote(secret, safe="")
    yield json.dumps(secret)[1:-1]
    yield repr(secret)[1:-1]
    for code in _codes(secret.encode()):
        if len(code) >= _SHORTEST_CODE:
            yield code
            yield code.replace("+", "-").replace("/", "_")


def _codes(secret: bytes) -> Iterator[str]:
    """The base64 characters that stand for the secret alone, wherever in a longer text it begins."""
    for shift in range(3):
        start, end = -(-shift * 8 // 6), (shift + len(secret)) * 8 // 6
        yield base64.b64encode(bytes(shift) + secret).decode()[start:end]
