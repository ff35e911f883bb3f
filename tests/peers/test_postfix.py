"""Mail handed to a real Postfix, and read back from the mailbox: the same bytes, once."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from digest.config.settings import DeliverySetting, SmtpSetting
from digest.deliver.smtp import SmtpServer, SmtpTransport
from digest.domain.mail import OutboxMessage, Outcome
from digest.pipeline import post
from tests.deliver.ledger import deliver
from tests.deliver.mail_servers import HOST, limits, message
from tests.peers import postfix, postgrey
from tests.pipeline import house

#: What has broken other senders: dots, ends of messages within messages, long lines, other alphabets (OUT-69).
BODIES = [
    pytest.param(b"", id="nothing"),
    pytest.param(b".\r\n", id="one dot"),
    pytest.param(b"..\r\n.x\r\n...\r\n", id="dots at the start of lines"),
    pytest.param(b"a\n.\nMAIL FROM:<evil@example.org>\n", id="a bare line feed, a dot, and a command"),
    pytest.param(b"a\r.\rRCPT TO:<evil@example.org>\r", id="a bare carriage return and a dot"),
    pytest.param(b"a\r\n.\nQUIT\r\n", id="an end of message with one bare line feed"),
    pytest.param(b"a\n.\r\nDATA\r\n", id="an end of message that begins with a bare line feed"),
    pytest.param(b"x" * 997 + b"\r\n", id="the longest line there may be"),
    pytest.param("Zażółć gęślą jaźń · 日本語 · \U0001f600\r\n".encode(), id="eight bits"),
    pytest.param(b"From here on\r\n>From there\r\n", id="From at the start of a line"),
    pytest.param(b"no end of line", id="no end of line at the end"),
    pytest.param(b"line\r\n" * 20_000, id="more than one packet"),
]


def whole(body: bytes, *, to: str = f"ada@{postfix.DOMAIN}") -> OutboxMessage:
    """A message with everything in its head that Postfix would otherwise add."""
    head = (
        b"From: Daily <news@example.org>\r\nTo: " + to.encode() + b"\r\nSubject: Tuesday\r\n"
        b"Date: Wed, 07 Dec 2022 07:00:00 +0000\r\nMessage-ID: <1.abc@example.org>\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return message(to=to, mime=head + body)


def server_at(port: int, *, connections: int = 1) -> SmtpServer:
    """How to reach the Postfix."""
    return SmtpServer(host=HOST, port=port, tls="none", hello="tests.example", limits=limits(), connections=connections)


@pytest.fixture(scope="module")
def hop() -> Iterator[postfix.Postfix]:
    """A Postfix with mailboxes."""
    with postfix.running() as running:
        yield running


@pytest.mark.parametrize("body", BODIES)
def test_the_mailbox_has_the_same_bytes(hop: postfix.Postfix, body: bytes) -> None:
    """Whatever stands in a message, the reader's mailbox gets it byte for byte, once, and nothing else happens."""
    sent, before = whole(body), len(hop.kept())
    (delivery,) = deliver(SmtpTransport(server_at(hop.port)), [sent])
    hop.settle()
    assert delivery.outcome is Outcome.ACCEPTED
    new = [
        kept for kept in hop.kept() if postfix.bare(kept).rstrip(b"\n") == postfix.delivered(sent.mime).rstrip(b"\n")
    ]
    assert len(hop.kept()) == before + 1
    assert len(new) == 1
    assert b"evil@example.org>\n" not in new[0].partition(b"\n\n")[0]


def test_many_lines_of_connections(hop: postfix.Postfix) -> None:
    """A hundred mails over four connections, the commands of one behind the dot of another: each there once."""
    sent = [whole(b"%d\r\n" % number, to=f"many{number}@{postfix.DOMAIN}") for number in range(100)]
    numbered = [message(number, to=one.to, mime=one.mime) for number, one in enumerate(sent)]
    deliveries = deliver(SmtpTransport(server_at(hop.port, connections=4)), numbered)
    hop.settle()
    assert [delivery.outcome for delivery in deliveries] == [Outcome.ACCEPTED] * 100
    kept = [postfix.bare(one) for one in hop.kept()]
    assert [kept.count(postfix.delivered(one.mime)) for one in sent] == [1] * 100


def test_a_whole_morning(hop: postfix.Postfix, tmp_path: Path) -> None:
    """Every edition of the sample newsroom, as the outbox froze it, lies in its reader's mailbox byte for byte."""
    with house.in_the_morning(tmp_path) as home:
        made = home.plan(house.MORNING).made
        days = home.store.mail.days(since=house.MORNING - timedelta(days=1), limit=100)
        ids = [f"{day.subscriber_id}.{day.issue_date}" for day in days if day.status]
        frozen = [one for id_ in ids if (one := home.store.mail.message(id_))]
        way_out = post.transport(_to(hop.port, home.settings.delivery))
        sent = post.send(home.store, way_out, clock=lambda: house.MORNING)
    hop.settle()
    kept = [postfix.bare(one) for one in hop.kept()]
    assert (made, sent.accepted, len(frozen)) == (8, 8, 8)
    assert [kept.count(postfix.delivered(one.mime)) for one in frozen] == [1] * 8


def _to(port: int, delivery: DeliverySetting) -> DeliverySetting:
    smtp = SmtpSetting(host=HOST, port=port, tls="none", username="", password="")
    return replace(delivery, kind="smtp", smtp=smtp)


def test_greylisting() -> None:
    """Turned away for now by a real postgrey, let in later with the same sender, recipient and bytes (OUT-63)."""
    sent = whole(b"Grey.\r\n")
    with postgrey.running() as policy, postfix.running(policy) as hop:
        transport = SmtpTransport(server_at(hop.port))
        (first,) = deliver(transport, [sent])
        time.sleep(postgrey.DELAY + 1)
        (second,) = deliver(transport, [sent])
        hop.settle()
        kept = [postfix.bare(one) for one in hop.kept()]
    assert (first.outcome, first.reply_code, first.enhanced_code[:1]) == (Outcome.DEFERRED, 450, "4")
    assert second.outcome is Outcome.ACCEPTED
    assert kept == [postfix.delivered(sent.mime)]
