"""Why something cannot be had: sentences of the desk, which are English there and the reader's language in mail."""

from digest.render import tongues

NOTHING_WANTED = tongues.later("a digest needs one topic at least, or one word to follow")
NO_SUCH_TOPIC = tongues.later("there is no such topic here")
NO_SUCH_WEIGHT = tongues.later("a topic weighs between -1 and 1")
LONG_LIST = tongues.later("a list holds at most 200 words or phrases, each on one line and of at most 200 letters")
NO_SUCH_NUMBER = tongues.later("an issue holds 1 to 50 stories")
NO_SUCH_ZONE = tongues.later("there is no such time zone")
NO_DAY = tongues.later("chosen days must be one day at least")
LONG_NAME = tongues.later("a name is one line of at most 200 letters")
NO_SUCH_DATE = tongues.later("a rest ends on a day after today, within two years")
RESTS = tongues.later("you rest just now: say “resume” first")
BOUNCES = tongues.later("mail to you came back: say “resume” first")
