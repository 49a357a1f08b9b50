"""Only an address that plainly leads to USPS or to the shop's own website is ever opened."""

from __future__ import annotations

import pytest

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.links import host_of, permitted, permitted_letter

OFFICE = "https://tools.usps.com/find-location.htm?locationType=po&serviceType=lbroretail&address=18702"
SHOP = "https://juniper.example"


def test_the_pages_of_usps_and_of_the_shop_may_be_opened() -> None:
    assert permitted(OFFICE) == OFFICE
    assert permitted("https://tools.usps.com:443/") == "https://tools.usps.com:443/"
    assert permitted("https://juniper.example/returns", SHOP) == "https://juniper.example/returns"


@pytest.mark.parametrize(
    "website", ["https://juniper.example", "juniper.example", " https://juniper.example/a"]
)
def test_the_shop_may_write_its_website_with_or_without_its_scheme(website: str) -> None:
    assert host_of(website) == "juniper.example"


@pytest.mark.parametrize(
    "website", ["", "  ", "http://juniper.example", "https://", "ftp://a", "jünîper.shop"]
)
def test_what_is_no_website_lets_nothing_more_be_opened(website: str) -> None:
    assert host_of(website) == ""
    with pytest.raises(BadInput):
        permitted("", website)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://tools.usps.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "https:tools.usps.com",
        "//tools.usps.com/",
        "https://tools.usps.com.evil.example/",
        "https://evil.example/tools.usps.com",
        "https://tools.usps.com@evil.example/",
        "https://evil.example@tools.usps.com/",
        "https://tools.usps.com:8443/",
        "https://tools.usps.com:port/",
        "https://tools.usps.com\\@evil.example/",
        "https://evil.example\\.tools.usps.com/",
        "https://tools.usps.com./",
        "https://tооls.usps.com/",
        "https://xn--tls-bedb.usps.com/",
        " https://tools.usps.com/",
        "https://tools.usps.com/\n",
        "https://tools.usps.com/\u202ehtm",
        "https://[tools.usps.com/",
        "https://tools.usps.com/" + "a" * 2000,
        "https://juniper.example.evil.example/",
    ],
)
def test_no_other_address_is_opened(address: str) -> None:
    with pytest.raises(BadInput) as caught:
        permitted(address, SHOP)
    assert caught.value.kind is FaultKind.LINK_REFUSED


LETTER = "mailto:ann@example.com?subject=Your%20code&body=Hello%0D%0AAnn"


@pytest.mark.row("X10")
@pytest.mark.parametrize(
    "address",
    [LETTER, "mailto:?subject=a&body=b", "mailto:ann+b@example.com", "mailto:a%23b@example.com?body="],
)
def test_a_letter_to_one_person_may_be_begun(address: str) -> None:
    assert permitted_letter(address) == address


@pytest.mark.row("X10", "X3")
@pytest.mark.parametrize(
    "address",
    [
        "",
        "ann@example.com",
        "MAILTO:ann@example.com",
        "https://tools.usps.com/",
        f"{LETTER}&bcc=evil@evil.example",
        "mailto:ann@example.com?bcc=evil@evil.example",
        "mailto:ann@example.com?cc=evil@evil.example",
        "mailto:ann@example.com?to=evil@evil.example",
        "mailto:ann@example.com?Subject=a",
        "mailto:ann@example.com?subject=a&subject=b",
        "mailto:ann@example.com?attach=/etc/passwd",
        "mailto:ann@example.com?attachment=/etc/passwd",
        "mailto:ann@example.com?%62cc=evil@evil.example",
        "mailto:ann@example.com?subject=a&amp;bcc=evil@evil.example",
        "mailto:ann@example.com?subject=a;bcc=evil@evil.example",
        "mailto:ann@example.com,evil@evil.example",
        "mailto:ann@example.com%2Cevil@evil.example",
        "mailto:ann%40evil.example%2C@example.com",
        "mailto:ann@example.com;evil@evil.example",
        "mailto:ann@example.com%0D%0ABcc:evil@evil.example",
        "mailto:ann@example.com\r\nBcc: evil@evil.example",
        "mailto:ann%0Ab@example.com",
        "mailto:Ann <ann@example.com>",
        "mailto:ann@exämple.com",
        "mailto:ann@example.com#x",
        "mailto:-attach@",
    ],
)
def test_a_letter_that_fills_in_more_is_refused(address: str) -> None:
    with pytest.raises(BadInput) as caught:
        permitted_letter(address)
    assert caught.value.kind is FaultKind.LINK_REFUSED
