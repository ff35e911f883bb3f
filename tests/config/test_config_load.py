"""What a good config.toml becomes."""

import re
import tomllib
from collections.abc import Callable
from datetime import time, timedelta
from ipaddress import IPv4Network
from pathlib import Path
from typing import Any

import pytest

from digest import assets, config
from digest.config import document
from digest.domain.news import TOPICS, Feed, Origin
from digest.domain.people import Cadence, Profile, Quiet, Schedule
from digest.errors import ConfigError

Load = Callable[..., config.Settings]


def test_paths_start_at_the_folder_of_the_file(load: Load, tmp_path: Path) -> None:
    """The file means the same wherever the command is run."""
    (tmp_path / "t").mkdir()
    settings = load('data = "d"\ntemplates = "t"\n[topics]\nmodel = "m"\n[delivery]\nmaildir = "/srv/mail"')
    assert settings.path == tmp_path / "config.toml"
    assert settings.service.data == tmp_path / "d"
    assert settings.service.templates == tmp_path / "t"
    assert settings.topics.model == tmp_path / "m"
    assert settings.delivery.maildir == Path("/srv/mail")


def test_answers_go_to_the_inbox_else_to_the_sender(load: Load) -> None:
    """There is always an address that answers reach."""
    assert load().service.reply_to == "digest@example.org"
    assert load('[inbox]\naddress = "me@example.org"').service.reply_to == "me@example.org"


def test_feeds_come_from_the_file(load: Load) -> None:
    """A feed knows that the file lists it, and what the operator says of it."""
    settings = load(
        '[[feeds]]\nurl = "https://a.example/"\nname = "A"\ntopic = "science"\n[[feeds]]\nurl = "https://b.example/"'
    )
    assert settings.feeds == (
        Feed(url="https://a.example/", name="A", topic_hint="science", origin=Origin.FILE),
        Feed(url="https://b.example/", origin=Origin.FILE),
    )


def test_own_values_take_the_place_of_the_profiles(load: Load) -> None:
    """A subscriber shares a profile and changes what they state, nothing else."""
    settings = load(
        '[[profiles]]\nname = "p"\ntopics = { world = 1.0 }\nfollow = ["a"]\nmute = ["b"]\nstories = 9\n'
        '[[subscribers]]\naddress = "x@example.org"\nprofile = "p"\n'
        '[[subscribers]]\naddress = "y@example.org"\nprofile = "p"\nfollow = []\nmute_sources = ["c"]\nstories = 3\n'
        '[[subscribers]]\naddress = "z@example.org"\ntopics = { sport = 1 }'
    )
    shared, changed, own = settings.subscribers
    assert shared.profile == settings.profiles["p"]
    assert changed.profile == Profile(topics={"world": 1.0}, mute=("b",), mute_sources=("c",), stories=3)
    assert (own.profile_name, own.profile) == ("", Profile(topics={"sport": 1.0}))


def test_what_a_reader_says_of_outlets_and_the_mail_is_theirs(load: Load) -> None:
    """Sources, the story from outside, quiet days and pictures are the profile's, or the reader's who names them."""
    settings = load(
        '[[profiles]]\nname = "p"\nfollow = ["climate AND court", "R&D"]\nsources = ["The Gazette"]\noutside = false\n'
        'quiet = "line"\npictures = false\n'
        '[[subscribers]]\naddress = "x@example.org"\nprofile = "p"\n'
        '[[subscribers]]\naddress = "y@example.org"\nprofile = "p"\nsources = []\noutside = true\nquiet = "wider"\n'
        "pictures = true"
    )
    shared, own = (reader.profile for reader in settings.subscribers)
    assert shared == Profile(
        follow=("climate AND court", "R&D"),
        sources=("The Gazette",),
        outside=False,
        quiet=Quiet.LINE,
        pictures=False,
    )
    assert (own.sources, own.outside, own.quiet, own.pictures) == ((), True, Quiet.WIDER, True)
    assert type(own.quiet) is Quiet


def test_the_look_of_mail_is_the_operators(load: Load, tmp_path: Path) -> None:
    """Pictures, colours and logo; a colour is kept in one spelling."""
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    mail = load('[mail]\nimages = "all"\naccent = "#8A1C1C"\naccent_dark = "#FFB3A7"\nlogo = "logo.png"').mail
    assert (mail.images, mail.accent, mail.accent_dark) == ("all", "#8a1c1c", "#ffb3a7")
    assert mail.logo == tmp_path / "logo.png"
    assert (load().mail.images, load().mail.logo) == ("lead", None)


