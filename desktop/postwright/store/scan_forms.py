"""What SCAN forms were asked for, what the carrier made of them, and their sheets. Asks for none itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select, update

from postwright.domain.day_end import held
from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.form_request import NEXT, STANDING, UNSETTLED, FormEntry, FormState, FormWish
from postwright.domain.scan_form import FormAnswer, ScanForm
from postwright.store.database import Database
from postwright.store.request_events import FORM_SUBJECT, RequestEvent, request_events, write_request_event
from postwright.store.schema import FORM_SHEET, LABEL, SCAN_FORM_REQUEST
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import from_json, read_stamp, stamp, to_json

_ROW = SCAN_FORM_REQUEST.c
# A form is of its own day: the request that it came of is no older, whatever the clocks say.
_KNOWN_WITHIN = timedelta(days=8)
_FOUND = "It was on the carrier's list, and nobody here asked for it."
# Made once: they are asked for before each purchase.
_STANDING_SINCE = select(_ROW.request).where(
    _ROW.state.in_([state.value for state in STANDING]), _ROW.asked_at >= bindparam("since")
)
_DAYS_OF = (
    select(LABEL.c.origin, LABEL.c.ship_date)
    .where(LABEL.c.label_id.in_(bindparam("ids", expanding=True)))
    .distinct()
)
_OLDEST_OF = select(func.min(LABEL.c.created_at)).where(
    LABEL.c.label_id.in_(bindparam("ids", expanding=True))
)


class ScanForms:
    """The SCAN forms of the shop. One that is named and not there raises BadInput(FORM_UNKNOWN)."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def intend(self, wish: FormWish) -> int:
        """Write down that this form is wanted; gives the number of the request."""
        at = stamp(self._now())
        row = {"state": FormState.INTENDED.value, "asked_at": at, "updated_at": at, "detail": ""}
        with self._database.write() as connection:
            number = (
                insert(SCAN_FORM_REQUEST)
                .returning(_ROW.id)
                .values(**row, **_found_by(wish), request=to_json(wish))
            )
            made = int(connection.execute(number).scalar_one())
            write_request_event(connection, FORM_SUBJECT, made, self._now(), FormState.INTENDED.value)
        return made

    def check(self, wish: FormWish) -> None:
        """Raises BadInput: FORM_INCOMPLETE where another has a label of it, FORM_IN_DOUBT where one may."""
        with self._database.read() as connection:
            refusal = _taken(connection, wish)
        if refusal:
            raise refusal

    def begin(self, number: int) -> None:
        """It is asked for now. In the same transaction no other request holds a label of it, so that two
        programs do not ask for the same form; one of which a label is held so is refused.

        Raises what `check` raises, and Conflict for one that another program has given up or asked for.
        """
        with self._database.write() as connection:
            row = connection.execute(_one(number)).one()
            if row.state != FormState.INTENDED.value:
                raise Conflict(f"form {number} is {row.state} already")
            wish = from_json(FormWish, row.request)
            refusal = _taken(connection, wish)
            state = FormState.REFUSED if refusal else FormState.SENT
            told = {"state": state.value, "updated_at": stamp(self._now()), "detail": str(refusal or "")}
            connection.execute(update(SCAN_FORM_REQUEST).where(_ROW.id == number).values(**told))
            write_request_event(connection, FORM_SUBJECT, number, self._now(), state.value, told["detail"])
        if refusal:
            raise refusal

    def take_in(self, form: ScanForm, origin: str) -> FormEntry | None:
        """Keep a form that another program asked for; None where it is known already.

        Its request is as old as the form, so that it stands with those of its day.
        """
        wish = FormWish(form.label_ids, origin, form.ship_date, elsewhere=True)
        at = stamp(self._now())
        row = {"state": FormState.MADE.value, "asked_at": stamp(form.created_at), "updated_at": at}
        told = {"detail": "", "request": to_json(wish), "form": to_json(FormAnswer((form,)))}
        with self._database.write() as connection:
            near = select(SCAN_FORM_REQUEST).where(_ROW.asked_at >= stamp(form.created_at - _KNOWN_WITHIN))
            entries = map(_entry_of, connection.execute(near))
            if any(form.form_id == one.form_id for entry in entries for one in entry.forms):
                return None
            made = insert(SCAN_FORM_REQUEST).returning(_ROW.id).values(**row, **told, **_found_by(wish))
            number = int(connection.execute(made).scalar_one())
            write_request_event(connection, FORM_SUBJECT, number, self._now(), FormState.MADE.value, _FOUND)
            return _entry_of(connection.execute(_one(number)).one())

    def record(
        self, number: int, state: FormState, answer: FormAnswer | None = None, detail: str = ""
    ) -> FormEntry:
        """Write down where it stands now. Raises Conflict for a step that cannot be taken."""
        told = {"state": state.value, "updated_at": stamp(self._now()), "detail": detail}
        if answer is not None:
            told["form"] = to_json(answer)
        sources = [source.value for source, targets in NEXT.items() if state in targets]
        row = update(SCAN_FORM_REQUEST).where(_ROW.id == number, _ROW.state.in_(sources))
        with self._database.write() as connection:
            changed = connection.execute(row.values(**told)).rowcount
            found = connection.execute(_one(number)).first()
            if found is None:
                raise BadInput(FaultKind.FORM_UNKNOWN, str(number))
            if changed != 1:
                raise Conflict(f"form {number} is {found.state} and cannot become {state}")
            write_request_event(connection, FORM_SUBJECT, number, self._now(), state.value, detail)
        return _entry_of(found)

    def all(self) -> tuple[FormEntry, ...]:
        """Newest first."""
        return self._entries(select(SCAN_FORM_REQUEST).order_by(_ROW.id.desc()))

    def get(self, number: int) -> FormEntry:
        with self._database.read() as connection:
            found = connection.execute(_one(number)).first()
        if found is None:
            raise BadInput(FaultKind.FORM_UNKNOWN, str(number))
        return _entry_of(found)

    def since(self, moment: datetime) -> tuple[FormEntry, ...]:
        """Those that were asked for from then on, newest first."""
        asked = _ROW.asked_at >= stamp(moment)
        return self._entries(select(SCAN_FORM_REQUEST).where(asked).order_by(_ROW.id.desc()))

    def of_day(self, origin: str, ship_date: date) -> tuple[FormEntry, ...]:
        """Those for the labels of that place and day, newest first."""
        of_day = (_ROW.origin == origin, _ROW.ship_date == ship_date.isoformat())
        return self._entries(select(SCAN_FORM_REQUEST).where(*of_day).order_by(_ROW.id.desc()))

    def unsettled(self) -> tuple[FormEntry, ...]:
        """Requests of which only the carrier knows the end, oldest first."""
        doubtful = _ROW.state.in_([state.value for state in UNSETTLED])
        return self._entries(select(SCAN_FORM_REQUEST).where(doubtful).order_by(_ROW.id))

    def closed_days(self, since: datetime) -> frozenset[tuple[str, str]]:
        """The places and ship dates (ISO) of labels that are on a form asked for since then, or may be."""
        with self._database.read() as connection:
            wishes = connection.execute(_STANDING_SINCE, {"since": stamp(since)}).scalars().all()
            # Request by request: SQLite takes no more than 32,766 values at once.
            each = (from_json(FormWish, wish).label_ids for wish in wishes)
            found = (row for ids in each for row in connection.execute(_DAYS_OF, {"ids": ids}))
            return frozenset((row.origin, row.ship_date) for row in found)

    def history(self, number: int) -> tuple[RequestEvent, ...]:
        """What happened to it, oldest first."""
        with self._database.read() as connection:
            return request_events(connection, FORM_SUBJECT, number)

    def keep_sheet(self, number: int, form_id: str, content: bytes) -> None:
        """Keep the sheet that is printed, in place of an older one of the same form."""
        row = {"form_id": form_id, "request_id": number, "sha256": hashlib.sha256(content).hexdigest()}
        with self._database.write() as connection:
            connection.execute(delete(FORM_SHEET).where(FORM_SHEET.c.form_id == form_id))
            connection.execute(insert(FORM_SHEET).values(**row, kept_at=stamp(self._now()), content=content))

    def sheet(self, form_id: str) -> bytes | None:
        """The kept sheet. Raises Environment(DATABASE_DAMAGED) when its bytes were changed since."""
        with self._database.read() as connection:
            row = connection.execute(select(FORM_SHEET).where(FORM_SHEET.c.form_id == form_id)).first()
        if row is None:
            return None
        if hashlib.sha256(row.content).hexdigest() != row.sha256:
            raise Environment(FaultKind.DATABASE_DAMAGED, f"The kept sheet of form {form_id} was changed.")
        return bytes(row.content)

    def _entries(self, statement: Select[Any]) -> tuple[FormEntry, ...]:
        with self._database.read() as connection:
            return tuple(map(_entry_of, connection.execute(statement)))


