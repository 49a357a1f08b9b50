"""What mail programs do to a mail: dark ones turn its colours over, careful ones leave its pictures out."""

from __future__ import annotations

import pytest

from postwright.ui.widgets.mail_looks import dark_colour, darkened, with_only, without_pictures

MAIL = """<!DOCTYPE html><html lang="en"><head><style>p { margin: 0 }</style></head>
<body style="margin:0;background-color:#eef1f5;"><table bgcolor="#ffffff" width="100%"><tr>
<td style="color:#1b2430;border-top:1px solid #d5dbe3">Caf&eacute; &#8212; &lt;b&gt; #1b2430<br></td>
<td bgcolor="#ffffff" style="background-color:#fff;background-image:linear-gradient(#fff,#fff);color:#1b2430">
<img src="cid:a" alt="QR code &quot;A&quot; &lt;i&gt;" width="200"
style="color:#1b2430;display:block;font-size:16px">
</td></tr></table><input disabled></body></html>"""


def brightness(colour: str) -> int:
    return sum(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def test_light_grounds_become_dark_and_dark_letters_light() -> None:
    assert brightness(dark_colour("#ffffff")) < 3 * 0x30
    assert brightness(dark_colour("#1b2430")) > 3 * 0xC0
    assert dark_colour("#fff") == dark_colour("#FFFFFF")


def test_a_darkened_mail_has_no_light_ground_and_says_the_same() -> None:
    dark = darkened(MAIL)
    assert f"background-color:{dark_colour('#eef1f5')}" in dark
    assert f'<table bgcolor="{dark_colour("#ffffff")}" width="100%">' in dark
    assert f"color:{dark_colour('#1b2430')};border-top:1px solid {dark_colour('#d5dbe3')}" in dark
    assert "Caf&eacute; &#8212; &lt;b&gt; #1b2430<br></td>" in dark
    assert dark.startswith("<!DOCTYPE html>")
    assert "<style>p { margin: 0 }</style>" in dark
    assert "<input disabled>" in dark


def test_a_ground_drawn_by_a_gradient_stays_white_when_darkened() -> None:
    dark = darkened(MAIL)
    assert (
        '<td bgcolor="#ffffff" style="background-color:#fff;background-image:linear-gradient(#fff,#fff);'
        f"color:{dark_colour('#1b2430')}"
    ) in dark


def test_a_mail_without_colours_comes_back_as_it_was() -> None:
    plain = "<p class=x>A &amp; B<br/>C</p>"
    assert darkened(plain) == plain
    assert without_pictures(plain) == plain


def test_a_blocked_picture_is_read_by_its_words_and_never_named() -> None:
    blocked = without_pictures(MAIL)
    assert "<img" not in blocked
    assert "cid:a" not in blocked
    words = "QR code &quot;A&quot; &lt;i&gt;"
    assert f'<span style="color:#1b2430;font-size:16px">{words}</span>' in blocked


@pytest.mark.parametrize("picture", ["<img>", "<img alt>", '<IMG SRC="x"/>'])
def test_a_blocked_picture_without_words_leaves_nothing_behind(picture: str) -> None:
    assert without_pictures(f"<p>{picture}</p>") == '<p><span style=""></span></p>'


def test_every_picture_but_the_mails_own_is_read_by_its_words() -> None:
    ours, other = "data:image/png;base64,T1VSUw==", "data:image/png;base64,T1RIRVI="
    for stranger in (other, "https://other.example/a.png", "file:///etc/hostname", ours + " ", "a.png"):
        html = f'<p><img src="{ours}"><img src="{stranger}" alt="Words"></p>'
        assert with_only(html, (b"OURS",)) == f'<p><img src="{ours}"><span style="">Words</span></p>'
