"""A real nginx from Debian before the pages, with the very example of docs/people.md, and who comes through it."""

import http.client
import os
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import trustme

from tests.mail_quality import peers

MANUAL = Path(__file__).parents[2] / "docs" / "people.md"
#: Whose pages the example is for.
NAME = "news.your.domain"
_CERTIFICATE = "/etc/letsencrypt/live/news.your.domain/fullchain.pem"
_KEY = "/etc/letsencrypt/live/news.your.domain/privkey.pem"
_LOG = "/var/log/nginx/digest.log"

#: What Debian's nginx.conf has around it, as far as it matters, and every file in a folder of ours.
_AROUND = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {example}
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nginx:
    """One that runs."""

    folder: Path
    port: int
    trusted: ssl.SSLContext

    def ask(
        self,
        address: str,
        *,
        fields: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        caller: str = "127.0.0.1",
    ) -> Answer:
        """What an address, or a path, gives to somebody who calls from an address of this machine."""
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        connection = http.client.HTTPConnection(NAME, timeout=20)
        connection.sock = self._line(caller)
        said = dict(headers or {})
        body = None
        if fields is not None:
            body = urlencode(fields, doseq=True)
            said["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request("GET" if body is None else "POST", path, body=body, headers=said)
            found = connection.getresponse()
            named = {name.lower(): value for name, value in found.getheaders()}
            return Answer(status=found.status, headers=named, text=found.read().decode("utf-8", "replace"))
        finally:
            connection.close()

    def logs(self) -> str:
        """All that it wrote down."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def _line(self, caller: str) -> ssl.SSLSocket:
        line = socket.create_connection(("127.0.0.1", self.port), timeout=20, source_address=(caller, 0))
        return self.trusted.wrap_socket(line, server_hostname=NAME)


def example() -> str:
    """The example as it stands in the manual."""
    _, begins, rest = MANUAL.read_text(encoding="utf-8").partition("# nginx, in http { }\n")
    assert begins, f"{MANUAL} has no example for nginx any more"
    return rest.partition("\n```")[0]


@contextmanager
def running(folder: Path, *, pages: int) -> Iterator[Nginx]:
    """An nginx that does as the example says, before pages at a port."""
    program = peers.program("nginx", "nginx-light")
    port = peers.free_port()
    authority = trustme.CA()
    served = authority.issue_cert(NAME)
    (folder / "chain.pem").write_bytes(b"".join(blob.bytes() for blob in served.cert_chain_pems))
    served.private_key_pem.write_to_path(folder / "key.pem")
    text = _placed(
        {
            "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
            _CERTIFICATE: str(folder / "chain.pem"),
            _KEY: str(folder / "key.pem"),
            _LOG: str(folder / "digest.log"),
            "http://127.0.0.1:8080;": f"http://127.0.0.1:{pages};",
        }
    )
    user = "user root;" if os.geteuid() == 0 else ""
    settings = folder / "nginx.conf"
    settings.write_text(_AROUND.format(user=user, folder=folder, example=text))
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    command = [program, "-c", str(settings), "-p", str(folder), "-e", str(folder / "error.log")]
    with peers.running(command, log=folder / "output.log", port=port):
        yield Nginx(folder=folder, port=port, trusted=trusted)


def _placed(here: Mapping[str, str]) -> str:
    """The example, with what is different here; everything that is must stand in it once."""
    text = example()
    for theirs, ours in here.items():
        assert text.count(theirs) == 1, f"{theirs} is not in the example"
        text = text.replace(theirs, ours)
    return text