def _taken(connection: Connection, wish: FormWish) -> BadInput | None:
    """Why it must not be asked for, where another request holds a label of it. Requests older than its
    labels are not read: in three years they came to 40 ms, in which nobody else could write.
    """
    standing = select(SCAN_FORM_REQUEST).where(_ROW.state.in_([state.value for state in STANDING]))
    oldest = connection.execute(_OLDEST_OF, {"ids": wish.label_ids}).scalar()
    if oldest is not None:
        standing = standing.where(_ROW.asked_at >= stamp(read_stamp(oldest) - _KNOWN_WITHIN))
    for other in map(_entry_of, connection.execute(standing.order_by(_ROW.id))):
        both = set(held(other)) & set(wish.label_ids)
        if both and other.state in UNSETTLED:
            return BadInput(FaultKind.FORM_IN_DOUBT, f"Form {other.id}.")
        if both:
            return BadInput(FaultKind.FORM_INCOMPLETE, f"Label {min(both)} is on form {other.id} already.")
    return None


def _found_by(wish: FormWish) -> dict[str, str | int]:
    day = wish.ship_date.isoformat() if wish.ship_date else ""
    return {"origin": wish.origin, "ship_date": day, "group_id": wish.group, "tries": wish.tries}


def _one(number: int) -> Select[Any]:
    return select(SCAN_FORM_REQUEST).where(_ROW.id == number)


def _entry_of(row: Row[Any]) -> FormEntry:
    return FormEntry(
        id=row.id,
        wish=from_json(FormWish, row.request),
        state=FormState(row.state),
        asked_at=read_stamp(row.asked_at),
        answer=from_json(FormAnswer, row.form) if row.form else None,
        detail=row.detail,
    )
