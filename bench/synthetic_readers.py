"""Readers who do not exist, each with topics asked for and interests they never told us.

An interest is some words and some topics, written down by hand and not made by anything that learns: a story is of it
when it says one of the words and is of one of the topics, or of none that we are sure of.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from digest.domain import news, people

_WRITTEN = """
    abortion: abortion roe reproductive pregnancies | politics health world
    aircraft: airline airlines flight flights airport boeing pilots | business world lifestyle
    animals: dog dogs cat cats wildlife whale elephant bear | science lifestyle
    apple: apple iphone ipad macbook ios | technology
    art: painting museum gallery artist artists exhibition sculpture | entertainment lifestyle
    banks: bank banks lender mortgage mortgages loans | business
    baseball: baseball mlb yankees mets dodgers | sport
    books: book books novel author memoir publisher | entertainment lifestyle
    cars: car cars tesla ev vehicles automaker ford toyota | technology business lifestyle
    chatbots: chatgpt openai ai chatbot intelligence | technology science
    china: china chinese beijing xi taiwan | world politics business
    climate: climate emissions carbon warming biodiversity cop15 | science world politics
    cooking: recipe recipes cook cooking kitchen chef restaurant | lifestyle
    courts: court judge trial lawsuit jury sentenced | politics world business
    covid: covid coronavirus vaccine vaccines pandemic | health world politics science
    cricket: cricket pakistan wicket test ashes stokes | sport
    crime: police murder shooting arrested killed suspect | world politics
    crypto: crypto ftx bitcoin bankman binance | business technology politics
    energy: energy oil gas opec nuclear fusion electricity | business science world
    europe: eu european parliament brussels germany france | world politics business
    fashion: fashion dress style designer wear | lifestyle entertainment
    football: messi ronaldo argentina croatia england fifa qatar | sport
    games: game games xbox playstation nintendo | technology entertainment
    google: google android pixel chrome youtube | technology
    harry: harry meghan royal prince king palace | entertainment lifestyle world
    hospitals: hospital hospitals nhs nurses doctors patients | health politics
    housing: housing rent homes landlord tenants property | business politics lifestyle
    immigration: migrants border asylum immigration migrant | politics world
    iran: iran iranian tehran hijab protests | world politics
    jobs: jobs layoffs workers employees hiring unemployment | business technology
    medicine: cancer drug drugs treatment alzheimer disease | health science
    mind: mental anxiety depression sleep stress brain | health science lifestyle
    money: inflation rates fed recession prices economy | business politics
    movies: film movie avatar director cinema | entertainment
    music: album singer song band rapper concert | entertainment
    nfl: nfl quarterback touchdown patriots cowboys bills | sport
    phones: phone phones samsung galaxy smartphone | technology
    police: officer officers prison jail convicted | world politics
    privacy: privacy data hackers security encryption breach | technology politics
    schools: school schools students teachers university | politics lifestyle world
    senate: senate sinema warnock walker georgia senator | politics
    shares: stocks shares investors dow nasdaq wall | business
    space: nasa moon orion artemis spacecraft telescope planet | science technology
    streaming: netflix disney hbo streaming series season | entertainment technology
    strikes: strike strikes union unions walkout rail | business politics
    supreme: supreme justices alito constitution gorsuch | politics
    television: tv show actor actress episode host | entertainment
    tennis: tennis golf djokovic federer tiger open | sport
    travel: travel hotel holiday tourists beach trip | lifestyle world
    trump: trump maga lago republican | politics
    twitter: twitter musk elon tweets | technology business politics
    ukraine: ukraine ukrainian russia russian putin kyiv | world politics
    viruses: flu rsv virus infection outbreak | health
    weather: storm snow weather tornado hurricane flood | science world
"""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What somebody would click without having said so."""

    name: str
    words: frozenset[str]
    topics: frozenset[str]

    def meets(self, story: news.Story, said: frozenset[str]) -> bool:
        """Whether the story, which says these words, is of the interest."""
        of_topic = not story.topics or any(score.topic in self.topics for score in story.topics)
        return of_topic and not self.words.isdisjoint(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who asked for topics and hides some interests."""

    profile: people.Profile
    interests: tuple[Interest, ...]
    #: Seeds what they do by chance, the same whatever they are shown.
    seed: int

    def would_click(self, story: news.Story, said: frozenset[str]) -> bool:
        """Whether the story is of one of their interests."""
        return any(interest.meets(story, said) for interest in self.interests)


def words_of(story: news.Story) -> frozenset[str]:
    """The words that the story's own headline and teaser say: what a reader sees of it."""
    return frozenset(_WORD.findall(f"{story.lead.title} {story.lead.summary}".lower()))


def interests() -> tuple[Interest, ...]:
    """Every interest, in order of name."""
    found = []
    for line in _WRITTEN.strip().splitlines():
        name, _, rest = line.strip().partition(": ")
        said, _, topics = rest.partition(" | ")
        found.append(Interest(name=name, words=frozenset(said.split()), topics=frozenset(topics.split())))
    return tuple(found)


def readers(count: int, known: Sequence[Interest], *, seed: int) -> tuple[Reader, ...]:
    """So many readers: one to three topics asked for, and two interests, the first one of a topic asked for."""
    chance = random.Random(seed)
    return tuple(_reader(known, chance, 1000 * seed + number) for number in range(count))


def _reader(known: Sequence[Interest], chance: random.Random, seed: int) -> Reader:
    first, second = chance.sample(known, 2)
    topics = {chance.choice(sorted(first.topics)), *chance.sample(sorted(news.TOPICS), chance.randrange(3))}
    profile = people.Profile(topics=MappingProxyType(dict.fromkeys(sorted(topics), 1.0)))
    return Reader(profile=profile, interests=(first, second), seed=seed)
