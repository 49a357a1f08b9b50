"""Bind what the packing table may ask for to the operations: labels, prints, runs, scans. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from postwright.app.paper_deeds import paper_deeds
from postwright.app.tracking_deeds import track_deeds
from postwright.app.voids_deeds import counterpart_of
from postwright.domain.catalogue import Catalogue
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.domain.print_record import PrintRecord
from postwright.domain.print_run import PrintRun
from postwright.domain.printing_profile import PrinterProfile
from postwright.domain.scan_back import read_scan
from postwright.operations import print_run
from postwright.operations.follow_prints import answer_print
from postwright.operations.prepare_return import prepare_return
from postwright.operations.print_label import print_on
from postwright.operations.results import LabelSheet
from postwright.operations.save_document import save_document
from postwright.operations.scan_back import scan_back
from postwright.operations.show_label import show_label
from postwright.operations.void_and_correct import correct
from postwright.shop import Shop
from postwright.ui.labels.deeds import Deeds, RunDeeds
from postwright.ui.labels.entry_words import place_words
from postwright.ui.scan.presenter import Expected, ScanDeeds
from postwright.ui.scan.screen import Scanned


def sheet_of(shop: Shop, label_id: str) -> LabelSheet:
    """The label as the default printer would print it."""
    return show_label(
        shop.labels,
        shop.renderer,
        shop.errands,
        label_id,
        shop.preferences.printer,
        sample_allowed=shop.samples_allowed,
    )


def print_on_default(shop: Shop, label_id: str, reason: str) -> PrintRecord:
    """Print on the default printer."""
    return print_on(shop.press(), shop.errands, label_id, shop.preferences.printer, reason=reason)


def searched(text: str) -> str:
    """What to look for: a scanned barcode holds more than the tracking number by which a label is found."""
    code = read_scan(text)
    return code.tracking_number if code else text


def labels_deeds(
    shop: Shop,
    *,
    sound: Callable[[], None],
    open_mail: Callable[[str, LetterKind], None],
    open_void: Callable[[str], None],
    open_draft: Callable[[str], None],
) -> Deeds:
    def find(text: str) -> tuple[LabelEntry, ...]:
        return shop.labels.find(searched(text)) if text.strip() else shop.labels.recent(200)

    def these(label_ids: tuple[str, ...]) -> tuple[LabelEntry, ...]:
        return tuple(shop.labels.get(label_id) for label_id in label_ids)

    def save(label_id: str, kind: DocumentKind, path: str) -> None:
        save_document(shop.archive(), label_id, kind, Path(path))

    def return_of(label_id: str) -> str:
        return prepare_return(shop.labels, shop.drafts, label_id).id

    def catalogue() -> Catalogue:
        return shop.catalogue

    return Deeds(
        find=find,
        of=these,
        sheet=partial(sheet_of, shop),
        prints=shop.prints.of_label,
        print_label=partial(print_on_default, shop),
        save_document=save,
        track=track_deeds(shop),
        open_mail=open_mail,
        open_void=open_void,
        prepare_return=return_of,
        correct=lambda label_id: correct(counterpart_of(shop), label_id).id,
        open_draft=open_draft,
        catalogue=catalogue,
        papers=paper_deeds(shop),
        runs=run_deeds(shop),
        scans=scan_deeds(shop, sound),
    )


def run_deeds(shop: Shop) -> RunDeeds:
    def begin(label_ids: tuple[str, ...], reason: str) -> PrintRun:
        profile = shop.preferences.printer
        if profile is None:
            raise PaperFault(FaultKind.PRINTER_UNKNOWN)
        return print_run.begin_run(shop.press(), label_ids, profile, reason=reason)

    def resume(run_id: int, place: int | None, reason: str) -> PrintRun:
        profile = _printer_now(shop, shop.runs.get(run_id).printer)
        return print_run.resume_run(shop.press(), run_id, place, reason=reason, profile=profile)

    def came_out(run_id: int, print_id: int, did: bool) -> PrintRun:
        answer_print(shop.press(), print_id, did)
        return shop.runs.get(run_id)

    return RunDeeds(
        begin=begin,
        print_next=lambda run_id: print_run.print_next(shop.press(), shop.errands, run_id),
        pause=lambda run_id: print_run.pause_run(shop.press(), run_id),
        resume=resume,
        skip=lambda run_id, place: print_run.skip_item(shop.press(), run_id, place),
        end=lambda run_id: print_run.end_run(shop.press(), run_id),
        came_out=came_out,
        standing=shop.runs.open,
    )


def _printer_now(shop: Shop, name: str) -> PrinterProfile | None:
    """The printer as it is set up now: what kept it from printing may have been put right there. One that
    was removed gives way to the default one.
    """
    preferences = shop.preferences
    return preferences.printer_named(name) or preferences.printer


def scan_deeds(shop: Shop, sound: Callable[[], None]) -> ScanDeeds:
    def scan(text: str, expected: Expected) -> Scanned:
        word = scan_back(shop.press(), text, expected=expected.label_id, run_id=expected.run_id)
        return Scanned(word, _what(shop, shop.labels.get(word.label_id)) if word.label_id else "")

    return ScanDeeds(scan, sound)


def _what(shop: Shop, entry: LabelEntry) -> str:
    """The parcel that belongs to the label: service, place, order."""
    order = entry.shipment.order_reference
    service = shop.catalogue.service_name(entry.label.service_code)
    return " · ".join(filter(None, (f"{service} to {place_words(entry)}", f"order {order}" if order else "")))
