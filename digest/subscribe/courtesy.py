"""What people say out of politeness, in the languages of our catalogues: hello, please, thanks and good-bye (pure)."""

from digest.subscribe import spelling


def phrases(text: str) -> frozenset[str]:
    """The phrases of one of our tables, which stand between commas, in each way to spell them."""
    return frozenset(way for phrase in text.split(",") for way in spelling.spellings(phrase))


#: Words that thank.
THANKS = spelling.among("thanks thank thx ty cheers danke dank gracias merci")
#: What may stand beside a yes.
POLITE = phrases(
    "please, pls, kindly, thanks, thank you, thank you very much, thank you so much, many thanks, thanks a lot, thx, "
    "ty, cheers, hi, hello, good morning, good evening, good afternoon, good day, "
    "dear all, in advance, very much, regards, best regards, kind regards, best wishes, "
    "bitte, bitteschön, bitte schön, bitte sehr, danke, danke schön, dankeschön, danke sehr, vielen dank, "
    "besten dank, herzlichen dank, dank, hallo, guten tag, guten morgen, guten abend, sehr, sehr gerne, sehr gern, "
    "mit freundlichen grüßen, mit freundlichem gruß, freundliche grüße, schöne grüße, viele grüße, liebe grüße, "
    "beste grüße, lieben gruß, gruß, grüße, mfg, lg, vg, im voraus, "
    "sincerely, yours, yours sincerely, yours truly, warm regards, best, all the best, "
    "s'il vous plaît, s'il vous plait, s'il te plaît, svp, stp, merci, merci beaucoup, merci bien, bonjour, bonsoir, "
    "salut, cordialement, bien cordialement, d'avance, amicalement, bien à vous, salutations, "
    "por favor, gracias, muchas gracias, mil gracias, hola, buenos días, buenas tardes, buenas, un saludo, saludos, "
    "un saludo cordial, saludos cordiales, atentamente, de antemano"
)
#: With one of these a greeting begins.
HELLO = spelling.among(
    "hi hello hey dear greetings hallo liebe lieber liebes guten moin servus hola estimado estimada estimados querido "
    "querida bonjour salut bonsoir cher chere"
)
#: Good wishes.
HOLIDAYS = phrases(
    "happy holidays, merry christmas, happy christmas, happy new year, happy easter, have a nice day, nice weekend, "
    "frohe weihnachten, frohes fest, schöne feiertage, guten rutsch, frohe ostern, frohes neues jahr, "
    "felices fiestas, feliz navidad, feliz año nuevo, bonnes fêtes, joyeux noël, bonne année, joyeuses fêtes"
)
#: Excuses.
SORRY = phrases(
    "sorry, apologies, i'm sorry, i am sorry, entschuldigung, tut mir leid, perdón, disculpad, disculpe, lo siento, "
    "désolé, désolée, je suis désolé, je suis désolée, pardon"
)
#: Single words of all of these, but those that say more elsewhere.
WORDS = frozenset(word for phrase in POLITE | HOLIDAYS | SORRY for word in phrase.split()) - spelling.among(
    "i am je suis i'm to vous te"
)
