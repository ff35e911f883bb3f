"""Tables, and the numbered steps that lead to them.  Steps are never changed once released, only followed by others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.errors import StoreError
from digest.store import codec
from digest.store.database import Driver


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step of the schema."""

    #: Number and name; the order of the list is the order of application.
    name: str
    #: Portable DDL; {names} are types that databases call differently (`Driver.types`).
    steps: tuple[str, ...]


NEWS = Migration(
    name="0001_news",
    steps=(
        """
        CREATE TABLE feed (
            url TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            title TEXT NOT NULL,
            site_url TEXT NOT NULL,
            language TEXT NOT NULL,
            topic_hint TEXT,
            origin TEXT NOT NULL,
            status TEXT NOT NULL,
            etag TEXT,
            last_modified TEXT,
            checked_at BIGINT,
            next_check_at BIGINT,
            failures INTEGER NOT NULL,
            failing_since BIGINT,
            last_error TEXT NOT NULL,
            last_new_at BIGINT
        )
        """,
        # No reference to feed: the articles of a feed taken out stay until they are old.
        """
        CREATE TABLE article (
            id TEXT PRIMARY KEY,
            feed_url TEXT NOT NULL,
            guid TEXT NOT NULL,
            url TEXT NOT NULL,
            title TEXT NOT NULL,
            author TEXT NOT NULL,
            outlet TEXT NOT NULL,
            summary TEXT NOT NULL,
            text TEXT NOT NULL,
            language TEXT NOT NULL,
            published_at BIGINT NOT NULL,
            date_is_ours INTEGER NOT NULL,
            first_seen_at BIGINT NOT NULL,
            image TEXT,
            categories TEXT NOT NULL,
            content_hash TEXT NOT NULL,
            topic_hint TEXT,
            topics TEXT NOT NULL,
            model_version TEXT,
            story_id TEXT,
            UNIQUE (feed_url, guid)
        )
        """,
        "CREATE INDEX article_seen ON article (first_seen_at)",
        "CREATE INDEX article_unclassified ON article (first_seen_at, id) WHERE model_version IS NULL",
        "CREATE INDEX article_storyless ON article (first_seen_at, id) WHERE story_id IS NULL",
        "CREATE INDEX article_story ON article (story_id) WHERE story_id IS NOT NULL",
        """
        CREATE TABLE story (
            id TEXT PRIMARY KEY,
            first_seen_at BIGINT NOT NULL,
            last_seen_at BIGINT NOT NULL,
            placed_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX story_last_seen ON story (last_seen_at)",
        # What was dropped for its age; a feed that still lists it must not make it news again.
        "CREATE TABLE forgotten (id TEXT PRIMARY KEY)",
    ),
)

PEOPLE = Migration(
    name="0002_people",
    steps=(
        """
        CREATE TABLE subscriber (
            id TEXT PRIMARY KEY,
            address TEXT NOT NULL,
            address_key TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            origin TEXT NOT NULL,
            status TEXT NOT NULL,
            cadence TEXT NOT NULL,
            weekday INTEGER NOT NULL,
            local_time TEXT NOT NULL,
            timezone TEXT NOT NULL,
            profile TEXT NOT NULL,
            profile_name TEXT NOT NULL,
            language TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            left_at BIGINT,
            next_issue_date TEXT,
            next_due_at BIGINT
        )
        """,
        "CREATE INDEX subscriber_due ON subscriber (next_due_at, id) WHERE status = 'active'",
    ),
)

MAIL = Migration(
    name="0003_mail",
    steps=(
        """
        CREATE TABLE edition (
            id TEXT PRIMARY KEY,
            subscriber_id TEXT NOT NULL REFERENCES subscriber (id) ON DELETE CASCADE,
            issue_date TEXT NOT NULL,
            state TEXT NOT NULL,
            reason TEXT NOT NULL,
            counts TEXT NOT NULL,
            due_at BIGINT NOT NULL,
            made_at BIGINT,
            data TEXT,
            model_version TEXT,
            UNIQUE (subscriber_id, issue_date)
        )
        """,
        "CREATE INDEX edition_due ON edition (due_at, id)",
        # No reference to story: what was sent is remembered longer than its articles are.
        """
        CREATE TABLE edition_story (
            subscriber_id TEXT NOT NULL,
            story_id TEXT NOT NULL,
            edition_id TEXT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
            PRIMARY KEY (subscriber_id, story_id, edition_id)
        )
        """,
        "CREATE INDEX edition_story_edition ON edition_story (edition_id)",
        "CREATE INDEX edition_story_story ON edition_story (story_id)",
        # No reference to edition: notices will wait here too.
        """
        CREATE TABLE outbox (
            id TEXT PRIMARY KEY,
            subscriber_id TEXT NOT NULL REFERENCES subscriber (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            envelope_from TEXT NOT NULL,
            rcpt TEXT NOT NULL,
            message_id TEXT NOT NULL,
            status TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            resent INTEGER NOT NULL,
            next_attempt_at BIGINT NOT NULL,
            fresh_until BIGINT NOT NULL,
            token TEXT,
            lease_until BIGINT,
            reply_code INTEGER,
            enhanced_code TEXT NOT NULL,
            reply TEXT NOT NULL,
            done_at BIGINT
        )
        """,
        # Apart from the row that changes with every step: SQLite would write the bytes anew each time.
        """
        CREATE TABLE outbox_mime (
            id TEXT PRIMARY KEY REFERENCES outbox (id) ON DELETE CASCADE,
            mime {blob} NOT NULL
        )
        """,
        "CREATE INDEX outbox_subscriber ON outbox (subscriber_id)",
        "CREATE INDEX outbox_waiting ON outbox (next_attempt_at, id) WHERE status IN ('rendered', 'deferred')",
        "CREATE INDEX outbox_held ON outbox (lease_until) WHERE status IN ('claimed', 'dot')",
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value {blob} NOT NULL)",
    ),
)

LEARNING = Migration(
    name="0004_learning",
    steps=(
        # No reference to article: a correction is learnt from after its article is dropped.
        """
        CREATE TABLE correction (
            article_id TEXT PRIMARY KEY,
            feed_url TEXT NOT NULL,
            url TEXT NOT NULL,
            title TEXT NOT NULL,
            outlet TEXT NOT NULL,
            summary TEXT NOT NULL,
            text TEXT NOT NULL,
            language TEXT NOT NULL,
            topics TEXT NOT NULL,
            corrected_at BIGINT NOT NULL
        )
        """,
        "CREATE TABLE night (day TEXT PRIMARY KEY, said TEXT NOT NULL)",
    ),
)

STORIES = Migration(
    name="0005_stories",
    # An article at a known address belongs to the story told there, however long ago.
    steps=("CREATE INDEX article_url ON article (url) WHERE story_id IS NOT NULL",),
)

FEEDBACK = Migration(
    name="0006_feedback",
    steps=(
        # No reference to story: what was said of it is remembered longer than its articles are.
        """
        CREATE TABLE feedback (
            subscriber_id TEXT NOT NULL REFERENCES subscriber (id) ON DELETE CASCADE,
            story_id TEXT NOT NULL,
            title TEXT NOT NULL,
            more INTEGER NOT NULL,
            given_at BIGINT NOT NULL,
            door TEXT NOT NULL,
            terms TEXT NOT NULL,
            topics TEXT NOT NULL,
            PRIMARY KEY (subscriber_id, story_id)
        )
        """,
        """
        CREATE TABLE feedback_forgotten (
            subscriber_id TEXT NOT NULL REFERENCES subscriber (id) ON DELETE CASCADE,
            subject TEXT NOT NULL,
            is_topic INTEGER NOT NULL,
            forgotten_at BIGINT NOT NULL,
            PRIMARY KEY (subscriber_id, subject, is_topic)
        )
        """,
        # What the feedback comes to, so that an edition reads one row for each reader.
        """
        CREATE TABLE taste (
            subscriber_id TEXT PRIMARY KEY REFERENCES subscriber (id) ON DELETE CASCADE,
            learned TEXT NOT NULL
        )
        """,
    ),
)

PICTURES = Migration(
    name="0007_pictures",
    steps=(
        """
        CREATE TABLE picture (
            id TEXT PRIMARY KEY,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            content {blob} NOT NULL,
            used_at BIGINT NOT NULL
        )
        """,
        # No picture_id: the address gave none, and the failure says why.
        """
        CREATE TABLE picture_source (
            url TEXT PRIMARY KEY,
            picture_id TEXT REFERENCES picture (id),
            failure TEXT NOT NULL,
            tried_at BIGINT NOT NULL,
            retry_at BIGINT
        )
        """,
        "CREATE INDEX picture_source_picture ON picture_source (picture_id)",
    ),
)

OUTBOX = Migration(
    name="0008_outbox",
    steps=(
        # Which server had the last bytes and when; what evidence said of a doubt and when.
        "ALTER TABLE outbox ADD COLUMN relay TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE outbox ADD COLUMN dot_at BIGINT",
        "ALTER TABLE outbox ADD COLUMN evidence TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE outbox ADD COLUMN resolved_at BIGINT",
        # Whether the bytes go over SMTP as they are, so that sending need not look at each of them again.
        "ALTER TABLE outbox ADD COLUMN plain INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX outbox_doubt ON outbox (next_attempt_at) WHERE status = 'uncertain' AND done_at IS NULL",
        # Counted apart from the outbox, whose rows are forgotten and sent twice.
        """
        CREATE TABLE relay_use (
            relay TEXT NOT NULL,
            hour BIGINT NOT NULL,
            mails INTEGER NOT NULL,
            PRIMARY KEY (relay, hour)
        )
        """,
        """
        CREATE TABLE alarm (
            domain TEXT PRIMARY KEY,
            enhanced_code TEXT NOT NULL,
            reply TEXT NOT NULL,
            first_at BIGINT NOT NULL,
            last_at BIGINT NOT NULL,
            times INTEGER NOT NULL
        )
        """,
        # At most one for each reader and day, as bounces are scored.
        """
        CREATE TABLE dead_address (
            subscriber_id TEXT NOT NULL REFERENCES subscriber (id) ON DELETE CASCADE,
            day TEXT NOT NULL,
            enhanced_code TEXT NOT NULL,
            reply TEXT NOT NULL,
            PRIMARY KEY (subscriber_id, day)
        )
        """,
    ),
)

SCHEDULE = Migration(
    name="0009_schedule",
    steps=(
        # Numbers of chosen days in a row, 0 for Monday: "03".
        "ALTER TABLE subscriber ADD COLUMN days TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE subscriber ADD COLUMN paused_until TEXT",
        "ALTER TABLE subscriber ADD COLUMN is_first INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX subscriber_paused ON subscriber (next_due_at, id) WHERE status = 'paused'",
    ),
)

DESK = Migration(
    name="0010_desk",
    steps=(
        "ALTER TABLE subscriber ADD COLUMN chosen_at BIGINT",
        # The key under which a mail that is answered is found.
        "CREATE INDEX outbox_message_id ON outbox (message_id)",
        # What waits for a confirmation, or was put into a form and waits to be carried out.
        """
        CREATE TABLE request (
            id TEXT PRIMARY KEY,
            subscriber_id TEXT REFERENCES subscriber (id) ON DELETE CASCADE,
            command TEXT NOT NULL,
            asker TEXT NOT NULL,
            asked_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            state TEXT NOT NULL
        )
        """,
        "CREATE INDEX request_form ON request (asked_at, id) WHERE state = 'form'",
        "CREATE INDEX request_joining ON request (asked_at, id) WHERE state = 'joining'",
        "CREATE INDEX request_expires ON request (expires_at)",
        "CREATE INDEX request_subscriber ON request (subscriber_id)",
        # Outlives the subscriber's wishes, reduced; goes with an erasure.
        """
        CREATE TABLE consent (
            subscriber_id TEXT NOT NULL REFERENCES subscriber (id) ON DELETE CASCADE,
            at BIGINT NOT NULL,
            act TEXT NOT NULL,
            door TEXT NOT NULL,
            evidence TEXT NOT NULL,
            wording TEXT NOT NULL
        )
        """,
        "CREATE INDEX consent_subscriber ON consent (subscriber_id, at)",
        # Keyed hashes of addresses that were erased: the file cannot bring them back.
        "CREATE TABLE erased (key TEXT PRIMARY KEY, at BIGINT NOT NULL)",
        # What a limit counts: a keyed hash of an address or network, or a word; one row each time.
        "CREATE TABLE occurrence (what TEXT NOT NULL, key TEXT NOT NULL, at BIGINT NOT NULL)",
        "CREATE INDEX occurrence_of ON occurrence (what, key, at)",
        "CREATE INDEX occurrence_at ON occurrence (at)",
        # Mail as it came in, until it was dealt with; one row for each recipient.  Kept afterwards without its bytes,
        # so that a copy of it is known.
        """
        CREATE TABLE letter (
            id TEXT PRIMARY KEY,
            door TEXT NOT NULL,
            sender TEXT NOT NULL,
            recipient TEXT NOT NULL,
            came_at BIGINT NOT NULL,
            raw {blob},
            state TEXT NOT NULL,
            tries INTEGER NOT NULL,
            reason TEXT NOT NULL,
            done_at BIGINT
        )
        """,
        "CREATE INDEX letter_waiting ON letter (came_at, id) WHERE state = 'waiting'",
        "CREATE INDEX letter_came ON letter (came_at)",
        # How far a mailbox was read.
        """
        CREATE TABLE mailbox (
            name TEXT PRIMARY KEY,
            uidvalidity BIGINT NOT NULL,
            last_uid BIGINT NOT NULL
        )
        """,
        # Bounces, scored: at most one row for each reader and day counts.
        """
        CREATE TABLE bounce (
            subscriber_id TEXT NOT NULL REFERENCES subscriber (id) ON DELETE CASCADE,
            at BIGINT NOT NULL,
            kind TEXT NOT NULL,
            status TEXT NOT NULL,
            reason TEXT NOT NULL
        )
        """,
        "CREATE INDEX bounce_subscriber ON bounce (subscriber_id, at)",
    ),
)

FEEDS = Migration(
    name="0011_feeds",
    steps=(
        # Hours of the week in which a feed asks not to be read, as numbers in a row; 0 is Monday 00:00 UTC.
        "ALTER TABLE feed ADD COLUMN quiet TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE feed ADD COLUMN moved_to TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE feed ADD COLUMN moved_since BIGINT",
    ),
)

LEDGER = Migration(
    name="0012_ledger",
    steps=(
        # Of the bytes in outbox_mime; none of a message made before.
        "ALTER TABLE outbox ADD COLUMN fingerprint {blob}",
        # How many of the mails were no editions: they have a part of a day's ceiling for themselves.
        "ALTER TABLE relay_use ADD COLUMN notices INTEGER NOT NULL DEFAULT 0",
    ),
)

MIGRATIONS = (NEWS, PEOPLE, MAIL, LEARNING, STORIES, FEEDBACK, PICTURES, OUTBOX, SCHEDULE, DESK, FEEDS, LEDGER)

_LEDGER = "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)"


def migrate(driver: Driver, *, now: datetime, migrations: Sequence[Migration] = MIGRATIONS) -> tuple[str, ...]:
    """The names of the steps that were missing and are now applied, all of them or none.

    A database that already holds something is copied beside itself first.  StoreError when it is not ours, or was
    written by a newer digest.
    """
    applied = _applied(driver)
    missing = _missing(driver, applied, migrations)
    if not missing:
        return ()
    if applied:
        driver.back_up(f"before-{missing[0].name}")
    with driver.transaction():
        driver.execute(_LEDGER)
        missing = _missing(driver, _applied(driver), migrations)  # another process may have been faster
        for migration in missing:
            _apply(driver, migration, now=now)
    return tuple(migration.name for migration in missing)


def _apply(driver: Driver, migration: Migration, *, now: datetime) -> None:
    for step in migration.steps:
        driver.execute(step.format_map(driver.types))
    driver.execute(
        "INSERT INTO schema_migration (name, applied_at) VALUES (:name, :now)",
        {"name": migration.name, "now": codec.seconds(now)},
    )


def _applied(driver: Driver) -> frozenset[str]:
    tables = driver.tables()
    if not tables:
        return frozenset()
    if "schema_migration" not in tables:
        raise StoreError(
            f"{driver.path} belongs to another program: give digest a data folder of its own", path=driver.path
        )
    return frozenset(row["name"] for row in driver.query("SELECT name FROM schema_migration"))


def _missing(driver: Driver, applied: frozenset[str], migrations: Sequence[Migration]) -> list[Migration]:
    unknown = applied - {migration.name for migration in migrations}
    if unknown:
        raise StoreError(
            f"{driver.path} was written by a newer digest (it knows the step {max(unknown)}): "
            "install that version again, or put back a backup from before",
            path=driver.path,
        )
    return [migration for migration in migrations if migration.name not in applied]
