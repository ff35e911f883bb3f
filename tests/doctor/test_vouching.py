"""SPF, DKIM, DMARC, MX and PTR against a name server of our own."""

import ipaddress
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from digest import doctor
from digest.config import Settings
from digest.doctor import names, reaching, spf, zone
from digest.doctor.finding import Finding, Level
from digest.render import dkim
from tests.deliver.mail_servers import free_port
from tests.doctor import name_server
from tests.doctor.household import NOW, READER, levels, settings, smtp

IP = "192.0.2.10"
KEY = dkim.generate()
RECORD = dkim.load(KEY, domain="digest.example", selector="r1").record()
Changes = dict[tuple[str, str], Sequence[str] | None]


def strings(text: str) -> str:
    """A text as the strings of one record."""
    return zone.txt("x", text).partition("TXT ")[2]


GOOD: Changes = {
    ("digest.example", "TXT"): [f'"v=spf1 ip4:{IP} -all"', '"something=else"'],
    ("digest.example", "MX"): ["10 mail.digest.example."],
    ("mail.digest.example", "A"): [IP],
    ("r1._domainkey.digest.example", "TXT"): [strings(RECORD)],
    ("_dmarc.digest.example", "TXT"): ['"v=DMARC1; p=reject; adkim=s; aspf=s"'],
    ("10.2.0.192.in-addr.arpa", "PTR"): ["mail.digest.example."],
}


def house(folder: Path, *, signing: bool = True) -> Settings:
    """A house that sends through a mail server, and signs."""
    (folder / "key.pem").write_bytes(KEY)
    (folder / "key.pem").chmod(0o600)
    keys = '[dkim]\nselector = "r1"\nkey_file = "key.pem"\n' if signing else ""
    return settings(folder, READER + smtp(free_port()) + keys)


def examined(chosen: Settings, changes: Changes | None = None, *, address: str = IP) -> list[Finding]:
    """What the doctor finds where the DNS says GOOD but for the changes."""
    with name_server.serving({**GOOD, **(changes or {})}) as server:
        found = doctor.examine(chosen, now=NOW, environ={}, dns=names.Dns(server), address=address)
        # The mail server of this house does not answer, it has no feeds, and this Python may be an old one.
        others = ("The mail server 127", "There are no feeds", "Python ")
        return [one for one in found if not one.sentence.startswith(others)]


