"""What a mail server or the system said, as it may be shown and kept: one line, without the password."""

from __future__ import annotations

_LONGEST = 300


def words_of(error: Exception, secrets: tuple[str, ...]) -> str:
    """What the system said."""
    return told(getattr(error, "strerror", None) or str(error), secrets)


def told(answer: bytes | str, secrets: tuple[str, ...]) -> str:
    """The server's words on one line that can be shown and kept: printable, no password, not long."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    line = " ".join("".join(one if one.isprintable() else " " for one in _hidden(text, secrets)).split())
    line = _hidden(line, secrets)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _hidden(text: str, secrets: tuple[str, ...]) -> str:
    for secret in secrets:
        text = text.replace(secret, "•••")
    return text
