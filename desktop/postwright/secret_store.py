"""Keep the API key and the mail password in the system's keyring, or in memory for a session. In no file.

A keyring may wait without end for a person to unlock it, and cannot be called off. So it is asked on a thread
of its own, and after a while the caller is told that it does not answer. Callers in the window still ask on
an errands lane, since that while is long.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from postwright import logs
from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.jobs.time_limit import Detached

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend


T = TypeVar("T")
# A keyring that is open answers in 30 ms. Whoever must type a password first can try again afterwards.
PATIENCE = 10.0


class SecretName(StrEnum):
    """The secrets that there are."""

    API_KEY = "api-key"
    MAIL_PASSWORD = "mail-password"


# Those that encrypt. Others exist that write clear text (keyrings.alt) or forget at once (null).
TRUSTED = frozenset({
    "keyring.backends.macOS.Keyring",
    "keyring.backends.Windows.WinVaultKeyring",
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.libsecret.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
    "keyring.backends.kwallet.DBusKeyringKWallet4",
})  # fmt: skip

# Windows keeps 1,280 characters at most; no key or password of ours is near that.
_LONGEST = 1000
# A shorter one would black out half of every log, and is guessed before it is read there.
_SHORTEST_HIDDEN = 4

# What the libraries below keyring let through untranslated. Only those that are loaded can have been raised.
_FOREIGN = {
    "secretstorage.exceptions": "SecretStorageException",
    "jeepney.wrappers": "DBusErrorResponse",
    "gi.repository.GLib": "Error",
    "dbus.exceptions": "DBusException",
    "pywintypes": "error",
}


class Secret:
    """A text that shows itself to nobody who does not ask for it by name, and goes into no file."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "[secret]"

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written down")


class SecretStore:
    """The secrets of one service, such as "Postwright practice". `trusted` names the keyrings it may use.

    `keys_kept` counts the API keys that were kept, `passwords_kept` those of the mail server: another number
    means that another may be in use.
    """

    def __init__(
        self, service: str, *, trusted: frozenset[str] = TRUSTED, patience: float = PATIENCE
    ) -> None:
        self._service = service
        self._trusted = trusted
        self._patience = patience
        self._reads: dict[SecretName, Detached[str | None]] = {}
        self._session: dict[SecretName, Secret] = {}
        self.keys_kept = self.passwords_kept = 0

    def get(self, name: SecretName) -> Secret | None:
        """The secret of this session, else the kept one.

        Raises Environment(NO_KEYRING, KEYRING_LOCKED), or KEYRING_SILENT after some seconds. Asked again, it
        waits for the answer to the same question, so that no second window asks for the password.
        """
        if name in self._session:
            return self._session[name]
        read = self._reads.pop(name, None) or Detached(partial(self._read, name), "keyring")
        try:
            text = read.wait(self._patience)
        except TimeoutError as error:
            self._reads[name] = read
            raise Environment(FaultKind.KEYRING_SILENT) from error
        return _secret(text) if text and _usable(name, text) else None

    def keep(self, name: SecretName, text: str, *, session_only: bool) -> Secret:
        """Keep what was typed or pasted, without the blanks around it.

        Raises BadInput for a text that can be no key or password, and Environment when it could not be kept.
        With `session_only` an older one in the keyring stays there and counts again at the next start.
        """
        secret = _secret(_typed(name, text))
        if session_only:
            self._session[name] = secret
            self._count(name)
            return secret
        self._in_time(partial(self._write, name, secret))
        self._session.pop(name, None)
        self._count(name)
        return secret

    def _read(self, name: SecretName) -> str | None:
        with _translated():
            return _keyring(self._trusted).get_password(self._service, name)

    def _write(self, name: SecretName, secret: Secret) -> None:
        with _translated():
            backend = _keyring(self._trusted)
            backend.set_password(self._service, name, secret.reveal())
            kept = backend.get_password(self._service, name)
        if kept != secret.reveal():
            raise Environment(FaultKind.NO_KEYRING)

    def _erase(self, name: SecretName) -> None:
        with _translated():
            backend = _keyring(self._trusted)
            if backend.get_password(self._service, name) is not None:
                backend.delete_password(self._service, name)

    def _in_time(self, work: Callable[[], T]) -> T:
        """A change may wait for a password that a person types, so it has more time than a question."""
        try:
            return Detached(work, "keyring").wait(6 * self._patience)
        except TimeoutError as error:
            raise Environment(FaultKind.KEYRING_SILENT) from error

    def _count(self, name: SecretName) -> None:
        self.keys_kept += name is SecretName.API_KEY
        self.passwords_kept += name is SecretName.MAIL_PASSWORD

    def forget(self, name: SecretName) -> None:
        """Remove it everywhere; without a keyring there is no more.

        Raises Environment(KEYRING_LOCKED, KEYRING_SILENT).
        """
        self._session.pop(name, None)
        try:
            self._in_time(partial(self._erase, name))
        except Environment as fault:
            if fault.kind is not FaultKind.NO_KEYRING:
                raise


def _secret(text: str) -> Secret:
    """From the moment that the program knows it, it stands in no log."""
    if len(text) >= _SHORTEST_HIDDEN:
        logs.redact(text)
    return Secret(text)


def _typed(name: SecretName, text: str) -> str:
    """Raises BadInput."""
    trimmed = text.strip()
    if not _usable(name, trimmed):
        kind = FaultKind.KEY_REFUSED if name is SecretName.API_KEY else FaultKind.MAIL_LOGIN
        raise BadInput(kind, field=name)
    return trimmed


def _usable(name: SecretName, text: str) -> bool:
    """Only ASCII can stand in an HTTP header; a login by SMTP takes any letters (RFC 4616)."""
    letters = text.isascii() or name is SecretName.MAIL_PASSWORD
    return 0 < len(text) <= _LONGEST and letters and text.isprintable()


def _keyring(trusted: frozenset[str]) -> KeyringBackend:
    """The best keyring of this computer that is trusted. Raises Environment(NO_KEYRING)."""
    import keyring  # slow to load, and needed on the lane only
    from keyring.backends.chainer import ChainerBackend

    try:
        chosen = keyring.get_keyring()
    except (ImportError, AttributeError) as error:  # a setting of the user names a keyring that is not there
        raise Environment(FaultKind.NO_KEYRING) from error
    candidates = ChainerBackend.backends if isinstance(chosen, ChainerBackend) else [chosen]
    for one in candidates:
        if f"{type(one).__module__}.{type(one).__qualname__}" in trusted:
            return one
    raise Environment(FaultKind.NO_KEYRING)


def keyring_in_use() -> str:
    """The name of the keyring that holds the secrets. Raises Environment(NO_KEYRING). Reads no secret."""
    one = _keyring(TRUSTED)
    return f"{type(one).__module__}.{type(one).__qualname__}"


@contextmanager
def _translated() -> Iterator[None]:
    from keyring.errors import KeyringError, NoKeyringError

    loaded = (getattr(sys.modules.get(module), name, None) for module, name in _FOREIGN.items())
    foreign: tuple[type[Exception], ...] = (
        KeyringError, OSError, UnicodeError,
        *(one for one in loaded if isinstance(one, type) and issubclass(one, Exception)),
    )  # fmt: skip
    try:
        yield
    except NoKeyringError as error:
        raise Environment(FaultKind.NO_KEYRING) from error
    except foreign as error:
        raise Environment(FaultKind.KEYRING_LOCKED, str(error)) from error
