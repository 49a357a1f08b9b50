"""Documents inside replies, and the Label ID wherever the carrier may have put it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.carrier.broker import label_id_of
from postwright.carrier.paper import papers_of, without_papers
from postwright.carrier.reading import parse
from postwright.carrier.wire import labels as wire
from postwright.domain.label import DocumentKind
from tests.carrier.answers import API, PNG, data, label

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
