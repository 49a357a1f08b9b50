"""Commands about what was printed: what is known of it, a person's word, scans, and the printers."""

from __future__ import annotations

from argparse import Namespace

from postwright.commands.answer import DONE, FAILED, IN_DOUBT, Answer
from postwright.commands.labels import find_entry
from postwright.commands.opening import folder_of, opened
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.print_record import PrintRecord, PrintState
from postwright.domain.scan_back import ScanVerdict
from postwright.operations.follow_prints import answer_print, follow_prints
from postwright.operations.hand_over import Press
from postwright.operations.scan_back import scan_back
from postwright.printing import ports
from postwright.settings_file import load

_STATES = {
    PrintState.RENDERED: "failed its proof",
    PrintState.PROVED: "proved",
    PrintState.SENDING: "being sent",
    PrintState.HANDED_OVER: "sent",
    PrintState.DONE: "the printer says done",
    PrintState.SEEN: "seen",
    PrintState.FAILED: "not taken",
    PrintState.MAYBE: "may have come out",
}
_GOOD = (ScanVerdict.ON_PARCEL, ScanVerdict.ALREADY)
_SILENT = "it does not say how it is"


def scan(args: Namespace) -> Answer:
    """`scan CODE`: what the barcode on a parcel means. A label on its parcel is written down as seen."""
    expected = ""
    with opened(args) as shop:
        if args.expected:
            expected = find_entry(shop, args.expected).id
        word = scan_back(shop.press(), args.code, expected=expected, run_id=args.run)
    data = {
        "verdict": word.verdict,
        "alarm": word.is_alarm,
        "label": word.label_id,
        "message": word.sentence,
    }
    return Answer(data, (word.sentence,), DONE if word.verdict in _GOOD else FAILED)


def prints(args: Namespace) -> Answer:
    """`prints [LABEL]`: what is known of each print, the newest last; `--came-out ID` and `--not-out ID` say
    what a person saw.
    """
    with opened(args) as shop:
        press = shop.press()
        press.prints.interrupted()
        _answers(press, args)
        follow_prints(press)
        if args.label:
            found = press.prints.of_label(find_entry(shop, args.label).id)
        else:
            found = tuple(reversed(press.prints.recent()))
    code = IN_DOUBT if any(one.state is PrintState.MAYBE for one in found) else DONE
    lines = tuple(map(print_line, found)) or ("Nothing was printed yet.",)
    return Answer([_print_data(one) for one in found], lines, code)


def _answers(press: Press, args: Namespace) -> None:
    """Raises BadInput(PRINT_UNKNOWN) for a print that nobody is asked about."""
    asked = {one.id for one in press.prints.doubtful()}
    for print_id, came_out in [
        *((one, True) for one in args.came_out),
        *((one, False) for one in args.not_out),
    ]:
        if print_id not in asked:
            raise BadInput(FaultKind.PRINT_UNKNOWN, f"Print {print_id} is not in doubt.")
        answer_print(press, print_id, came_out)


def print_line(record: PrintRecord) -> str:
    """One print in one line."""
    when = f"{record.at.astimezone():%a %d %b %H:%M}"
    state = _STATES[record.state]
    reason = f"  ({record.reason})" if record.reason else ""
    told = f"  {record.detail}" if record.detail else ""
    copy = f"{record.label_id}  copy {record.copy}"
    return f"{record.id:>5}  {when}  {copy}  {record.printer}: {state}{reason}{told}"


def _print_data(record: PrintRecord) -> dict[str, object]:
    return {
        "print": record.id,
        "label": record.label_id,
        "copy": record.copy,
        "state": record.state,
        "printer": record.printer,
        "port": record.port,
        "language": record.language,
        "at": record.at,
        "seen_at": record.seen_at,
        "reason": record.reason,
        "detail": record.detail,
        "job": record.job,
        "run": record.run_id,
        "place": record.place,
        "page_sha256": record.page_sha256,
        "proof": record.proof,
        "proof_facts": record.proof_facts,
    }


def printers(args: Namespace) -> Answer:
    """`printers`: those that are set up, with what each says of itself now, and those that could be."""
    preferences, _ = load(folder_of(args).settings_file)
    known = [(one, ports.status(one.port)) for one in preferences.printers]
    found = ports.printers()
    data = {
        "set_up": [
            {
                "name": one.name,
                "port": one.port,
                "language": one.language,
                "dpi": one.dpi,
                "width": one.width,
                "height": one.height,
                "ready": status.ready,
                "status": status.words,
                "reasons": status.reasons,
            }
            for one, status in known
        ],
        "found": found,
    }
    lines = [
        f"{one.name}  {one.port}  {one.language} at {one.dpi} dpi  {status.words or _SILENT}"
        for one, status in known
    ]
    taken = {one.port for one, _ in known}
    lines += [
        f"{one.name}  {one.port}  {one.state}  not set up" + (f"  {one.model}" if one.model else "")
        for one in found
        if one.port not in taken
    ]
    return Answer(data, tuple(lines) or ("No printer was found.",))
