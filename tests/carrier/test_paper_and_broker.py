"""Documents inside replies, and the Label ID wherever the carrier may have put it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.carrier.broker import label_id_of
from postwright.carrier.paper import papers_of, what_came, without_papers
from postwright.carrier.reading import parse
from postwright.carrier.wire import labels as wire
from postwright.domain.display_scheme import words_for
from postwright.domain.label import DocumentKind
from postwright.domain.shipment import Delivery
from tests.carrier.answers import API, PDF, PNG, data, label

PICTURE = f"{API}/v1/downloads/1/t/qr.png"


def wired(**more: Any) -> wire.Label:
    return wire.Label.model_validate(parse(json.dumps(label(**more)).encode()))


def package(**more: Any) -> dict[str, Any]:
    return {"packages": [more]}


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"paperless_download": {"handoff_code": " XYZZYPJK "}}, "XYZZYPJK"),
        (package(paperless_download={"handoff_code": "XYZZYPJK"}), "XYZZYPJK"),
        ({"alternative_identifiers": [{"type": "usps_label_broker_id", "value": "XYZZYPJK"}]}, "XYZZYPJK"),
        (package(alternative_identifiers=[{"type": "QR_ID", "value": "XYZZYPJK"}]), "XYZZYPJK"),
        ({"alternative_identifiers": [{"type": "last_mile", "value": "XYZZYPJK"}]}, ""),
        (
            {"paperless_download": {"href": "https://tools.usps.com/x.htm?LabelID=XYZZYPJK&zip=97204"}},
            "XYZZYPJK",
        ),
        ({"qr_code_download": {"href": "https://tools.usps.com/x.htm?labelid=XYZZYPJK"}}, "XYZZYPJK"),
        ({"label_download": {"href": f"{PICTURE}?LabelID=XYZZYPJK"}}, "XYZZYPJK"),
        ({"paperless_download": {"href": "https://[broken"}}, ""),
        ({"paperless_download": {"instructions": "Show the code. Your ID: XYZZYPJK."}}, "XYZZYPJK"),
        (
            {"paperless_download": {"instructions": "The Label ID is XYZZYPJK, tell it to the clerk."}},
            "XYZZYPJK",
        ),
        ({"paperless_download": {"instructions": "Take XYZZYPJK to any office."}}, "XYZZYPJK"),
        ({"paperless_download": {"instructions": "SHOW THIS AT YOUR LOCATION"}}, ""),
        ({"paperless_download": {"instructions": "SHOW X1ZZYPJK AT YOUR LOCATION"}}, "X1ZZYPJK"),
        ({"paperless_download": {"instructions": "Call 8002758777 or take XYZZYPJK or BCDFGHJK."}}, ""),
        ({"paperless_download": {"instructions": "Code: 8002758777"}}, ""),
        ({"paperless_download": {"instructions": "tracking 9400111899563821705427"}}, ""),
        ({"paperless_download": {}}, ""),
        ({}, ""),
    ],
)
def test_the_label_id_is_found_where_it_stands(more: dict[str, Any], found: str) -> None:
    assert label_id_of(wired(**more)).value == found


def test_the_places_are_searched_in_the_stated_order() -> None:
    everywhere = {
        "paperless_download": {"handoff_code": "FIRST111", "instructions": "ID: LAST4444"},
        "packages": [{"paperless_download": {"handoff_code": "SECOND22"}}],
        "alternative_identifiers": [{"type": "label_broker", "value": "THIRD333"}],
    }
    assert label_id_of(wired(**everywhere)).value == "FIRST111"
    everywhere["paperless_download"] = {"instructions": "ID: LAST4444"}
    assert label_id_of(wired(**everywhere)).value == "SECOND22"
    everywhere["packages"] = []
    assert label_id_of(wired(**everywhere)).value == "THIRD333"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Su ID de etiqueta es XYZZYPJK. Llame al 1-800-275-8777.", "XYZZYPJK"),
        ("Muestre este código: XYZZYPJK en la oficina de correos.", "XYZZYPJK"),
        ("ID DE LA ETIQUETA XYZZYPJK", "XYZZYPJK"),
        ("Número: 9400111899563821705427. Identificador: XYZZYPJK", "XYZZYPJK"),
        ("IMPORTANT: show XYZZYPJK at any of the LOCATIONS", "XYZZYPJK"),
        ("IMPORTANTE: muestre el código en la oficina.", ""),
        ("Questions? 800ASKUSPS or 1-800-ASK-USPS", ""),
        ("Label Broker ID XYZZYPJK, or call (800) 275-8777 / 8002758777", "XYZZYPJK"),
        ("<p>Your code is <b>X1ZZ4PJK</b></p>", "X1ZZ4PJK"),
        ("Show it before 20261130 at ZIP 972041234.", ""),
        ("xyzzypjk", ""),
    ],
)
def test_instructions_in_english_and_spanish_with_telephone_numbers_are_understood(
    words: str, found: str
) -> None:
    assert label_id_of(wired(paperless_download={"instructions": words})).value == found


def test_every_place_is_named_and_they_are_asked_in_the_stated_order() -> None:
    link = "https://tools.usps.com/label-broker.htm?LabelID=FOURTH44&zip=97204"
    whole: dict[str, Any] = {
        "paperless_download": {"handoff_code": "FIRST111", "href": link, "instructions": "ID: FIFTH555"},
        "packages": [{"paperless_download": {"handoff_code": "SECOND22"}}],
        "alternative_identifiers": [{"type": "label_broker", "value": "THIRD333"}],
    }
    seen = []
    for emptied in (None, "handoff_code", "packages", "alternative_identifiers", "href", "instructions"):
        if emptied in whole:
            whole[emptied] = None
        elif emptied:
            whole["paperless_download"][emptied] = None
        found = label_id_of(wired(**whole))
        seen.append((found.value, found.source, len(found.notes)))
    assert seen == [
        ("FIRST111", "handoff_code", 4),
        ("SECOND22", "package_handoff_code", 3),
        ("THIRD333", "identifier", 2),
        ("FOURTH44", "link", 1),
        ("FIFTH555", "instructions", 0),
        ("", "", 0),
    ]


def test_candidates_that_differ_are_told_and_the_first_wins() -> None:
    found = label_id_of(
        wired(
            paperless_download={"handoff_code": "FIRST111"},
            packages=[{"paperless_download": {"handoff_code": "FIRST111"}}],
            alternative_identifiers=[{"type": "QR", "value": "OTHER222"}],
        )
    )
    assert found.value == "FIRST111"
    (note,) = found.notes
    assert note.startswith("The carrier also gave the Label ID OTHER222 (the label's other identifiers).")


@pytest.mark.parametrize(
    ("code", "value", "source"),
    [
        ("xyzz-ypjk", "XYZZYPJK", "handoff_code"),
        ("https://tools.usps.com/label-broker.htm?LabelID=XYZZYPJK&zip=97204", "XYZZYPJK", "link"),
        ("https://evil.example/", "", ""),
        ("n/a", "", ""),
        ("<b>XYZZYPJK</b>", "", ""),
    ],
)
def test_a_handoff_code_is_a_label_id_or_is_none(code: str, value: str, source: str) -> None:
    found = label_id_of(wired(paperless_download={"handoff_code": code}))
    assert (found.value, found.source) == (value, source)
    assert bool(found.notes) == (not value and "://" not in code)


@pytest.mark.parametrize(
    "nothing", [None, [], [{}], [{"paperless_download": None}], [{"paperless_download": {}}]]
)
def test_null_members_are_nothing(nothing: object) -> None:
    found = label_id_of(
        wired(
            packages=nothing,
            alternative_identifiers=None,
            paperless_download={"href": None, "instructions": None, "handoff_code": None},
            qr_code_download={"href": None},
            label_download=None,
        )
    )
    assert (found.value, found.source, found.notes) == ("", "", ())


def test_every_place_that_the_specification_has_is_read(shared: Path) -> None:
    spec = json.loads((shared / "openapi.json").read_text("utf-8"))["components"]["schemas"]
    assert set(spec["paperless_download"]["properties"]) == set(wire.Paperless.model_fields)
    assert set(spec["alternative_identifier"]["properties"]) == set(wire.Identifier.model_fields)
    assert set(spec["label_download"]["properties"]) == set(wire.Download.model_fields)
    assert set(spec["display_scheme"]["enum"]) == {"label", *words_for(Delivery.QR, "paperless")[:1],
                                                   *words_for(Delivery.BOTH, "paperless")[:1]}  # fmt: skip


def test_a_recorded_label_has_the_places_and_nothing_in_them(shared: Path) -> None:
    text = (shared / "recordings.json").read_text("utf-8")
    replies = [one for one in labels_in(json.loads(text)) if "paperless_download" in one]
    assert replies
    for reply in replies:
        found = wire.Label.model_validate(parse(json.dumps(reply).encode()))
        assert label_id_of(found).value == ""
        assert DocumentKind.QR not in {link.kind for link in papers_of(found)[0]}


def labels_in(recorded: Any) -> Iterator[dict[str, Any]]:
    """Every label's reply, however deep."""
    if isinstance(recorded, dict):
        if "label_id" in recorded and "label_download" in recorded:
            yield recorded
        recorded = list(recorded.values())
    if isinstance(recorded, str) and recorded.startswith("{"):
        recorded = [json.loads(recorded)]
    if isinstance(recorded, list):
        for one in recorded:
            yield from labels_in(one)


