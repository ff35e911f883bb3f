"""Commands on what readers say of stories: more, less, feedback, learned, forget."""

from argparse import Namespace
from collections.abc import Sequence

from digest import desk
from digest.cli import house, show
from digest.domain.people import Door, Feedback, Subscriber
from digest.errors import CommandError


def more(chosen: Namespace) -> int:
    """Keep that somebody wants more like some stories."""
    return _say(chosen, more=True)


def less(chosen: Namespace) -> int:
    """Keep that somebody wants less like some stories."""
    return _say(chosen, more=False)


def _say(chosen: Namespace, *, more: bool) -> int:
    from digest.pipeline import feedback

    with house.opened(chosen) as home:
        reader = desk.find(home.store, chosen.address)
        meant = [feedback.meant(home.store, reader, asked) for asked in chosen.stories]
        kept = feedback.apply(home.store, reader, meant, more=more, door=Door.COMMAND, now=home.now)
    for said in kept:
        _tell(reader, said)
    return 0


def subject(chosen: Namespace) -> int:
    """Do what the subject of a mail says: "more 3 TOKEN"."""
    from digest.pipeline import feedback, links

    with house.opened(chosen) as home:
        keys = links.keys(home.store)
        reader, said = feedback.apply_subject(home.store, keys, chosen.subject, door=Door.MAIL, now=home.now)
    _tell(reader, said)
    return 0


def _tell(reader: Subscriber, said: Feedback) -> None:
    show.line(f'{reader.address}: {"more" if said.more else "less"} like "{said.title}"')
    show.line(f"  heeded from the next digest on; by its words {', '.join(list(said.terms)[:8]) or '(none)'}")


#: Words of each side that are shown, unless all are asked for.
_SHOWN = 12


def learned(chosen: Namespace) -> int:
    """Print all that was learned of somebody's taste."""
    from digest.pipeline import feedback

    with house.opened(chosen) as home:
        reader = desk.find(home.store, chosen.address)
        found = feedback.words(home.store, reader)
    if chosen.json:
        show.as_json({"address": reader.address, **{name: getattr(found, name) for name in found.__slots__}})
        return 0
    if not found.said:
        show.line(f"nothing was learned of {reader.address}: they said of no story that they want more or less like it")
        return 0
    for name, words in (
        ("more", found.more),
        ("less", found.less),
        ("more topics", found.more_topics),
        ("less topics", found.less_topics),
    ):
        if words:
            show.line(f"{name}: {_listed(words, len(words) if chosen.all else _SHOWN)}")
    for said in found.said:
        verb = "more" if said.more else "less"
        show.line(f'  {said.given_at:%Y-%m-%d}  {verb} like "{said.title}" ({said.story_id}, by {said.door})')
    show.line(f"take any of it back with: digest forget {reader.address} WORD, TOPIC or STORY")
    return 0


def _listed(words: Sequence[str], most: int) -> str:
    """The first words in a row, and how many more there are."""
    more = f" and {len(words) - most} more (--all shows them)" if len(words) > most else ""
    return ", ".join(words[:most]) + more


def forget(chosen: Namespace) -> int:
    """Take back what was learned: some of it, or all."""
    from digest.pipeline import feedback

    if not chosen.subjects and not chosen.all:
        raise CommandError("say what to forget: a word, a topic or a story, or --all for everything")
    if chosen.subjects and chosen.all:
        raise CommandError("say what to forget, or --all for everything; not both")
    with house.opened(chosen) as home:
        reader = desk.find(home.store, chosen.address)
        if chosen.all:
            feedback.forget_all(home.store, reader)
            show.line(f"nothing that {reader.address} said of stories is known any more")
            return 0
        gone = feedback.forget(home.store, reader, chosen.subjects, now=home.now)
    show.line(f"{reader.address}: forgotten {', '.join(gone)}")
    return 0
