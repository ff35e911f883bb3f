"""Every mistake in config.toml is answered with one sentence: where, what, and what is allowed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from digest import config
from digest.errors import ConfigError

Faults = Callable[..., list[str]]

TOPICS = "world, politics, business, technology, science, health, sport, entertainment, lifestyle"
SECTIONS = (
    "service, mail, feeds, topics, gather, match, profiles, subscribers, schedule, delivery, dkim, web, inbox, "
    "operator, log, metrics"
)
SMTP = '[delivery]\nkind = "smtp"\n[delivery.smtp]\nhost = "mail.example.org"\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(
            "[gathering]\nevery_minutes = 5",
            f'config.toml line 3: gathering is no section; did you mean "gather"? allowed here: {SECTIONS}',
            id="a section that does not exist",
        ),
        pytest.param(
            "[gather]\nzeitgeist = 5",
            "config.toml line 4: gather.zeitgeist is no setting; allowed here: every_minutes, timeout_seconds, "
            "networks, contact",
            id="a key that does not exist and resembles none",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\ntimezon = "UTC"',
            'config.toml line 6: subscribers[1].timezon is no setting; did you mean "timezone"? allowed here: address, '
            "name, profile, topics, follow, mute, sources, mute_sources, stories, outside, quiet, pictures, at, "
            "timezone, cadence, weekday, days, language",
            id="a misspelt key in a list of tables",
        ),
        pytest.param(
            '[gather]\nevery_minutes = "often"',
            'config.toml line 4: gather.every_minutes is "often", which is not a whole number of minutes from 1 '
            "to 1440",
            id="text in place of a number",
        ),
        pytest.param(
            "[gather]\nevery_minutes = true",
            "config.toml line 4: gather.every_minutes is true, which is not a whole number of minutes from 1 to 1440",
            id="a truth value in place of a number",
        ),
        pytest.param(
            "[schedule]\nlate_hours = 0",
            "config.toml line 4: schedule.late_hours is 0, which is not a whole number of hours from 1 to 720",
            id="a number out of bounds",
        ),
        pytest.param(
            "[schedule]\nlate_hours = 1000000000000000000000000",
            "config.toml line 4: schedule.late_hours is a giant number, which is not a whole number of hours "
            "from 1 to 720",
            id="a giant number",
        ),
        pytest.param(
            "[match]\nfloor = 1979-05-27",
            "config.toml line 4: match.floor is a date or time, which is not a number from 0 to 1",
            id="a date in place of a number",
        ),
        pytest.param(
            "[match]\nfloor = nan",
            "config.toml line 4: match.floor is nan, which is not a number from 0 to 1",
            id="a number that is none",
        ),
        pytest.param(
            '[feeds]\nurl = "https://a.example/"',
            "config.toml line 3: feeds is a table, which is not a list of tables: write [[feeds]]",
            id="single brackets in place of double ones",
        ),
        pytest.param(
            '[gather]\nnetworks = "10.0.0.0/8"',
            'config.toml line 4: gather.networks is "10.0.0.0/8", which is not a list such as ["one", "two"]',
            id="text in place of a list",
        ),
        pytest.param(
            '[gather]\nnetworks = ["10.0.0.0/8",\n  "10.0.0.1/8"]',
            'config.toml line 5: gather.networks[2] is "10.0.0.1/8", which is not a network such as "192.168.1.0/24"',
            id="a network with host bits",
        ),
        pytest.param(
            '[[profiles]]\nname = "p"\nfollow = ["a", ""]',
            'config.toml line 5: profiles[1].follow[2] is "", which is not a word or phrase in quotes',
            id="an empty word",
        ),
        pytest.param(
            "[[profiles]]\ntopics = { world = 1.0 }",
            "config.toml line 3: profiles[1].name is missing: the name that subscribers refer to",
            id="a row without what it needs",
        ),
        pytest.param(
            '[[feeds]]\nurl = "https://a.example/"\ntopic = "tech"',
            f'config.toml line 5: feeds[1].topic is "tech", which is no topic; did you mean "technology"? '
            f"allowed: {TOPICS}",
            id="a feed's topic that does not exist",
        ),
        pytest.param(
            '[[profiles]]\nname = "p"\ntopics = { world = 1.0, gardening = 0.5 }',
            f"config.toml line 5: profiles[1].topics.gardening is no topic; allowed: {TOPICS}",
            id="a profile's topic that does not exist",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\n[subscribers.topics]\nworld = 1.0\nsports = 0.5',
            f'config.toml line 7: subscribers[1].topics.sports is no topic; did you mean "sport"? allowed: {TOPICS}',
            id="a subscriber's topic that does not exist",
        ),
        pytest.param(
            '[topics.names]\nworlds = "Worlds"',
            f'config.toml line 4: topics.names.worlds is no topic; did you mean "world"? allowed: {TOPICS}',
            id="a name for a topic that does not exist",
        ),
        pytest.param(
            '[[profiles]]\nname = "p"\ntopics = { world = 1.5 }',
            "config.toml line 5: profiles[1].topics.world is 1.5, which is not a number from -1 to 1",
            id="a weight above 1",
        ),
        pytest.param(
            '[[profiles]]\nname = "p"\ntopics = { world = -0.5 }',
            "config.toml line 3: profiles[1] wants nothing: give a topic a weight above 0, or a word to follow",
            id="a profile that wants nothing",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"',
            "config.toml line 3: subscribers[1] wants nothing: name a profile, give a topic a weight above 0, or a "
            "word to follow",
            id="a subscriber who wants nothing",
        ),
        pytest.param(
            '[[profiles]]\nname = "tech"\nfollow = ["x"]\n[[subscribers]]\naddress = "a@b.example"\nprofile = "teck"',
            'config.toml line 8: subscribers[1].profile is "teck", which is no profile; did you mean "tech"? '
            "allowed: tech",
            id="a profile that does not exist",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nprofile = "x"',
            'config.toml line 5: subscribers[1].profile is "x", which is no profile; allowed: none',
            id="a profile where there are none",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a.b.example"\nfollow = ["x"]',
            'config.toml line 4: subscribers[1].address is "a.b.example", which is no mail address we can use: it must '
            "be a name, an @ and a domain, such as ada@example.org",
            id="an address without an at sign",
        ),
        pytest.param(
            '[inbox]\naddress = "josé@b.example"',
            'config.toml line 4: inbox.address is "josé@b.example", which is no mail address we can use: letters '
            "outside ASCII are possible after the @ only",
            id="an address with letters that SMTP cannot carry",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\ntimezone = "Europe/Madird"',
            'config.toml line 6: subscribers[1].timezone is "Europe/Madird", which is no IANA zone; '
            'did you mean "Europe/Madrid"?',
            id="a zone that does not exist",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\ntimezone = "../../etc/passwd"',
            'config.toml line 6: subscribers[1].timezone is "../../etc/passwd", which is no IANA zone',
            id="a zone that is a path",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\nat = "24:00"',
            'config.toml line 6: subscribers[1].at is "24:00", which is not a time of day such as "07:00"',
            id="a time that does not exist",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\nat = 7',
            'config.toml line 6: subscribers[1].at is 7, which is not a time of day such as "07:00"',
            id="an hour in place of a time",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\nat = 07:00:30',
            'config.toml line 6: subscribers[1].at is a date or time, which is not a time of day such as "07:00"',
            id="a time with seconds",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\ncadence = "hourly"',
            'config.toml line 6: subscribers[1].cadence is "hourly", which is not "daily", "weekdays", "weekly" or '
            '"days"',
            id="a cadence that does not exist",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\nweekday = "Sun"',
            'config.toml line 6: subscribers[1].weekday is "Sun", which is not a day of the week such as "monday"',
            id="a weekday in short",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\ndays = ["monday", "mittwoch"]',
            'config.toml line 6: subscribers[1].days[2] is "mittwoch", which is not a day of the week such as "monday"',
            id="a chosen day that is none",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\ncadence = "days"',
            'config.toml line 3: subscribers[1].days is missing: with cadence = "days" name them, such as days = '
            '["monday", "thursday"]',
            id="chosen days that nobody chose",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\ndays = ["monday"]\ncadence = "weekdays"',
            'config.toml line 6: subscribers[1].days is set beside cadence = "weekdays": write cadence = "days", or '
            "leave it out",
            id="chosen days beside another cadence",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\ndays = ["monday"]\nweekday = "friday"',
            "config.toml line 7: subscribers[1].weekday is set beside days: keep one of them",
            id="chosen days beside the day of a weekly digest",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\nlanguage = "English"',
            'config.toml line 6: subscribers[1].language is "English", which is not a language tag such as "en" '
            'or "pt-BR"',
            id="a language in words",
        ),
        pytest.param(
            '[[feeds]]\nurl = "https://a.example/feed"\n[[feeds]]\nurl = "http://A.example:80/feed/"',
            "config.toml line 6: feeds[2].url is the same as feeds[1].url: keep one of them",
            id="a feed twice in two spellings",
        ),
        pytest.param(
            '[[profiles]]\nname = "p"\nfollow = ["x"]\n[[profiles]]\nname = "p"\nfollow = ["y"]',
            "config.toml line 7: profiles[2].name is the same as profiles[1].name: keep one of them",
            id="a profile twice",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\n'
            '[[subscribers]]\naddress = "A@B.example"\nfollow = ["y"]',
            "config.toml line 7: subscribers[2].address is the same as subscribers[1].address: keep one of them",
            id="a subscriber twice in two spellings",
        ),
        pytest.param(
            '[[feeds]]\nurl = "ftp://a.example/feed"',
            'config.toml line 4: feeds[1].url is "ftp://a.example/feed", which is not a web address that begins with '
            "http:// or https://",
            id="a feed address that is not of the web",
        ),
        pytest.param(
            '[[feeds]]\nurl = "http://a.example:port/"',
            'config.toml line 4: feeds[1].url is "http://a.example:port/", which is not a web address that begins with '
            "http:// or https://",
            id="a feed address with a port that is no number",
        ),
        pytest.param(
            "[service.more]\n",
            "config.toml line 3: service.more is no setting; allowed here: name, from, base_url, data, templates, "
            "postal, language",
            id="a table where none belongs",
        ),
        pytest.param(
            '[delivery]\nmaildir = "~/Maildir"',
            'config.toml line 4: delivery.maildir is "~/Maildir", which is a path that begins with ~: write it out, '
            "from / or from the folder of this file",
            id="a path that only a shell understands",
        ),
        pytest.param(
            '[[profiles]]\nname = "two\\nlines"\nfollow = ["x"]',
            'config.toml line 4: profiles[1].name is "two\ufffdlines", which is not a name in quotes, of 1 to '
            "500 characters",
            id="a name on two lines",
        ),
        pytest.param(
            f'postal = "{"x" * 600}"',
            f'config.toml line 3: service.postal is "{"x" * 80}…", which is not one line of text in quotes, of at most '
            "500 characters",
            id="a text too long, shown in part",
        ),
        pytest.param(
            '[metrics]\naddress = "9464"',
            'config.toml line 4: metrics.address is "9464", which is not an address and a port such as '
            '"127.0.0.1:9464"',
            id="figures at a port without an address",
        ),
        pytest.param(
            '[log]\nformat = "xml"',
            'config.toml line 4: log.format is "xml", which is not "logfmt" or "json"',
            id="a log of another kind",
        ),
        pytest.param(
            "[web]\nenabled = true",
            "config.toml line 4: web.enabled is true, and the pages have no address: set base_url in [service] too, "
            'such as "https://news.example.org"',
            id="web pages without an address",
        ),
        pytest.param(
            '[delivery]\nuncertain = "always"',
            'config.toml line 4: delivery.uncertain is "always", which is not "resend-once" or "never"',
            id="a policy that would send without end",
        ),
        pytest.param(
            SMTP + "connections = 17",
            "config.toml line 7: delivery.smtp.connections is 17, which is not a whole number from 1 to 16",
            id="too many connections",
        ),
        pytest.param(
            SMTP + '[[delivery.relays]]\nhost = "b.example.net"\ntls = "none"',
            'config.toml line 9: delivery.relays[1].tls is "none", which is possible on this machine only, and '
            '"b.example.net" is another; allowed: "starttls", "implicit" or "opportunistic"',
            id="a second server that would be spoken to in clear",
        ),
        pytest.param(
            SMTP + "[[delivery.relays]]\nper_day = 300",
            "config.toml line 7: delivery.relays[1].host is missing: name the mail server, or take this one out",
            id="a second server without a name",
        ),
        pytest.param(
            SMTP + '[[delivery.relays]]\nhost = "b.example.net"\nusername = "u"\npassword_env = "ABSENT"',
            "config.toml line 10: delivery.relays[1].password_env names an environment variable that is not set: set "
            "it, then start again",
            id="a second server whose password is not there",
        ),
        pytest.param(
            '[[delivery.domains]]\ndomain = "a.example"\n[[delivery.domains]]\ndomain = "A.example"',
            "config.toml line 6: delivery.domains[2].domain is the same as delivery.domains[1].domain: keep one of "
            "them",
            id="one domain twice",
        ),
        pytest.param(
            '[[delivery.domains]]\ndomain = "me@a.example"',
            'config.toml line 4: delivery.domains[1].domain is "me@a.example", which is not a domain such as '
            '"example.org" in its ASCII form, or "*" for all others',
            id="an address in place of a domain",
        ),
        pytest.param(
            '[delivery]\nkind = "pigeon"',
            'config.toml line 4: delivery.kind is "pigeon", which is not "maildir" or "smtp"',
            id="a way of delivery that does not exist",
        ),
        pytest.param(
            '[delivery]\nkind = "smtp"',
            'config.toml line 3: delivery.smtp.host is missing: name the mail server, or write kind = "maildir" '
            "in [delivery]",
            id="smtp without a server",
        ),
        pytest.param(
            SMTP + 'tls = "none"',
            'config.toml line 7: delivery.smtp.tls is "none", which is possible on this machine only, and '
            '"mail.example.org" is another; allowed: "starttls", "implicit" or "opportunistic"',
            id="no TLS to another machine",
        ),
        pytest.param(
            SMTP + 'tls = "ssl"',
            'config.toml line 7: delivery.smtp.tls is "ssl", which is not "starttls", "implicit", "opportunistic" '
            'or "none"',
            id="a TLS mode that does not exist",
        ),
        pytest.param(
            SMTP + 'tls = "opportunistic"\nusername = "u"\npassword_env = "PATH"',
            'config.toml line 7: delivery.smtp.tls is "opportunistic", which could send the password in clear; with a '
            'username allowed: "starttls" or "implicit"',
            id="a login over a line that may be open",
        ),
        pytest.param(
            SMTP + 'tls = "opportunistic"\nca_file = "ours.pem"',
            'config.toml line 8: delivery.smtp.ca_file is set beside tls = "opportunistic", which looks at no '
            'certificate: take one of them out, or write "starttls" or "implicit"',
            id="certificates that nobody would look at",
        ),
        pytest.param(
            SMTP + 'username = "u"',
            "config.toml line 7: delivery.smtp.username is set without a password: set password_env or password_file "
            "too",
            id="a login without a password",
        ),
        pytest.param(
            SMTP + 'password_env = "PATH"',
            "config.toml line 7: delivery.smtp.password_env is set without a username: set username too",
            id="a password without a login",
        ),
        pytest.param(
            SMTP + 'username = "u"\npassword_env = "PATH"\npassword_file = "pw"',
            "config.toml line 9: delivery.smtp.password_file is set beside password_env: keep one of them",
            id="two sources of one password",
        ),
        pytest.param(
            '[[profiles]]\nname = "p"\nfollow = ["climate AND "]',
            'config.toml line 5: profiles[1].follow[1] is "climate AND ", which is not a word, a phrase, or several '
            'with AND between them such as "climate AND court"',
            id="nothing on one side of AND",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["AND"]',
            'config.toml line 5: subscribers[1].follow[1] is "AND", which is not a word, a phrase, or several with '
            'AND between them such as "climate AND court"',
            id="AND alone",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["!!!"]',
            'config.toml line 5: subscribers[1].follow[1] is "!!!", which is not a word, a phrase, or several with '
            'AND between them such as "climate AND court"',
            id="signs without a letter",
        ),
        pytest.param(
            '[[profiles]]\nname = "p"\nfollow = ["x"]\nsources = "The Gazette"',
            'config.toml line 6: profiles[1].sources is "The Gazette", which is not a list such as ["one", "two"]',
            id="one outlet that is no list",
        ),
        pytest.param(
            '[[profiles]]\nname = "p"\nfollow = ["x"]\noutside = "no"',
            'config.toml line 6: profiles[1].outside is "no", which is not true or false',
            id="a word in place of a truth value",
        ),
        pytest.param(
            '[[profiles]]\nname = "p"\nfollow = ["x"]\nquiet = "silence"',
            'config.toml line 6: profiles[1].quiet is "silence", which is not "nothing", "line" or "wider"',
            id="a quiet day of no kind",
        ),
        pytest.param(
            '[[subscribers]]\naddress = "a@b.example"\nfollow = ["x"]\npictures = "no"',
            'config.toml line 6: subscribers[1].pictures is "no", which is not true or false',
            id="pictures neither with nor without",
        ),
        pytest.param(
            "[match]\nscore_floor = 4",
            "config.toml line 4: match.score_floor is 4, which is not a number from 0 to 3",
            id="a floor that nothing reaches",
        ),
        pytest.param(
            '[mail]\nimages = "some"',
            'config.toml line 4: mail.images is "some", which is not "lead", "all" or "none"',
            id="pictures of no kind",
        ),
        pytest.param(
            '[mail]\naccent = "green"',
            'config.toml line 4: mail.accent is "green", which is not a colour such as "#17594a"',
            id="a colour by its name",
        ),
        pytest.param(
            '[mail]\naccent = "#f0c000"',
            'config.toml line 4: mail.accent is "#f0c000", which is hard to read on the light sheet: its contrast is '
            "1.7 to 1, and text needs 4.5 to 1 (WCAG 2.2); try a darker one",
            id="a colour too pale for the light sheet",
        ),
        pytest.param(
            '[mail]\naccent_dark = "#17594a"',
            'config.toml line 4: mail.accent_dark is "#17594a", which is hard to read on the dark sheet: its contrast '
            "is 2.1 to 1, and text needs 4.5 to 1 (WCAG 2.2); try a lighter one",
            id="a colour too deep for the dark sheet",
        ),
        pytest.param(
            'templates = "absent"',
            'config.toml line 3: service.templates names a folder that is not there: make it, or say ""',
            id="a folder of templates that is not there",
        ),
        pytest.param(
            'templates = "config.toml"',
            'config.toml line 3: service.templates names a folder that is not there: make it, or say ""',
            id="a file in place of that folder",
        ),
        pytest.param(
            '[mail]\nlogo = "absent.png"',
            "config.toml line 4: mail.logo names a file that cannot be read: No such file or directory",
            id="a logo that is not there",
        ),
        pytest.param(
            '[mail]\nlogo = "config.toml"',
            "config.toml line 4: mail.logo names a file that is no JPEG, PNG, GIF, WebP or AVIF picture",
            id="a logo that is no picture",
        ),
        pytest.param(
            '[mail]\nlogo = "a\\u0000b"',
            'config.toml line 4: mail.logo is "a\N{REPLACEMENT CHARACTER}b", which is not one line of text in quotes, '
            "of at most 500 characters",
            id="a logo whose name is none",
        ),
        pytest.param(
            SMTP + 'username = "u"\npassword_env = "ABSENT"',
            "config.toml line 8: delivery.smtp.password_env names an environment variable that is not set: set it, "
            "then start again",
            id="a secret missing in the environment",
        ),
        pytest.param(
            SMTP + 'username = "u"\npassword_file = "absent"',
            "config.toml line 8: delivery.smtp.password_file names a file that cannot be read: "
            "No such file or directory",
            id="a password file that is not there",
        ),
        pytest.param(
            SMTP + 'username = "u"\npassword_file = "$CREDENTIALS_DIRECTORY/smtp"',
            "config.toml line 8: delivery.smtp.password_file names a credential, and systemd gave none: add "
            "LoadCredential= to the unit",
            id="a credential that systemd did not give",
        ),
    ],
)
def test_one_fault_is_one_sentence(text: str, sentence: str, faults: Faults) -> None:
    """A file with one mistake gives exactly one sentence, with line, place and what is allowed."""
    assert faults(text, environ={"PATH": "secret"}) == [sentence]


def test_all_faults_come_at_once_in_the_order_of_the_file(faults: Faults) -> None:
    """Nobody has to mend a file one fault at a time, whatever kind the faults are of."""
    found = faults(
        'zeit = 1\n[[feeds]]\nurl = "x"\ntopic = "y"\n[[subscribers]]\nat = 1\nprofile = "z"\n[delivery]\nkind = "smtp"'
    )
    places = [sentence.partition(": ")[2].split(" ")[0] for sentence in found]
    assert places == [
        "service.zeit",
        "feeds[1].url",
        "feeds[1].topic",
        "subscribers[1].address",
        "subscribers[1].at",
        "subscribers[1].profile",
        "delivery.smtp.host",
    ]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        pytest.param(
            b"[service]\nname = \n",
            "config.toml line 2, column 8: not TOML: invalid value",
            id="a value left out",
        ),
        pytest.param(
            b'[service]\nname = "x',
            "config.toml at its end: not TOML: unterminated string",
            id="a quote left out at the very end",
        ),
        pytest.param(
            b'[service]\nfrom = "a@b.example"\nfrom = "c@d.example"\n',
            "config.toml line 3, column 21: not TOML: cannot overwrite a value",
            id="a key twice",
        ),
        pytest.param(
            b'[service]\nname = "caf\xe9"\n', "config.toml line 2: not UTF-8; save the file in UTF-8", id="latin-1"
        ),
        pytest.param(
            b"x = " + b"9" * 5000,
            "config.toml: not TOML that can be read: a number too long, or too many brackets",
            id="a number of five thousand digits",
        ),
        pytest.param(
            b"x = " + b"[" * 5000,
            "config.toml: not TOML that can be read: a number too long, or too many brackets",
            id="five thousand brackets",
        ),
        pytest.param(
            b'gather = 3\n[service]\nfrom = "a@b.example"\n',
            "config.toml line 1: gather is 3, which is not a table of keys and values",
            id="a value in place of a section",
        ),
        pytest.param(
            b"", "config.toml: service is missing: at least `from`, the address that digests come from", id="empty"
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    written: bytes, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no TOML or no text gives one sentence, with the line where there is one."""
    monkeypatch.chdir(tmp_path)
    Path("config.toml").write_bytes(written)
    with pytest.raises(ConfigError) as caught:
        config.load(Path("config.toml"), {})
    assert caught.value.faults == (sentence,)


