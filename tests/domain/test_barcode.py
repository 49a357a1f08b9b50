"""The numbers on labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.barcode import (
    LabelCode,
    impb_check_digit,
    in_fours,
    is_impb,
    is_s10,
    make_impb,
    make_s10,
    read_label_code,
    s10_check_digit,
    squeeze,
)

REAL = "9400111899563821705427"


def made(serial: int) -> str:
    return make_impb(service_type="001", source="11", mailer="899563821", serial=serial)


@pytest.mark.parametrize("number", [REAL, "9475711201080308027034", "9475711899564878915476"])
def test_published_numbers_are_right(number: str) -> None:
    assert is_impb(number)


@pytest.mark.parametrize("number", ["1120014041604946070483", REAL[:-1], REAL[:-1] + "8", "٩" * 22, "x"])
def test_wrong_numbers_are_told(number: str) -> None:
    assert not is_impb(number)


@given(st.integers(0, 99_999), st.integers(0, 21), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(serial: int, place: int, shift: int) -> None:
    number = made(serial)
    wrong = str((int(number[place]) + shift) % 10)
    assert is_impb(number)
    assert not is_impb(number[:place] + wrong + number[place + 1 :])


def test_a_serial_number_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        made(100_000)
    with pytest.raises(ValueError, match="only digits"):
        impb_check_digit("12a")


@given(st.integers(0, 99_999_999))
def test_international_numbers_check_themselves(serial: int) -> None:
    number = make_s10(service="LZ", serial=serial)
    assert is_s10(number)
    assert not is_s10(number[:-3] + str((int(number[-3]) + 1) % 10) + "US")


def test_the_international_check_digit_has_its_two_exceptions() -> None:
    assert s10_check_digit("47312482") == 9
    assert {s10_check_digit(f"{serial:08d}") for serial in range(200)} >= {0, 5}
    with pytest.raises(ValueError, match="eight digits"):
        s10_check_digit("123")
    assert not is_s10("LZ12345678")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (REAL, LabelCode(REAL)),
        (f"420{18702}{REAL}", LabelCode(REAL, "18702")),
        (f"\x1d420187021234\x1d{REAL}", LabelCode(REAL, "187021234")),
        (f"(420)18702(94){REAL[2:]}", LabelCode(REAL, "18702")),
        (f"SAMPLE-{REAL}", LabelCode(REAL, sample=True)),
        (make_s10(service="CP", serial=7), LabelCode(make_s10(service="CP", serial=7))),
        ("https://example.com", None),
        (f"420{18702}{REAL[:-1]}0", None),
    ],
)
def test_a_scanned_code_is_taken_apart(text: str, code: LabelCode | None) -> None:
    assert read_label_code(text) == code


def test_tracking_numbers_read_in_groups_of_four() -> None:
    assert in_fours(REAL) == "9400 1118 9956 3821 7054 27"
    assert squeeze(" 9400 1118\t9956 ab ") == "940011189956AB"
