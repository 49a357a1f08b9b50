"""Only an address that plainly leads to USPS or to the shop's own website is ever opened."""

from __future__ import annotations

import pytest

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.links import host_of, permitted

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