def test_a_code_may_come_as_a_pdf_inside_the_reply_and_a_web_page_may_not() -> None:
    for content, kinds in ((PDF, [DocumentKind.QR]), (PNG, [DocumentKind.QR]), (b"<html></html>", [])):
        reply = wired(label_download=None, paperless_download={"href": data("text/html", content)})
        assert [document.kind for document in papers_of(reply)[1]] == kinds


def test_all_links_to_a_code_are_kept_in_order_and_each_once() -> None:
    page = "https://tools.usps.com/label-broker.htm?LabelID=XYZZYPJK"
    reply = wired(
        display_scheme="qr_code",
        paperless_download={"href": page},
        packages=[{"paperless_download": {"href": page}}],
        label_download={"png": PICTURE, "href": PICTURE},
    )
    assert [link.href for link in papers_of(reply)[0]] == [page, PICTURE]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!DOCTYPE html><p>Label Broker", "leads to a web page"),
        (b"  \n<html>", "leads to a web page"),
        (b"GIF89a", "neither a whole PNG picture nor a PDF"),
        (b"", "neither a whole PNG picture nor a PDF"),
    ],
)
def test_what_came_in_place_of_a_code_is_told(content: bytes, said: str) -> None:
    assert said in what_came(DocumentKind.QR, content)
    assert what_came(DocumentKind.PDF, b"x") == "What came is not a whole PDF."


