"""Ways in which the program could be a little worse, each of which the fault tests must notice.

A weakness is a change of the program's text, made in a child process that has loaded the program already; the
program knows nothing of it. A text that is not there any more is an error, so that the list stays true.
"""

from __future__ import annotations

import inspect
import types
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import postwright

_ROOT = Path(postwright.__file__).parent


@dataclass(frozen=True)
class Weakness:
    """`changes` are pairs of what stands in the program, once, and what stands there instead.

    `probe` names what must notice it (probes.py).
    """

    name: str
    probe: str
    changes: tuple[tuple[str, str], ...]


def _weak(name: str, probe: str, *texts: str) -> Weakness:
    return Weakness(name, probe, tuple(zip(texts[::2], texts[1::2], strict=True)))


_SEND = """    purchase = ledger.record(_begin(ledger, order), Sending(), revision=revision)
    with _written_down(ledger, purchase):
"""
_ASK = "        bought = _asked(carrier, purchase.order, display_scheme)\n"
_LAST_REFUSAL = "    429: FaultKind.RATE_LIMITED,\n"
_LAST_NEVER_LEFT = "    httpx.UnsupportedProtocol: FaultKind.BAD_ADDRESS,\n"
_STATUS = "if reply.status in REFUSALS and not"
_KIND = "return REFUSALS[status]"
_ANY_KIND = "return REFUSALS.get(status, FaultKind.CARRIER_REFUSED)"
_NOT_OURS = 'if self.external_id and label.external_id not in ("", self.external_id):'
_BROKEN = "return _kept(reply.broken, reply) if reply.broken else None"
_WHOLE = "return head.startswith(_FIRST_BYTES[kind]) and last in content.rstrip(_BLANK)[-within:]"
_LOOKED_AT = "    if document.kind not in _PAGES:\n        return\n    for dpi"
_KEPT = "    if document.kind:\n        return\n    for dpi"
_CONFLICT = "not (own_id and _id_is_taken(reply.status, complaint))"
_ONLY_ONCE = "self._jitter()) if once_more else None"


def _refused(status: int) -> tuple[str, str]:
    return _LAST_REFUSAL, f"{_LAST_REFUSAL}    {status}: FaultKind.CARRIER_REFUSED,\n"


def _never_left(error: str) -> tuple[str, str]:
    return _LAST_NEVER_LEFT, f"{_LAST_NEVER_LEFT}    httpx.{error}: FaultKind.NO_CONNECTION,\n"


