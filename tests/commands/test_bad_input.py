"""What is typed or handed over wrong ends in one clear sentence and a code, and nothing is lost by it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from postwright.store.database import open_database
from postwright.store.drafts import Drafts
from tests.commands.terminal import GROUND, NOON, Said, Terminal
from tests.domain.samples import CUSTOMER_TEXT
from tests.printing.labels import label_pdf


def sentence_of(said: Said) -> str:
    """The words for a person: on standard error alone, without a trace of the program's inside."""
    assert said.out == ""
    assert "Traceback" not in said.error
    assert said.error.endswith("\n")
    return said.error


# ---------------------------------------------------------------- drafts


@pytest.mark.parametrize(
    ("text", "where", "field"),
    [
        ('{\n  "pounds": "1",\n  oops\n}', "Line 3, column 3: this is not JSON", ""),
        ('{\n  "pounds": "1",\n  "colour": "blue"\n}', "Line 3, field colour: it is not a field", "colour"),
        ('{"to": {\n  "name": ["Ann"]\n}}', "Line 2, field to.name: it must be text", "to.name"),
        ('{"to": "Ann"}', "field to: it must be an object", "to"),
        ('{"pounds": "1", "pounds": "2"}', "The field pounds stands twice", ""),
        ('{"pounds": NaN}', "NaN is not a number", ""),
        ("[]", "field of the document: it must be an object", ""),
        ("", "Line 1, column 1", ""),
        ("[" * 200_000, "", ""),
    ],
)
def test_a_draft_that_cannot_be_read_is_told_with_its_line_and_field(
    terminal: Terminal, tmp_path: Path, text: str, where: str, field: str
) -> None:
    file = tmp_path / "wrong.json"
    file.write_text(text, "utf-8")
    said = terminal("draft", "add", str(file))
    assert said.told == (2, "draft_unreadable", "bad_input")
    assert where in said.fault["quotation"]
    assert said.fault["field"] == field
    assert where in sentence_of(terminal.words("draft", "add", str(file)))
    assert terminal("queue", "list").result == []


def test_a_file_that_is_no_text_is_no_draft(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "picture.json").write_bytes(b"\xff\xd8\xff")
    said = terminal("draft", "add", str(tmp_path / "picture.json"))
    assert said.told == (2, "draft_unreadable", "bad_input")
    assert said.fault["quotation"].endswith("is not UTF-8 text.")


