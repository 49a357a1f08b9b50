"""Commands that print labels: one, or many in a run. Says "sent", never "printed"."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from postwright.commands.answer import DONE, FAILED, IN_DOUBT, Answer
from postwright.commands.labels import find_entry
from postwright.commands.opening import opened
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.print_run import ItemState, PrintRun, RunState
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.operations.print_label import print_on
from postwright.operations.print_run import begin_run, open_runs, print_next, resume_run
from postwright.shop import Shop

RUN = "run"


def printing(args: Namespace) -> Answer:
    """`print LABEL...`: prove labels and hand them over; `print run`, or more than one label: one after the
    other in this order, with --resume, --from and --list.
    """
    named = list(args.labels)
    with opened(args) as shop:
        if named[:1] == [RUN] or args.resume is not None or args.list or len(named) > 1:
            return _run(shop, args, [one for one in named if one != RUN])
        if not named:
            raise BadInput(FaultKind.LABEL_UNKNOWN, "Name a label.")
        entry, profile = find_entry(shop, named[0]), profile_of(shop, args)
        record = print_on(shop.press(), shop.errands, entry.id, profile, reason=args.reason or "")
    data = {"label": entry.id, "copy": record.copy, "state": record.state, "proof": record.proof,
            "printer": record.printer, "language": record.language, "print": record.id,
            "detail": record.detail}  # fmt: skip
    return Answer(data, (f"Sent copy {record.copy} to {profile.name}. {record.proof}",))


def profile_of(shop: Shop, args: Namespace) -> PrinterProfile:
    """A printer that was set up, or a port with the language and density of the command line.

    Raises BadInput(PRINTER_UNKNOWN).
    """
    known = shop.preferences.printer_named(args.printer) if args.printer else shop.preferences.printer
    if known is not None:
        return replace(known, language=Language(args.language)) if args.language else known
    if ":" not in (args.printer or ""):
        raise BadInput(FaultKind.PRINTER_UNKNOWN, args.printer or "no printer is set up")
    language = Language(args.language or "pdf")
    return PrinterProfile(name=args.printer, port=args.printer, language=language, dpi=args.dpi)


def _run(shop: Shop, args: Namespace, named: list[str]) -> Answer:
    press = shop.press()
    standing = open_runs(press)
    if args.list:
        return _runs(standing)
    reason = args.reason or ""
    if args.resume is not None:
        profile = profile_of(shop, args) if args.printer else None
        run = resume_run(press, args.resume, args.first, reason=reason, profile=profile)
    else:
        labels = [find_entry(shop, text).id for text in named]
        run = begin_run(press, labels, profile_of(shop, args), reason=reason)
    while run.state is RunState.RUNNING:
        run = print_next(press, shop.errands, run.id)
    return Answer(_run_data(run), _run_lines(run), _run_code(run))


def _runs(runs: tuple[PrintRun, ...]) -> Answer:
    lines = [line for run in runs for line in _run_lines(run)]
    return Answer([_run_data(run) for run in runs], tuple(lines) or ("No labels wait to be printed.",))


def _run_code(run: PrintRun) -> int:
    if run.doubtful:
        return IN_DOUBT
    return DONE if run.state is RunState.ENDED and not run.count(ItemState.FAILED) else FAILED


def _run_data(run: PrintRun) -> dict[str, object]:
    return {
        "run": run.id,
        "printer": run.printer,
        "state": run.state,
        "problem": run.problem,
        "offers": run.offers,
        "labels": [
            {
                "place": item.place,
                "label": item.label_id,
                "tracking_number": item.tracking_number,
                "to": item.who,
                "state": item.state,
                "problem": item.problem,
                "print": item.print_id,
            }
            for item in run.items
        ],
    }


def _run_lines(run: PrintRun) -> tuple[str, ...]:
    lines = [f"Run {run.id} on {run.printer}: {run.summary}"]
    lines += [run.problem] if run.problem else []
    lines += [
        f"{item.place:>4}  {item.label_id}  {item.who}: {item.problem or 'left out'}"
        for item in run.items
        if item.state in (ItemState.FAILED, ItemState.SKIPPED)
    ]
    for item in run.doubtful:
        lines.append(f"{item.place:>4}  {item.label_id}  {item.who}: may have come out. Look at the printer,")
        lines.append(f"      then say so: prints --came-out {item.print_id}, or --not-out {item.print_id}")
    if run.state is not RunState.ENDED and run.waiting:
        lines.append(f"Go on with: print run --resume {run.id}")
    return tuple(lines)
