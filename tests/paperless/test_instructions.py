"""The links to USPS have the form that its guide gives, and nothing from outside can bend them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.faults import BadInput
from postwright.paperless.instructions import HOST, label_id, office_link, print_link


def test_the_links_are_those_of_the_usps_guide() -> None:
    assert office_link("18702") == (
        "https://tools.usps.com/find-location.htm?locationType=po&serviceType=lbroretail&address=18702"
    )
    assert print_link("XYZZYPJK", "18702") == (
        "https://tools.usps.com/label-broker.htm?LabelID=XYZZYPJK&zip=18702"
    )


def test_the_links_stand_in_the_usps_guide_character_by_character(shared: Path) -> None:
    guide = (shared / "usps-guide.txt").read_text(encoding="utf-8")
    links = [link.rstrip(",.") for link in re.findall(r"https://tools\.usps\.com/\S+", guide)]
    assert links == [office_link("18702"), print_link("XYZZYPJK", "18702")]


@pytest.mark.parametrize("zip_code", ["97201-1234", " 97201 ", "972011234"])
def test_five_digits_of_a_longer_zip_are_used(zip_code: str) -> None:
    assert office_link(zip_code).endswith("address=97201")


@pytest.mark.parametrize("zip_code", ["", "9720", "K1A 0B1", "97201&x=1", "９７２０１", "97201\n97202"])
def test_what_is_no_zip_gets_no_link(zip_code: str) -> None:
    with pytest.raises(BadInput) as caught:
        office_link(zip_code)
    assert caught.value.field == "office_zip"
    with pytest.raises(BadInput) as caught:
        print_link("XYZZYPJK", zip_code)
    assert caught.value.field == "ship_from_zip"


def test_a_label_id_is_taken_as_people_copy_it() -> None:
    assert label_id(" xyzz ypjk\n") == "XYZZYPJK"


@pytest.mark.parametrize("text", ["", "ABC", "A" * 17, "XYZZ-PJK", "XYZZ&zip=1", "ÄÖÜÄÖÜÄÖ", "<b>XYZZ</b>"])
def test_what_is_no_label_id_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        label_id(text)
    assert caught.value.field == "broker_id"


@given(broker_id=st.text(max_size=20), zip_code=st.text(max_size=10))
def test_no_text_from_outside_leads_elsewhere(broker_id: str, zip_code: str) -> None:
    for code, place in ((broker_id, "97201"), ("XYZZYPJK", zip_code), (broker_id, zip_code)):
        try:
            link = print_link(code, place)
        except BadInput:
            continue
        parts = urlsplit(link)
        assert (parts.scheme, parts.netloc, parts.path) == ("https", HOST, "/label-broker.htm")
        assert set(parse_qs(parts.query)) == {"LabelID", "zip"}
        assert parts.fragment == ""