def test_a_missing_file_names_the_command_that_writes_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first thing everybody meets is answered with the next command."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=r"^config\.toml does not exist; to write one, run: digest init$"):
        config.load(Path("config.toml"), {})


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    """Whatever else keeps the file from being read is said in the system's words."""
    with pytest.raises(ConfigError, match=r"cannot be read: Is a directory$"):
        config.load(tmp_path, {})


@pytest.mark.parametrize(
    ("written", "what"),
    [
        pytest.param(b"\xff\xfe", "is not text in UTF-8", id="bytes"),
        pytest.param(b"", "does not hold one line with the password", id="nothing"),
        pytest.param(b"two\nlines\n", "does not hold one line with the password", id="two lines"),
        pytest.param(b"x" * 5000, "does not hold one line with the password", id="a file far too long"),
    ],
)
def test_a_password_file_must_hold_one_line(written: bytes, what: str, faults: Faults) -> None:
    """A file that cannot be the one that was meant is refused, and nothing of it is repeated."""
    Path("pw").write_bytes(written)
    found = faults(SMTP + 'username = "u"\npassword_file = "pw"')
    assert found == [f"config.toml line 8: delivery.smtp.password_file names a file that {what}"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SMTP + 'username = "u"\npassword = "hunter-2"', id="as a password"),
        pytest.param(SMTP + 'username = "u"\npassword_env = "hunter-2"', id="in place of a variable's name"),
        pytest.param(SMTP + 'username = "u"\npassword_env = "HUNTER_2"', id="as something like a variable's name"),
        pytest.param(SMTP + 'username = "u"\npassword_file = "hunter-2"', id="in place of a file's name"),
        pytest.param('[[feeds]]\nurl = "https://me:hunter-2@a.example/feed"', id="in a feed's address"),
        pytest.param('[[feeds]]\nurl = "ftp://me:hunter-2@a.example/feed"', id="in the address of no feed"),
        pytest.param(
            '[[feeds]]\nurl = "ftp://me:hunter-2@a.example"\n[[feeds]]\nurl = "ftp://me:hunter-2@a.example"',
            id="in a feed's address, twice",
        ),
        pytest.param('base_url = "ftp://me:hunter-2@a.example"', id="in the service's own address"),
    ],
)
def test_a_secret_written_into_the_file_is_refused_and_not_repeated(text: str, faults: Faults) -> None:
    """Faults go to logs and screens: what may be a secret does not go with them."""
    found = "\n".join(faults(text))
    assert "hunter" not in found.casefold()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param('[[profiles]]\nname = "p"\ntopics = 3', "profiles[1].topics", id="topics of the wrong type"),
        pytest.param('[[subscribers]]\naddress = "a@b.example"\nprofile = 3', "subscribers[1].profile", id="a profile"),
        pytest.param('[delivery]\nkind = "smtp"\n[delivery.smtp]\nhost = 3', "delivery.smtp.host", id="a host"),
        pytest.param('[[feeds]]\nurl = 3\n[[feeds]]\nurl = "https://a.example/"', "feeds[1].url", id="an address"),
        pytest.param("feeds = [3]", "service.feeds", id="a list that is no table's"),
    ],
)
def test_a_wrong_type_is_told_once(text: str, place: str, faults: Faults) -> None:
    """What has the wrong type is not also blamed for what it would have meant."""
    (sentence,) = faults(text)
    assert f": {place} is " in sentence


def test_a_logo_is_not_the_album(faults: Faults, tmp_path: Path) -> None:
    """A picture of many megabytes would have to be read for every run."""
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n" + bytes(2_500_000))
    assert faults('[mail]\nlogo = "logo.png"') == [
        "config.toml line 4: mail.logo names a file of 2.5 MB: a logo may have at most 2 MB"
    ]
