"""Bind what the panels about bought labels may ask for to the operations. Decides nothing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from postwright.domain.faults import Environment, Fault, FaultKind
from postwright.domain.print_run import RunState
from postwright.domain.sentences import sentence
from postwright.operations.compare_books import compare_books
from postwright.operations.find_foreign import find_foreign, is_search_due
from postwright.operations.list_mails import ending, unsettled
from postwright.operations.notice_forms import FORMS_BACK, notice_forms
from postwright.operations.print_run import open_runs
from postwright.operations.results import Attention
from postwright.operations.settle import LONGEST_CALL
from postwright.operations.settle_everything import look_around as books_now
from postwright.operations.settle_everything import settle_everything
from postwright.shop import Shop


def look_around(shop: Shop) -> Attention:
    """Everything that waits for a person now, and what a shop from a copy still waits for."""
    paused = tuple(run for run in shop.runs.open() if run.state is RunState.PAUSED)
    found = replace(
        books_now(shop.books(), now=shop.now()),
        paused_runs=paused,
        mails=unsettled(shop.labels, shop.mails),
        ending_codes=ending(shop.lookout()),
    )
    if shop.restorations.waiting_since() is None:
        return found
    waits = sentence(Environment(FaultKind.NOT_COMPARED)).text
    return replace(found, alarms=(waits, *found.alarms))


def settle_all(shop: Shop, *, at_start: bool = False) -> Attention:
    """Ask the carrier about everything in doubt, then look around."""
    now = shop.now()
    if at_start:
        open_runs(shop.press())  # what the last start of the program left going is paused
    compared = compare_books(shop.shelf())
    settle_everything(shop.books(), now=now, stale_before=now if at_start else now - LONGEST_CALL)
    if at_start or is_search_due(shop.books(), now=now):
        with suppress(Fault):  # it is looked for again the next time
            find_foreign(shop.books(), now=now)
        with suppress(Fault):
            notice_forms(shop.tray(), since=(now - FORMS_BACK).date())
    around = look_around(shop)
    return replace(around, notes=(compared.sentence,)) if compared else around