WEAKNESSES: tuple[Weakness, ...] = (
    _weak("no intention before the request", "killed with the request out",
          _SEND + _ASK,
          "    bought = _asked(carrier, order, display_scheme)\n"
          "    purchase = ledger.record(_begin(ledger, order), Sending())\n"
          "    with _written_down(ledger, purchase):\n"),
    _weak("SENT after the request", "killed with the request out",
          _SEND + _ASK,
          "    purchase = _begin(ledger, order)\n    with _written_down(ledger, purchase):\n" + _ASK
          + "        purchase = ledger.record(purchase, Sending())\n"),
    _weak("the label apart from its receipt", "killed in the receipt",
          "            return write_down(connection, purchase, event, belongings, self._now)\n",
          "            bare = Belongings((), None, belongings.decision, belongings.revision)\n"
          "            moved = write_down(connection, purchase, event, bare, self._now)\n"
          "        with self._database.write() as connection:\n"
          "            from postwright.store.label_rows import insert_label\n"
          "            if belongings.label is not None:\n"
          "                insert_label(connection, belongings.label, purchase.order)\n"
          "        return moved\n"),
    _weak("a 5xx taken for a refusal", "500, charged",
          _STATUS, "if (reply.status in REFUSALS or reply.status >= 500) and not", _KIND, _ANY_KIND),
    _weak("408 taken for a refusal", "408, charged", *_refused(408)),
    _weak("409 taken for a refusal", "409, charged", *_refused(409)),
    _weak("a redirect taken for a refusal", "a 307, charged", *_refused(307)),
    _weak("a redirect followed", "a 307, charged", "follow_redirects=False", "follow_redirects=True"),
    _weak("an unreadable 200 taken for a refusal", "half of the JSON, charged",
          "return _kept(Lost(kind, why), reply)", "return Refused(kind, why)"),
    _weak("a hung up line taken for not sent", "closed, charged", *_never_left("RemoteProtocolError")),
    _weak("a reset taken for not sent", "reset, charged", *_never_left("ReadError")),
    _weak("a timeout taken for not sent", "no answer, charged", *_never_left("ReadTimeout")),
    _weak("a reply that breaks off taken for a refusal", "short of its length, charged",
          _BROKEN, "return Refused(FaultKind.UNREADABLE) if reply.broken else None"),
    _weak("too large a reply taken for a refusal", "an endless body, charged",
          _BROKEN, "return Refused(FaultKind.TOO_LARGE) if reply.broken else None"),
    _weak("the request sent again by itself", "closed, charged",
          _ONLY_ONCE, "self._jitter())"),
    _weak("an id that is taken, for a refusal", "denied and late",
          _CONFLICT, "not False"),
    _weak("no settling time", "closed, not charged",
          "passed(lost, look) >= rule.settling and", "True and",
          "return passed(lost, now) >= rule.settling and", "return"),
    _weak("one clean answer is enough", "closed, not charged",
          "now, rule)) >= rule.answers", "now, rule)) >= 1"),
    _weak("looks before the settling time count", "closed, not charged",
          "passed(lost, look) >= rule.settling and", "True and"),
    _weak("a failed look taken for absence", "looks that fail",
          "        return Unclear(str(fault))\n", "        return Absent()\n"),
    _weak("only the earliest label is asked for", "two labels",
          "listed = [label for one in shipments for label in carrier.labels.find(shipment_id=one)]",
          "listed = list[Label]()",
          "recent = carrier.labels.find(created_from=order.created_at - CLOCK_SLACK)\n    except Fault",
          "recent = tuple[Label, ...]()\n    except Fault"),
    _weak("a second label raises no alarm", "two labels",
          "second_labels([one.label_id for one in live])", "()",
          "    for other in live:\n        why = Dec", "    for other in ():\n        why = Dec"),
    _weak("a document cut short is kept", "a document cut short",
          _BROKEN, "return None", _WHOLE, "return head.startswith(_FIRST_BYTES[kind])", _LOOKED_AT, _KEPT),
    _weak("a document is not looked at", "a torn document", _LOOKED_AT, _KEPT),
    _weak("whose number a document bears is not asked", "another's document",
          "if wanted and numbers and wanted not in numbers:", "if False:"),
    _weak("another order's label taken", "another order's label, charged", _NOT_OURS, "if False:"),
    _weak("a void label taken for a bought one", "a void label, charged",
          "if label.voided or label.status == _NO_LABEL:", "if False:"),
    _weak("a label without a price taken", "no price, charged",
          "if money(reply.shipment_cost) is None:", "if False:"),
    _weak("a key that stands twice is believed", "a key twice, charged",
          "if len(found) != len(pairs):", "if False:"),
    _weak("no compare-and-set", "overtaken",
          '"seen_version": old.version', '"seen_version": load(connection, old.id).version'),
    _weak("more than one live purchase of a draft", "overtaken before it began",
          "                upgrade_to_newest(self._writer, path)\n",
          "                upgrade_to_newest(self._writer, path)\n"
          "                with closing(connect(path)) as file:\n"
          "                    file.execute('DROP INDEX IF EXISTS one_live_purchase')\n"),
    _weak("SENT is not looked at after a restart", "killed with the request out",
          "return self._in_states(*UNSETTLED)", "return self._in_states(State.IN_DOUBT)"),
    _weak("a label adopted without its entry", "closed, charged",
          "receipt, label=label, decision=decision)\n    live", "receipt, decision=decision)\n    live"),
    _weak("a pasted label taken without a look", "another's label named",
          "if kind := _speaks_against(labels, purchase, label):", "if False:"),
    _weak("the limit on the price not asked", "a price above the limit",
          "if rate.total > limit:", "if False:"),
    _weak("a draft that changed is bought", "a draft changed at the last moment",
          "if given.revision is not None and not is_unchanged(", "if False and not is_unchanged("),
    _weak("a print not written down before it leaves", "killed while printing",
          "wanted, copy=copy, state=PrintState.SENDING)", "wanted, copy=copy, state=PrintState.FAILED)"),
    _weak("a torn print taken for not out", "a printer that dies",
          "event = PrintEvent.DOUBTED if unsure else PrintEvent.NOT_OUT", "event = PrintEvent.NOT_OUT"),
    _weak("what may have come out waits again", "a printer that dies",
          "if items[copy.place - 1].state is ItemState.FAILED:", "if True:"),
    _weak("a lost void taken for a refusal", "a void without an answer",
          "_record(till, label_id, VoidEvent.LOST, detail=str(fault))",
          "_record(till, label_id, VoidEvent.REFUSED, detail=str(fault))"),
    _weak("a lost pickup taken for a refusal", "a pickup without an answer",
          "return dock.pickups.record(number, PickupState.IN_DOUBT,",
          "return dock.pickups.record(number, PickupState.REFUSED,"),
    _weak("a cancelled pickup is not looked for", "a cancellation without an answer",
          "return carrier.pickups.read(pickup.pickup_id).cancelled_at is not None", "return False"),
    _weak("a lost form taken for a refusal", "a form without an answer",
          "tray.forms.record(number, FormState.IN_DOUBT, detail=sentence(",
          "tray.forms.record(number, FormState.REFUSED, detail=sentence("),
    _weak("a form that is not made yet taken for none", "a form that is made later",
          "    if answer.open_requests:\n", "    if False:\n"),
    _weak("a form asked for without a look at the others", "two programs and one form",
          "            refusal = _taken(connection, wish)\n            state =",
          "            refusal = None\n            state ="),
    _weak("a day that its form has closed stays open", "a label after the form",
          "        if key in self.closed:\n", "        if False:\n"),
    _weak("a mail in doubt is tried again", "a mail without an answer",
          "    FaultKind.MAIL_IN_DOUBT: MailEvent.DOUBTED,\n",
          "    FaultKind.MAIL_IN_DOUBT: MailEvent.PUT_OFF,\n"),
    _weak("a mail not taken in hand before its end", "killed while mailing",
          "taken.append(self._mails.take(mail_id))", "taken.append(b'')"),
    _weak("a mail that was cut off is not asked about", "killed while mailing",
          "mails().where(or_(hanging, copied))", "mails().where(copied)"),
    _weak("a batch goes on without money", "money that is gone",
          "    FaultKind.INSUFFICIENT_FUNDS,\n    FaultKind.KEY_REFUSED,\n", "    FaultKind.KEY_REFUSED,\n"),
)  # fmt: skip


