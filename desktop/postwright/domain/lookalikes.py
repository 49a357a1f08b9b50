"""Find letters that pass for others: words that mix alphabets, and mail hosts in other letters than a to z.

Says what is odd; refuses nothing, since a name may be Greek and a host may be Japanese.
"""

from __future__ import annotations

import unicodedata

# Alphabets in which letters look like those of another. Chinese, Japanese and Korean are mixed by rights.
_ALIKE = frozenset(
    {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "FULLWIDTH", "MATHEMATICAL"}
)


def mixes_alphabets(text: str) -> bool:
    """Whether one word of it is written in letters of several alphabets, as no word of any language is."""
    return any(len(_alphabets(word)) > 1 for word in text.split())


def _alphabets(word: str) -> set[str]:
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha())
    return {name for name in names if name in _ALIKE}


def host_caution(address: str) -> str:
    """What to look at before mailing to this address; empty for an ordinary one. Shows the host as servers
    see it, where two that look the same differ.
    """
    host = address.rpartition("@")[2].strip().lower()
    try:
        plain = host.encode("idna").decode()
        seen = plain.encode().decode("idna")
    except UnicodeError:
        return ""
    if plain == seen:
        return ""
    mixed = " It mixes letters of several alphabets." if mixes_alphabets(seen.replace(".", " ")) else ""
    return (
        f"The part after the @ is not in plain letters; mail servers know it as “{plain}”.{mixed} "
        "Compare it with what the customer wrote before you send."
    )
