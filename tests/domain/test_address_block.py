"""A pasted address finds its fields."""

from dataclasses import replace

import pytest

from postwright.domain.address_block import split_block
from postwright.domain.draft import AddressText

ANN = AddressText("Ann Lee", "Acme Inc", "12 Main St", "Apt 4", "Portland", "OR", "97201-1234")


MAIN = AddressText("Ann Lee", "", "12 Main St", "", "Portland", "OR", "97201")
ACME = AddressText("", "Acme LLC", "1 A Rd", "", "New York", "NY", "10001")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Ann Lee\nAcme Inc\n12 Main St\nApt 4\nPortland, OR 97201-1234", ANN),
        ("Ann Lee\r\n12 Main St\r\nPortland OR 97201", MAIN),
        ("Ann Lee, 12 Main St, Portland, OR 97201, USA", MAIN),
        ("Acme LLC\n1 A Rd\nNew York, New York 10001\nUSA", ACME),
        ("12 Main St\nPortland OR 97201", replace(MAIN, name="")),
        ("Ann\nRose Cottage\nPortland OR 97201", replace(MAIN, name="Ann", line1="Rose Cottage")),
        ("Jo\nPSC 3 Box 4\nAPO AE 09021", AddressText("Jo", "", "PSC 3 Box 4", "", "APO", "AE", "09021")),
    ],
)
def test_a_block_is_split_into_the_lines_of_the_form(text: str, address: AddressText) -> None:
    assert split_block(text) == address


def test_a_phone_number_and_an_email_address_are_taken_where_they_stand_alone() -> None:
    found = split_block("Ann Lee\n12 Main St\nPortland, OR 97201\nPhone: (503) 555-0142\nann@example.com")
    assert found is not None
    assert (found.phone, found.email) == ("(503) 555-0142", "ann@example.com")


@pytest.mark.parametrize(
    "text", ["", "hello", "Ann Lee\n12 Main St", "1 King St\nToronto ON M5V 2T6", "Portland OR 97201"]
)
def test_text_without_city_state_and_zip_is_left_alone(text: str) -> None:
    assert split_block(text) is None