@pytest.mark.parametrize("beginning", [b"RIFF\x0a\x00\x00\x00WEBPVP8 ", b"\0\0\0\x1cftypavif\0\0\0\0"])
def test_a_logo_may_be_of_any_kind_that_mail_is_made_with(load: Load, tmp_path: Path, beginning: bytes) -> None:
    """WebP and AVIF as well."""
    (tmp_path / "logo").write_bytes(beginning)
    assert load('[mail]\nlogo = "logo"').mail.logo == tmp_path / "logo"


def test_a_score_floor_left_out_is_left_to_the_matching(load: Load) -> None:
    """What is known to be best may change with a version; a number that is written stays."""
    assert load().match.score_floor is None
    assert load("[match]\nscore_floor = 0").match.score_floor == 0


def test_a_schedule_is_the_readers_own(load: Load) -> None:
    """Time, zone, cadence and day reach the schedule; a TOML time is as good as text."""
    row = '[[subscribers]]\naddress = "x@example.org"\nfollow = ["a"]\n'
    (reader,) = load(
        row + 'at = "6:30"\ntimezone = "Europe/Madrid"\ncadence = "weekly"\nweekday = "saturday"'
    ).subscribers
    assert reader.schedule == Schedule(cadence=Cadence.WEEKLY, weekday=5, at=time(6, 30), timezone="Europe/Madrid")
    (reader,) = load(row + 'days = ["thursday", "monday"]').subscribers
    assert reader.schedule == Schedule(cadence=Cadence.DAYS, days=frozenset({0, 3}), at=time(7))
    (reader,) = load(row + "at = 06:30:00").subscribers
    assert reader.schedule == Schedule(at=time(6, 30))


def test_a_reader_speaks_the_services_language_unless_they_say_otherwise(load: Load) -> None:
    """Language falls back from the reader to the service."""
    row = '[[subscribers]]\naddress = "{}@example.org"\nfollow = ["a"]\n'
    rows = row.format("x") + row.format("y") + 'language = "de"'
    assert [reader.language for reader in load('language = "fr"\n' + rows).subscribers] == ["fr", "de"]


def test_addresses_are_kept_in_one_spelling(load: Load) -> None:
    """Domains are lower case and A-labels, whatever the file writes."""
    (reader,) = load('[[subscribers]]\naddress = "Ada@BÜCHER.example"\nfollow = ["a"]').subscribers
    assert reader.address == "Ada@xn--bcher-kva.example"


def test_sections_follow_the_order_of_the_names(load: Load) -> None:
    """Named topics come first, under their names; the others follow."""
    names = load('[topics.names]\nsport = "Sports"\nworld = "Abroad"').topics.names
    assert list(names.items())[:3] == [("sport", "Sports"), ("world", "Abroad"), ("politics", "Politics")]
    assert set(names) == set(TOPICS)


def test_a_model_of_ones_own_may_bring_topics(load: Load) -> None:
    """Other labels than ours can be named once a model that knows them is named."""
    settings = load(
        '[topics]\nmodel = "m"\nthreshold = 0.25\nnames = { gardening = "Garden" }\n'
        '[[profiles]]\nname = "p"\ntopics = { gardening = 1.0 }'
    )
    assert settings.topics.names["gardening"] == "Garden"
    assert settings.topics.threshold == 0.25


def test_a_topic_of_ones_own_may_be_named_and_wanted(load: Load) -> None:
    """It is part of the classifier that digest keeps, so no model need be named."""
    settings = load(
        '[topics.names]\ncycling = "Cycling"\n[[profiles]]\nname = "p"\ntopics = { cycling = 1.0 }\n'
        '[[feeds]]\nurl = "https://wheel.example/feed"\ntopic = "cycling"'
    )
    assert settings.topics.names["cycling"] == "Cycling"
    assert (settings.profiles["p"].topics["cycling"], settings.feeds[0].topic_hint) == (1.0, "cycling")


def test_durations_and_networks_are_values(load: Load) -> None:
    """What counts minutes in the file is a duration in code."""
    settings = load('[gather]\nevery_minutes = 15\nnetworks = ["127.0.0.0/8"]\n[schedule]\nsend_tick_seconds = 5')
    assert settings.gather.every == timedelta(minutes=15)
    assert settings.gather.networks == (IPv4Network("127.0.0.0/8"),)
    assert settings.schedule.send_tick == timedelta(seconds=5)


