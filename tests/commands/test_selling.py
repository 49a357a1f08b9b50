"""A whole day on the command line in practice: every command answers in words and in documented JSON."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import httpx
import jsonschema  # type: ignore[import-untyped]
import pytest

from postwright.domain import draft_document
from postwright.practice.app import PRACTICE_KEY
from postwright.practice.faults import Fault as Trouble
from tests.commands.terminal import GROUND, Terminal
from tests.domain.samples import CUSTOMER_TEXT, DRAFT
from tests.printing.labels import label_pdf

COST = {"currency": "usd", "amount": "12.87"}


# ---------------------------------------------------------------- drafts and prices


def test_the_schema_describes_a_draft(terminal: Terminal) -> None:
    schema = terminal("draft", "schema").result
    jsonschema.validate(json.loads(json.dumps(draft_document.write(DRAFT))), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"colour": "blue"}, schema)
    assert json.loads(terminal.words("draft", "schema").out) == schema


def test_a_draft_is_kept_from_a_file(terminal: Terminal) -> None:
    result = terminal("draft", "add", terminal.draft_file()).result
    assert result["problems"] == []
    (row,) = terminal("queue", "list").result
    assert (row["draft"], row["state"], row["to"]) == (result["draft"], "open", "Ann Lee")
    assert "Ready to be quoted." in terminal.words("queue", "list").out


def test_a_draft_is_kept_from_standard_input(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    text = Path(terminal.draft_file()).read_text("utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert terminal("draft", "add", "-").result["problems"] == []


def test_a_draft_without_a_sender_leaves_from_the_shop(terminal: Terminal) -> None:
    terminal.set_up()
    blank = replace(DRAFT, sender=replace(DRAFT.sender, **dict.fromkeys(
        ("name", "line1", "city", "state", "postal_code", "phone", "email"), "")))  # fmt: skip
    assert terminal("draft", "add", terminal.draft_file(blank)).result["problems"] == []


def test_a_draft_with_errors_is_kept_and_says_them(terminal: Terminal) -> None:
    wrong = terminal.draft_file(replace(DRAFT, pounds="heavy", to=replace(CUSTOMER_TEXT, city="")))
    problems = terminal("draft", "add", wrong).result["problems"]
    assert {problem["field"] for problem in problems} >= {"to.city", "pounds"}
    assert "cannot be quoted yet" in terminal.words("draft", "add", wrong).out
    assert len(terminal("queue", "list").result) == 2


def test_a_quote_names_each_service_with_its_price(terminal: Terminal) -> None:
    draft = terminal.draft()
    found = terminal("quote", draft).result
    rates = {rate["service"]: rate for rate in found["rates"]}
    assert rates[GROUND]["total"] == COST
    assert all(rate["buyable"] for rate in found["rates"])
    assert "$12.87" in terminal.words("quote", draft).out


# ---------------------------------------------------------------- labels


def test_a_label_is_bought_once(terminal: Terminal) -> None:
    draft = terminal.draft()
    said = terminal("buy", draft, "--service", GROUND, "--package", "package", "--at-most", "12.87")
    bought = said.result
    assert (bought["state"], bought["cost"], bought["draft"], bought["alarms"]) == (
        "bought", COST, draft, []
    )  # fmt: skip
    again = terminal("buy", draft, "--service", GROUND)
    assert again.told == (2, "already_bought", "bad_input")
    (row,) = terminal("labels").result
    assert (row["label"], row["tracking_number"]) == (bought["label"], bought["tracking_number"])
    assert len([one for one in terminal.practice.ledger() if one.kind == "purchase"]) == 1


def test_a_label_is_told_in_words(terminal: Terminal) -> None:
    said = terminal.words("buy", terminal.draft(), "--service", GROUND)
    assert said.out.startswith("Bought label se-")
    assert "Ann Lee" in terminal.words("labels").out
    assert terminal.words("labels", "nobody").out == "No label was bought yet.\n"


@pytest.mark.parametrize("text", ["Ann", "1001", "9400111899563821705427", "5427"])
def test_a_label_is_found_by_what_is_printed_on_it(terminal: Terminal, text: str) -> None:
    label = terminal.label()
    assert [row["label"] for row in terminal("labels", text).result] == [label]


def test_a_label_is_printed_to_a_file(terminal: Terminal, tmp_path: Path) -> None:
    label = terminal.label()
    out = tmp_path / "label.zpl"
    printed = terminal("print", label, "--printer", f"file:{out}", "--as", "zpl", "--dpi", "300").result
    assert (printed["copy"], printed["state"]) == (1, "handed_over")
    assert printed["proof"].startswith("Sample barcode reads")
    assert out.read_bytes().startswith(b"^XA")
    said = terminal.words("print", label, "--printer", f"file:{out}", "--reason", "jam")
    assert said.out.startswith("Sent copy 2 to ")
    assert out.read_bytes().startswith(b"%PDF-")


def test_the_printer_that_was_set_up_is_used(terminal: Terminal, tmp_path: Path) -> None:
    terminal.set_up()
    label = terminal.label()
    printed = terminal("print", label).result
    assert (printed["printer"], printed["language"]) == ("Zebra", "zpl")
    again = terminal("print", label, "--printer", "Zebra", "--as", "pdf", "--reason", "lost").result
    assert (again["printer"], again["language"], again["copy"]) == ("Zebra", "pdf", 2)
    assert len(list((tmp_path / "printer").iterdir())) == 2


def test_a_label_is_found_for_printing_by_its_tracking_number(terminal: Terminal, tmp_path: Path) -> None:
    label = terminal.label()
    (row,) = terminal("labels").result
    printed = terminal("print", row["tracking_number"], "--printer", f"file:{tmp_path / 'a.pdf'}").result
    assert printed["label"] == label


def test_a_label_is_given_back_once(terminal: Terminal) -> None:
    label = terminal.label()
    voided = terminal("void", label).result
    assert voided["state"] == "requested"
    assert "Refund requested" in voided["message"]
    assert terminal("void", label).told == (2, "label_voided", "bad_input")
    assert "VOID" in terminal.words("labels").out


def test_a_scanned_label_is_not_given_back(terminal: Terminal) -> None:
    label = terminal.label()
    terminal.practice.mail(label)
    terminal.practice.clock.advance(timedelta(hours=1))
    said = terminal("void", label)
    assert (said.code, said.result["state"]) == (1, "denied")


def test_the_customer_s_mail_is_saved(terminal: Terminal, tmp_path: Path) -> None:
    terminal.set_up()
    label = terminal.label(delivery="qr")
    out = tmp_path / "ann.eml"
    said = terminal("mail", label, "--out", str(out), "--to", "bob@example.com").result
    assert said["recipient"] == "bob@example.com"
    assert said["broker_id"] in said["print_link"]
    assert message_from_bytes(out.read_bytes(), policy=default)["To"] == "bob@example.com"


def test_a_pdf_becomes_zpl_in_an_empty_folder(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "label.pdf").write_bytes(label_pdf())
    target = tmp_path / "label.zpl"
    done = terminal("zpl", str(tmp_path / "label.pdf"), "--dpi", "203", "--out", str(target)).result
    assert done["bytes"] == target.stat().st_size
    assert not (terminal.folder / "settings.json").exists()


# ---------------------------------------------------------------- the queue


def test_what_was_approved_is_bought_in_one_run(terminal: Terminal) -> None:
    first, second, dear = terminal.queued(), terminal.queued(), terminal.queued("5.00")
    ran = terminal("queue", "run", "--once").result
    assert {one["draft"] for one in ran["bought"]} == {first, second}
    assert (ran["left"], ran["stopped"], ran["spent"]["amount"]) == (0, "", "25.74")
    (back,) = ran["handed_back"]
    assert back["draft"] == dear
    assert back["reason"] == "It costs $12.87 now. That is $7.87 over the limit of $5.00."
    assert back["offer"]["limit"]["amount"] == "12.87"
    assert "Bought 0 for $0.00" in terminal.words("queue", "run", "--once").out


def test_a_queue_that_stops_says_why_and_keeps_the_rest(terminal: Terminal) -> None:
    terminal.queued()
    terminal.queued()
    terminal.practice.adjust_balance(-407_210 + 1_500)
    said = terminal.words("queue", "run", "--once")
    assert said.out.splitlines()[0] == "Bought 1 for $12.87, handed back 0, 1 left."
    assert said.out.splitlines()[1].startswith("The postage balance is too low: ")
    (row,) = terminal("queue", "list").result
    assert (row["state"], row["approval"]["limit"]["amount"]) == ("queued", "20.00")


# ---------------------------------------------------------------- doubt


def test_a_lost_answer_ends_in_code_3_and_is_settled(terminal: Terminal) -> None:
    draft = terminal.draft()
    terminal.practice.lose_next_purchase_reply()
    said = terminal("buy", draft, "--service", GROUND)
    assert said.told == (3, "unanswered", "lost")
    assert "do not buy it again" in said.fault["message"]
    assert terminal("buy", draft, "--service", GROUND).told == (2, "still_in_doubt", "bad_input")
    settled = terminal("settle").result
    assert [one["draft"] for one in settled["bought"]] == [draft]
    assert terminal.words("settle").out == "Nothing is in doubt.\n"


def swallowed(terminal: Terminal) -> str:
    """A purchase that got lost before the carrier saw it; its id."""
    terminal.practice.faults.add(Trouble("drop_before", "/v1/labels", "POST"))
    assert terminal("buy", terminal.draft(), "--service", GROUND).code == 3
    said = terminal("settle")
    assert said.code == 3
    (doubt,) = said.result["in_doubt"]
    assert (doubt["expected"], doubt["can_be_denied"]) == (COST, False)
    return str(doubt["purchase"])


def test_a_doubt_is_denied_only_with_time_and_looks(terminal: Terminal) -> None:
    purchase = swallowed(terminal)
    assert terminal("settle", "--absent", purchase).told == (2, "not_yet_absent", "bad_input")
    for minutes in (10, 1):
        terminal.practice.clock.advance(timedelta(minutes=minutes))
        assert f"{purchase}: $12.87 in doubt since" in terminal.words("settle").out
    settled = terminal("settle", "--absent", purchase)
    assert (settled.code, settled.result["absent"]) == (0, [purchase])
    assert terminal("settle").result["in_doubt"] == []


def test_the_operator_names_a_label_on_the_command_line(terminal: Terminal) -> None:
    purchase = swallowed(terminal)
    assert terminal("settle", "--exists", f"{purchase}=se-1").told == (2, "label_unknown", "bad_input")
    assert terminal("settle", "--exists", purchase).told == (2, "label_unknown", "bad_input")


@pytest.mark.parametrize("option", ["--absent", "--exists"])
def test_a_purchase_of_nobody_cannot_be_settled(terminal: Terminal, option: str) -> None:
    said = terminal("settle", option, "deadbeef=se-1")
    assert said.told == (2, "label_unknown", "bad_input")
    assert said.fault["quotation"].startswith("No purchase in doubt has the id deadbeef")


def test_a_label_that_turns_up_at_last_is_not_denied(terminal: Terminal) -> None:
    draft = terminal.draft()
    terminal.practice.set_switches(lookup_delay_seconds=3600)
    terminal.practice.lose_next_purchase_reply()
    terminal("buy", draft, "--service", GROUND)
    (doubt,) = terminal("settle").result["in_doubt"]
    terminal.practice.clock.advance(timedelta(hours=2))
    settled = terminal("settle", "--absent", doubt["purchase"]).result
    assert ([one["draft"] for one in settled["bought"]], settled["absent"]) == ([draft], [])


def test_a_void_in_doubt_ends_in_code_3_and_is_settled(terminal: Terminal) -> None:
    label = terminal.label()
    terminal.practice.faults.add(Trouble("drop_before", "/v1/labels/*/void", "PUT"))
    said = terminal("void", label)
    assert (said.code, said.result["state"]) == (3, "in_doubt")
    assert terminal("settle").result["voids_in_doubt"] == [label]
    assert "it may be asked again" in terminal.words("settle").out
    assert terminal("void", label).result["state"] == "requested"
    assert terminal("settle").code == 0


# ---------------------------------------------------------------- pickups


def test_a_pickup_is_planned_booked_listed_and_cancelled(terminal: Terminal) -> None:
    terminal.set_up()
    label = terminal.label()
    plan = terminal("pickup", "plan").result
    assert (plan["day"], plan["labels"], plan["has_premium"]) == ("2026-11-23", [label], False)
    assert plan["until"] == "2026-11-23T02:00:00-06:00"
    booked = terminal("pickup", "schedule", "--notes", "Back door").result
    assert (booked["state"], booked["labels"]) == ("booked", [label])
    assert terminal("pickup", "list").result == [booked]
    cancelled = terminal("pickup", "cancel", str(booked["pickup"])).result
    assert cancelled["state"] == "cancelled"
    assert terminal("pickup", "plan").result["labels"] == [label]


def test_a_pickup_is_told_in_words(terminal: Terminal) -> None:
    terminal.set_up()
    assert terminal.words("pickup", "list").out == "No pickup yet.\n"
    label = terminal.label()
    said = terminal.words("pickup", "plan").out.splitlines()
    assert said[0].startswith("USPS comes on Mon 23 Nov to ")
    assert said[0].endswith(", for 1 label.")
    assert said[-1].startswith("As of 1 Nov 2026: USPS carrier pickup")
    said = terminal.words("pickup", "schedule", label, label)
    assert said.out.startswith("Pickup 1 is booked: Mon 23 Nov, 8:00 am to 5:00 pm in ")


def test_a_pickup_s_note_says_where_how_many_and_how_heavy(terminal: Terminal) -> None:
    terminal.set_up()
    terminal.label()
    booked = terminal("pickup", "schedule", "--at", "side", "--notes", "Behind the gate.").result
    assert booked["notes"].startswith("At the side door. 1 package, ")
    assert booked["notes"].endswith(" together. Behind the gate.")
    assert (booked["day"], booked["elsewhere"]) == ("2026-11-23", False)


def test_a_place_is_named_as_the_shop_names_it(terminal: Terminal) -> None:
    terminal.set_up()
    terminal.label()
    name = terminal("pickup", "plan").result["place"]
    assert terminal("pickup", "plan", "--from", name.upper()).result["place"] == name
    said = terminal("pickup", "plan", "--from", "the moon")
    assert said.told == (2, "pickup_incomplete", "bad_input")
    assert name in said.fault["quotation"]
    assert terminal("pickup", "schedule", "--from", "the moon").told[1] == "pickup_incomplete"
    assert terminal("pickup", "schedule", "--from", name).result["state"] == "booked"


def test_a_pickup_made_elsewhere_is_listed_after_a_look(terminal: Terminal) -> None:
    terminal.set_up()
    label = terminal.label()
    day = {"start_at": "2026-11-23T16:00:00Z", "end_at": "2026-11-24T01:00:00Z"}
    contact = {"name": "Ann", "email": "ann@example.com", "phone": "503-555-0100"}
    body = {"label_ids": [label], "contact_details": contact, "pickup_notes": "", "pickup_window": day}
    other = httpx.WSGITransport(app=terminal.practice.wsgi)
    with httpx.Client(transport=other, headers={"API-Key": PRACTICE_KEY}) as client:
        assert client.post("http://localhost/v1/pickups", json=body).status_code == 200
    assert terminal("pickup", "list").result == []
    (found,) = terminal("pickup", "list", "--look").result
    assert (found["elsewhere"], found["labels"], found["state"]) == (True, [label], "booked")
    assert terminal.words("pickup", "list").out.endswith("It was made elsewhere.\n")


def test_a_label_is_on_one_pickup_at_a_time(terminal: Terminal) -> None:
    terminal.set_up()
    label = terminal.label()
    assert terminal("pickup", "schedule", label).code == 0
    said = terminal("pickup", "schedule", label)
    assert (said.told, said.fault["quotation"]) == (
        (2, "pickup_incomplete", "bad_input"), f"Label {label} is on pickup 1 already.",
    )  # fmt: skip


def test_a_cancellation_in_doubt_ends_in_code_3_and_is_checked(terminal: Terminal) -> None:
    terminal.set_up()
    terminal.label()
    terminal("pickup", "schedule")
    terminal.practice.faults.add(Trouble("drop_before", "/v1/pickups/*", "DELETE"))
    said = terminal("pickup", "cancel", "1")
    assert (said.code, said.result["state"]) == (3, "cancelling")
    assert terminal("pickup", "check", "1").code == 3
    terminal.practice.clock.advance(timedelta(minutes=5))
    assert terminal("pickup", "check", "1").result["state"] == "booked"
    assert terminal("pickup", "cancel", "1").result["state"] == "cancelled"


def test_a_pickup_in_doubt_ends_in_code_3_and_is_settled(terminal: Terminal) -> None:
    terminal.set_up()
    terminal.label()
    terminal.practice.faults.add(Trouble("drop_after", "/v1/pickups", "POST"))
    said = terminal("pickup", "schedule")
    assert (said.code, said.result["state"]) == (3, "in_doubt")
    told = terminal.words("pickup", "list").out
    assert told.startswith("Pickup 1, asked for Mon 23 Nov, is in_doubt. The carrier did not answer in time.")
    assert terminal("settle").code == 0
    assert terminal("pickup", "list").result[0]["state"] == "booked"


def test_a_pickup_of_which_the_carrier_knows_nothing_is_over_after_ten_minutes(terminal: Terminal) -> None:
    terminal.set_up()
    terminal.label()
    terminal.practice.faults.add(Trouble("drop_before", "/v1/pickups", "POST"))
    terminal("pickup", "schedule")
    said = terminal("settle")
    assert (said.code, said.result["pickups_in_doubt"]) == (3, [1])
    assert "Pickup 1 is in doubt." in terminal.words("settle").out
    terminal.practice.clock.advance(timedelta(minutes=10))
    assert terminal("settle").code == 0


# ---------------------------------------------------------------- the program itself


def test_the_doctor_finds_a_sound_shop(terminal: Terminal) -> None:
    terminal.label()
    said = terminal("doctor")
    parts = {part["part"]: part["detail"] for part in said.result}
    assert {"Program", "Resources", "Data", "Books", "In doubt", "Carrier"} <= parts.keys()
    assert "balance $4,059.23" in parts["Carrier"]
    assert terminal.words("doctor").out.count("ok  ") == len(parts)


def test_the_doctor_names_what_is_amiss(terminal: Terminal) -> None:
    terminal.practice.lose_next_purchase_reply()
    terminal("buy", terminal.draft(), "--service", GROUND)
    said = terminal("doctor")
    assert said.code == 1
    assert [part["part"] for part in said.result if not part["ok"]] == ["In doubt"]
    assert "FAIL  In doubt" in terminal.words("doctor").out


def test_a_return_is_a_draft_that_is_bought_as_any_other(terminal: Terminal) -> None:
    label = terminal.label()
    made = terminal("return", label, "--rma", "RMA 7").result
    assert made["outbound_label"] == label
    said = terminal("buy", made["draft"], "--service", GROUND)
    assert said.code == 0, said
    assert terminal.words("return", label).out.endswith("Quote and buy it as any other.\n")
    assert terminal("return", said.result["label"]).told == (2, "return_of_return", "bad_input")


def test_a_form_is_made_listed_and_its_sheet_written(terminal: Terminal, tmp_path: Path) -> None:
    terminal.set_up()
    assert terminal.words("form", "list").out == "No form yet.\n"
    label = terminal.label()
    sheet = tmp_path / "form.pdf"
    made = terminal("form", "make", label, "--out", str(sheet)).result
    assert (made["state"], made["labels"]) == ("made", [label])
    assert sheet.read_bytes().startswith(b"%PDF")
    assert terminal("form", "list").result == [made]
    assert terminal.words("form", "list").out.startswith("Form 1 is made: 1 label.")
    other = terminal.label()
    # The form of Monday is made, so that this one leaves on Tuesday.
    assert terminal("form", "make", "--day", "2026-11-24").result["labels"] == [other]
    assert terminal("form", "make", "--day", "tomorrow").told == (2, "form_incomplete", "bad_input")
    assert terminal("form", "make").told == (2, "form_incomplete", "bad_input")


def test_a_form_that_cannot_be_written_stays_made(terminal: Terminal, tmp_path: Path) -> None:
    label = terminal.label()
    said = terminal("form", "make", label, "--out", str(tmp_path / "none" / "form.pdf"))
    assert (said.code, said.result["state"]) == (1, "made")
    assert said.result["unsaved"]
    assert terminal("form", "list").result[0]["state"] == "made"


def test_a_form_in_doubt_ends_in_code_3_and_is_settled(terminal: Terminal) -> None:
    label = terminal.label()
    terminal.practice.faults.add(Trouble("drop_after", "/v1/manifests", "POST"))
    said = terminal("form", "make", label)
    assert (said.code, said.result["state"]) == (3, "in_doubt")
    assert terminal("settle").code == 0
    assert terminal("form", "list").result[0]["state"] == "made"


def test_without_an_origin_labels_have_to_be_named(terminal: Terminal) -> None:
    assert terminal("form", "make").told == (2, "form_incomplete", "bad_input")


def test_a_label_that_turned_up_is_told_and_put_aside(terminal: Terminal) -> None:
    terminal("settle")
    terminal.practice.clock.advance(timedelta(minutes=30))
    terminal.practice.set_switches(schema="2026", duplicate_external_id="accept")
    label = terminal.label()
    said = terminal("settle")
    assert (said.code, said.result["foreign_labels"]) == (0, [])
    assert terminal("settle", "--aside", label).told == (2, "label_unknown", "bad_input")
    assert terminal("settle", "--adopt", label).told == (2, "label_unknown", "bad_input")