def assert_it_can_be_made(weakness: Weakness) -> None:
    """Raises LookupError where the text to be changed is not, or no longer, in the program."""
    for old, _ in weakness.changes:
        _place_of(old)


def weaken(name: str) -> None:
    """Make this process's program worse."""
    weakness = next(one for one in WEAKNESSES if one.name == name)
    texts: dict[str, str] = {}
    for old, new in weakness.changes:
        place = _place_of(old)
        texts[place] = texts.get(place, _sources()[place]).replace(old, new)
    for place, text in texts.items():
        _graft_module(import_module(place), text)


def _place_of(text: str) -> str:
    """The one module of the program in which the text stands once."""
    places = [name for name, source in _sources().items() if text in source]
    if len(places) != 1 or _sources()[places[0]].count(text) != 1:
        raise LookupError(f"stands in {places}, not once in the program: {text!r}")
    return places[0]


@cache
def _sources() -> dict[str, str]:
    found = {}
    for path in _ROOT.rglob("*.py"):
        if "ui" not in path.relative_to(_ROOT).parts and "practice" not in path.relative_to(_ROOT).parts:
            name = ".".join(("postwright", *path.relative_to(_ROOT).with_suffix("").parts))
            found[name] = path.read_text(encoding="utf-8")
    return found


def _graft_module(module: types.ModuleType, text: str) -> None:
    """Put the code of the changed text into the functions that others hold already."""
    fresh = dict(vars(module))
    exec(compile(text, str(module.__file__), "exec"), fresh)
    for name, new in fresh.items():
        old = vars(module).get(name)
        if isinstance(new, type) and isinstance(old, type):
            if new.__module__ == module.__name__:
                _graft_class(old, new)
        elif callable(new) and callable(old):
            if getattr(new, "__module__", "") == module.__name__:
                _graft_function(old, new)
        elif isinstance(new, dict) and isinstance(old, dict) and not name.startswith("__"):
            old.clear()
            old.update(new)
        elif isinstance(new, set) and isinstance(old, set):
            old.clear()
            old.update(new)


def _graft_class(old: type, new: type) -> None:
    for name, member in vars(new).items():
        kept = vars(old).get(name)
        if isinstance(member, property) and isinstance(kept, property):
            _graft_function(kept.fget, member.fget)
        elif isinstance(member, types.FunctionType) and isinstance(kept, types.FunctionType):
            _graft_function(kept, member)


def _graft_function(old: Any, new: Any) -> None:
    old, new = inspect.unwrap(old), inspect.unwrap(new)
    if isinstance(old, types.FunctionType) and old.__code__.co_freevars == new.__code__.co_freevars:
        old.__code__ = new.__code__
