"""What a process that we start may know of our environment: all but the key."""

from __future__ import annotations

from collections.abc import Mapping

# Spends money for whoever reads it. A child process, its crash report and `/proc` need not have it.
KEY_VARIABLE = "POSTWRIGHT_API_KEY"


def child_environment(environ: Mapping[str, str], **more: str) -> dict[str, str]:
    """The environment for a child, with what it needs besides."""
    return {name: text for name, text in environ.items() if name != KEY_VARIABLE} | more
