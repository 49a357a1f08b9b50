"""Other programs are opened through one door, with one argument and no shell, and only for what is ours."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from postwright import outside
from postwright.domain.faults import BadInput, Environment, FaultKind
from tests.fakes.openers import MAIL_FILE, MAILTO, Desktop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS have openers of their own")
WRITTEN = "mailto:ann@example.com?subject=Your%20code"
OFFICE = "https://tools.usps.com/find-location.htm?locationType=po&serviceType=lbroretail&address=18702"


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    return Desktop(tmp_path, monkeypatch)


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    folder = tmp_path / "mails"
    folder.mkdir()
    file = folder / "qr-code-A-1001.eml"
    file.write_bytes(b"X-Unsent: 1\r\n")
    return file


def test_a_mail_program_gets_the_file(desktop: Desktop, mail: Path) -> None:
    desktop.opens(MAIL_FILE, MAILTO)
    assert outside.open_mail(mail, mail.parent, WRITTEN) is outside.Opened.FILE
    assert desktop.opened == [str(mail)]


def test_where_no_program_takes_files_the_address_and_the_text_are_given(
    desktop: Desktop, mail: Path
) -> None:
    desktop.opens(MAILTO)
    assert outside.open_mail(mail, mail.parent, WRITTEN) is outside.Opened.MAILTO
    assert desktop.opened == [WRITTEN]


@pytest.mark.parametrize("kinds", [(), ("text/plain",)])
def test_without_a_mail_program_it_is_said(desktop: Desktop, mail: Path, kinds: tuple[str, ...]) -> None:
    desktop.opens(*kinds)
    with pytest.raises(Environment) as caught:
        outside.open_mail(mail, mail.parent, WRITTEN)
    assert caught.value.kind is FaultKind.NO_MAIL_PROGRAM
    assert desktop.opened == []


def test_an_opener_that_fails_opened_nothing(desktop: Desktop, mail: Path) -> None:
    desktop.opens(MAIL_FILE, MAILTO, code=4)
    with pytest.raises(Environment) as caught:
        outside.open_mail(mail, mail.parent, WRITTEN)
    assert caught.value.kind is FaultKind.NO_MAIL_PROGRAM


def test_a_computer_without_a_desktop_is_told(desktop: Desktop, mail: Path) -> None:
    with pytest.raises(Environment):
        outside.open_mail(mail, mail.parent, WRITTEN)
    with pytest.raises(Environment) as caught:
        outside.open_link(OFFICE)
    assert caught.value.kind is FaultKind.NO_BROWSER


def test_no_file_but_a_mail_of_ours_is_opened(desktop: Desktop, mail: Path) -> None:
    desktop.opens(MAIL_FILE, MAILTO)
    other = mail.parent.parent / "other.eml"
    other.write_bytes(b"")
    script = mail.with_suffix(".desktop")
    script.write_bytes(b"")
    led_out = mail.with_name("link.eml")
    led_out.symlink_to(other)
    for file in (other, script, led_out, mail.with_name("gone.eml"), mail.parent / ".." / "other.eml"):
        with pytest.raises(BadInput) as caught:
            outside.open_mail(file, mail.parent, WRITTEN)
        assert caught.value.kind is FaultKind.LINK_REFUSED
    for address in ("https://a.example", "file:///etc/passwd", "ann@example.com", "mailto:a\nb", "mailto:é"):
        with pytest.raises(BadInput):
            outside.open_mail(mail, mail.parent, address)
    assert desktop.opened == []


def test_a_page_of_usps_is_shown_and_no_other(desktop: Desktop) -> None:
    desktop.opens()
    outside.open_link(OFFICE)
    for address in ("https://evil.example/", "file:///etc/passwd", "http://tools.usps.com/", "-rf"):
        with pytest.raises(BadInput):
            outside.open_link(address)
    assert desktop.opened == [OFFICE]


def test_words_of_a_shell_are_only_words(desktop: Desktop, tmp_path: Path) -> None:
    desktop.opens(MAIL_FILE)
    folder = tmp_path / "$(touch ran); touch ran"
    folder.mkdir()
    mail = folder / "a b;c.eml"
    mail.write_bytes(b"")
    outside.open_mail(mail, folder, WRITTEN)
    assert desktop.opened == [str(mail)]
    assert not list(tmp_path.rglob("ran"))


def test_the_opener_does_not_learn_the_key(
    desktop: Desktop, mail: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTWRIGHT_API_KEY", "TEST_secret")
    desktop.opens(MAIL_FILE)
    outside.open_mail(mail, mail.parent, WRITTEN)
    assert desktop.known("POSTWRIGHT_API_KEY") == {""}


def test_a_frozen_program_gives_the_opener_the_system_s_libraries(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.opens()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/postwright")
    outside.open_link(OFFICE)
    assert desktop.known("LD_LIBRARY_PATH") == {""}
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/lib")
    outside.open_link(OFFICE)
    assert desktop.known("LD_LIBRARY_PATH") == {"", "/usr/lib"}


# ---------------------------------------------------------------- a page of ours


@pytest.fixture
def page(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    file = folder / "mail.html"
    file.write_text("<p>Hello</p>")
    return file


def test_the_browser_gets_a_page_that_we_wrote(desktop: Desktop, page: Path) -> None:
    desktop.opens()
    outside.open_page(page, page.parent)
    assert desktop.opened == [str(page)]


def test_no_other_file_is_shown_in_the_browser(desktop: Desktop, page: Path, tmp_path: Path) -> None:
    desktop.opens()
    elsewhere = tmp_path / "elsewhere.html"
    elsewhere.write_text("<p>Not ours</p>")
    link = page.parent / "link.html"
    link.symlink_to(elsewhere)
    script = page.parent / "mail.desktop"
    script.write_text("[Desktop Entry]")
    for file in (elsewhere, link, script, page.parent / "gone.html", page.parent):
        with pytest.raises(BadInput) as caught:
            outside.open_page(file, page.parent)
        assert caught.value.kind is FaultKind.LINK_REFUSED
    assert desktop.opened == []


def test_a_page_that_no_browser_opened_is_told(desktop: Desktop, page: Path) -> None:
    desktop.opens(code=3)
    with pytest.raises(Environment) as caught:
        outside.open_page(page, page.parent)
    assert caught.value.kind is FaultKind.NO_BROWSER
