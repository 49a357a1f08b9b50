"""The locked libraries are complete, hashed, and say nothing of where they came from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.txt", "requirements-dev.txt"]
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
SYSTEMS = ["linux", "darwin", "win32"]


def locked(name: str) -> list[Requirement]:
    text = (ROOT / "installer" / name).read_text("utf-8")
    return [
        Requirement(line.rstrip(" \\")) for line in text.splitlines() if line and not line.startswith(" ")
    ]


def wanted(*extras: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lists = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    return [Requirement(line) for lines in lists for line in lines]


def spelled(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def chosen(name: str, python: str, system: str) -> dict[str, Requirement]:
    """What pip would install from a lock on that Python and system."""
    here = {"python_version": python, "python_full_version": f"{python}.4", "sys_platform": system}
    return {spelled(one.name): one for one in locked(name) if one.marker is None or one.marker.evaluate(here)}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name: str) -> None:
    text = (ROOT / "installer" / name).read_text("utf-8")
    assert not re.findall(r"://|--\w*index|--find-links|file:", text)


@pytest.mark.parametrize("name", LOCKS)
def test_everything_locked_has_hashes(name: str) -> None:
    text = (ROOT / "installer" / name).read_text("utf-8").replace("\\\n", " ")
    assert all("--hash=sha256:" in line for line in text.splitlines())


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(("name", "extras"), [(LOCKS[0], ["build"]), (LOCKS[1], ["build", "dev"])])
def test_a_lock_holds_what_the_project_asks_for(
    name: str, extras: list[str], python: str, system: str
) -> None:
    here = {"python_version": python, "sys_platform": system}
    asked = [one for one in wanted(*extras) if one.marker is None or one.marker.evaluate(here)]
    have = chosen(name, python, system)
    missing = [str(one) for one in asked if spelled(one.name) not in have]
    assert not missing
    versions = [(one, next(iter(have[spelled(one.name)].specifier)).version) for one in asked]
    assert not [str(one) for one, version in versions if version not in one.specifier]


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_what_is_tested_is_what_runs(python: str, system: str) -> None:
    run, tested = (chosen(name, python, system) for name in LOCKS)
    assert {name: str(one.specifier) for name, one in run.items()} == {
        name: str(tested[name].specifier) for name in run
    }


def test_every_library_has_a_lower_and_an_upper_bound() -> None:
    for one in wanted("build", "dev"):
        assert {">=", "<"} <= {part.operator for part in one.specifier}, str(one)
