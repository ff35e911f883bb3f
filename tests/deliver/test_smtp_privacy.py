"""TLS modes, logins, and what the doctor asks (OUT-66)."""

import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trustme

from digest.deliver.smtp import SmtpServer, SmtpTransport
from digest.domain.mail import Delivery, OutboxMessage, Outcome
from digest.errors import TransportError
from tests.deliver.ledger import Ledger, always, deliver
from tests.deliver.mail_servers import HOST, FaultyServer, Mailbox, limits, message, real_server, server_at

LOGIN: dict[str, Any] = {"username": "digest", "password": "open sesame"}


def send(
    server: SmtpServer, *messages: OutboxMessage, at_dot: Callable[[OutboxMessage], bool] = always
) -> list[Delivery]:
    return deliver(SmtpTransport(server), messages, Ledger(at_dot))


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """A certificate authority nobody else knows."""
    return trustme.CA()


@pytest.fixture
def cafile(authority: trustme.CA, tmp_path: Path) -> Path:
    """Its certificate, as an operator would name it."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    return tmp_path / "ca.pem"


def certified(authority: trustme.CA, name: str = HOST) -> ssl.SSLContext:
    """A server's side of TLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


class TestPrivacy:
    """TLS modes and logins (OUT-66)."""

    @pytest.mark.parametrize("mode", ["starttls", "opportunistic"])
    def test_starttls(self, mode: str, authority: trustme.CA, cafile: Path) -> None:
        """With a certificate that holds, login and mail go over TLS."""
        mailbox = Mailbox()
        with real_server(mailbox, tls_context=certified(authority), require_starttls=True) as port:
            send(server_at(port, mode, cafile=cafile, **LOGIN), message())
        assert len(mailbox.mails) == 1

    def test_implicit(self, authority: trustme.CA, cafile: Path) -> None:
        """A server that speaks TLS from the start, as on port 465, takes login and mail."""
        mailbox = Mailbox()
        with real_server(mailbox, ssl_context=certified(authority), auth_require_tls=False) as port:
            send(server_at(port, "implicit", cafile=cafile, **LOGIN), message())
        assert len(mailbox.mails) == 1

    def test_opportunistic_without_login_takes_what_there_is(self, authority: trustme.CA) -> None:
        """Any certificate is better than none when nothing secret is at stake (RFC 7435), and none is accepted too."""
        mailbox = Mailbox()
        with real_server(mailbox, tls_context=certified(authority), require_starttls=True) as port:
            send(server_at(port, "opportunistic"), message())
        with real_server(mailbox) as port:
            send(server_at(port, "opportunistic"), message())
        assert len(mailbox.mails) == 2

    @pytest.mark.parametrize(
        ("mode", "name", "known"),
        [
            pytest.param("starttls", HOST, False, id="an authority nobody knows"),
            pytest.param("starttls", "mail.example.org", True, id="another server's name"),
            pytest.param("implicit", HOST, False, id="an authority nobody knows, TLS from the start"),
            pytest.param("implicit", "mail.example.org", True, id="another server's name, TLS from the start"),
            pytest.param("opportunistic", HOST, False, id="an authority nobody knows, and a password at stake"),
        ],
    )
    def test_a_bad_certificate_gets_nothing(
        self, mode: str, name: str, known: bool, authority: trustme.CA, cafile: Path
    ) -> None:
        """A certificate that does not hold ends it before login and MAIL, and somebody must mend it."""
        mailbox = Mailbox()
        tls = certified(authority, name)
        options: dict[str, Any] = {"ssl_context": tls} if mode == "implicit" else {"tls_context": tls}
        with real_server(mailbox, **options) as port:
            reached = server_at(port, mode, cafile=cafile if known else None, **LOGIN)
            with pytest.raises(TransportError, match=r"certificate that does not hold.*nothing was sent") as caught:
                send(reached, message())
        assert caught.value.permanent
        assert mailbox.mails == []

    def test_no_starttls_where_it_is_required(self) -> None:
        """A server that offers no STARTTLS hears neither password nor MAIL."""
        with FaultyServer(offers=("AUTH PLAIN",)) as server:
            with pytest.raises(TransportError, match="offers no STARTTLS") as caught:
                send(server_at(server.port, "starttls", **LOGIN), message())
            assert caught.value.permanent
            assert server.verbs == ["EHLO"]

    def test_what_was_said_before_tls_is_forgotten(self, authority: trustme.CA, cafile: Path) -> None:
        """Words slipped in before the handshake are not taken for the server's: no login is seen in them (OUT-67)."""
        tls = certified(authority)
        with FaultyServer({"STARTTLS": "inject"}, offers=("STARTTLS",), tls=tls) as server:
            reached = server_at(server.port, "starttls", cafile=cafile)
            assert [delivery.outcome for delivery in send(reached, message())] == [Outcome.ACCEPTED]
            with pytest.raises(TransportError, match="offers no login"):
                send(server_at(server.port, "starttls", cafile=cafile, **LOGIN), message())
            assert "AUTH" not in server.verbs

    def test_plain_is_for_this_machine_only(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without encryption nothing goes to another machine: told by the address reached, not by the name."""
        monkeypatch.setattr("ipaddress.IPv4Address.is_loopback", False)
        with FaultyServer(offers=("AUTH PLAIN",)) as server:
            with pytest.raises(TransportError, match="is another machine"):
                send(server_at(server.port, "none"), message())
            with pytest.raises(TransportError, match="the password was not sent"):
                send(server_at(server.port, "opportunistic", **LOGIN), message())
            assert server.verbs == ["EHLO", "EHLO"]

    def test_a_wrong_password(self) -> None:
        """A wrong password is named as such and is for the operator to mend."""
        mailbox = Mailbox()
        wrong = pytest.raises(TransportError, match=r"login \(535.*Correct the user name and the password")
        with real_server(mailbox, auth_require_tls=False) as port, wrong as caught:
            send(server_at(port, username="digest", password="open barley"), message())
        assert (caught.value.permanent, caught.value.reply_code) == (True, 535)
        assert "open barley" not in str(caught.value)

    def test_a_server_without_logins(self) -> None:
        """A user name for a server that has no logins is a mistake in the configuration, said so."""
        unknown = pytest.raises(TransportError, match="offers no login: take username out")
        with FaultyServer() as server, unknown as caught:
            send(server_at(server.port, **LOGIN), message())
        assert caught.value.permanent

    def test_a_password_beyond_ascii(self) -> None:
        """A password the library cannot say is an error with a sentence, not a crash."""
        with FaultyServer(offers=("AUTH PLAIN",)) as server, pytest.raises(TransportError, match="the login"):
            send(server_at(server.port, username="digest", password="öffne dich"), message())

    def test_a_missing_cafile(self, tmp_path: Path) -> None:
        """An authority that cannot be read is named."""
        reached: dict[str, Any] = {"tls": "starttls", "cafile": tmp_path / "nothing.pem"}
        unread = pytest.raises(TransportError, match=r"nothing\.pem cannot be read.*ca_file in \[delivery\.smtp\]")
        with FaultyServer(offers=("STARTTLS",)) as server, unread:
            send(server_at(server.port, **reached), message())

    def test_an_unknown_mode(self) -> None:
        """A mode nobody knows is refused at once: it must never mean "no encryption"."""
        with pytest.raises(ValueError, match="tls must be one of"):
            server_at(25, "STARTTLS")

    def test_the_password_is_not_shown(self) -> None:
        """Printing the server's settings does not print the password."""
        assert "open sesame" not in repr(server_at(25, **LOGIN))


class TestCheck:
    """What the doctor asks."""

    def test_a_good_server(self, authority: trustme.CA, cafile: Path) -> None:
        """The sentence names the server, the encryption and the login; no mail is sent."""
        mailbox = Mailbox()
        with real_server(mailbox, tls_context=certified(authority)) as port:
            sentence = SmtpTransport(server_at(port, "starttls", cafile=cafile, **LOGIN)).check()
        assert sentence == (f"The mail server {HOST}:{port} answers over TLSv1.3 and accepts the login of digest.")
        assert mailbox.mails == []

    def test_what_is_said(self) -> None:
        """NOOP and QUIT, no MAIL."""
        with FaultyServer() as server:
            sentence = SmtpTransport(server_at(server.port)).check()
            assert server.verbs == ["EHLO", "NOOP", "QUIT"]
        assert sentence.endswith("answers without encryption.")

    @pytest.mark.parametrize("fault", ["421", "4yz", "drop", "hang"])
    def test_a_server_that_lets_in_and_then_fails(self, fault: str) -> None:
        """A server that does not answer NOOP is not well."""
        with FaultyServer({"NOOP": fault}) as server, pytest.raises(TransportError, match="lets us in and then"):
            SmtpTransport(server_at(server.port, limits=limits("NOOP" if fault == "hang" else ""))).check()
