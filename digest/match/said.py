"""Which stories say a word: anywhere, for who wants none of it, or where it counts, for who follows it (pure)."""

from collections.abc import Callable, Collection, Sequence
from functools import cached_property

from digest.domain import news
from digest.match import words

#: What is shown of a teaser.
Cut = Callable[[str], str]


def whole(teaser: str) -> str:
    """All of it."""
    return teaser


class Index:
    """What readers may see of the stories on offer, article by article."""

    def __init__(self, stories: Sequence[news.Story], cut: Cut = whole) -> None:
        #: The articles of a story after each other.
        told = [(place, article) for place, story in enumerate(stories) for article in story.articles]
        self._index = words.Index([f"{article.title} | {article.summary}" for _, article in told])
        #: Of each article: the place of its story, and its id.
        self._places = [place for place, _ in told]
        self._ids = [article.id for _, article in told]
        self._articles, self._cut = [article for _, article in told], cut

    def anywhere(self, word: str) -> set[int]:
        """The places of the stories with the word in any article; "climate AND court" may stand in two."""
        return set.intersection(
            *({self._places[number] for number in self._index.holding(part)} for part in words.parts(word))
        )

    def telling(self, word: str) -> dict[int, list[str]]:
        """The places of the stories with the word in any article, and the ids of those that show it whole.

        What stands so far down a teaser that it is not shown does not count: its reader would look for it in vain.
        """
        found: dict[int, list[str]] = {}
        for number in self._shown(word):
            place, id_ = self._places[number], self._ids[number]
            if place in found:
                found[place].append(id_)
            else:
                found[place] = [id_]
        return found

    def _shown(self, word: str) -> Sequence[int]:
        """The numbers of the articles that show the word."""
        held = self._index.holding(word)
        rows, index = self._shortened
        if rows.keys().isdisjoint(held):
            return held
        there = set(index.holding(word))
        return [number for number in held if rows.get(number) is None or rows[number] in there]

    @cached_property
    def _shortened(self) -> tuple[dict[int, int], words.Index]:
        """The articles with a teaser that is cut, by number: their rows among these; and what is shown of them."""
        cut = {number: self._cut(article.summary) for number, article in enumerate(self._articles)}
        short = [number for number, shown in cut.items() if shown != self._articles[number].summary]
        texts = [f"{self._articles[number].title} | {cut[number]}" for number in short]
        return {number: row for row, number in enumerate(short)}, words.Index(texts)


def mainly(story: news.Story, telling: Collection[str]) -> bool:
    """Whether a word that these articles hold stands in the one that leads the story, or in half of all at least.

    One teller of many who names somebody does not make the story theirs, and its reader would look for the name.  To
    whom a source is muted the story is what the others tell, led by one of them.
    """
    if story.lead.id in telling:
        return True
    return 2 * sum(article.id in telling for article in story.articles) >= len(story.articles)
