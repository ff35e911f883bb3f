"""What is kept, and for how long."""

from datetime import datetime, timedelta

from digest.store import Store

#: Articles that no kept edition shows go after this.
ARTICLES = timedelta(days=30)
#: Pictures that no edition showed go after this, and what is remembered of addresses that gave none.
PICTURES = timedelta(days=30)
#: Records of readers' days, with their mail, go after this; until then `digest why` answers.
DAYS = timedelta(days=90)
#: What relays were given in an hour is counted over a day; after this nobody asks.
USE = timedelta(days=7)


def forget(store: Store, *, now: datetime) -> int:
    """How many old records, counts, articles and pictures were dropped.

    Nothing that waits, and no story that goes on, is among them.
    """
    days = store.mail.forget_before(now - DAYS) + store.mail.forget_use(before=now - USE)
    pictures = store.pictures.forget_before(now - PICTURES)
    return days + pictures + store.news.forget_before(now - ARTICLES)