@pytest.mark.parametrize(
    "more",
    [
        {"paperless_download": {"href": PICTURE}},
        {"qr_code_download": {"href": PICTURE}},
        package(paperless_download={"href": PICTURE}),
        package(qr_code_download={"href": PICTURE}),
        {
            "display_scheme": "qr_code",
            "label_download": {"png": PICTURE, "href": f"{API}/a.zpl", "zpl": f"{API}/a.zpl"},
        },
        {"display_scheme": "qr_code", "label_download": {"href": PICTURE}},
    ],
)
def test_the_qr_picture_is_linked_from_any_place(more: dict[str, Any]) -> None:
    links, _ = papers_of(wired(**({"label_download": None} | more)))
    assert [(link.kind, link.href) for link in links] == [(DocumentKind.QR, PICTURE)]


def test_one_document_of_each_kind_is_enough() -> None:
    twice = {"png": data("image/png", PNG), "href": data("image/png", PNG + b"2")}
    _, documents = papers_of(wired(label_download=twice))
    assert [document.content for document in documents] == [PNG]


@given(st.lists(st.sampled_from(['"a"', '"data:x;base64,QUJD"', ":", "{", '"data:', "}", ","]), max_size=12))
def test_cutting_documents_out_leaves_everything_else(parts: list[str]) -> None:
    text = "".join(parts)
    if parts.count('"data:'):
        assert len(without_papers(text)) <= len(text)
    else:
        assert without_papers(text) == text.replace("data:x;base64,QUJD", "data:")
