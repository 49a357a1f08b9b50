"""Write a mail as a page for the browser, into a folder that is ours alone. Opens nothing.

The page is told to load nothing from anywhere and to run nothing, whatever stands in it.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from postwright.operations.text_results import TextLook
from postwright.paperless.whole_file import write_whole

_NAME = "mail.html"
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Pages:
    """The folder of such pages. It is closed to other users and made when the first page is written."""

    folder: Path

    def remove(self) -> None:
        """Leave nothing behind. What a browser still shows stays on its screen."""
        with contextlib.suppress(OSError):
            (self.folder / _NAME).unlink(missing_ok=True)
            self.folder.rmdir()


def write_page(pages: Pages, look: TextLook) -> Path:
    """The file that was written. Raises Environment."""
    policy = f'<head>\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    path = pages.folder / _NAME
    write_whole(path, look.html.replace("<head>", policy, 1).encode())
    return path
