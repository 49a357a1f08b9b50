"""Letters that pass for others are pointed out; other alphabets by themselves are nobody's fault."""

from __future__ import annotations

import pytest

from postwright.domain.lookalikes import host_caution, mixes_alphabets


@pytest.mark.parametrize(
    "text", ["Ann Lee", "Κούπες του Πατ", "Пат и Ann", "例え です テスト", "", "R2-D2 №5"]
)
def test_words_in_one_alphabet_are_ordinary(text: str) -> None:
    assert not mixes_alphabets(text)


@pytest.mark.parametrize("text", ["Аnn", "Juniper Gооds", "ＰayPal", "𝐀nn"])
def test_a_word_in_two_alphabets_is_noticed(text: str) -> None:
    assert mixes_alphabets(text)


@pytest.mark.parametrize(
    "address", ["ann@example.org", "ANN@EXAMPLE.ORG", "nobody", "", "a@x..y", "a@" + "x" * 70]
)
def test_an_ordinary_address_needs_no_caution_and_no_address_gets_none(address: str) -> None:
    assert host_caution(address) == ""


@pytest.mark.parametrize("host", ["müller.example", "xn--mller-kva.example"])
def test_a_host_in_other_letters_is_shown_as_servers_know_it(host: str) -> None:
    said = host_caution(f"ann@{host}")
    assert "“xn--mller-kva.example”" in said
    assert "several alphabets" not in said


def test_a_host_that_passes_for_another_is_told_apart() -> None:
    said = host_caution("ann@gооgle.example")
    assert "xn--" in said
    assert "It mixes letters of several alphabets." in said
