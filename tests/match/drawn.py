"""Stories and wishes drawn at random, of few words, topics and outlets."""

from dataclasses import replace

from hypothesis import strategies as st

from digest.domain import news, people
from tests.match.stories import story, wish

_TOPICS = ("technology", "science", "sport")


_WORDS = ("golf", "ai", "rain", "training", "Nvidia")


_OUTLETS = ("Ledger", "Meridian", "Wire")


STORY = st.builds(
    lambda id_, title, outlet, others, hours, topics: story(
        id_, " ".join(title), *others, outlet=outlet, hours=hours, topics=topics
    ),
    st.text(alphabet="abcdef", min_size=1, max_size=3),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3),
    st.sampled_from(_OUTLETS),
    st.sets(st.sampled_from(_OUTLETS), max_size=2),
    st.integers(0, 60),
    st.dictionaries(st.sampled_from(_TOPICS), st.floats(0, 1), max_size=3),
)


WISH = st.builds(
    wish,
    st.dictionaries(st.sampled_from(_TOPICS), st.floats(-1, 1), max_size=3),
    follow=st.lists(st.sampled_from(_WORDS), max_size=2).map(tuple),
    mute=st.lists(st.sampled_from(_WORDS), max_size=1).map(tuple),
    mute_sources=st.lists(st.sampled_from(_OUTLETS), max_size=1).map(tuple),
    stories=st.integers(0, 8),
    sources=st.lists(st.sampled_from(_OUTLETS), max_size=1).map(tuple),
    outside=st.booleans(),
    quiet=st.sampled_from(people.Quiet),
    sent=st.frozensets(st.text(alphabet="abcdef", min_size=1, max_size=3), max_size=4),
    likes=st.dictionaries(st.sampled_from([word.lower() for word in _WORDS]), st.floats(-1, 1), max_size=2),
    learned=st.dictionaries(st.sampled_from(_TOPICS), st.floats(-0.5, 0.5), max_size=2),
)


def with_updates(wanted: people.Wish, offered: list[news.Story]) -> people.Wish:
    """The wish, with every other story that was sent gone on."""
    sent = sorted(wanted.sent)[::2]
    gone_on = {told.id: news.Development(story=told, words=("new",)) for told in offered if told.id in sent}
    return replace(wanted, updates=gone_on)
