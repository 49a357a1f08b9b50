"""Settings survive crashes, hands and other versions; a bad file never keeps the program from starting."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import types
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.buying_rules import BuyingRules
from postwright.domain.draft import AddressText
from postwright.domain.faults import Environment, FaultKind
from postwright.domain.letter import Language as MailLanguage
from postwright.domain.money import Money
from postwright.domain.preferences import (
    MailSecurity,
    MailSetup,
    Mode,
    NoticeWhen,
    Origin,
    ParcelPreset,
    Preferences,
    Theme,
)
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.settings_file import load, save

FULL = Preferences(
    mode=Mode.LIVE,
    carrier_id="se-123",
    carrier_name="Stamps.com",
    origins=(Origin("Shop", AddressText(name="Pat Ô'Neil ☂", line1="1 Main St", postal_code="97201")),),
    default_origin="Shop",
    printers=(
        PrinterProfile("Zebra", "tcp:10.0.0.9:9100", Language.ZPL, 300, 4.0, 6.25, -3, 8, darkness=12),
        PrinterProfile("Laser", "cups:laser"),
    ),
    presets=(ParcelPreset(1, "Mug", pounds="1", ounces="4"),),
    mail=MailSetup(
        "Pat's", "pat@example.com", host="mail.example.com", security=MailSecurity.TLS,
        website="https://pats.example", language=MailLanguage.SPANISH, qr_days=9, watch_days=5,
        tracking_notice=NoticeWhen.SHIP_DATE, return_by_mail=True,
    ),
    theme=Theme.DARK,
    tolerance=Money(50),
    may_add_funds=True,
    rules=BuyingRules(6, Money.of(800), "parcelguard", offer_restricted_delivery=True),
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def kept(file: Path) -> Path:
    return file.with_name("settings.json.unreadable")


def edited(file: Path, **changes: Any) -> Preferences:
    """What is loaded after somebody changed some preferences in the file by hand."""
    save(file, FULL)
    document = json.loads(file.read_text("utf-8"))
    document["preferences"] |= changes
    file.write_text(json.dumps(document), "utf-8")
    preferences, notice = load(file)
    assert "Some settings could not be read" in notice
    assert kept(file).read_bytes() == file.read_bytes()
    return preferences


def test_no_file_yet_is_no_trouble(file: Path) -> None:
    assert load(file) == (Preferences(), "")
    assert not file.exists()


def test_every_setting_comes_back(file: Path) -> None:
    save(file, FULL)
    assert load(file) == (FULL, "")
    assert not kept(file).exists()


def test_the_file_can_be_read_by_a_person_and_holds_no_secret(file: Path) -> None:
    save(file, FULL)
    text = file.read_text("utf-8")
    assert '"mode": "live"' in text
    assert not {"password", "key", "secret"} & set(json.loads(text)["preferences"]["mail"])


# Built from the fields themselves, so that a new setting is covered on the day it is added.
def values_of(kind: Any) -> st.SearchStrategy[Any]:
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return st.builds(kind, **{field.name: values_of(hints[field.name]) for field in fields(kind)})
    if getattr(kind, "__origin__", None) is tuple:
        return st.lists(values_of(get_args(kind)[0]), max_size=2).map(tuple)
    if isinstance(kind, types.UnionType):
        return st.one_of(*(values_of(one) for one in get_args(kind)))
    if kind is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    if kind is str:
        return st.text(max_size=8)
    return st.from_type(kind)


@given(preferences=values_of(Preferences))
def test_any_settings_come_back(preferences: Preferences, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    save(file, preferences)
    assert load(file) == (preferences, "")


def test_a_file_cut_off_anywhere_still_lets_the_program_start(file: Path) -> None:
    save(file, replace(FULL, printers=(), presets=()))
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        preferences, notice = load(file)
        assert preferences == Preferences()
        assert notice.endswith("The old file is kept as settings.json.unreadable.")
        assert kept(file).read_bytes() == whole[:length]


@given(content=st.binary(max_size=300))
def test_garbage_is_never_more_than_a_notice(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / "garbage.json"
    file.write_bytes(content)
    preferences, notice = load(file)
    assert preferences == Preferences()
    assert notice.startswith("The settings could not be read")


@pytest.mark.parametrize(
    "text",
    [
        "null", "[]", "7", '"x"', "{}", '{"version": 1}', '{"version": true, "preferences": {}}',
        '{"version": 1, "preferences": []}', "[" * 100_000, '{"version": NaN, "preferences": {}}',
        '{"version": ' + "9" * 5000 + ', "preferences": {}}', '{"x": "' + "y" * 5_000_000 + '"}',
    ],
    ids=lambda text: text[:30],
)  # fmt: skip
def test_json_that_is_no_settings_file_is_told_as_such(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    preferences, notice = load(file)
    assert preferences == Preferences()
    assert notice.startswith("The settings could not be read")


@given(
    raw=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    ),
    name=st.sampled_from([field.name for field in fields(Preferences)]),
)
def test_a_field_of_any_wrong_kind_leaves_the_others_alone(
    raw: Any, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / "field.json"
    save(file, FULL)
    document = json.loads(file.read_text("utf-8"))
    document["preferences"][name] = raw
    file.write_text(json.dumps(document), "utf-8")
    preferences, _ = load(file)
    others = {field.name for field in fields(Preferences)} - {name}
    assert all(getattr(preferences, other) == getattr(FULL, other) for other in others)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("mode", "paid"), ("mode", None), ("theme", 3), ("tolerance", {"minor": 2.5, "currency": "usd"}),
        ("tolerance", {"minor": True}), ("origins", "Shop"), ("carrier_id", 7), ("contact_name", "\ud800"),
        ("mode", float("inf")), ("tolerance", {"minor": float("nan")}), ("carrier_id", float("-inf")),
        ("may_add_funds", 1),
    ],
)  # fmt: skip
def test_a_bad_value_stands_at_its_default(file: Path, name: str, bad: object) -> None:
    preferences = edited(file, **{name: bad})
    assert preferences == replace(FULL, **{name: getattr(Preferences(), name)})


def test_a_bad_field_inside_the_mail_setup_keeps_the_rest_of_it(file: Path) -> None:
    mail = {"host": "mail.example.com", "port": "587", "security": "none"}
    assert edited(file, mail=mail).mail == MailSetup(host="mail.example.com", security=MailSecurity.NONE)


def test_a_mail_setup_from_before_mails_were_edited_is_read_without_a_notice(file: Path) -> None:
    old = {
        "shop_name": "Pat's", "sender": "pat@example.com", "reply_to": "hello@example.com",
        "host": "mail.example.com", "port": 465, "security": "tls", "user": "pat",
    }  # fmt: skip
    file.write_text(json.dumps({"version": 1, "preferences": {"mail": old}}), "utf-8")
    preferences, notice = load(file)
    assert notice == ""
    assert preferences.mail == MailSetup(
        "Pat's", "pat@example.com", "hello@example.com", "mail.example.com", 465, MailSecurity.TLS, "pat"
    )
    assert (preferences.mail.tracking_notice, preferences.mail.return_by_mail) == (NoticeWhen.NEVER, False)
    save(file, preferences)
    assert load(file) == (preferences, "")


@pytest.mark.parametrize("bad", [{"language": "tlh"}, {"tracking_notice": "always"}, {"watch_days": "3"}])
def test_a_new_mail_setting_that_cannot_be_read_keeps_the_rest_of_the_setup(
    file: Path, bad: dict[str, object]
) -> None:
    assert edited(file, mail={"host": "mail.example.com", **bad}).mail == MailSetup(host="mail.example.com")


def test_a_printer_without_a_port_is_left_out_and_the_others_stay(file: Path) -> None:
    printers = [{"name": "Zebra"}, {"name": "Laser", "port": "cups:laser", "width": 4}, 7]
    assert edited(file, printers=printers).printers == (PrinterProfile("Laser", "cups:laser"),)


@pytest.mark.parametrize("width", ["1e999", "1" + "0" * 400])
def test_a_size_that_is_no_size_stands_at_its_default(file: Path, width: str) -> None:
    file.write_text(
        f'{{"version": 1, "preferences": {{"printers": [{{"name": "Z", "port": "p", "width": {width}}}]}}}}',
        "utf-8",
    )
    assert load(file)[0].printers == (PrinterProfile("Z", "p"),)


def test_settings_of_an_older_version_lack_fields_without_a_notice(file: Path) -> None:
    file.write_text('{"version": 1, "preferences": {"mode": "practice"}}', "utf-8")
    assert load(file) == (Preferences(mode=Mode.PRACTICE), "")


def test_settings_of_a_newer_version_are_used_as_far_as_known_and_kept(file: Path) -> None:
    file.write_text('{"version": 2, "preferences": {"mode": "live", "drone": {"speed": 3}}}', "utf-8")
    preferences, notice = load(file)
    assert preferences == Preferences(mode=Mode.LIVE)
    assert "newer Postwright" in notice
    save(file, preferences)
    assert "drone" in kept(file).read_text("utf-8")


def test_what_this_version_does_not_know_is_not_dropped_silently(file: Path) -> None:
    assert edited(file, colour="green") == FULL


@pytest.mark.skipif(os.name != "posix", reason="files have no such modes here")
def test_other_users_cannot_read_the_settings(file: Path) -> None:
    file.write_text("old and open", "utf-8")
    file.chmod(0o644)
    load(file)
    save(file, FULL)
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IMODE(kept(file).stat().st_mode) == 0o600


def test_what_a_crash_left_half_written_is_not_in_the_way(file: Path) -> None:
    file.with_name("settings.json.new").write_bytes(b'{"half')
    save(file, FULL)
    assert load(file) == (FULL, "")
    assert [one.name for one in file.parent.iterdir()] == ["settings.json"]


def test_a_folder_in_place_of_the_file_is_told_and_left_alone(file: Path) -> None:
    file.mkdir()
    preferences, notice = load(file)
    assert preferences == Preferences()
    assert "could not be opened" in notice
    with pytest.raises(Environment) as caught:
        save(file, FULL)
    assert caught.value.kind is FaultKind.FILE_UNWRITABLE
    assert [one.name for one in file.parent.iterdir()] == ["settings.json"]


def test_a_folder_that_is_gone_cannot_be_saved_in(tmp_path: Path) -> None:
    with pytest.raises(Environment):
        save(tmp_path / "gone" / "settings.json", FULL)


@pytest.mark.skipif(os.name != "posix", reason="files cannot be held small here")
def test_a_disk_that_takes_no_more_leaves_the_old_settings(file: Path) -> None:
    save(file, FULL)
    limited = (
        "import resource, signal, sys, pathlib;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100));"
        "from postwright.settings_file import save; from postwright.domain.preferences import Preferences;"
        "from postwright.domain.faults import Environment\n"
        "try:\n save(pathlib.Path(sys.argv[1]), Preferences())\n"
        "except Environment as fault:\n sys.exit(fault.kind.value)"
    )
    package = str(Path(__file__).resolve().parents[1] / "desktop")
    done = subprocess.run(
        [sys.executable, "-c", limited, str(file)],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": package},
    )  # fmt: skip
    assert done.stderr.strip() == "file_unwritable"
    assert load(file) == (FULL, "")
    assert [one.name for one in file.parent.iterdir()] == ["settings.json"]


def test_reading_the_settings_loads_no_slow_library() -> None:
    package = str(Path(__file__).resolve().parents[1] / "desktop")
    program = (
        "import postwright.settings_file, sys; print({'pydantic', 'tempfile', 'httpx'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": package},
    )  # fmt: skip
    assert done.stdout.strip() == "set()"