@pytest.mark.parametrize(
    ("text", "port"),
    [
        pytest.param('tls = "starttls"', 587, id="submission"),
        pytest.param('tls = "implicit"', 465, id="submissions"),
        pytest.param('tls = "opportunistic"', 25, id="a relay"),
        pytest.param('port = 2525\ntls = "implicit"', 2525, id="a port of one's own"),
    ],
)
def test_the_port_follows_from_tls(text: str, port: int, load: Load) -> None:
    """A port need not be written when it is the usual one."""
    smtp = load(f'[delivery]\nkind = "smtp"\n[delivery.smtp]\nhost = "mail.example.org"\n{text}').delivery.smtp
    assert smtp is not None
    assert smtp.port == port


@pytest.mark.parametrize("host", ["localhost", "127.0.0.2", "::1", "[::1]"])
def test_no_tls_is_possible_on_this_machine(host: str, load: Load) -> None:
    """Nothing crosses a network, so nothing needs to be hidden from one."""
    smtp = load(f'[delivery]\nkind = "smtp"\n[delivery.smtp]\nhost = "{host}"\ntls = "none"').delivery.smtp
    assert smtp is not None
    assert (smtp.host, smtp.tls) == (host, "none")
    assert not smtp.password


def test_a_password_comes_from_the_environment_or_a_file_and_is_never_shown(load: Load, tmp_path: Path) -> None:
    """The secret reaches the mail server's setting, and no text made of the settings."""
    (tmp_path / "pw").write_text("hunter-2\r\n", encoding="utf-8")
    (tmp_path / "credentials").mkdir()
    (tmp_path / "credentials" / "smtp").write_text("hunter-2\n", encoding="utf-8")
    environ = {"PW": "hunter-2", "CREDENTIALS_DIRECTORY": str(tmp_path / "credentials")}
    smtp = '[delivery]\nkind = "smtp"\n[delivery.smtp]\nhost = "mail.example.org"\nusername = "u"\n'
    for source in ('password_env = "PW"', 'password_file = "pw"', 'password_file = "$CREDENTIALS_DIRECTORY/smtp"'):
        settings = load(smtp + source, environ=environ)
        assert settings.delivery.smtp is not None
        assert settings.delivery.smtp.password == "hunter-2"
        assert "hunter" not in repr(settings) + str(settings)


def test_a_mail_server_that_is_not_used_needs_no_secret(load: Load) -> None:
    """Going back to the Maildir is one line."""
    settings = load('[delivery.smtp]\nhost = "mail.example.org"\nusername = "u"\npassword_env = "ABSENT"')
    assert (settings.delivery.kind, settings.delivery.smtp) == ("maildir", None)


def test_a_file_from_another_system_is_read(tmp_path: Path) -> None:
    """A byte order mark and CRLF line ends, as some editors write them, change nothing."""
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbf[service]\r\nfrom = "digest@example.org"\r\n')
    assert config.load(path, {}).service.sender_address == "digest@example.org"


# The file that ships


def test_the_file_that_ships_is_a_whole_configuration() -> None:
    """`digest init` writes something that works at once: feeds for every topic, profiles, one subscriber."""
    settings = config.load(assets.config(), {})
    hints = [feed.topic_hint for feed in settings.feeds]
    assert len(hints) >= 35
    assert all(hints.count(topic) >= 3 for topic in TOPICS)
    assert {"tech", "politics", "business"} <= set(settings.profiles)
    assert [reader.address for reader in settings.subscribers] == ["you@example.org"]
    assert (settings.delivery.kind, list(settings.topics.names)) == ("maildir", list(TOPICS))


def _defaults() -> list[tuple[str, str]]:
    """Every (section, key) that the file that ships sets and that has a default."""
    found = tomllib.loads(config.example())
    sections = {name: found[name] for name in found if isinstance(found[name], dict)}
    sections["delivery.smtp"] = sections["delivery"].pop("smtp")
    sections["dkim.ed25519"] = sections["dkim"].pop("ed25519")
    sections["inbox.imap"] = sections["inbox"].pop("imap")
    sections["topics.names"] = sections["topics"].pop("names")
    pairs = [(section, key) for section, table in sections.items() for key in table]
    pairs += [("[subscribers]", key) for key in found["subscribers"][0]]
    pairs += [("[profiles]", key) for key in found["profiles"][0]]
    needed = {"service.from", "[subscribers].address", "[subscribers].profile", "[profiles].name", "[profiles].topics"}
    return [(section, key) for section, key in pairs if f"{section}.{key}" not in needed]


