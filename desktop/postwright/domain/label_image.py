"""A picture that is printed on labels, and the limits that the carrier sets. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from postwright.domain.faults import BadInput, FaultKind

# api.md 17.
LARGEST_IMAGE = 512 * 1024
LONGEST_NAME = 50
_FIRST_BYTES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class LabelImage:
    """One picture as the carrier holds it. `raw` is the reply as JSON text, without the picture's bytes."""

    image_id: str
    name: str
    content_type: str = ""
    content: bytes = field(default=b"", repr=False)
    is_default: bool = False
    created_at: datetime | None = None
    modified_at: datetime | None = None
    raw: str = field(default="", repr=False)


def checked_name(name: str) -> str:
    """The name without blanks around it. Raises BadInput(OUT_OF_LIMITS) unless it has 1 to 50 characters."""
    name = name.strip()
    if not 1 <= len(name) <= LONGEST_NAME:
        detail = f"The name of a picture has 1 to {LONGEST_NAME} characters."
        raise BadInput(FaultKind.OUT_OF_LIMITS, detail, field="name")
    return name


def content_type_of(content: bytes) -> str:
    """image/png or image/jpeg, by the first bytes. Raises BadInput(OUT_OF_LIMITS) for anything else."""
    if len(content) > LARGEST_IMAGE:
        raise BadInput(FaultKind.OUT_OF_LIMITS, "A picture for labels has 512 KB at most.", field="content")
    for first, content_type in _FIRST_BYTES.items():
        if content.startswith(first):
            return content_type
    raise BadInput(FaultKind.OUT_OF_LIMITS, "A picture for labels is a PNG or a JPEG.", field="content")
