"""Write a label's document to a file of the operator's choice, as the carrier gave it."""

from __future__ import annotations

from pathlib import Path

from postwright.carrier.client import CarrierClient
from postwright.domain.label import DocumentKind
from postwright.operations.fetch_documents import fetch
from postwright.printing.file_port import write_file
from postwright.store.labels import Labels


def save_document(
    labels: Labels, carrier: CarrierClient, label_id: str, kind: DocumentKind, path: Path
) -> None:
    """Raises the faults of fetching it, and Environment when the file cannot be written."""
    write_file(path, fetch(labels, carrier, label_id, kind).content)
