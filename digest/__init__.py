"""digest gathers news from feeds and mails each subscriber one digest a day.

Three nouns (news, people, mail), six verbs (gather, classify, match, render, deliver, subscribe), two halls
(`pipeline`, `desk`) and the doors (`cli`, `schedule`).  `docs/architecture.md` draws the house.
"""

__version__ = "0.1.0"
