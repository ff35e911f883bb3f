"""The way out that the operator chose, in full."""

import ssl
from datetime import timedelta
from pathlib import Path

import pytest
import trustme

from digest import store
from digest.config.settings import DeliverySetting, DomainSetting, SmtpSetting
from digest.deliver import maildir
from digest.deliver.maildir import MaildirTransport
from digest.deliver.postfix_log import PostfixLog
from digest.errors import TransportError
from digest.pipeline import post
from tests.deliver.mail_servers import FaultyServer, Mailbox, free_port, real_server
from tests.store import samples
from tests.store.samples import NOW


def smtp(port: int, **changes: object) -> SmtpSetting:
    """A server on this machine."""
    plain = {"host": "127.0.0.1", "port": port, "tls": "none", "username": "", "password": ""}
    return SmtpSetting(**plain | changes)  # type: ignore[arg-type]


def setting(folder: Path, server: SmtpSetting | None = None, **changes: object) -> DeliverySetting:
    """[delivery]."""
    plain = {"kind": "smtp" if server else "maildir", "maildir": folder / "mail", "smtp": server}
    return DeliverySetting(**plain | changes)  # type: ignore[arg-type]


@pytest.fixture
def memory() -> store.Store:
    """A store in which mail for three readers waits."""
    opened = store.memory(NOW)
    readers = [samples.reader(name) for name in ("ann", "bob", "eve")]
    opened.people.save(readers)
    opened.mail.plan([samples.planned(reader) for reader in readers])
    return opened


def test_into_the_maildir(memory: store.Store, tmp_path: Path) -> None:
    """All of it, and the Maildir is the evidence of what was in doubt."""
    chosen = setting(tmp_path)
    assert post.deliver(memory, chosen, clock=lambda: NOW).accepted == 3
    assert len(list((tmp_path / "mail" / "new").iterdir())) == 3
    (witness,) = post.witnesses(chosen)
    assert isinstance(witness, MaildirTransport)
    assert post.speed(chosen) is None


def test_a_dead_process_put_it_there_already(memory: store.Store, tmp_path: Path) -> None:
    """A mail in doubt that lies in the Maildir is accepted, also by the policy that never sends again."""
    chosen = setting(tmp_path, resend_uncertain=False)
    post.deliver(memory, chosen, clock=lambda: NOW)
    reader = samples.reader("zoe")
    memory.people.save([reader])
    memory.mail.plan([samples.planned(reader)])
    memory.mail.claim(limit=1, token="dead", now=NOW, lease=timedelta(minutes=15))
    memory.mail.mark_dot("zoe.2022-12-06", token="dead", now=NOW)
    kept = memory.mail.message("zoe.2022-12-06")
    assert kept is not None
    name = maildir.file_name(kept)
    (tmp_path / "mail" / "cur" / f"{name}:2,S").touch()
    post.deliver(memory, chosen, clock=lambda: NOW)
    assert memory.mail.tally(since=NOW).accepted == 4


def test_over_the_servers_in_order(memory: store.Store, tmp_path: Path) -> None:
    """The second takes what the first may not have today; a domain's share and the pace are kept."""
    with real_server(first := Mailbox()) as one, real_server(second := Mailbox()) as two:
        chosen = setting(
            tmp_path,
            smtp(one, per_day=1, connections=2, mails_per_connection=1),
            relays=(smtp(two),),
            per_minute=6000,
            domains={"example.org": DomainSetting(connections=1)},
        )
        assert post.deliver(memory, chosen, clock=lambda: NOW).accepted == 3
        sentence = post.transport(chosen).check()
    assert (len(first.mails), len(second.mails)) == (1, 2)
    assert (f":{one} answers" in sentence, f":{two} answers" in sentence) == (True, True)


def test_an_authority_of_ones_own_is_trusted(tmp_path: Path) -> None:
    """A server with a certificate of theirs is used with ca_file, and without it a sentence names it."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ours.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with real_server(Mailbox(), ssl_context=context, auth_require_tls=False) as port:
        known = smtp(port, tls="implicit", ca_file=tmp_path / "ours.pem")
        assert "answers" in post.transport(setting(tmp_path, known)).check()
        with pytest.raises(TransportError, match=r"ca_file in \[delivery\.smtp\]"):
            post.transport(setting(tmp_path, smtp(port, tls="implicit"))).check()


def test_the_ceilings_say_when_mail_goes_on(memory: store.Store, tmp_path: Path) -> None:
    """Nothing while any relay may have more; else the first that may, and when.  A Maildir has none."""
    with real_server(Mailbox()) as one, real_server(Mailbox()) as two:
        first, second = smtp(one, per_day=1), smtp(two, per_day=1)
        chosen = setting(tmp_path, first, relays=(second,))
        assert post.ceiling(memory, chosen, now=NOW) == ""
        post.deliver(memory, chosen, clock=lambda: NOW)
    relay = min(f"127.0.0.1:{port}" for port in (one, two))
    words = f"waits: the daily ceiling of {relay} is reached; it goes on at 08:00 UTC on 7 December"
    assert post.ceiling(memory, chosen, now=NOW) == words
    assert post.ceiling(memory, setting(tmp_path, first, relays=(smtp(two),)), now=NOW) == ""
    assert post.ceiling(memory, setting(tmp_path), now=NOW) == ""


def test_the_log_of_the_postfix_here_is_asked(tmp_path: Path) -> None:
    """About mail that went to servers on this machine, and of none elsewhere."""
    here, there = smtp(25), smtp(587, host="mail.example.org", tls="starttls")
    local = smtp(2525, host="localhost")
    (witness,) = post.witnesses(setting(tmp_path, here, relays=(there, local), postfix_log=tmp_path / "mail.log"))
    assert isinstance(witness, PostfixLog)
    assert list(witness.relays) == ["127.0.0.1:25", "localhost:2525"]
    assert post.witnesses(setting(tmp_path, here)) == ()


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    """By the doctor's question."""
    with pytest.raises(TransportError, match="cannot be used"):
        post.transport(setting(tmp_path, smtp(free_port()))).check()
    with FaultyServer({"NOOP": "5yz"}) as server, pytest.raises(TransportError, match="then does not answer"):
        post.transport(setting(tmp_path, smtp(server.port))).check()
