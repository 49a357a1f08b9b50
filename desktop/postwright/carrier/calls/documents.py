"""Fetch the documents of a label. Believes no name and no content type, only the first bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.calls.labels import LabelCalls
from postwright.carrier.line import Line
from postwright.carrier.origin import read_document
from postwright.carrier.paper import is_really
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.label import Document, DocumentKind, DocumentLink, Label


class DocumentCalls(CallGroup):
    """Calls about the documents of labels."""

    def __init__(self, line: Line, now: Callable[[], datetime], labels: LabelCalls) -> None:
        super().__init__(line, now)
        self._labels = labels

    def download(self, link: DocumentLink) -> Document:
        """The document at the address.

        Raises BadInput(BAD_ADDRESS) for an address where no document of the carrier can be, PaperFault
        (DOCUMENT_UNUSABLE) for bytes of another kind, and the faults of any request.
        """
        origin = read_document(link.href, self._line.origin)
        reply = self._line.fetch(link.href, origin)
        if not is_really(link.kind, reply.body):
            raise PaperFault(FaultKind.DOCUMENT_UNUSABLE, f"This is no {link.kind.upper()}.")
        return Document(link.kind, reply.body)

    def of_label(self, label: Label, kinds: Iterable[DocumentKind]) -> tuple[Document, ...]:
        """One document for each kind, in order; the label is read again when it came without links.

        Raises PaperFault(DOCUMENT_MISSING) when the carrier has none of a kind.
        """
        wanted = tuple(kinds)
        if any(label.link(kind) is None for kind in wanted):
            label = self._labels.read(label.label_id)
        links = [(kind, label.link(kind)) for kind in wanted]
        missing = [kind for kind, link in links if link is None]
        if missing:
            raise PaperFault(FaultKind.DOCUMENT_MISSING, f"The carrier has no {missing[0].upper()}.")
        return tuple(self.download(link) for _, link in links if link)
