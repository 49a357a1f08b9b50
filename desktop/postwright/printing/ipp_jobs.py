"""Print on a printer that speaks IPP, follow the job to its end, ask how the printer is.

No job without a size of paper, and none that asks for a paper which the printer does not have.
"""

from __future__ import annotations

import getpass
import time
from dataclasses import dataclass

from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing import media
from postwright.printing.handover import Handed, JobEnd, JobWord, PrinterStatus, Progress, Sheet
from postwright.printing.ipp import FIRST_ERROR, Place, ask, hand
from postwright.printing.ipp_message import (
    JOB_GROUP,
    PRINTER_GROUP,
    Answer,
    Attributes,
    Tag,
    attribute,
    collection,
    request,
)
from postwright.printing.reasons import status_of

_PRINT_JOB, _CANCEL_JOB, _GET_JOB, _GET_PRINTER = 0x0002, 0x0008, 0x0009, 0x000B
_NOT_FOUND, _GONE, _WRONG_VERSION, _BUSY = 0x0406, 0x0407, 0x0503, 0x0507
# What a printer may say after it has begun with a document (RFC 8011, appendix B): no word that nothing came
# out of it. Timeout, errors in compression and format, unprintable; internal, of the device, job cancelled.
_BEGAN = frozenset({0x0405, 0x0410, 0x0411, 0x041B, 0x0500, 0x0504, 0x0505, 0x0508})
_PROCESSING, _STOPPED = 4, 5
# A label takes a second or two. Both times of a printer count seconds on one clock (RFC 8011 5.4.29, 5.4.30).
_LONG = 15
# A printer without a queue of its own takes the next job when the one before it has come out.
_BUSY_SECONDS, _BUSY_PAUSE = 60.0, 0.5
_STATES = {
    3: JobEnd.WAITING,
    4: JobEnd.HELD,
    5: JobEnd.PRINTING,
    6: JobEnd.HELD,
    7: JobEnd.ABORTED,
    8: JobEnd.ABORTED,
    9: JobEnd.DONE,
}
# CUPS says so of a job that it will send again, half a minute after the printer broke off (measured).
_WILL_REPEAT = "resources-are-not-ready"
_BROKEN_OFF = "The printer broke off while the label was being sent."
_NOT_AGAIN = "It was about to be sent again by itself. That was cancelled, so it cannot come out twice."
_COMES_AGAIN = (
    "The print system will send it again by itself, so it may come out twice. "
    "Cancel it there if a good label lies at the printer."
)
_SAID = {
    JobEnd.HELD: "The job is held back in the queue.",
    JobEnd.ABORTED: "The job was given up or cancelled; a part of it may have come out.",
}
_TOLD = (
    "printer-make-and-model printer-state printer-state-reasons printer-state-message "
    "printer-state-change-time printer-up-time printer-is-accepting-jobs "
    "printer-resolution-default printer-resolution-supported document-format-supported media-supported "
    "print-scaling-supported printer-device-id device-uri printer-name printer-info"
).split()


@dataclass(frozen=True, slots=True)
class Ticket:
    """How a document is to be printed: its format for IPP, and the attributes of the job. `exactly` makes
    the printer refuse a job whose attributes it cannot keep, instead of printing it in another way.
    """

    form: str
    template: bytes = b""
    exactly: bool = False


def texts(attributes: Attributes, name: str) -> tuple[str, ...]:
    return tuple(one for one in attributes.get(name, ()) if isinstance(one, str))


def text(attributes: Attributes, name: str) -> str:
    return next(iter(texts(attributes, name)), "")


def number(attributes: Attributes, name: str, otherwise: int = 0) -> int:
    return next((one for one in attributes.get(name, ()) if isinstance(one, int)), otherwise)


def wanted(*names: str) -> bytes:
    return attribute(Tag.KEYWORD, "requested-attributes", *(names or _TOLD))


def about(place: Place) -> Attributes:
    """What the printer says of itself. Raises PaperFault: PRINTER_UNREACHABLE, PRINTER_REFUSED,
    PRINTER_UNKNOWN.
    """
    told = _asked(place, _GET_PRINTER, attribute(Tag.URI, "printer-uri", place.uri), wanted())
    if told.status in (_NOT_FOUND, _GONE):
        raise PaperFault(FaultKind.PRINTER_UNKNOWN, place.uri)
    _check(told)
    return told.first(PRINTER_GROUP)


def state_of(attributes: Attributes, *, fine: str = "It is ready.") -> PrinterStatus:
    state = number(attributes, "printer-state")
    changed = number(attributes, "printer-state-change-time")
    return status_of(
        texts(attributes, "printer-state-reasons"),
        stopped=state == _STOPPED,
        # An idle queue still shows what was said of the job before.
        message=text(attributes, "printer-state-message") if state == _PROCESSING else "",
        for_long=0 < changed <= number(attributes, "printer-up-time") - _LONG,
        accepting=bool(number(attributes, "printer-is-accepting-jobs", 1)),
        fine=fine,
    )


def on_paper(attributes: Attributes, sheet: Sheet, *, custom: str) -> bytes:
    """The attributes of a job that name its paper and leave the page as it is, on one side, once.

    `custom` is a name for a paper of any size, "" where the printer wants the numbers themselves.
    Raises PaperFault(PRINTER_REFUSED) where the printer has no such paper.
    """
    supported = texts(attributes, "media-supported")
    name = media.known(supported, sheet.width, sheet.height)
    if name is None and supported and not media.takes_custom(supported, sheet.width, sheet.height):
        size = f"{sheet.width:g} x {sheet.height:g} inches"
        words = f"It has no paper of {size}, so the label would come out in another size. Choose its stock."
        raise PaperFault(FaultKind.PRINTER_REFUSED, words)
    if name or custom:
        paper = attribute(Tag.KEYWORD, "media", name or custom)
    else:
        inches = (("x-dimension", sheet.width), ("y-dimension", sheet.height))
        paper = collection("media-col", {"media-size": {key: media.hundredths(side) for key, side in inches}})
    scalings = texts(attributes, "print-scaling-supported")
    whole = attribute(Tag.KEYWORD, "print-scaling", "none") if "none" in scalings or custom else b""
    return paper + whole


