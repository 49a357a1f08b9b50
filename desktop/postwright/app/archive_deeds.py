"""Bind what the panels about bought labels may ask for to the operations. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from postwright.app.paper_deeds import paper_deeds
from postwright.domain.catalogue import Catalogue
from postwright.domain.faults import Environment, Fault, FaultKind
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.pickup import PickupEntry
from postwright.domain.print_record import PrintRecord
from postwright.domain.sentences import sentence
from postwright.domain.tracking import Tracking
from postwright.operations import mail_qr
from postwright.operations.compare_books import compare_books
from postwright.operations.fetch_documents import complete
from postwright.operations.find_foreign import find_foreign
from postwright.operations.prepare_return import prepare_return
from postwright.operations.print_label import print_on
from postwright.operations.results import Attention, LabelSheet, QrSheet, Voidable, Voided
from postwright.operations.save_document import save_document
from postwright.operations.schedule_pickup import cancel_pickup, plan, schedule_pickup
from postwright.operations.settle import LONGEST_CALL
from postwright.operations.settle_everything import look_around as books_now
from postwright.operations.settle_everything import settle_everything
from postwright.operations.show_label import show_label
from postwright.operations.void_label import void_many, voidable
from postwright.secret_store import SecretName, SecretStore
from postwright.shop import Shop
from postwright.ui.labels.presenter import Deeds as LabelsDeeds
from postwright.ui.pickups.presenter import Deeds as PickupsDeeds
from postwright.ui.qr_mail.presenter import Deeds as QrMailDeeds
from postwright.ui.voids.presenter import Deeds as VoidsDeeds

# A window may stay open for weeks, and a label that the carrier lists late is paid for.
_SEARCH_EVERY = timedelta(hours=1)


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


def labels_deeds(
    shop: Shop,
    *,
    open_mail: Callable[[str], None],
    open_void: Callable[[str], None],
    open_draft: Callable[[str], None],
) -> LabelsDeeds:
    def find(text: str) -> tuple[LabelEntry, ...]:
        return shop.labels.find(text) if text.strip() else shop.labels.recent(200)

    def save(label_id: str, kind: DocumentKind, path: str) -> None:
        save_document(shop.archive(), label_id, kind, Path(path))

    def track(label_id: str) -> Tracking:
        return shop.errands.tracking.of_label(label_id)

    def return_of(label_id: str) -> str:
        return prepare_return(shop.labels, shop.drafts, label_id).id

    def catalogue() -> Catalogue:
        return shop.catalogue

    return LabelsDeeds(
        find=find,
        sheet=lambda label_id: sheet_of(shop, label_id),
        prints=shop.prints.of_label,
        print_label=lambda label_id, reason: print_on_default(shop, label_id, reason),
        save_document=save,
        track=track,
        open_mail=open_mail,
        open_void=open_void,
        prepare_return=return_of,
        open_draft=open_draft,
        catalogue=catalogue,
    )


def voids_deeds(shop: Shop) -> VoidsDeeds:
    def rows() -> tuple[Voidable, ...]:
        return voidable(shop.labels, shop.now())

    def void(label_ids: tuple[str, ...]) -> tuple[Voided, ...]:
        return void_many(shop.till(), label_ids, now=shop.now())

    return VoidsDeeds(rows=rows, void=void, track=shop.errands.tracking.of_label)


def pickups_deeds(shop: Shop) -> PickupsDeeds:
    def cancel(number: int) -> PickupEntry:
        return cancel_pickup(shop.dock(), number, now=shop.now())

    return PickupsDeeds(
        plan=lambda: plan(shop.labels, shop.pickups, shop.catalogue, now=shop.now(), zone=shop.zone()),
        schedule=lambda request: schedule_pickup(shop.dock(), request),
        cancel=cancel,
        preferences=shop.settings,
        papers=paper_deeds(shop),
    )


def look_around(shop: Shop) -> Attention:
    """Everything that waits for a person now, and what a shop from a copy still waits for."""
    found = books_now(shop.books(), now=shop.now())
    if shop.restorations.waiting_since() is None:
        return found
    waits = sentence(Environment(FaultKind.NOT_COMPARED)).text
    return replace(found, alarms=(waits, *found.alarms))


def settle_all(shop: Shop, *, at_start: bool = False) -> Attention:
    """Ask the carrier about everything in doubt, then look around."""
    now = shop.now()
    if at_start:
        shop.prints.interrupted()
    compared = compare_books(shop.shelf())
    settle_everything(shop.books(), now=now, stale_before=now if at_start else now - LONGEST_CALL)
    searched = shop.foreign.searched_until()
    if at_start or searched is None or now - searched >= _SEARCH_EVERY:
        with suppress(Fault):  # it is looked for again the next time
            find_foreign(shop.books(), now=now)
    around = look_around(shop)
    return replace(around, notes=(compared.sentence,)) if compared else around


def qr_deeds(shop: Shop, secrets: SecretStore, copy_text: Callable[[str], None]) -> QrMailDeeds:
    def qr(label_id: str) -> QrSheet:
        complete(shop.archive(), label_id)
        return mail_qr.show(shop.post(), label_id)

    def send_mail(label_id: str, recipient: str) -> str:
        setup = shop.preferences.mail
        secret = secrets.get(SecretName.MAIL_PASSWORD) if setup.user else None
        return mail_qr.send_mail(shop.post(), label_id, recipient, secret.reveal() if secret else None)

    return QrMailDeeds(
        qr=qr,
        set_broker_id=lambda label_id, text: mail_qr.keep_broker_id(shop.post(), label_id, text),
        send=send_mail,
        save_eml=lambda label_id, path, recipient: mail_qr.save(shop.post(), label_id, recipient, Path(path)),
        copy_text=copy_text,
        papers=paper_deeds(shop),
    )
