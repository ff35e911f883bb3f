"""Makes the sample issue of the front page anew, in every language of mail: python -m tests.web.specimens."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from digest import config, desk, store
from digest.classify import topics
from digest.domain.mail import Edition
from digest.pipeline import editions, news
from digest.render import tongues
from digest.sample import newsroom
from digest.store import codec
from digest.web import specimen

#: The sample's own morning.
MORNING = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
READER = "ada@reader.example"


def made(language: str) -> tuple[Edition, dict[str, bytes]]:
    """The issue of one reader of the newsroom in a language, and its pictures."""
    with newsroom.serve(MORNING) as room, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        path.write_text(newsroom.config_text(room), encoding="utf-8")
        settings = config.load(path, {})
        with store.open(settings.service.data / store.FILE, now=MORNING) as opened:
            desk.adopt(opened, settings, now=MORNING)
            reader = opened.people.subscriber(READER)
            assert reader is not None
            opened.people.save([replace(reader, language=language)])
            model = topics.load()
            news.gather(opened, settings, now=MORNING, only_due=False)
            news.classify(opened, model, now=MORNING)
            editions.plan_now(opened, settings, model, opened.people.subscribers(), now=MORNING)
            (day,) = opened.mail.days(subscriber_id=reader.id, limit=1)
            assert day.edition is not None
            shown = [item.picture.id for item in day.edition.items if item.picture]
            return day.edition, opened.pictures.bytes_of(shown)


def main() -> None:
    """Write the files."""
    specimen.FOLDER.mkdir(exist_ok=True)
    for language in ("en", *sorted(path.stem for path in (Path(tongues.__file__).parent / "words").glob("*.po"))):
        edition, pictures = made(language)
        text = codec.EDITION.text(edition)
        (specimen.FOLDER / f"{language}.json").write_text(text + "\n", encoding="utf-8")
        for id_, content in pictures.items():
            (specimen.FOLDER / f"{id_}.jpg").write_bytes(content)
        print(language, len(text), [len(content) for content in pictures.values()])  # noqa: T201 - a command


if __name__ == "__main__":
    main()