def test_all_is_well(tmp_path: Path) -> None:
    """Each of the five is told of as good, and nothing else is."""
    found = examined(house(tmp_path))
    assert not [one for one in found if one.level is Level.WARNING]
    assert levels(found, Level.WRONG) == ""
    told = levels(found, Level.GOOD)
    for words in (
        "We sign mail (DKIM) for digest.example, with rsa-sha256.",
        f"SPF: digest.example lets {IP} send.",
        "DKIM: r1._domainkey.digest.example publishes our key.",
        "DMARC: _dmarc.digest.example says p=reject.",
        "MX: mail to digest.example goes to mail.digest.example.",
        f"PTR: {IP} is called mail.digest.example, and that is its name.",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("changes", "sentence", "advice"),
    [
        pytest.param(
            {("digest.example", "TXT"): ['"other"']},
            "digest.example has no SPF record",
            f'Publish: digest.example. IN TXT "v=spf1 ip4:{IP} -all"',
            id="no SPF",
        ),
        pytest.param(
            {("digest.example", "TXT"): ['"v=spf1 -all"', '"v=spf1 ~all"']},
            "more than one SPF",
            "Keep one",
            id="two SPF",
        ),
        pytest.param(
            {("digest.example", "TXT"): ['"v=spf1 ip4:192.0.2.99 ~all"']},
            f"does not let {IP} send (softfail)",
            f'Publish: digest.example. IN TXT "v=spf1 ip4:{IP} ip4:192.0.2.99 ~all"',
            id="an SPF that names others",
        ),
        pytest.param(
            {("digest.example", "TXT"): ['"v=spf1 +all"']}, "lets every machine send", "-all", id="an SPF that lets all"
        ),
        pytest.param(
            {("digest.example", "TXT"): ['"v=spf1 ' + "exists:a.example " * 11 + '-all"']},
            "asks more than 10 questions",
            "fewer",
            id="an SPF that asks too much",
        ),
        pytest.param(
            {("r1._domainkey.digest.example", "TXT"): ()},
            "r1._domainkey.digest.example is not published",
            f"Publish: {zone.txt('r1._domainkey.digest.example', RECORD)}",
            id="no key",
        ),
        pytest.param(
            {("r1._domainkey.digest.example", "TXT"): ['"v=DKIM1; k=rsa; p=AAAA"']},
            "publishes another key than ours",
            "Publish: r1._domainkey",
            id="another key",
        ),
        pytest.param(
            {("r1._domainkey.digest.example", "TXT"): [strings(RECORD), '"v=DKIM1; p="']},
            "has 2 records",
            "Keep one",
            id="two keys under one name",
        ),
        pytest.param(
            {("_dmarc.digest.example", "TXT"): ()},
            "digest.example has no DMARC record",
            'Publish: _dmarc.digest.example. IN TXT "v=DMARC1; p=none; rua=mailto:news@digest.example"',
            id="no DMARC",
        ),
        pytest.param(
            {("_dmarc.digest.example", "TXT"): ['"v=DMARC1; adkim=s"']},
            "has no one policy",
            "Publish: _dmarc",
            id="a DMARC without a policy",
        ),
        pytest.param(
            {("digest.example", "MX"): ()},
            "names no server for its mail",
            "Publish: digest.example. IN MX 10 mail.digest.example.",
            id="no MX",
        ),
        pytest.param({("digest.example", "MX"): ["0 ."]}, "says that it takes no mail", "Publish", id="a null MX"),
        pytest.param(
            {("digest.example", "MX"): ["5 lost.digest.example."], ("lost.digest.example", "A"): ()},
            "lost.digest.example, which has no address",
            "A record",
            id="an MX that leads nowhere",
        ),
        pytest.param({("10.2.0.192.in-addr.arpa", "PTR"): ()}, f"{IP} has no name", "PTR record", id="no PTR"),
        pytest.param(
            {("10.2.0.192.in-addr.arpa", "PTR"): ["other.example."]},
            "called other.example, which does not lead back",
            "A record back",
            id="a PTR that does not lead back",
        ),
    ],
)
def test_each_fault_is_wrong_and_says_what_to_publish(
    changes: Changes, sentence: str, advice: str, tmp_path: Path
) -> None:
    """One finding, with the very line for the zone file; the others stay good."""
    (fault,) = [one for one in examined(house(tmp_path), changes) if one.level is Level.WRONG]
    assert sentence in fault.sentence
    assert advice in fault.advice


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param(
            {("_dmarc.digest.example", "TXT"): ['"v=DMARC1; p=none; pct=50; rf=afrf"']},
            "tags that RFC 9989 took out: pct, rf.",
            id="old tags",
        ),
        pytest.param(
            {("r1._domainkey.digest.example", "TXT"): [strings(RECORD + "; t=y")]}, "says t=y, a test", id="a test key"
        ),
        pytest.param({("digest.example", "TXT"): None}, "SPF: the name server gave no answer", id="silence on SPF"),
        pytest.param(
            {("r1._domainkey.digest.example", "TXT"): None}, "DKIM: the name server gave no answer", id="on the key"
        ),
        pytest.param({("_dmarc.digest.example", "TXT"): None}, "DMARC: the name server gave no", id="on the policy"),
        pytest.param({("digest.example", "MX"): None}, "MX: the name server gave no answer", id="on MX"),
        pytest.param({("10.2.0.192.in-addr.arpa", "PTR"): None}, "PTR: the name server gave no answer", id="on PTR"),
    ],
)
def test_what_is_odd_or_not_known_is_a_warning(changes: Changes, sentence: str, tmp_path: Path) -> None:
    """Nothing is called wrong that may be right."""
    found = examined(house(tmp_path), changes)
    assert levels(found, Level.WRONG) == ""
    assert sentence in levels(found, Level.WARNING)


