"""A SCAN form: what its barcode says, why there are several, and what came of requests is kept together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.scan_form import (
    FormAnswer,
    FormCode,
    FormRequest,
    LeftOut,
    ScanForm,
    read_form_code,
    why_several,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FORM = ScanForm("se-1", "9475711201080308027034", date(2026, 11, 22), NOW, ("se-7",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9475711201080308027034", FormCode("9475711201080308027034")),
        ("(94)75711201080308027034", FormCode("9475711201080308027034")),
        # One of the published numbers has no valid check digit (api.md 25.4).
        ("1120014041604946070483", FormCode("1120014041604946070483")),
        ("SAMPLE-9475711201080308027034", FormCode("9475711201080308027034", sample=True)),
        ("PS5630", None),
        ("5630", None),
        ("https://usps.com/94757112010803080270", None),
    ],
)
def test_the_number_of_a_form_is_read_from_its_barcode(text: str, code: FormCode | None) -> None:
    assert read_form_code(text) == code


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"ship_date": date(2026, 11, 23)}, "one day only."),
        ({"carrier_id": "se-2"}, "one account only."),
        ({"warehouse_id": "se-3"}, "one place only."),
        ({}, "Each parcel is on one."),
    ],
)
def test_several_forms_say_why_there_are_several(changes: dict[str, object], why: str) -> None:
    other = replace(FORM, form_id="se-2", **changes)  # type: ignore[arg-type]
    said = why_several((FORM, other))
    assert said.startswith("The carrier made 2 forms")
    assert said.endswith(why)
    assert why_several((FORM,)) == ""


def test_what_is_heard_of_one_request_forgets_nothing_of_the_others() -> None:
    late = LeftOut("se-9", "Too late.")
    open_now = (FormRequest("r1", "in_progress"), FormRequest("r2", "in_progress"))
    answer = FormAnswer((FORM,), open_now, (late,))
    second = replace(FORM, form_id="se-2", label_ids=("se-8",))
    news = FormAnswer((FORM, second), (FormRequest("r1", "completed"),), (late, LeftOut("se-6", "Void.")))
    heard = answer.with_news("r1", news)
    assert [form.form_id for form in heard.forms] == ["se-1", "se-2"]
    assert heard.open_requests == (FormRequest("r2", "in_progress"),)
    assert [one.label_id for one in heard.left_out] == ["se-9", "se-6"]
    assert heard.with_news("r2", FormAnswer(left_out=(late,))).open_requests == ()


@given(st.permutations(["r1", "r2", "r3"]))
def test_in_whatever_order_the_requests_end_all_forms_are_kept(order: list[str]) -> None:
    answer = FormAnswer(requests=tuple(FormRequest(one, "in_progress") for one in ("r1", "r2", "r3")))
    for name in order:
        news = FormAnswer((replace(FORM, form_id=f"form of {name}"),), (FormRequest(name, "completed"),))
        answer = answer.with_news(name, news)
    assert {form.form_id for form in answer.forms} == {f"form of {name}" for name in order}
    assert answer.open_requests == ()
