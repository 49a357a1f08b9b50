"""Find the files that Postwright ships, in a checkout, an editable install, a wheel and a frozen program.

Reads only what was shipped; what the operator makes lies where `paths` says.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "resources"  # a wheel and a frozen program carry the folder inside the package
_CHECKOUT = _PACKAGE.parents[1] / "resources"  # a working tree has it at the top


def path(name: str) -> Path:
    """The file of that name, such as "icons/parcel.svg". Raises FileNotFoundError when it was not shipped."""
    found = (_SHIPPED if _SHIPPED.is_dir() else _CHECKOUT) / name
    if not found.is_file():
        raise FileNotFoundError(found)
    return found


def text(name: str) -> str:
    """What the file says, as UTF-8."""
    return path(name).read_text("utf-8")