@pytest.mark.parametrize("name", ["digest.example", "r1._domainkey.digest.example", "_dmarc.digest.example"])
def test_what_nobody_told_says_what_to_publish(name: str, tmp_path: Path) -> None:
    """A name server that refuses to answer hides whether a record is there, not what it must say."""
    (finding,) = [one for one in examined(house(tmp_path), {(name, "TXT"): None}) if "gave no answer" in one.sentence]
    assert f"Where there is none yet: Publish: {name}. IN TXT" in finding.advice


def test_a_policy_above_counts(tmp_path: Path) -> None:
    """A domain without a record of its own has that of the one above (RFC 9989 section 4.10)."""
    chosen = house(tmp_path)
    chosen = replace(chosen, service=replace(chosen.service, sender_address="news@post.digest.example"))
    found = examined(chosen, {("post.digest.example", "TXT"): [f'"v=spf1 ip4:{IP} -all"']})
    assert "DMARC: _dmarc.digest.example says p=reject." in levels(found, Level.GOOD)
    assert "says adkim=s, and we sign for digest.example" in levels(found, Level.WRONG)


def test_bounces_elsewhere_are_told(tmp_path: Path) -> None:
    """With aspf=s only the very domain of From counts."""
    chosen = house(tmp_path)
    chosen = replace(
        chosen,
        service=replace(chosen.service, reply_to="in@post.digest.example"),
        delivery=replace(chosen.delivery, verp=True),
    )
    found = examined(chosen, {("post.digest.example", "TXT"): [f'"v=spf1 ip4:{IP} -all"']})
    assert "post.digest.example, where bounces go, is not digest.example" in levels(found, Level.WARNING)


def test_signing_left_to_the_mail_server_is_said(tmp_path: Path) -> None:
    """And so is what an SPF record alone cannot tell, where the address is not known."""
    chosen = house(tmp_path, signing=False)
    server = replace(chosen.delivery.smtp, host="smtp.provider.example")  # type: ignore[type-var]
    chosen = replace(chosen, delivery=replace(chosen.delivery, smtp=server))
    with name_server.serving(GOOD) as asked:
        dns = names.Dns(asked)
        found = [*doctor.vouching.keys(chosen), *doctor.vouching.examine(chosen, dns, address="")]
    told = levels(found, Level.GOOD)
    assert "Signing (DKIM) is left to smtp.provider.example" in told
    assert "that it lets smtp.provider.example send on, see for yourself" in told
    with name_server.serving({**GOOD, ("digest.example", "TXT"): ()}) as asked:
        (fault,) = [
            one for one in doctor.vouching.examine(chosen, names.Dns(asked), address="") if one.level is Level.WRONG
        ]
    assert 'TXT "v=spf1 a:smtp.provider.example ~all"  If smtp.provider.example is a provider' in fault.advice


def test_mail_from_this_machine_alone_needs_nobody(tmp_path: Path) -> None:
    """digest@localhost, handed to the Postfix beside us, is a fair set-up."""
    chosen = house(tmp_path, signing=False)
    chosen = replace(chosen, service=replace(chosen.service, sender_address="digest@localhost"))
    assert not [one for one in examined(chosen, address="") if one.sentence.startswith(("SPF", "DMARC", "MX"))]


def test_an_address_that_is_not_known_is_asked_for(tmp_path: Path) -> None:
    """Behind a router the machine cannot tell by which address its mail leaves."""
    with name_server.serving({**GOOD, ("digest.example", "TXT"): ()}) as asked:
        found = list(doctor.vouching.examine(house(tmp_path), names.Dns(asked), address=""))
    (fault,) = [one for one in found if one.level is Level.WRONG]
    assert "digest doctor --ip ADDRESS" in fault.advice


def test_a_key_that_cannot_sign_is_wrong(tmp_path: Path) -> None:
    """It is told once, whatever the DNS says."""
    chosen = house(tmp_path)
    (key,) = chosen.dkim.keys
    chosen = replace(chosen, dkim=replace(chosen.dkim, keys=(replace(key, key=b"-----BEGIN nothing"),)))
    assert levels(examined(chosen), Level.WRONG).count("the key of [dkim] cannot be used") == 1


