"""Secrets go to a keyring that encrypts or stay in memory, and show themselves nowhere."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import keyring
import pytest
import secretstorage.exceptions
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import InitError, KeyringError, KeyringLocked, PasswordDeleteError, PasswordSetError

from postwright.domain.advice import Action
from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.sentences import sentence
from postwright.secret_store import TRUSTED, Secret, SecretName, SecretStore

KEY = SecretName.API_KEY
PASSWORD = SecretName.MAIL_PASSWORD
Attempt = Callable[[], object]


class Drawer(KeyringBackend):
    """A keyring as another library would bring it: it keeps things in a dictionary."""

    viable = False  # keyring must not find these by itself

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("no such password")
        del self.kept[service, username]


class Forgetful(Drawer):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = "*****"


class Trouble(Drawer):
    """Fails at everything in one way."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class Waiting(Drawer):
    """Shows a window and waits until a person has typed a password into it."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = threading.Event()
        self.windows = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.windows += 1
        self.typed.wait(30)
        return super().get_password(service, username)


OF_THIS_FILE = frozenset(
    f"{one.__module__}.{one.__qualname__}" for one in (Drawer, Forgetful, Trouble, Waiting)
)


def use(backend: KeyringBackend, patience: float = 10.0) -> SecretStore:
    keyring.set_keyring(backend)
    return SecretStore("Postwright test", trusted=OF_THIS_FILE, patience=patience)


@pytest.fixture(autouse=True)
def the_old_keyring_afterwards() -> Iterator[None]:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


def test_a_key_is_there_after_a_restart(drawer: Drawer) -> None:
    use(drawer).keep(KEY, "TEST_abc", session_only=False)
    kept = use(drawer).get(KEY)
    assert kept is not None
    assert kept.reveal() == "TEST_abc"
    assert drawer.kept == {("Postwright test", "api-key"): "TEST_abc"}


def test_nothing_kept_is_none(drawer: Drawer) -> None:
    assert use(drawer).get(KEY) is None


def test_a_key_for_this_session_reaches_no_keyring(drawer: Drawer) -> None:
    store = use(drawer)
    store.keep(KEY, "TEST_abc", session_only=True)
    held = store.get(KEY)
    assert held is not None
    assert held.reveal() == "TEST_abc"
    assert drawer.kept == {}
    assert use(drawer).get(KEY) is None


def test_a_kept_key_takes_the_place_of_the_one_for_the_session(drawer: Drawer) -> None:
    store = use(drawer)
    store.keep(KEY, "old", session_only=True)
    store.keep(KEY, "new", session_only=False)
    held = store.get(KEY)
    assert held is not None
    assert held.reveal() == "new"


def test_two_services_and_two_names_do_not_mix(drawer: Drawer) -> None:
    store = use(drawer)
    store.keep(KEY, "one", session_only=False)
    store.keep(PASSWORD, "two", session_only=False)
    other = SecretStore("Postwright live", trusted=OF_THIS_FILE)
    assert other.get(KEY) is None
    store.forget(KEY)
    kept = store.get(PASSWORD)
    assert kept is not None
    assert kept.reveal() == "two"
    assert store.get(KEY) is None


def test_forgetting_what_is_not_there_is_harmless(drawer: Drawer) -> None:
    store = use(drawer)
    store.forget(KEY)
    store.keep(KEY, "x", session_only=True)
    store.forget(KEY)
    assert store.get(KEY) is None


@pytest.mark.row("S5")
@pytest.mark.parametrize("pasted", [" TEST_abc\n", "\r\n\tTEST_abc ", "TEST_abc\u00a0"])
def test_blanks_around_a_pasted_key_are_dropped(drawer: Drawer, pasted: str) -> None:
    assert use(drawer).keep(KEY, pasted, session_only=False).reveal() == "TEST_abc"


def test_blanks_inside_a_password_are_part_of_it(drawer: Drawer) -> None:
    assert use(drawer).keep(PASSWORD, " abcd efgh ", session_only=False).reveal() == "abcd efgh"


def test_a_password_may_have_letters_of_any_alphabet(drawer: Drawer) -> None:
    kept = use(drawer)
    kept.keep(PASSWORD, "schön “ключ”", session_only=False)
    found = use(drawer).get(PASSWORD)
    assert found is not None
    assert found.reveal() == "schön “ключ”"


@pytest.mark.row("S5")
@pytest.mark.parametrize(
    ("name", "text"),
    [
        *product(SecretName, ["", "  \n", "a\nb", "a\x00b", "x" * 1001, "a\x7f"]),
        *((SecretName.API_KEY, text) for text in ("ключ", "“quoted”")),
    ],
)
def test_what_can_be_no_key_is_refused_without_being_repeated(
    drawer: Drawer, name: SecretName, text: str
) -> None:
    with pytest.raises(BadInput) as caught:
        use(drawer).keep(name, text, session_only=False)
    assert caught.value.field == name
    assert caught.value.detail == ""
    assert sentence(caught.value).action in (Action.PASTE_KEY, Action.MAIL_SETTINGS)
    assert drawer.kept == {}


def test_what_another_program_wrote_there_is_no_key(drawer: Drawer) -> None:
    drawer.kept["Postwright test", "api-key"] = "a\r\nHost: elsewhere"
    assert use(drawer).get(KEY) is None


def test_a_secret_never_shows_itself(drawer: Drawer) -> None:
    secret = use(drawer).keep(KEY, "TEST_hidden", session_only=True)
    assert f"{secret} {secret!r} {[secret]}" == "[secret] [secret] [[secret]]"
    assert not hasattr(secret, "__dict__")
    assert isinstance(secret, Secret)


# ---------------------------------------------------------------- keyrings that may not be used


@pytest.mark.row("S3")
@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, Drawer])
def test_a_keyring_that_is_not_on_the_list_is_never_used(backend: type[KeyringBackend]) -> None:
    keyring.set_keyring(backend())
    store = SecretStore("Postwright test")
    attempts: list[Attempt] = [lambda: store.get(KEY), lambda: store.keep(KEY, "x", session_only=False)]
    for attempt in attempts:
        with pytest.raises(Environment) as caught:
            attempt()
        assert caught.value.kind is FaultKind.NO_KEYRING
    store.forget(KEY)


def test_a_subclass_of_a_trusted_keyring_is_not_trusted() -> None:
    class Plaintext(Drawer):
        """Looks like a good one."""

    with pytest.raises(Environment):
        use(Plaintext()).get(KEY)


@pytest.mark.row("S3")
def test_without_a_keyring_a_key_still_works_for_the_session() -> None:
    store = SecretStore("Postwright test")
    store.keep(KEY, "TEST_abc", session_only=True)
    held = store.get(KEY)
    assert held is not None
    assert held.reveal() == "TEST_abc"


def test_a_keyring_that_does_not_keep_is_found_out() -> None:
    with pytest.raises(Environment) as caught:
        use(Forgetful()).keep(KEY, "TEST_abc", session_only=False)
    assert caught.value.kind is FaultKind.NO_KEYRING


@pytest.mark.row("S3")
def test_of_several_keyrings_only_a_trusted_one_is_used(
    drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [null.Keyring(), drawer])  # type: ignore[no-untyped-call]
    store = use(chainer.ChainerBackend())  # type: ignore[no-untyped-call]
    store.keep(KEY, "TEST_abc", session_only=False)
    assert drawer.kept == {("Postwright test", "api-key"): "TEST_abc"}


def test_the_list_names_keyrings_that_exist() -> None:
    for name in TRUSTED:
        module, _, cls = name.rpartition(".")
        pytest.importorskip(module)
        assert issubclass(getattr(sys.modules[module], cls), KeyringBackend)


@pytest.mark.row("S3")
@pytest.mark.parametrize(
    "wanted", ["no.such.Keyring", "keyring.backends.null.Keyring", "keyring.core.Nothing"]
)
def test_a_setting_of_the_user_cannot_bring_in_another_keyring(wanted: str, tmp_path: Path) -> None:
    program = (
        "from postwright.secret_store import SecretName, SecretStore\n"
        "from postwright.domain.faults import Environment\n"
        "try:\n SecretStore('x').get(SecretName.API_KEY)\n"
        "except Environment as fault:\n print(fault.kind)"
    )
    package = str(Path(__file__).resolve().parents[1] / "desktop")
    environment = os.environ | {
        "PYTHON_KEYRING_BACKEND": wanted, "PYTHONPATH": package, "XDG_CONFIG_HOME": str(tmp_path),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment
    )
    assert done.stdout.strip() == "no_keyring", done.stderr


# ---------------------------------------------------------------- keyrings in trouble


@pytest.mark.row("S1")
@pytest.mark.parametrize(
    "error",
    [
        KeyringLocked("Failed to unlock"),
        InitError("Prompt dismissed"),
        PasswordSetError("denied"),
        KeyringError("odd"),
        ConnectionResetError("bus gone"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"),
        secretstorage.exceptions.PromptDismissedException("no"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_locked_or_broken_keyring_is_told_as_locked(error: Exception) -> None:
    store = use(Trouble(error))
    attempts: list[Attempt] = [
        lambda: store.get(KEY),
        lambda: store.keep(KEY, "TEST_abc", session_only=False),
        lambda: store.forget(KEY),
    ]
    for attempt in attempts:
        with pytest.raises(Environment) as caught:
            attempt()
        assert caught.value.kind is FaultKind.KEYRING_LOCKED
        assert caught.value.__cause__ is error
        assert "TEST_abc" not in str(caught.value)


def test_the_module_loads_without_the_keyring_library() -> None:
    package = str(Path(__file__).resolve().parents[1] / "desktop")
    program = "import postwright.secret_store, sys; print('keyring' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": package},
    )  # fmt: skip
    assert done.stdout.strip() == "False"


# ---------------------------------------------------------------- a keyring that does not answer


@pytest.mark.row("S2")
def test_a_keyring_that_hangs_is_given_up_after_a_while_and_asked_through_one_window_only() -> None:
    waiting = Waiting()
    waiting.kept["Postwright test", "api-key"] = "TEST_abc"
    store = use(waiting, patience=0.05)
    for _ in range(3):
        with pytest.raises(Environment) as caught:
            store.get(KEY)
        assert caught.value.kind is FaultKind.KEYRING_SILENT
    assert waiting.windows == 1
    assert "Look for a window that asks for your password" in sentence(caught.value).text
    waiting.typed.set()
    assert in_the_end(store).reveal() == "TEST_abc"


def in_the_end(store: SecretStore) -> Secret:
    """Ask again for as long as one is told to try again, as a person would."""
    for _ in range(200):
        try:
            secret = store.get(KEY)
        except Environment:
            continue
        assert secret is not None
        return secret
    raise AssertionError("the keyring never answered")


@pytest.mark.row("S2")
@pytest.mark.parametrize(
    "change",
    [lambda store: store.keep(KEY, "TEST_abc", session_only=False), lambda store: store.forget(KEY)],
    ids=["keep", "forget"],
)
def test_a_keyring_that_hangs_while_something_changes_is_given_up_too(
    change: Callable[[SecretStore], object],
) -> None:
    waiting = Waiting()
    with pytest.raises(Environment) as caught:
        change(use(waiting, patience=0.01))
    assert caught.value.kind is FaultKind.KEYRING_SILENT
    waiting.typed.set()


@pytest.mark.row("S6")
def test_a_secret_cannot_be_written_down() -> None:
    for write in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="not written down"):
            write(Secret("TEST_abc"))


def test_a_new_password_of_the_mail_server_is_counted_apart_from_keys() -> None:
    secrets = SecretStore("Postwright test")
    secrets.keep(SecretName.MAIL_PASSWORD, "one", session_only=True)
    secrets.keep(SecretName.MAIL_PASSWORD, "two", session_only=True)
    assert (secrets.passwords_kept, secrets.keys_kept) == (2, 0)
