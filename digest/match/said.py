"""Which stories say a word: anywhere, for who wants none of it, or where it counts, for who follows it (pure)."""

from collections import Counter
from collections.abc import Sequence

from digest.domain import news
from digest.match import words


class Index:
    """What readers may see of the stories on offer, article by article."""

    def __init__(self, stories: Sequence[news.Story]) -> None:
        #: The articles of a story after each other, the one that leads it first.
        told = [(place, article) for place, story in enumerate(stories) for article in _lead_first(story)]
        self._index = words.Index([f"{article.title} | {article.summary}" for _, article in told])
        #: Of each article: the place of its story, and whether it leads it.
        self._places = [place for place, _ in told]
        self._leads = [article is stories[place].lead for place, article in told]
        self._many = Counter(self._places)

    def anywhere(self, word: str) -> set[int]:
        """The places of the stories with the word in any article; "climate AND court" may stand in two."""
        return set.intersection(
            *({self._places[number] for number in self._index.holding(part)} for part in words.parts(word))
        )

    def mainly(self, word: str) -> set[int]:
        """The places of the stories with the word in the article that leads, or in half of all at least.

        One teller of many who names somebody does not make the story theirs, and its reader would look for the name.
        """
        holding = self._index.holding(word)
        found = {self._places[number] for number in holding if self._leads[number]}
        counts = Counter(self._places[number] for number in holding)
        return found | {place for place, count in counts.items() if 2 * count >= self._many[place]}


def _lead_first(story: news.Story) -> list[news.Article]:
    return [story.lead, *(article for article in story.articles if article.id != story.lead.id)]
