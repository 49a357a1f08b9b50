"""Turn a 4x6 label PDF into ZPL at a printer's dots. Needs no account and no database."""

from __future__ import annotations

from pathlib import Path

from postwright.domain.faults import Environment, FaultKind
from postwright.domain.printing_profile import Language
from postwright.printing.ports import send
from postwright.printing.renderer import Renderer
from postwright.printing.zpl import page_to_zpl


def convert(source: Path, target: Path, *, dpi: int, renderer: Renderer) -> int:
    """Write the ZPL and return its length in bytes.

    Raises Environment(FILE_UNREADABLE) for a source that cannot be read, PaperFault(DOCUMENT_UNUSABLE) for
    one that is no 4x6 label, and Environment faults of writing.
    """
    try:
        content = source.read_bytes()
    except OSError as error:
        raise Environment(FaultKind.FILE_UNREADABLE, f"{source}: {error.strerror}") from error
    page = renderer.render(content, dpi=dpi, width=4.0, height=6.0)
    zpl = page_to_zpl(page)
    send(f"file:{target}", zpl, language=Language.ZPL, title=target.stem, width=4.0, height=6.0)
    return len(zpl)