def test_a_maildir_needs_no_dns(tmp_path: Path) -> None:
    """Nor does an examination that is not to reach out."""
    with name_server.serving({}) as server:
        dns = names.Dns(server)
        for chosen, reach in ((settings(tmp_path, READER), True), (house(tmp_path), False)):
            found = list(doctor.examine(chosen, now=NOW, environ={}, dns=dns, reach=reach))
            assert "SPF" not in " ".join(one.sentence for one in found)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"name": "News \N{ROCKET}"}, "has a picture in it", id="a name with a picture"),
        pytest.param({"reply_to": "No-Reply@digest.example"}, "as if nobody read them", id="an address nobody reads"),
    ],
)
def test_a_senders_name_and_address_are_looked_at(changes: dict[str, str], sentence: str, tmp_path: Path) -> None:
    """What receivers hold against one (OUT-02, OUT-15)."""
    chosen = settings(tmp_path)
    assert list(reaching.sender(chosen)) == []
    odd = replace(chosen, service=replace(chosen.service, **changes))  # type: ignore[arg-type]
    assert sentence in levels(list(reaching.sender(odd)), Level.WARNING)


def test_where_mail_leaves_from_is_known_only_here(tmp_path: Path) -> None:
    """A provider's servers send by addresses of their own; a private address is nobody's sender."""
    chosen = house(tmp_path)
    assert reaching.leaves_from(settings(tmp_path)) == ""
    address = reaching.leaves_from(chosen)
    assert address == "" or ipaddress.ip_address(address).is_global
    server = replace(chosen.delivery.smtp, host="smtp.provider.example")  # type: ignore[type-var]
    assert reaching.leaves_from(replace(chosen, delivery=replace(chosen.delivery, smtp=server))) == ""


SPF: Changes = {
    ("a.example", "TXT"): ['"v=spf1 include:b.example ip6:2001:db8::/32 a:host.example/28 mx:c.example ?all"'],
    ("b.example", "TXT"): ['"v=spf1 ip4:192.0.2.0/28 exists:%{i}.b.example -all"'],
    ("c.example", "MX"): ["5 host6.example."],
    ("host.example", "A"): ["198.51.100.1"],
    ("host6.example", "AAAA"): ["2001:db9::6"],
    ("d.example", "TXT"): ['"v=spf1 redirect=b.example"'],
    ("e.example", "TXT"): ['"v=spf1 redirect=nowhere.example"'],
    ("f.example", "TXT"): ['"v=spf1 include:f.example -all"'],
    ("g.example", "TXT"): ['"v=spf1 mx a/24 ip4:rubbish"'],
    ("g.example", "A"): ["203.0.113.1"],
    ("h.example", "TXT"): ['"v=spf1 redirect=h.example"'],
}


@pytest.mark.parametrize(
    ("domain", "address", "result"),
    [
        pytest.param("a.example", "192.0.2.3", "pass", id="by an include"),
        pytest.param("a.example", "2001:db8::7", "pass", id="by a network of version 6"),
        pytest.param("a.example", "198.51.100.9", "pass", id="by the network of a host"),
        pytest.param("a.example", "2001:db9::6", "pass", id="by the mail server of another"),
        pytest.param("a.example", "203.0.113.9", "neutral", id="by nothing"),
        pytest.param("a.example", "", "neutral", id="no address, so what is said of all others"),
        pytest.param("b.example", "203.0.113.9", "fail", id="told off"),
        pytest.param("d.example", "192.0.2.3", "pass", id="by a redirection"),
        pytest.param("d.example", "203.0.113.9", "fail", id="told off by a redirection"),
        pytest.param("e.example", "192.0.2.3", "permerror", id="a redirection into nothing"),
        pytest.param("f.example", "192.0.2.3", "permerror", id="a record that includes itself"),
        pytest.param("h.example", "192.0.2.3", "permerror", id="a record that leads to itself"),
        pytest.param("g.example", "203.0.113.77", "pass", id="by the network around itself"),
        pytest.param("g.example", "192.0.2.3", "neutral", id="the end of a record without all"),
        pytest.param("nowhere.example", "192.0.2.3", "none", id="no record"),
    ],
)
def test_spf_is_judged_as_receivers_do(domain: str, address: str, result: str) -> None:
    """By RFC 7208, sections 4.6, 5 and 6.1."""
    with name_server.serving(SPF) as server:
        assert spf.check(names.Dns(server), domain, address).result == result
