"""A child process gets everything but the key."""

from __future__ import annotations

from postwright.domain.child_environment import KEY_VARIABLE, child_environment


def test_the_key_is_left_out_and_the_rest_goes_along() -> None:
    ours = {KEY_VARIABLE: "TEST_abc", "PATH": "/bin", "LC_ALL": "de"}
    assert child_environment(ours, LC_ALL="C", THREADS="1") == {"PATH": "/bin", "LC_ALL": "C", "THREADS": "1"}
