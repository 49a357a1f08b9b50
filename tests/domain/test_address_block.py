"""A pasted address finds its fields."""

from dataclasses import replace

import pytest

from postwright.domain.address_block import looks_like_block, split_block
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
        ("Ann Lee\n12 Main St Apt 4\nPortland OR 97201", replace(MAIN, line2="Apt 4")),
        ("Ann Lee\n12 Main St, Apt 4\nPortland OR 97201", replace(MAIN, line2="Apt 4")),
        ("Ann Lee\n12 Main St # 4B\nPortland OR 97201", replace(MAIN, line2="# 4B")),
        ("Ann Lee\n12 Main St, Suite 200\nPortland OR 97201", replace(MAIN, line2="Suite 200")),
        ("Ann Lee\n12 Unit St\nPortland OR 97201", replace(MAIN, line1="12 Unit St")),
        ("Ann Lee, 12 Main St, Apt 4, Portland, OR, 97201", replace(MAIN, line2="Apt 4")),
        ("Ann Lee\n12 Main St\nPortland, Oregon\n97201", MAIN),
        ("Jo\nPSC 3 Box 4\nAPO AE 09021", AddressText("Jo", "", "PSC 3 Box 4", "", "APO", "AE", "09021")),
    ],
)
def test_a_block_is_split_into_the_lines_of_the_form(text: str, address: AddressText) -> None:
    assert split_block(text) == address


JEAN = AddressText("Jean Tremblay", "", "100 King St W", "", "Toronto", "ON", "M5X 1A9", "CA")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Jean Tremblay\n100 King St W\nToronto ON M5X 1A9\nCanada", JEAN),
        ("Jean Tremblay\n100 King St W\nToronto, Ontario  m5x1a9", JEAN),
        ("Jean Tremblay\n100 King St W\nToronto (ON)\nM5X-1A9\nCANADA", JEAN),
        ("Jean Tremblay, 100 King St W, Toronto, ON, M5X 1A9, Canada", JEAN),
        (
            "Jean Tremblay\n12 Rue St-Paul Apt 3\nMontréal (Québec) H2Y 1G7\nCanada",
            replace(
                JEAN,
                line1="12 Rue St-Paul",
                line2="Apt 3",
                city="Montréal",
                state="QC",
                postal_code="H2Y 1G7",
            ),
        ),
    ],
)
def test_a_canadian_address_is_split_too(text: str, address: AddressText) -> None:
    assert split_block(text) == address


def test_another_country_is_not_taken_for_these_two() -> None:
    assert split_block("Jo\n1 A St\nPortland OR 97201\nCanada") is None


@pytest.mark.parametrize(
    ("text", "is_block"),
    [
        ("Ann\n1 Rue Foch\n75001 Paris", True),
        ("Ann, 1 Rue Foch, 75001 Paris", True),
        ("Smith, Jones, Brown LLC", False),
        ("Bartholomew Featherstonehaugh", False),
    ],
)
def test_a_block_is_told_from_a_name(text: str, is_block: bool) -> None:
    assert looks_like_block(text) is is_block


def test_a_phone_number_and_an_email_address_are_taken_where_they_stand_alone() -> None:
    found = split_block("Ann Lee\n12 Main St\nPortland, OR 97201\nPhone: (503) 555-0142\nann@example.com")
    assert found is not None
    assert (found.phone, found.email) == ("(503) 555-0142", "ann@example.com")


@pytest.mark.parametrize(
    "text", ["", "hello", "Ann Lee\n12 Main St", "Jo\n1 King St\nToronto ON", "Portland OR 97201"]
)
def test_text_without_city_state_and_zip_is_left_alone(text: str) -> None:
    assert split_block(text) is None
