"""Commands about labels that were bought: list, void, return, and ZPL from a file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from postwright.commands.answer import DONE, FAILED, IN_DOUBT, Answer
from postwright.commands.opening import opened
from postwright.domain.label_entry import LabelEntry
from postwright.domain.void import VoidState
from postwright.operations.convert_zpl import convert
from postwright.operations.export_labels import export_labels
from postwright.operations.prepare_return import prepare_return
from postwright.operations.void_label import void_label
from postwright.printing.renderer import Renderer
from postwright.shop import Shop

_MOST, _EVERY = 200, 10_000_000


def find_entry(shop: Shop, text: str) -> LabelEntry:
    """A label by its id or tracking number. Raises BadInput(LABEL_UNKNOWN)."""
    return shop.labels.by_tracking(text) or shop.labels.get(text)


def listing(args: Namespace) -> Answer:
    """`labels [TEXT]`: the labels ever bought, newest first, found by any part of what is printed on them.

    With `--csv FILE` all of them are written as a table.
    """
    with opened(args) as shop:
        entries = shop.labels.find(args.text, _EVERY if args.csv else _MOST)
    if args.csv:
        said = export_labels(entries, Path(args.csv))
        return Answer({"file": args.csv, "labels": len(entries)}, (said,))
    data = [_document(entry) for entry in entries]
    lines = tuple(
        f"{entry.id}  {entry.label.tracking_number}  {entry.label.cost!s:>8}  {entry.shipment.ship_to.who}"
        + ("  VOID" if entry.is_void else "")
        + ("  DIFFERS FROM ITS ORDER" if entry.alarms else "")
        for entry in entries
    )
    return Answer(data, lines or ("No label was bought yet.",))


def _document(entry: LabelEntry) -> dict[str, object]:
    label, status = entry.label, entry.status
    return {
        "label": entry.id,
        "tracking_number": label.tracking_number,
        "service": label.service_code,
        "cost": label.cost,
        "to": entry.shipment.ship_to.who,
        "created_at": label.created_at,
        "ship_date": label.ship_date,
        "rolled_from": entry.shipment.rolled_from,
        "void": entry.is_void,
        "void_state": entry.void_state,
        "prints": entry.prints,
        "tracking_status": status.words if status else "",
        "tracking_status_at": status.asked_at if status else None,
        "alarms": entry.alarms,
        "broker_id": label.broker_id,
        "draft": entry.draft_id,
        "purchase": entry.purchase_id,
    }


def void(args: Namespace) -> Answer:
    """`void LABEL`: ask for the refund of one label."""
    with opened(args) as shop:
        entry = find_entry(shop, args.label)
        voided = void_label(shop.till(), entry.id, now=shop.now())
    code = {VoidState.REQUESTED: DONE, VoidState.IN_DOUBT: IN_DOUBT}.get(voided.state, FAILED)
    return Answer(
        {"label": voided.label_id, "state": voided.state, "message": voided.sentence},
        (voided.sentence,),
        code,
    )


def send_back(args: Namespace) -> Answer:
    """`return LABEL`: the draft of a return; it is quoted and bought as any other."""
    with opened(args) as shop:
        entry = find_entry(shop, args.label)
        record = prepare_return(shop.labels, shop.drafts, entry.id, rma=args.rma)
    who = entry.shipment.ship_to.who
    return Answer(
        {"draft": record.id, "outbound_label": entry.id},
        (f"Draft {record.id} is a return from {who}. Quote and buy it as any other.",),
    )


def zpl(args: Namespace) -> Answer:
    """`zpl FILE.pdf --dpi 203 --out FILE.zpl`: a 4x6 PDF as ZPL, without any account."""
    with Renderer() as renderer:
        size = convert(Path(args.file), Path(args.out), dpi=args.dpi, renderer=renderer)
    return Answer({"file": args.out, "bytes": size, "dpi": args.dpi}, (f"Wrote {args.out}, {size} bytes.",))