@pytest.mark.parametrize(("section", "key"), _defaults())
def test_a_default_written_out_can_be_taken_out(section: str, key: str, load: Load) -> None:
    """The manual tells the truth: without its line a setting is what the line said."""
    text = config.example()
    shorter = re.sub(rf"(?ms)(^\[{re.escape(section)}\].*?)^{key} = [^\n]*\n", r"\1", text, count=1)
    assert shorter != text
    assert load(shorter, head="") == load(text, head="")


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("service",),
        ("mail",),
        ("topics",),
        ("gather",),
        ("match",),
        ("schedule",),
        ("delivery",),
        ("delivery", "smtp"),
        ("delivery", "domains", 0),
        ("dkim",),
        ("dkim", "ed25519"),
        ("web",),
        ("inbox",),
        ("inbox", "imap"),
        ("operator",),
        ("log",),
        ("metrics",),
        ("feeds", 0),
        ("profiles", 0),
        ("subscribers", 0),
    ],
)
def test_every_setting_is_in_the_manual(path: tuple[str | int, ...]) -> None:
    """No key is allowed that the file that ships does not show."""
    rows: list[Any] = [tomllib.loads(re.sub(r"(?m)^# (?=\[+[a-z.]+\]+$|[a-z_]+ = )", "", config.example()))]
    for step in path:
        rows = [row[step] for row in rows] if isinstance(step, str) else [element for row in rows for element in row]
    assert document.keys(path)
    assert {key for row in rows for key in row} == set(document.keys(path))


def test_the_example_can_be_written_for_somebody(load: Load) -> None:
    """`digest init --address` puts the reader's address in the place of the example's, and changes nothing else."""
    text = config.example("Ada@Example.ORG")
    assert text.replace("Ada@example.org", "you@example.org") == config.example()
    assert [reader.address for reader in load(text, head="").subscribers] == ["Ada@example.org"]
    with pytest.raises(ConfigError, match=r'^"ada" is no mail address we can use: it must be a name'):
        config.example("ada")


def test_a_faulty_profile_is_told_once(tmp_path: Path) -> None:
    """Its readers are not blamed for what the profile lacks."""
    path = tmp_path / "config.toml"
    path.write_text(
        '[service]\nfrom = "news@town.example"\n[[profiles]]\nname = "empty"\n'
        '[[subscribers]]\naddress = "ann@reader.example"\nprofile = "empty"\n',
        encoding="utf-8",
    )
    with pytest.raises(ConfigError) as caught:
        config.load(path, {})
    assert len(caught.value.faults) == 1
    assert "profiles[1] wants nothing" in caught.value.faults[0]


def test_several_servers_each_have_their_own(load: Load) -> None:
    """Their keys, their usual port and their password; a domain is known in lower case."""
    text = """
[delivery]
kind = "smtp"
uncertain = "never"
per_minute = 90
[delivery.smtp]
host = "a.example.org"
[[delivery.relays]]
host = "b.example.net"
tls = "implicit"
ca_file = "ours.pem"
username = "u"
password_env = "SECOND"
per_day = 300
[[delivery.domains]]
domain = "Big.example"
per_minute = 60
"""
    delivery = load(text, environ={"SECOND": "hunter-3"}).delivery
    assert delivery.smtp is not None
    assert (delivery.smtp.host, delivery.smtp.password, delivery.smtp.connections) == ("a.example.org", "", 4)
    (relay,) = delivery.relays
    assert delivery.smtp.ca_file is None
    assert relay.ca_file is not None
    assert (relay.ca_file.name, relay.ca_file.is_absolute()) == ("ours.pem", True)
    assert (relay.host, relay.port, relay.password, relay.per_day) == ("b.example.net", 465, "hunter-3", 300)
    assert (delivery.resend_uncertain, delivery.per_minute) == (False, 90)
    assert {name: own.per_minute for name, own in delivery.domains.items()} == {"big.example": 60}


def test_without_smtp_nobody_falls_back(load: Load) -> None:
    """The servers may stand in the file while mail goes into the Maildir, and their passwords are not asked for."""
    delivery = load('[[delivery.relays]]\nhost = "b.example.net"\nusername = "u"\npassword_env = "ABSENT"').delivery
    assert (delivery.smtp, delivery.relays) == (None, ())


def test_where_figures_can_be_had_and_who_is_told(load: Load) -> None:
    """Nowhere and nobody, when left out; else a host and a port, an address and an hour."""
    plain = load("")
    assert (plain.metrics.address, plain.operator.address, plain.log.format) == (None, "", "logfmt")
    text = '[metrics]\naddress = "[::1]:9464"\n[operator]\naddress = "me@example.org"\nat = "18:30"'
    told = load(text + '\n[log]\nformat = "json"')
    assert told.metrics.address == ("::1", 9464)
    assert (told.operator.address, told.operator.at, told.log.format) == ("me@example.org", time(18, 30), "json")