def print_job(
    place: Place, content: bytes, ticket: Ticket, *, title: str, progress: Progress | None = None
) -> Handed:
    """Send the document as one job. Raises what `ipp.hand` raises; PRINTER_REFUSED for a job that the printer
    does not take, and MAY_HAVE_PRINTED for one that it gave up with. A printer that is busy with another is
    asked again for a minute.
    """
    named = (
        attribute(Tag.URI, "printer-uri", place.uri),
        _user(),
        attribute(Tag.NAME, "job-name", title or "label"),
        attribute(Tag.BOOLEAN, "ipp-attribute-fidelity", int(ticket.exactly)),
        attribute(Tag.MIME, "document-format", ticket.form),
    )
    end = time.monotonic() + _BUSY_SECONDS
    version = (2, 0)
    while True:
        message = request(_PRINT_JOB, *named, job=ticket.template, version=version)
        told = hand(place, message, content, progress)
        if told.status == _WRONG_VERSION and version != (1, 1):
            version = (1, 1)
        elif told.status == _BUSY and time.monotonic() < end:
            time.sleep(_BUSY_PAUSE)
        else:
            break
    if told.status in _BEGAN or (told.status >= FIRST_ERROR and told.every(JOB_GROUP)):
        raise PaperFault(FaultKind.MAY_HAVE_PRINTED, _said(told))
    _check(told)
    return _handed(place, number(told.first(JOB_GROUP), "job-id"))


def job_word(place: Place, job: str, *, takes_back_repeats: bool = False) -> JobWord:
    """What the server says of the job that `print_job` named, and what keeps it from going on.

    A spooler holds a job that the printer broke off, to send it once more; with `takes_back_repeats` it is
    cancelled, since a second copy of postage is for a person to decide.
    """
    identity, _, mark = job.partition("@")
    if not identity.isdecimal():
        return JobWord(JobEnd.UNKNOWN)
    try:
        attributes = _job(place, int(identity))
        if attributes is None or (mark and _mark(attributes) != mark):
            return JobWord(JobEnd.UNKNOWN, "The print system does not know this job any more.")
        end = _STATES.get(number(attributes, "job-state"), JobEnd.UNKNOWN)
        if end in (JobEnd.WAITING, JobEnd.PRINTING):
            status = state_of(about(place))
            held = JobEnd.HELD if status.ready is False else end
            return JobWord(held, "" if status.ready else status.words)
        if takes_back_repeats and _WILL_REPEAT in texts(attributes, "job-state-reasons"):
            return _taken_back(place, int(identity))
    except PaperFault as fault:
        return JobWord(JobEnd.NO_ANSWER, fault.detail)
    said = text(attributes, "job-printer-state-message") if end is not JobEnd.DONE else ""
    return JobWord(end, " ".join(one for one in (_SAID.get(end, ""), said) if one))


def _taken_back(place: Place, identity: int) -> JobWord:
    told = _asked(place, _CANCEL_JOB, *_of_job(place, identity))
    if told.status >= FIRST_ERROR:
        return JobWord(JobEnd.HELD, f"{_BROKEN_OFF} {_COMES_AGAIN}")
    return JobWord(JobEnd.ABORTED, f"{_BROKEN_OFF} {_NOT_AGAIN}")


def _handed(place: Place, identity: int) -> Handed:
    """A server that was killed gives the job's number to another, so the job is named by its mark as well."""
    try:
        attributes = _job(place, identity)
    except PaperFault:
        attributes = None
    mark = _mark(attributes) if attributes else ""
    return Handed(f"Job {identity}.", f"{identity}@{mark}" if mark else "")


def _mark(attributes: Attributes) -> str:
    return text(attributes, "job-uuid") or str(number(attributes, "time-at-creation") or "")


def _job(place: Place, identity: int) -> Attributes | None:
    told = _asked(
        place,
        _GET_JOB,
        *_of_job(place, identity),
        wanted("job-state", "job-state-reasons", "job-printer-state-message", "job-uuid", "time-at-creation"),
    )
    if told.status in (_NOT_FOUND, _GONE):
        return None
    _check(told)
    return told.first(JOB_GROUP)


def _of_job(place: Place, identity: int) -> tuple[bytes, ...]:
    named = attribute(Tag.URI, "printer-uri", place.uri), attribute(Tag.INTEGER, "job-id", identity)
    return *named, _user()


def _asked(place: Place, operation: int, *attributes: bytes) -> Answer:
    told = ask(place, request(operation, *attributes))
    if told.status == _WRONG_VERSION:
        told = ask(place, request(operation, *attributes, version=(1, 1)))
    return told


def _user() -> bytes:
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # nobody: a user without a name in the system's table
        name = "postwright"
    return attribute(Tag.NAME, "requesting-user-name", name)


def _check(told: Answer) -> None:
    if told.status >= FIRST_ERROR:
        raise PaperFault(FaultKind.PRINTER_REFUSED, _said(told))


def _said(told: Answer) -> str:
    words = next((said for _, one in told.groups if (said := text(one, "status-message"))), "")
    return words or f"It answers with the code {told.status:#06x}."
