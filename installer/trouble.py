"""The one error that the bootstrap tells a person about: a sentence, and what to do."""

from __future__ import annotations


class Trouble(Exception):
    """Something outside is in the way. The text is meant for a person; the bootstrap ends with 2."""
