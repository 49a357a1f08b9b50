"""Whatever is sent to an endpoint: never a crash, always a proper answer or a proper refusal."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from postwright.practice.app import PRACTICE_KEY
from tests.practice.requests import LIVE_KEY, NAMES, Furnished, parameters

SOURCES = {"shipengine", "carrier"}
TYPES = {"account_status", "business_rules", "validation", "security", "system"}
# Not the phase that explains: it traces every line and takes minutes.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
# Texts that mean something somewhere, beside any text at all; one is half a character.
WORDS = [
    "",
    " ",
    "se-1",
    "se-",
    "1",
    "-1",
    "usd",
    "kilogram",
    "2026-02-30",
    "1e400",
    "\x00",
    "\ud800",
    "%s",
    "'",
]
TIMES = ["2026-10-22", "2026-10-22T25:00Z", "9999-12-31T23:59:59-23:00", "0001-01-01T00:00:00+23:00"]
TEXTS = st.sampled_from(WORDS + TIMES) | st.text(st.characters(), max_size=20)
NUMBERS = (
    st.integers()
    | st.sampled_from([0, -1, 10**30, 1e308, 1e-308])
    | st.floats(allow_nan=False, allow_infinity=False)
)
LEAVES = st.none() | st.booleans() | NUMBERS | TEXTS
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
QUERIES = st.sampled_from(
    "page page_size sort_by sort_dir created_at_start created_at_end modified_at_start carrier_id shipment_id"
    " warehouse_id batch_id tag sales_order_id label_status label_ids ship_date_start rate_id tracking_number"
    " carrier_code label_download_type shipment_status pagesize refund_status rotation status".split()
)
ASKED = st.dictionaries(QUERIES, st.sampled_from(["1", "se-1", *TIMES]) | st.text(max_size=20), max_size=3)
# No dots and slashes alone: a client takes them for ways.
PARTS = st.text(min_size=1, max_size=30).filter(lambda text: "/" not in text and text.strip(".") != "")


def spoilt(draw: st.DrawFn, good: Any) -> Any:
    """A body in which one place holds something else, or nothing."""
    body = copy.deepcopy(good)
    places = list(_places(body))
    if not places:
        return draw(JSON)
    holder, key = draw(st.sampled_from(places))
    if draw(st.booleans()) or not isinstance(holder, dict):
        holder[key] = draw(JSON)
    else:
        del holder[key]
    return body


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield value, key
        yield from _places(item)


@st.composite
def contents(draw: st.DrawFn, good: Any) -> bytes:
    """A body: the good one spoilt in one or two places, any JSON, or any bytes at all."""
    match draw(st.integers(0, 9)):
        case 0:
            return draw(st.binary(max_size=50))
        case 1:
            return json.dumps(draw(JSON)).encode()
        case 2:
            return json.dumps(spoilt(draw, spoilt(draw, good))).encode()
        case _:
            return json.dumps(spoilt(draw, good)).encode()


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=12, phases=QUICK, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_request_breaks_the_carrier(name: str, furnished: Furnished, data: st.DataObject) -> None:
    client, world = furnished
    if "images" in name:
        client.headers["API-Key"] = data.draw(st.sampled_from([PRACTICE_KEY, LIVE_KEY]))
    parts = {}
    if data.draw(st.integers(0, 3)) == 0:
        parts = {part: data.draw(PARTS) for part in parameters(name)}
    query, content = data.draw(ASKED), data.draw(contents(world.body(name)))
    method = name.partition(" ")[0]
    check(client.request(method, world.path(name, **parts), params=query, content=content))


def check(reply: httpx.Response) -> None:
    """A proper answer: JSON, a document or nothing; or a refusal in the envelope of api.md 3.1."""
    assert reply.status_code < 500, reply.text
    if reply.status_code == 204:
        assert reply.content == b""
        return
    if not reply.headers["content-type"].startswith("application/json"):
        assert (reply.status_code, "/downloads/" in reply.url.path) == (200, True)
        return
    body = json.loads(reply.content, parse_constant=_no_constant)
    if reply.status_code >= 400:
        assert body["request_id"] == reply.headers["request-id"]
        assert body["errors"]
        for error in body["errors"]:
            assert error["error_source"] in SOURCES
            assert error["error_type"] in TYPES
            assert error["error_code"]
            assert error["message"]


def _no_constant(text: str) -> None:
    raise AssertionError(f"{text} is no JSON")
