"""Draw documents in a child process with limits on memory and time; what breaks it breaks nothing else.

Lanes may share one: documents take turns.
"""

from __future__ import annotations

import hashlib
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Sequence
from io import BytesIO
from queue import SimpleQueue
from typing import Any, Self

from postwright.domain.child_environment import child_environment
from postwright.domain.faults import Environment, FaultKind, PaperFault
from postwright.domain.printing_profile import LABEL_HEIGHT, LABEL_WIDTH
from postwright.printing.frames import pack, unpack
from postwright.printing.page import Page, row_bytes
from postwright.printing.qr_reading import READING_DPI, QrSeen

_DEADLINE = 10.0
# Loading the libraries from a cold disk is not the document's fault.
_START_DEADLINE = 60.0
_CHUNK = 65_536
# A label is looked at, accepted, shown and printed one after the other, often at one density.
_REMEMBERED = 8
_GLIMPSE = 203
# -P keeps the folder that the program was started in off the import path.
_COMMAND = (sys.executable, "-P", "-m", "postwright.printing.render_child")
# A pool of threads for matrices would take most of the memory allowed.
_FEW_THREADS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

_Answer = tuple[tuple[Page, ...], tuple[QrSeen, ...]]


class Renderer:
    """A long-lived child that turns a PDF or PNG into a page.

    `command` starts the child; a frozen program passes its own, which calls `render_child.main`.
    `one_shot` starts a child for every document: on Windows a pipe cannot be waited on.
    """

    def __init__(
        self,
        *,
        command: Sequence[str] = _COMMAND,
        deadline: float = _DEADLINE,
        one_shot: bool = sys.platform == "win32",
    ) -> None:
        self._command = tuple(command)
        self._deadline = deadline
        self._one_shot = one_shot
        self._child: subprocess.Popen[bytes] | None = None
        self._job = 0
        self._drawn: dict[tuple[bytes, tuple[Any, ...]], _Answer] = {}
        # Whoever takes the one token out has the child to itself.
        self._turn: SimpleQueue[None] = SimpleQueue()
        self._turn.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def render(
        self,
        document: bytes,
        dpi: int,
        width: float = 4,
        height: float = 6,
        scale_x: int = 1000,
        scale_y: int = 1000,
    ) -> Page:
        """The one page of a document for a stock of so many inches, stretched by so many thousandths.

        Raises PaperFault(DOCUMENT_UNUSABLE) with a sentence, and Environment(DRAWING_NOT_STARTED).
        """
        job = {"dpi": dpi, "width": width, "height": height, "scale_x": scale_x, "scale_y": scale_y}
        return self._in_turn(document, job | {"way": "page"})[0][0]

    def label(self, document: bytes, dpi: int, scale_x: int = 1000, scale_y: int = 1000) -> tuple[Page, ...]:
        """A 4 x 6 label with the forms that lie behind it in its document. Raises as `render` does."""
        size = {"dpi": dpi, "width": LABEL_WIDTH, "height": LABEL_HEIGHT}
        job = {"way": "label", **size, "scale_x": scale_x, "scale_y": scale_y}
        return self._in_turn(document, job)[0]

    def glimpse(self, document: bytes) -> Page:
        """The first page of a document that is no label, however large: to be looked at, never to be printed.

        Raises as `render` does.
        """
        return self._in_turn(document, {"way": "glimpse", "dpi": _GLIMPSE})[0][0]

    def codes(self, document: bytes) -> tuple[Page, tuple[QrSeen, ...]]:
        """The first page in its own size, with the QR codes on it: to be mailed, never to be printed.

        Raises as `render` does.
        """
        pages, codes = self._in_turn(document, {"way": "codes", "dpi": READING_DPI})
        return pages[0], codes

    def close(self) -> None:
        """End the child, after the document it is at. The next document gets a fresh one."""
        self._turn.get()
        try:
            self._drop()
        finally:
            self._turn.put(None)

    def _in_turn(self, document: bytes, job: dict[str, Any]) -> _Answer:
        """Drawn at some time by whoever has the child; a label that was drawn just now is not drawn again."""
        self._turn.get()
        try:
            key = hashlib.sha256(document).digest(), tuple(sorted(job.items()))
            answer = self._drawn.pop(key, None) or self._render(document, job)
            self._drawn[key] = answer
            while len(self._drawn) > _REMEMBERED:
                del self._drawn[next(iter(self._drawn))]
            return answer
        finally:
            self._turn.put(None)

    def _render(self, document: bytes, words: dict[str, Any]) -> _Answer:
        self._job += 1
        job = pack({"job": self._job, **words}, document)
        try:
            head, bits = self._at_once(job) if self._one_shot else self._in_child(job)
        except TimeoutError as error:
            self._drop()
            raise _unusable(f"The document could not be drawn within {self._deadline:g} seconds.") from error
        except (EOFError, ConnectionError, ValueError) as error:
            self._drop()
            raise _unusable("Drawing the document took more time or memory than a label may.") from error
        if head.get("job") != self._job:
            self._drop()
            raise _unusable("The answer belongs to another document. Try again.")
        if "kind" in head:
            raise PaperFault(FaultKind(head["kind"]), head["detail"])
        return _apart(head["pages"], bits), tuple(QrSeen(**code) for code in head["codes"])

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        _let_go(child)

    def _in_child(self, job: bytes) -> tuple[dict[str, Any], bytes]:
        if self._child is not None and self._child.poll() is not None:
            self._drop()
        child = self._child or self._start()
        end = time.monotonic() + self._deadline
        _write(child, job, end)
        return _read(child, end)

    def _start(self) -> subprocess.Popen[bytes]:
        self._child = child = self._open()
        for pipe in (child.stdin, child.stdout):
            assert pipe is not None
            os.set_blocking(pipe.fileno(), False)
        try:
            _read(child, time.monotonic() + _START_DEADLINE)
        except (EOFError, ConnectionError, TimeoutError, ValueError) as error:
            self._drop()
            raise _not_started(error) from error
        return child

    def _at_once(self, job: bytes) -> tuple[dict[str, Any], bytes]:
        """Start a child, give it the one job and wait for its end."""
        with self._open() as child:
            try:
                answers = BytesIO(child.communicate(job, timeout=self._deadline)[0])
            except subprocess.TimeoutExpired as error:
                child.kill()
                raise TimeoutError from error
        try:
            unpack(answers.read)
        except EOFError as error:
            raise _not_started(error) from error
        return unpack(answers.read)

    def _open(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                env=child_environment(os.environ, **_FEW_THREADS),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise _not_started(error) from error


def _apart(told: Sequence[dict[str, Any]], bits: bytes) -> tuple[Page, ...]:
    """The pages, whose dots come in one piece."""
    pages, start = list[Page](), 0
    for one in told:
        end = start + row_bytes(one["width"]) * one["height"]
        pages.append(Page(one["width"], one["height"], one["dpi"], bits[start:end], one["turned"]))
        start = end
    return tuple(pages)


def _write(child: subprocess.Popen[bytes], message: bytes, end: float) -> None:
    assert child.stdin is not None
    rest = memoryview(message)
    while rest:
        _wait(child.stdin.fileno(), selectors.EVENT_WRITE, end)
        rest = rest[os.write(child.stdin.fileno(), rest[:_CHUNK]) :]


def _read(child: subprocess.Popen[bytes], end: float) -> tuple[dict[str, Any], bytes]:
    assert child.stdout is not None
    pipe = child.stdout.fileno()

    def read(size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            _wait(pipe, selectors.EVENT_READ, end)
            part = os.read(pipe, min(size - len(data), _CHUNK))
            if not part:
                break
            data += part
        return bytes(data)

    return unpack(read)


def _wait(pipe: int, event: int, end: float) -> None:
    """Wait until the pipe can be used. Raises TimeoutError at the end of the time."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, event)
        if not selector.select(max(0.0, end - time.monotonic())):
            raise TimeoutError


def _let_go(child: subprocess.Popen[bytes]) -> None:
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            pipe.close()
    child.wait()


def _unusable(sentence: str) -> PaperFault:
    return PaperFault(FaultKind.DOCUMENT_UNUSABLE, sentence)


def _not_started(error: BaseException) -> Environment:
    return Environment(FaultKind.DRAWING_NOT_STARTED, str(error))
