"""Fetch the documents of labels and SCAN forms. Believes no name and no type, only the bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from postwright.carrier.calls.group import CallGroup
from postwright.carrier.calls.labels import LabelCalls
from postwright.carrier.calls.manifests import ManifestCalls
from postwright.carrier.line import DOCUMENT, QUICK, WHOLE_BATCH, Line, Terms, segment
from postwright.carrier.origin import read_document
from postwright.carrier.paper import OtherBytes, inline_bytes, is_really
from postwright.carrier.wire import documents as wire
from postwright.domain.batch import Batch
from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.label import Document, DocumentKind, DocumentLink, Label
from postwright.domain.scan_form import ScanForm

# One label as a PDF is some 100 KB, and a third more as text. Nothing is spent, but nothing is repeated.
_COMBINED = Terms(90, 16_000_000)
MOST_COMBINED = 30


class DocumentCalls(CallGroup):
    """Calls about the documents of labels and SCAN forms."""

    def __init__(
        self, line: Line, now: Callable[[], datetime], labels: LabelCalls, manifests: ManifestCalls
    ) -> None:
        super().__init__(line, now)
        self._labels = labels
        self._manifests = manifests

    def download(self, link: DocumentLink, *, quick: bool = False) -> Document:
        """The document at the address. `quick`: now or not at all.

        Raises BadInput(BAD_ADDRESS) for an address where no document of the carrier can be, PaperFault
        (DOCUMENT_UNUSABLE) for bytes of another kind, and the faults of any request.
        """
        return self._fetched(link, QUICK if quick else DOCUMENT)

    def of_batch(self, batch: Batch, kind: DocumentKind) -> Document:
        """All labels of a batch, or its SCAN form, in one document; it may be large and take long.

        Raises PaperFault(DOCUMENT_MISSING) when the carrier names none of the kind.
        """
        link = next((one for one in batch.links if one.kind is kind), None)
        if link is None:
            raise PaperFault(FaultKind.DOCUMENT_MISSING, f"The carrier has no {kind.upper()}.")
        return self._fetched(link, WHOLE_BATCH)

    def _fetched(self, link: DocumentLink, terms: Terms) -> Document:
        origin = read_document(link.href, self._line.origin)
        reply = self._line.fetch(link.href, origin, terms)
        if not is_really(link.kind, reply.body):
            raise OtherBytes(link.kind, reply.body)
        return Document(link.kind, reply.body)

    def combined(self, label_ids: Sequence[str]) -> Document:
        """The labels in one PDF, in order.

        Raises BadInput(OUT_OF_LIMITS) unless there are 1 to 30 ids (api.md 10.6), and PaperFault
        (DOCUMENT_MISSING, DOCUMENT_UNUSABLE) when no PDF comes along.
        """
        wanted = [segment(label_id) for label_id in label_ids]
        if not 1 <= len(wanted) <= MOST_COMBINED:
            raise BadInput(FaultKind.OUT_OF_LIMITS, f"1 to {MOST_COMBINED} labels make one document.")
        body = {"label_ids": wanted, "label_format": "pdf", "label_download_type": "inline"}
        reply = self._line.ask("POST", "/v1/documents/combined_labels", _COMBINED, body=body)
        found = self._line.understood(reply, wire.Combined.model_validate).label_download
        href = (found.href or found.pdf) if found else ""
        if not href:
            raise PaperFault(FaultKind.DOCUMENT_MISSING, "The carrier sent no document.")
        if not href.startswith("data:"):
            return self.download(DocumentLink(DocumentKind.PDF, href))
        content = inline_bytes(href)
        if not is_really(DocumentKind.PDF, content):
            raise PaperFault(FaultKind.DOCUMENT_UNUSABLE, "What came is not a whole PDF.")
        return Document(DocumentKind.PDF, content)

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

    def of_form(self, form: ScanForm) -> Document:
        """The sheet to be printed; the form is read again when it came without its address.

        Raises PaperFault(DOCUMENT_MISSING) when the carrier has none.
        """
        link = form.link or self._manifests.read(form.form_id).link
        if link is None:
            raise PaperFault(FaultKind.DOCUMENT_MISSING, "The carrier has no sheet for this form.")
        return self.download(link)