def test_standard_input_that_is_no_text_is_no_draft(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xd8\xff"), "utf-8"))
    assert terminal("draft", "add", "-").told == (2, "draft_unreadable", "bad_input")


@pytest.mark.parametrize("name", ["none.json", "."])
def test_a_draft_file_that_cannot_be_opened_is_told_by_name(
    terminal: Terminal, tmp_path: Path, name: str
) -> None:
    said = terminal("draft", "add", str(tmp_path / name))
    assert said.told == (4, "file_unreadable", "environment")
    assert str(tmp_path) in said.fault["quotation"]


@pytest.mark.parametrize(
    "command",
    [
        ("quote", "nosuch"),
        ("buy", "nosuch", "--service", GROUND),
        ("queue", "add", "nosuch", "--at-most", "9"),
    ],
)
def test_an_unknown_draft_is_told(terminal: Terminal, command: tuple[str, ...]) -> None:
    said = terminal(*command)
    assert said.told == (2, "draft_unknown", "bad_input")
    assert said.fault["quotation"] == "nosuch"
    assert "no longer there" in sentence_of(terminal.words(*command))


def test_a_draft_that_was_removed_is_neither_quoted_nor_bought(terminal: Terminal) -> None:
    draft = terminal.draft()
    database = open_database(terminal.database)
    Drafts(database, lambda: NOON).remove(draft)
    database.close()
    for command in (("quote", draft), ("buy", draft, "--service", GROUND)):
        assert terminal(*command).told == (2, "draft_unknown", "bad_input")
    assert charges(terminal) == 0


def test_an_incomplete_draft_is_told_with_its_first_field(terminal: Terminal) -> None:
    draft = terminal.draft(to=CUSTOMER_TEXT.__class__())
    said = terminal("quote", draft)
    assert said.told == (2, "draft_incomplete", "bad_input")
    assert said.fault["field"].startswith("to.")
    assert terminal("queue", "add", draft, "--at-most", "9").code == 2
    assert len(terminal("queue", "list").result) == 1


@pytest.mark.parametrize("amount", ["lots", "7.615", "-1", "inf", ""])
def test_an_amount_that_is_none_is_told_before_anything_is_asked(terminal: Terminal, amount: str) -> None:
    draft = terminal.draft()
    for command in (("buy", draft, "--service", GROUND), ("queue", "add", draft)):
        said = terminal(*command, f"--at-most={amount}")
        assert said.told == (2, "draft_incomplete", "bad_input")
        assert said.fault["field"] == "--at-most"
    (row,) = terminal("queue", "list").result
    assert row["state"] == "open"


# ---------------------------------------------------------------- buying


def charges(terminal: Terminal) -> int:
    return sum(charge.kind == "purchase" for charge in terminal.practice.ledger())


def test_a_service_that_is_not_offered_is_not_bought(terminal: Terminal) -> None:
    draft = terminal.draft()
    for more in (("--service", "fedex"), ("--service", GROUND, "--package", "tube")):
        assert terminal("buy", draft, *more).told == (2, "no_such_service", "bad_input")
    assert charges(terminal) == 0


def test_a_price_above_the_limit_is_not_paid(terminal: Terminal) -> None:
    said = terminal("buy", terminal.draft(), "--service", GROUND, "--at-most", "12.86")
    assert said.told == (2, "price_above_limit", "bad_input")
    assert said.fault["quotation"] == "It costs $12.87; the limit is $12.86."
    assert charges(terminal) == 0


def test_without_money_nothing_is_bought_and_the_draft_stays(terminal: Terminal) -> None:
    draft = terminal.draft()
    terminal.practice.adjust_balance(-407_210)
    asked = terminal("buy", draft, "--service", GROUND)
    assert (asked.code, asked.document["fault"]["kind"]) == (2, "needs_answer")
    (question,) = asked.document["fault"]["questions"]
    assert question["sentence"].startswith("The postage balance is too low: it was $0.00")
    answer = ("--answer", question["key"])
    said = terminal("buy", draft, "--service", GROUND, *answer)
    assert said.told == (1, "insufficient_funds", "refused")
    assert said.fault["code"] == "insufficient_funds"
    assert said.fault["request_id"]
    assert said.fault["quotation"] == "The account balance is too low for this label."
    words = sentence_of(terminal.words("buy", draft, "--service", GROUND, *answer))
    assert words.startswith("The postage balance is too low. Nothing was bought.")
    assert "For support: request " in words
    assert terminal("queue", "list").result[0]["ready"] is True
    terminal.practice.adjust_balance(5_000)
    assert terminal("buy", draft, "--service", GROUND).code == 0


# ---------------------------------------------------------------- labels and printers


@pytest.mark.parametrize(
    "command",
    [
        ("void", "nosuch"),
        ("print", "nosuch", "--printer", "file:/tmp/never"),
        ("mail", "9400111899563821705427", "--out", "/tmp/never.eml"),
        ("pickup", "schedule", "nosuch"),
    ],
)
def test_an_unknown_label_is_told(terminal: Terminal, command: tuple[str, ...]) -> None:
    assert terminal(*command).told == (2, "label_unknown", "bad_input")
    assert "not in the shop's records" in sentence_of(terminal.words(*command))
    assert not Path("/tmp/never.eml").exists()


@pytest.mark.parametrize("printer", [(), ("--printer", "Zebra")])
def test_an_unknown_printer_is_told(terminal: Terminal, printer: tuple[str, ...]) -> None:
    said = terminal("print", terminal.label(), *printer)
    assert said.told == (2, "printer_unknown", "bad_input")
    assert terminal("labels").result[0]["prints"] == 0


@pytest.mark.parametrize("port", ["usb:1", "tcp:", "cups:a b"])
def test_a_port_that_is_none_is_told(terminal: Terminal, port: str) -> None:
    said = terminal("print", terminal.label(), "--printer", port, "--as", "zpl")
    assert said.told == (1, "printer_unknown", "paper_fault")


def test_a_second_copy_without_a_reason_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    label, printer = terminal.label(), f"file:{tmp_path / 'label.pdf'}"
    terminal("print", label, "--printer", printer)
    for more in ((), ("--reason", "because")):
        said = terminal("print", label, "--printer", printer, *more)
        assert said.told == (2, "reason_needed", "bad_input")
    assert terminal("labels").result[0]["prints"] == 1


def test_a_place_that_takes_no_file_is_told_and_may_be_tried_again(
    terminal: Terminal, tmp_path: Path
) -> None:
    label = terminal.label()
    said = terminal("print", label, "--printer", f"file:{tmp_path}/no/label.pdf")
    assert said.told == (4, "file_unwritable", "environment")
    assert terminal("print", label, "--printer", f"file:{tmp_path}/label.pdf").result["copy"] == 1


def test_a_printed_label_is_mailed_to_nobody(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal("mail", terminal.label(), "--out", str(tmp_path / "a.eml"))
    assert said.told == (2, "not_paperless", "bad_input")


def test_a_mail_address_that_is_none_writes_no_mail(terminal: Terminal, tmp_path: Path) -> None:
    terminal.set_up()
    label = terminal.label(delivery="qr")
    said = terminal("mail", label, "--out", str(tmp_path / "a.eml"), "--to", "ann@@example")
    assert said.told == (1, "mail_address", "mail_fault")
    assert not (tmp_path / "a.eml").exists()


def test_what_is_no_label_becomes_no_zpl(terminal: Terminal, tmp_path: Path) -> None:
    source, target = tmp_path / "label.pdf", tmp_path / "label.zpl"
    command = ("zpl", str(source), "--out", str(target))
    assert terminal(*command).told == (4, "file_unreadable", "environment")
    source.write_bytes(b"%PDF-1.4 nothing")
    assert terminal(*command).told == (1, "document_unusable", "paper_fault")
    source.write_bytes(label_pdf())
    assert terminal("zpl", str(source), "--out", str(tmp_path / "no" / "a.zpl")).code == 4
    assert not target.exists()


# ---------------------------------------------------------------- pickups


def test_a_pickup_of_nothing_is_not_asked_for(terminal: Terminal) -> None:
    said = terminal("pickup", "schedule")
    assert said.told == (2, "pickup_incomplete", "bad_input")
    assert said.fault["quotation"] == "No label waits for the carrier."


def test_a_pickup_without_anybody_to_ask_for_is_not_booked(terminal: Terminal) -> None:
    terminal.label()
    said = terminal("pickup", "schedule", "--name", " ", "--email", "a@example.com")
    assert (said.told, said.fault["field"]) == ((2, "pickup_incomplete", "bad_input"), "contact_name")
    assert terminal("pickup", "list").result == []


def test_a_pickup_that_is_not_there_is_not_cancelled(terminal: Terminal) -> None:
    said = terminal("pickup", "cancel", "7")
    assert said.told == (2, "pickup_unknown", "bad_input")
    assert "Nothing was changed." in said.fault["message"]


def test_what_is_told_to_scripts_is_told_to_people(terminal: Terminal) -> None:
    fault = terminal("quote", "nosuch").fault
    words = sentence_of(terminal.words("quote", "nosuch"))
    assert words == f'{fault["message"]}\n"{fault["quotation"]}"\n'
    assert json.dumps(fault)
