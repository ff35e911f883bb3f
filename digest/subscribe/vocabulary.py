"""The verbs that people write to us, in the languages of our catalogues."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from digest.subscribe import spelling


class Ask(StrEnum):
    """What a line begins with."""

    SUBSCRIBE = "subscribe"
    #: The same in words that may mean something else.
    JOIN = "join"
    #: Topics beside those there are.
    LIKE = "like"
    CONFIRM = "confirm"
    LEAVE = "leave"
    PREFERENCES = "preferences"
    #: Clauses of any kind: topics, time, zone, days.
    WISHES = "wishes"
    TIME = "time"
    ZONE = "zone"
    LANGUAGE = "language"
    NAME = "name"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    #: The whole list of followed words.
    FOLLOWED = "followed"
    MUTE = "mute"
    UNMUTE = "unmute"
    MUTED = "muted"
    MUTE_SOURCE = "mute source"
    UNMUTE_SOURCE = "unmute source"
    MUTED_SOURCES = "muted sources"
    PREFER = "prefer"
    UNPREFER = "unprefer"
    SOURCES = "sources"
    STORIES = "stories"
    PICTURES = "pictures"
    WITH_PICTURES = "with pictures"
    NO_PICTURES = "no pictures"
    OUTSIDE = "outside"
    NO_OUTSIDE = "no outside"
    QUIET = "quiet"
    #: "no sport"
    NEVER = "never"
    PAUSE = "pause"
    RESUME = "resume"
    SEND = "send"
    MORE = "more"
    LESS = "less"
    FORGET = "forget"
    EXPORT = "export"
    ERASE = "erase"
    HELP = "help"
    END = "end"


_SPOKEN: Mapping[str, Mapping[Ask, str]] = {
    "en": {
        Ask.SUBSCRIBE: "subscribe, sign me up, add me to your list, add me to your mailing list, put me on your list, "
        "add me to the list, put me on the list",
        Ask.JOIN: "join, sign up, register, start, like to receive, want to receive, love to receive, like to get, "
        "would like to receive, would love to receive, wish to receive, like your newsletter",
        Ask.LIKE: "interested in, i'm interested in, i am interested in, interests, my interests are",
        Ask.CONFIRM: "confirm, yes, yes confirm",
        Ask.LEAVE: "unsubscribe, leave, stop, sign off, sign me off, cancel, remove me, take me off, opt out, quit, "
        "get me off, end my subscription, stop my subscription, "
        "cancel my subscription, cancel the subscription",
        Ask.PREFERENCES: "preferences, settings, options, show preferences, show settings, show my preferences, "
        "my preferences, my settings",
        Ask.WISHES: "topics, topic, change topics, change topics to, days, schedule, deliver, change, set",
        Ask.TIME: "time, hour, change time to, change time, change the time to, send at, deliver at, move to",
        Ask.ZONE: "time zone, timezone, zone, tz",
        Ask.LANGUAGE: "language, change language to, speak, write in",
        Ask.NAME: "name, my name is, call me",
        Ask.FOLLOW: "follow, watch",
        Ask.UNFOLLOW: "unfollow, stop following, unwatch",
        Ask.FOLLOWED: "followed words, followed, followed words are",
        Ask.MUTE: "mute, hide, block, never show",
        Ask.UNMUTE: "unmute, unhide, unblock",
        Ask.MUTED: "muted words, muted",
        Ask.MUTE_SOURCE: "mute source, mute sources, block source, hide source, mute outlet",
        Ask.UNMUTE_SOURCE: "unmute source, unmute sources, unblock source, unmute outlet",
        Ask.MUTED_SOURCES: "muted sources, muted outlets",
        Ask.PREFER: "prefer, prefer source, prefer sources, prefer outlet",
        Ask.UNPREFER: "unprefer, unprefer source, unprefer sources, stop preferring",
        Ask.SOURCES: "sources, outlets, source, preferred sources",
        Ask.STORIES: "stories, number of stories, story, max stories, articles, items",
        Ask.PICTURES: "pictures, images, photos",
        Ask.WITH_PICTURES: "with pictures, with images, with photos, show pictures, show images",
        Ask.NO_PICTURES: "no pictures, no images, no photos, without pictures, without images, hide pictures",
        Ask.OUTSIDE: "outside, outside story, outside stories, outside topics",
        Ask.NO_OUTSIDE: "no outside, no outside story, no outside stories, nothing from outside, nothing outside",
        Ask.QUIET: "quiet days, quiet day, quiet, on quiet days, on a quiet day",
        Ask.NEVER: "no, never, no more, not interested in, i'm not interested in, i am not interested in, i hate, "
        "without, nothing about, don't send me, don't want, "
        "do not send me, do not want, do not send me any, don't send me any",
        Ask.PAUSE: "pause, pause me, rest, suspend, vacation, holiday, holidays, stop for, stop until",
        Ask.RESUME: "resume, continue, unpause, wake up, go on, restart, stop the pause, "
        "end the pause, end my pause, cancel the pause",
        Ask.SEND: "send now, send, send me one now, send an issue, send issue, send me an issue",
        Ask.MORE: "more, more like, more of, more about",
        Ask.LESS: "less, less like, less of, less about, fewer",
        Ask.FORGET: "forget, unlearn",
        Ask.EXPORT: "export, export my data, my data, export data, send my data, send me my data, download my data",
        Ask.ERASE: "erase me, erase my data, delete my data, delete me, forget me, erase, delete all my data, "
        "delete my account, erase everything, delete everything",
        Ask.HELP: "help, commands, info, help me",
        Ask.END: "end, exit",
    },
    "de": {
        Ask.SUBSCRIBE: "abonnieren, abonniere, melde mich an, melden sie mich an, melden sie mich bitte an, "
        "nehmen sie mich in den verteiler auf, nimm mich in den verteiler auf, nehmt mich in den verteiler auf, "
        "nehmen sie mich in ihren verteiler auf, nimm mich in deinen verteiler auf, nehmt mich in euren verteiler auf, "
        "newsletter abonnieren, den newsletter abonnieren, euren newsletter abonnieren, ihren newsletter abonnieren, "
        "den newsletter bestellen, euren newsletter bestellen, ihren newsletter bestellen",
        Ask.JOIN: "anmelden, beitreten, bestellen, abo, anmeldung, den newsletter bekommen, den newsletter erhalten, "
        "euren newsletter bekommen, ihren newsletter erhalten",
        Ask.LIKE: "interessiere mich für, ich interessiere mich für, mich interessiert, mich interessieren, interessen",
        Ask.CONFIRM: "bestätigen, bestätige, ja, ich bestätige, ja bestätigen",
        Ask.LEAVE: "abmelden, abbestellen, austragen, kündigen, abmeldung, melde mich ab, stopp, stop, beenden, "
        "nicht mehr senden, melde mich bitte ab, melden sie mich ab, melden sie mich bitte ab, ich melde mich ab, "
        "trag mich aus, trage mich aus, tragen sie mich aus, tragen sie mich bitte aus, nimm mich aus, nimm mich von, "
        "nehmen sie mich aus, nehmen sie mich von, nehmen sie mich bitte von, streichen sie mich, streiche mich, "
        ""
        "abo kündigen, mein abo kündigen, das abo kündigen, abonnement kündigen, mein abonnement kündigen, "
        "newsletter kündigen, den newsletter kündigen, abo beenden, mein abo beenden, "
        "löschen sie mich aus, lösche mich aus, löscht mich aus, bestelle ab, ich bestelle ab, "
        "bestellen sie mich ab, kündige, ich kündige",
        Ask.PREFERENCES: "einstellungen, meine einstellungen, einstellungen zeigen",
        Ask.WISHES: "themen, thema, tage, ändern, ändere",
        Ask.TIME: "zeit, uhrzeit, uhr, stunde, zustellung, senden um, schicken um",
        Ask.ZONE: "zeitzone, zone",
        Ask.LANGUAGE: "sprache",
        Ask.NAME: "name, mein name ist, ich heiße",
        Ask.FOLLOW: "folgen, folge, verfolgen, verfolge, beobachten, beobachte",
        Ask.UNFOLLOW: "entfolgen, nicht mehr folgen, nicht mehr verfolgen",
        Ask.FOLLOWED: "verfolgte wörter, verfolgt",
        Ask.MUTE: "stummschalten, stumm, ausblenden, verbergen, sperren",
        Ask.UNMUTE: "einblenden, nicht mehr stumm, stummschaltung aufheben, entsperren",
        Ask.MUTED: "stumme wörter, ausgeblendete wörter, gesperrte wörter",
        Ask.MUTE_SOURCE: "quelle stummschalten, quelle ausblenden, quellen ausblenden, quelle sperren",
        Ask.UNMUTE_SOURCE: "quelle einblenden, quellen einblenden, quelle entsperren",
        Ask.MUTED_SOURCES: "stumme quellen, ausgeblendete quellen, gesperrte quellen",
        Ask.PREFER: "bevorzugen, bevorzuge, quelle bevorzugen, bevorzuge quelle",
        Ask.UNPREFER: "nicht mehr bevorzugen",
        Ask.SOURCES: "quellen, quelle, bevorzugte quellen",
        Ask.STORIES: "meldungen, meldung, anzahl meldungen, artikel, beiträge",
        Ask.PICTURES: "bilder, fotos",
        Ask.WITH_PICTURES: "mit bildern, mit fotos, bilder zeigen",
        Ask.NO_PICTURES: "keine bilder, ohne bilder, keine fotos",
        Ask.OUTSIDE: "außerhalb, von außerhalb",
        Ask.NO_OUTSIDE: "nichts von außerhalb, keine von außerhalb, nichts außerhalb",
        Ask.QUIET: "ruhige tage, ruhiger tag, an ruhigen tagen",
        Ask.NEVER: "interessiere mich nicht für, ich interessiere mich nicht für, kein, keine, keinen, nie, ohne, "
        "nichts über, nichts mehr über, nichts zu, schickt mir kein, "
        "schick mir keine, schickt mir keine, schicken sie mir keine",
        Ask.PAUSE: "pause, pausieren, pausiere, urlaub, ferien, aussetzen, unterbrechen",
        Ask.RESUME: "fortsetzen, weiter, fortfahren, wieder senden, pause beenden, beende die pause, "
        "die pause beenden, pause aufheben, weitermachen",
        Ask.SEND: "senden, jetzt senden, sende jetzt, schick jetzt, sofort senden, jetzt schicken, schicken",
        Ask.MORE: "mehr, mehr wie, mehr von, mehr über, mehr davon",
        Ask.LESS: "weniger, weniger wie, weniger von, weniger über",
        Ask.FORGET: "vergiss, vergessen",
        Ask.EXPORT: "export, exportieren, meine daten, daten exportieren, meine daten exportieren, auskunft",
        Ask.ERASE: "löschen, lösche mich, lösche meine daten, meine daten löschen, daten löschen, alles löschen",
        Ask.HELP: "hilfe, befehle",
        Ask.END: "ende",
    },
    "es": {
        Ask.SUBSCRIBE: "suscribir, suscribirse, suscribirme, suscríbeme, suscribe, darme de alta",
        Ask.JOIN: "suscripción, alta, apuntarme, inscribirme, me gustaría recibir, quisiera recibir, quiero recibir, "
        "deseo recibir",
        Ask.LIKE: "me interesa, me interesan, estoy interesado en, estoy interesada en, intereses, mis intereses son",
        Ask.CONFIRM: "confirmar, confirmo, confirma, sí, sí confirmo",
        Ask.LEAVE: "baja, darse de baja, darme de baja, dame de baja, cancelar, anular, desuscribir, desuscribirse, "
        "desuscribirme, cancelar suscripción, salir, parar, "
        "dar de baja, date de baja, deme de baja, denme de baja, dadme de baja, me doy de baja, solicito la baja, "
        "quiero la baja, cancela, cancele, cancelen, anula, anule, quitarme, quítame, quíteme, quítenme, sácame, "
        "sáqueme, sáquenme, bórrame de, bórrenme de, cancelo, cancelo mi suscripción, "
        "dejar de enviarme, deja de enviarme, dejen de enviarme, dejad de enviarme, dejar de mandarme, "
        "dejar de recibir, borradme de, dejen de mandarme, deje de enviarme",
        Ask.PREFERENCES: "preferencias, ajustes, configuración, mis preferencias, mis ajustes, opciones",
        Ask.WISHES: "temas, tema, días, cambiar, cambia",
        Ask.TIME: "hora, horario, cambiar hora, enviar a las, enviar a la",
        Ask.ZONE: "zona horaria, zona, huso horario",
        Ask.LANGUAGE: "idioma, lengua",
        Ask.NAME: "nombre, mi nombre es, me llamo",
        Ask.FOLLOW: "seguir, sigue, sigo",
        Ask.UNFOLLOW: "dejar de seguir, deja de seguir, no seguir",
        Ask.FOLLOWED: "palabras seguidas, seguidas",
        Ask.MUTE: "silenciar, silencia, ocultar, oculta, bloquear",
        Ask.UNMUTE: "dejar de silenciar, no silenciar, desilenciar, mostrar, desbloquear",
        Ask.MUTED: "palabras silenciadas, silenciadas",
        Ask.MUTE_SOURCE: "silenciar fuente, silenciar fuentes, ocultar fuente, bloquear fuente, silenciar medio",
        Ask.UNMUTE_SOURCE: "dejar de silenciar fuente, mostrar fuente, desbloquear fuente, no silenciar fuente",
        Ask.MUTED_SOURCES: "fuentes silenciadas, medios silenciados",
        Ask.PREFER: "preferir, prefiero, preferir fuente, prefiero fuente",
        Ask.UNPREFER: "no preferir, dejar de preferir",
        Ask.SOURCES: "fuentes, fuente, medios, fuentes preferidas",
        Ask.STORIES: "noticias, artículos, número de noticias",
        Ask.PICTURES: "imágenes, fotos",
        Ask.WITH_PICTURES: "con imágenes, con fotos, mostrar imágenes",
        Ask.NO_PICTURES: "sin imágenes, sin fotos",
        Ask.OUTSIDE: "fuera, de fuera, fuera de mis temas",
        Ask.NO_OUTSIDE: "nada de fuera, nada fuera de mis temas",
        Ask.QUIET: "días tranquilos, día tranquilo, en días tranquilos",
        Ask.NEVER: "no me interesa, no me interesan, sin, nada de, nunca, no más, no quiero, no quiero más, "
        "no me envíes, no me envíen, no me mandes, "
        "no me envíes más, no me envíen más, ya no quiero",
        Ask.PAUSE: "pausa, pausar, vacaciones, descansar",
        Ask.RESUME: "reanudar, continuar, reanuda, continúa, seguir enviando, fin de la pausa, terminar la pausa, "
        "termina la pausa, quitar la pausa, quita la pausa",
        Ask.SEND: "enviar, enviar ahora, envía ahora, enviar ya, mandar ahora",
        Ask.MORE: "más, más como, más de, más sobre",
        Ask.LESS: "menos, menos como, menos de, menos sobre",
        Ask.FORGET: "olvidar, olvida",
        Ask.EXPORT: "exportar, mis datos, exportar mis datos, exportar datos",
        Ask.ERASE: "borrar mis datos, eliminar mis datos, bórrame, borrar todo, borrar datos, eliminar datos, suprimir",
        Ask.HELP: "ayuda, comandos",
        Ask.END: "fin",
    },
    "fr": {
        Ask.SUBSCRIBE: "s'abonner, abonner, m'abonner, abonnez-moi, abonne-moi",
        Ask.JOIN: "abonnement, inscription, s'inscrire, m'inscrire, inscrivez-moi, inscris-moi, inscrire, "
        "recevoir votre lettre, recevoir votre newsletter, recevoir la lettre, recevoir la newsletter",
        Ask.LIKE: "je m'intéresse à, je m'intéresse aux, m'intéresse à, intéressé par, intéressée par, ça m'intéresse",
        Ask.CONFIRM: "confirmer, je confirme, confirme, oui, oui je confirme",
        Ask.LEAVE: "se désabonner, désabonner, me désabonner, désabonnez-moi, désabonne-moi, désabonnement, "
        "se désinscrire, désinscrire, me désinscrire, désinscription, résilier, quitter, arrêter, arrêtez, annuler, "
        "je me désabonne, je me désinscris, désinscrivez-moi, désinscris-moi, retirez-moi, retire-moi, enlevez-moi, "
        "enlève-moi, supprimez-moi de, résiliez, je résilie, arrêtez d'envoyer, arrêtez de m'envoyer, "
        "arrête de m'envoyer, je résilie mon abonnement, ne plus recevoir, me retirer",
        Ask.PREFERENCES: "préférences, réglages, paramètres, mes préférences, mes réglages, options",
        Ask.WISHES: "sujets, sujet, thèmes, thème, rubriques, jours, modifier, changer",
        Ask.TIME: "heure, horaire, envoyer à, changer l'heure",
        Ask.ZONE: "fuseau horaire, fuseau, zone",
        Ask.LANGUAGE: "langue",
        Ask.NAME: "nom, je m'appelle, mon nom est",
        Ask.FOLLOW: "suivre, suivez",
        Ask.UNFOLLOW: "ne plus suivre",
        Ask.FOLLOWED: "mots suivis, suivis",
        Ask.MUTE: "masquer, masque, cacher, bloquer",
        Ask.UNMUTE: "ne plus masquer, démasquer, afficher, débloquer",
        Ask.MUTED: "mots masqués, masqués",
        Ask.MUTE_SOURCE: "masquer source, masquer la source, masquer sources, bloquer source",
        Ask.UNMUTE_SOURCE: "ne plus masquer source, ne plus masquer la source, afficher source, débloquer source",
        Ask.MUTED_SOURCES: "sources masquées",
        Ask.PREFER: "préférer, préférer source, je préfère, préférer la source",
        Ask.UNPREFER: "ne plus préférer",
        Ask.SOURCES: "sources, source, sources préférées",
        Ask.STORIES: "articles, nombre d'articles, nouvelles, actualités",
        Ask.PICTURES: "images, photos",
        Ask.WITH_PICTURES: "avec images, avec photos, avec des images",
        Ask.NO_PICTURES: "sans images, sans photos, pas d'images, pas de photos",
        Ask.OUTSIDE: "hors sujet, ailleurs, hors de mes sujets",
        Ask.NO_OUTSIDE: "rien d'ailleurs, rien hors de mes sujets",
        Ask.QUIET: "jours calmes, jour calme, les jours calmes",
        Ask.NEVER: "je ne m'intéresse pas à, je ne m'intéresse pas au, pas de, pas d', sans, jamais de, rien sur, "
        "ne veux plus de, ne veux plus d', je ne veux plus de, ne m'envoyez plus de, je ne souhaite plus de",
        Ask.PAUSE: "pause, suspendre, vacances",
        Ask.RESUME: "reprendre, continuer, reprise, fin de la pause, arrêtez la pause, arrêter la pause, "
        "terminer la pause",
        Ask.SEND: "envoyer, envoyer maintenant, envoyez maintenant, envoie maintenant",
        Ask.MORE: "plus, plus de, plus comme",
        Ask.LESS: "moins, moins de, moins comme",
        Ask.FORGET: "oublier, oublie, oubliez",
        Ask.EXPORT: "exporter, mes données, exporter mes données",
        Ask.ERASE: "effacer mes données, supprimer mes données, effacez-moi, effacer tout, tout effacer, "
        "supprimer mon compte",
        Ask.HELP: "aide, commandes",
        Ask.END: "fin",
    },
}

#: Words of the longest phrase.
LONGEST = 8


@cache
def phrases() -> Mapping[str, tuple[Ask, frozenset[str]]]:
    """Folded phrase -> what it asks, and the languages in which it does."""
    found: dict[str, tuple[Ask, frozenset[str]]] = {}
    for language, asks in _SPOKEN.items():
        for ask, called in asks.items():
            for way in (way for phrase in called.split(",") for way in spelling.spellings(phrase)):
                known, spoken = found.get(way, (ask, frozenset[str]()))
                # Where languages clash, the first one's meaning stands.
                found[way] = (known, spoken | {language}) if known is ask else (known, spoken)
    return found
