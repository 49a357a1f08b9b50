"""Fetch the documents of a bought label that the archive lacks. Buys nothing; may be repeated at will.

Keeps none that is not the label's; the label stays bought, and its document is asked for again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from postwright.carrier.client import CarrierClient
from postwright.carrier.paper import OtherBytes
from postwright.domain.faults import Environment, Fault, FaultKind, PaperFault
from postwright.domain.label import Document, DocumentKind, DocumentLink
from postwright.domain.label_entry import LabelEntry
from postwright.domain.shipment import Delivery
from postwright.operations.accept_document import QrInstead, Unaccepted, accept, refuse_code
from postwright.printing.renderer import Renderer
from postwright.store.labels import Labels

log = logging.getLogger(__name__)
# A download that was spoilt on its way is made good by the next one.
_TRIES = 2
# What a link proves that leads to no document: expired, elsewhere, or to something far larger than one.
NOTHING_THERE = frozenset(
    {FaultKind.NOT_FOUND, FaultKind.BAD_ADDRESS, FaultKind.REDIRECTED, FaultKind.TOO_LARGE}
)


@dataclass(frozen=True, slots=True)
class Archive:
    """What fetching needs: the labels kept here, the carrier that has their documents, and who draws them."""

    labels: Labels
    carrier: CarrierClient
    renderer: Renderer


def fetch(archive: Archive, label_id: str, kind: DocumentKind) -> Document:
    """The document from the archive, or from the carrier and then into the archive, which is also where one
    comes from that was changed since, or that came along with the purchase and is not this label's.

    Raises PaperFault(DOCUMENT_MISSING) when the carrier offers none of that kind, Unaccepted, or the fault
    of the download.
    """
    return _kept_or_fetched(archive, label_id, kind)[0]


def fetch_anew(archive: Archive, label_id: str, kind: DocumentKind) -> Document:
    """The carrier's document in place of the kept one. Raises as `fetch` does."""
    return _downloaded(archive, label_id, kind, archive.labels.get(label_id).label.tracking_number)


def fetch_missing(archive: Archive, label_id: str) -> None:
    """Fetch what a label needs and lacks; what is kept is looked at when it is used."""
    for kind in _needed(archive.labels.get(label_id)):
        if _sound(archive.labels, label_id, kind) is None:
            fetch(archive, label_id, kind)


def complete(archive: Archive, label_id: str) -> tuple[DocumentKind, ...]:
    """See to it that everything is kept that a label needs, and is the label's. Tells what was fetched.

    A label that can be printed does not wait for its QR code, whatever keeps that away. One without paper
    does without the picture where the carrier has none and its Label ID is known.
    """
    entry = archive.labels.get(label_id)
    fetched = []
    for kind in _needed(entry):
        try:
            if _kept_or_fetched(archive, label_id, kind)[1]:
                fetched.append(kind)
        except Fault as fault:
            if kind is not DocumentKind.QR or not _does_without_code(archive.labels.get(label_id), fault):
                raise
            log.warning("the label does without its QR code: %s", fault.detail)
    return tuple(fetched)


def _does_without_code(entry: LabelEntry, fault: Fault) -> bool:
    has_none = isinstance(fault, PaperFault) or fault.kind in NOTHING_THERE
    return entry.delivery is Delivery.BOTH or (has_none and bool(entry.label.broker_id))


def _kept_or_fetched(archive: Archive, label_id: str, kind: DocumentKind) -> tuple[Document, bool]:
    """The document, and whether it was fetched now."""
    number = archive.labels.get(label_id).label.tracking_number
    kept = _sound(archive.labels, label_id, kind)
    if kept is None:
        return _downloaded(archive, label_id, kind, number), True
    try:
        accept(kept, number, archive.renderer)
    except Unaccepted as refusal:
        log.warning("fetching a document again: %s", refusal.detail)
        if isinstance(refusal, QrInstead):
            archive.labels.file_as_code(label_id, kind, refusal.as_code)
        return _in_place_of(refusal, archive, label_id, kind, number), True
    return kept, False


def _needed(entry: LabelEntry) -> tuple[DocumentKind, ...]:
    """Its paper first, since without it the parcel stays here; and the QR code if it was bought paperless."""
    paper = () if entry.delivery is Delivery.QR else paper_of(entry)
    return (*paper, DocumentKind.QR) if entry.delivery.paperless else paper


def paper_of(entry: LabelEntry) -> tuple[DocumentKind, ...]:
    """What is printed for a label: its page, and its customs form where that is a document of its own."""
    page = (DocumentKind.PDF,)
    return (*page, DocumentKind.FORM) if entry.label.link(DocumentKind.FORM) else page


def _in_place_of(
    refusal: Unaccepted, archive: Archive, label_id: str, kind: DocumentKind, number: str
) -> Document:
    """Another download; where there is none, it is what is kept that must be told about."""
    try:
        return _downloaded(archive, label_id, kind, number)
    except Unaccepted:
        raise
    except Fault as fault:
        raise refusal from fault


def _downloaded(archive: Archive, label_id: str, kind: DocumentKind, number: str) -> Document:
    label = archive.carrier.labels.read(label_id)
    archive.labels.refresh(label)
    links = [link for link in label.links if link.kind is kind]
    if not links:
        raise PaperFault(FaultKind.DOCUMENT_MISSING, kind)
    try:
        document = _first_good(archive, links, number)
    except QrInstead as refusal:
        archive.labels.file_as_code(label_id, kind, refusal.as_code)
        raise
    archive.labels.keep_document(label_id, document)
    return document


def _first_good(archive: Archive, links: list[DocumentLink], number: str) -> Document:
    """The document that one of the links leads to; of several that fail the first one is told about."""
    faults: list[Fault] = []
    for link in links:
        for left in reversed(range(_TRIES)):
            try:
                document = _downloaded_from(archive, link)
                accept(document, number, archive.renderer)
            except QrInstead:
                raise
            except PaperFault as fault:
                log.warning("a download was refused: %s", fault.detail)
                if not left:
                    faults.append(fault)
            except Fault as fault:
                if fault.kind not in NOTHING_THERE:
                    raise
                faults.append(fault)
                break
            else:
                return document
    raise faults[0]


def _downloaded_from(archive: Archive, link: DocumentLink) -> Document:
    """Raises QrInstead also for a code that comes as a picture where another document was linked."""
    try:
        return archive.carrier.documents.download(link)
    except OtherBytes as fault:
        refuse_code(Document(DocumentKind.PNG, fault.content), archive.renderer)
        raise


def _sound(labels: Labels, label_id: str, kind: DocumentKind) -> Document | None:
    """The kept document; None for one that is missing, or whose bytes are not those that were kept."""
    try:
        return labels.document(label_id, kind)
    except Environment as fault:
        if fault.kind is not FaultKind.DATABASE_DAMAGED:
            raise
        log.warning("fetching a document again: %s", fault.detail)
        return None
