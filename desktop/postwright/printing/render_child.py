"""The child process that draws documents, so that a hostile file harms nothing but this process.

Run as `python -P -m postwright.printing.render_child`; reads jobs from its input until that is closed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Any, BinaryIO

from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.dots import glimpse_of, page_from_document, pages_from_document
from postwright.printing.frames import pack, unpack
from postwright.printing.page import Page
from postwright.printing.qr_reading import QrSeen, page_with_codes

if sys.platform != "win32":  # which has no limits of this kind: there the parent's deadline is the only one
    import resource

# Measured: 135 MB of address space at 203 dpi, 223 MB at 600; the rest is room for pictures inside a PDF.
MEMORY = 700_000_000
CPU_SECONDS = 8
Drawn = tuple[tuple[Page, ...], tuple[QrSeen, ...]]


def _one(content: bytes, **words: Any) -> Drawn:
    return (page_from_document(content, **words),), ()


def _all(content: bytes, **words: Any) -> Drawn:
    return pages_from_document(content, **words), ()


def _glimpse(content: bytes, **words: Any) -> Drawn:
    return (glimpse_of(content, **words),), ()


def _with_codes(content: bytes, **words: Any) -> Drawn:
    page, codes = page_with_codes(content, **words)
    return (page,), codes


_WAYS: dict[str, Callable[..., Drawn]] = {
    "page": _one,
    "label": _all,
    "glimpse": _glimpse,
    "codes": _with_codes,
}


def main() -> None:
    """Answer jobs until the parent closes the pipe or goes away."""
    # Whatever a library prints must not end up amid the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _limit_memory()
    with suppress(EOFError, BrokenPipeError):
        _say(answers, pack({"ready": True}))
        while True:
            head, document = unpack(sys.stdin.buffer.read)
            _limit_time()
            _say(answers, _answer(head, document))


def _answer(head: dict[str, Any], document: bytes) -> bytes:
    """The page, or why there is none. Beside its number and its way, a job's head is what the page is for."""
    job, draw = head.pop("job"), _WAYS[head.pop("way")]
    try:
        pages, codes = draw(document, **head)
    except PaperFault as fault:
        return pack({"job": job, "kind": fault.kind, "detail": fault.detail})
    except MemoryError:
        detail = "The document needs far more memory than a label."
        return pack({"job": job, "kind": FaultKind.DOCUMENT_UNUSABLE, "detail": detail})
    told = [{"width": one.width, "height": one.height, "dpi": one.dpi, "turned": one.turned} for one in pages]
    about = {"job": job, "pages": told, "codes": [asdict(code) for code in codes]}
    return pack(about, b"".join(page.bits for page in pages))


def _say(answers: BinaryIO, message: bytes) -> None:
    answers.write(message)
    answers.flush()


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    with suppress(ValueError, OSError):  # macOS knows the limit but refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    """Allow this job its seconds of work on top of what the earlier ones used."""
    if sys.platform == "win32":
        return
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + CPU_SECONDS + 1, hard))


if __name__ == "__main__":
    main()
