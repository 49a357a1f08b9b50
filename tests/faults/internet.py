"""Every host of the world, played on this computer: a proxy that speaks TLS as whoever is asked for.

So the program runs as it does in a shop, with the real names, its own certificates' check and a real key, and
everything that it says to anybody is written down. Holds no test.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import trustme

API_HOST = "api.shipengine.com"
DOCUMENT_HOST = "api.shipstation.com"
_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


@dataclass(frozen=True)
class Heard:
    """One request as it came, whole. `host` is "" for what was said to the proxy itself."""

    host: str
    raw: bytes

    @property
    def method_and_path(self) -> tuple[str, str]:
        method, path, _ = self.raw.split(b"\r\n")[0].decode().split(" ")
        return method, path.partition("?")[0]


# The whole reply to a request, in the place of the carrier's; None where the carrier shall answer.
Spoil = Callable[[Heard], bytes | None]


class Internet:
    """Listens as a proxy, and forwards what is asked of any host to the practice carrier's port.

    Documents are said to lie at DOCUMENT_HOST, which is another server than the API's.
    """

    def __init__(self, carrier_port: int, folder: Path, spoil: Spoil = lambda _: None) -> None:
        self._carrier = carrier_port
        self._spoil = spoil
        self.authority = trustme.CA()
        self._contexts: dict[str, ssl.SSLContext] = {}
        self.certificates = folder / "authority.pem"
        self.authority.cert_pem.write_to_path(str(self.certificates))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._port = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._stopping = False
        self.heard: list[Heard] = []
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def environment(self) -> dict[str, str]:
        """What makes a program go through here and believe the certificates."""
        return {
            "HTTPS_PROXY": f"http://127.0.0.1:{self._port}",
            "NO_PROXY": "",
            "SSL_CERT_FILE": str(self.certificates),
        }

    def close(self) -> None:
        self._stopping = True
        socket.create_connection(("127.0.0.1", self._port)).close()

    def _serve(self) -> None:
        while True:
            peer, _ = self._listener.accept()
            if self._stopping:
                peer.close()
                self._listener.close()
                return
            threading.Thread(target=self._handle, args=(peer,), daemon=True).start()

    def _handle(self, peer: socket.socket) -> None:
        try:
            with peer:
                peer.settimeout(20)
                tunnel = read_request(peer)
                if not tunnel:
                    return
                self._note(Heard("", tunnel))
                host = tunnel.split(b" ")[1].decode().rpartition(":")[0]
                peer.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                with self._context(host).wrap_socket(peer, server_side=True) as secure:
                    while request := read_request(secure):
                        secure.sendall(self.answer(Heard(host, request)))
        except (OSError, ValueError, http.client.HTTPException):
            return  # the program hung up

    def _context(self, host: str) -> ssl.SSLContext:
        with self._lock:
            if host not in self._contexts:
                self._contexts[host] = self.greeting(self.authority, host)
            return self._contexts[host]

    def greeting(self, authority: trustme.CA, host: str) -> ssl.SSLContext:
        """How the host shows who it is."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(context)
        return context

    def _note(self, heard: Heard) -> None:
        with self._lock:
            self.heard.append(heard)

    def answer(self, heard: Heard) -> bytes:
        """The whole reply."""
        self._note(heard)
        return self._spoil(heard) or self._ask(heard)

    def _ask(self, heard: Heard) -> bytes:
        head, _, body = heard.raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        method, path, _ = lines[0].split(" ")
        # A reply with links in the place of documents, so that these are fetched from where they lie.
        body = body.replace(b'"label_download_type": "inline"', b'"label_download_type": "url"')
        headers = dict(line.split(": ", 1) for line in lines[1:])
        headers = {name: text for name, text in headers.items() if name.lower() not in {*_HOP, "host"}}
        carrier = http.client.HTTPConnection("127.0.0.1", self._carrier, timeout=20)
        try:
            carrier.request(method, path, body or None, {**headers, "Host": DOCUMENT_HOST})
            answer = carrier.getresponse()
            content = answer.read().replace(
                f"http://{DOCUMENT_HOST}".encode(), f"https://{DOCUMENT_HOST}".encode()
            )
            kept = [f"{name}: {text}" for name, text in answer.getheaders() if name.lower() not in _HOP]
            return raw(content, f"{answer.status} {answer.reason}", *kept)
        finally:
            carrier.close()


def raw(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """A reply as it goes over the wire."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def read_request(peer: socket.socket) -> bytes:
    """One whole request, or nothing when the other side has hung up."""
    got = b""
    while b"\r\n\r\n" not in got:
        part = peer.recv(65536)
        if not part:
            return b""
        got += part
    head, _, body = got.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    length = int(lengths[0].split(b":")[1]) if lengths else 0
    while len(body) < length:
        body += peer.recv(65536)
    return head + b"\r\n\r\n" + body
